import { requiredSecrets } from '../judge-documents';
import type { ProviderProfileDocument } from '../profile';
import type { ResolvedCluster } from '../resolve/resolved-cluster';
import type { RequiredSecret } from '../targets/required-secret';

/** A Secret, and the clusters that need it. */
export interface SharedSecret extends RequiredSecret {
  readonly clusters: readonly { readonly namespace: string; readonly name: string }[];
}

/** The Secrets of all clusters; one that several clusters need comes once. */
export function sharedSecrets(clusters: readonly ResolvedCluster[], profile: ProviderProfileDocument): SharedSecret[] {
  const byIdentity = new Map<string, SharedSecret>();
  for (const cluster of clusters) {
    const needed = { namespace: cluster.namespace, name: cluster.name };
    for (const secret of requiredSecrets(cluster, profile)) {
      // Each workload cluster has a Secret of its own, made in the same way.
      const identity = secret.location === 'ManagementCluster' ? `${secret.namespace}/${secret.name}` : JSON.stringify(secret);
      const known = byIdentity.get(identity);
      byIdentity.set(identity, known === undefined ? { ...secret, clusters: [needed] } : merged(known, { ...secret, clusters: [needed] }));
    }
  }
  return [...byIdentity.values()];
}

function merged(first: SharedSecret, second: SharedSecret): SharedSecret {
  const newKeys = second.keys.filter(({ name }) => first.keys.every((key) => key.name !== name));
  const names = new Set(first.clusters.map(({ namespace, name }) => `${namespace}/${name}`));
  return {
    ...first,
    labels: { ...first.labels, ...second.labels },
    keys: [...first.keys, ...newKeys],
    usedBy: [...new Set([...first.usedBy, ...second.usedBy])],
    clusters: [...first.clusters, ...second.clusters.filter(({ namespace, name }) => !names.has(`${namespace}/${name}`))],
  };
}
