import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { BUILD_FLAGS, go, moduleFolder } from './go-toolchain';
import { withLock } from './process-lock';
import type { Program } from './programs';

export type Progress = (line: string) => void;

/** Where built programs are kept from run to run: the folder CDK8S_SCS_E2E_CACHE, or one in the user's cache folder. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.CDK8S_SCS_E2E_CACHE) return resolve(env.CDK8S_SCS_E2E_CACHE);
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cdk8s-scs', 'e2e');
}

/** Paths of the programs by name. Builds those that the cache does not have yet. */
export async function buildPrograms(programs: readonly Program[], progress: Progress): Promise<Readonly<Record<string, string>>> {
  const paths: Record<string, string> = {};
  for (const program of programs) {
    paths[program.name] = kubebuilderAsset(program) ?? (await cachedProgram(program, progress));
  }
  return paths;
}

function kubebuilderAsset(program: Program): string | undefined {
  const assets = process.env.KUBEBUILDER_ASSETS;
  if (!program.kubebuilderAsset || !assets) return undefined;
  const path = join(resolve(assets), program.name);
  return existsSync(path) ? path : undefined;
}

async function cachedProgram(program: Program, progress: Progress): Promise<string> {
  const ldflags = await linkerFlags(program);
  const folder = join(cacheFolder(), await cacheKey(program, ldflags));
  const path = join(folder, program.name);
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true });
  const waiting = (pid: number) => progress(`process ${pid} is building; waiting for it`);
  // One lock for all: two builds at a time would only take each other's cores.
  await withLock(join(cacheFolder(), 'building'), waiting, async () => {
    if (existsSync(path)) return;
    progress(`building ${program.name} from ${program.package}, once`);
    const begin = Date.now();
    const unfinished = `${path}.${process.pid}`;
    try {
      await go(program.module, ['build', '-ldflags', ldflags, '-o', unfinished, program.package]);
      await rename(unfinished, path);
    } finally {
      await rm(unfinished, { force: true });
    }
    progress(`built ${program.name} in ${Math.round((Date.now() - begin) / 1000)} s`);
  });
  return path;
}

/** A digest of all that decides what the program becomes. */
async function cacheKey(program: Program, ldflags: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) hash.update(await readFile(join(moduleFolder(program.module), file)));
  hash.update(await go(program.module, ['env', 'GOVERSION', 'GOOS', 'GOARCH']));
  hash.update([BUILD_FLAGS, ldflags, program.package].join('\n'));
  return hash.digest('hex').slice(0, 16);
}

async function linkerFlags(program: Program): Promise<string> {
  const small = '-s -w';
  if (program.module !== 'kubernetes') return small;
  const goMod = await readFile(join(moduleFolder(program.module), 'go.mod'), 'utf8');
  const [, version, major, minor] = /\bk8s\.io\/kubernetes (v(\d+)\.(\d+)\.\d+)/.exec(goMod) ?? [];
  // Kubernetes takes its version from the linker. Without it, it is v0.0.0, which Cluster API refuses.
  const variables = { gitVersion: version, gitMajor: major, gitMinor: minor };
  return [small, ...Object.entries(variables).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)].join(' ');
}
