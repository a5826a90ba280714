import { stringify } from 'yaml';
import type { ProfileCredentialUser, ProviderProfileSpec } from '../../profile';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { certificateAuthoritySecrets } from '../capi/certificate-authorities';
import { encryptionSecrets } from '../capi/encryption-secret';
import { etcdBackupSecrets } from '../capi/etcd-maintenance';
import { fileSecrets } from '../capi/file-secrets';
import { MOVE_LABEL } from '../capi/object-metadata';
import { fillSecretName } from '../capi/secret-name';
import type { KeyTemplate, RequiredKey, RequiredSecret } from '../required-secret';
import { applicationCredentialName } from './application-credential-name';
import { inClusterSecret } from './cloud-conf';
import {
  AUTH_URL, CREDENTIAL_ID, CREDENTIAL_SECRET, credentialPlaceholders, madeCredentialPlaceholders, PASSWORD, passwordPlaceholders, PROJECT_ID, regionText,
} from './credential-placeholders';
import { applicationCredentials, openStackCredentials, orcObjects } from './credentials';
import { orcCredentialFile } from './orc-credential';

/** Credentials of the OpenStack project, and what Cluster API needs besides. */
export function secrets(cluster: ResolvedCluster, profile: ProviderProfileSpec): readonly RequiredSecret[] {
  return [
    ...managementSecrets(cluster, profile),
    ...applicationCredentialSecrets(cluster, profile),
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
      cloudsYaml(cluster, profile, cloudName, name === infrastructure.name ? 'management' : 'orc'),
      { name: 'cacert', content: 'the certificate of the authority that signs for the cloud, in PEM', onlyFor: 'a cloud with an authority of its own' },
    ],
    usedBy: users.filter(({ secret }) => secret === name).map(({ component }) => component),
  }));
}

/** What ORC makes the application credentials of: their users know these texts before there is a credential. */
function applicationCredentialSecrets(cluster: ResolvedCluster, profile: ProviderProfileSpec): RequiredSecret[] {
  return applicationCredentials(profile).map((credential) => ({
    location: 'ManagementCluster',
    namespace: cluster.namespace,
    name: fillSecretName(credential.secretRef.name, cluster),
    labels: { [MOVE_LABEL]: 'true' },
    keys: [
      {
        name: 'value',
        content: `the secret of the application credential ${applicationCredentialName(cluster, credential)}, which you choose; without a line break at its end`,
        template: {
          text: CREDENTIAL_SECRET,
          placeholders: [{ name: CREDENTIAL_SECRET, meaning: 'a text that nobody can guess, from: head -c 32 /dev/urandom | base64 -w 0' }],
        },
      },
    ],
    usedBy: ['OpenStack Resource Controller (ORC), which makes the application credential'],
  }));
}

/** The file that a controller logs in with; `orc` is the user of ORC itself where the profile has application credentials made. */
function cloudsYaml(cluster: ResolvedCluster, profile: ProviderProfileSpec, cloudName: string, use: 'management' | 'orc'): RequiredKey {
  const { text, ...template } = login(cluster, profile, cloudName, use);
  return {
    name: 'clouds.yaml',
    content: `the credential of the OpenStack project, under the name "${cloudName}"`,
    template: { text: stringify({ clouds: { [cloudName]: { ...text, region_name: regionText(cluster.region) } } }, { lineWidth: 0 }), ...template },
  };
}

function login(
  cluster: ResolvedCluster, profile: ProviderProfileSpec, cloudName: string, use: 'management' | 'orc',
): Pick<KeyTemplate, 'placeholders' | 'files'> & { text: object } {
  const { region, namespace } = cluster;
  const made = applicationCredentials(profile);
  if (made.length > 0 && use === 'orc') {
    return {
      text: { auth_type: 'v3password', auth: { auth_url: AUTH_URL.name, ...userFields(made[0].user), password: PASSWORD, project_id: PROJECT_ID } },
      placeholders: passwordPlaceholders(region),
    };
  }
  const auth_type = 'v3applicationcredential';
  const management = made.find((credential) => credential.use === 'management');
  if (management !== undefined) {
    const credential = { application_credential_name: applicationCredentialName(cluster, management), application_credential_secret: CREDENTIAL_SECRET };
    const auth = { auth_url: AUTH_URL.name, ...userFields(management.user), ...credential };
    const secret = `${namespace}/${fillSecretName(management.secretRef.name, cluster)}`;
    return { text: { auth_type, auth }, placeholders: madeCredentialPlaceholders(region, secret) };
  }
  return {
    text: { auth_type, auth: { auth_url: AUTH_URL.name, application_credential_id: CREDENTIAL_ID, application_credential_secret: CREDENTIAL_SECRET } },
    placeholders: credentialPlaceholders(region),
    files: [orcCredentialFile(cloudName)],
  };
}

function userFields({ id, name, domain }: ProfileCredentialUser): object {
  return id !== undefined ? { user_id: id } : { username: name, user_domain_name: domain };
}
