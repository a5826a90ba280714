import type { ProviderProfileSpec } from '../../profile';
import type { Report } from '../../resolve/report';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { AntiAffinity } from '../../params';

const DEFAULT_SECRET = '{cluster}-cloud-config';
const DEFAULT_CLOUD = 'openstack';
const DEFAULT_IN_CLUSTER_SECRET = 'cloud-config';

/** Where the credentials of a cluster are: names, never values. */
export interface OpenStackCredentials {
  /** What Cluster API's provider uses: a Secret, or an OpenStackClusterIdentity. */
  readonly infrastructure: { readonly type: 'Secret' | 'ClusterIdentity'; readonly name: string };
  /** Secret that ORC uses for the server groups; absent where it makes none. */
  readonly orcSecretName?: string;
  readonly cloudName: string;
  /** Secret in `kube-system` of the cluster itself. */
  readonly inClusterSecretName: string;
}

/** Fills the placeholders of names in the profile. */
export function openStackCredentials(cluster: ResolvedCluster, { credentials }: ProviderProfileSpec): OpenStackCredentials {
  const fill = (name: string): string =>
    name.replaceAll('{cluster}', cluster.name).replaceAll('{namespace}', cluster.namespace).replaceAll('{region}', (cluster.region ?? '').toLowerCase());
  const secretName = fill(credentials?.secretRef?.name ?? DEFAULT_SECRET);
  const orcSecret = credentials?.orcSecretRef?.name ?? (credentials?.identityRef === undefined ? secretName : undefined);
  return {
    infrastructure: credentials?.identityRef === undefined ? { type: 'Secret', name: secretName } : { type: 'ClusterIdentity', name: credentials.identityRef.name },
    ...(orcSecret !== undefined && needsServerGroups(cluster) && { orcSecretName: fill(orcSecret) }),
    cloudName: credentials?.cloudName ?? DEFAULT_CLOUD,
    inClusterSecretName: fill(credentials?.inCluster?.secretRef?.name ?? DEFAULT_IN_CLUSTER_SECRET),
  };
}

function needsServerGroups({ controlPlane, nodePools }: ResolvedCluster): boolean {
  return [controlPlane, ...nodePools].some(({ antiAffinity }) => antiAffinity !== AntiAffinity.NONE);
}

export function checkCredentials(cluster: ResolvedCluster, { credentials }: ProviderProfileSpec, report: Report): void {
  if (credentials?.identityRef !== undefined && credentials.secretRef !== undefined) {
    report.profileError('ConflictingFields', ['credentials', 'identityRef'], 'an identity is used instead of a Secret; keep one of secretRef and identityRef');
  }
  if (credentials?.identityRef !== undefined && credentials.orcSecretRef === undefined && needsServerGroups(cluster)) {
    report.profileError('ProfileIncomplete', ['credentials'], { message: 'ORC, which makes the server groups for anti-affinity, cannot use an OpenStackClusterIdentity', allowed: ['orcSecretRef'] });
  }
}
