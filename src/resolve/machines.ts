import type { FieldPath } from '../diagnostics/diagnostic';
import { didYouMean } from '../diagnostics/did-you-mean';
import type { MachineRequirements, MachineTimeouts, RootDisk } from '../params';
import type { ProviderProfileSpec } from '../profile';
import { toSeconds } from './duration';
import { chooseFlavor, describe, findFlavor, type FlavorCatalogue, type OfferedFlavor } from './flavors';
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
  const flavor = settings.requirements
    ? take(chooseFlavor(catalogue, settings.requirements, zones), [...path, 'requirements'], 'NoFlavorFits', report)
    : take(findFlavor(catalogue, settings.flavor!), [...path, 'flavor'], 'FlavorNotOffered', report);
  if (flavor === undefined) return undefined;

  const field = [...path, settings.requirements ? 'requirements' : 'flavor'];
  const absent = zones.filter((zone) => flavor.zones?.includes(zone) === false);
  if (absent.length > 0) {
    report.error('FlavorNotInZone', field, { message: `flavor "${flavor.name}" is not offered in ${absent.join(', ')}; choose other zones or another flavor`, allowed: flavor.zones });
  }
  checkMinFlavor(flavor, field, profile, report);

  const rootVolume = resolveRootVolume(settings, flavor, path, profile, report);
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

function take(
  result: ReturnType<typeof findFlavor>, path: FieldPath, code: 'NoFlavorFits' | 'FlavorNotOffered', report: Report,
): OfferedFlavor | undefined {
  if (result.ok) return result.value;
  report.error(code, path, result.problem);
  return undefined;
}

function checkMinFlavor(flavor: OfferedFlavor, path: FieldPath, profile: ProviderProfileSpec, report: Report): void {
  const { minFlavor } = profile.policy ?? {};
  const memory = minFlavor?.memory === undefined ? undefined : parseBytes(minFlavor.memory);
  if (memory !== undefined && !memory.ok) return;
  if (flavor.cpus < (minFlavor?.cpus ?? 0) || BigInt(flavor.memoryBytes) < (memory?.value ?? 0n)) {
    report.error('PolicyViolation', path, `flavor "${flavor.name}" (${describe(flavor)}) is smaller than the provider's policy allows: at least ${minFlavor?.cpus ?? 1} CPUs and ${minFlavor?.memory ?? 'any'} memory`);
  }
}

function resolveRootVolume(
  { rootDisk, requirements }: MachineSettings, flavor: OfferedFlavor, path: FieldPath, profile: ProviderProfileSpec, report: Report,
): ResolvedMachine['rootVolume'] {
  const type = resolveVolumeType(rootDisk?.type, [...path, 'rootDisk', 'type'], profile, report);
  if (rootDisk?.size === undefined && rootDisk?.type === undefined && flavor.disk !== undefined) return undefined;
  const wanted = requirements?.disk === undefined ? undefined : toWholeGiB(requirements.disk);
  const least = Math.max(flavor.disk?.sizeGiB ?? DEFAULT_ROOT_DISK_GIB, wanted?.ok ? wanted.value : 0);
  const sizeGiB = rootDisk?.size === undefined ? least : report.read(toWholeGiB(rootDisk.size), [...path, 'rootDisk', 'size'], least);
  if (wanted?.ok && sizeGiB < wanted.value) {
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

export function resolveTimeouts(timeouts: Required<MachineTimeouts>, path: FieldPath, report: Report): ResolvedTimeouts {
  return {
    drainSeconds: resolveSeconds(timeouts.drain, [...path, 'drain'], report),
    volumeDetachSeconds: resolveSeconds(timeouts.volumeDetach, [...path, 'volumeDetach'], report),
    deletionSeconds: resolveSeconds(timeouts.deletion, [...path, 'deletion'], report),
  };
}
