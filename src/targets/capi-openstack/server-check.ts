import type { FieldPath } from '../../diagnostics/diagnostic';
import type { ExpertPort } from '../../params';
import type { ProfileSecurityRule, ProviderProfileSpec } from '../../profile';
import type { Report } from '../../resolve/report';
import type { ResolvedCluster, ResolvedNodePool } from '../../resolve/resolved-cluster';
import { opensNodePorts } from './security-group-openings';
import { surge } from './surge';

/** Tags of a server (nova, objects/tag.py); those of the cluster count. */
const TAGS_MOST = 50;
const NODE_PORTS = { first: 30000, last: 32767 };

/** Rules of expert settings for servers that depend on the rest of the cluster or profile. */
export function checkServers(cluster: ResolvedCluster, profile: ProviderProfileSpec, report: Report): void {
  checkFirstPorts(cluster, profile, report);
  checkPortNames(cluster, report);
  const owners = new Map<string, string>();
  cluster.nodePools.forEach((pool, index) => {
    const path: FieldPath = ['nodePools', index, 'expert'];
    const { tags, image, floatingIPs } = pool.node.expert.server;
    if (new Set([...tags, ...cluster.tags]).size > TAGS_MOST) {
      report.error('InvalidValue', [...path, 'tags'], `with those of the cluster, a server would have ${new Set([...tags, ...cluster.tags]).size} tags, and Nova takes ${TAGS_MOST}`);
    }
    if (image !== undefined && !image.name?.includes('{version}')) {
      report.warning('ImageWithoutVersion', [...path, 'image', image.id !== undefined ? 'id' : 'name'], 'the same image is used for every Kubernetes version, so an upgrade would start machines with the old kubelet; use a name with {version}');
    }
    checkFixedAddresses(pool, path, report);
    if (floatingIPs === undefined) return;
    checkFloatingIPs(cluster, pool, path, profile, report);
    floatingIPs.addresses?.forEach((address) => {
      const owner = owners.get(address);
      if (owner !== undefined) tellOfPool(report, path, ['floatingIPs', 'addresses'], 'DuplicateItem', `the pools "${owner}" and "${pool.name}" would both give ${address} to a machine; give addresses in nodePools[].expert.floatingIPs`);
      owners.set(address, pool.name);
    });
  });
}

/** An address that all of a pool have can be of one machine only, also while that is replaced. */
function checkFixedAddresses(pool: ResolvedNodePool, path: FieldPath, report: Report): void {
  const machines = pool.groups.reduce((sum, { replicas, autoscaling }) => sum + (replicas ?? autoscaling!.max), 0);
  const most = machines + pool.groups.reduce((sum, { replicas, autoscaling }) => sum + surge(pool.rollout.maxSurge, replicas ?? autoscaling!.max), 0);
  report.items([...path, 'ports']).forEach(({ fixedIPs }, index) => {
    (fixedIPs as readonly { readonly ipAddress?: string }[] | undefined)?.forEach(({ ipAddress }, at) => {
      if (ipAddress !== undefined && most > 1) {
        report.error('RolloutStalls', [...path, 'ports', index, 'fixedIPs', at, 'ipAddress'], `the pool can have ${most} machines at a time, and only one can have the address ${ipAddress}: use one replica and maxSurge "0" with maxUnavailable "1"`);
      }
    });
  });
}

/** Cluster API's provider finds ports by their names; lists of the profile, the description and a pool come together here. */
function checkPortNames({ controlPlane, nodePools }: ResolvedCluster, report: Report): void {
  const twice = (ports: readonly ExpertPort[]): string | undefined =>
    ports.map(({ nameSuffix }) => nameSuffix).find((suffix, index, all) => suffix !== undefined && all.indexOf(suffix) !== index);
  const ofAll = twice(controlPlane.node.expert.server.ports);
  if (ofAll !== undefined) report.error('DuplicateItem', ['expert', 'ports'], `with those of the profile there are two ports whose names end in "${ofAll}"`);
  nodePools.forEach(({ node }, index) => {
    const suffix = twice(node.expert.server.ports);
    if (suffix !== undefined && ofAll === undefined) {
      report.error('DuplicateItem', ['nodePools', index, 'expert', 'ports'], `with those of the cluster there are two ports whose names end in "${suffix}"`);
    }
  });
}

/** Without port security in the whole network, Neutron refuses what needs it. */
function checkFirstPorts({ controlPlane, nodePools }: ResolvedCluster, { openstack }: ProviderProfileSpec, report: Report): void {
  if (openstack?.portSecurity !== false) return;
  const ports = [controlPlane, ...nodePools].flatMap(({ node }) => node.expert.server.ports).filter(({ network }) => network === undefined);
  const isFiltered = ({ portSecurity, securityGroups = [], allowedAddressPairs = [] }: ExpertPort): boolean =>
    portSecurity !== true && securityGroups.length + allowedAddressPairs.length > 0;
  if (ports.some(isFiltered)) {
    report.profileError('ConflictingFields', ['openstack', 'portSecurity'], 'expert settings give the port in the network of the cluster security groups or further addresses, which the cloud refuses without port security');
  }
}

function checkFloatingIPs({ network }: ResolvedCluster, pool: ResolvedNodePool, path: FieldPath, profile: ProviderProfileSpec, report: Report): void {
  const { name, groups, rollout, node } = pool;
  const { openstack } = profile;
  const { floatingIPs, ports } = node.expert.server;
  const tell = (code: 'ConflictingFields' | 'MissingField' | 'RolloutStalls', field: FieldPath, message: string): void =>
    tellOfPool(report, path, ['floatingIPs', ...field], code, message);
  if (openstack?.externalNetworkEnabled === false) {
    tell('ConflictingFields', [], `the machines of the pool "${name}" cannot have floating addresses: the profile's clusters do without the external network (openstack.externalNetworkEnabled)`);
  }
  if (network.existing !== undefined && network.existing.router === undefined) {
    tell('MissingField', [], `floating addresses of the pool "${name}" need a router between the nodes' network and the external network, and network.existing has none`);
  }
  const open = openToTheWorld(profile, ports);
  if (open !== undefined) {
    tell('ConflictingFields', [], `with floating addresses, the world would reach the node ports of the pool "${name}": ${open}`);
  }
  const machines = groups.reduce((sum, { replicas, autoscaling }) => sum + (replicas ?? autoscaling!.max), 0);
  const { maxAddresses } = floatingIPs!;
  if (maxAddresses !== undefined && maxAddresses < machines) {
    tell('RolloutStalls', ['maxAddresses'], `the pool "${name}" can have ${machines} machines, and one without an address never starts`);
  } else if (maxAddresses === machines && /^0+%?$/.test(rollout.maxUnavailable)) {
    tell('RolloutStalls', ['maxAddresses'], `while a machine of the pool "${name}" is replaced there is one more, which never gets an address: allow ${machines + 1}, or give the pool maxUnavailable "1"`);
  }
}

/** What opens node ports, in words; undefined where they are closed. */
function openToTheWorld({ openstack }: ProviderProfileSpec, ports: readonly ExpertPort[]): string | undefined {
  if (openstack?.portSecurity === false || ports.some(({ network, portSecurity }) => network === undefined && portSecurity === false)) return 'without port security nothing is filtered';
  if (opensNodePorts(openstack)) return "OVN's load balancers of services need them open to all; use the provider amphora (openstack.serviceLoadBalancer.provider)";
  const { allNodes = [], workers = [] } = openstack?.securityRules?.additional ?? {};
  const rule = [...allNodes, ...workers].find(opensNodePortsToAll);
  return rule && `the rule "${rule.name}" of openstack.securityRules.additional opens them to all`;
}

function opensNodePortsToAll({ direction, protocol, portRangeMin, portRangeMax, remoteManagedGroups, remoteIPPrefix }: ProfileSecurityRule): boolean {
  if (direction === 'egress' || remoteManagedGroups !== undefined || remoteIPPrefix !== undefined) return false;
  if (protocol !== undefined && !['tcp', 'udp', 'sctp', '6', '17', '132'].includes(protocol)) return false;
  return portRangeMin === undefined || (portRangeMin <= NODE_PORTS.last && (portRangeMax ?? portRangeMin) >= NODE_PORTS.first);
}

/** At the pool where it is written there, otherwise at the settings of the cluster or the profile. */
function tellOfPool(report: Report, pool: FieldPath, field: FieldPath, code: 'ConflictingFields' | 'MissingField' | 'RolloutStalls' | 'DuplicateItem', message: string): void {
  if (report.isWritten([...pool, ...field])) report.error(code, [...pool, ...field], message);
  else if (report.isWritten(['expert', ...field])) report.error(code, ['expert', ...field], message);
  else report.profileError(code, ['expert', ...field], message);
}
