import type { FieldPath } from '../diagnostics/diagnostic';
import { didYouMean } from '../diagnostics/did-you-mean';
import type { MachineRequirements, MachineTimeouts, RootDisk } from '../params';
import type { ProviderProfileSpec } from '../profile';
import { toSeconds } from './duration';
import { chooseFlavor, describe, findFlavor, type FlavorCatalogue, type OfferedFlavor, type WantedMachine } from './flavors';
import { parseBytes, toWholeGiB } from './quantity';
import type { Report } from './report';
import type { ResolvedMachine, ResolvedTimeouts } from './resolved-cluster';
import { DEFAULT_ROOT_DISK_GIB } from './settings';

/** What a description says of the machines of one group. */
export interface MachineSettings {
  readonly flavor?: string;
  readonly requirements?: MachineRequirements;
  readonly rootDisk?: RootDisk;
}

/** Decides flavor and root disk of the machines of one group; undefined after an error. */
export function resolveMachine(
  settings: MachineSettings,
  path: FieldPath,
  zones: readonly string[],
  profile: ProviderProfileSpec,
  catalogue: FlavorCatalogue,
  report: Report,
): ResolvedMachine | undefined {
  if (settings.flavor !== undefined && settings.requirements !== undefined) {
    report.error('ConflictingFields', [...path, 'requirements'], 'a flavor and requirements exclude each other: keep one of them');
    return undefined;
  }
  const wanted = settings.requirements && readRequirements(settings.requirements, [...path, 'requirements'], report);
  const flavor = settings.requirements ? wanted && choose(wanted, path, zones, catalogue, report) : find(settings.flavor!, path, profile, catalogue, report);
  if (flavor === undefined) return undefined;

  const field = [...path, settings.requirements ? 'requirements' : 'flavor'];
  const absent = zones.filter((zone) => flavor.zones?.includes(zone) === false);
  if (absent.length > 0) {
    report.error('FlavorNotInZone', field, { message: `flavor "${flavor.name}" is not offered in ${absent.join(', ')}; choose other zones or another flavor`, allowed: flavor.zones });
  }
  checkMinFlavor(flavor, field, profile, report);

  const rootVolume = resolveRootVolume(settings, wanted, flavor, path, profile, report);
  return {
    flavor: flavor.name,
    machineType: flavor.machineType,
    cpus: flavor.cpus,
    memoryBytes: flavor.memoryBytes,
    architecture: flavor.architecture,
    ...(flavor.gpus && { gpus: flavor.gpus }),
    ...(rootVolume ? { rootVolume, diskGiB: rootVolume.sizeGiB } : flavor.disk?.sizeGiB !== undefined && { diskGiB: flavor.disk.sizeGiB }),
  };
}

/** Undefined after an error. */
function readRequirements({ cpus, memory, disk, gpus }: MachineRequirements, path: FieldPath, report: Report): WantedMachine | undefined {
  const memoryBytes = report.read(parseBytes(memory), [...path, 'memory'], undefined);
  const diskGiB = disk === undefined ? 0 : report.read(toWholeGiB(disk), [...path, 'disk'], undefined);
  if (memoryBytes === undefined || diskGiB === undefined) return undefined;
  return { cpus, memoryBytes, ...(disk !== undefined && { diskGiB }), ...(gpus && { gpus }) };
}

function choose(wanted: WantedMachine, path: FieldPath, zones: readonly string[], catalogue: FlavorCatalogue, report: Report): OfferedFlavor | undefined {
  const chosen = chooseFlavor(catalogue, wanted, zones);
  if (chosen.ok) return chosen.value;
  report.error('NoFlavorFits', [...path, 'requirements'], chosen.problem);
  return undefined;
}

/** A flavor that the profile lists wrongly has its message there. */
function find(name: string, path: FieldPath, profile: ProviderProfileSpec, catalogue: FlavorCatalogue, report: Report): OfferedFlavor | undefined {
  const found = findFlavor(catalogue, name);
  if (found.ok) return found.value;
  if (profile.flavors?.some((flavor) => flavor.name === name)) return undefined;
  const field = [...path, 'flavor'];
  report.error('FlavorNotOffered', field, report.isWritten(field) ? found.problem : { ...found.problem, message: `${found.problem.message}, and it is the default here; name another` });
  return undefined;
}

function checkMinFlavor(flavor: OfferedFlavor, path: FieldPath, profile: ProviderProfileSpec, report: Report): void {
  const { minFlavor } = profile.policy ?? {};
  const memory = minFlavor?.memory === undefined ? undefined : parseBytes(minFlavor.memory);
  if (memory !== undefined && !memory.ok) return;
  if (flavor.cpus < (minFlavor?.cpus ?? 0) || BigInt(flavor.memoryBytes) < (memory?.value ?? 0n)) {
    const least = [minFlavor?.cpus && `${minFlavor.cpus} CPUs`, minFlavor?.memory && `${minFlavor.memory} memory`].filter(Boolean).join(' and ');
    report.error('PolicyViolation', path, `flavor "${flavor.name}" (${describe(flavor)}) is smaller than the provider's policy allows: at least ${least}`);
  }
}

function resolveRootVolume(
  { rootDisk, requirements }: MachineSettings, wanted: WantedMachine | undefined, flavor: OfferedFlavor, path: FieldPath,
  profile: ProviderProfileSpec, report: Report,
): ResolvedMachine['rootVolume'] {
  const type = resolveVolumeType(rootDisk?.type, [...path, 'rootDisk', 'type'], profile, report);
  if (rootDisk?.size === undefined && rootDisk?.type === undefined && flavor.disk !== undefined) return undefined;
  const least = Math.max(flavor.disk?.sizeGiB ?? DEFAULT_ROOT_DISK_GIB, wanted?.diskGiB ?? 0);
  const sizeGiB = rootDisk?.size === undefined ? least : report.read(toWholeGiB(rootDisk.size), [...path, 'rootDisk', 'size'], least);
  if (sizeGiB < (wanted?.diskGiB ?? 0)) {
    report.error('ConflictingFields', [...path, 'rootDisk', 'size'], `the root disk is smaller than the ${requirements!.disk} that the requirements ask for`);
  }
  return { sizeGiB, ...(type !== undefined && { type }) };
}

/** The cloud's name of a volume type of the description. */
export function resolveVolumeType(name: string | undefined, path: FieldPath, profile: ProviderProfileSpec, report: Report): string | undefined {
  if (name === undefined) return undefined;
  const types = profile.volumeTypes ?? [];
  const found = types.find((type) => type.name === name);
  if (found === undefined) {
    const names = types.map((type) => type.name);
    const guess = didYouMean(name, names);
    report.error('VolumeTypeUnknown', path, { message: names.length > 0 ? `volume type "${name}" is not offered` : `volume type "${name}" is not offered: the profile lists no volumeTypes`, allowed: names, ...(guess !== undefined && { didYouMean: guess }) });
  }
  return found && (found.volumeType ?? found.name);
}

/** Seconds that fit into the int32 fields of Cluster API. */
export function resolveSeconds(text: string, path: FieldPath, report: Report, least = 0): number {
  const seconds = report.read(toSeconds(text), path, least);
  if (seconds < least || seconds > 2 ** 31 - 1) {
    report.error('InvalidValue', path, `"${text}" is not between ${least}s and ${2 ** 31 - 1}s`);
  }
  return seconds;
}

/** As Cluster API takes it at least, and what it takes where nothing is said. */
const STARTUP_LEAST_SECONDS = 30;
const STARTUP_USUAL_SECONDS = 600;

/** How long a machine may take to become a node before a health check has it made anew. */
export function resolveStartupTimeout(text: string, isChecked: boolean, path: FieldPath, report: Report): number {
  const seconds = resolveSeconds(text, path, report, STARTUP_LEAST_SECONDS);
  if (isChecked && seconds > STARTUP_LEAST_SECONDS && seconds < STARTUP_USUAL_SECONDS) {
    report.warning('RolloutStalls', path, `a machine that takes longer than ${text} to become a node is deleted and made anew, again and again, also while it waits for others or pulls its first images; Cluster API's own default is 10m`);
  }
  return seconds;
}

export function resolveTimeouts(timeouts: Required<MachineTimeouts>, path: FieldPath, report: Report): ResolvedTimeouts {
  return {
    drainSeconds: resolveSeconds(timeouts.drain, [...path, 'drain'], report),
    volumeDetachSeconds: resolveSeconds(timeouts.volumeDetach, [...path, 'volumeDetach'], report),
    deletionSeconds: resolveSeconds(timeouts.deletion, [...path, 'deletion'], report),
  };
}
