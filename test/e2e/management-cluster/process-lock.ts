import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** Whether there is a process with the id that has not ended. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !isZombie(pid);
}

// In a container, the first process may never ask how its children have ended.
function isZombie(pid: number): boolean {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** Does the work while nobody else does work under the lock; the lock of a process that is gone counts for nothing. */
export async function withLock<T>(lock: string, onWait: (pid: number) => void, work: () => Promise<T>): Promise<T> {
  await take(lock, onWait);
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock: string, onWait: (pid: number) => void): Promise<void> {
  for (let told = false; !(await create(lock)); ) {
    const holder = Number(await readFile(lock, 'utf8').catch(() => '0'));
    if (holder > 0 && !isRunning(holder)) {
      // Two that find it at the same time may both go on: then work is done twice, which it must bear.
      await rm(lock, { force: true });
      continue;
    }
    if (!told && holder > 0) {
      onWait(holder);
      told = true;
    }
    await delay(500);
  }
}

/** Unlike a file that is opened with O_EXCL, a link is never there without its content. */
async function create(lock: string): Promise<boolean> {
  const unique = `${lock}.${randomUUID()}`;
  await writeFile(unique, String(process.pid));
  try {
    await link(unique, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(unique);
  }
}
