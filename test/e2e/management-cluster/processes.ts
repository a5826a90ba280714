import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

const LOG_LINES = 20;

/** Programs that run in the background, with a log file for each. None outlives this process, however it ends. */
export class Processes {
  private readonly supervisor: ChildProcessByStdio<Writable, Readable, null>;
  private readonly supervisorExit: Promise<unknown>;
  private failure?: Error;
  private stopped = false;
  /** What is to be done at the end of programs that are ended on purpose. */
  private readonly ending = new Map<string, () => void>();

  /** `onFailure` is told when a program ends that nobody has ended. */
  constructor(private readonly folder: string, private readonly onFailure: (failure: Error) => void) {
    this.supervisor = spawn(process.execPath, [join(__dirname, 'supervisor.mjs')], { detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
    this.supervisorExit = once(this.supervisor, 'exit').then(() => this.fail('the supervisor', 'has ended', ''));
    this.supervisor.stdin.on('error', () => this.fail('the supervisor', 'has ended', ''));
    createInterface({ input: this.supervisor.stdout }).on('line', (line) => {
      const { name, end } = JSON.parse(line) as { readonly name: string; readonly end: string };
      const ended = this.ending.get(name);
      if (ended === undefined) this.fail(name, `has ended: ${end}`, this.lastLines(name));
      else ended();
      this.ending.delete(name);
    });
  }

  start(name: string, argv: readonly string[], env: Readonly<Record<string, string>> = {}): void {
    this.supervisor.stdin.write(`${JSON.stringify({ name, argv, env, log: this.log(name) })}\n`);
  }

  /** Ends one program, which may be started again. */
  async end(name: string): Promise<void> {
    await new Promise<void>((ended) => {
      this.ending.set(name, ended);
      this.supervisor.stdin.write(`${JSON.stringify({ name, signal: 'SIGTERM' })}\n`);
    });
  }

  /** Waits until the program is ready. Fails with the end of its log if it does not become so, or if any program ends. */
  async ready(name: string, isReady: () => Promise<boolean>, seconds = 300, pauseMs = 50): Promise<void> {
    for (const end = Date.now() + seconds * 1000; !(await isReady().catch(() => false)); await delay(pauseMs)) {
      if (this.failure) throw this.failure;
      if (Date.now() > end) throw new Error(`${name} is not ready after ${seconds} s${this.lastLines(name)}`);
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.supervisor.stdin.end();
    await this.supervisorExit;
    // If the supervisor was killed alone, its programs are still there, and so is their group.
    try {
      process.kill(-(this.supervisor.pid as number), 'SIGKILL');
    } catch {
      // The group is gone, as it should be.
    }
  }

  private fail(name: string, what: string, log: string): void {
    if (this.stopped || this.failure) return;
    this.failure = new Error(`${name} ${what}${log}`);
    this.onFailure(this.failure);
  }

  private log(name: string): string {
    return join(this.folder, `${name}.log`);
  }

  private lastLines(name: string): string {
    try {
      const lines = readFileSync(this.log(name), 'utf8').trimEnd().split('\n').slice(-LOG_LINES);
      return `; the end of ${this.log(name)}:\n${lines.map((line) => `  ${line}`).join('\n')}`;
    } catch {
      return '';
    }
  }
}
