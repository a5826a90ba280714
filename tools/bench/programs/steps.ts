// Loaded before every program of Node.js that a synthesis starts: writes at its end where its time went.
import { appendFileSync } from 'node:fs';
import Module from 'node:module';
import { basename } from 'node:path';

interface Loader {
  _load(request: string, ...rest: unknown[]): unknown;
}

/** What one process of a synthesis took, in milliseconds of processor time. */
export interface ProcessSteps {
  readonly program: string;
  readonly total: number;
  /** Until cdk8s or the library was asked for; absent where the process is no app. */
  readonly start?: number;
  readonly loading: number;
  readonly synthesis: number;
}

const PACKAGES = ['cdk8s', 'cdk8s-scs', 'constructs'];
let [start, loading, synthesis, depth] = [undefined as number | undefined, 0, 0, 0];

const loader = Module as unknown as Loader;
const load = loader._load;
loader._load = function (this: unknown, request, ...rest) {
  if (!PACKAGES.includes(request) || depth > 0) return load.call(this, request, ...rest);
  start ??= processorMs();
  depth += 1;
  const before = processorMs();
  const loaded = load.call(this, request, ...rest) as Record<string, { prototype: { synth(): void } }>;
  // The library loads its classes when they are first asked for.
  for (const name of ['App', 'ScsApp']) if (name in loaded) watch(loaded[name].prototype);
  for (const name of ['ProviderProfile', 'ScsCluster']) if (name in loaded) void loaded[name];
  loading += processorMs() - before;
  depth -= 1;
  return loaded;
};

function watch(prototype: { synth(): void }): void {
  if (!Object.hasOwn(prototype, 'synth')) return;
  const synth = prototype.synth;
  prototype.synth = function (this: unknown) {
    const before = processorMs();
    synth.call(this);
    synthesis += processorMs() - before;
  };
}

process.on('exit', () => {
  const steps: ProcessSteps = { program: basename(process.argv[1] ?? ''), total: processorMs(), ...(start !== undefined && { start }), loading, synthesis };
  appendFileSync(process.env.BENCH_STEPS!, `${JSON.stringify(steps)}\n`);
});

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
