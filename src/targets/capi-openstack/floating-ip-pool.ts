import {
  OpenStackFloatingIpPool,
  type OpenStackFloatingIpPoolSpecIdentityRefType as IdentityRefType,
  OpenStackFloatingIpPoolSpecReclaimPolicy as ReclaimPolicy,
} from '../../../imports/capo';
import type { ProviderProfileSpec } from '../../profile';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { MOVE_LABEL, objectMetadata } from '../capi/object-metadata';
import type { MachineGroup } from '../capi/machine-group';
import { rendered, type RenderedObject } from '../rendered-object';
import { cloudParam } from './cloud-param';
import { identityRef } from './identity-ref';
import { nameInCloud } from './name-in-cloud';

/**
 * Name of the pool of floating addresses of a node pool; none where its machines have none. The provider marks addresses with this name
 * in the whole project; and it looks the network up once, so the network is in its hash.
 */
export function floatingIPPoolName(cluster: ResolvedCluster, profile: ProviderProfileSpec, group: Pick<MachineGroup, 'name' | 'node'>): string | undefined {
  if (group.node.expert.server.floatingIPs === undefined) return undefined;
  const network = networkOf(profile, group);
  return nameInCloud(cluster, group.name, { group: group.name, ...(network && { network }) });
}

/** The pool of floating addresses of a node pool; none where its machines have none. */
export function renderFloatingIPPool(cluster: ResolvedCluster, profile: ProviderProfileSpec, group: MachineGroup): RenderedObject[] {
  const { floatingIPs } = group.node.expert.server;
  if (floatingIPs === undefined) return [];
  const { addresses = [], maxAddresses, reclaimPolicy } = floatingIPs;
  const network = networkOf(profile, group);
  const metadata = objectMetadata(cluster, floatingIPPoolName(cluster, profile, group)!);
  return [
    rendered(`OpenStackFloatingIPPool-${group.name}`, OpenStackFloatingIpPool, {
      // No other object owns it.
      metadata: { ...metadata, labels: { ...metadata.labels, [MOVE_LABEL]: 'true' } },
      spec: {
        identityRef: identityRef<IdentityRefType>(cluster, profile),
        reclaimPolicy: reclaimPolicy === 'Retain' ? ReclaimPolicy.RETAIN : ReclaimPolicy.DELETE,
        ...(network && { floatingIpNetwork: cloudParam(network) }),
        ...(addresses.length > 0 && { preAllocatedFloatingIPs: [...addresses] }),
        ...(maxAddresses !== undefined && { maxIPs: maxAddresses }),
      },
    }),
  ];
}

function networkOf({ openstack }: ProviderProfileSpec, { node }: Pick<MachineGroup, 'node'>) {
  return node.expert.server.floatingIPs?.network ?? openstack?.externalNetwork;
}
