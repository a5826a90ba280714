import type { FieldPath } from '../../diagnostics/diagnostic';
import { objectNameProblem } from '../../objects/object-names';
import { AntiAffinity } from '../../params';
import type { ProfileApplicationCredential, ProfileCredentialUser, ProviderProfileSpec } from '../../profile';
import { checkCloudRef } from '../../resolve/cloud-ref';
import { isTime } from '../../resolve/maintenance';
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

/** An application credential that ORC makes for a cluster. */
export interface MadeCredential extends ProfileApplicationCredential {
  readonly use: 'management' | 'inCluster';
  readonly user: ProfileCredentialUser;
}

/** The application credentials that ORC makes for each cluster. */
export function applicationCredentials({ credentials }: ProviderProfileSpec): MadeCredential[] {
  const made = credentials?.applicationCredentials;
  if (made === undefined) return [];
  return (['management', 'inCluster'] as const).flatMap((use) => (made[use] === undefined ? [] : [{ use, user: made.user, ...made[use] }]));
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

/** How an object that ORC makes names its credential. */
export function orcCredentials(cluster: ResolvedCluster, profile: ProviderProfileSpec): { readonly secretName: string; readonly cloudName: string } {
  const { orcSecretName, cloudName } = openStackCredentials(cluster, profile);
  return { secretName: orcSecretName!, cloudName };
}

/** What ORC makes for the cluster, as people call it. */
export function orcObjects({ controlPlane, nodePools }: ResolvedCluster, profile: ProviderProfileSpec): string[] {
  const hasImage = (settings: readonly ResolvedProfileSetting[] = []): boolean => withProfileSettings(profile, settings).openstack?.image?.orc !== undefined;
  return [
    ...([controlPlane, ...nodePools].some(({ antiAffinity }) => antiAffinity !== AntiAffinity.NONE) ? ['the server groups'] : []),
    ...([undefined, ...nodePools.map(({ profileSettings }) => profileSettings)].some(hasImage) ? ['the image'] : []),
    ...(applicationCredentials(profile).length > 0 ? ['the application credentials'] : []),
  ];
}

export function checkCredentials(cluster: ResolvedCluster, profile: ProviderProfileSpec, report: Report): void {
  const { credentials } = profile;
  if (credentials?.identityRef !== undefined && credentials.secretRef !== undefined) {
    report.profileError('ConflictingFields', ['credentials', 'identityRef'], 'an identity is used instead of a Secret; keep one of secretRef and identityRef');
  }
  checkApplicationCredentials(cluster, profile, report);
  if (credentials?.identityRef !== undefined && credentials.orcSecretRef === undefined && orcObjects(cluster, profile).length > 0) {
    const objects = orcObjects(cluster, profile).join(' and ').replace('groups', 'groups for anti-affinity');
    report.profileError('ProfileIncomplete', ['credentials'], { message: `ORC, which makes ${objects}, cannot use an OpenStackClusterIdentity`, allowed: ['orcSecretRef'] });
  }
  checkSecretName(credentials?.secretRef?.name, ['credentials', 'secretRef', 'name'], cluster, report);
  checkSecretName(credentials?.orcSecretRef?.name, ['credentials', 'orcSecretRef', 'name'], cluster, report);
  checkSecretName(credentials?.inCluster?.secretRef?.name, ['credentials', 'inCluster', 'secretRef', 'name'], cluster, report);
}

function checkApplicationCredentials(cluster: ResolvedCluster, profile: ProviderProfileSpec, report: Report): void {
  const { applicationCredentials: wanted, orcSecretRef, secretRef, identityRef } = profile.credentials ?? {};
  if (wanted === undefined) return;
  const path = ['credentials', 'applicationCredentials'];
  const fill = (name: string): string => fillSecretName(name, cluster);
  const made = applicationCredentials(profile);
  if (made.length === 0) {
    report.profileError('ProfileIncomplete', path, { message: 'a user alone makes no credential; say what one is for', allowed: ['management', 'inCluster'] });
  }
  checkUser(wanted.user, [...path, 'user'], report);
  if (orcSecretRef === undefined && identityRef === undefined) {
    report.profileError('ProfileIncomplete', ['credentials'], {
      message: 'ORC makes the application credentials, and needs a Secret of its own that may: with the password of their user, or an unrestricted application credential',
      allowed: ['orcSecretRef'],
    });
  }
  if (wanted.management !== undefined && identityRef !== undefined) {
    report.profileError('ConflictingFields', [...path, 'management'], 'Cluster API uses an OpenStackClusterIdentity (identityRef), which clusters share: keep one of the two');
  } else if (wanted.management !== undefined && orcSecretRef !== undefined && fill(orcSecretRef.name) === fill(secretRef?.name ?? DEFAULT_SECRET)) {
    report.profileError('ConflictingFields', ['credentials', 'orcSecretRef', 'name'], 'this Secret is also that of Cluster API (secretRef), and a credential cannot make itself: name another one for ORC');
  }
  for (const { use, secretRef: { name }, expiresAt } of made) {
    checkSecretName(name, [...path, use, 'secretRef', 'name'], cluster, report);
    if (expiresAt !== undefined && !isTime(expiresAt)) report.profileError('InvalidValue', [...path, use, 'expiresAt'], `there is no time "${expiresAt}"`);
  }
  const [first, second] = made.map(({ secretRef: { name } }) => fill(name));
  if (first !== undefined && first === second) {
    report.profileError('ConflictingFields', [...path, 'inCluster', 'secretRef', 'name'], `"${first}" has the secret of the other credential, too, and whoever takes over a node would have both: name another Secret`);
  }
}

function checkUser({ id, name, domain }: ProfileCredentialUser, path: FieldPath, report: Report): void {
  checkCloudRef({ ...(id !== undefined && { id }), ...(name !== undefined && { name }) }, path, report.profileError.bind(report));
  if (name !== undefined && domain === undefined) {
    report.profileError('MissingField', path, { message: 'a name is one of a domain', allowed: ['domain'] });
  }
  if (name === undefined && domain !== undefined) {
    report.profileError('FieldWithoutEffect', [...path, 'domain'], 'an id says it all; the domain is for a name');
  }
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
