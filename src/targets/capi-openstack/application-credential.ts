import {
  ApplicationCredential,
  ApplicationCredentialSpecManagementPolicy,
  Domain,
  DomainSpecManagementPolicy,
  Role,
  RoleSpecManagementPolicy,
  User,
  UserSpecManagementPolicy,
} from '../../../imports/orc';
import type { ProviderProfileSpec } from '../../profile';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { templateMetadata } from '../capi/object-metadata';
import { rendered, type RenderedObject } from '../rendered-object';
import {
  applicationCredentialName, applicationCredentialObjectName, applicationCredentialResource, credentialDomainName, credentialRoleName, credentialUserName,
} from './application-credential-name';
import { applicationCredentials, orcCredentials } from './credentials';

/**
 * The application credentials of a cluster, which ORC makes, with the user, its domain and the roles, which are there already. None of them
 * can change, so that what they say is in the hash of their names. They are the cluster's own: another cluster may have another credential
 * for ORC, or be deleted. An old credential stays, with what it refers to, until nobody uses it and somebody deletes it.
 */
export function renderApplicationCredentials(cluster: ResolvedCluster, profile: ProviderProfileSpec): RenderedObject[] {
  const made = applicationCredentials(profile);
  if (made.length === 0) return [];
  const { user } = made[0];
  const cloudCredentialsRef = orcCredentials(cluster, profile);
  const roles = [...new Set(made.flatMap(({ roles: wanted = [] }) => wanted))];
  return [
    ...(user.domain === undefined ? [] : [
      rendered('Domain', Domain, {
        metadata: templateMetadata(cluster, credentialDomainName(cluster, user.domain)),
        spec: { cloudCredentialsRef, managementPolicy: DomainSpecManagementPolicy.UNMANAGED, import: { filter: { name: user.domain } } },
      }),
    ]),
    rendered('User', User, {
      metadata: templateMetadata(cluster, credentialUserName(cluster, user)),
      spec: {
        cloudCredentialsRef,
        managementPolicy: UserSpecManagementPolicy.UNMANAGED,
        import: user.id !== undefined ? { id: user.id } : { filter: { name: user.name!, domainRef: credentialDomainName(cluster, user.domain!) } },
      },
    }),
    ...roles.map((role) => rendered(`Role-credential-${role}`, Role, {
      metadata: templateMetadata(cluster, credentialRoleName(cluster, role)),
      spec: { cloudCredentialsRef, managementPolicy: RoleSpecManagementPolicy.UNMANAGED, import: { filter: { name: role } } },
    })),
    ...made.map((credential) => rendered(`ApplicationCredential-${credential.use}`, ApplicationCredential, {
      metadata: templateMetadata(cluster, applicationCredentialObjectName(cluster, credential)),
      spec: {
        cloudCredentialsRef,
        managementPolicy: ApplicationCredentialSpecManagementPolicy.MANAGED,
        resource: { name: applicationCredentialName(cluster, credential), ...applicationCredentialResource(cluster, credential) },
      },
    })),
  ];
}
