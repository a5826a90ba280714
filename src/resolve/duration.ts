import { failure, success, type Result } from '../diagnostics/result';

/** Units of the two documents, in milliseconds. */
const MILLISECONDS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

export type DurationUnit = keyof typeof MILLISECONDS;

const FORM = /^([0-9]+)(ms|s|m|h|d)$/;
/** Go counts nanoseconds in an int64. */
const LONGEST = 106_751 * MILLISECONDS.d;

/** A duration such as `250ms`, `30s`, `5m`, `8h`, `90d` in milliseconds. */
export function parseDuration(text: string): Result<number> {
  const match = FORM.exec(text);
  if (match === null) {
    return failure({ message: `"${text}" is not a duration, a whole number and one of ms, s, m, h, d, such as 30s or 8h` });
  }
  const milliseconds = Number(match[1]) * MILLISECONDS[match[2] as DurationUnit];
  if (milliseconds > LONGEST) {
    return failure({ message: `"${text}" is longer than the longest duration, 106751d` });
  }
  return success(milliseconds);
}

const UNIT_WORDS = { ms: 'milliseconds', s: 'seconds', m: 'minutes', h: 'hours', d: 'days' } as const;

/** A duration as a number of units, where what it goes to counts whole ones. */
export function toWholeDuration(text: string, unit: DurationUnit): Result<number> {
  const duration = parseDuration(text);
  if (!duration.ok) {
    return duration;
  }
  const count = duration.value / MILLISECONDS[unit];
  if (Number.isInteger(count)) {
    return success(count);
  }
  const nearest = [...new Set([Math.max(Math.floor(count), 1), Math.ceil(count)])].map((whole) => `${whole}${unit}`);
  return failure({
    message: `"${text}" is not a whole number of ${UNIT_WORDS[unit]}; the nearest ${
      nearest.length > 1 ? 'durations are' : 'duration is'} ${nearest.join(' and ')}`,
  });
}

/** A duration in whole seconds, as Cluster API's `…Seconds` fields count. */
export function toSeconds(text: string): Result<number> {
  return toWholeDuration(text, 's');
}

/**
 * Milliseconds as Go writes a duration, which is what Kubernetes stores for metav1.Duration: `8h0m0s`, `1m30s`, `2.5s`, `250ms`.
 * Written so, an object does not change when the API server stores it.
 */
export function formatGoDuration(milliseconds: number): string {
  if (milliseconds === 0) {
    return '0s';
  }
  if (milliseconds < MILLISECONDS.s) {
    return `${milliseconds}ms`;
  }
  const hours = Math.floor(milliseconds / MILLISECONDS.h);
  const minutes = Math.floor((milliseconds % MILLISECONDS.h) / MILLISECONDS.m);
  const seconds = `${(milliseconds % MILLISECONDS.m) / MILLISECONDS.s}s`;
  if (hours > 0) {
    return `${hours}h${minutes}m${seconds}`;
  }
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}
