import { join } from 'node:path';
import { AntiAffinity } from '../../src/params';
import type { ResolvedMachine, ResolvedVolume } from '../../src/resolve/resolved-cluster';
import type { Documents } from '../generators/descriptions';
import { buildPrograms } from './management-cluster/build-programs';
import { Client, type StoredObject } from './management-cluster/client';
import { type ManagementCluster, startManagementCluster } from './management-cluster/management-cluster';
import { CAPO, ETCD, KUBE_APISERVER, OPENSTACK_CLOUD_CONTROLLER_MANAGER } from './management-cluster/programs';
import { exampleDocuments } from './manifests';
import { tell } from './numbers';
import { credentialFacts, credentialNames, declareApplicationCredentials, logInAsProvider, managementCredential } from './openstack/application-credentials';
import { Cloud } from './openstack/cloud';
import { nodesAreInitialized, serviceIsServed } from './openstack/cloud-controller-manager';
import { groupRules, namesOf, one, type ServerFacts, serverFacts, wantedRules } from './openstack/cluster-resources';
import { eventually } from './openstack/eventually';
import { declareFaults } from './openstack/faults';
import { isComplete, LiveCluster, MADE_SECONDS, type Place } from './openstack/live-cluster';
import { added, counts, KIND_COUNT, projectResources, type Resource } from './openstack/project';
import { isOnLoopback, openTestCloud, type TestCloud, whyNoCloud } from './openstack/test-cloud';
import { declareVariants } from './openstack/variants';

const NO_CLOUD = whyNoCloud();
const describeWithCloud = NO_CLOUD === undefined ? describe : describe.skip;
const ALL = Boolean(process.env.E2E_ALL);
const KEY_NAME = 'e2e-operators';
const DNS_SERVERS = ['9.9.9.9', '149.112.112.112'];

let testCloud: TestCloud;
let managementCluster: ManagementCluster;
let place: Place;

beforeAll(async () => {
  if (NO_CLOUD !== undefined) {
    tell(`SKIPPED openstack: ${NO_CLOUD}`);
    return;
  }
  testCloud = await openTestCloud();
  const cloud = await Cloud.connect(testCloud.config);
  const programs = await buildPrograms([ETCD, KUBE_APISERVER, OPENSTACK_CLOUD_CONTROLLER_MANAGER], (line) => void process.stderr.write(`${line}\n`));
  managementCluster = await startManagementCluster({ capi: '1.14', providers: ['openstack', 'orc'] });
  const client = await Client.connect(managementCluster.kubeconfig);
  const log = join(managementCluster.folder, `${CAPO.name}.log`);
  place = { client, cloud, programs, log, isLoopback: isOnLoopback(testCloud.config) };
});

afterAll(async () => {
  place?.client.close();
  await managementCluster?.stop();
  await testCloud?.stop();
});

describeWithCloud('production', () => {
  let before: readonly Resource[];
  let live: LiveCluster;
  let begin: number;

  beforeAll(async () => {
    before = await projectResources(place.cloud);
    await place.cloud.request('compute', 'POST', '/os-keypairs', { keypair: { name: KEY_NAME, type: 'ssh' } });
    live = new LiveCluster(place, productionDocuments());
  });

  afterAll(async () => {
    await live?.end();
    await place.cloud.request('compute', 'DELETE', `/os-keypairs/${KEY_NAME}`);
  });

  test('becomes available', async () => {
    begin = Date.now();
    expect(await live.create()).toEqual([]);
    await live.join();
    await live.available();
    tell(`openstack production: ${live.manifests.length} objects, ${(await live.machines()).length} machines, available after ${secondsSince(begin)} s`);
  });

  test('its servers are those that were asked for', async () => {
    const machines = await live.machines();
    const servers = await serversOf(live);
    const { id: controlPlaneGroup } = await one(place.cloud, 'network', '/security-groups', 'security_groups', namesOf(live.resolved).controlPlaneGroup);
    const { id: workerGroup } = await one(place.cloud, 'network', '/security-groups', 'security_groups', namesOf(live.resolved).workerGroup);
    expect(servers.map(({ name }) => name).sort()).toEqual(machines.map(({ spec }) => spec.infrastructureRef.name).sort());
    for (const machine of machines) {
      const server = servers.find(({ name }) => name === machine.spec.infrastructureRef.name)!;
      const isControlPlane = poolOf(machine) === undefined;
      expect(server).toEqual(wantedServer(live, machine, server, isControlPlane ? controlPlaneGroup : workerGroup));
      expect(machine.spec.providerID).toBe(kubeletProviderId(live, server.id));
    }
    const volumes = servers.flatMap(({ rootVolume, otherVolumes }) => [...(rootVolume === undefined ? [] : [rootVolume]), ...otherVolumes]);
    tell(`openstack production: ${servers.length} servers with ${volumes.length} volumes, each with its flavor, zone, image, key, tags and groups`);
  });

  test('its machines are in server groups, on different hosts', async () => {
    const servers = await serversOf(live);
    const { server_groups: groups } = await place.cloud.get('compute', '/os-server-groups');
    const { controlPlane, nodePools } = live.resolved;
    for (const { name, antiAffinity } of [{ name: 'control-plane', antiAffinity: controlPlane.antiAffinity }, ...nodePools]) {
      const [group] = (groups as any[]).filter((candidate) => candidate.name.startsWith(`${live.namespace}-${live.cluster.metadata.name}-${name}-`));
      expect(group?.policy).toBe(antiAffinity === AntiAffinity.REQUIRED ? 'anti-affinity' : 'soft-anti-affinity');
      const own = servers.filter((server) => server.name.startsWith(`${live.cluster.metadata.name}-${name}-`));
      expect([...group.members].sort()).toEqual(own.map(({ id }) => id).sort());
      expect(new Set(own.map(({ host }) => host)).size).toBe(own.length);
    }
    tell(`openstack production: ${nodePools.length + 1} server groups, all members on different hosts`);
  });

  test('its credential is the one that ORC made', async () => {
    const names = credentialNames(live);
    if (place.cloud.config.auth.password === undefined) {
      tell('openstack production: with a credential that was there; ORC makes others for a user with a password only');
      return;
    }
    const { projectId: project, roles, userId } = place.cloud;
    expect(names).toHaveLength(1);
    expect(await credentialFacts({ cloud: place.cloud, names })).toEqual([{ name: names[0], project, roles, expiresAt: null, isUnrestricted: false }]);
    const provider = await logInAsProvider(place, live);
    expect({ user: provider.userId, project: provider.projectId, roles: provider.roles }).toEqual({ user: userId, project, roles });
    tell('openstack production: an application credential made by ORC, with which Cluster API made all of this');
  });

  test('its network is the one that was asked for', async () => {
    const { network: wanted, tags } = live.resolved;
    const names = namesOf(live.resolved);
    const network = await one(place.cloud, 'network', '/networks', 'networks', names.network);
    const subnet = await one(place.cloud, 'network', '/subnets', 'subnets', names.subnet);
    const router = await one(place.cloud, 'network', '/routers', 'routers', names.router);
    expect(network).toMatchObject({ tags: [...tags].sort(), subnets: [subnet.id], 'router:external': false });
    expect(subnet).toMatchObject({ cidr: wanted.nodeCidr, dns_nameservers: wanted.dnsServers, enable_dhcp: true, ip_version: 4, tags: [...tags].sort() });
    const external = testCloud.profile.spec.openstack?.externalNetwork;
    const outside = await one(place.cloud, 'network', '/networks', 'networks', external?.name ?? '');
    expect(router).toMatchObject({ external_gateway_info: { network_id: outside.id }, tags: [...tags].sort() });
    const { ports } = await place.cloud.get('network', `/ports?device_id=${router.id}&network_id=${network.id}`);
    expect((ports as any[]).map(({ fixed_ips: [address] }) => address.subnet_id)).toEqual([subnet.id]);
    tell(`openstack production: a network, a subnet with ${subnet.dns_nameservers.length} DNS servers, a router to ${outside.name}`);
  });

  test('every rule of its security groups is wanted, and every wanted rule is there', async () => {
    const names = namesOf(live.resolved);
    const [controlPlane, worker] = await Promise.all([names.controlPlaneGroup, names.workerGroup].map((name) => one(place.cloud, 'network', '/security-groups', 'security_groups', name)));
    const ids = { [controlPlane.id]: 'controlplane', [worker.id]: 'worker' };
    const wanted = wantedRules(live.resolved, live.current.profile.spec, live.resolved.network.nodeCidr!);
    const found = { controlPlane: await groupRules(place.cloud, controlPlane, ids), worker: await groupRules(place.cloud, worker, ids) };
    expect(found).toEqual(wanted);
    tell(`openstack production: ${found.controlPlane.length + found.worker.length} rules of security groups, all wanted`);
  });

  test('its load balancer lets in whom it shall', async () => {
    const { apiServer, network, controlPlane, tags } = live.resolved;
    const balancer = await one(place.cloud, 'load-balancer', '/lbaas/loadbalancers', 'loadbalancers', namesOf(live.resolved).loadBalancer);
    expect(balancer).toMatchObject({ provider: testCloud.profile.spec.openstack?.apiLoadBalancer?.provider ?? 'amphora', provisioning_status: 'ACTIVE', tags: [...tags] });
    const { listener } = await place.cloud.get('load-balancer', `/lbaas/listeners/${balancer.listeners[0].id}`);
    const router = await one(place.cloud, 'network', '/routers', 'routers', namesOf(live.resolved).router);
    const gateways = (router.external_gateway_info.external_fixed_ips as { readonly ip_address: string }[]).map(({ ip_address }) => `${ip_address}/32`);
    // Cluster API's provider adds the nodes themselves, and the router that they go out by.
    expect([...listener.allowed_cidrs].sort()).toEqual([...apiServer.allowedCidrs, network.nodeCidr, ...gateways].sort());
    expect(listener).toMatchObject({ protocol: 'TCP', protocol_port: 6443 });
    const { members } = await place.cloud.get('load-balancer', `/lbaas/pools/${balancer.pools[0].id}/members`);
    expect(members).toHaveLength(controlPlane.replicas);
    tell(`openstack production: a load balancer with ${members.length} members and ${listener.allowed_cidrs.length} allowed ranges`);
  });

  test('the cloud controller manager knows the nodes and serves a Service', async () => {
    const servers = await serversOf(live);
    await nodesAreInitialized(live, servers);
    await serviceIsServed(place, live);
    tell(`openstack production: ${servers.length} nodes initialized, a Service of type LoadBalancer served and taken away`);
  });

  test('pools are scaled, replaced and deleted, and no other machine is touched', async () => {
    const namesBefore = machineNames(await live.machines());
    const scaled = Date.now();
    expect(await live.apply(withBatch({ replicas: 4 }))).toEqual([]);
    await settled(live, (machines) => machines.filter(isOf('batch')).length === 4);
    expect(machineNames(await live.machines())).toEqual(expect.arrayContaining(namesBefore));
    tell(`openstack production: pool scaled from 3 to 4 in ${secondsSince(scaled)} s`);

    const rolled = Date.now();
    const others = machineNames((await live.machines()).filter((machine) => !isOf('batch')(machine)));
    const old = new Set(machineNames((await live.machines()).filter(isOf('batch'))));
    expect(await live.apply(withBatch({ replicas: 2, flavor: 'SCS-4V-8-50s', requirements: undefined }))).toEqual([]);
    await settled(live, (machines) => machines.filter(isOf('batch')).length === 2 && machines.every(({ metadata }) => !old.has(metadata.name)));
    expect(machineNames((await live.machines()).filter((machine) => !isOf('batch')(machine)))).toEqual(others);
    const servers = await serversOf(live);
    expect(servers.filter(({ name }) => name.includes('-batch-')).map(({ flavor }) => flavor)).toEqual(['SCS-4V-8-50s', 'SCS-4V-8-50s']);
    tell(`openstack production: pool scaled to 2 and its machines replaced by those of another flavor in ${secondsSince(rolled)} s`);

    const deleted = Date.now();
    const documents = productionDocuments();
    expect(await live.apply({ ...documents, description: withPools(documents, (pools) => pools.filter(({ name }) => name !== 'batch')) })).toEqual([]);
    await settled(live, (machines) => !machines.some(isOf('batch')));
    await eventually(async () => {
      const names = (await projectResources(place.cloud)).map(({ name }) => name);
      expect(names.filter((name) => name.includes('-batch-'))).toEqual([]);
    });
    expect(machineNames(await live.machines())).toEqual(others);
    tell(`openstack production: pool deleted in ${secondsSince(deleted)} s, with servers, volumes, ports and server group`);
  });

  test('is deleted, and nothing is left in the project', async () => {
    const there = await projectResources(place.cloud);
    const deleted = Date.now();
    await live.delete();
    await eventually(async () => expect(added(before, await projectResources(place.cloud))).toEqual([]));
    tell(`openstack production: ${there.length - before.length} resources (${Object.entries(counts(there)).map(([kind, count]) => `${count} ${kind}`).join(', ')}) deleted in ${secondsSince(deleted)} s, of ${KIND_COUNT} kinds none left`);
  });
});

if (ALL) {
  describeWithCloud('other clusters', () => declareVariants(() => place, () => testCloud.profile));
  // For what only an operator can do.
  const describeWithOperator = process.env.OS_CLOUD ? describe.skip : describeWithCloud;
  describeWithOperator('credentials', () => declareApplicationCredentials(() => place, () => testCloud.profile, () => testCloud.loopback!));
  describeWithOperator('faults', () => declareFaults(() => place, () => testCloud.profile, () => testCloud.loopback!));
}

/** The example, with what it leaves to the flavor and to nobody: a disk for etcd, DNS servers, a key, and a credential of its own. */
function productionDocuments(): Documents {
  const [{ description }] = exampleDocuments('production', 'openstack-laboratory') as [Documents];
  const { profile } = testCloud;
  const { userId, config: { auth } } = place.cloud;
  const made = auth.password !== undefined && { credentials: managementCredential(profile.spec.credentials, userId) };
  const dedicatedVolume = { size: '10Gi', type: profile.spec.volumeTypes?.[0]?.name };
  return {
    description: {
      ...description,
      spec: { ...description.spec, network: { ...description.spec.network, dnsServers: DNS_SERVERS }, etcd: { ...description.spec.etcd, dedicatedVolume } },
    },
    profile: { ...profile, spec: { ...profile.spec, ...made, openstack: { ...profile.spec.openstack, sshKeyName: KEY_NAME } } },
  };
}

type Pools = Documents['description']['spec']['nodePools'];

function withPools({ description }: Documents, change: (pools: Pools) => Pools): Documents['description'] {
  return { ...description, spec: { ...description.spec, nodePools: change(description.spec.nodePools) } };
}

function withBatch(changes: Partial<Pools[number]>): Documents {
  const documents = productionDocuments();
  const changed = (pool: Pools[number]): Pools[number] => JSON.parse(JSON.stringify({ ...pool, ...changes }));
  return { ...documents, description: withPools(documents, (pools) => pools.map((pool) => (pool.name === 'batch' ? changed(pool) : pool))) };
}

function serversOf({ cluster }: LiveCluster): Promise<ServerFacts[]> {
  return serverFacts(place.cloud, `${cluster.metadata.name}-`);
}

function wantedServer(live: LiveCluster, machine: StoredObject, found: ServerFacts, securityGroup: string): object {
  const { controlPlane, nodePools, kubernetesVersion, tags } = live.resolved;
  const pool = nodePools.find(({ name }) => name === poolOf(machine));
  const { machine: wanted, volumes } = (pool ?? controlPlane) as { readonly machine: ResolvedMachine; readonly volumes: readonly ResolvedVolume[] };
  const { image, sshKeyName } = live.current.profile.spec.openstack ?? {};
  const volume = (suffix: string, sizeGiB: number, type?: string) => ({ name: `${found.name}-${suffix}`, sizeGiB, type: type ?? expect.any(String), deletedWithServer: true });
  return {
    name: found.name,
    id: found.id,
    flavor: wanted.machineType,
    zone: machine.spec.failureDomain ?? found.zone,
    host: found.host,
    image: image?.name?.replaceAll('{version}', kubernetesVersion.replace(/^v/, '')) ?? found.image,
    keyName: sshKeyName ?? null,
    tags: [...tags].sort(),
    metadata: {},
    securityGroups: [securityGroup],
    ...(wanted.rootVolume !== undefined && { rootVolume: volume('root', wanted.rootVolume.sizeGiB, wanted.rootVolume.type) }),
    otherVolumes: volumes.map(({ name, sizeGiB, type }) => volume(name, sizeGiB, type)),
  };
}

/** What the kubelet of a server says of itself, by the argument that it gets: Cluster API finds the node of a machine by it. */
function kubeletProviderId({ manifests }: LiveCluster, id: string): string {
  const { spec } = manifests.find(({ object }) => object.kind === 'KubeadmControlPlane')!.object as StoredObject;
  const args = spec.kubeadmConfigSpec.joinConfiguration.nodeRegistration.kubeletExtraArgs as { readonly name: string; readonly value: string }[];
  return args.find(({ name }) => name === 'provider-id')!.value.replace("'{{ instance_id }}'", id);
}

/** Name of the pool; undefined for a control plane. */
function poolOf({ metadata }: StoredObject): string | undefined {
  const deployment = metadata.labels?.['cluster.x-k8s.io/deployment-name'];
  const cluster = metadata.labels?.['cluster.x-k8s.io/cluster-name'];
  return deployment?.slice(`${cluster}-`.length).replace(/-az\d+$/, '');
}

function isOf(pool: string): (machine: StoredObject) => boolean {
  return (machine) => poolOf(machine) === pool;
}

function machineNames(machines: readonly StoredObject[]): string[] {
  return machines.map(({ metadata }) => metadata.name).sort();
}

/** Waits until the machines are as wanted and the cluster is complete. */
async function settled(live: LiveCluster, wanted: (machines: readonly StoredObject[]) => boolean): Promise<void> {
  await live.machinesBecome((machines) => wanted(machines) && machines.every(({ metadata }) => !('deletionTimestamp' in metadata)));
  await place.client.waitFor(live.cluster, (object) => object !== undefined && isComplete(object), MADE_SECONDS);
}

function secondsSince(begin: number): number {
  return Math.round((Date.now() - begin) / 1000);
}
