import { fork } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { Progress } from './build-programs';
import { isRunning } from './process-lock';
import { type Registry, runs, variableLines } from './registry';

/** The command with which a program starts itself in the background. */
export const IN_BACKGROUND = 'run-in-background';

/** What the process in the background tells the one that has started it and waits. */
type Message = { readonly progress: string } | { readonly variables: string } | { readonly failure: string };

/** What was started. */
interface Environment {
  /** Variables by which others find it. */
  readonly variables: Readonly<Record<string, string>>;
  readonly folder: string;
  stop(): Promise<void>;
}

interface Listeners {
  readonly progress: Progress;
  /** Told why everything was stopped, when a program has ended by itself after the start. */
  readonly onFailure: (failure: Error) => void;
}

/** Is the process in the background: starts an environment, and keeps it until SIGTERM. */
export async function runInBackground(registry: Registry, name: string, start: (listeners: Listeners) => Promise<Environment>): Promise<number> {
  const { pid } = process;
  const tell = (message: Message) => void (process.connected && process.send?.(message));
  let isUp = false;
  process.on('disconnect', () => {
    // Whoever waited for the start is gone, so nobody would ever know of it. All programs end with this process.
    if (!isUp) process.exit(1);
  });
  let end = (_failure?: Error): void => undefined;
  const ended = new Promise<Error | undefined>((done) => (end = done));
  process.on('SIGTERM', () => end());

  await registry.write(name, { pid });
  try {
    const { variables, folder, stop } = await start({ progress: (progress) => tell({ progress }), onFailure: end });
    const running = { pid, variables, folder };
    await registry.write(name, running);
    isUp = true;
    tell({ variables: variableLines(running) });
    const failure = await ended;
    await stop();
    if (failure === undefined) await registry.remove(name, { folder });
    else await registry.write(name, { pid, folder, failure: failure.message });
    return 0;
  } catch (error) {
    await registry.remove(name, {});
    tell({ failure: (error as Error).message });
    return 1;
  }
}

/** Starts this program again, in the background, and waits until its environment is up. */
export async function up(registry: Registry, name: string, program: string, argv: readonly string[]): Promise<number> {
  const running = await registry.read(name);
  if (running !== undefined && runs(running)) {
    process.stderr.write(`${name} runs already: end it with \`down\`, or give this one another --name\n`);
    return 1;
  }
  await registry.remove(name, running ?? {});
  const background = fork(program, argv.map((argument) => (argument === 'up' ? IN_BACKGROUND : argument)), { detached: true, stdio: 'ignore' });
  return new Promise((done) => {
    background.on('exit', () => done(1));
    background.on('message', (message: Message) => {
      if ('progress' in message) {
        process.stderr.write(`${message.progress}\n`);
      } else if ('failure' in message) {
        process.stderr.write(`${message.failure}\n`);
      } else {
        process.stdout.write(message.variables);
        done(0);
      }
    });
  });
}

/** Ends an environment and removes all of it. */
export async function down(registry: Registry, name: string): Promise<number> {
  const running = await registry.read(name);
  if (running === undefined || !runs(running)) {
    process.stderr.write(`${name} does not run\n`);
    await registry.remove(name, running ?? {});
    return 0;
  }
  process.kill(running.pid, 'SIGTERM');
  for (const until = Date.now() + 30_000; isRunning(running.pid); await delay(100)) {
    if (Date.now() > until) throw new Error(`process ${running.pid} does not end`);
  }
  return 0;
}

/** Tells which environments run, and how they are found. */
export async function status(registry: Registry): Promise<number> {
  const names = registry.names();
  for (const name of names) {
    const running = await registry.read(name);
    if (running === undefined) continue;
    if (!runs(running)) process.stdout.write(`${name} has ended: ${running.failure ?? 'its process was killed'}\n`);
    else if (running.variables === undefined) process.stdout.write(`${name} is starting\n`);
    else process.stdout.write(`${name} runs, with logs in ${running.folder}\n${variableLines(running)}`);
  }
  if (names.length === 0) process.stdout.write('none runs\n');
  return 0;
}
