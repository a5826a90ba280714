import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheFolder } from './build-programs';
import { isRunning } from './process-lock';

/** What is known of a management cluster that runs in the background. */
export interface RunningCluster {
  /** Process that all of it ends with. */
  readonly pid: number;
  /** There once it is up. */
  readonly kubeconfig?: string;
  readonly folder?: string;
  /** Why it has ended by itself. */
  readonly failure?: string;
}

/** Names of those that run, or whose end nobody has seen yet. */
export function clusterNames(): string[] {
  return existsSync(stateFolder()) ? readdirSync(stateFolder()).filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length)) : [];
}

export async function readCluster(name: string): Promise<RunningCluster | undefined> {
  return existsSync(stateFile(name)) ? (JSON.parse(await readFile(stateFile(name), 'utf8')) as RunningCluster) : undefined;
}

export async function writeCluster(name: string, cluster: RunningCluster): Promise<void> {
  const file = stateFile(name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.${cluster.pid}`, JSON.stringify(cluster));
  await rename(`${file}.${cluster.pid}`, file);
}

/** Forgets the cluster, and removes what is left of it. */
export async function removeCluster(name: string, { folder }: Partial<RunningCluster>): Promise<void> {
  if (folder !== undefined) await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  await rm(stateFile(name), { force: true });
}

export function runs({ pid, failure }: RunningCluster): boolean {
  return failure === undefined && isRunning(pid);
}

function stateFolder(): string {
  return join(cacheFolder(), 'running');
}

function stateFile(name: string): string {
  return join(stateFolder(), `${name}.json`);
}
