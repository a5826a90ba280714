import { stringify } from 'yaml';
import type { ProviderProfileSpec } from '../../profile';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { certificateAuthoritySecrets } from '../capi/certificate-authorities';
import { encryptionSecrets } from '../capi/encryption-secret';
import { etcdBackupSecrets } from '../capi/etcd-maintenance';
import { fileSecrets } from '../capi/file-secrets';
import { MOVE_LABEL } from '../capi/object-metadata';
import type { RequiredKey, RequiredSecret } from '../required-secret';
import { inClusterSecret } from './cloud-conf';
import { AUTH_URL, CREDENTIAL_ID, CREDENTIAL_SECRET, credentialPlaceholders, regionText } from './credential-placeholders';
import { openStackCredentials, orcObjects } from './credentials';
import { orcCredentialFile } from './orc-credential';

/** Credentials of the OpenStack project, and what Cluster API needs besides. */
export function secrets(cluster: ResolvedCluster, profile: ProviderProfileSpec): readonly RequiredSecret[] {
  return [
    ...managementSecrets(cluster, profile),
    ...encryptionSecrets(cluster),
    ...etcdBackupSecrets(cluster),
    ...fileSecrets(cluster),
    ...certificateAuthoritySecrets(cluster, profile),
    inClusterSecret(cluster, profile),
  ];
}

/** One Secret for both controllers, unless the profile names another for ORC. The Secret of an OpenStackClusterIdentity is its operator's. */
function managementSecrets(cluster: ResolvedCluster, profile: ProviderProfileSpec): RequiredSecret[] {
  const { infrastructure, orcSecretName, cloudName } = openStackCredentials(cluster, profile);
  const users = [
    ...(infrastructure.type === 'Secret' ? [{ secret: infrastructure.name, component: 'Cluster API provider OpenStack' }] : []),
    ...(orcSecretName === undefined ? [] : [{ secret: orcSecretName, component: `OpenStack Resource Controller (ORC), which makes ${orcObjects(cluster, profile).join(' and ')}` }]),
  ];
  return [...new Set(users.map(({ secret }) => secret))].map((name) => ({
    location: 'ManagementCluster',
    namespace: cluster.namespace,
    name,
    labels: { [MOVE_LABEL]: 'true' },
    keys: [
      cloudsYaml(cluster, cloudName),
      { name: 'cacert', content: 'the certificate of the authority that signs for the cloud, in PEM', onlyFor: 'a cloud with an authority of its own' },
    ],
    usedBy: users.filter(({ secret }) => secret === name).map(({ component }) => component),
  }));
}

function cloudsYaml({ region }: ResolvedCluster, cloudName: string): RequiredKey {
  const cloud = {
    auth_type: 'v3applicationcredential',
    auth: { auth_url: AUTH_URL.name, application_credential_id: CREDENTIAL_ID, application_credential_secret: CREDENTIAL_SECRET },
    region_name: regionText(region),
  };
  return {
    name: 'clouds.yaml',
    content: `the credential of the OpenStack project, under the name "${cloudName}"`,
    template: {
      text: stringify({ clouds: { [cloudName]: cloud } }, { lineWidth: 0 }),
      placeholders: credentialPlaceholders(region),
      files: [orcCredentialFile(cloudName)],
    },
  };
}
