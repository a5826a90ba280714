import type { FieldPath } from '../diagnostics/diagnostic';
import type { ExistingNetwork } from '../params';
import type { ProviderProfileSpec } from '../profile';
import { addressCount, KUBEADM_RANGE_LIMITS, nodeCapacity, overlaps, parseCidr, parseIpAddress, reservedRangeIn, type Cidr } from './cidr';
import { checkCloudRef } from './cloud-ref';
import type { Report } from './report';
import type { ResolvedNetwork, ResolvedNodePool } from './resolved-cluster';
import { DEFAULT_NODE_CIDR, LIBRARY_DEFAULTS, merge, PROFILE_DEFAULTS, type Settings } from './settings';

/** Network and broadcast address, gateway, DHCP and the load balancer's address are taken. */
const TAKEN_NODE_ADDRESSES = 5n;
const LEAST_NODE_ADDRESSES = 8n;

interface NamedRange {
  readonly what: string;
  readonly path: FieldPath;
  readonly cidr: Cidr;
}

/** Decides the networks: ranges that are well-formed, large enough and do not touch one another. */
export function resolveNetwork(settings: Settings, profile: ProviderProfileSpec, report: Report): ResolvedNetwork {
  const { network } = settings;
  const path = ['network'];
  if (network.existing !== undefined && network.nodeCidr !== undefined) {
    report.error('ConflictingFields', [...path, 'existing'], 'an existing network has its ranges already; remove nodeCidr');
  }
  const nodeCidr = network.existing === undefined ? network.nodeCidr ?? DEFAULT_NODE_CIDR : undefined;
  const nodes = nodeCidr === undefined ? [] : readRanges([nodeCidr], 'the nodes', () => [...path, 'nodeCidr'], report);
  const pods = readRanges(network.podCidrs, 'the pods', (index) => [...path, 'podCidrs', index], report);
  const services = readRanges(network.serviceCidrs, 'the services', (index) => [...path, 'serviceCidrs', index], report);
  checkFamilies(nodes, pods, services, report);
  checkOverlaps([...nodes, ...pods, ...services], report);
  if (network.nodeCidrMaskSizeIPv6 !== LIBRARY_DEFAULTS.network.nodeCidrMaskSizeIPv6 && pods.every(isIPv4)) {
    report.warning('FieldWithoutEffect', [...path, 'nodeCidrMaskSizeIPv6'], 'the pods have no range of IPv6');
  }
  checkSizes(nodes, pods, services, network, report);
  network.dnsServers.forEach((server, index) => {
    report.read(parseIpAddress(server), [...path, 'dnsServers', index], undefined);
    if (network.dnsServers.indexOf(server) !== index) report.error('DuplicateItem', [...path, 'dnsServers', index], `DNS server "${server}" is listed twice`);
  });
  const existing = network.existing && resolveExisting(network.existing, [...path, 'existing'], settings, report);

  return {
    ...(nodes.length > 0 && { nodeCidr: nodes[0].cidr.text }),
    ...(existing && { existing }),
    podCidrs: pods.map(({ cidr }) => cidr.text),
    serviceCidrs: services.map(({ cidr }) => cidr.text),
    serviceDomain: network.serviceDomain,
    dnsServers: network.dnsServers,
    nodeCidrMaskSize: network.nodeCidrMaskSize,
    nodeCidrMaskSizeIPv6: network.nodeCidrMaskSizeIPv6,
    kubeProxyReplaced: resolveKubeProxy(profile, report),
  };
}

function resolveKubeProxy({ cni }: ProviderProfileSpec, report: Report): boolean {
  const replaced = merge(PROFILE_DEFAULTS.cni, cni).kubeProxyReplacement;
  if (replaced && cni?.type === 'calico') {
    report.profileError('ConflictingFields', ['cni', 'kubeProxyReplacement'], { message: 'Calico as it is set up here, with IP-in-IP, needs kube-proxy', allowed: ['false'] });
  }
  return replaced;
}

function readRanges(ranges: readonly string[], what: string, pathOf: (index: number) => FieldPath, report: Report): NamedRange[] {
  return ranges.flatMap((text, index) => {
    const cidr = report.read(parseCidr(text), pathOf(index), undefined);
    if (cidr === undefined) return [];
    const reserved = reservedRangeIn(cidr);
    if (reserved !== undefined) {
      const tell = reserved.severity === 'Error' ? report.error.bind(report) : report.warning.bind(report);
      tell('CidrReserved', pathOf(index), `${text} touches ${reserved.cidr.text}, which is ${reserved.use}`);
    }
    return [{ what, path: pathOf(index), cidr }];
  });
}

function checkFamilies(nodes: readonly NamedRange[], pods: readonly NamedRange[], services: readonly NamedRange[], report: Report): void {
  for (const { cidr, path } of nodes) {
    if (cidr.family !== 'IPv4') report.error('InvalidValue', path, 'a network that is made for the cluster is IPv4');
  }
  for (const [first] of [pods, services]) {
    if (first?.cidr.family === 'IPv6') report.error('NotYetSupported', first.path, 'IPv4 comes first, as the address of the API server is IPv4; this release cannot build clusters of IPv6 alone, or with IPv6 first');
  }
  const [ofPods, ofServices] = [pods, services].map((ranges) => ranges.find(({ cidr }, index) => index > 0 && cidr.family === 'IPv6'));
  if ((ofPods === undefined) !== (ofServices === undefined)) {
    report.error('ConflictingFields', (ofPods ?? ofServices)!.path, 'pods and services have the same address families; give both a range of IPv6, or none');
  }
  for (const ranges of [pods, services]) {
    const second = ranges.find(({ cidr }, index) => index > 0 && cidr.family === ranges[0].cidr.family);
    if (second) report.error('InvalidValue', second.path, `there is one range for each address family, and ${second.cidr.family} has one already`);
  }
}

function checkOverlaps(ranges: readonly NamedRange[], report: Report): void {
  ranges.forEach((range, index) => {
    for (const other of ranges.slice(0, index)) {
      if (overlaps(range.cidr, other.cidr)) {
        const { path } = !report.isWritten(range.path) && report.isWritten(other.path) ? other : range;
        report.error('CidrOverlap', path, `the range of ${range.what} ${range.cidr.text} overlaps that of ${other.what} ${other.cidr.text}`);
      }
    }
  });
}

function isIPv4({ cidr }: Pick<NamedRange, 'cidr'>): boolean {
  return cidr.family === 'IPv4';
}

/** The part of the pods' range that a node gets, as a prefix length. */
function nodeMaskSize({ family }: Cidr, { nodeCidrMaskSize, nodeCidrMaskSizeIPv6 }: MaskSizes): number {
  return family === 'IPv4' ? nodeCidrMaskSize : nodeCidrMaskSizeIPv6;
}

type MaskSizes = Pick<ResolvedNetwork, 'nodeCidrMaskSize' | 'nodeCidrMaskSizeIPv6'>;

function checkSizes(nodes: readonly NamedRange[], pods: readonly NamedRange[], services: readonly NamedRange[], maskSizes: MaskSizes, report: Report): void {
  for (const { cidr, path } of nodes) {
    if (addressCount(cidr) < LEAST_NODE_ADDRESSES) report.error('CidrTooSmall', path, `${cidr.text} has ${addressCount(cidr)} addresses, which is too few for a cluster`);
  }
  for (const { cidr, path } of services) {
    if (addressCount(cidr) < KUBEADM_RANGE_LIMITS.leastServiceAddresses) {
      report.error('CidrTooSmall', path, `${cidr.text} has ${addressCount(cidr)} addresses; services need at least ${KUBEADM_RANGE_LIMITS.leastServiceAddresses}, as the tenth is that of the cluster's DNS`);
    } else if (addressCount(cidr) > KUBEADM_RANGE_LIMITS.mostServiceAddresses) {
      report.error('CidrTooLarge', path, `${cidr.text} has more than the ${KUBEADM_RANGE_LIMITS.mostServiceAddresses} addresses that kubeadm accepts for services; use a prefix of ${isIPv4({ cidr }) ? 12 : 108} or longer`);
    }
  }
  for (const { cidr, path } of pods) {
    const maskSize = nodeMaskSize(cidr, maskSizes);
    if (nodeCapacity(cidr, maskSize) === 0) {
      const maskPath = ['network', isIPv4({ cidr }) ? 'nodeCidrMaskSize' : 'nodeCidrMaskSizeIPv6'];
      report.error('CidrTooSmall', report.isWritten(maskPath) ? maskPath : path, `a /${maskSize} for each node does not fit into the pods' range ${cidr.text}`);
    } else if (maskSize - cidr.prefixLength > KUBEADM_RANGE_LIMITS.mostNodeMaskDifference) {
      report.error('CidrTooLarge', path, `kubeadm divides ${cidr.text} into at most 2^${KUBEADM_RANGE_LIMITS.mostNodeMaskDifference} ranges; use a prefix of ${maskSize - KUBEADM_RANGE_LIMITS.mostNodeMaskDifference} or longer`);
    }
  }
}

function resolveExisting(existing: ExistingNetwork, path: FieldPath, settings: Settings, report: Report): NonNullable<ResolvedNetwork['existing']> {
  checkCloudRef(existing.network, [...path, 'network'], report.error.bind(report));
  existing.subnets?.forEach((subnet, index) => checkCloudRef(subnet, [...path, 'subnets', index], report.error.bind(report)));
  if (existing.router !== undefined) checkCloudRef(existing.router, [...path, 'router'], report.error.bind(report));
  if (existing.router === undefined && settings.apiServer.exposure === 'Public') {
    report.error('MissingField', path, { message: 'a public API server in an existing network needs its router; name the router, or set apiServer.exposure to Internal', allowed: ['router'] });
  }
  if (settings.network.dnsServers.length > 0) {
    report.warning('FieldWithoutEffect', ['network', 'dnsServers'], 'an existing subnet has its own DNS servers; these have no effect');
  }
  return { network: existing.network, subnets: existing.subnets ?? [], ...(existing.router && { router: existing.router }) };
}

/** Every node needs an address and a part of the pods' range. */
export function checkCapacity(network: ResolvedNetwork, controlPlaneReplicas: number, pools: readonly ResolvedNodePool[], report: Report): void {
  const nodes = controlPlaneReplicas + pools.flatMap(({ groups }) => groups).reduce((sum, group) => sum + (group.replicas ?? group.autoscaling!.max), 0);
  network.podCidrs.forEach((text, index) => {
    const pods = parseCidr(text);
    const maskSize = pods.ok ? nodeMaskSize(pods.value, network) : 0;
    const podCapacity = pods.ok ? nodeCapacity(pods.value, maskSize) : 0;
    if (pods.ok && podCapacity > 0 && podCapacity < nodes) {
      report.error('CidrTooSmall', ['network', 'podCidrs', index], `${pods.value.text} has room for ${podCapacity} nodes with a /${maskSize} each, and the cluster can have ${nodes}`);
    }
  });
  const subnet = network.nodeCidr === undefined ? undefined : parseCidr(network.nodeCidr);
  if (subnet?.ok && addressCount(subnet.value) >= LEAST_NODE_ADDRESSES && addressCount(subnet.value) - TAKEN_NODE_ADDRESSES < BigInt(nodes)) {
    report.error('CidrTooSmall', ['network', 'nodeCidr'], `${subnet.value.text} has too few addresses for the ${nodes} nodes that the cluster can have`);
  }
}
