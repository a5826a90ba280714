import type { ObjectRef, StoredObject } from '../management-cluster/client';
import type { ServerFacts } from './cluster-resources';
import { GONE_SECONDS, type LiveCluster, MADE_SECONDS, type Place } from './live-cluster';

const NODE_PORT = 30080;
const SERVICE = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'default' } };

/** Waits until the cloud controller manager of a cluster has told each node where it is and what it is. */
export async function nodesAreInitialized({ workload }: LiveCluster, servers: readonly ServerFacts[]): Promise<void> {
  for (const { name, zone, flavor } of servers) {
    const ref = { apiVersion: 'v1', kind: 'Node', metadata: { name } };
    const node = await workload!.client.waitFor(ref, (found) => found !== undefined && !isUninitialized(found), MADE_SECONDS);
    expect(node?.metadata.labels).toMatchObject({ 'topology.kubernetes.io/zone': zone, 'node.kubernetes.io/instance-type': flavor });
    expect(node?.status.addresses).toEqual(expect.arrayContaining([expect.objectContaining({ type: 'InternalIP' })]));
  }
}

/** Has it make a load balancer with a public address for a Service, and take it away. */
export async function serviceIsServed({ cloud }: Place, { workload, namespace, cluster }: LiveCluster): Promise<void> {
  const { client } = workload!;
  const spec = { type: 'LoadBalancer', ports: [{ port: 80, nodePort: NODE_PORT, protocol: 'TCP' }] };
  expect((await client.apply({ ...SERVICE, spec } as ObjectRef)).rejection).toBeUndefined();
  const served = await client.waitFor(SERVICE, (found) => found?.status.loadBalancer?.ingress?.[0]?.ip !== undefined, MADE_SECONDS);
  const { floatingips } = await cloud.get('network', `/floatingips?floating_ip_address=${served?.status.loadBalancer.ingress[0].ip}`);
  expect(floatingips).toHaveLength(1);
  const { loadbalancers } = await cloud.get('load-balancer', `/lbaas/loadbalancers?vip_port_id=${floatingips[0].port_id}`);
  // As the advice in the configuration says, the namespace is in the name.
  expect(loadbalancers[0].name).toBe(`kube_service_${namespace}-${cluster.metadata.name}_default_web`);
  await client.delete(SERVICE);
  await client.waitFor(SERVICE, (found) => found === undefined, GONE_SECONDS);
}

function isUninitialized({ spec }: StoredObject): boolean {
  return (spec.taints as { readonly key: string }[] | undefined)?.some(({ key }) => key === 'node.cloudprovider.kubernetes.io/uninitialized') ?? false;
}
