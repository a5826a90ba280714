import { parse } from 'yaml';
import { objectOf } from '../../fixtures/changed-objects';
import { descriptionWith, profileWith, type Overrides } from '../../fixtures/documents';
import { manifests } from '../../fixtures/rendering';

const ID = '5f5a9e4c-6f0f-4b39-8a5e-2f4c3f0b8f11';
const INTERNAL = { network: { dnsServers: [], existing: { network: { name: 'corp' }, router: { name: 'corp' } } }, apiServer: { exposure: 'Internal', address: '10.0.0.5' } };
const KUBE_VIP = { openstack: { apiLoadBalancer: { provider: 'kube-vip' } } };

function objects(cluster: Overrides = {}, profile: Overrides = {}): any[] {
  return manifests(descriptionWith(cluster), profileWith({ policy: { allowExpert: true }, ...profile }));
}

/** The servers of the control plane and of the pool. */
function servers(cluster: Overrides, profile: Overrides = {}): { readonly controlPlane: any; readonly pool: any } {
  const [controlPlane, pool] = objects(cluster, profile).filter(({ kind }) => kind === 'OpenStackMachineTemplate').map(({ spec }) => spec.template.spec);
  return { controlPlane, pool };
}

function poolExpert(expert: Overrides, settings: Overrides = {}): Overrides {
  return { nodePools: [{ name: 'general', flavor: 'SCS-4V-16', expert, ...settings }] };
}

describe('ports', () => {
  it('have every field that is set, after the one in the network of the cluster', () => {
    const { controlPlane, pool } = servers(poolExpert({
      ports: [{
        network: { name: 'storage' }, fixedIPs: [{ subnet: { id: ID } }], allowedAddressPairs: [{ ipAddress: '10.20.0.0/24', macAddress: 'fa:16:3e:12:34:56' }, { ipAddress: '10.20.0.9' }],
        nameSuffix: 'storage', vnicType: 'direct', profile: { trustedVF: true, ovsHWOffload: false }, trunk: true, portSecurity: true, propagateUplinkStatus: true,
        valueSpecs: [{ name: 'qos', key: 'qos_policy_id', value: ID }], tags: ['storage'],
      }, { network: { id: ID }, portSecurity: false }],
    }));
    expect(controlPlane.ports).toBeUndefined();
    expect(pool.ports).toEqual([{}, {
      network: { filter: { name: 'storage' } }, fixedIPs: [{ subnet: { id: ID } }],
      allowedAddressPairs: [{ ipAddress: '10.20.0.0/24', macAddress: 'fa:16:3e:12:34:56' }, { ipAddress: '10.20.0.9' }], nameSuffix: 'storage', vnicType: 'direct',
      profile: { trustedVF: true }, trunk: true, disablePortSecurity: false, propagateUplinkStatus: true,
      valueSpecs: [{ name: 'qos', key: 'qos_policy_id', value: ID }], tags: ['storage'],
    }, { network: { id: ID }, disablePortSecurity: true }]);
  });

  it('keep the groups that a list of their own would replace', () => {
    const expert = { securityGroups: [{ name: 'monitoring' }], ports: [{ network: { name: 'storage' }, securityGroups: [{ name: 'storage' }, { name: 'monitoring' }] }, { trunk: true }] };
    const { controlPlane, pool } = servers({ expert });
    const names = (server: any): string[] => server.ports[1].securityGroups.map(({ filter }: any) => filter.name);
    expect(names(controlPlane)).toEqual(['k8s-cluster-shop-shop-secgroup-controlplane', 'monitoring', 'storage']);
    expect(names(pool)).toEqual(['k8s-cluster-shop-shop-secgroup-worker', 'monitoring', 'storage']);
    expect(pool.ports[0]).toEqual({ trunk: true });
    expect(pool.securityGroups).toEqual([{ filter: { name: 'monitoring' } }]);
  });

  it('have no groups that are not made', () => {
    const expert = { securityGroups: [{ name: 'nodes' }], ports: [{ network: { name: 'storage' }, securityGroups: [{ name: 'storage' }] }] };
    const { pool } = servers({}, { openstack: { securityRules: { managed: false } }, expert });
    expect(pool.ports[1].securityGroups).toEqual([{ filter: { name: 'nodes' } }, { filter: { name: 'storage' } }]);
    expect(objectOf(objects({}, { openstack: { securityRules: { managed: false } }, expert }), 'OpenStackCluster').spec).not.toHaveProperty('managedSecurityGroups');
  });

  it('of a pool replace those of the cluster in the same network, and are added in others', () => {
    const ports = [{ trunk: true }, { network: { name: 'storage' }, vnicType: 'normal' }, { network: { name: 'other' } }];
    const { pool } = servers({ expert: { ports }, ...poolExpert({ ports: [{ network: { name: 'storage' }, vnicType: 'direct' }, { network: { id: ID } }] }) });
    expect(pool.ports).toEqual([{ trunk: true }, { network: { filter: { name: 'other' } } }, { network: { filter: { name: 'storage' } }, vnicType: 'direct' }, { network: { id: ID } }]);
  });
});

it('hints are sent as what they are', () => {
  const { pool } = servers({ expert: { schedulerHints: [{ name: 'a', value: '7' }, { name: 'b', type: 'Number', value: '-7' }, { name: 'c', type: 'Bool', value: 'false' }] } });
  expect(pool.schedulerHintAdditionalProperties).toEqual([
    { name: 'a', value: { type: 'String', string: '7' } }, { name: 'b', value: { type: 'Number', number: -7 } }, { name: 'c', value: { type: 'Bool', bool: false } },
  ]);
});

it('metadata, tags, image and configuration drive of a pool', () => {
  const { controlPlane, pool } = servers({
    expert: { serverMetadata: [{ key: 'a', value: '1' }, { key: 'b', value: '2' }] },
    ...poolExpert({ serverMetadata: [{ key: 'b', value: '3' }], tags: ['gpu'], image: { name: 'gpu-{version}' }, configDrive: true }),
  });
  expect(controlPlane.serverMetadata).toEqual([{ key: 'a', value: '1' }, { key: 'b', value: '2' }]);
  expect(pool).toMatchObject({ serverMetadata: [{ key: 'a', value: '1' }, { key: 'b', value: '3' }], tags: ['gpu'], image: { filter: { name: expect.stringMatching(/^gpu-1\.36\.\d+$/) } }, configDrive: true });
});

it('volumes are made in the zone that is named', () => {
  const { controlPlane, pool } = servers({ etcd: { dedicatedVolume: { size: '10Gi' } } }, { openstack: { blockStorageZone: 'nova' } });
  expect(pool.rootVolume.availabilityZone).toEqual({ from: 'Name', name: 'nova' });
  expect(controlPlane.additionalBlockDevices[0].storage).toEqual({ type: 'Volume', volume: { availabilityZone: { from: 'Name', name: 'nova' } } });
});

describe('floating addresses', () => {
  const pools = (metadata: Overrides, network?: object): any[] => manifests(
    { ...descriptionWith(poolExpert({ floatingIPs: { enabled: true, ...(network && { network }), addresses: ['203.0.113.21'], maxAddresses: 9, reclaimPolicy: 'Retain' } })), metadata } as never,
    profileWith({ policy: { allowExpert: true } }),
  ).filter(({ kind }) => kind === 'OpenStackFloatingIPPool');

  it('come from a pool that the servers name', () => {
    const all = objects(poolExpert({ floatingIPs: { enabled: true, addresses: ['203.0.113.21'], maxAddresses: 9, reclaimPolicy: 'Retain' } }));
    const { metadata, spec } = objectOf(all, 'OpenStackFloatingIPPool');
    expect(spec).toEqual({
      identityRef: { type: 'Secret', name: 'shop-cloud-config', cloudName: 'openstack', region: 'RegionOne' }, floatingIPNetwork: { filter: { name: 'public' } },
      preAllocatedFloatingIPs: ['203.0.113.21'], maxIPs: 9, reclaimPolicy: 'Retain',
    });
    expect(metadata.labels).toMatchObject({ 'clusterctl.cluster.x-k8s.io/move': 'true' });
    const templates = all.filter(({ kind }) => kind === 'OpenStackMachineTemplate').map((template) => template.spec.template.spec.floatingIPPoolRef);
    expect(templates).toEqual([undefined, { apiGroup: 'infrastructure.cluster.x-k8s.io', kind: 'OpenStackFloatingIPPool', name: metadata.name }]);
  });

  it('are of no other cluster of the project, and of one network', () => {
    const name = (...given: Parameters<typeof pools>): string => pools(...given)[0].metadata.name;
    const names = [name({ name: 'shop' }), name({ name: 'shop', namespace: 'other' }), name({ name: 'shop' }, { name: 'outside' })];
    expect(new Set(names).size).toBe(3);
    expect(name({ name: 'shop' })).toBe(names[0]);
  });
});

describe('the machine for logins', () => {
  const bastion = (settings: Overrides): unknown => (objectOf(objects({}, { openstack: { sshKeyName: 'ops', bastion: settings } }), 'OpenStackCluster').spec as any).bastion;

  it('stays in the object when it is switched off, with the address that is not to be given back', () => {
    const whole = { flavor: 'SCS-1V-2', image: { name: 'Debian 13' }, floatingIP: '203.0.113.11' };
    const spec = { flavor: 'SCS-1V-2', image: { filter: { name: 'Debian 13' } }, sshKeyName: 'ops' };
    expect(bastion({ enabled: true, ...whole })).toEqual({ enabled: true, floatingIP: '203.0.113.11', spec });
    expect(bastion({ enabled: false, ...whole })).toEqual({ enabled: false, floatingIP: '203.0.113.11', spec });
    expect(bastion({})).toEqual({ enabled: false });
  });
});

describe('kube-vip', () => {
  const control = (cluster: Overrides = {}, profile: Overrides = {}): any => (objectOf(objects({ ...INTERNAL, ...cluster }, { ...KUBE_VIP, ...profile }), 'KubeadmControlPlane').spec as any).kubeadmConfigSpec;
  const pod = (spec: any): any => parse(spec.files.find(({ path }: any) => path === '/etc/kubernetes/manifests/kube-vip.yaml').content);

  it('has the address of the API server, which the machines may use', () => {
    const all = objects(INTERNAL, KUBE_VIP);
    expect(objectOf(all, 'OpenStackCluster').spec).toMatchObject({ disableAPIServerFloatingIP: true, apiServerFixedIP: '10.0.0.5' });
    expect(objectOf(all, 'OpenStackCluster').spec).not.toHaveProperty('apiServerLoadBalancer');
    const { controlPlane, pool } = servers(INTERNAL, KUBE_VIP);
    expect(controlPlane.ports).toEqual([{ allowedAddressPairs: [{ ipAddress: '10.0.0.5' }] }]);
    expect(pool.ports).toBeUndefined();
    const [{ env, image }] = pod(control()).spec.containers;
    expect(env).toEqual(expect.arrayContaining([{ name: 'address', value: '10.0.0.5' }, { name: 'port', value: '6443' }, { name: 'cp_enable', value: 'true' }, { name: 'vip_arp', value: 'true' }]));
    expect(image).toMatch(/^ghcr\.io\/kube-vip\/kube-vip:v\d/);
  });

  it('is there together with other ports of the machines', () => {
    const { controlPlane } = servers({ ...INTERNAL, expert: { ports: [{ network: { name: 'storage' } }, { allowedAddressPairs: [{ ipAddress: '10.0.0.9' }], trunk: true }] } }, KUBE_VIP);
    expect(controlPlane.ports).toEqual([{ allowedAddressPairs: [{ ipAddress: '10.0.0.9' }, { ipAddress: '10.0.0.5' }], trunk: true }, { network: { filter: { name: 'storage' } } }]);
    const open = servers(INTERNAL, { openstack: { ...KUBE_VIP.openstack, portSecurity: false } });
    expect(open.controlPlane.ports).toEqual([{}]);
  });

  it('listens where the API server does, on the card that is named, from the image that is', () => {
    const { env, image } = pod(control({}, {
      openstack: { apiLoadBalancer: { provider: 'kube-vip', kubeVip: { image: 'registry.example.org/kube-vip:v1', interface: 'ens3' } } }, expert: { apiServer: { port: 443 } },
    })).spec.containers[0];
    expect(env).toEqual(expect.arrayContaining([{ name: 'port', value: '443' }, { name: 'vip_interface', value: 'ens3' }]));
    expect(image).toBe('registry.example.org/kube-vip:v1');
  });

  it('uses on the first machine the kubeconfig that works while kubeadm goes on, and the usual one afterwards', () => {
    const { preKubeadmCommands, postKubeadmCommands, ...spec } = control();
    expect(pod(spec).spec.volumes).toEqual([{ name: 'kubeconfig', hostPath: { path: '/etc/kubernetes/admin.conf', type: 'File' } }]);
    const manifest = '/etc/kubernetes/manifests/kube-vip.yaml';
    const isFirst = "grep -qs '^kind: ClusterConfiguration' /run/kubeadm/kubeadm.yaml /etc/kubeadm.yml";
    expect(preKubeadmCommands).toContain(`if ${isFirst}; then sed -i 's#path: /etc/kubernetes/admin.conf#path: /etc/kubernetes/super-admin.conf#' ${manifest}; fi`);
    expect(postKubeadmCommands[0]).toBe(`if ${isFirst}; then sed -i 's#path: /etc/kubernetes/super-admin.conf#path: /etc/kubernetes/admin.conf#' ${manifest}; fi`);
  });
});

it('another port of the API server is told to everything that has it', () => {
  const all = objects({ expert: { apiServer: { port: 443 } } });
  const localAPIEndpoint = { bindPort: 443 };
  expect(objectOf(all, 'OpenStackCluster').spec).toMatchObject({ apiServerPort: 443, managedSecurityGroups: { controlPlaneNodesSecurityGroupRules: [{ name: 'api-server', portRangeMin: 443, portRangeMax: 443 }] } });
  expect(objectOf(all, 'Cluster').spec).toMatchObject({ clusterNetwork: { apiServerPort: 443 } });
  expect(objectOf(all, 'KubeadmControlPlane').spec).toMatchObject({
    kubeadmConfigSpec: { initConfiguration: { localAPIEndpoint }, joinConfiguration: { controlPlane: { localAPIEndpoint } } },
  });
});
