import type { ProviderProfileSpec } from '../../src/profile';
import { defined, type Draw } from './draw';
import { ID } from './machine-settings';

const IDS = [ID, ID.replace('5', '6')];
const NETWORK_IDS: Readonly<Record<string, string>> = { fast: IDS[0], faster: IDS[1] };

/** What expert settings for servers may say with a profile. */
export interface ServerOffer {
  /** Whether ports can have security groups and further addresses. */
  readonly filtered: boolean;
  /** Whether machines can have floating addresses. */
  readonly floating: boolean;
}

/** With a profile of the generator. */
export function serverOffer({ openstack }: Pick<ProviderProfileSpec, 'openstack'>): ServerOffer {
  const { allNodes = [], workers = [] } = openstack?.securityRules?.additional ?? {};
  const isOpen = [...allNodes, ...workers].some(({ remoteIPPrefix, remoteManagedGroups }) => remoteIPPrefix === undefined && remoteManagedGroups === undefined);
  const filtered = openstack?.portSecurity !== false;
  return { filtered, floating: filtered && !isOpen && openstack?.serviceLoadBalancer?.provider !== 'ovn' && openstack?.externalNetworkEnabled !== false };
}

/** Of the control plane and of workers alike. */
export function servers(draw: Draw, { filtered }: ServerOffer): Record<string, () => unknown> {
  return {
    ...(filtered && { securityGroups: () => groups(draw) }),
    ports: () => draw.some(['', 'storage', 'fast', 'faster'], 1).map((network) => port(draw, network, filtered)),
    schedulerHints: () => draw.some([{ name: 'rack', value: '12' }, { name: 'row', type: 'String', value: 'r 1' }, { name: 'number', type: 'Number', value: '-7' }, { name: 'fast', type: 'Bool', value: 'true' }]),
    serverMetadata: () => draw.some(['cost-centre', 'owner: a']).map((key) => ({ key, value: draw.oneOf('', '4711', 'ä "b"') })),
  };
}

/** Floating addresses, where they can be: those of a pool are its own. */
export function floatingIPs(draw: Draw, { floating }: ServerOffer, addresses: readonly string[]): Record<string, () => unknown> {
  if (!floating) return {};
  return {
    floatingIPs: () => draw.fields({
      enabled: () => draw.boolean(),
      network: () => ref(draw, 'public'),
      ...(addresses.length > 0 && { addresses: () => draw.some(addresses, 1) }),
      maxAddresses: () => draw.integer(1000, 5000),
      reclaimPolicy: () => draw.oneOf('Delete', 'Retain'),
    }),
  };
}

export function groups(draw: Draw, least = 0): unknown {
  return draw.some([{ name: 'monitoring' }, { id: draw.oneOf(...IDS) }, { name: 'storage' }], least);
}

/** The names of ports do not meet, whatever others are there. */
function port(draw: Draw, network: string, filtered: boolean): unknown {
  const isFiltered = network !== '' ? draw.integer(0, 3) > 0 : filtered;
  return defined({
    ...(network !== '' && { network: network in NETWORK_IDS ? { id: NETWORK_IDS[network] } : { name: network } }),
    ...(!isFiltered && network !== '' && { portSecurity: false }),
    ...draw.fields({
      fixedIPs: () => [{ subnet: ref(draw, 'subnet') }],
      nameSuffix: () => draw.oneOf('a', 'b').concat(network),
      vnicType: () => draw.oneOf('normal', 'direct', 'macvtap', 'baremetal', 'direct-physical', 'virtio-forwarder', 'smart-nic', 'remote-managed'),
      profile: () => draw.fields({ trustedVF: () => draw.boolean(), ovsHWOffload: () => draw.boolean() }),
      trunk: () => draw.boolean(),
      propagateUplinkStatus: () => draw.boolean(),
      valueSpecs: () => draw.some(['a', 'b']).map((name) => ({ name, key: `key_${draw.oneOf('a', 'b')}`, value: draw.oneOf('', 'x') })),
      tags: () => draw.some(['storage', 'a b']),
      ...(isFiltered && {
        allowedAddressPairs: () => draw.some(['10.8.15.250', 'fd00::1', '10.20.0.0/24']).map((ipAddress) => ({ ipAddress, ...draw.fields({ macAddress: () => 'fa:16:3e:12:34:56' }) })),
        securityGroups: () => groups(draw),
        portSecurity: () => true,
      }),
    }),
  });
}

function ref(draw: Draw, name: string): unknown {
  return draw.oneOf<object>({ name }, { id: IDS[0] }, { name: `${name}-2` }, { id: IDS[1] });
}
