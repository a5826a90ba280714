import type { Documents } from '../../generators/descriptions';
import { exampleDocuments } from '../manifests';
import { tell } from '../numbers';
import { groupRules, namesOf, one, serverFacts, wantedRules } from './cluster-resources';
import { LiveCluster, type Place } from './live-cluster';
import { untilNothingIsLeft } from './nothing-left';
import { added, projectResources } from './project';
import { smallCluster } from './small-cluster';

/** In the range of this machine, as the management cluster must reach the API server in it. */
const CORPORATE = { name: 'corp', cidr: '127.40.0.0/24', gateway: '127.40.0.1', apiServer: '127.40.0.5' };

/**
 * Clusters that use a cloud in other ways than the example `production`. There is none with OVN's load balancers: the driver writes to
 * OVN's databases, of which the Neutron on loopback knows nothing.
 */
export function declareVariants(place: () => Place, profile: () => Documents['profile']): void {
  test('without a load balancer, the API server has the address that was allocated for it, and keeps it', async () => {
    const { cloud } = place();
    const [network] = (await cloud.get('network', '/networks?router:external=true')).networks as { readonly id: string }[];
    const { floatingip: address } = await cloud.request('network', 'POST', '/floatingips', { floatingip: { floating_network_id: network!.id } });
    const live = new LiveCluster(place(), smallCluster(profile(), 'no-balancer', {
      spec: { apiServer: { address: address.floating_ip_address } },
      profile: { openstack: { ...profile().spec.openstack, apiLoadBalancer: { provider: 'none' as never } } },
    }));
    await inProject(live, async () => {
      const [controlPlane] = await serverFacts(cloud, 'no-balancer-control-plane-');
      const { ports } = await cloud.get('network', `/ports?device_id=${controlPlane!.id}`);
      const { floatingip } = await cloud.get('network', `/floatingips/${address.id}`);
      expect(floatingip).toMatchObject({ port_id: ports[0].id, status: 'ACTIVE' });
      expect((await projectResources(cloud)).filter(({ kind }) => kind === 'load balancer')).toEqual([]);
      expect(await rulesOf(live)).toEqual(wantedRules(live.resolved, live.current.profile.spec, live.resolved.network.nodeCidr!));
    });
    expect((await cloud.get('network', `/floatingips/${address.id}`)).floatingip.port_id).toBeNull();
    await cloud.request('network', 'DELETE', `/floatingips/${address.id}`);
    tell('openstack without a load balancer: available at the address that was allocated for it, which is still there after the deletion');
  });

  test('in a network that exists, nothing of it is made or deleted', async () => {
    const { cloud } = place();
    const corporate = await makeCorporateNetwork(place());
    const [{ description }] = exampleDocuments('existing-network', 'scs-cloud') as [Documents];
    const small = smallCluster(profile(), description.metadata.name);
    const live = new LiveCluster(place(), {
      profile: small.profile,
      description: {
        ...description,
        spec: {
          ...description.spec,
          controlPlane: small.description.spec.controlPlane,
          nodePools: small.description.spec.nodePools,
          apiServer: { ...description.spec.apiServer, address: CORPORATE.apiServer },
        },
      },
    });
    const before = await projectResources(cloud);
    await inProject(live, async () => {
      const made = new Set(added(before, await projectResources(cloud)).map((resource) => resource.split(' ')[0]));
      expect(['network', 'subnet', 'router', 'floating'].filter((kind) => made.has(kind))).toEqual([]);
      const balancer = await one(cloud, 'load-balancer', '/lbaas/loadbalancers', 'loadbalancers', namesOf(live.resolved).loadBalancer);
      expect(balancer).toMatchObject({ vip_address: CORPORATE.apiServer, vip_subnet_id: corporate.subnet });
      const servers = await serverFacts(cloud, `${description.metadata.name}-`);
      for (const { id } of servers) {
        const { ports } = await cloud.get('network', `/ports?device_id=${id}`);
        expect(ports[0].fixed_ips.map((address: { readonly subnet_id: string }) => address.subnet_id)).toEqual([corporate.subnet]);
      }
      expect(await rulesOf(live)).toEqual(wantedRules(live.resolved, live.current.profile.spec, CORPORATE.cidr));
    });
    await corporate.remove();
    tell('openstack in an existing network: available at the internal address, and the network is as it was after the deletion');
  });

  const inProject = (live: LiveCluster, work: () => Promise<void>): Promise<void> => untilNothingIsLeft(place(), live, async () => {
    await live.join();
    await live.available();
    await work();
  });

  const rulesOf = async ({ resolved }: LiveCluster): Promise<ReturnType<typeof wantedRules>> => {
    const { controlPlaneGroup, workerGroup } = namesOf(resolved);
    const find = (name: string): Promise<any> => one(place().cloud, 'network', '/security-groups', 'security_groups', name);
    const [controlPlane, worker] = [await find(controlPlaneGroup), await find(workerGroup)];
    const names = { [controlPlane.id]: 'controlplane', [worker.id]: 'worker' };
    return { controlPlane: await groupRules(place().cloud, controlPlane, names), worker: await groupRules(place().cloud, worker, names) };
  };
}

async function makeCorporateNetwork({ cloud }: Place): Promise<{ readonly subnet: string; remove(): Promise<void> }> {
  const { name, cidr, gateway } = CORPORATE;
  const make = async (path: string, field: string, body: object): Promise<string> => (await cloud.request('network', 'POST', path, { [field]: body }))[field].id as string;
  const [external] = (await cloud.get('network', '/networks?router:external=true')).networks as { readonly id: string }[];
  const network = await make('/networks', 'network', { name });
  const subnet = await make('/subnets', 'subnet', { name: `${name}-v4`, network_id: network, ip_version: 4, cidr, gateway_ip: gateway });
  const router = await make('/routers', 'router', { name, external_gateway_info: { network_id: external!.id } });
  await cloud.request('network', 'PUT', `/routers/${router}/add_router_interface`, { subnet_id: subnet });
  return {
    subnet,
    remove: async () => {
      await cloud.request('network', 'PUT', `/routers/${router}/remove_router_interface`, { subnet_id: subnet });
      await cloud.request('network', 'DELETE', `/routers/${router}`);
      await cloud.request('network', 'DELETE', `/networks/${network}`);
    },
  };
}
