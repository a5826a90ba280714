import fc from 'fast-check';
import {
  formatScsFlavor,
  isMandatoryScsFlavor,
  isScsFlavorName,
  MANDATORY_SCS_FLAVORS,
  parseScsFlavor,
  RECOMMENDED_SCS_FLAVORS,
  scsFlavorNameProblem,
  type ScsFlavor,
} from '../../src/resolve/scs-flavor';

const PLAIN = {
  insecure: false,
  noEcc: false,
  memoryOversubscribed: false,
  hardwareVirtualization: false,
  architecture: 'amd64',
  cpuClock: 0,
  infiniband: false,
} as const;

const VALID: [string, Omit<ScsFlavor, 'name'>][] = [
  ['SCS-2V-4', { ...PLAIN, cpus: 2, cpuType: 'shared-core', memoryGiB: 4 }],
  ['SCS-2V-4-20s', { ...PLAIN, cpus: 2, cpuType: 'shared-core', memoryGiB: 4, disk: { count: 1, sizeGB: 20, type: 'ssd' } }],
  ['SCS-4V-16-100s', { ...PLAIN, cpus: 4, cpuType: 'shared-core', memoryGiB: 16, disk: { count: 1, sizeGB: 100, type: 'ssd' } }],
  ['SCS-1L-1-5', { ...PLAIN, cpus: 1, cpuType: 'crowded-core', memoryGiB: 1, disk: { count: 1, sizeGB: 5 } }],
  ['SCS-1V-0.5', { ...PLAIN, cpus: 1, cpuType: 'shared-core', memoryGiB: 0.5 }],
  ['SCS-1L-1u-5', { ...PLAIN, cpus: 1, cpuType: 'crowded-core', memoryGiB: 1, noEcc: true, disk: { count: 1, sizeGB: 5 } }],
  ['SCS-8Ti-32-50p_i1', {
    ...PLAIN, cpus: 8, cpuType: 'dedicated-thread', insecure: true, memoryGiB: 32, disk: { count: 1, sizeGB: 50, type: 'nvme' },
    cpuVendor: 'Intel', cpuGeneration: 1,
  }],
  ['SCS-2C-3.5uo-10n', {
    ...PLAIN, cpus: 2, cpuType: 'dedicated-core', memoryGiB: 3.5, noEcc: true, memoryOversubscribed: true,
    disk: { count: 1, sizeGB: 10, type: 'network' },
  }],
  ['SCS-4C-16-2x200p_a1', {
    ...PLAIN, cpus: 4, cpuType: 'dedicated-core', memoryGiB: 16, disk: { count: 2, sizeGB: 200, type: 'nvme' },
    architecture: 'arm64', cpuVendor: 'Arm', cpuGeneration: 1,
  }],
  ['SCS-8T-32-50n_kvm_hwv_z3hh', {
    ...PLAIN, cpus: 8, cpuType: 'dedicated-thread', memoryGiB: 32, disk: { count: 1, sizeGB: 50, type: 'network' },
    hypervisor: 'kvm', hardwareVirtualization: true, cpuVendor: 'AMD', cpuGeneration: 3, cpuClock: 2,
  }],
  ['SCS-16T-64-200s_GNa-72-24_ib', {
    ...PLAIN, cpus: 16, cpuType: 'dedicated-thread', memoryGiB: 64, disk: { count: 1, sizeGB: 200, type: 'ssd' },
    gpu: { passthrough: true, vendor: 'Nvidia', generation: 'a', units: 72, unitClock: 0, memoryGiB: 24, memoryBandwidth: 0 },
    infiniband: true,
  }],
  ['SCS-4C-8-_bms_z4', {
    ...PLAIN, cpus: 4, cpuType: 'dedicated-core', memoryGiB: 8, disk: { count: 1 }, hypervisor: 'bms', cpuVendor: 'AMD', cpuGeneration: 4,
  }],
  ['SCS-2C-4-', { ...PLAIN, cpus: 2, cpuType: 'dedicated-core', memoryGiB: 4, disk: { count: 1 } }],
  ['SCS-2C-4-n', { ...PLAIN, cpus: 2, cpuType: 'dedicated-core', memoryGiB: 4, disk: { count: 1, type: 'network' } }],
  ['SCS-2C-4_r', { ...PLAIN, cpus: 2, cpuType: 'dedicated-core', memoryGiB: 4, architecture: 'riscv64', cpuVendor: 'RISC-V' }],
  ['SCS-2C-4-10h_i0hhh', {
    ...PLAIN, cpus: 2, cpuType: 'dedicated-core', memoryGiB: 4, disk: { count: 1, sizeGB: 10, type: 'hdd' },
    cpuVendor: 'Intel', cpuGeneration: 0, cpuClock: 3,
  }],
  ['SCS-2C-4-_gA1.1-8hh-4h', {
    ...PLAIN, cpus: 2, cpuType: 'dedicated-core', memoryGiB: 4, disk: { count: 1 },
    gpu: { passthrough: false, vendor: 'AMD', generation: '1.1', units: 8, unitClock: 2, memoryGiB: 4, memoryBandwidth: 1 },
  }],
  // rejected by the official parser, valid by the grammar
  ['SCS-16T-64-200s_GNa_ib', {
    ...PLAIN, cpus: 16, cpuType: 'dedicated-thread', memoryGiB: 64, disk: { count: 1, sizeGB: 200, type: 'ssd' },
    gpu: { passthrough: true, vendor: 'Nvidia', generation: 'a', unitClock: 0, memoryBandwidth: 0 }, infiniband: true,
  }],
  ['SCS-2C-4-_gI', {
    ...PLAIN, cpus: 2, cpuType: 'dedicated-core', memoryGiB: 4, disk: { count: 1 },
    gpu: { passthrough: false, vendor: 'Intel', unitClock: 0, memoryBandwidth: 0 },
  }],
];

test.each(VALID)('%s is read', (name, expected) => {
  expect(parseScsFlavor(name)).toEqual({ name, ...expected });
  expect(scsFlavorNameProblem(name)).toBeUndefined();
  expect(formatScsFlavor(expected)).toBe(name);
});

const CPU_PART = 'a number of CPUs followed by C, T, V or L, and i where protection is insufficient';
const MEMORY_PART = 'a number of GiB in steps of 0.5, followed by u (no ECC) and o (oversubscribed) where they hold';
const DISK_PART = 'a whole number of GB, with a count such as 2x before it and n, h, s or p after it where wanted';
const SPELT_AS_V1 = 'it is spelt as in version 1 of the standard, with ":" and "-" for today\'s "-" and "_"';
const ORDER = 'the order is hypervisor, hwv, CPU, GPU, ib';

const INVALID: [string, string, string?][] = [
  ['SCS-2-4-10n', `its CPU part "2" is not ${CPU_PART}`],
  ['SCS-2iT-4-10n', `its CPU part "2iT" is not ${CPU_PART}`, 'SCS-2Ti-4-10n'],
  ['SCS-0V-4', `its CPU part "0V" is not ${CPU_PART}`],
  ['SCS-02V-4', `its CPU part "02V" is not ${CPU_PART}`],
  ['SCS-2v-4', `its CPU part "2v" is not ${CPU_PART}`, 'SCS-2V-4'],
  ['SCS-', `its CPU part "" is not ${CPU_PART}`],
  ['SCS-2V', 'its memory part is missing'],
  ['SCS-2V-', `its memory part "" is not ${MEMORY_PART}`],
  ['SCS-2C-4ou-10n', `its memory part "4ou" is not ${MEMORY_PART}`, 'SCS-2C-4uo-10n'],
  ['SCS-2V-4.2', `its memory part "4.2" is not ${MEMORY_PART}`],
  ['SCS-2V-4.', `its memory part "4." is not ${MEMORY_PART}`],
  ['SCS-2V-.5', `its memory part ".5" is not ${MEMORY_PART}`],
  ['SCS-2V-04', `its memory part "04" is not ${MEMORY_PART}`],
  ['SCS-2V-0', `its memory part "0" is not ${MEMORY_PART}`],
  ['SCS-2C-4-1.5n', `its disk part "1.5n" is not ${DISK_PART}`],
  ['SCS-2C-4-2x', `its disk part "2x" is not ${DISK_PART}`],
  ['SCS-2C-4-x10', `its disk part "x10" is not ${DISK_PART}`],
  ['SCS-2C-4-10-20', `its disk part "10-20" is not ${DISK_PART}`],
  ['SCS-2V-4-20s_xen_kvm', '"_xen" and "_kvm" exclude each other'],
  ['SCS-2C-4-10_hwv_xen', `"_xen" stands after "_hwv"; ${ORDER}`, 'SCS-2C-4-10_xen_hwv'],
  ['SCS-2C-4-10_ib_GNa-14_z3_hwv', `"_GNa-14" stands after "_ib"; ${ORDER}`, 'SCS-2C-4-10_hwv_z3_GNa-14_ib'],
  ['SCS-2V-4-20s_i7', '"_i7" is no extension of the scheme'],
  ['SCS-2C-4-n_bms_3', '"_3" is no extension of the scheme'],
  ['SCS-2C-4-n_GNah', '"_GNah" is no extension of the scheme'],
  ['SCS-2C-4-n_a6', '"_a6" is no extension of the scheme'],
  ['SCS-2C-4-n_', '"_" is no extension of the scheme'],
  ['SCS-2V:4:20', SPELT_AS_V1, 'SCS-2V-4-20'],
  ['SCS-8T:32:50n-kvm-hwv-z3hh', SPELT_AS_V1, 'SCS-8T-32-50n_kvm_hwv_z3hh'],
  ['SCS-9999999999999999999V-4', 'a number in it is too large'],
];

// written out, for jest takes a missing column for its callback
test.each(INVALID.map(([name, reason, didYouMean]) => [name, reason, didYouMean] as const))('%s is refused', (name, reason, didYouMean) => {
  expect(parseScsFlavor(name)).toBeUndefined();
  expect(scsFlavorNameProblem(name)).toEqual({
    message: `"${name}" starts with "SCS-" but is not an SCS flavor name: ${reason}`,
    ...(didYouMean !== undefined && { didYouMean }),
  });
});

test.each(['m1.large', 'scs-2V-4', 'SCS', ' SCS-2V-4', ''])('%p is outside of the scheme, which is allowed', (name) => {
  expect(isScsFlavorName(name)).toBe(false);
  expect(parseScsFlavor(name)).toBeUndefined();
  expect(scsFlavorNameProblem(name)).toBeUndefined();
});

test.each([['SCS-2V-4.0', 'SCS-2V-4'], ['SCS-2V-4-1x20s', 'SCS-2V-4-20s']])('%s is valid and comes out as %s', (name, short) => {
  const flavor = parseScsFlavor(name)!;
  expect(flavor.name).toBe(name);
  expect(formatScsFlavor(flavor)).toBe(short);
  expect(parseScsFlavor(short)).toEqual({ ...flavor, name: short });
});

const num = fc.integer({ min: 1, max: 9999 }).map(String);
const oneOf = (...texts: string[]) => fc.constantFrom(...texts);
const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''));
const optional = (...parts: fc.Arbitrary<string>[]) => fc.oneof(fc.constant(''), joined(...parts));
const cpuGenerations = fc.oneof(
  joined(oneOf('i', 'z'), oneOf('', '0', '1', '2', '3', '4', '5', '6')),
  joined(fc.constant('a'), oneOf('', '0', '1', '2', '3', '4', '5')),
  oneOf('r', 'r0'),
);
const gpuGenerations = fc.oneof(
  joined(fc.constant('N'), oneOf('', ...'fkmpvtalgbu')),
  joined(fc.constant('A'), oneOf('', '0.4', '0.5', '1', '1.1', '2', '2.1', '3', '3.1', '3.5', '4', '4.1', '5.1')),
  joined(fc.constant('I'), oneOf('', '0.9', '0.95', '1', '2', '3', '4')),
);
const names = joined(
  fc.constant('SCS-'), num, oneOf('C', 'T', 'V', 'L'), oneOf('', 'i'),
  fc.constant('-'), fc.oneof(joined(num, oneOf('', '.5')), fc.constant('0.5')), oneOf('', 'u'), oneOf('', 'o'),
  optional(
    fc.constant('-'),
    optional(fc.integer({ min: 2, max: 99 }).map((count) => `${count}x`), num),
    oneOf('', 'n', 'h', 's', 'p'),
  ),
  oneOf('', '_kvm', '_chy', '_xen', '_vmw', '_hyv', '_bms'),
  oneOf('', '_hwv'),
  optional(fc.constant('_'), cpuGenerations, oneOf('', 'h', 'hh', 'hhh')),
  optional(
    fc.constant('_'), oneOf('G', 'g'), gpuGenerations,
    optional(fc.constant('-'), num, oneOf('', 'h', 'hh'), optional(fc.constant('-'), num, oneOf('', 'h', 'hh'))),
  ),
  oneOf('', '_ib'),
);

test('every name of the grammar is read, and comes out as it went in', () => {
  fc.assert(fc.property(names, (name) => {
    const flavor = parseScsFlavor(name);
    expect(flavor).toBeDefined();
    expect(formatScsFlavor(flavor!)).toBe(name);
  }));
});

test('a name with anything appended or prepended is not silently taken for the shorter one', () => {
  fc.assert(fc.property(names, oneOf(' ', '\n', '_', '-x', ':', '_kv', 'S'), (name, rest) => {
    expect(parseScsFlavor(name + rest)).toBeUndefined();
    expect(parseScsFlavor(rest + name)).toBeUndefined();
    expect(scsFlavorNameProblem(name + rest)).toBeDefined();
  }));
});

test('no text makes the reason fail, and every suggestion is a valid name', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9CTVLiuox.:_hnspabz-]{0,20}$/)), (text) => {
    const problem = scsFlavorNameProblem(`SCS-${text}`);
    expect(problem === undefined).toBe(parseScsFlavor(`SCS-${text}`) !== undefined);
    expect(problem?.didYouMean === undefined || parseScsFlavor(problem.didYouMean) !== undefined).toBe(true);
  }));
});

test('the standard flavors are valid names, 15 of them mandatory', () => {
  expect(MANDATORY_SCS_FLAVORS).toHaveLength(15);
  expect(RECOMMENDED_SCS_FLAVORS).toHaveLength(16);
  const all = [...MANDATORY_SCS_FLAVORS, ...RECOMMENDED_SCS_FLAVORS];
  expect(new Set(all).size).toBe(31);
  expect(all.filter((name) => parseScsFlavor(name) === undefined)).toEqual([]);
  expect(isMandatoryScsFlavor('SCS-2V-4-20s')).toBe(true);
  expect(isMandatoryScsFlavor('SCS-2V-4-10')).toBe(false);
  expect(isMandatoryScsFlavor('SCS-2V-4.0')).toBe(false);
});
