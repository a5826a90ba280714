import type { Report } from './report';
import type { Settings } from './settings';

/** The time after which machines are replaced, in whole seconds of UTC, as Kubernetes stores it. */
export function resolveRolloutAfter({ maintenance }: Settings, report: Report): string | undefined {
  const text = maintenance?.rolloutAfter;
  if (text === undefined) return undefined;
  if (!isTime(text)) {
    report.error('InvalidValue', ['maintenance', 'rolloutAfter'], `there is no time "${text}"`);
    return undefined;
  }
  return inWholeSeconds(text);
}

export function inWholeSeconds(time: string): string {
  return new Date(time).toISOString().replace(/\.[0-9]+Z$/, 'Z');
}

/** The form is right already; JavaScript reads the 31st of February as a day in March. */
export function isTime(text: string): boolean {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number);
  return !Number.isNaN(Date.parse(text)) && new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}
