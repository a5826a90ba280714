import { Cluster } from '../../../imports/capi';
import { DEFAULT_API_PORT } from '../../resolve/api-server';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { rendered, type RenderedObject } from '../rendered-object';
import { deletionProtection, objectMetadata } from './object-metadata';

/** What an object refers to by group, kind and name. */
export interface ContractRef {
  readonly apiGroup: string;
  readonly kind: string;
  readonly name: string;
}

/** A reference to an object, as Cluster API's v1beta2 writes it. */
export function contractRef({ type, props }: RenderedObject): ContractRef {
  const [apiGroup] = type.GVK.apiVersion.split('/');
  return { apiGroup, kind: type.GVK.kind, name: props.metadata.name };
}

export function renderCluster(cluster: ResolvedCluster, infrastructure: RenderedObject, controlPlane: RenderedObject): RenderedObject {
  const { podCidrs, serviceCidrs, serviceDomain } = cluster.network;
  const { port } = cluster.apiServer;
  return rendered('Cluster', Cluster, {
    metadata: { ...objectMetadata(cluster, cluster.name), annotations: { ...cluster.annotations, ...deletionProtection(cluster) } },
    spec: {
      clusterNetwork: {
        pods: { cidrBlocks: [...podCidrs] },
        services: { cidrBlocks: [...serviceCidrs] },
        serviceDomain,
        ...(port !== DEFAULT_API_PORT && { apiServerPort: port }),
      },
      infrastructureRef: contractRef(infrastructure),
      controlPlaneRef: contractRef(controlPlane),
    },
  });
}
