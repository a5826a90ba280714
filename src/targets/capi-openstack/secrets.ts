import { stringify } from 'yaml';
import type { ProviderProfileSpec } from '../../profile';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { encryptionSecrets } from '../capi/encryption-secret';
import { MOVE_LABEL } from '../capi/object-metadata';
import type { KeyTemplate, RequiredKey, RequiredSecret } from '../required-secret';
import { openStackCredentials } from './credentials';

const AUTH_URL = { name: '<AUTH_URL>', meaning: 'address of Keystone, such as https://keystone.example.org:5000/v3' };
const CREDENTIAL = [
  { name: '<APPLICATION_CREDENTIAL_ID>', meaning: 'id from: openstack application credential create NAME' },
  { name: '<APPLICATION_CREDENTIAL_SECRET>', meaning: 'secret from the same command; OpenStack shows it once' },
];
const REGION = { name: '<REGION>', meaning: 'name of the region, from: openstack region list' };

/** Credentials of the OpenStack project, and what Cluster API needs besides. */
export function secrets(cluster: ResolvedCluster, profile: ProviderProfileSpec): readonly RequiredSecret[] {
  return [...managementSecrets(cluster, profile), ...encryptionSecrets(cluster), inClusterSecret(cluster, profile)];
}

/** One Secret for both controllers, unless the profile names another for ORC. The Secret of an OpenStackClusterIdentity is its operator's. */
function managementSecrets(cluster: ResolvedCluster, profile: ProviderProfileSpec): RequiredSecret[] {
  const { infrastructure, orcSecretName, cloudName } = openStackCredentials(cluster, profile);
  const users = [
    ...(infrastructure.type === 'Secret' ? [{ secret: infrastructure.name, component: 'Cluster API provider OpenStack' }] : []),
    ...(orcSecretName === undefined ? [] : [{ secret: orcSecretName, component: 'OpenStack Resource Controller (ORC), which makes the server groups' }]),
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
  const [id, secret] = CREDENTIAL;
  const cloud = {
    auth_type: 'v3applicationcredential',
    auth: { auth_url: AUTH_URL.name, application_credential_id: id.name, application_credential_secret: secret.name },
    region_name: region ?? REGION.name,
  };
  return {
    name: 'clouds.yaml',
    content: `the credential of the OpenStack project, under the name "${cloudName}"`,
    template: { text: stringify({ clouds: { [cloudName]: cloud } }, { lineWidth: 0 }), placeholders: placeholders(region) },
  };
}

/** Another credential than the management cluster's: whoever takes over a node can read it. */
function inClusterSecret(cluster: ResolvedCluster, profile: ProviderProfileSpec): RequiredSecret {
  const [id, secret] = CREDENTIAL;
  const { region } = cluster;
  const endpoints = profile.credentials?.inCluster?.interface;
  const options: [string, string][] = [
    ['auth-url', AUTH_URL.name],
    ['application-credential-id', id.name],
    ['application-credential-secret', secret.name],
    ['region', region ?? REGION.name],
    ...(endpoints === undefined ? [] : [['os-endpoint-type', endpoints] satisfies [string, string]]),
  ];
  return {
    location: 'WorkloadCluster',
    namespace: 'kube-system',
    name: openStackCredentials(cluster, profile).inClusterSecretName,
    labels: {},
    keys: [
      {
        name: 'cloud.conf',
        content: 'the configuration of the components that talk to OpenStack, with a credential of their own that has fewer rights',
        template: {
          text: `[Global]\n${options.map(([name, value]) => `${name} = ${JSON.stringify(value)}\n`).join('')}`,
          placeholders: placeholders(region),
        },
      },
    ],
    usedBy: ['OpenStack cloud controller manager', 'Cinder CSI driver'],
  };
}

/** A profile may leave the region to the credential. */
function placeholders(region: string | undefined): KeyTemplate['placeholders'] {
  return [AUTH_URL, ...CREDENTIAL, ...(region === undefined ? [REGION] : [])];
}
