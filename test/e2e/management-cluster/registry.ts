import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheFolder } from './build-programs';
import { isRunning } from './process-lock';

/** What is known of an environment that runs in the background. */
export interface Running {
  /** Process that all of it ends with. */
  readonly pid: number;
  /** Variables by which others find it; there once it is up. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** Why it has ended by itself. */
  readonly failure?: string;
}

/** Environments of one kind, by name. */
export class Registry {
  private readonly folder: string;

  constructor(kind: string) {
    this.folder = join(cacheFolder(), 'running', kind);
  }

  /** Names of those that run, or whose end nobody has seen yet. */
  names(): string[] {
    return existsSync(this.folder) ? readdirSync(this.folder).filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length)) : [];
  }

  async read(name: string): Promise<Running | undefined> {
    return existsSync(this.file(name)) ? (JSON.parse(await readFile(this.file(name), 'utf8')) as Running) : undefined;
  }

  async write(name: string, running: Running): Promise<void> {
    const file = this.file(name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.${running.pid}`, JSON.stringify(running), { mode: 0o600 });
    await rename(`${file}.${running.pid}`, file);
  }

  /** Forgets the environment, and removes what is left of it. */
  async remove(name: string, { folder }: Partial<Running>): Promise<void> {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    await rm(this.file(name), { force: true });
  }

  private file(name: string): string {
    return join(this.folder, `${name}.json`);
  }
}

/** Where management clusters are told. */
export const MANAGEMENT_CLUSTERS = new Registry('management-cluster');

export function runs({ pid, failure }: Running): boolean {
  return failure === undefined && isRunning(pid);
}

/** As a shell takes them. */
export function variableLines({ variables = {} }: Running): string {
  return Object.entries(variables).map(([name, value]) => `${name}=${value}\n`).join('');
}
