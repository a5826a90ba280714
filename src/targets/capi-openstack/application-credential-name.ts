import type { ProfileCredentialUser } from '../../profile';
import { inWholeSeconds } from '../../resolve/maintenance';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { fillSecretName } from '../capi/secret-name';
import type { MadeCredential } from './credentials';
import { nameInCloud } from './name-in-cloud';

/** Name of a credential in the cloud, by which whoever uses it logs in: a name is one of its user's, in all projects. */
export function applicationCredentialName(cluster: ResolvedCluster, credential: MadeCredential): string {
  return `${cluster.namespace}-${applicationCredentialObjectName(cluster, credential)}`;
}

export function applicationCredentialObjectName(cluster: ResolvedCluster, credential: MadeCredential): string {
  const { use } = credential;
  return nameInCloud(cluster, use === 'management' ? 'management' : 'in-cluster', { use, ...applicationCredentialResource(cluster, credential) });
}

/** What OpenStack cannot change of a credential. */
export function applicationCredentialResource(cluster: ResolvedCluster, { user, secretRef, roles = [], expiresAt }: MadeCredential) {
  return {
    userRef: credentialUserName(cluster, user),
    secretRef: fillSecretName(secretRef.name, cluster),
    ...(roles.length > 0 && { roleRefs: roles.map((role) => credentialRoleName(cluster, role)) }),
    ...(expiresAt !== undefined && { expiresAt: inWholeSeconds(expiresAt) }),
  };
}

export function credentialUserName(cluster: ResolvedCluster, { id, name, domain }: ProfileCredentialUser): string {
  return nameInCloud(cluster, 'credential-user', { id, name, domain });
}

export function credentialDomainName(cluster: ResolvedCluster, domain: string): string {
  return nameInCloud(cluster, 'credential-domain', { domain });
}

export function credentialRoleName(cluster: ResolvedCluster, role: string): string {
  return nameInCloud(cluster, 'credential-role', { role });
}
