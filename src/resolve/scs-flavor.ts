import type { Problem } from '../diagnostics/result';

/** How much of a core a vCPU is; values of the extra spec `scs:cpu-type` (scs-0103). */
export type ScsCpuType = 'dedicated-core' | 'dedicated-thread' | 'shared-core' | 'crowded-core';

/** Kind of root disk; values of the extra spec `scs:disk0-type` (scs-0103). */
export type ScsDiskType = 'network' | 'hdd' | 'ssd' | 'nvme';

export type ScsHypervisor = 'kvm' | 'chy' | 'xen' | 'vmw' | 'hyv' | 'bms';

/** Architecture as Kubernetes spells it in `kubernetes.io/arch`. */
export type Architecture = 'amd64' | 'arm64' | 'riscv64';

/** The disk part of a flavor name. Without a size the cloud takes the image's `min_disk`. */
export interface ScsFlavorDisk {
  readonly count: number;
  readonly sizeGB?: number;
  readonly type?: ScsDiskType;
}

/** The GPU part of a flavor name; clock and bandwidth count the steps `h`, `hh` above standard. */
export interface ScsFlavorGpu {
  readonly passthrough: boolean;
  readonly vendor: 'Nvidia' | 'AMD' | 'Intel';
  readonly generation?: string;
  readonly units?: number;
  readonly unitClock: number;
  readonly memoryGiB?: number;
  readonly memoryBandwidth: number;
}

/** What the name of an SCS flavor promises (scs-0100-v3). The machine may be better, never worse. */
export interface ScsFlavor {
  readonly name: string;
  readonly cpus: number;
  readonly cpuType: ScsCpuType;
  /** Insufficient protection against CPU vulnerabilities. */
  readonly insecure: boolean;
  readonly memoryGiB: number;
  readonly noEcc: boolean;
  readonly memoryOversubscribed: boolean;
  /** Absent: the flavor has no root disk, a boot volume is needed. */
  readonly disk?: ScsFlavorDisk;
  readonly hypervisor?: ScsHypervisor;
  readonly hardwareVirtualization: boolean;
  readonly architecture: Architecture;
  /** Absent: generic x86-64. */
  readonly cpuVendor?: 'Intel' | 'AMD' | 'Arm' | 'RISC-V';
  readonly cpuGeneration?: number;
  /** Steps above the standard clock: 1, 2, 3 for `h`, `hh`, `hhh`. */
  readonly cpuClock: number;
  readonly gpu?: ScsFlavorGpu;
  readonly infiniband: boolean;
}

/** Flavors that every SCS cloud offers (scs-0103-v1, text v1.2). */
export const MANDATORY_SCS_FLAVORS: readonly string[] = [
  'SCS-1L-1',
  'SCS-1V-2', 'SCS-1V-4', 'SCS-1V-8',
  'SCS-2V-4', 'SCS-2V-4-20s', 'SCS-2V-8', 'SCS-2V-16',
  'SCS-4V-8', 'SCS-4V-16', 'SCS-4V-16-100s', 'SCS-4V-32',
  'SCS-8V-16', 'SCS-8V-32',
  'SCS-16V-32',
];

/** Flavors that an SCS cloud should offer (scs-0103-v1, text v1.2). */
export const RECOMMENDED_SCS_FLAVORS: readonly string[] = [
  'SCS-1L-1-5',
  'SCS-1V-2-5', 'SCS-1V-4-10', 'SCS-1V-8-20',
  'SCS-2V-4-10', 'SCS-2V-8-20', 'SCS-2V-16-50',
  'SCS-4V-8-20', 'SCS-4V-16-50', 'SCS-4V-32-100',
  'SCS-8V-16-50', 'SCS-8V-32-100', 'SCS-8V-64',
  'SCS-16V-32-100', 'SCS-16V-64', 'SCS-16V-128',
];

/** Is there a flavor of this name on every SCS cloud? */
export function isMandatoryScsFlavor(name: string): boolean {
  return MANDATORY_SCS_FLAVORS.includes(name);
}

/** Does the name claim to follow the scheme? Other names are allowed and promise nothing. */
export function isScsFlavorName(name: string): boolean {
  return name.startsWith('SCS-');
}

const NUM = '[1-9][0-9]*';
const CPU = `(?<cpus>${NUM})(?<cpuType>[CTVL])(?<insecure>i)?`;
const MEMORY = `(?<memory>${NUM}(?:\\.[05])?|0\\.5)(?<noEcc>u)?(?<oversubscribed>o)?`;
const DISK = `(?:(?:(?<diskCount>${NUM})x)?(?<diskSize>${NUM}))?(?<diskType>[nhsp])?`;
/** The extensions in their fixed order. */
const EXTENSIONS = [
  '(?<hypervisor>kvm|chy|xen|vmw|hyv|bms)',
  '(?<hwv>hwv)',
  '(?<cpu>[iz][0-6]?|a[0-5]?|r0?)(?<cpuClock>h{1,3})?',
  '(?<gpuAccess>[Gg])(?<gpu>N[fkmpvtalgbu]?|A(?:0\\.4|0\\.5|1|1\\.1|2|2\\.1|3|3\\.1|3\\.5|4|4\\.1|5\\.1)?|I(?:0\\.9|0\\.95|1|2|3|4)?)'
    + `(?:-(?<gpuUnits>${NUM})(?<gpuClock>hh?)?(?:-(?<gpuMemory>${NUM})(?<gpuBandwidth>hh?)?)?)?`,
  '(?<infiniband>ib)',
];
const NAME = new RegExp(`^SCS-${CPU}-${MEMORY}(?<disk>-${DISK})?${EXTENSIONS.map((extension) => `(?:_${extension})?`).join('')}$`);

const CPU_TYPES = { C: 'dedicated-core', T: 'dedicated-thread', V: 'shared-core', L: 'crowded-core' } as const;
const DISK_TYPES = { n: 'network', h: 'hdd', s: 'ssd', p: 'nvme' } as const;
const CPU_VENDORS = { i: 'Intel', z: 'AMD', a: 'Arm', r: 'RISC-V' } as const;
const ARCHITECTURES = { i: 'amd64', z: 'amd64', a: 'arm64', r: 'riscv64' } as const;
const GPU_VENDORS = { N: 'Nvidia', A: 'AMD', I: 'Intel' } as const;

/** Reads the name of an SCS flavor by the grammar of scs-0100-v3; undefined when the name does not follow it. */
export function parseScsFlavor(name: string): ScsFlavor | undefined {
  const part = NAME.exec(name)?.groups;
  if (part === undefined) {
    return undefined;
  }
  const counts = [part.cpus, part.memory, part.diskCount, part.diskSize, part.gpuUnits, part.gpuMemory];
  if (counts.some((count) => count !== undefined && Number(count) > Number.MAX_SAFE_INTEGER)) {
    return undefined;
  }
  const vendor = part.cpu?.[0] as keyof typeof CPU_VENDORS | undefined;
  return {
    name,
    cpus: Number(part.cpus),
    cpuType: CPU_TYPES[part.cpuType as keyof typeof CPU_TYPES],
    insecure: part.insecure !== undefined,
    memoryGiB: Number(part.memory),
    noEcc: part.noEcc !== undefined,
    memoryOversubscribed: part.oversubscribed !== undefined,
    ...(part.disk !== undefined && {
      disk: {
        count: Number(part.diskCount ?? 1),
        ...(part.diskSize !== undefined && { sizeGB: Number(part.diskSize) }),
        ...(part.diskType !== undefined && { type: DISK_TYPES[part.diskType as keyof typeof DISK_TYPES] }),
      },
    }),
    ...(part.hypervisor !== undefined && { hypervisor: part.hypervisor as ScsHypervisor }),
    hardwareVirtualization: part.hwv !== undefined,
    architecture: vendor === undefined ? 'amd64' : ARCHITECTURES[vendor],
    ...(vendor !== undefined && { cpuVendor: CPU_VENDORS[vendor] }),
    ...(part.cpu !== undefined && part.cpu.length > 1 && { cpuGeneration: Number(part.cpu.slice(1)) }),
    cpuClock: part.cpuClock?.length ?? 0,
    ...(part.gpu !== undefined && {
      gpu: {
        passthrough: part.gpuAccess === 'G',
        vendor: GPU_VENDORS[part.gpu[0] as keyof typeof GPU_VENDORS],
        ...(part.gpu.length > 1 && { generation: part.gpu.slice(1) }),
        ...(part.gpuUnits !== undefined && { units: Number(part.gpuUnits) }),
        unitClock: part.gpuClock?.length ?? 0,
        ...(part.gpuMemory !== undefined && { memoryGiB: Number(part.gpuMemory) }),
        memoryBandwidth: part.gpuBandwidth?.length ?? 0,
      },
    }),
    infiniband: part.infiniband !== undefined,
  };
}

function letterOf(table: Readonly<Record<string, string>>, word: string): string {
  return Object.keys(table).find((letter) => table[letter] === word) ?? '';
}

/** The name for such a flavor: the parsed one, except that `4.0` GiB and `1x` disks come out as `4` and without `1x`. */
export function formatScsFlavor(flavor: Omit<ScsFlavor, 'name'>): string {
  const { disk, gpu } = flavor;
  return [
    `SCS-${flavor.cpus}${letterOf(CPU_TYPES, flavor.cpuType)}${flavor.insecure ? 'i' : ''}`,
    `-${flavor.memoryGiB}${flavor.noEcc ? 'u' : ''}${flavor.memoryOversubscribed ? 'o' : ''}`,
    disk && `-${disk.count > 1 ? `${disk.count}x` : ''}${disk.sizeGB ?? ''}${disk.type ? letterOf(DISK_TYPES, disk.type) : ''}`,
    flavor.hypervisor && `_${flavor.hypervisor}`,
    flavor.hardwareVirtualization && '_hwv',
    flavor.cpuVendor && `_${letterOf(CPU_VENDORS, flavor.cpuVendor)}${flavor.cpuGeneration ?? ''}${'h'.repeat(flavor.cpuClock)}`,
    gpu && `_${gpu.passthrough ? 'G' : 'g'}${letterOf(GPU_VENDORS, gpu.vendor)}${gpu.generation ?? ''}`,
    gpu?.units !== undefined && `-${gpu.units}${'h'.repeat(gpu.unitClock)}`,
    gpu?.memoryGiB !== undefined && `-${gpu.memoryGiB}${'h'.repeat(gpu.memoryBandwidth)}`,
    flavor.infiniband && '_ib',
  ].filter(Boolean).join('');
}

function isWhole(pattern: string, text: string | undefined): boolean {
  return text !== undefined && new RegExp(`^${pattern}$`).test(text);
}

function extensionIndex(extension: string): number {
  return EXTENSIONS.findIndex((pattern) => isWhole(pattern, extension));
}

/** Names that a misspelt one may stand for, the likeliest first. */
function respellings(name: string): string[] {
  const [base, ...extensions] = name.split('_');
  const sorted = [...extensions].sort((a, b) => extensionIndex(a) - extensionIndex(b));
  return [
    // version 1 of the standard wrote `:` for `-` and `-` for `_`
    `SCS-${name.slice(4).replaceAll('-', '_').replaceAll(':', '-')}`,
    name.replace(/^(SCS-[0-9]+)([ctvl])/, (_, count: string, letter: string) => count + letter.toUpperCase()),
    name.replace(/^(SCS-[0-9]+)i([CTVL])/, '$1$2i'),
    name.replace(/^(SCS-[^-]*-[0-9.]+)ou/, '$1uo'),
    [base, ...sorted].join('_'),
  ];
}

function reason(name: string): string {
  const [base, ...extensions] = name.slice(4).split('_');
  const [cpu, memory, ...disks] = base.split('-');
  const disk = disks.length > 0 ? disks.join('-') : undefined;
  if (name.includes(':')) {
    return 'it is spelt as in version 1 of the standard, with ":" and "-" for today\'s "-" and "_"';
  }
  if (!isWhole(CPU, cpu)) {
    return `its CPU part "${cpu}" is not a number of CPUs followed by C, T, V or L, and i where protection is insufficient`;
  }
  if (!isWhole(MEMORY, memory)) {
    return memory === undefined
      ? 'its memory part is missing'
      : `its memory part "${memory}" is not a number of GiB in steps of 0.5, followed by u (no ECC) and o (oversubscribed) where they hold`;
  }
  if (disk !== undefined && !isWhole(DISK, disk)) {
    return `its disk part "${disk}" is not a whole number of GB, with a count such as 2x before it and n, h, s or p after it where wanted`;
  }
  const unknown = extensions.find((extension) => extensionIndex(extension) < 0);
  if (unknown !== undefined) {
    return `"_${unknown}" is no extension of the scheme`;
  }
  const misplaced = extensions.findIndex((extension, i) => i > 0 && extensionIndex(extensions[i - 1]) >= extensionIndex(extension));
  if (misplaced > 0) {
    const [before, after] = [extensions[misplaced - 1], extensions[misplaced]];
    return extensionIndex(before) === extensionIndex(after)
      ? `"_${before}" and "_${after}" exclude each other`
      : `"_${after}" stands after "_${before}"; the order is hypervisor, hwv, CPU, GPU, ib`;
  }
  return 'a number in it is too large';
}

/** Why a name that starts with `SCS-` is none of the scheme; undefined for valid names and for names outside of the scheme. */
export function scsFlavorNameProblem(name: string): Problem | undefined {
  if (!isScsFlavorName(name) || parseScsFlavor(name) !== undefined) {
    return undefined;
  }
  const didYouMean = respellings(name).find((respelling) => parseScsFlavor(respelling) !== undefined);
  return {
    message: `"${name}" starts with "SCS-" but is not an SCS flavor name: ${reason(name)}`,
    ...(didYouMean !== undefined && { didYouMean }),
  };
}
