import { didYouMean } from '../diagnostics/did-you-mean';
import { failure, success, type Problem, type Result } from '../diagnostics/result';
import type { GpuRequirements } from '../params';
import type { ProfileFlavor, ProviderProfileSpec } from '../profile';
import { formatBytes, parseBytes, toWholeGiB } from './quantity';
import { parseScsFlavor, scsFlavorNameProblem, type ScsCpuType, type ScsFlavor } from './scs-flavor';

const GIB = 2 ** 30;

/** A flavor that can be had: what its machines have, by the profile or else by the SCS name. */
export interface OfferedFlavor {
  readonly name: string;
  readonly machineType: string;
  readonly cpus: number;
  readonly cpuType: ScsCpuType;
  readonly memoryBytes: number;
  readonly architecture: string;
  /** Absent: no root disk of its own. Without a size the image decides. */
  readonly disk?: { readonly sizeGiB?: number };
  readonly gpus?: { readonly count: number; readonly model?: string };
  /** Absent: in every zone. */
  readonly zones?: readonly string[];
}

/** The flavors that a profile offers. Without a list in the profile, every SCS name is taken as offered. */
export interface FlavorCatalogue {
  readonly offered: readonly OfferedFlavor[];
  readonly anyScsName: boolean;
}

/** Reads the profile's flavors; what is wrong with one is told at its index. */
export function readFlavorCatalogue(spec: ProviderProfileSpec, onProblem: (index: number, problem: Problem) => void): FlavorCatalogue {
  const offered = (spec.flavors ?? []).flatMap((flavor, index) => {
    const read = readFlavor(flavor);
    if (read.ok) return [read.value];
    onProblem(index, read.problem);
    return [];
  });
  return { offered, anyScsName: spec.flavors === undefined };
}

function readFlavor(flavor: ProfileFlavor): Result<OfferedFlavor> {
  const scs = parseScsFlavor(flavor.name);
  if (scs === undefined) {
    const missing = (['cpus', 'memory', 'disk'] as const).filter((field) => flavor[field] === undefined);
    if (missing.length > 0) {
      const nameProblem = scsFlavorNameProblem(flavor.name);
      return failure({ message: `a flavor whose name does not follow the SCS scheme says what it has; missing: ${missing.join(', ')}`, ...(nameProblem?.didYouMean && { didYouMean: nameProblem.didYouMean }) });
    }
  }
  const memory = flavor.memory === undefined ? undefined : parseBytes(flavor.memory);
  if (memory !== undefined && !memory.ok) return memory;
  const disk = flavor.disk === undefined ? undefined : readDiskSize(flavor.disk);
  if (disk !== undefined && !disk.ok) return disk;

  const named = scs && ofScsFlavor(scs);
  const result: OfferedFlavor = {
    name: flavor.name,
    machineType: flavor.machineType ?? flavor.name,
    cpus: flavor.cpus ?? named!.cpus,
    cpuType: named?.cpuType ?? 'shared-core',
    memoryBytes: memory?.ok ? Number(memory.value) : named!.memoryBytes,
    architecture: flavor.architecture ?? named?.architecture ?? 'amd64',
    ...(disk?.ok ? disk.value > 0 && { disk: { sizeGiB: disk.value } } : named?.disk && { disk: named.disk }),
    ...(flavor.gpus ? { gpus: { count: flavor.gpus.count, ...(flavor.gpus.model && { model: flavor.gpus.model }) } } : named?.gpus && { gpus: named.gpus }),
    ...(flavor.zones && { zones: flavor.zones }),
  };
  return named && promisesLess(result, named)
    ? failure({ message: `the profile gives "${flavor.name}" less than its name promises: ${describe(named)}` })
    : success(result);
}

/** `0` says that the flavor has no disk of its own. */
function readDiskSize(text: string): Result<number> {
  const bytes = parseBytes(text);
  return bytes.ok && bytes.value === 0n ? success(0) : toWholeGiB(text);
}

function promisesLess(flavor: OfferedFlavor, named: OfferedFlavor): boolean {
  return flavor.cpus < named.cpus
    || flavor.memoryBytes < named.memoryBytes
    || (named.disk !== undefined && (flavor.disk === undefined || (flavor.disk.sizeGiB ?? Infinity) < (named.disk.sizeGiB ?? 0)))
    || (named.gpus !== undefined && (flavor.gpus?.count ?? 0) < named.gpus.count);
}

function ofScsFlavor(scs: ScsFlavor): OfferedFlavor {
  return {
    name: scs.name,
    machineType: scs.name,
    cpus: scs.cpus,
    cpuType: scs.cpuType,
    memoryBytes: scs.memoryGiB * GIB,
    architecture: scs.architecture,
    ...(scs.disk && { disk: scs.disk.sizeGB === undefined ? {} : { sizeGiB: scs.disk.sizeGB } }),
    ...(scs.gpu && { gpus: { count: 1 } }),
  };
}

/** Finds a flavor by its name, or says which are the nearest. */
export function findFlavor(catalogue: FlavorCatalogue, name: string): Result<OfferedFlavor> {
  const listed = catalogue.offered.find((flavor) => flavor.name === name);
  if (listed) return success(listed);
  const scs = parseScsFlavor(name);
  if (catalogue.anyScsName) {
    if (scs) return success(ofScsFlavor(scs));
    const problem = scsFlavorNameProblem(name);
    return failure(problem ?? { message: `"${name}" is no SCS flavor name, and the profile lists no flavors that it could be`, allowed: ['SCS-2V-4-20s', 'SCS-4V-16'] });
  }
  const names = nearest(catalogue, scs && ofScsFlavor(scs)).map((flavor) => flavor.name);
  // A well-formed name says what is wanted, and the most alike says more than the one with the fewest other letters.
  const guess = scs === undefined ? didYouMean(name, catalogue.offered.map((flavor) => flavor.name)) : undefined;
  return failure({ message: `flavor "${name}" is not offered`, allowed: names, ...(guess !== undefined && { didYouMean: guess }) });
}

/** The offered flavors, those that are most like the wanted one first; five at most. */
function nearest(catalogue: FlavorCatalogue, wanted: OfferedFlavor | undefined): OfferedFlavor[] {
  const distance = (flavor: OfferedFlavor): number =>
    wanted === undefined ? 0 : Math.abs(Math.log2(flavor.cpus / wanted.cpus)) + Math.abs(Math.log2(flavor.memoryBytes / wanted.memoryBytes));
  return [...catalogue.offered].sort((a, b) => distance(a) - distance(b)).slice(0, 5);
}

/** Oversubscribed CPUs come last among flavors of one size. */
const CPU_TYPE_ORDER: readonly ScsCpuType[] = ['shared-core', 'dedicated-thread', 'dedicated-core', 'crowded-core'];

/** Requirements with their sizes read. */
export interface WantedMachine {
  readonly cpus: number;
  readonly memoryBytes: bigint;
  readonly diskGiB?: number;
  readonly gpus?: GpuRequirements;
}

/** The smallest offered flavor that has what is asked for: by CPUs, memory, GPUs, kind of CPU, own disk, name. */
export function chooseFlavor(catalogue: FlavorCatalogue, wanted: WantedMachine, zones: readonly string[]): Result<OfferedFlavor> {
  const { cpus, memoryBytes, diskGiB, gpus } = wanted;
  if (catalogue.anyScsName) {
    return failure({ message: 'requirements need a list of flavors in the profile to choose from; name a flavor, or list the flavors' });
  }
  const fits = (flavor: OfferedFlavor): boolean =>
    flavor.cpus >= cpus
    && flavor.memoryBytes >= Number(memoryBytes)
    && (diskGiB === undefined || flavor.disk === undefined || (flavor.disk.sizeGiB ?? 0) >= diskGiB)
    && (flavor.gpus?.count ?? 0) >= (gpus?.count ?? 0)
    && (gpus !== undefined || flavor.gpus === undefined)
    && (!gpus?.model || gpus.model === flavor.gpus?.model)
    && zones.every((zone) => flavor.zones?.includes(zone) ?? true);
  const [smallest] = catalogue.offered.filter(fits).sort(bySize);
  if (smallest) return success(smallest);
  const largest = [...catalogue.offered].sort(bySize).slice(-3).reverse();
  return failure({ message: 'no offered flavor has all of this', allowed: largest.map((flavor) => `${flavor.name} (${describe(flavor)})`) });
}

function bySize(a: OfferedFlavor, b: OfferedFlavor): number {
  return a.cpus - b.cpus
    || a.memoryBytes - b.memoryBytes
    || (a.gpus?.count ?? 0) - (b.gpus?.count ?? 0)
    || CPU_TYPE_ORDER.indexOf(a.cpuType) - CPU_TYPE_ORDER.indexOf(b.cpuType)
    || (a.disk?.sizeGiB ?? 0) - (b.disk?.sizeGiB ?? 0)
    || (a.name < b.name ? -1 : 1);
}

/** What a flavor has, in words. */
export function describe(flavor: OfferedFlavor): string {
  const disk = flavor.disk === undefined ? 'no disk' : flavor.disk.sizeGiB === undefined ? 'a disk' : `${flavor.disk.sizeGiB}Gi disk`;
  const gpus = flavor.gpus === undefined ? '' : `, ${flavor.gpus.count} GPU`;
  return `${flavor.cpus} CPU${flavor.cpus === 1 ? '' : 's'}, ${formatBytes(BigInt(flavor.memoryBytes))} memory, ${disk}${gpus}`;
}
