import type { ProviderProfileSpec } from '../../profile';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { fillSecretName } from '../capi/secret-name';
import type { KeyTemplate, RequiredSecret } from '../required-secret';
import { accessRules } from './access-rules';
import { applicationCredentialName } from './application-credential-name';
import { AUTH_URL, CREDENTIAL_ID, CREDENTIAL_SECRET, credentialPlaceholders, madeCredentialPlaceholders, regionText } from './credential-placeholders';
import { applicationCredentials, openStackCredentials } from './credentials';
import { isDualStack } from './dual-stack';

type Options = readonly (readonly [name: string, value: string | boolean | number])[];

/** Where the manifests of the cloud controller manager and of the storage driver mount the Secret. */
const CA_FILE = '/etc/config/cacert';
const ACCESS_RULES_FILE = 'access-rules.json';
/** Names of load balancers and volumes are made of it, and two clusters of one project must not have the same. */
const CLUSTER_NAME_ADVICE = [
  'Give the name of the cluster by argument, with its namespace, as others of the project may have the same name:',
  '--cluster-name=NAMESPACE-NAME for the cloud controller manager, --cluster=NAMESPACE-NAME for the Cinder CSI driver.',
];

/** What talks to OpenStack inside of the cluster has another credential than the management cluster: whoever takes over a node can read it. */
export function inClusterSecret(cluster: ResolvedCluster, profile: ProviderProfileSpec): RequiredSecret {
  return {
    location: 'WorkloadCluster',
    namespace: 'kube-system',
    name: openStackCredentials(cluster, profile).inClusterSecretName,
    labels: {},
    keys: [
      {
        name: 'cloud.conf',
        content: 'the configuration of the components that talk to OpenStack, with a credential of their own that has fewer rights',
        template: cloudConf(cluster, profile),
      },
      { name: 'cacert', content: `the certificate of the authority that signs for the cloud, in PEM; name it in [Global]: ca-file = "${CA_FILE}"`, onlyFor: 'a cloud with an authority of its own' },
    ],
    usedBy: ['OpenStack cloud controller manager', 'Cinder CSI driver'],
  };
}

function cloudConf(cluster: ResolvedCluster, profile: ProviderProfileSpec): KeyTemplate {
  const { region } = cluster;
  const endpoints = profile.credentials?.inCluster?.interface;
  const floating = floatingNetwork(profile);
  const made = madeCredential(cluster, profile);
  const credential = made?.options ?? [['application-credential-id', CREDENTIAL_ID] as const];
  const sections: [string, Options][] = [
    ['Global', [
      ['auth-url', AUTH_URL.name],
      ...credential,
      ['application-credential-secret', CREDENTIAL_SECRET],
      ['region', regionText(region)],
      ...(endpoints === undefined ? [] : [['os-endpoint-type', endpoints] as const]),
    ]],
    ['LoadBalancer', loadBalancerOptions(profile, floating?.id)],
    ...blockStorage(profile),
    // Otherwise the first address of a node, which is its main one, is of any family.
    ...(isDualStack(cluster) ? [['Networking', [['address-sort-order', '0.0.0.0/0, ::/0']]] satisfies [string, Options]] : []),
  ];
  const text = sections.map(([name, options]) => `[${name}]\n${options.map(([option, value]) => `${option} = ${JSON.stringify(value)}\n`).join('')}`).join('\n');
  return {
    text: `${CLUSTER_NAME_ADVICE.map((line) => `# ${line}\n`).join('')}${text}`,
    placeholders: [...made?.placeholders ?? credentialPlaceholders(region, ` --access-rules ${ACCESS_RULES_FILE}`), ...(floating?.placeholder ? [floating.placeholder] : [])],
    files: made ? [] : [{ name: ACCESS_RULES_FILE, use: 'what the credential may do; only for a cloud whose services check access rules (others refuse such a credential)', text: accessRules() }],
  };
}

/** For the storage driver. */
function blockStorage({ openstack }: ProviderProfileSpec): [string, Options][] {
  const limit = openstack?.volumeAttachLimit;
  return limit === undefined ? [] : [['BlockStorage', [['node-volume-attach-limit', limit]]]];
}

/** A credential that ORC makes is known by its name, and that of its user. */
function madeCredential(cluster: ResolvedCluster, profile: ProviderProfileSpec): { options: Options; placeholders: KeyTemplate['placeholders'] } | undefined {
  const made = applicationCredentials(profile).find(({ use }) => use === 'inCluster');
  if (made === undefined) return undefined;
  const { id, name, domain } = made.user;
  const userOptions: Options = id !== undefined ? [['user-id', id]] : [['username', name!], ['user-domain-name', domain!]];
  return {
    options: [...userOptions, ['application-credential-name', applicationCredentialName(cluster, made)]],
    placeholders: madeCredentialPlaceholders(cluster.region, `${cluster.namespace}/${fillSecretName(made.secretRef.name, cluster)} of the management cluster`),
  };
}

function loadBalancerOptions({ openstack }: ProviderProfileSpec, floatingNetworkId: string | undefined): Options {
  const provider = openstack?.serviceLoadBalancer?.provider ?? 'amphora';
  if (provider === 'none') return [['enabled', false]];
  return [
    ['lb-provider', provider],
    // The only method that OVN's load balancers know.
    ...(provider === 'ovn' ? [['lb-method', 'SOURCE_IP_PORT'] as const] : []),
    ...(floatingNetworkId === undefined ? [] : [['floating-network-id', floatingNetworkId] as const]),
  ];
}

/** The id of the network that services have their public addresses from: the configuration takes no name. */
function floatingNetwork({ openstack }: ProviderProfileSpec): { id: string; placeholder?: KeyTemplate['placeholders'][number] } | undefined {
  const { serviceLoadBalancer, externalNetwork } = openstack ?? {};
  const network = serviceLoadBalancer?.provider === 'none' ? undefined : serviceLoadBalancer?.floatingNetwork ?? externalNetwork;
  if (network === undefined) return undefined;
  if (network.id !== undefined) return { id: network.id };
  const name = '<FLOATING_NETWORK_ID>';
  return { id: name, placeholder: { name, meaning: `id of the network ${JSON.stringify(network.name)}, from: openstack network show ${JSON.stringify(network.name)} -f value -c id` } };
}
