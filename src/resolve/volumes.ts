import type { FieldPath } from '../diagnostics/diagnostic';
import { Filesystem, type EtcdVolume, type NodeVolume } from '../params';
import type { ProviderProfileSpec } from '../profile';
import { resolveVolumeType } from './machines';
import { parseBytes, toWholeGiB } from './quantity';
import type { Report } from './report';
import type { ResolvedVolume } from './resolved-cluster';
import { PROFILE_DEFAULTS } from './settings';

/** Names that the root disk and etcd's disk have among the disks of a machine. */
const RESERVED_NAMES = ['root', 'etcd'];
/** A disk over one of these would hide what the system runs from, or has in use before disks are mounted. */
const SYSTEM_FOLDERS = ['/', '/bin', '/boot', '/etc', '/lib', '/lib32', '/lib64', '/sbin', '/tmp', '/usr', '/var', '/var/lib', '/var/lib/cloud', '/var/run', '/var/tmp'];
/** What is below these is no place on a disk, or is gone at the next boot. */
const VIRTUAL_FOLDERS = ['/dev', '/proc', '/run', '/sys', '/var/run'];

/** Decides the further disks of the machines of a pool. */
export function resolveVolumes(volumes: readonly NodeVolume[], path: FieldPath, profile: ProviderProfileSpec, report: Report): ResolvedVolume[] {
  volumes.forEach((volume, index) => checkVolume(volume, volumes.slice(0, index), [...path, index], report));
  return volumes.map(({ name, mountPath, filesystem, ...disk }, index) => ({
    name,
    ...resolveDisk(disk, [...path, index], profile, report),
    ...(mountPath !== undefined && { mount: { path: withoutSlash(mountPath), filesystem: filesystem ?? Filesystem.EXT4 } }),
  }));
}

/** The disk of etcd's data, which kubeadm wants empty. */
export function resolveEtcdVolume(volume: EtcdVolume | undefined, profile: ProviderProfileSpec, report: Report): ResolvedVolume[] {
  if (volume === undefined) return [];
  const path = ['etcd', 'dedicatedVolume'];
  const disk = resolveDisk(volume, path, profile, report);
  const quota = profile.etcd?.quota ?? PROFILE_DEFAULTS.etcd.quota;
  const bytes = parseBytes(quota);
  if (bytes.ok && BigInt(disk.sizeGiB) << 30n <= bytes.value) {
    report.error('ConflictingFields', [...path, 'size'], `etcd's database may grow to ${quota} by the profile's etcd.quota, and its log and snapshots need room beside it: the disk must be larger`);
  }
  return [{ name: 'etcd', ...disk, mount: { path: '/var/lib/etcd', filesystem: Filesystem.EXT4 } }];
}

function resolveDisk({ size, type }: EtcdVolume, path: FieldPath, profile: ProviderProfileSpec, report: Report): Pick<ResolvedVolume, 'sizeGiB' | 'type'> {
  const sizeGiB = report.read(toWholeGiB(size), [...path, 'size'], 1);
  const cloudType = resolveVolumeType(type, [...path, 'type'], profile, report);
  return { sizeGiB, ...(cloudType !== undefined && { type: cloudType }) };
}

function checkVolume({ name, mountPath, filesystem }: NodeVolume, earlier: readonly NodeVolume[], path: FieldPath, report: Report): void {
  if (RESERVED_NAMES.includes(name)) {
    report.error('NameTaken', [...path, 'name'], `"${name}" is the name of a disk of the machine itself; choose another`);
  }
  if (mountPath === undefined) {
    if (filesystem !== undefined) report.error('FieldWithoutEffect', [...path, 'filesystem'], 'a disk without mountPath is left raw, without a file system');
    return;
  }
  const folder = withoutSlash(mountPath);
  const field = [...path, 'mountPath'];
  if (/\/(\.{0,2})(\/|$)/.test(folder) && folder !== '/') {
    report.error('InvalidValue', field, `"${mountPath}" has an empty part, "." or ".." in it: write the folder itself`);
  } else if (SYSTEM_FOLDERS.includes(folder) || VIRTUAL_FOLDERS.some((virtual) => folder === virtual || folder.startsWith(`${virtual}/`))) {
    report.error('InvalidValue', field, `${folder} belongs to the system, which runs already when disks are mounted: choose a folder of your own, such as /var/lib/data`);
  }
  const same = earlier.find((other) => other.mountPath !== undefined && withoutSlash(other.mountPath) === folder);
  if (same !== undefined) report.error('DuplicateItem', field, `the disk "${same.name}" is mounted at ${folder} already`);
}

function withoutSlash(folder: string): string {
  return folder.length > 1 ? folder.replace(/\/$/, '') : folder;
}
