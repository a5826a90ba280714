import type { FieldPath } from '../../diagnostics/diagnostic';
import { objectNameProblem } from '../../objects/object-names';
import { AntiAffinity } from '../../params';
import type { ProviderProfileSpec } from '../../profile';
import type { Report } from '../../resolve/report';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';

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
  const fill = (name: string): string => fillName(name, cluster);
  const secretName = fill(credentials?.secretRef?.name ?? DEFAULT_SECRET);
  const orcSecret = credentials?.orcSecretRef?.name ?? (credentials?.identityRef === undefined ? secretName : undefined);
  return {
    infrastructure: credentials?.identityRef === undefined ? { type: 'Secret', name: secretName } : { type: 'ClusterIdentity', name: credentials.identityRef.name },
    ...(orcSecret !== undefined && needsServerGroups(cluster) && { orcSecretName: fill(orcSecret) }),
    cloudName: credentials?.cloudName ?? DEFAULT_CLOUD,
    inClusterSecretName: fill(credentials?.inCluster?.secretRef?.name ?? DEFAULT_IN_CLUSTER_SECRET),
  };
}

function fillName(name: string, { name: cluster, namespace, region = '' }: ResolvedCluster): string {
  return name.replaceAll('{cluster}', cluster).replaceAll('{namespace}', namespace).replaceAll('{region}', region.toLowerCase());
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
  checkSecretName(credentials?.secretRef?.name, ['credentials', 'secretRef', 'name'], cluster, report);
  checkSecretName(credentials?.orcSecretRef?.name, ['credentials', 'orcSecretRef', 'name'], cluster, report);
  checkSecretName(credentials?.inCluster?.secretRef?.name, ['credentials', 'inCluster', 'secretRef', 'name'], cluster, report);
}

/** The pattern of the field holds for the text with the placeholders, not for what they become. */
function checkSecretName(name: string | undefined, path: FieldPath, cluster: ResolvedCluster, report: Report): void {
  if (name === undefined) return;
  if (name.includes('{region}') && cluster.region === undefined) {
    report.profileError('ProfileIncomplete', path, { message: 'the name has the region in it, which is not known', allowed: ['regions'] });
    return;
  }
  const problem = objectNameProblem('', 'Secret', fillName(name, cluster));
  if (problem !== undefined) report.profileError('InvalidValue', path, problem.message);
}
