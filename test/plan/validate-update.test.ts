import { formatPath } from '../../src/diagnostics/format';
import { UPDATE_RULES } from '../../src/plan/update-rules';
import { validateUpdate } from '../../src/plan/validate-update';
import type { Manifest } from '../../src/targets/rendered-object';
import { changed, objectOf, without } from '../fixtures/changed-objects';
import { descriptionWith, profile, profileWith, type Overrides } from '../fixtures/documents';
import { manifests } from '../fixtures/rendering';

/** One MachineDeployment is enough. */
const WITHOUT_ZONES = { nodePools: [{ name: 'general', flavor: 'SCS-4V-16', zones: [] }] };
const INTERNAL = descriptionWith({ ...WITHOUT_ZONES, apiServer: { exposure: 'Internal' }, network: { dnsServers: [], existing: { network: { name: 'corp' }, subnets: [{ name: 'corp-v4' }], router: { name: 'corp' } } } });
const OPENSTACK = manifests(descriptionWith(WITHOUT_ZONES), profileWith({ openstack: { mtu: 1450 } }));
const EXISTING_NETWORK = manifests(INTERNAL, profileWith({ defaults: undefined }));
const CREDENTIALS = manifests(descriptionWith(WITHOUT_ZONES), profileWith({
  credentials: { orcSecretRef: { name: 'orc' }, applicationCredentials: { user: { name: 'clusters', domain: 'users' }, management: { secretRef: { name: 'value' }, roles: ['member'] } } },
}));
const DEVELOPMENT = manifests(descriptionWith(WITHOUT_ZONES), profileWith({ target: 'capi-dev', defaults: undefined }));

/** What is said, in short: where, how bad unless it is an error, and the message. */
function told(previous: readonly Manifest[], next: readonly Manifest[]): string[] {
  return validateUpdate(previous, next).map(({ code, severity, document, path, message }) => {
    expect(document).toBe('manifest');
    return `${severity === 'Error' ? '' : 'warning '}${code} ${path.length > 0 ? `${formatPath(path)}: ` : ''}${message.replace(/-[0-9a-f]{8}: /, '-HASH: ')}`;
  });
}

/** What is said of a change of an object. */
function toldOf(kind: string, overrides: Overrides, objects: readonly Manifest[] = OPENSTACK): string[] {
  return told(objects, changed(objects, kind, overrides));
}

const FOR_LIFE = 'put the old value back, or make a new cluster with the new one';
const NEW_TEMPLATE = 'give the template a new name and refer to that, as synthesis does';
const ADDRESS = "certificates, kubeconfigs and nodes have the API server's address";

interface Row {
  readonly kind: string;
  readonly objects?: readonly Manifest[];
  readonly change: Overrides;
  readonly says: readonly string[];
}

const OBJECTIONS: Record<string, Row> = {
  'another infrastructure': {
    kind: 'Cluster', change: { spec: { infrastructureRef: { name: 'other' } } },
    says: ['ImmutableField spec.infrastructureRef: Cluster shop/shop: must not change (name): another object cannot take over what runs; refer to the old object; a new cluster has its own'],
  },
  'no control plane': {
    kind: 'Cluster', change: { spec: { controlPlaneRef: undefined } },
    says: ['ImmutableField spec.controlPlaneRef: Cluster shop/shop: must not change: another object cannot take over what runs; refer to the old object; a new cluster has its own'],
  },
  'other ranges and another domain': {
    kind: 'Cluster', change: { spec: { clusterNetwork: { pods: { cidrBlocks: ['10.200.0.0/16'] }, serviceDomain: 'shop.local' } } },
    says: [
      `ImmutableField spec.clusterNetwork.pods.cidrBlocks: Cluster shop/shop: must not change: the server takes it, but the nodes keep the ranges and the domain that they were made with; ${FOR_LIFE}`,
      `ImmutableField spec.clusterNetwork.serviceDomain: Cluster shop/shop: must not change from "cluster.local" to "shop.local": the server takes it, but the nodes keep the ranges and the domain that they were made with; ${FOR_LIFE}`,
    ],
  },
  'a ClusterClass': {
    kind: 'Cluster', change: { spec: { topology: { classRef: { name: 'a' }, version: 'v1.36.1' } } },
    says: ['ImmutableField spec.topology: Cluster shop/shop: must not change (classRef.name, version): a cluster is of a ClusterClass from its beginning, or never; make a new cluster'],
  },
  'a field of kubeadm that is frozen': {
    kind: 'KubeadmControlPlane', change: { spec: { kubeadmConfigSpec: { clusterConfiguration: { certificatesDir: '/etc/certificates' } } } },
    says: [`ImmutableField spec.kubeadmConfigSpec.clusterConfiguration.certificatesDir: KubeadmControlPlane shop/shop-control-plane: must not be added: the first machine was made with it, and all others must be like it; ${FOR_LIFE}`],
  },
  'the whole configuration of kubeadm init': {
    kind: 'KubeadmControlPlane', change: { spec: { kubeadmConfigSpec: { initConfiguration: undefined } } },
    says: [`ImmutableField spec.kubeadmConfigSpec.initConfiguration: KubeadmControlPlane shop/shop-control-plane: must not be removed: the first machine was made with it, and all others must be like it; ${FOR_LIFE}`],
  },
  'etcd elsewhere': {
    kind: 'KubeadmControlPlane', change: { spec: { kubeadmConfigSpec: { clusterConfiguration: { etcd: { local: undefined, external: { endpoints: ['https://192.0.2.1:2379'], caFile: '/a' } } } } } },
    says: [`ImmutableField spec.kubeadmConfigSpec.clusterConfiguration.etcd.external: KubeadmControlPlane shop/shop-control-plane: must not change (endpoints, caFile): the members of etcd cannot move; ${FOR_LIFE}`],
  },
  'another cluster of a pool': {
    kind: 'MachineDeployment', change: { spec: { clusterName: 'other' } },
    says: ['ImmutableField spec.clusterName: MachineDeployment shop/shop-general: must not change from "shop" to "other": machines stay with their cluster; make a MachineDeployment with another name for the other cluster'],
  },
  'another selector': {
    kind: 'MachineDeployment', change: { spec: { selector: { matchLabels: { tier: 'web' } } } },
    says: ['ImmutableField spec.selector: MachineDeployment shop/shop-general: must not change (matchLabels.tier): the server takes it, but Cluster API then makes new machines and leaves those that it no longer finds; put the old selector back, or take another name for the MachineDeployment'],
  },
  'another cluster of a template of machines': {
    kind: 'OpenStackMachineTemplate', change: { spec: { template: { spec: { flavor: 'SCS-8V-32', sshKeyName: 'ops' } } } },
    says: ['control-plane', 'general'].map((group) => `ImmutableField spec.template.spec: OpenStackMachineTemplate shop/shop-${group}-HASH: must not change (flavor, sshKeyName): a template cannot change; ${NEW_TEMPLATE}`),
  },
  'a template of the development provider': {
    kind: 'DevMachineTemplate', objects: DEVELOPMENT.filter(({ metadata }) => !metadata.name.includes('control-plane')),
    change: { spec: { template: { metadata: { annotations: { note: 'x' } }, spec: { backend: { inMemory: { vm: { provisioning: { startupDuration: '9s' } } } } } } } },
    says: [
      `warning ImmutableField spec.template.metadata: DevMachineTemplate shop/shop-general-HASH: should not change (annotations.note): only machines that are made later get it, and no machine is replaced; ${NEW_TEMPLATE}`,
      'ImmutableField spec.template.spec: DevMachineTemplate shop/shop-general-HASH: must not change (backend.inMemory.vm.provisioning.startupDuration): a template cannot change; ' + NEW_TEMPLATE,
    ],
  },
  'a bootstrap template': {
    kind: 'KubeadmConfigTemplate', change: { spec: { template: { spec: { postKubeadmCommands: ['true'] } } } },
    says: ['warning ImmutableField spec: KubeadmConfigTemplate shop/shop-general-HASH: should not change (template.spec.postKubeadmCommands): only machines that are made later get it, and no machine is replaced; ' + NEW_TEMPLATE],
  },
  'the back end of a development cluster': {
    kind: 'DevCluster', objects: DEVELOPMENT, change: { spec: { backend: { inMemory: undefined, docker: {} } } },
    says: ['ImmutableField spec.backend: DevCluster shop/shop: must not change (inMemory, docker): the server takes it, but machines cannot move from memory to containers, nor back; make a new cluster'],
  },
  'a health check of another cluster': {
    kind: 'MachineHealthCheck', objects: OPENSTACK.filter(({ metadata }) => metadata.name !== 'shop-general'), change: { spec: { clusterName: 'other' } },
    says: [
      'ImmutableField spec.clusterName: MachineHealthCheck shop/shop-control-plane: must not change from "shop" to "other": a check stays with its cluster; make one with another name for the other cluster',
    ],
  },
  'another region': {
    kind: 'OpenStackCluster', change: { spec: { identityRef: { region: 'RegionTwo', name: 'other', cloudName: 'other' } } },
    says: [`ImmutableField spec.identityRef.region: OpenStackCluster shop/shop: must not change from "RegionOne" to "RegionTwo": nothing can move to another region; ${FOR_LIFE}`],
  },
  'the range of the nodes, but not their DNS servers': {
    kind: 'OpenStackCluster', change: { spec: { managedSubnets: [{ cidr: '10.9.0.0/20', dnsNameservers: ['192.0.2.1'] }] } },
    says: [`ImmutableField spec.managedSubnets[0].cidr: OpenStackCluster shop/shop: must not change from "10.8.0.0/20" to "10.9.0.0/20": the machines have addresses of this subnet; ${FOR_LIFE}`],
  },
  'a second range of the nodes': {
    kind: 'OpenStackCluster', change: { spec: { managedSubnets: [{ cidr: '10.8.0.0/20' }, { cidr: '10.9.0.0/20' }] } },
    says: [`ImmutableField spec.managedSubnets: OpenStackCluster shop/shop: must not change: the machines have addresses of this subnet; ${FOR_LIFE}`],
  },
  'another kind of load balancer, but not who may reach it': {
    kind: 'OpenStackCluster', change: { spec: { apiServerLoadBalancer: { provider: 'ovn', allowedCIDRs: ['192.0.2.0/24'], monitor: { delay: 20 } } } },
    says: [`ImmutableField spec.apiServerLoadBalancer.provider: OpenStackCluster shop/shop: must not change from "amphora" to "ovn": the load balancer of the API server is made once; ${FOR_LIFE}`],
  },
  'no load balancer': {
    kind: 'OpenStackCluster', change: { spec: { apiServerLoadBalancer: undefined } },
    says: [`ImmutableField spec.apiServerLoadBalancer: OpenStackCluster shop/shop: must not be removed: the load balancer of the API server is made once; ${FOR_LIFE}`],
  },
  'a network of one\'s own for a cluster in another': {
    kind: 'OpenStackCluster', objects: EXISTING_NETWORK,
    change: { spec: { network: undefined, subnets: undefined, router: undefined, managedSubnets: [{ cidr: '10.8.0.0/20' }] } },
    says: [
      `ImmutableField spec.network: OpenStackCluster shop/shop: must not change: the machines are in this network; ${FOR_LIFE}`,
      `ImmutableField spec.router: OpenStackCluster shop/shop: must not change: the network is connected to this router; ${FOR_LIFE}`,
      `ImmutableField spec.subnets: OpenStackCluster shop/shop: must not change: the machines have addresses of these subnets; ${FOR_LIFE}`,
      `ImmutableField spec.managedSubnets: OpenStackCluster shop/shop: must not be added: the machines have addresses of this subnet; ${FOR_LIFE}`,
    ],
  },
  'ids of networks in the place of filters': {
    kind: 'OpenStackCluster', objects: EXISTING_NETWORK,
    change: { spec: { network: { filter: undefined, id: 'n' }, subnets: [{ id: 's' }] } },
    says: [
      'warning ImmutableField spec.network: OpenStackCluster shop/shop: should not change (filter, id): only the id of the network that the cluster is in is taken; leave the filter, unless it is that id',
      'warning ImmutableField spec.subnets: OpenStackCluster shop/shop: should not change ([0].filter, [0].id): only ids of the subnets that the cluster is in are taken; leave the filters, unless they are those ids',
    ],
  },
  'another external network, MTU and tags': {
    kind: 'OpenStackCluster', change: { spec: { externalNetwork: { filter: undefined, id: 'x' }, networkMTU: 9000, tags: ['a'] } },
    says: [
      `ImmutableField spec.externalNetwork: OpenStackCluster shop/shop: must not change (filter, id): the addresses of the cluster are of this network; ${FOR_LIFE}`,
      `ImmutableField spec.networkMTU: OpenStackCluster shop/shop: must not change from 1450 to 9000: the network was made with it; ${FOR_LIFE}`,
      `ImmutableField spec.tags: OpenStackCluster shop/shop: must not be added: the provider does not tag again what it has made; ${FOR_LIFE}`,
    ],
  },
  'an address for an API server that has one': {
    kind: 'OpenStackCluster', change: { spec: { apiServerFloatingIP: '203.0.113.10', controlPlaneEndpoint: { host: '203.0.113.10', port: 6443 } } },
    says: [
      'warning ImmutableField spec.apiServerFloatingIP: OpenStackCluster shop/shop: should not be added: only the address that the API server already has is taken; leave it out, unless it is that address',
      'warning ImmutableField spec.controlPlaneEndpoint: OpenStackCluster shop/shop: should not change (host, port): the provider has set it, and only the same value is taken; leave it out',
    ],
  },
  'a fixed address and a port for an internal API server': {
    kind: 'OpenStackCluster', objects: EXISTING_NETWORK, change: { spec: { apiServerFixedIP: '10.0.0.5', apiServerPort: 443 } },
    says: [
      'warning ImmutableField spec.apiServerFixedIP: OpenStackCluster shop/shop: should not be added: it is taken once, but a cluster that runs keeps its address; leave it out',
      'warning ImmutableField spec.apiServerPort: OpenStackCluster shop/shop: should not be added: it is taken once, but a cluster that runs keeps its port; leave it out',
    ],
  },
  'a fixed address and a port for a public API server': {
    kind: 'OpenStackCluster', change: { spec: { apiServerFixedIP: '10.0.0.5', apiServerPort: 443 } },
    says: [
      `ImmutableField spec.apiServerFixedIP: OpenStackCluster shop/shop: must not be added: ${ADDRESS}; ${FOR_LIFE}`,
      `ImmutableField spec.apiServerPort: OpenStackCluster shop/shop: must not be added: ${ADDRESS}; ${FOR_LIFE}`,
    ],
  },
  'a public API server that was internal': {
    kind: 'OpenStackCluster', objects: EXISTING_NETWORK, change: { spec: { disableAPIServerFloatingIP: undefined } },
    says: [`ImmutableField spec.disableAPIServerFloatingIP: OpenStackCluster shop/shop: must not be removed: ${ADDRESS}; ${FOR_LIFE}`],
  },
  'no security groups, and another field that is frozen': {
    kind: 'OpenStackCluster', change: { spec: { managedSecurityGroups: undefined, disablePortSecurity: true } },
    says: [
      `ImmutableField spec.managedSecurityGroups: OpenStackCluster shop/shop: must not be removed: the provider makes the infrastructure of a cluster once; ${FOR_LIFE}`,
      `ImmutableField spec.disablePortSecurity: OpenStackCluster shop/shop: must not be added: the provider makes the infrastructure of a cluster once; ${FOR_LIFE}`,
    ],
  },
  'another policy of a server group': {
    kind: 'ServerGroup', objects: OPENSTACK.filter(({ kind, metadata }) => kind !== 'ServerGroup' || metadata.name.includes('general')),
    change: { spec: { resource: { policy: 'affinity' }, managementPolicy: 'unmanaged' } },
    says: [
      'ImmutableField spec.managementPolicy: ServerGroup shop/shop-general-HASH: must not change from "managed" to "unmanaged": who makes and deletes the server group is decided once; make a server group with another name',
      'ImmutableField spec.resource: ServerGroup shop/shop-general-HASH: must not change (policy): OpenStack cannot change a server group; make a server group with another name',
    ],
  },
  'another secret of an application credential': {
    kind: 'ApplicationCredential', objects: CREDENTIALS, change: { spec: { resource: { secretRef: 'other' } } },
    says: [
      'ImmutableField spec.resource: ApplicationCredential shop/shop-management-HASH: must not change (secretRef): OpenStack cannot change an application credential; make an application credential with another name',
    ],
  },
  'another user of application credentials': {
    kind: 'User', objects: CREDENTIALS, change: { spec: { import: { filter: { name: 'other' } } } },
    says: [
      'warning ImmutableField spec.import: User shop/shop-credential-user-HASH: should not change (filter.name): the controller has found it already, and keeps what it has found; make a User with another name',
    ],
  },
  'another size of the ranges of nodes': {
    kind: 'KubeadmControlPlane', change: { spec: { kubeadmConfigSpec: { clusterConfiguration: { controllerManager: { extraArgs: [{ name: 'node-cidr-mask-size', value: '25' }] } } } } },
    says: ['warning ImmutableField spec.kubeadmConfigSpec.clusterConfiguration.controllerManager.extraArgs: KubeadmControlPlane shop/shop-control-plane: should not change: nodes that are there keep a range of the old size; put the old size back, or make a new cluster'],
  },
};

describe('says nothing', () => {
  it.each([['on OpenStack', OPENSTACK], ['in an existing network', EXISTING_NETWORK], ['of the development provider', DEVELOPMENT]] as const)('where nothing changes %s', (_, objects) => {
    expect(told(objects, objects)).toEqual([]);
    expect(told(objects, [...objects].reverse())).toEqual([]);
  });

  it('of new objects', () => {
    expect(told([], OPENSTACK)).toEqual([]);
    expect(told(OPENSTACK, [...OPENSTACK, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'b' } }])).toEqual([]);
  });

  it.each<[string, Overrides]>([
    ['Cluster', { metadata: { labels: { a: 'b' } }, spec: { paused: true } }],
    ['KubeadmControlPlane', { spec: { replicas: 5, rollout: { after: '2026-12-01T00:00:00Z' }, remediation: { maxRetry: 1 }, machineTemplate: { metadata: { labels: { a: 'b' } }, spec: { deletion: { nodeDrainTimeoutSeconds: 1 } } } } }],
    ['KubeadmControlPlane', { spec: { kubeadmConfigSpec: { files: [], users: [{ name: 'a' }], ntp: { enabled: true }, joinConfiguration: { skipPhases: ['a'] }, clusterConfiguration: { apiServer: undefined, scheduler: { extraArgs: [] }, encryptionAlgorithm: 'ECDSA-P256', etcd: { local: undefined } } } } }],
    ['MachineDeployment', { spec: { replicas: 9, template: { metadata: { labels: { a: 'b' } } }, deletion: { order: 'Newest' } } }],
    ['MachineHealthCheck', { spec: { selector: { matchLabels: { a: 'b' } }, checks: { nodeStartupTimeoutSeconds: 60 } } }],
    ['OpenStackMachineTemplate', { metadata: { labels: { a: 'b' } } }],
    ['OpenStackCluster', {
      spec: {
        identityRef: { name: 'other', cloudName: 'other' },
        bastion: { enabled: true, spec: { flavor: 'a' } },
        managedSecurityGroups: { allowAllInClusterTraffic: true, allNodesSecurityGroupRules: undefined, workerNodesSecurityGroupRules: [{ name: 'a' }] },
        managedSubnets: [{ cidr: '10.8.0.0/20' }],
        apiServerLoadBalancer: { allowedCIDRs: ['192.0.2.0/24'], monitor: { delay: 5 }, enabled: undefined },
        controlPlaneAvailabilityZones: ['az1'],
        controlPlaneOmitAvailabilityZone: undefined,
      },
    }],
  ])('of what may change of a %s', (kind, overrides) => {
    expect(toldOf(kind, overrides)).toEqual([]);
  });

  it('of a bastion that is removed after it was switched off', () => {
    const off = changed(OPENSTACK, 'OpenStackCluster', { spec: { bastion: { enabled: false } } });
    expect(told(off, OPENSTACK)).toEqual([]);
  });
});

describe('objects to', () => {
  it.each(Object.entries(OBJECTIONS))('%s', (_, { kind, objects, change, says }) => {
    expect(toldOf(kind, change, objects)).toEqual(says);
  });

  it('a bastion that is removed while it runs', () => {
    const on = changed(OPENSTACK, 'OpenStackCluster', { spec: { bastion: { spec: { flavor: 'a' } } } });
    expect(told(on, OPENSTACK)).toEqual(['ImmutableField spec.bastion: OpenStackCluster shop/shop: must not be removed: the provider would leave the bastion to run; switch it off first (enabled: false), and remove the field when its server is gone']);
  });

  it('local etcd that was elsewhere', () => {
    const elsewhere = changed(OPENSTACK, 'KubeadmControlPlane', { spec: { kubeadmConfigSpec: { clusterConfiguration: { etcd: { local: undefined, external: { endpoints: [] } } } } } });
    expect(told(elsewhere, OPENSTACK)).toEqual([`ImmutableField spec.kubeadmConfigSpec.clusterConfiguration.etcd.external: KubeadmControlPlane shop/shop-control-plane: must not change: the members of etcd cannot move; ${FOR_LIFE}`]);
  });

  it('what it cannot compare', () => {
    const older = OPENSTACK.map((object) => (object.kind === 'Cluster' ? { ...object, apiVersion: 'cluster.x-k8s.io/v1beta1' } : object));
    expect(told(older, OPENSTACK)).toEqual(['warning UnknownKind apiVersion: Cluster shop/shop: was of cluster.x-k8s.io/v1beta1 and is of cluster.x-k8s.io/v1beta2: its fields are not compared']);
    expect(told(older, older)).toEqual(['warning UnknownKind apiVersion: Cluster shop/shop: is of cluster.x-k8s.io/v1beta1: its fields are not compared']);
  });

  it('all of it at once, with the values', () => {
    const next = changed(changed(OPENSTACK, 'OpenStackCluster', { spec: { tags: ['a'] } }), 'Cluster', { spec: { clusterNetwork: { serviceDomain: 'a' } } });
    expect(validateUpdate(OPENSTACK, next).map(({ value }) => value)).toEqual(['a', ['a']]);
  });
});

it('has rules for kinds and fields that are in objects or rows', () => {
  const imported = manifests(descriptionWith(WITHOUT_ZONES), profileWith({ openstack: { image: { orc: { url: 'https://images.example.org/{version}.qcow2' } } } }));
  const addressed = manifests(descriptionWith(WITHOUT_ZONES), profileWith({ expert: { floatingIPs: { enabled: true } } }));
  const kinds = [OPENSTACK, DEVELOPMENT, imported, addressed, CREDENTIALS].flat().map(({ apiVersion, kind }) => `${apiVersion} ${kind}`);
  // OpenStackClusterTemplate is of ClusterClasses, which this release does not make.
  expect(UPDATE_RULES.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`).filter((name) => !kinds.includes(name))).toEqual(['infrastructure.cluster.x-k8s.io/v1beta1 OpenStackClusterTemplate']);
});

describe('versions', () => {
  const at = (controlPlane: string, pool = controlPlane, poolOverrides: Overrides = {}): Manifest[] => {
    const upgraded = changed(OPENSTACK, 'KubeadmControlPlane', { spec: { version: controlPlane } });
    return changed(changed(upgraded, 'MachineDeployment', { spec: { template: { spec: { version: pool } } } }), 'MachineDeployment', poolOverrides);
  };
  const REPLACED = { spec: { template: { spec: { infrastructureRef: { name: 'new' } } } } };
  const KCP = 'spec.version: KubeadmControlPlane shop/shop-control-plane:';
  const POOL = 'spec.template.spec.version: MachineDeployment shop/shop-general:';

  it.each<[string, Manifest[], Manifest[], string[]]>([
    ['a patch of the control plane alone', at('v1.36.1'), at('v1.36.2', 'v1.36.1'), []],
    ['the pool after the control plane', at('v1.36.1', 'v1.35.4'), at('v1.36.1'), []],
    ['a pool that is changed beside', at('v1.36.1'), at('v1.36.1', 'v1.36.1', REPLACED), []],
    ['an old pool that stays as it is', at('v1.36.1', 'v1.35.4'), at('v1.36.1', 'v1.35.4', { spec: { replicas: 7 } }), []],
    ['versions that are none', at('latest'), at('newest'), []],
    [
      'one minor', at('v1.35.4'), at('v1.36.1'),
      [`warning VersionStep ${KCP} goes from v1.35.4 to v1.36.1: until the whole control plane has it, Cluster API makes no new machines of shop-general; nothing is to be done but to wait`],
    ],
    [
      'a patch, with a pool that is replaced for another reason', at('v1.36.1'), at('v1.36.2', 'v1.36.1', REPLACED),
      [`warning VersionStep ${KCP} goes from v1.36.1 to v1.36.2: until the whole control plane has it, Cluster API makes no new machines of shop-general; nothing is to be done but to wait`],
    ],
    [
      'one minor of the control plane alone', at('v1.35.4'), at('v1.36.1', 'v1.35.4'),
      [`warning VersionSkew ${POOL} stays at v1.35.4 while the control plane goes to v1.36.1: Cluster API makes no machine of the pool until it follows, neither a further one nor one for a broken one; let it follow soon`],
    ],
    [
      'an old pool whose machines are replaced', at('v1.36.1', 'v1.35.4'), at('v1.36.1', 'v1.35.4', REPLACED),
      [`VersionSkew ${POOL} v1.35.4 is of another minor than the control plane's v1.36.1: its kubeadm cannot join, so Cluster API makes none of the machines; give the pool the version of the control plane`],
    ],
    [
      'a pool before the control plane', at('v1.35.4'), at('v1.35.4', 'v1.36.1'),
      [`VersionSkew ${POOL} v1.36.1 is of another minor than the control plane's v1.35.4: its kubeadm cannot join, so Cluster API makes none of the machines; give the pool the version of the control plane`],
    ],
    [
      'three minors', at('v1.33.2'), at('1.36.1'),
      [
        `VersionStep ${KCP} cannot go from v1.33.2 to 1.36.1: kubeadm upgrades one minor at a time; go to 1.34, then 1.35 first`,
        `warning VersionStep ${KCP} goes from v1.33.2 to 1.36.1: until the whole control plane has it, Cluster API makes no new machines of shop-general; nothing is to be done but to wait`,
      ],
    ],
    [
      'a minor back', at('v1.36.1'), at('v1.35.4'),
      [`VersionStep ${KCP} cannot go back from v1.36.1 to v1.35.4: the server takes it, but what the newer API servers have stored cannot be read by older ones; stay at 1.36, or restore a backup into a new cluster`],
    ],
    [
      'a patch back', at('v1.36.3'), at('v1.36.1'),
      [`warning VersionStep ${KCP} goes back from v1.36.3 to v1.36.1: every machine of the control plane is replaced, and fixes are lost; write the exact version where it is not meant`],
    ],
  ])('%s', (_, before, after, says) => {
    expect(told(before, after)).toEqual(says);
  });

  it('a new pool of another minor', () => {
    expect(told(without(at('v1.36.1', 'v1.35.4'), 'MachineDeployment'), at('v1.36.1', 'v1.35.4'))).toEqual([
      `VersionSkew ${POOL} v1.35.4 is of another minor than the control plane's v1.36.1: its kubeadm cannot join, so Cluster API makes none of the machines; give the pool the version of the control plane`,
    ]);
  });

  it('a pool without the checks', () => {
    const unchecked = { metadata: { annotations: { 'machineset.cluster.x-k8s.io/skip-preflight-checks': 'KubeadmVersionSkew' } } };
    expect(told(at('v1.36.1', 'v1.35.4', unchecked), at('v1.36.1', 'v1.34.4', unchecked))).toEqual([]);
    expect(told(at('v1.35.4', 'v1.35.4', unchecked), at('v1.36.1', 'v1.36.1', unchecked))).toEqual([]);
  });

  it('are those of the own cluster', () => {
    const other = { ...objectOf(OPENSTACK, 'MachineDeployment'), spec: { clusterName: 'other', template: { spec: { version: 'v1.30.0' } } }, metadata: { name: 'other', namespace: 'shop' } };
    expect(told(at('v1.36.1'), [...at('v1.36.1'), other])).toEqual([]);
  });
});

describe('gone', () => {
  const unprotected = manifests(descriptionWith({ ...WITHOUT_ZONES, deletionProtection: false }), profile());
  const KEPT = 'is not in the manifests any more: its annotations keep it from Argo CD and Flux, so it goes on without anybody to look after it; put it back, or delete it by hand';
  const pruned = (tools: string, what: string): string => `is not in the manifests any more: with pruning ${tools} would delete ${what}; put it back where that is not meant`;

  it.each([
    ['Cluster', OPENSTACK, [`warning ObjectGone Cluster shop/shop: ${KEPT}`]],
    ['OpenStackCluster', OPENSTACK, [`warning ObjectGone OpenStackCluster shop/shop: ${KEPT}`]],
    ['KubeadmControlPlane', OPENSTACK, [`warning ObjectGone KubeadmControlPlane shop/shop-control-plane: ${KEPT}`]],
    ['Namespace', OPENSTACK, [`warning ObjectGone Namespace shop: ${KEPT}`]],
    ['Cluster', unprotected, [`warning ObjectGone Cluster shop/shop: ${pruned('Argo CD and Flux', 'the cluster with its machines, volumes of its nodes and load balancers')}`]],
    ['KubeadmControlPlane', unprotected, [`warning ObjectGone KubeadmControlPlane shop/shop-control-plane: ${pruned('Argo CD and Flux', 'the control plane with etcd and all that the cluster has stored')}`]],
    ['OpenStackCluster', unprotected, [`warning ObjectGone OpenStackCluster shop/shop: ${pruned('Argo CD and Flux', 'the network and the load balancer of the API server')}`]],
    ['Namespace', unprotected, [`warning ObjectGone Namespace shop: ${pruned('Argo CD and Flux', 'everything in it, clusters with their machines as well')}`]],
    ['MachineDeployment', OPENSTACK, [`warning ObjectGone MachineDeployment shop/shop-general: ${pruned('Argo CD and Flux', 'its machines, without waiting for others in their place')}`]],
    ['DevCluster', DEVELOPMENT, [`warning ObjectGone DevCluster shop/shop: ${KEPT}`]],
    ['MachineHealthCheck', OPENSTACK, []],
    ['OpenStackMachineTemplate', OPENSTACK, []],
    ['KubeadmConfigTemplate', OPENSTACK, []],
    ['DevMachineTemplate', DEVELOPMENT, []],
  ] as const)('%s', (kind, objects, says) => {
    expect(told(objects, without(objects, kind))).toEqual(says);
  });

  it('a whole cluster, told once', () => {
    expect(told(OPENSTACK, [])).toEqual([`warning ObjectGone Namespace shop: ${KEPT}`, `warning ObjectGone Cluster shop/shop: ${KEPT}`]);
  });

  it.each([
    ['argocd.argoproj.io/sync-options', 'Validate=false, Prune=false', 'Flux'],
    ['argocd.argoproj.io/sync-options', 'Delete=false', 'Argo CD and Flux'],
    ['kustomize.toolkit.fluxcd.io/prune', 'Disabled', 'Argo CD'],
    ['kustomize.toolkit.fluxcd.io/prune', 'enabled', 'Argo CD and Flux'],
  ])('a template with %s: %s, which %s would delete', (annotation, value, tools) => {
    const template: Manifest = { apiVersion: 'bootstrap.cluster.x-k8s.io/v1beta2', kind: 'KubeadmConfigTemplate', metadata: { name: 'a', namespace: 'b', annotations: { [annotation]: value } } };
    expect(told([template], [])).toEqual([`warning ObjectGone KubeadmConfigTemplate b/a: ${pruned(tools, 'the template, and until the rollout is done none of the old machines that breaks could be made anew')}`]);
  });
});
