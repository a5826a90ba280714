import type { DiagnosticCase, DiagnosticCases, ExpectedDiagnostic } from '../../fixtures/diagnostic-case';
import { withOverrides, type Overrides } from '../../fixtures/documents';

const ALLOWED = { policy: { allowExpert: true } };
const CORP = { dnsServers: [], existing: { network: { name: 'corp' }, router: { name: 'corp' } } };
const FLOATING = { expert: { floatingIPs: { enabled: true } } };
const INTERNAL = { network: CORP, apiServer: { exposure: 'Internal', address: '10.0.0.5' } };
const BASTION = { enabled: true, flavor: 'SCS-1V-2', image: { name: 'Debian 13' }, sshKeyName: 'ops' };
const KUBE_VIP = { openstack: { apiLoadBalancer: { provider: 'kube-vip' } } };
const NEEDS_ROUTER: ExpectedDiagnostic = {
  code: 'MissingField', path: 'spec.network.existing', message: 'a public API server in an existing network needs its router; name the router, or set apiServer.exposure to Internal', allowed: ['router'],
};

function pool(settings: Overrides): Overrides {
  return { nodePools: [{ name: 'general', flavor: 'SCS-4V-16', replicas: 3, ...settings }] };
}

function row(name: string, cluster: Overrides, profile: Overrides, ...gives: ExpectedDiagnostic[]): DiagnosticCase {
  return { name, cluster, profile: withOverrides(ALLOWED, profile) as Overrides, gives };
}

function reachable(why: string): ExpectedDiagnostic {
  return { code: 'ConflictingFields', path: 'spec.nodePools[0].expert.floatingIPs', message: `with floating addresses, the world would reach the node ports of the pool "general": ${why}` };
}

/** Rules of servers, of the machine for logins and of the API server's address. */
export const OPENSTACK_SERVER_CASES: DiagnosticCases = {
  'servers': [
    row('more tags than a server takes', { tags: Array.from({ length: 30 }, (_, index) => `a${index}`), ...pool({ expert: { tags: Array.from({ length: 30 }, (_, index) => `b${index}`) } }) }, {}, {
      code: 'InvalidValue', path: 'spec.nodePools[0].expert.tags', message: 'with those of the cluster, a server would have 60 tags, and Nova takes 50',
    }),
    row('an image of a pool for one version', pool({ expert: { image: { name: 'gpu' } } }), {}, {
      code: 'ImageWithoutVersion', severity: 'Warning', path: 'spec.nodePools[0].expert.image.name',
      message: 'the same image is used for every Kubernetes version, so an upgrade would start machines with the old kubelet; use a name with {version}',
    }),
    row('an address of several machines', pool({ replicas: 1, zones: ['az1'], expert: { ports: [{ network: { name: 'a' }, fixedIPs: [{ ipAddress: '10.0.0.9' }] }] } }), {}, {
      code: 'RolloutStalls', path: 'spec.nodePools[0].expert.ports[0].fixedIPs[0].ipAddress',
      message: 'the pool can have 2 machines at a time, and only one can have the address 10.0.0.9: use one replica and maxSurge "0" with maxUnavailable "1"',
    }),
    row('nothing of an address of one machine', pool({
      replicas: 1, zones: ['az1'], rollout: { maxSurge: '0', maxUnavailable: '1' }, expert: { ports: [{ network: { name: 'a' }, fixedIPs: [{ ipAddress: '10.0.0.9' }] }] },
    }), {}),
    row('ports of one name in profile and description', { expert: { ports: [{ network: { name: 'b' }, nameSuffix: 'x' }] } }, { expert: { ports: [{ network: { name: 'a' }, nameSuffix: 'x' }] } }, {
      code: 'DuplicateItem', path: 'spec.expert.ports', message: 'with those of the profile there are two ports whose names end in "x"',
    }),
    row('ports of one name in description and pool', {
      expert: { ports: [{ network: { name: 'b' }, nameSuffix: 'x' }] }, ...pool({ expert: { ports: [{ network: { name: 'a' }, nameSuffix: 'x' }] } }),
    }, {}, {
      code: 'DuplicateItem', path: 'spec.nodePools[0].expert.ports', message: 'with those of the cluster there are two ports whose names end in "x"',
    }),
    row('a first port with groups where nothing is filtered', pool({ expert: { ports: [{ securityGroups: [{ name: 'a' }] }] } }), { openstack: { portSecurity: false } }, {
      code: 'ConflictingFields', document: 'profile', path: 'spec.openstack.portSecurity',
      message: 'expert settings give the port in the network of the cluster security groups or further addresses, which the cloud refuses without port security',
    }),
  ],
  'floating addresses': [
    row('with node ports that OVN needs', pool(FLOATING), { openstack: { serviceLoadBalancer: { provider: 'ovn' } } },
      reachable("OVN's load balancers of services need them open to all; use the provider amphora (openstack.serviceLoadBalancer.provider)")),
    row('with node ports that a rule opens', pool(FLOATING), { openstack: { securityRules: { additional: { workers: [{ name: 'web', protocol: 'tcp', portRangeMin: 443, portRangeMax: 31000 }] } } } },
      reachable('the rule "web" of openstack.securityRules.additional opens them to all')),
    row('nothing of rules for other ports, protocols and places', pool(FLOATING), { openstack: { securityRules: { additional: { workers: [
      { name: 'a', protocol: 'tcp', portRangeMin: 443 }, { name: 'b', protocol: 'icmp' }, { name: 'c', protocol: 'tcp', remoteIPPrefix: '192.0.2.0/24' }, { name: 'd', direction: 'egress' },
    ] } } } }),
    row('without port security', pool(FLOATING), { openstack: { portSecurity: false } }, reachable('without port security nothing is filtered')),
    row('with a first port without port security', pool({ expert: { floatingIPs: { enabled: true }, ports: [{ portSecurity: false }] } }), {}, reachable('without port security nothing is filtered')),
    row('without the external network', { ...INTERNAL, ...FLOATING }, { openstack: { externalNetwork: undefined, externalNetworkEnabled: false } }, {
      code: 'ConflictingFields', path: 'spec.expert.floatingIPs',
      message: 'the machines of the pool "general" cannot have floating addresses: the profile\'s clusters do without the external network (openstack.externalNetworkEnabled)',
    }),
    row('without a router', { network: { ...CORP, existing: { network: { name: 'corp' } } }, apiServer: INTERNAL.apiServer }, { expert: FLOATING.expert }, {
      code: 'MissingField', document: 'profile', path: 'spec.expert.floatingIPs',
      message: 'floating addresses of the pool "general" need a router between the nodes\' network and the external network, and network.existing has none',
    }),
    row('fewer than machines', pool({ expert: { floatingIPs: { enabled: true, maxAddresses: 2 } } }), {}, {
      code: 'RolloutStalls', path: 'spec.nodePools[0].expert.floatingIPs.maxAddresses', message: 'the pool "general" can have 3 machines, and one without an address never starts',
    }),
    row('none for a machine in place of another', pool({ expert: { floatingIPs: { enabled: true, maxAddresses: 3 } } }), {}, {
      code: 'RolloutStalls', path: 'spec.nodePools[0].expert.floatingIPs.maxAddresses',
      message: 'while a machine of the pool "general" is replaced there is one more, which never gets an address: allow 4, or give the pool maxUnavailable "1"',
    }),
    row('one for two pools', {
      expert: { floatingIPs: { enabled: true, addresses: ['203.0.113.21'] } }, nodePools: [{ name: 'a', flavor: 'SCS-4V-16' }, { name: 'b', flavor: 'SCS-4V-16' }],
    }, {}, {
      code: 'DuplicateItem', path: 'spec.expert.floatingIPs.addresses',
      message: 'the pools "a" and "b" would both give 203.0.113.21 to a machine; give addresses in nodePools[].expert.floatingIPs',
    }),
  ],
  'security groups that are not made': [
    row('without others', {}, { openstack: { securityRules: { managed: false } } }, {
      code: 'MissingField', document: 'profile', path: 'spec.openstack.securityRules.managed', allowed: ['true'],
      message: "no security groups are made, and machines with the project's default group alone let nobody in; name groups for all machines in expert.securityGroups",
    }),
    row('nothing with others', {}, { openstack: { securityRules: { managed: false } }, expert: { securityGroups: [{ name: 'nodes' }] } }),
    row('with rules', {}, { openstack: { portSecurity: false, securityRules: { inCluster: 'AllowAll', additional: { workers: [{ name: 'a' }] } } } },
      { code: 'FieldWithoutEffect', severity: 'Warning', document: 'profile', path: 'spec.openstack.securityRules.inCluster', message: 'without port security there are no security groups, so nothing is opened' },
      { code: 'FieldWithoutEffect', document: 'profile', path: 'spec.openstack.securityRules.additional.workers', message: 'without port security there are no security groups that would have these rules' }),
    row('with groups of the profile', {}, { openstack: { portSecurity: false }, expert: { securityGroups: [{ name: 'a' }] } }, {
      code: 'ConflictingFields', document: 'profile', path: 'spec.expert.securityGroups', message: 'ports without port security have no security groups: the cloud refuses machines with them',
    }),
    row('with groups of the description', { expert: { securityGroups: [{ name: 'a' }] } }, { openstack: { portSecurity: false } }, {
      code: 'ConflictingFields', path: 'spec.expert.securityGroups', message: 'ports without port security have no security groups: the cloud refuses machines with them',
    }),
  ],
  'machine for logins': [
    row('without what it needs', {}, { openstack: { bastion: { enabled: true } } }, {
      code: 'MissingField', document: 'profile', path: 'spec.openstack.bastion', allowed: ['flavor', 'image', 'sshKeyName'],
      message: 'a machine for logins needs a flavor, an image and the SSH key that it accepts',
    }),
    row('an image by nothing', {}, { openstack: { bastion: { ...BASTION, image: {} } } }, {
      code: 'MissingField', document: 'profile', path: 'spec.openstack.bastion.image', message: 'a reference is either by name or by id', allowed: ['name', 'id'],
    }),
    row('an address of IPv6', {}, { openstack: { bastion: { ...BASTION, floatingIP: 'fd00::1' } } }, {
      code: 'InvalidValue', document: 'profile', path: 'spec.openstack.bastion.floatingIP', message: 'a floating address is IPv4',
    }),
    row('an address without the external network', INTERNAL, { openstack: { bastion: { ...BASTION, floatingIP: '203.0.113.11' }, externalNetwork: undefined, externalNetworkEnabled: false } }, {
      code: 'ConflictingFields', document: 'profile', path: 'spec.openstack.bastion.floatingIP', message: 'without the external network there are no floating addresses (externalNetworkEnabled)',
    }),
    row('without a router', { network: { ...CORP, existing: { network: { name: 'corp' } } }, apiServer: INTERNAL.apiServer }, { openstack: { bastion: BASTION } }, {
      code: 'MissingField', path: 'spec.network.existing', message: "the profile's machine for logins gets a floating address, which needs the network's router", allowed: ['router'],
    }),
  ],
  'external network and zones of volumes': [
    row('a public API server without the external network', {}, { openstack: { externalNetwork: undefined, externalNetworkEnabled: false } }, {
      code: 'ConflictingFields', path: 'spec.apiServer.exposure', allowed: ['Internal'],
      message: "the profile's clusters do without the external network (openstack.externalNetworkEnabled), so there is no public address",
    }),
    row('settings of the external network without it', INTERNAL, { openstack: { externalNetworkEnabled: false } }, {
      code: 'FieldWithoutEffect', severity: 'Warning', document: 'profile', path: 'spec.openstack.externalNetwork',
      message: 'the external network is not used (externalNetworkEnabled), so this has no effect',
    }),
    row('two zones of volumes', {}, { openstack: { blockStorageZone: 'nova', blockStorageZones: 'SameAsCompute' } }, {
      code: 'ConflictingFields', document: 'profile', path: 'spec.openstack.blockStorageZone',
      message: 'volumes are made in one zone or in that of their machine: keep one of blockStorageZone and blockStorageZones',
    }),
  ],
  'kube-vip': [
    row('in a network that is made for the cluster', { apiServer: { address: '203.0.113.10' } }, KUBE_VIP, {
      code: 'MissingField', path: 'spec.network.existing',
      message: "the profile's kube-vip gives the API server an address in the nodes' network, and one that is made for the cluster cannot be reached from the management cluster: join a network that it reaches, or use a profile with the load balancer amphora or ovn",
    }),
    row('for a public API server', { network: CORP, apiServer: { address: '10.0.0.5' } }, KUBE_VIP, {
      code: 'ConflictingFields', path: 'spec.apiServer.exposure', allowed: ['Internal'],
      message: "the profile's kube-vip gives the API server an address in the nodes' network, and Cluster API's provider gives floating addresses to machines, never to an address that wanders",
    }),
    row('without an address', { network: CORP, apiServer: { exposure: 'Internal' } }, KUBE_VIP, {
      code: 'MissingField', path: 'spec.apiServer', allowed: ['address'],
      message: "the profile's kube-vip needs an address of the first subnet of network.existing that nothing else has or gets",
    }),
    row('with a list that nothing keeps', { ...INTERNAL, apiServer: { ...INTERNAL.apiServer, allowedCidrs: ['198.51.100.0/24'] } }, KUBE_VIP, {
      code: 'AllowListIgnored', path: 'spec.apiServer.allowedCidrs',
      message: "kube-vip cannot limit who reaches the API server: Cluster API's provider drops the list without a word, and the API server stays open to the world",
    }),
    row('settings of another provider', {}, { openstack: { apiLoadBalancer: { kubeVip: { interface: 'ens3' } } } }, {
      code: 'FieldWithoutEffect', severity: 'Warning', document: 'profile', path: 'spec.openstack.apiLoadBalancer.kubeVip',
      message: 'another provider has the address of the API server, so this has no effect',
    }),
    row('nothing where it works', INTERNAL, KUBE_VIP),
    row('a further port that is the API server\'s, and one twice', {}, { openstack: { apiLoadBalancer: { additionalPorts: [6443, 8132, 8132] } } },
      { code: 'NameTaken', document: 'profile', path: 'spec.openstack.apiLoadBalancer.additionalPorts[0]', message: 'port 6443 is that of the API server itself' },
      { code: 'DuplicateItem', document: 'profile', path: 'spec.openstack.apiLoadBalancer.additionalPorts[2]', message: 'port 8132 is listed twice' }),
    row('a public API server without a router', { network: { ...CORP, existing: { network: { name: 'corp' } } } }, {}, NEEDS_ROUTER),
  ],
};
