import { setTimeout as delay } from 'node:timers/promises';
import type { Documents } from '../../generators/descriptions';
import { tell } from '../numbers';
import { Cloud } from './cloud';
import { namesOf } from './cluster-resources';
import { eventually } from './eventually';
import { isComplete, LiveCluster, MADE_SECONDS, type Place } from './live-cluster';
import { untilNothingIsLeft } from './nothing-left';
import type { OpenStack } from './openstack';
import { type Differences, smallCluster } from './small-cluster';
import { symptoms } from './symptoms';

const AWAY_SECONDS = 60;

/** What goes wrong with a cloud, and whether users are told. Only an operator can bring it about, so the cloud is one of this machine. */
export function declareFaults(place: () => Place, profile: () => Documents['profile'], openStack: () => OpenStack): void {
  const small = (name: string, differences?: Differences): LiveCluster => new LiveCluster(place(), smallCluster(profile(), name, differences));
  let overcome = 0;
  const operator = (): Promise<Cloud> => Cloud.connect(openStack().admin);

  /** Waits until something says so, in another way than by the cluster's name, and tells what. */
  const told = async ({ namespace, cluster: { metadata: { name } } }: LiveCluster, pattern: RegExp, stir?: () => Promise<void>): Promise<void> => {
    for (const end = Date.now() + MADE_SECONDS * 1000; ; await delay(stir === undefined ? 1000 : 10_000)) {
      await stir?.();
      const lines = await symptoms(place().client, namespace, place().log);
      const found = lines.filter((line) => pattern.test(line.replaceAll(name, '')));
      if (found.length > 0) {
        tell(`openstack fault ${name}:\n${found.map((line) => `  ${line}`).join('\n')}`);
        return;
      }
      if (Date.now() > end) throw new Error(`nobody says ${pattern}:\n${lines.join('\n')}`);
    }
  };

  const withCluster = async (live: LiveCluster, work: () => Promise<void>): Promise<void> => {
    await untilNothingIsLeft(place(), live, work);
    overcome += 1;
  };

  afterAll(() => tell(`openstack: ${overcome} faults, nothing left over after any`));

  test('the quota is exceeded', async () => {
    const live = small('no-quota');
    const admin = await operator();
    const quota = (cores: number): Promise<unknown> => admin.request('compute', 'PUT', `/os-quota-sets/${place().cloud.projectId}`, { quota_set: { cores } });
    await quota(1);
    try {
      await withCluster(live, () => told(live, /Quota exceeded for cores/));
    } finally {
      await quota(-1);
    }
  });

  test('the flavor does not exist', async () => {
    const flavors = (profile().spec.flavors ?? []).map((flavor) => ({ ...flavor, machineType: `${flavor.name}-gone` }));
    const live = small('no-flavor', { profile: { flavors } });
    await withCluster(live, () => told(live, /flavor/i));
  });

  test('the image does not exist', async () => {
    const live = small('no-image', { profile: { openstack: { ...profile().spec.openstack, image: { name: 'no-such-image-v{version}' } } } });
    await withCluster(live, () => told(live, /image/i));
  });

  test('there are more control planes than hosts', async () => {
    const live = small('no-host', {
      spec: { controlPlane: { replicas: 5, flavor: 'SCS-2V-4-20s' } },
      // It says that there are more hosts than there are; otherwise the library refuses such a cluster.
      profile: { openstack: { ...profile().spec.openstack, hostsPerZone: 2 } },
    });
    await withCluster(live, async () => {
      await live.join();
      await told(live, /InstanceStateError/);
      const { servers } = await place().cloud.get('compute', '/servers/detail');
      const failed = (servers as any[]).find(({ name, status }) => name.startsWith('no-host-') && status === 'ERROR');
      const { server } = await place().cloud.get('compute', `/servers/${failed.id}`);
      tell(`openstack fault no-host: the cloud says of ${server.name}: ${server.fault.message}`);
      expect(server.fault.message).toMatch(/No valid host/);
    });
  });

  test('the load balancer is in ERROR', async () => {
    const live = small('broken-balancer');
    await withCluster(live, async () => {
      await live.join();
      await live.available();
      const { loadBalancer } = namesOf(live.resolved);
      await openStack().sql(`UPDATE octavia.load_balancer SET provisioning_status = 'ERROR' WHERE name = '${loadBalancer}'`);
      await live.touch();
      await told(live, /load balancer|loadbalancer/i);
      await openStack().sql(`UPDATE octavia.load_balancer SET provisioning_status = 'ACTIVE' WHERE name = '${loadBalancer}'`);
      await live.touch();
      await live.available();
    });
  });

  test('keystone is away for a minute', async () => {
    const live = small('no-keystone');
    await withCluster(live, async () => {
      await live.join();
      await live.available();
      await openStack().without('keystone', async () => {
        await live.apply(withWorkers(live, 2));
        await delay(AWAY_SECONDS * 1000);
        await told(live, /Keystone service is temporarily unavailable|connection refused/, () => live.touch());
      });
      await withoutFailedMachines(live);
    });
  });

  test('the credential is revoked, and another one is given', async () => {
    const live = small('no-credential');
    await withCluster(live, async () => {
      await live.join();
      await live.available();
      await live.revokeCredentials();
      // For as long as the services remember the token that CAPO has, all goes on.
      await live.apply(withWorkers(live, 2));
      await told(live, /401|[Cc]ould not (be )?f(i|ou)nd|[Uu]nauthorized|[Aa]uthenticat/, () => live.touch());
      await live.giveCredentials();
      await live.machinesBecome((machines) => machines.length === 3);
      await live.available();
    });
  });

  test('the cluster is deleted while it is made', async () => {
    const live = small('changed-mind');
    await withCluster(live, async () => {
      await live.machinesBecome((machines) => machines.length > 0);
    });
  });

  /** Waits until the cluster is available; meanwhile takes away machines whose servers are in ERROR, as the guide says: CAPO does not. */
  const withoutFailedMachines = async ({ namespace, cluster }: LiveCluster): Promise<void> => {
    const { client } = place();
    const deleted = new Set<string>();
    await eventually(async () => {
      const servers = await client.list('infrastructure.cluster.x-k8s.io/v1alpha1', 'OpenStackServer', namespace);
      for (const { metadata: { name }, status } of servers.filter((server) => server.status?.instanceState === 'ERROR' && !deleted.has(server.metadata.name))) {
        deleted.add(name);
        tell(`openstack fault ${cluster.metadata.name}: OpenStackServer ${name} is in ${status.instanceState}; its Machine is deleted by hand`);
        await client.delete({ apiVersion: cluster.apiVersion, kind: 'Machine', metadata: { name, namespace } });
      }
      const object = await client.get(cluster);
      expect({ isComplete: object !== undefined && isComplete(object), workers: object?.status.workers.replicas }).toEqual({ isComplete: true, workers: 2 });
    }, MADE_SECONDS);
  };

  const withWorkers = (live: LiveCluster, replicas: number): Documents => {
    const documents = live.current;
    const nodePools = documents.description.spec.nodePools.map((pool) => ({ ...pool, replicas }));
    return { ...documents, description: { ...documents.description, spec: { ...documents.description.spec, nodePools } } };
  };
}
