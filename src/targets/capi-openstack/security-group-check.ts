import type { FieldPath } from '../../diagnostics/diagnostic';
import { didYouMean } from '../../diagnostics/did-you-mean';
import type { ProfileSecurityRule, ProviderProfileSpec } from '../../profile';
import { parseCidr } from '../../resolve/cidr';
import type { Report } from '../../resolve/report';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { isIcmp, managesGroups, openings, opensAll, PROTOCOLS, storedProtocol } from './security-group-openings';

/** Protocols with ports, by Neutron's names and by number. */
const PORT_PROTOCOLS = ['tcp', 'udp', 'sctp', 'dccp', 'udplite', '6', '17', '132', '33', '136'];
const ICMP_MOST = 255;
const PROTOCOL_MOST = 255;

/** The provider's webhook checks rules of all nodes only; wrong rules of the other groups would fail later, in the cloud. */
export function checkSecurityGroupRules(cluster: ResolvedCluster, profile: ProviderProfileSpec, report: Report): void {
  const { securityRules, bastion } = profile.openstack ?? {};
  if (!managesGroups(profile.openstack)) {
    checkUnmanaged(cluster, profile, report);
    return;
  }
  const allowAll = opensAll(profile.openstack);
  const { betweenNodes, apiServer, toControlPlane, nodePorts, nodePortsAmongNodes } = openings(cluster, profile);
  const made = { allNodes: betweenNodes, controlPlane: [...apiServer, ...toControlPlane], workers: [...nodePorts, ...nodePortsAmongNodes] };
  for (const group of ['allNodes', 'controlPlane', 'workers'] as const) {
    const names = new Set(made[group].map(({ name }) => name));
    securityRules?.additional?.[group]?.forEach((rule, index) => {
      const path = ['openstack', 'securityRules', 'additional', group, index];
      if (names.has(rule.name)) report.profileError('NameTaken', [...path, 'name'], `there is a rule named "${rule.name}" already`);
      names.add(rule.name);
      checkRule(rule, path, allowAll, bastion?.enabled === true, report);
    });
  }
  if (profile.cni?.type === 'None' && !allowAll && (securityRules?.additional?.allNodes ?? []).length === 0) {
    report.profileWarning('FieldWithoutEffect', ['cni', 'type'], 'without a known CNI no traffic between pods of different nodes is opened: add the rules of yours to openstack.securityRules.additional.allNodes');
  }
}

/** Machines without groups of their own have the default group of the project, which lets in nothing from outside. */
function checkUnmanaged({ controlPlane, nodePools }: ResolvedCluster, { openstack, expert }: ProviderProfileSpec, report: Report): void {
  const { inCluster, additional } = openstack?.securityRules ?? {};
  const without = openstack?.portSecurity === false ? 'without port security there are no security groups' : 'no security groups are made';
  if (inCluster !== undefined) report.profileWarning('FieldWithoutEffect', ['openstack', 'securityRules', 'inCluster'], `${without}, so nothing is opened`);
  for (const group of ['allNodes', 'controlPlane', 'workers'] as const) {
    if ((additional?.[group] ?? []).length > 0) {
      report.profileError('FieldWithoutEffect', ['openstack', 'securityRules', 'additional', group], `${without} that would have these rules`);
    }
  }
  const groups = [controlPlane, ...nodePools].map(({ node }) => node.expert.server.securityGroups);
  if (openstack?.portSecurity === false) {
    if ((expert?.securityGroups ?? []).length > 0) report.profileError('ConflictingFields', ['expert', 'securityGroups'], 'ports without port security have no security groups: the cloud refuses machines with them');
    else if (groups.some(({ length }) => length > 0)) report.error('ConflictingFields', ['expert', 'securityGroups'], 'ports without port security have no security groups: the cloud refuses machines with them');
  } else if (groups.some(({ length }) => length === 0)) {
    report.profileError('MissingField', ['openstack', 'securityRules', 'managed'], {
      message: "no security groups are made, and machines with the project's default group alone let nobody in; name groups for all machines in expert.securityGroups", allowed: ['true'],
    });
  }
}

function checkRule(rule: ProfileSecurityRule, path: FieldPath, allowAll: boolean, hasBastion: boolean, report: Report): void {
  if (rule.remoteManagedGroups !== undefined && rule.remoteIPPrefix !== undefined) {
    report.profileError('ConflictingFields', [...path, 'remoteIPPrefix'], 'a rule opens to groups or to a range, not to both');
  }
  if (allowAll && rule.remoteManagedGroups?.some((group) => group !== 'bastion')) {
    report.profileError('ConflictingFields', [...path, 'remoteManagedGroups'], 'all traffic inside of the cluster is open already (inCluster: AllowAll), and the same rule twice ends in a conflict that blocks the cluster');
  }
  if (rule.remoteManagedGroups?.some((group) => group === 'bastion') && !hasBastion) {
    report.profileError('FieldWithoutEffect', [...path, 'remoteManagedGroups'], { message: 'there is no bastion whose group could be named', allowed: ['controlplane', 'worker'] });
  }
  if (rule.remoteIPPrefix !== undefined) {
    const range = report.readProfile(parseCidr(rule.remoteIPPrefix), [...path, 'remoteIPPrefix'], undefined);
    if (range?.prefixLength === 0) {
      report.profileError('InvalidValue', [...path, 'remoteIPPrefix'], 'a range of everything is not stored as such, and the rule would be made and deleted for ever; leave remoteIPPrefix out to open to all');
    } else if (range !== undefined && range.family !== (rule.etherType ?? 'IPv4')) {
      report.profileError('ConflictingFields', [...path, 'remoteIPPrefix'], `the range is ${range.family}, and the rule is for ${rule.etherType ?? 'IPv4'}`);
    }
  }
  checkProtocol(rule, path, report);
  checkPorts(rule, path, report);
}

function checkProtocol({ protocol, etherType }: ProfileSecurityRule, path: FieldPath, report: Report): void {
  if (protocol === undefined) return;
  const stored = storedProtocol(protocol, etherType);
  if (!PROTOCOLS.includes(stored) && !(/^[0-9]{1,3}$/.test(stored) && Number(stored) <= PROTOCOL_MOST)) {
    const guess = didYouMean(protocol, PROTOCOLS);
    report.profileError('InvalidValue', [...path, 'protocol'], {
      message: `"${protocol}" is no protocol that OpenStack knows for ${etherType ?? 'IPv4'}; a number from 0 to ${PROTOCOL_MOST} works as well`,
      allowed: PROTOCOLS,
      ...(guess !== undefined && { didYouMean: guess }),
    });
  } else if (stored.startsWith('ipv6-') && etherType !== 'IPv6') {
    report.profileError('ConflictingFields', [...path, 'protocol'], { message: `the protocol ${protocol} is one of IPv6, and the rule is for IPv4`, allowed: ['etherType: IPv6'] });
  }
}

/** As OpenStack Neutron (neutron/db/securitygroups_db.py). */
function checkPorts({ protocol, portRangeMin, portRangeMax }: ProfileSecurityRule, path: FieldPath, report: Report): void {
  if (portRangeMin === undefined && portRangeMax === undefined) return;
  if (protocol === undefined) {
    report.profileError('MissingField', path, { message: 'ports need the protocol that they belong to', allowed: ['protocol'] });
  } else if (portRangeMin === undefined) {
    report.profileError('InvalidValue', [...path, 'portRangeMax'], isIcmp(protocol) ? 'a code needs a type, portRangeMin' : 'a last port needs a first one, portRangeMin');
  } else if (isIcmp(protocol)) {
    for (const [field, value] of [['portRangeMin', portRangeMin], ['portRangeMax', portRangeMax]] as const) {
      if (value !== undefined && value > ICMP_MOST) report.profileError('InvalidValue', [...path, field], `types and codes of ICMP are at most ${ICMP_MOST}`);
    }
  } else if (!PORT_PROTOCOLS.includes(protocol)) {
    report.profileError('ConflictingFields', [...path, 'portRangeMin'], { message: `the protocol ${protocol} has no ports`, allowed: ['tcp', 'udp', 'sctp', 'icmp'] });
  } else if (portRangeMin === 0) {
    report.profileError('InvalidValue', [...path, 'portRangeMin'], 'there is no port 0; leave both ports out for all of them');
  } else if (portRangeMax !== undefined && portRangeMax < portRangeMin) {
    report.profileError('InvalidValue', [...path, 'portRangeMax'], `the last port ${portRangeMax} is below the first, ${portRangeMin}`);
  }
}
