import type { OpenStackClusterSpecManagedSecurityGroupsAllNodesSecurityGroupRules as Rule } from '../../../imports/capo/infrastructure.cluster.x-k8s.io';
import {
  OpenStackClusterSpecManagedSecurityGroupsAllNodesSecurityGroupRulesDirection as Direction,
  OpenStackClusterSpecManagedSecurityGroupsAllNodesSecurityGroupRulesEtherType as EtherType,
  OpenStackClusterSpecManagedSecurityGroupsAllNodesSecurityGroupRulesRemoteManagedGroups as ManagedGroup,
} from '../../../imports/capo/infrastructure.cluster.x-k8s.io';
import type { FieldPath } from '../../diagnostics/diagnostic';
import type { ProfileSecurityRule, ProviderProfileSpec } from '../../profile';
import { parseCidr } from '../../resolve/cidr';
import type { Report } from '../../resolve/report';

/** What a rule opens, and to whom. Without ports: all of the protocol. */
interface Opening {
  readonly name: string;
  readonly description: string;
  readonly protocol: string;
  readonly ports?: readonly [number, number];
}

/** Everything that a CNI sends from node to node (its documentation's system requirements); the rest goes through the overlay. */
const CNI_OPENINGS: Readonly<Record<string, readonly Opening[]>> = {
  cilium: [
    { name: 'cilium-vxlan', description: 'Cilium VXLAN overlay', protocol: 'udp', ports: [8472, 8472] },
    { name: 'cilium-health', description: 'Cilium health checks', protocol: 'tcp', ports: [4240, 4240] },
    { name: 'cilium-health-icmp', description: 'Cilium health checks', protocol: 'icmp' },
  ],
  calico: [
    { name: 'calico-bgp', description: 'Calico BGP', protocol: 'tcp', ports: [179, 179] },
    { name: 'calico-ipip', description: 'Calico IP-in-IP overlay', protocol: '4' },
    { name: 'calico-typha', description: 'Calico Typha', protocol: 'tcp', ports: [5473, 5473] },
  ],
  None: [],
};

/** OVN's load balancer keeps the client's address, so node ports must be open to all who may use a service. */
const NODE_PORT_OPENINGS: readonly Opening[] = [
  { name: 'node-ports-tcp', description: 'Node ports, for load balancers that keep client addresses', protocol: 'tcp', ports: [30000, 32767] },
  { name: 'node-ports-udp', description: 'Node ports, for load balancers that keep client addresses', protocol: 'udp', ports: [30000, 32767] },
];

/** Rules for the managed groups besides those that Cluster API's provider makes itself. */
export interface SecurityGroupRules {
  readonly allowAllInClusterTraffic: boolean;
  readonly allNodes: readonly Rule[];
  readonly controlPlane: readonly Rule[];
  readonly workers: readonly Rule[];
}

const DEFAULT_CNI = 'cilium';

/** What the CNI needs, least privilege unless the profile opens all traffic inside of the cluster. */
export function securityGroupRules({ cni, openstack }: ProviderProfileSpec): SecurityGroupRules {
  const { inCluster, additional } = openstack?.securityRules ?? {};
  const allowAll = inCluster === 'AllowAll';
  const nodePorts = openstack?.serviceLoadBalancer?.provider === 'ovn' ? NODE_PORT_OPENINGS.map((opening) => toRule(opening)) : [];
  return {
    allowAllInClusterTraffic: allowAll,
    allNodes: [
      ...(allowAll ? [] : CNI_OPENINGS[cni?.type ?? DEFAULT_CNI].map(toRuleAmongNodes)),
      ...(additional?.allNodes ?? []).map(toAdditionalRule),
    ],
    controlPlane: (additional?.controlPlane ?? []).map(toAdditionalRule),
    workers: [...nodePorts, ...(additional?.workers ?? []).map(toAdditionalRule)],
  };
}

/** Direction, ether type and description are always written: rules are compared field by field, and a gap would be mended for ever. */
function toRule({ name, description, protocol, ports }: Opening): Rule {
  return {
    name,
    description,
    direction: Direction.INGRESS,
    etherType: EtherType.I_PV4,
    protocol,
    ...(ports && { portRangeMin: ports[0], portRangeMax: ports[1] }),
  };
}

function toRuleAmongNodes(opening: Opening): Rule {
  return { ...toRule(opening), remoteManagedGroups: [ManagedGroup.CONTROLPLANE, ManagedGroup.WORKER] };
}

function toAdditionalRule(rule: ProfileSecurityRule): Rule {
  const { name, description, direction, etherType, protocol, portRangeMin, portRangeMax, remoteManagedGroups, remoteIPPrefix } = rule;
  // For ICMP the two are type and code, and a type alone has all codes.
  const lastPort = isIcmp(protocol) ? portRangeMax : portRangeMax ?? portRangeMin;
  return {
    name,
    description: description ?? name,
    direction: (direction ?? 'ingress') as string as Direction,
    etherType: (etherType ?? 'IPv4') as string as EtherType,
    ...(protocol !== undefined && { protocol }),
    ...(portRangeMin !== undefined && { portRangeMin }),
    ...(lastPort !== undefined && { portRangeMax: lastPort }),
    ...(remoteManagedGroups !== undefined && { remoteManagedGroups: remoteManagedGroups as string[] as ManagedGroup[] }),
    ...(remoteIPPrefix !== undefined && { remoteIpPrefix: remoteIPPrefix }),
  };
}

/** Protocols with ports, by Neutron's names and by number. */
const PORT_PROTOCOLS = ['tcp', 'udp', 'sctp', 'dccp', 'udplite', '6', '17', '132', '33', '136'];
const ICMP_PROTOCOLS = ['icmp', 'icmpv6', 'ipv6-icmp', '1', '58'];
const ICMP_MOST = 255;

function isIcmp(protocol: string | undefined): boolean {
  return protocol !== undefined && ICMP_PROTOCOLS.includes(protocol);
}

/** The provider's webhook checks rules of all nodes only; wrong rules of the other groups would fail later, in the cloud. */
export function checkSecurityGroupRules(profile: ProviderProfileSpec, report: Report): void {
  const { securityRules, bastion } = profile.openstack ?? {};
  const allowAll = securityRules?.inCluster === 'AllowAll';
  const generated = securityGroupRules({ ...profile, openstack: { ...profile.openstack, securityRules: { inCluster: securityRules?.inCluster } } });
  for (const group of ['allNodes', 'controlPlane', 'workers'] as const) {
    const names = new Set(generated[group].map(({ name }) => name));
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
  checkPorts(rule, path, report);
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
