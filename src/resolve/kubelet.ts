import type { FieldPath } from '../diagnostics/diagnostic';
import type { EvictionThresholds, NodePool, NodePoolKubelet, ReservedResources } from '../params';
import type { ProviderProfileSpec } from '../profile';
import { formatGoDuration, parseDuration } from './duration';
import { parseBytes, parseQuantity } from './quantity';
import type { Report } from './report';
import type { ResolvedKubelet, ResolvedMachine, ResolvedNetwork, ResolvedNodePool, StringMap } from './resolved-cluster';
import { NODE_POOL_DEFAULTS, type WithDefaults } from './settings';

export type KubeletSettings = WithDefaults<NodePoolKubelet, (typeof NODE_POOL_DEFAULTS)['kubelet']>;

const DEFAULTS = NODE_POOL_DEFAULTS.kubelet;
const SIGNALS = ['memory', 'nodefs', 'imagefs'] as const;
type Signal = (typeof SIGNALS)[number];

/** A kubelet that is given one of them sets all others to nothing (k8s.io/kubernetes, pkg/kubelet/eviction/defaults_linux.go). */
const HARD_DEFAULTS: Readonly<Record<Signal, string>> = { memory: '100Mi', nodefs: '10%', imagefs: '15%' };
const HARD_INODES = { 'nodefs.inodesFree': '5%', 'imagefs.inodesFree': '5%' };

/** Decides the kubelet's configuration of a pool by the rules with which the kubelet itself would not start. The machine is undefined after an error. */
export function resolveKubelet(settings: KubeletSettings, path: FieldPath, machine: ResolvedMachine | undefined, report: Report): ResolvedKubelet {
  const { evictionHard, evictionSoft, imageGCHighThreshold: high, imageGCLowThreshold: low } = settings;
  if (low >= high) {
    const field = report.isWritten([...path, 'imageGCLowThreshold']) ? 'imageGCLowThreshold' : 'imageGCHighThreshold';
    report.error('InvalidValue', [...path, field], `imageGCLowThreshold ${low} is not below imageGCHighThreshold ${high}: the kubelet does not start`);
  }
  checkThresholds(evictionHard, [...path, 'evictionHard'], report);
  checkThresholds(evictionSoft, [...path, 'evictionSoft'], report);
  checkOrder(settings, path, report);
  if (machine) checkReservations(settings, machine, path, report);
  const hard = evictionHard && hasFields(evictionHard) && { ...thresholds({ ...HARD_DEFAULTS, ...evictionHard }), ...HARD_INODES };
  const soft = evictionSoft && hasFields(evictionSoft) ? thresholds(evictionSoft) : undefined;
  const gracePeriods = resolveGracePeriods(settings, [...path, 'evictionSoftGracePeriod'], report);
  return {
    ...(settings.maxPods !== DEFAULTS.maxPods && { maxPods: settings.maxPods }),
    ...(hasFields(settings.systemReserved) && { systemReserved: resources(settings.systemReserved!) }),
    ...(hasFields(settings.kubeReserved) && { kubeReserved: resources(settings.kubeReserved!) }),
    ...(hard && { evictionHard: hard }),
    ...(soft && { evictionSoft: soft, evictionSoftGracePeriod: gracePeriods }),
    ...(high !== DEFAULTS.imageGCHighThreshold && { imageGCHighThresholdPercent: high }),
    ...(low !== DEFAULTS.imageGCLowThreshold && { imageGCLowThresholdPercent: low }),
    ...(settings.serializeImagePulls !== DEFAULTS.serializeImagePulls && { serializeImagePulls: settings.serializeImagePulls }),
  };
}

function hasFields(value: object | undefined): boolean {
  return value !== undefined && Object.values(value).some((field) => field !== undefined);
}

/** As the kubelet names the signals. */
function thresholds(values: EvictionThresholds): StringMap {
  return Object.fromEntries(SIGNALS.flatMap((signal) => (values[signal] === undefined ? [] : [[`${signal}.available`, values[signal]]])));
}

function resources({ cpu, memory, ephemeralStorage }: ReservedResources): StringMap {
  return { ...(cpu !== undefined && { cpu }), ...(memory !== undefined && { memory }), ...(ephemeralStorage !== undefined && { 'ephemeral-storage': ephemeralStorage }) };
}

function isPercentage(text: string): boolean {
  return text.endsWith('%');
}

/** The form is right already. The kubelet takes no quantity of nothing, and it ignores 100% without a word. */
function checkThresholds(values: EvictionThresholds | undefined, path: FieldPath, report: Report): void {
  for (const signal of SIGNALS) {
    const text = values?.[signal];
    if (text === undefined) continue;
    if (isPercentage(text)) {
      if (!(Number(text.slice(0, -1)) < 100)) report.error('InvalidValue', [...path, signal], `${text} is not below 100%`);
    } else if (report.read(parseBytes(text), [...path, signal], 1n) === 0n) {
      report.error('InvalidValue', [...path, signal], { message: 'the kubelet does not start with a threshold of nothing', allowed: ['0%'] });
    }
  }
}

/** A soft threshold that is reached later than the hard one never acts. Quantities and percentages cannot be compared. */
function checkOrder({ evictionHard, evictionSoft }: KubeletSettings, path: FieldPath, report: Report): void {
  for (const signal of SIGNALS) {
    const [hard, soft] = [evictionHard?.[signal] ?? HARD_DEFAULTS[signal], evictionSoft?.[signal]];
    if (soft === undefined || isPercentage(hard) !== isPercentage(soft)) continue;
    const [hardValue, softValue] = [hard, soft].map((text) => (isPercentage(text) ? Number(text.slice(0, -1)) : bytes(text)));
    if (softValue <= hardValue) {
      report.error('FieldWithoutEffect', [...path, 'evictionSoft', signal], `the hard threshold ${hard} is reached before the soft threshold ${soft}, so the soft one never acts`);
    }
  }
}

function resolveGracePeriods({ evictionSoft, evictionSoftGracePeriod }: KubeletSettings, path: FieldPath, report: Report): StringMap {
  return Object.fromEntries(SIGNALS.flatMap((signal) => {
    const milliseconds = report.read(parseDuration(evictionSoftGracePeriod[signal]), [...path, signal], 0);
    if (evictionSoft?.[signal] !== undefined) return [[`${signal}.available`, formatGoDuration(milliseconds)]];
    if (report.isWritten([...path, signal])) report.error('FieldWithoutEffect', [...path, signal], `there is no evictionSoft.${signal} whose grace period this could be`);
    return [];
  }));
}

/** A kubelet that keeps back more than the machine has does not start. */
function checkReservations({ systemReserved, kubeReserved, evictionHard }: KubeletSettings, machine: ResolvedMachine, path: FieldPath, report: Report): void {
  const sum = (resource: keyof ReservedResources): number => {
    return [['systemReserved', systemReserved?.[resource]], ['kubeReserved', kubeReserved?.[resource]]].reduce((total, [block, text]) => {
      if (text === undefined) return total;
      const field = [...path, block!, resource];
      const read = resource === 'cpu' ? parseQuantity(text) : parseBytes(text);
      if (read.ok && read.value < 0n) report.error('InvalidValue', field, `"${text}" is negative`);
      return total + Number(report.read(read, field, 0n));
    }, 0);
  };
  const NANO = 1e9;
  const hardMemory = evictionHard?.memory ?? HARD_DEFAULTS.memory;
  const capacity: [keyof ReservedResources, number, number | undefined][] = [
    ['cpu', sum('cpu') / NANO, machine.cpus],
    ['memory', sum('memory') + (isPercentage(hardMemory) ? 0 : bytes(hardMemory)), machine.memoryBytes],
    ['ephemeralStorage', sum('ephemeralStorage'), machine.diskGiB === undefined ? undefined : machine.diskGiB * 2 ** 30],
  ];
  for (const [resource, reserved, has] of capacity) {
    if (has !== undefined && reserved >= has) {
      report.error('InvalidValue', path, `systemReserved, kubeReserved and evictionHard keep back all of the ${resource} of flavor "${machine.flavor}": nothing is left for pods, and the kubelet does not start with more`);
    }
  }
}

/** Many plugins take the addresses of pods from the range that the controller manager gives to the node; Calico has its own. */
export function checkPodAddresses(
  pools: readonly NodePool[], resolved: readonly ResolvedNodePool[], network: ResolvedNetwork, { cni }: ProviderProfileSpec, report: Report,
): void {
  if (cni?.type === 'calico') return;
  const addresses = 2 ** (32 - network.nodeCidrMaskSize) - 2;
  for (const { name, node: { kubelet: { maxPods = 0 } } } of resolved) {
    if (maxPods <= addresses) continue;
    const index = pools.findIndex((pool) => pool.name === name);
    report.warning('CidrTooSmall', ['nodePools', index, 'kubelet', 'maxPods'], `a node has ${addresses} addresses for pods (network.nodeCidrMaskSize ${network.nodeCidrMaskSize}), and ${maxPods} pods; those without an address do not start, unless the network plugin takes addresses from elsewhere`);
  }
}

/** Of what has a message already, nothing. */
function bytes(text: string): number {
  const read = parseBytes(text);
  return read.ok ? Number(read.value) : 0;
}
