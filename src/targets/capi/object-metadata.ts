import type { ApiObjectMetadata } from 'cdk8s';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';

/** Labels that Cluster API gives a meaning to, and our own. */
export const CLUSTER_NAME_LABEL = 'cluster.x-k8s.io/cluster-name';
export const CONTROL_PLANE_LABEL = 'cluster.x-k8s.io/control-plane';
export const DEPLOYMENT_NAME_LABEL = 'cluster.x-k8s.io/deployment-name';
export const NODE_POOL_LABEL = 'kaas.scs.community/node-pool';

/** For what no other object owns: `clusterctl move` would leave it behind in the old management cluster. */
export const MOVE_LABEL = 'clusterctl.cluster.x-k8s.io/move';

/** An old template is in use until the last machine of it is gone: GitOps tools must not prune it before. */
export const KEEP_FROM_PRUNING = {
  'argocd.argoproj.io/sync-options': 'Prune=false',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
};

/** Neither pruned when it leaves the repository, nor deleted with the application. */
const KEEP_FROM_DELETION = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
};

/** Metadata of an object of the cluster. */
export function objectMetadata(cluster: ResolvedCluster, name: string): ApiObjectMetadata & { readonly name: string } {
  return { name, namespace: cluster.namespace, labels: { ...cluster.labels, [CLUSTER_NAME_LABEL]: cluster.name } };
}

/** Metadata of an immutable template. */
export function templateMetadata(cluster: ResolvedCluster, name: string): ApiObjectMetadata & { readonly name: string } {
  return { ...objectMetadata(cluster, name), annotations: KEEP_FROM_PRUNING };
}

/** Annotations of what holds the whole cluster: whoever deletes one of these deletes the cluster, or its control plane. */
export function deletionProtection(cluster: ResolvedCluster): Record<string, string> {
  return cluster.deletionProtection ? KEEP_FROM_DELETION : {};
}
