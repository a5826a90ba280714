import { DevCluster } from '../../../imports/capd';
import type { ProviderProfileSpec } from '../../profile';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { deletionProtection, objectMetadata } from '../capi/object-metadata';
import { rendered, type RenderedObject } from '../rendered-object';
import { backendOf } from './backend';

/** The development provider crashes on a DevCluster without any annotation (seen with 1.14.2), so it always has one. */
const BACKEND_ANNOTATION = 'kaas.scs.community/backend';

export function renderDevCluster(cluster: ResolvedCluster, profile: ProviderProfileSpec): RenderedObject {
  const backend = backendOf(profile);
  // Sorted, as the Docker back end wants them.
  const zones = [...cluster.controlPlane.zones].sort();
  return rendered('DevCluster', DevCluster, {
    metadata: { ...objectMetadata(cluster, cluster.name), annotations: { [BACKEND_ANNOTATION]: backend, ...deletionProtection(cluster) } },
    spec: {
      backend: backend === 'Docker'
        ? { docker: zones.length > 0 ? { failureDomains: zones.map((name) => ({ name, controlPlane: true })) } : {} }
        : { inMemory: {} },
    },
  });
}
