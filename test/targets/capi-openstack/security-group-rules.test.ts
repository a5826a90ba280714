import type { OpeningSettings } from '../../../src/targets/capi-openstack/security-group-openings';
import { securityGroupRules } from '../../../src/targets/capi-openstack/security-group-rules';
import type { ResolvedApiServer, ResolvedNetwork } from '../../../src/resolve/resolved-cluster';
import { profileWith, type Overrides } from '../../fixtures/documents';

const POD_CIDRS = { IPv4: ['10.244.0.0/16'], both: ['10.244.0.0/16', 'fd00:244::/56'] };

function cluster(network: Partial<ResolvedNetwork>, metricsExposed = false, port = 6443): OpeningSettings {
  return { network: network as ResolvedNetwork, metricsExposed, apiServer: { port } as ResolvedApiServer };
}

function rules(profile: Overrides, families: keyof typeof POD_CIDRS = 'IPv4'): ReturnType<typeof securityGroupRules> {
  return securityGroupRules(cluster({ podCidrs: POD_CIDRS[families] }), profileWith(profile).spec);
}

/** Name, protocol and ports of rules, and whom they let in. */
function lines(list: ReturnType<typeof rules>['allNodes']): string[] {
  return list.map(({ name, protocol = 'all', portRangeMin, portRangeMax, remoteManagedGroups, remoteIpPrefix }) => {
    const ports = portRangeMin === undefined ? '' : ` ${portRangeMin}${portRangeMax === undefined ? '' : `-${portRangeMax}`}`;
    return `${name}: ${protocol}${ports} from ${remoteManagedGroups?.join(', ') ?? remoteIpPrefix ?? 'all'}`;
  });
}

describe('the nodes let each other in by what the CNI needs', () => {
  it.each([
    ['cilium', { cni: { type: 'cilium' } }, ['cilium-vxlan: udp 8472-8472', 'cilium-health: tcp 4240-4240', 'cilium-health-icmp: icmp']],
    ['cilium, where the profile says nothing', { cni: undefined }, ['cilium-vxlan: udp 8472-8472', 'cilium-health: tcp 4240-4240', 'cilium-health-icmp: icmp']],
    ['calico', { cni: { type: 'calico' } }, ['calico-bgp: tcp 179-179', 'calico-ipip: 4', 'calico-typha: tcp 5473-5473']],
    ['none that is known', { cni: { type: 'None' } }, []],
    ['any, where all is open', { openstack: { securityRules: { inCluster: 'AllowAll' } } }, []],
  ])('%s', (_name, profile, expected) => {
    expect(lines(rules(profile).allNodes)).toEqual(expected.map((line) => `${line} from controlplane, worker`));
  });

  it('and opens all of it only where the profile says so', () => {
    expect([rules({}), rules({ openstack: { securityRules: { inCluster: 'AllowAll' } } })].map(({ allowAllInClusterTraffic }) => allowAllInClusterTraffic)).toEqual([false, true]);
  });
});

it('opens node ports of the workers to the world where the load balancers of services keep the addresses of clients', () => {
  const workers = (provider: string): string[] => lines(rules({ openstack: { serviceLoadBalancer: { provider } } }).workers);
  expect(workers('ovn')).toEqual(['node-ports-tcp: tcp 30000-32767 from all', 'node-ports-udp: udp 30000-32767 from all']);
  expect([workers('amphora'), workers('none')]).toEqual([[], []]);
});

describe('metrics that are exposed', () => {
  const ofMetrics = (inCluster: string, kubeProxyReplaced: boolean): Record<string, string[]> => {
    const { spec } = profileWith({ openstack: { securityRules: { inCluster } } });
    const { allNodes, controlPlane } = securityGroupRules(cluster({ podCidrs: POD_CIDRS.IPv4, kubeProxyReplaced }, true), spec);
    return { allNodes: lines(allNodes).filter((line) => line.startsWith('metrics')), controlPlane: lines(controlPlane) };
  };
  const controlPlane = ['metrics-controller-manager: tcp 10257-10257 from controlplane, worker', 'metrics-scheduler: tcp 10259-10259 from controlplane, worker'];

  it('are open to the nodes', () => {
    expect(ofMetrics('LeastPrivilege', false)).toEqual({ allNodes: ['metrics-kube-proxy: tcp 10249-10249 from controlplane, worker'], controlPlane });
    expect(ofMetrics('LeastPrivilege', true)).toEqual({ allNodes: [], controlPlane });
  });

  it('are open anyway where all is', () => {
    expect(ofMetrics('AllowAll', false)).toEqual({ allNodes: [], controlPlane: [] });
  });
});

describe('where nodes have IPv6, too, it is opened for', () => {
  const ALL = { openstack: { securityRules: { inCluster: 'AllowAll' } } };
  const ofIPv6 = (profile: Overrides, list: 'allNodes' | 'workers'): string[] => lines(rules(profile, 'both')[list].filter(({ etherType }) => etherType === 'IPv6'));

  it.each<[string, Overrides, string[]]>([
    ['cilium', {}, ['cilium-health-ipv6: tcp 4240-4240', 'cilium-health-icmp-ipv6: ipv6-icmp']],
    ['calico', { cni: { type: 'calico' } }, ['calico-bgp-ipv6: tcp 179-179', 'calico-vxlan-ipv6: udp 4789-4789']],
    ['none that is known', { cni: { type: 'None' } }, []],
    ['any, where all is open', ALL, ['in-cluster-ipv6: all']],
  ])('%s', (_name, profile, expected) => {
    expect(ofIPv6(profile, 'allNodes')).toEqual(expected.map((line) => `${line} from controlplane, worker`));
  });

  it.each<[string, Overrides, string]>([
    ['the nodes', {}, 'controlplane, worker'],
    ['the world with OVN', { openstack: { serviceLoadBalancer: { provider: 'ovn' } } }, 'all'],
  ])('node ports, from %s', (_name, profile, from) => {
    expect(ofIPv6(profile, 'workers')).toEqual([`node-ports-tcp-ipv6: tcp 30000-32767 from ${from}`, `node-ports-udp-ipv6: udp 30000-32767 from ${from}`]);
  });

  it('node ports by all that is open', () => {
    expect(ofIPv6(ALL, 'workers')).toEqual([]);
  });
});

describe('a rule of the profile', () => {
  const additional = (rule: Overrides): unknown => rules({ openstack: { securityRules: { additional: { controlPlane: [{ name: 'extra', ...rule }] } } } }).controlPlane[0];
  const written = { name: 'extra', description: 'extra', direction: 'ingress', etherType: 'IPv4' };

  it.each<[string, Overrides, Overrides]>([
    ['says what it leaves out, as rules are compared field by field', {}, {}],
    ['keeps what it says', { description: 'SSH', direction: 'egress', etherType: 'IPv6', remoteIPPrefix: 'fd00::/8' }, { description: 'SSH', direction: 'egress', etherType: 'IPv6', remoteIpPrefix: 'fd00::/8' }],
    ['opens one port where it names one', { protocol: 'tcp', portRangeMin: 22 }, { protocol: 'tcp', portRangeMin: 22, portRangeMax: 22 }],
    ['opens a range', { protocol: 'tcp', portRangeMin: 22, portRangeMax: 23 }, { protocol: 'tcp', portRangeMin: 22, portRangeMax: 23 }],
    ['opens all codes of a type of ICMP', { protocol: 'icmp', portRangeMin: 8 }, { protocol: 'icmp', portRangeMin: 8 }],
    ['opens a code of a type of ICMP', { protocol: 'icmp', portRangeMin: 8, portRangeMax: 0 }, { protocol: 'icmp', portRangeMin: 8, portRangeMax: 0 }],
    ['opens to groups', { remoteManagedGroups: ['worker'] }, { remoteManagedGroups: ['worker'] }],
  ])('%s', (_name, rule, expected) => expect(additional(rule)).toEqual({ ...written, ...expected }));
});

it('opens the port of the API server where the provider would open another', () => {
  const controlPlane = (port: number) => securityGroupRules(cluster({ podCidrs: POD_CIDRS.IPv4 }, false, port), profileWith({}).spec).controlPlane;
  expect(lines(controlPlane(443))).toEqual(['api-server: tcp 443-443 from all']);
  expect(controlPlane(6443)).toEqual([]);
});
