import { failure, success, type Result } from '../diagnostics/result';

/** A field of a cron schedule: its name and its values. */
interface CronField {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly words?: readonly string[];
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS_OF_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const FIELDS: readonly CronField[] = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of the month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, words: MONTHS },
  { name: 'day of the week', least: 0, most: 7, words: WEEKDAYS },
];

/**
 * A cron schedule of five fields as a calendar event of systemd, in UTC. A schedule that names days of the month and of the week is
 * refused: cron starts on either of them, systemd only where both meet.
 */
export function toSystemdCalendar(schedule: string): Result<string> {
  const texts = schedule.split(' ');
  const values: number[][] = [];
  for (const [index, field] of FIELDS.entries()) {
    const read = readField(texts[index] ?? '', field);
    if (!read.ok) return read;
    values.push(read.value);
  }
  const [minutes, hours, days, months] = values as [number[], number[], number[], number[], number[]];
  const weekdays = [...new Set(values[4]!.map((day) => day % 7))];
  const everyDay = texts[2] === '*';
  const everyWeekday = weekdays.length === 7;
  if (!everyDay && !everyWeekday) {
    return failure({ message: `"${schedule}" names days of the month and of the week, which systemd cannot express as cron means it: name one of the two` });
  }
  if (months.every((month) => days.every((day) => day > DAYS_OF_MONTHS[month - 1]!))) return failure({ message: `"${schedule}" never comes: no such month has that day` });
  const date = `*-${listed(months, FIELDS[3]!)}-${listed(days, FIELDS[2]!)}`;
  const names = weekdays.sort((a, b) => (a + 6) % 7 - (b + 6) % 7).map((day) => WEEKDAYS[day]);
  return success(`${everyWeekday ? '' : `${names.join(',')} `}${date} ${listed(hours, FIELDS[1]!)}:${listed(minutes, FIELDS[0]!)}:00 UTC`);
}

/** The values of one field, sorted. */
function readField(text: string, { name, least, most, words }: CronField): Result<number[]> {
  const values = new Set<number>();
  const isWrong = failure<number[]>({ message: `"${text}" is no ${name}: ${least} to ${most}, a list, a range such as ${least}-${least + 2}, or a step such as */2` });
  const read = (value: string): number => (words === undefined || /^[0-9]+$/.test(value)
    ? Number(/^[0-9]+$/.test(value) ? value : NaN)
    : words.findIndex((word) => word.toLowerCase() === value.toLowerCase()) + (words === MONTHS ? 1 : 0) || (value.toLowerCase() === 'sun' ? 0 : NaN));
  for (const part of text.split(',')) {
    const [, range, step] = /^([^/]+)(?:\/([1-9][0-9]?))?$/.exec(part) ?? [];
    if (range === undefined) return isWrong;
    const [first, last, more] = range === '*' ? [least, name === 'day of the week' ? most - 1 : most] : range.split('-').map(read);
    const end = last ?? first!;
    if (more !== undefined || !(first! >= least && end <= most && first! <= end) || (step !== undefined && range !== '*' && last === undefined)) return isWrong;
    for (let value = first!; value <= end; value += Number(step ?? 1)) values.add(value);
  }
  return success([...values].sort((a, b) => a - b));
}

/** All values as `*`, otherwise one after the other. */
function listed(values: readonly number[], { least, most }: CronField): string {
  return values.length === most - least + 1 ? '*' : values.map((value) => String(value).padStart(2, '0')).join(',');
}
