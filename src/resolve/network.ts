import type { FieldPath } from '../diagnostics/diagnostic';
import type { ExistingNetwork } from '../params';
import { addressCount, KUBEADM_RANGE_LIMITS, nodeCapacity, overlaps, parseCidr, parseIpAddress, reservedRangeIn, type Cidr } from './cidr';
import { checkCloudRef } from './cloud-ref';
import type { Report } from './report';
import type { ResolvedNetwork, ResolvedNodePool } from './resolved-cluster';
import { DEFAULT_NODE_CIDR, type Settings } from './settings';

/** Network and broadcast address, gateway, DHCP and the load balancer's address are taken. */
const TAKEN_NODE_ADDRESSES = 5n;
const LEAST_NODE_ADDRESSES = 8n;

interface NamedRange {
  readonly what: string;
  readonly path: FieldPath;
  readonly cidr: Cidr;
}

/** Decides the networks: ranges that are well-formed, large enough and do not touch one another. */
export function resolveNetwork(settings: Settings, report: Report): ResolvedNetwork {
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
  checkSizes(nodes, pods, services, network.nodeCidrMaskSize, report);
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
  };
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
  for (const { cidr, path } of [...pods, ...services]) {
    if (cidr.family !== 'IPv4') report.error('NotYetSupported', path, 'IPv6 and dual stack are part of the API, but this release cannot build them yet');
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

function isIPv4({ cidr }: NamedRange): boolean {
  return cidr.family === 'IPv4';
}

function checkSizes(nodes: readonly NamedRange[], pods: readonly NamedRange[], services: readonly NamedRange[], maskSize: number, report: Report): void {
  for (const { cidr, path } of nodes) {
    if (addressCount(cidr) < LEAST_NODE_ADDRESSES) report.error('CidrTooSmall', path, `${cidr.text} has ${addressCount(cidr)} addresses, which is too few for a cluster`);
  }
  for (const { cidr, path } of services.filter(isIPv4)) {
    if (addressCount(cidr) < KUBEADM_RANGE_LIMITS.leastServiceAddresses) {
      report.error('CidrTooSmall', path, `${cidr.text} has ${addressCount(cidr)} addresses; services need at least ${KUBEADM_RANGE_LIMITS.leastServiceAddresses}, as the tenth is that of the cluster's DNS`);
    } else if (addressCount(cidr) > KUBEADM_RANGE_LIMITS.mostServiceAddresses) {
      report.error('CidrTooLarge', path, `${cidr.text} has more than the ${KUBEADM_RANGE_LIMITS.mostServiceAddresses} addresses that kubeadm accepts for services; use a prefix of 12 or longer`);
    }
  }
  for (const { cidr, path } of pods.filter(isIPv4)) {
    if (nodeCapacity(cidr, maskSize) === 0) {
      const maskPath = ['network', 'nodeCidrMaskSize'];
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
  const [pods] = network.podCidrs.map((text) => parseCidr(text)).flatMap((read) => (read.ok ? [read.value] : []));
  const podCapacity = pods === undefined ? 0 : nodeCapacity(pods, network.nodeCidrMaskSize);
  if (pods !== undefined && podCapacity > 0 && podCapacity < nodes) {
    report.error('CidrTooSmall', ['network', 'podCidrs', 0], `${pods.text} has room for ${podCapacity} nodes with a /${network.nodeCidrMaskSize} each, and the cluster can have ${nodes}`);
  }
  const subnet = network.nodeCidr === undefined ? undefined : parseCidr(network.nodeCidr);
  if (subnet?.ok && addressCount(subnet.value) >= LEAST_NODE_ADDRESSES && addressCount(subnet.value) - TAKEN_NODE_ADDRESSES < BigInt(nodes)) {
    report.error('CidrTooSmall', ['network', 'nodeCidr'], `${subnet.value.text} has too few addresses for the ${nodes} nodes that the cluster can have`);
  }
}
