import type { Output } from './io';

/** Shows people at a terminal how far long work is. */
export interface Progress {
  show(done: number, total: number, doing: string): void;
  /** Removes the bar, before anything else is written. */
  clear(): void;
}

const WIDTH = 30;
/** Work that is done sooner needs no bar. */
const PATIENCE_MS = 500;
const INTERVAL_MS = 100;
const EMPTY_LINE = '\r\u001b[2K';

/** A bar on a terminal; nothing where the output is no terminal. */
export function progressOn(output: Output, now: () => number = Date.now): Progress {
  if (!output.isTTY) return { show: () => undefined, clear: () => undefined };
  let next = now() + PATIENCE_MS;
  let isShown = false;
  return {
    show(done, total, doing) {
      const time = now();
      // The end is always shown, as work that has no steps may follow.
      if (time < next && !(isShown && done === total)) return;
      next = time + INTERVAL_MS;
      isShown = true;
      const filled = Math.floor((WIDTH * done) / total);
      output.write(`${EMPTY_LINE}[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${done}/${total} ${doing}`);
    },
    clear() {
      if (isShown) output.write(EMPTY_LINE);
      isShown = false;
    },
  };
}
