import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { rendered, type RenderedObject } from '../rendered-object';
import { kubernetesKind } from './kubernetes-kind';
import { deletionProtection } from './object-metadata';

const Namespace = kubernetesKind('v1', 'Namespace');

/** Shared by all clusters of the namespace, so nothing of a single cluster is on it but its protection. */
export function renderNamespace(cluster: ResolvedCluster): RenderedObject {
  return rendered('Namespace', Namespace, { metadata: { name: cluster.namespace, annotations: deletionProtection(cluster) } });
}
