import { spawnSync } from 'node:child_process';

/** What a whole process took, with all that it started. */
export interface Run {
  /** Of all cores together: other programs of the machine lengthen it far less than they do the time that passes. */
  readonly processorMs: number;
  readonly passedMs: number;
  readonly stdout: string;
}

export interface Command {
  readonly program: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

const MEASURE = `TIMEFORMAT='%R %U %S'; { time "$@" 2>&4; } 4>&2 2>&3`;

/** Runs a command to its end. */
export function run({ program, cwd, env = {} }: Command): Run {
  const { status, output } = spawnSync('bash', ['-c', MEASURE, 'bash', ...program], {
    cwd, encoding: 'utf8', env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'pipe'], maxBuffer: 2 ** 30,
  });
  const [, stdout, stderr, times] = output as (string | null)[];
  if (status !== 0) throw new Error(`${program.join(' ')} failed in ${cwd}:\n${stdout}${stderr}`);
  const [passed, user, system] = times!.trim().split(/\s+/).map((seconds) => Number(seconds.replace(',', '.')) * 1000);
  return { processorMs: user + system, passedMs: passed, stdout: stdout! };
}

/** The values of each subject, measured in turns, so that whatever else the machine does meets all of them alike. */
export function interleaved<Name extends string>(subjects: Readonly<Record<Name, () => number>>, repetitions: number): Record<Name, number[]> {
  const names = Object.keys(subjects) as Name[];
  const values = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  // The first run of each reads its files from the disk.
  names.forEach((name) => subjects[name]());
  for (let repetition = 0; repetition < repetitions; repetition += 1) names.forEach((name) => values[name].push(subjects[name]()));
  return values;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Of values that were measured in the same turns. */
export function medianRatio(values: readonly number[], references: readonly number[]): number {
  return median(values.map((value, index) => value / references[index]));
}
