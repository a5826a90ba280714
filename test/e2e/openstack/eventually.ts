import { setTimeout as delay } from 'node:timers/promises';

/** Services of a cloud take long to answer, and have other work. */
const PAUSE_MS = 2000;

/** Checks again and again until it holds; fails as the check does if it never will. */
export async function eventually(check: () => Promise<void>, seconds = 1200): Promise<void> {
  for (const end = Date.now() + seconds * 1000; ; await delay(PAUSE_MS)) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}
