import type { OpenStackClusterSpecManagedSecurityGroupsAllNodesSecurityGroupRules as Rule } from '../../../imports/capo';
import {
  OpenStackClusterSpecManagedSecurityGroupsAllNodesSecurityGroupRulesDirection as Direction,
  OpenStackClusterSpecManagedSecurityGroupsAllNodesSecurityGroupRulesEtherType as EtherType,
  OpenStackClusterSpecManagedSecurityGroupsAllNodesSecurityGroupRulesRemoteManagedGroups as ManagedGroup,
} from '../../../imports/capo';
import type { ProfileSecurityRule, ProviderProfileSpec } from '../../profile';
import { parseCidr } from '../../resolve/cidr';
import { isIcmp, type Opening, openings, type OpeningSettings, opensAll, storedProtocol } from './security-group-openings';

/** Rules for the managed groups besides those that Cluster API's provider makes itself. */
export interface SecurityGroupRules {
  readonly allowAllInClusterTraffic: boolean;
  readonly allNodes: readonly Rule[];
  readonly controlPlane: readonly Rule[];
  readonly workers: readonly Rule[];
}

/** The rules that the CNI and the load balancers need, and those that the profile adds. */
export function securityGroupRules(cluster: OpeningSettings, profile: ProviderProfileSpec): SecurityGroupRules {
  const { betweenNodes, apiServer, toControlPlane, nodePorts, nodePortsAmongNodes } = openings(cluster, profile);
  const { additional } = profile.openstack?.securityRules ?? {};
  return {
    allowAllInClusterTraffic: opensAll(profile.openstack),
    allNodes: [
      ...betweenNodes.map(toRuleAmongNodes),
      ...(additional?.allNodes ?? []).map(toAdditionalRule),
    ],
    controlPlane: [...apiServer.map(toRule), ...toControlPlane.map(toRuleAmongNodes), ...(additional?.controlPlane ?? []).map(toAdditionalRule)],
    workers: [...nodePorts.map(toRule), ...nodePortsAmongNodes.map(toRuleAmongNodes), ...(additional?.workers ?? []).map(toAdditionalRule)],
  };
}

/** Direction, ether type and description are always written: rules are compared field by field, and a gap would be mended for ever. */
function toRule({ name, description, etherType, protocol, ports }: Opening): Rule {
  return {
    name,
    description,
    direction: Direction.INGRESS,
    etherType: etherType === 'IPv6' ? EtherType.I_PV6 : EtherType.I_PV4,
    ...(protocol !== undefined && { protocol }),
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
    ...(protocol !== undefined && { protocol: storedProtocol(protocol, etherType) }),
    ...(portRangeMin !== undefined && { portRangeMin }),
    ...(lastPort !== undefined && { portRangeMax: lastPort }),
    ...(remoteManagedGroups !== undefined && { remoteManagedGroups: remoteManagedGroups as string[] as ManagedGroup[] }),
    ...(remoteIPPrefix !== undefined && { remoteIpPrefix: storedRange(remoteIPPrefix) }),
  };
}

/** In the spelling that Neutron stores; it was checked before. */
function storedRange(text: string): string {
  const range = parseCidr(text);
  return range.ok ? range.value.text : text;
}
