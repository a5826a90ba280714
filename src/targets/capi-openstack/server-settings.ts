import type {
  OpenStackMachineTemplateSpecTemplateSpec as ServerSpec,
  OpenStackMachineTemplateSpecTemplateSpecPorts as Port,
  OpenStackMachineTemplateSpecTemplateSpecSchedulerHintAdditionalProperties as SchedulerHint,
} from '../../../imports/capo';
import { OpenStackMachineTemplateSpecTemplateSpecSchedulerHintAdditionalPropertiesValueType as HintType } from '../../../imports/capo';
import { canonicalJson } from '../../objects/content-hash';
import { ExpertVnicType, type CloudRef, type ExpertPort, type ExpertSchedulerHint } from '../../params';
import type { ProviderProfileSpec } from '../../profile';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { CONTROL_PLANE, type MachineGroup } from '../capi/machine-group';
import { cloudParam } from './cloud-param';
import { virtualAddress } from './kube-vip';
import { managesGroups } from './security-group-openings';

/** What expert settings say of the servers of a group; what is not set leaves no trace. */
export function serverSettings(cluster: ResolvedCluster, profile: ProviderProfileSpec, group: MachineGroup): Partial<ServerSpec> {
  const { securityGroups, schedulerHints, serverMetadata, tags } = group.node.expert.server;
  const ports = serverPorts(cluster, profile, group);
  return {
    ...(securityGroups.length > 0 && { securityGroups: securityGroups.map(cloudParam) }),
    ...(ports.length > 0 && { ports }),
    ...(schedulerHints.length > 0 && { schedulerHintAdditionalProperties: schedulerHints.map(schedulerHint) }),
    ...(serverMetadata.length > 0 && { serverMetadata: serverMetadata.map(({ key, value }) => ({ key, value })) }),
    ...(tags.length > 0 && { tags: [...tags] }),
  };
}

/** The first is in the network of the cluster; an empty one is as the provider makes it by itself. */
function serverPorts(cluster: ResolvedCluster, profile: ProviderProfileSpec, group: MachineGroup): Port[] {
  const { ports, securityGroups } = group.node.expert.server;
  // A list on a port takes the place of the groups that the provider would give it.
  const inherited = [...(managesGroups(profile.openstack) ? [{ name: managedGroupName(cluster, group) }] : []), ...securityGroups];
  const [first, ...others] = ports;
  const address = group.name === CONTROL_PLANE ? virtualAddress(cluster, profile) : undefined;
  if (address === undefined) return ports.map((port) => serverPort(port, inherited));
  const allowedAddressPairs = [...(first?.allowedAddressPairs ?? []).filter(({ ipAddress }) => ipAddress !== address), { ipAddress: address }];
  // Without port security every address is allowed, and Neutron refuses a list of them.
  const withAddress = first?.portSecurity === false || profile.openstack?.portSecurity === false ? first ?? {} : { ...first, allowedAddressPairs };
  return [withAddress, ...others].map((port) => serverPort(port, inherited));
}

/** As Cluster API's provider names it (securitygroups.go). */
function managedGroupName({ namespace, name }: ResolvedCluster, group: MachineGroup): string {
  return `k8s-cluster-${namespace}-${name}-secgroup-${group.name === CONTROL_PLANE ? 'controlplane' : 'worker'}`;
}

function serverPort(port: ExpertPort, inherited: readonly CloudRef[]): Port {
  const {
    network, fixedIPs = [], allowedAddressPairs = [], nameSuffix, securityGroups = [], vnicType, profile, trunk, portSecurity, propagateUplinkStatus,
    valueSpecs = [], tags = [],
  } = port;
  return {
    ...(network && { network: cloudParam(network) }),
    ...(fixedIPs.length > 0 && {
      fixedIPs: fixedIPs.map(({ subnet, ipAddress }) => ({ ...(subnet && { subnet: cloudParam(subnet) }), ...(ipAddress !== undefined && { ipAddress }) })),
    }),
    ...(allowedAddressPairs.length > 0 && {
      allowedAddressPairs: allowedAddressPairs.map(({ ipAddress, macAddress }) => ({ ipAddress, ...(macAddress !== undefined && { macAddress }) })),
    }),
    ...(nameSuffix !== undefined && { nameSuffix }),
    ...(securityGroups.length > 0 && { securityGroups: distinct([...inherited, ...securityGroups]).map(cloudParam) }),
    ...(vnicType !== undefined && vnicType !== ExpertVnicType.NORMAL && { vnicType }),
    ...((profile?.ovsHWOffload || profile?.trustedVF) && {
      profile: { ...(profile.ovsHWOffload && { ovsHwOffload: true }), ...(profile.trustedVF && { trustedVf: true }) },
    }),
    ...(trunk && { trunk }),
    ...(portSecurity !== undefined && { disablePortSecurity: !portSecurity }),
    ...(propagateUplinkStatus !== undefined && { propagateUplinkStatus }),
    ...(valueSpecs.length > 0 && { valueSpecs: valueSpecs.map(({ name, key, value }) => ({ name, key, value })) }),
    ...(tags.length > 0 && { tags: [...tags] }),
  };
}

function distinct(groups: readonly CloudRef[]): CloudRef[] {
  return [...new Map(groups.map((group) => [canonicalJson(group), group])).values()];
}

/** Checked before. */
function schedulerHint({ name, type, value }: ExpertSchedulerHint): SchedulerHint {
  switch (type) {
    case 'Number': return { name, value: { type: HintType.NUMBER, number: Number(value) } };
    case 'Bool': return { name, value: { type: HintType.BOOL, bool: value === 'true' } };
    default: return { name, value: { type: HintType.STRING, string: value } };
  }
}
