import type { FieldPath } from '../../diagnostics/diagnostic';
import { objectNameProblem } from '../../objects/object-names';
import { AntiAffinity } from '../../params';
import type { ProviderProfileSpec } from '../../profile';
import type { Report } from '../../resolve/report';
import { withProfileSettings } from '../../resolve/features';
import type { ResolvedCluster, ResolvedProfileSetting } from '../../resolve/resolved-cluster';
import { fillSecretName } from '../capi/secret-name';

const DEFAULT_SECRET = '{cluster}-cloud-config';
const DEFAULT_CLOUD = 'openstack';
const DEFAULT_IN_CLUSTER_SECRET = 'cloud-config';

/** Where the credentials of a cluster are: names, never values. */
export interface OpenStackCredentials {
  /** What Cluster API's provider uses: a Secret, or an OpenStackClusterIdentity. */
  readonly infrastructure: { readonly type: 'Secret' | 'ClusterIdentity'; readonly name: string };
  /** Secret that ORC uses for server groups and images; absent where it makes none. */
  readonly orcSecretName?: string;
  readonly cloudName: string;
  /** Secret in `kube-system` of the cluster itself. */
  readonly inClusterSecretName: string;
}

/** Fills the placeholders of names in the profile. */
export function openStackCredentials(cluster: ResolvedCluster, profile: ProviderProfileSpec): OpenStackCredentials {
  const { credentials } = profile;
  const fill = (name: string): string => fillSecretName(name, cluster);
  const secret = credentials?.secretRef?.name ?? DEFAULT_SECRET;
  const secretName = fill(secret);
  const orcSecret = credentials?.orcSecretRef?.name ?? (credentials?.identityRef === undefined ? secret : undefined);
  return {
    infrastructure: credentials?.identityRef === undefined ? { type: 'Secret', name: secretName } : { type: 'ClusterIdentity', name: credentials.identityRef.name },
    ...(orcSecret !== undefined && orcObjects(cluster, profile).length > 0 && { orcSecretName: fill(orcSecret) }),
    cloudName: credentials?.cloudName ?? DEFAULT_CLOUD,
    inClusterSecretName: fill(credentials?.inCluster?.secretRef?.name ?? DEFAULT_IN_CLUSTER_SECRET),
  };
}

/** What ORC makes for the cluster, as people call it. */
export function orcObjects({ controlPlane, nodePools }: ResolvedCluster, profile: ProviderProfileSpec): string[] {
  const hasImage = (settings: readonly ResolvedProfileSetting[] = []): boolean => withProfileSettings(profile, settings).openstack?.image?.orc !== undefined;
  return [
    ...([controlPlane, ...nodePools].some(({ antiAffinity }) => antiAffinity !== AntiAffinity.NONE) ? ['the server groups'] : []),
    ...([undefined, ...nodePools.map(({ profileSettings }) => profileSettings)].some(hasImage) ? ['the image'] : []),
  ];
}

export function checkCredentials(cluster: ResolvedCluster, profile: ProviderProfileSpec, report: Report): void {
  const { credentials } = profile;
  if (credentials?.identityRef !== undefined && credentials.secretRef !== undefined) {
    report.profileError('ConflictingFields', ['credentials', 'identityRef'], 'an identity is used instead of a Secret; keep one of secretRef and identityRef');
  }
  if (credentials?.identityRef !== undefined && credentials.orcSecretRef === undefined && orcObjects(cluster, profile).length > 0) {
    const objects = orcObjects(cluster, profile).join(' and ').replace('groups', 'groups for anti-affinity');
    report.profileError('ProfileIncomplete', ['credentials'], { message: `ORC, which makes ${objects}, cannot use an OpenStackClusterIdentity`, allowed: ['orcSecretRef'] });
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
  const problem = objectNameProblem('', 'Secret', fillSecretName(name, cluster));
  if (problem !== undefined) report.profileError('InvalidValue', path, problem.message);
}
