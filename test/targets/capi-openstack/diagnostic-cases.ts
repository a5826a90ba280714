import type { DiagnosticCase, DiagnosticCases, ExpectedDiagnostic } from '../../fixtures/diagnostic-case';
import { PROTOCOLS } from '../../../src/targets/capi-openstack/security-group-openings';
import { CERTIFICATE } from '../../fixtures/certificate';
import type { Overrides } from '../../fixtures/documents';
import { OPENSTACK_SERVER_CASES } from './server-cases';

const EXISTING = { dnsServers: [], existing: { network: { name: 'corp' }, router: { name: 'corp' } } };
const NO_LOAD_BALANCER = { openstack: { apiLoadBalancer: { provider: 'none' } } };
const WITH_KUBE_VIP = { openstack: { apiLoadBalancer: { provider: 'kube-vip' } } };

const DUAL_STACK = { podCidrs: ['10.244.0.0/16', 'fd00:244::/56'], serviceCidrs: ['10.96.0.0/12', 'fd00:96::/108'] };

/** The pool of the smallest description with other settings. */
function pool(settings: Overrides): Overrides {
  return { nodePools: [{ name: 'general', flavor: 'SCS-4V-16', ...settings }] };
}

/** An additional rule of the workers' security group. */
function rule(settings: Overrides): Overrides {
  return { openstack: { securityRules: { additional: { workers: [{ name: 'extra', ...settings }] } } } };
}

const USER_ID = '9f2c4e6a8b0d4f1e9a7c5b3d1f0e2a4c';
const VALUE = { secretRef: { name: '{cluster}-value' } };

/** Application credentials that ORC makes, with a Secret of its own unless other credentials say so. */
function made(name: string, applicationCredentials: Overrides, gives: readonly ExpectedDiagnostic[], others: Overrides = {}): DiagnosticCase {
  return { name, profile: { credentials: { orcSecretRef: { name: 'orc' }, applicationCredentials, ...others } }, gives };
}

/** Each rule of the OpenStack target, and what is said where it is broken. */
export const OPENSTACK_CASES: DiagnosticCases = {
  'credentials': [
    {
      name: 'a Secret and an identity',
      profile: { credentials: { secretRef: { name: 'a' }, identityRef: { name: 'b' }, orcSecretRef: { name: 'c' } } },
      gives: [{
        code: 'ConflictingFields', document: 'profile', path: 'spec.credentials.identityRef',
        message: 'an identity is used instead of a Secret; keep one of secretRef and identityRef',
      }],
    },
    {
      name: 'an identity, which ORC cannot use', profile: { credentials: { identityRef: { name: 'shared' } } },
      gives: [{
        code: 'ProfileIncomplete', document: 'profile', path: 'spec.credentials',
        message: 'ORC, which makes the server groups for anti-affinity, cannot use an OpenStackClusterIdentity',
        allowed: ['orcSecretRef'],
      }],
    },
    {
      name: 'nothing about an identity where no server group is made',
      cluster: { controlPlane: { antiAffinity: 'None' }, ...pool({ antiAffinity: 'None' }) },
      profile: { credentials: { identityRef: { name: 'shared' } } },
      gives: [],
    },
    {
      name: 'a name with a region that is not known',
      profile: { regions: undefined, credentials: { secretRef: { name: 'cloud-{region}' } } },
      gives: [{
        code: 'ProfileIncomplete', document: 'profile', path: 'spec.credentials.secretRef.name',
        message: 'the name has the region in it, which is not known',
        allowed: ['regions'],
      }],
    },
    {
      name: 'a name that is none with the region in it',
      profile: { regions: [{ name: 'Region_1', zones: ['az1', 'az2'] }], credentials: { orcSecretRef: { name: 'orc-{region}' }, inCluster: { secretRef: { name: '{region}' } } } },
      gives: [
        {
          code: 'InvalidValue', document: 'profile', path: 'spec.credentials.orcSecretRef.name',
          message: '"orc-region_1" (12 characters) cannot be the name of a Secret: it takes lower-case letters, digits, "-" and ".", a letter or digit at both ends and around each ".", at most 253 characters (RFC 1123 subdomain)',
        },
        {
          code: 'InvalidValue', document: 'profile', path: 'spec.credentials.inCluster.secretRef.name',
          message: '"region_1" (8 characters) cannot be the name of a Secret: it takes lower-case letters, digits, "-" and ".", a letter or digit at both ends and around each ".", at most 253 characters (RFC 1123 subdomain)',
        },
      ],
    },
  ],
  'application credentials': [
    made('two of them, by names', {
      user: { name: 'clusters', domain: 'users' }, management: { secretRef: { name: '{cluster}-management' }, roles: ['member'] }, inCluster: { secretRef: { name: '{cluster}-nodes' } },
    }, []),
    made('a user alone', { user: { id: USER_ID } }, [{
      code: 'ProfileIncomplete', document: 'profile', path: 'spec.credentials.applicationCredentials',
      message: 'a user alone makes no credential; say what one is for', allowed: ['management', 'inCluster'],
    }]),
    made('a user by nothing', { user: {}, management: VALUE }, [{
      code: 'MissingField', document: 'profile', path: 'spec.credentials.applicationCredentials.user', message: 'a reference is either by name or by id', allowed: ['name', 'id'],
    }]),
    made('a user by name and id', { user: { id: USER_ID, name: 'clusters', domain: 'users' }, management: VALUE }, [{
      code: 'ConflictingFields', document: 'profile', path: 'spec.credentials.applicationCredentials.user', message: 'a reference is either by name or by id', allowed: ['name', 'id'],
    }]),
    made('a name without a domain', { user: { name: 'clusters' }, management: VALUE }, [{
      code: 'MissingField', document: 'profile', path: 'spec.credentials.applicationCredentials.user', message: 'a name is one of a domain', allowed: ['domain'],
    }]),
    made('a domain beside an id', { user: { id: USER_ID, domain: 'users' }, management: VALUE }, [{
      code: 'FieldWithoutEffect', document: 'profile', path: 'spec.credentials.applicationCredentials.user.domain', message: 'an id says it all; the domain is for a name',
    }]),
    made('a time that there is not', { user: { id: USER_ID }, management: { ...VALUE, expiresAt: '2027-02-31T00:00:00Z' } }, [{
      code: 'InvalidValue', document: 'profile', path: 'spec.credentials.applicationCredentials.management.expiresAt', message: 'there is no time "2027-02-31T00:00:00Z"',
    }]),
    made('one secret for both', { user: { id: USER_ID }, management: { secretRef: { name: '{cluster}-value' } }, inCluster: { secretRef: { name: 'shop-value' } } }, [{
      code: 'ConflictingFields', document: 'profile', path: 'spec.credentials.applicationCredentials.inCluster.secretRef.name',
      message: '"shop-value" has the secret of the other credential, too, and whoever takes over a node would have both: name another Secret',
    }]),
    made('no Secret for ORC', { user: { id: USER_ID }, management: VALUE }, [{
      code: 'ProfileIncomplete', document: 'profile', path: 'spec.credentials',
      message: 'ORC makes the application credentials, and needs a Secret of its own that may: with the password of their user, or an unrestricted application credential', allowed: ['orcSecretRef'],
    }], { orcSecretRef: undefined }),
    made('the Secret of Cluster API for ORC', { user: { id: USER_ID }, management: VALUE }, [{
      code: 'ConflictingFields', document: 'profile', path: 'spec.credentials.orcSecretRef.name',
      message: 'this Secret is also that of Cluster API (secretRef), and a credential cannot make itself: name another one for ORC',
    }], { orcSecretRef: { name: 'shop-cloud-config' } }),
    made('one for Cluster API beside an identity', { user: { id: USER_ID }, management: VALUE }, [{
      code: 'ConflictingFields', document: 'profile', path: 'spec.credentials.applicationCredentials.management',
      message: 'Cluster API uses an OpenStackClusterIdentity (identityRef), which clusters share: keep one of the two',
    }], { identityRef: { name: 'shared' } }),
    made('one for the cluster beside an identity', { user: { id: USER_ID }, inCluster: VALUE }, [], { identityRef: { name: 'shared' } }),
  ],
  'references': [
    {
      name: 'an external network by nothing', profile: { openstack: { externalNetwork: { name: undefined } } },
      gives: [{
        code: 'MissingField', document: 'profile', path: 'spec.openstack.externalNetwork',
        message: 'a reference is either by name or by id',
        allowed: ['name', 'id'],
      }],
    },
    {
      name: 'a network of services by name and id',
      profile: { openstack: { serviceLoadBalancer: { floatingNetwork: { name: 'public', id: '5f5a9e4c-6f0f-4b39-8a5e-2f4c3f0b8f11' } } } },
      gives: [{
        code: 'ConflictingFields', document: 'profile', path: 'spec.openstack.serviceLoadBalancer.floatingNetwork',
        message: 'a reference is either by name or by id',
        allowed: ['name', 'id'],
      }],
    },
    {
      name: 'a subnet of the router by nothing',
      profile: { openstack: { routerAddresses: [{ subnet: { name: 'public-v4' } }, { subnet: {} }] } },
      gives: [{
        code: 'MissingField', document: 'profile', path: 'spec.openstack.routerAddresses[1].subnet',
        message: 'a reference is either by name or by id',
        allowed: ['name', 'id'],
      }],
    },
  ],
  'dual stack': [
    {
      name: 'in a network that is made for the cluster', cluster: { network: DUAL_STACK },
      gives: [{
        code: 'ConflictingFields', path: 'spec.network.podCidrs[1]',
        message: "Cluster API's provider makes networks of IPv4 only; for dual stack use network.existing with a subnet of each family",
      }],
    },
    {
      name: 'in a network without both subnets', cluster: { network: { ...DUAL_STACK, ...EXISTING } },
      gives: [{
        code: 'MissingField', path: 'spec.network.existing',
        message: "dual stack needs a subnet of each family, that of IPv4 first, as the API server's address is in the first",
        allowed: ['subnets'],
      }],
    },
    {
      name: 'nothing with both subnets',
      cluster: { network: { ...DUAL_STACK, ...EXISTING, existing: { ...EXISTING.existing, subnets: [{ name: 'corp-v4' }, { name: 'corp-v6' }] } } },
      gives: [],
    },
  ],
  'certificate authorities': [
    {
      name: 'one under another name than Cluster API looks for', profile: { certificates: { authorities: { ca: { name: 'corp-ca' }, etcd: { name: '{cluster}-etcd' } } } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.certificates.authorities.ca.name',
        message: 'Cluster API looks for this authority under a name that is fixed, and "corp-ca" is another: it would make a new authority',
        allowed: ['{cluster}-ca'],
      }],
    },
  ],
  'Ignition': [
    {
      name: 'Flatcar without the gate', profile: { openstack: { os: 'flatcar', image: { name: 'flatcar-{version}' } } },
      gives: [{
        code: 'GateMissing', document: 'profile', path: 'spec.openstack.os',
        message: 'machines with Ignition need the feature gate KubeadmBootstrapFormatIgnition in the management cluster: switch it on, and list it in management.featureGates',
      }],
    },
    {
      name: 'what Ignition cannot do, once for all groups',
      profile: {
        openstack: { os: 'flatcar', image: { name: 'flatcar-{version}' } }, management: { featureGates: ['KubeadmBootstrapFormatIgnition'] },
        expert: {
          commands: { boot: ['swapoff -a'] }, packages: ['jq'],
          files: [
            { path: '/etc/hosts', content: '192.0.2.1 a\n', append: true }, { path: '/etc/a', content: 'H4sIAAAAAAAAAwMAAAAAAAAAAAA=', encoding: 'GzipBase64' },
            { path: '/etc/kubeadm.yml', content: 'a\n' },
          ],
        },
      },
      gives: [
        {
          code: 'UnsupportedSetting', document: 'profile', path: 'spec.expert.commands.boot',
          message: 'Ignition runs no commands at boot: write a unit of systemd with expert.files, and start it with commands.pre',
        },
        {
          code: 'UnsupportedSetting', document: 'profile', path: 'spec.expert.packages',
          message: 'Flatcar has no packages to install: build them into the image, or use a system extension',
        },
        {
          code: 'UnsupportedSetting', document: 'profile', path: 'spec.expert.files',
          message: 'Ignition writes whole files, and would replace what is there: /etc/hosts; append with a command in commands.pre. '
            + 'Cluster API takes no compressed files with Ignition: /etc/a; use the encoding Base64. Cluster API writes /etc/kubeadm.yml itself; choose another path',
        },
      ],
    },
    {
      name: 'packages of a pool', profile: { openstack: { os: 'flatcar', image: { name: 'flatcar-{version}' } }, management: { featureGates: ['KubeadmBootstrapFormatIgnition'] }, policy: { allowExpert: true } },
      cluster: pool({ expert: { packages: ['jq'] } }),
      gives: [{
        code: 'UnsupportedSetting', path: 'spec.nodePools[0].expert.packages',
        message: 'Flatcar has no packages to install: build them into the image, or use a system extension',
      }],
    },
  ],
  'registries': [
    {
      name: 'the upstream registry as prefix', profile: { registries: { prefix: 'registry.k8s.io' } },
      gives: [{
        code: 'FieldWithoutEffect', document: 'profile', path: 'spec.registries.prefix', message: 'registry.k8s.io is where the images come from anyway',
      }],
    },
  ],
  'image': [
    {
      name: 'another operating system than that of the image which is taken', profile: { openstack: { os: 'rockylinux' } },
      gives: [{
        code: 'ProfileIncomplete', document: 'profile', path: 'spec.openstack.os',
        message: 'the image that is taken where none is named is one of Ubuntu, not of rockylinux',
        allowed: ['image'],
      }],
    },
    {
      name: 'an image by name and as an import',
      profile: { openstack: { image: { name: 'node-{version}', orc: { url: 'https://images.example.org/{version}.qcow2' } } } },
      gives: [{
        code: 'ConflictingFields', document: 'profile', path: 'spec.openstack.image.orc',
        message: 'an image has a name, an id or an import by ORC: keep one of name, orc',
      }],
    },
    {
      name: 'a hash for many files',
      profile: { openstack: { image: { orc: { url: 'https://images.example.org/{version}.qcow2', hash: `sha256:${'9f'.repeat(32)}` } } } },
      gives: [{
        code: 'ConflictingFields', document: 'profile', path: 'spec.openstack.image.orc.hash',
        message: 'a hash fits one file, and the address has {version} in it: name the address of one version, or leave the hash out',
      }],
    },
    {
      name: 'an import of one version', profile: { openstack: { image: { orc: { url: 'https://images.example.org/node.qcow2' } } } },
      gives: [{
        code: 'ImageWithoutVersion', severity: 'Warning', document: 'profile', path: 'spec.openstack.image.orc',
        message: 'the same image is used for every Kubernetes version, so an upgrade would start machines with the old kubelet; use an address with {version}',
      }],
    },
    {
      name: 'an import from an address that is none', profile: { openstack: { image: { orc: { url: 'https://[/{version}.qcow2' } } } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.openstack.image.orc.url', message: '"https://[/{version}.qcow2" is not an address of a file',
      }],
    },
    {
      name: 'an image by name and id',
      profile: { openstack: { image: { name: 'ubuntu-capi-image-v{version}', id: '5f5a9e4c-6f0f-4b39-8a5e-2f4c3f0b8f11' } } },
      gives: [{
        code: 'ConflictingFields', document: 'profile', path: 'spec.openstack.image.id',
        message: 'an image has a name, an id or an import by ORC: keep one of name, id',
      }],
    },
    {
      name: 'an image by id', profile: { openstack: { image: { id: '5f5a9e4c-6f0f-4b39-8a5e-2f4c3f0b8f11' } } },
      gives: [{
        code: 'ImageWithoutVersion', severity: 'Warning', document: 'profile', path: 'spec.openstack.image.id',
        message: 'the same image is used for every Kubernetes version, so an upgrade would start machines with the old kubelet; use a name with {version}',
      }],
    },
    {
      name: 'an image of one version', profile: { openstack: { image: { name: 'ubuntu-2404-kube-v1.36' } } },
      gives: [{
        code: 'ImageWithoutVersion', severity: 'Warning', document: 'profile', path: 'spec.openstack.image.name',
        message: 'the same image is used for every Kubernetes version, so an upgrade would start machines with the old kubelet; use a name with {version}',
      }],
    },
  ],
  'endpoint of the API server': [
    {
      name: 'an endpoint of the user, without a load balancer', cluster: { apiServer: { endpoint: { host: 'api.shop.example.org', port: 443 } } },
      profile: NO_LOAD_BALANCER, gives: [],
    },
    {
      name: 'an internal one in a network that is made', cluster: { apiServer: { exposure: 'Internal', endpoint: { host: '10.8.0.250' } } },
      profile: NO_LOAD_BALANCER, gives: [],
    },
    {
      name: 'one without the external network', cluster: { apiServer: { endpoint: { host: 'api.shop.example.org' } } },
      profile: { openstack: { ...NO_LOAD_BALANCER.openstack, externalNetworkEnabled: false, externalNetwork: undefined } }, gives: [],
    },
    {
      name: 'one beside a load balancer', cluster: { apiServer: { endpoint: { host: 'api.shop.example.org' } } },
      gives: [{
        code: 'ConflictingFields', path: 'spec.apiServer.endpoint',
        message: "the profile's clusters have a load balancer (amphora), whose address is the endpoint: add the name to apiServer.certificateSANs, or use a profile without one (openstack.apiLoadBalancer.provider: none)",
      }],
    },
    {
      name: 'one beside an address', cluster: { apiServer: { endpoint: { host: 'api.shop.example.org' }, address: '203.0.113.10' } }, profile: NO_LOAD_BALANCER,
      gives: [{
        code: 'ConflictingFields', path: 'spec.apiServer.address',
        message: 'nothing of the cloud gets an address of the API server where the endpoint is your own: keep one of address and endpoint',
      }],
    },
    {
      name: 'a list of ranges beside it', cluster: { apiServer: { endpoint: { host: 'api.shop.example.org' }, allowedCidrs: ['198.51.100.0/24'] } }, profile: NO_LOAD_BALANCER,
      gives: [{
        code: 'AllowListIgnored', path: 'spec.apiServer.allowedCidrs',
        message: "what stands behind an endpoint of your own is not made by Cluster API's provider, which drops the list without a word: leave the list out, and limit there who reaches the API server",
      }],
    },
    {
      name: 'one that is no address', cluster: { apiServer: { endpoint: { host: '203.0.113.256' } } }, profile: NO_LOAD_BALANCER,
      gives: [{ code: 'InvalidValue', path: 'spec.apiServer.endpoint.host', message: '"203.0.113.256" is not an IP address such as 10.8.0.10 or fd00:10::10' }],
    },
    {
      name: 'a name of the address of kube-vip', profile: WITH_KUBE_VIP,
      cluster: { network: EXISTING, apiServer: { exposure: 'Internal', address: '10.0.0.5', endpoint: { host: 'api.shop.example.org' } } }, gives: [],
    },
    {
      name: 'what kube-vip does not have', profile: WITH_KUBE_VIP,
      cluster: { network: EXISTING, apiServer: { exposure: 'Internal', address: '10.0.0.5', endpoint: { host: '10.0.0.6', port: 443 } } },
      gives: [
        {
          code: 'ConflictingFields', path: 'spec.apiServer.endpoint.host',
          message: "the profile's kube-vip has the address 10.0.0.5, and behind another one there is nothing: name it, or a name that resolves to it",
          allowed: ['10.0.0.5'],
        },
        {
          code: 'InvalidValue', path: 'spec.apiServer.endpoint.port',
          message: "the profile's kube-vip gives machines the address itself, where the API server has port 6443",
          allowed: ['6443'],
        },
      ],
    },
  ],
  'internal address of the API server': [
    {
      name: 'one in no pool', cluster: { apiServer: { internalAddress: '10.8.0.250' } },
      profile: { openstack: { allocationPools: [{ start: '10.8.1.0', end: '10.8.15.250' }] } }, gives: [],
    },
    { name: 'one beside a public one', cluster: { network: EXISTING, apiServer: { internalAddress: '10.0.0.5', address: '203.0.113.10' } }, gives: [] },
    {
      name: 'one in the network of the load balancers', cluster: { apiServer: { internalAddress: '192.0.2.5' } },
      profile: { openstack: { apiLoadBalancer: { network: { name: 'balancers' } } } }, gives: [],
    },
    {
      name: 'one that another port may get', cluster: { apiServer: { internalAddress: '10.8.0.250' } },
      gives: [{
        code: 'NameTaken', severity: 'Warning', path: 'spec.apiServer.internalAddress',
        message: "OpenStack may give 10.8.0.250 to another port before the load balancer asks for it, which then cannot be made: take one that is in no pool of the profile's openstack.allocationPools",
      }],
    },
    {
      name: 'one of another network', cluster: { apiServer: { internalAddress: '10.9.0.250' } },
      gives: [{ code: 'InvalidValue', path: 'spec.apiServer.internalAddress', message: "10.9.0.250 is outside of the nodes' range 10.8.0.0/20" }],
    },
    {
      name: 'that of the gateway', cluster: { apiServer: { internalAddress: '10.8.0.1' } },
      gives: [{
        code: 'InvalidValue', path: 'spec.apiServer.internalAddress',
        message: "10.8.0.1 is the network, gateway or broadcast address of the nodes' range 10.8.0.0/20",
      }],
    },
    {
      name: 'one of IPv6', cluster: { apiServer: { internalAddress: 'fd00::5' } },
      gives: [{ code: 'InvalidValue', path: 'spec.apiServer.internalAddress', message: 'the address of the API server is IPv4' }],
    },
    {
      name: 'two names for one', cluster: { network: EXISTING, apiServer: { exposure: 'Internal', internalAddress: '10.0.0.5' } },
      gives: [{
        code: 'ConflictingFields', path: 'spec.apiServer.internalAddress',
        message: 'the API server is internal, so it has no other address than that of apiServer.address', allowed: ['address'],
      }],
    },
    {
      name: 'one that nothing has', cluster: { apiServer: { internalAddress: '10.8.0.250', endpoint: { host: 'api.shop.example.org' } } }, profile: NO_LOAD_BALANCER,
      gives: [{
        code: 'ConflictingFields', path: 'spec.apiServer.internalAddress', message: "the profile's clusters have no load balancer that could have it: leave it out",
      }],
    },
  ],
  'load balancer of the API server': [
    {
      name: 'several machines without a load balancer',
      cluster: { apiServer: { address: '203.0.113.10' } },
      profile: { openstack: { apiLoadBalancer: { provider: 'none' } } },
      gives: [{
        code: 'ConflictingFields', path: 'spec.controlPlane.replicas',
        message: 'the profile has no load balancer for the API server, and a floating IP stays with the first of 3 machines; for more than one, name a load balancer of your own in apiServer.endpoint',
        allowed: ['1'],
      }],
    },
    {
      name: 'an internal API server without a load balancer',
      cluster: { network: EXISTING, controlPlane: { replicas: 1 }, apiServer: { exposure: 'Internal' } },
      profile: { openstack: { apiLoadBalancer: { provider: 'none' } } },
      gives: [
        {
          code: 'NotConformant', severity: 'Warning', path: 'spec.controlPlane.replicas',
          message: 'a single control-plane machine does not satisfy scs-0214-v2/cp-multi-host; use 3 for production',
        },
        {
          code: 'ConflictingFields', path: 'spec.apiServer.exposure',
          message: 'without a load balancer and without a floating IP there is no address that outlives a machine; name one of your own in apiServer.endpoint',
          allowed: ['Public'],
        },
      ],
    },
    {
      name: 'an internal API server in a network of its own', cluster: { apiServer: { exposure: 'Internal' } },
      gives: [{
        code: 'ConflictingFields', path: 'spec.apiServer.exposure',
        message: 'an internal API server cannot be reached in a network that is made for the cluster: the management cluster is not in it; use network.existing with a network that both are in',
      }],
    },
    {
      name: 'a list that OVN ignores',
      cluster: { apiServer: { allowedCidrs: ['198.51.100.0/24'] } },
      profile: { openstack: { apiLoadBalancer: { provider: 'ovn' } } },
      gives: [{
        code: 'AllowListIgnored', path: 'spec.apiServer.allowedCidrs',
        message: "the OVN load balancer cannot limit who reaches the API server: Cluster API's provider drops the list without a word, and the API server stays open to the world",
      }],
    },
    {
      name: 'an address that goes with its machine',
      cluster: { controlPlane: { replicas: 1 } },
      profile: { openstack: { apiLoadBalancer: { provider: 'none' } } },
      gives: [
        {
          code: 'NotConformant', severity: 'Warning', path: 'spec.controlPlane.replicas',
          message: 'a single control-plane machine does not satisfy scs-0214-v2/cp-multi-host; use 3 for production',
        },
        {
          code: 'MissingField', path: 'spec.apiServer',
          message: "without a load balancer, Cluster API's provider deletes the API server's floating IP together with the machine that has it, so the first upgrade would lose the cluster; allocate an address before, and name it",
          allowed: ['address'],
        },
      ],
    },
    {
      name: 'options of a load balancer that there is none of',
      cluster: { controlPlane: { replicas: 1 }, apiServer: { address: '203.0.113.10' } },
      profile: { openstack: { apiLoadBalancer: { provider: 'none', flavor: 'ha' } } },
      gives: [
        {
          code: 'NotConformant', severity: 'Warning', path: 'spec.controlPlane.replicas',
          message: 'a single control-plane machine does not satisfy scs-0214-v2/cp-multi-host; use 3 for production',
        },
        {
          code: 'FieldWithoutEffect', severity: 'Warning', document: 'profile', path: 'spec.openstack.apiLoadBalancer.flavor',
          message: 'there is no load balancer for the API server, so this has no effect',
        },
      ],
    },
    {
      name: 'a subnet without its network, by name',
      profile: { openstack: { apiLoadBalancer: { subnets: [{ name: 'corp-v4' }] } } },
      gives: [
        {
          code: 'MissingField', document: 'profile', path: 'spec.openstack.apiLoadBalancer',
          message: "the load balancer's subnet is looked for in the network that is named for it, and none is",
          allowed: ['network'],
        },
        {
          code: 'InvalidValue', document: 'profile', path: 'spec.openstack.apiLoadBalancer.subnets[0].name',
          message: "Cluster API's provider finds the load balancer's subnet by its id only",
          allowed: ['id'],
        },
      ],
    },
    {
      name: 'a network of services without load balancers',
      profile: { openstack: { serviceLoadBalancer: { provider: 'none', floatingNetwork: { name: 'public' } } } },
      gives: [{
        code: 'FieldWithoutEffect', severity: 'Warning', document: 'profile', path: 'spec.openstack.serviceLoadBalancer.floatingNetwork',
        message: 'there are no load balancers for services, so nothing takes an address of it',
      }],
    },
    {
      name: 'a list that nothing keeps',
      cluster: { controlPlane: { replicas: 1 }, apiServer: { allowedCidrs: ['198.51.100.0/24'], address: '203.0.113.10' } },
      profile: { openstack: { apiLoadBalancer: { provider: 'none' } } },
      gives: [
        {
          code: 'NotConformant', severity: 'Warning', path: 'spec.controlPlane.replicas',
          message: 'a single control-plane machine does not satisfy scs-0214-v2/cp-multi-host; use 3 for production',
        },
        {
          code: 'AllowListIgnored', path: 'spec.apiServer.allowedCidrs',
          message: "a control plane without a load balancer cannot limit who reaches the API server: Cluster API's provider drops the list without a word, and the API server stays open to the world",
        },
      ],
    },
    {
      name: 'a time between probes that is no whole number of seconds',
      profile: { openstack: { apiLoadBalancer: { monitor: { delay: '5500ms' } } } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.openstack.apiLoadBalancer.monitor.delay',
        message: '"5500ms" is not a whole number of seconds; the nearest durations are 5s and 6s',
      }],
    },
    {
      name: 'a time between probes that is nothing', profile: { openstack: { apiLoadBalancer: { monitor: { delay: '0s' } } } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.openstack.apiLoadBalancer.monitor.delay',
        message: '0s is no time to wait; the shortest is 1s',
      }],
    },
    {
      name: 'probes that take longer than the time between them',
      profile: { openstack: { apiLoadBalancer: { monitor: { delay: '5s', timeout: '6s' } } } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.openstack.apiLoadBalancer.monitor.timeout',
        message: 'a probe may take 6s, which must be less than the 5s between two probes',
      }],
    },
    {
      name: 'a time between probes that is shorter than the default of a probe',
      profile: { openstack: { apiLoadBalancer: { monitor: { delay: '5s' } } } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.openstack.apiLoadBalancer.monitor.delay',
        message: 'a probe may take 5s, which must be less than the 5s between two probes',
      }],
    },
  ],
  'network': [
    {
      name: 'settings of a network that is not made',
      cluster: { network: EXISTING },
      profile: { openstack: { mtu: 1450, routerAddresses: [], allocationPools: [] } },
      gives: [
        {
          code: 'FieldWithoutEffect', severity: 'Warning', document: 'profile', path: 'spec.openstack.mtu',
          message: 'an existing network has its own; this has no effect',
        },
        {
          code: 'FieldWithoutEffect', severity: 'Warning', document: 'profile', path: 'spec.openstack.routerAddresses',
          message: 'an existing network has its own; this has no effect',
        },
        {
          code: 'FieldWithoutEffect', severity: 'Warning', document: 'profile', path: 'spec.openstack.allocationPools',
          message: 'an existing network has its own; this has no effect',
        },
      ],
    },
    {
      name: 'a pool outside of the range',
      profile: { openstack: { allocationPools: [{ start: '10.7.0.10', end: '10.8.0.250' }] } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.openstack.allocationPools[0].start',
        message: "10.7.0.10 is outside of the nodes' range 10.8.0.0/20",
      }],
    },
    {
      name: 'a pool with the gateway', profile: { openstack: { allocationPools: [{ start: '10.8.0.1', end: '10.8.15.255' }] } },
      gives: [
        {
          code: 'InvalidValue', document: 'profile', path: 'spec.openstack.allocationPools[0].start',
          message: "10.8.0.1 is the network, gateway or broadcast address of the nodes' range 10.8.0.0/20",
        },
        {
          code: 'InvalidValue', document: 'profile', path: 'spec.openstack.allocationPools[0].end',
          message: "10.8.15.255 is the network, gateway or broadcast address of the nodes' range 10.8.0.0/20",
        },
      ],
    },
    {
      name: 'a pool that ends before its begin',
      profile: { openstack: { allocationPools: [{ start: '10.8.0.20', end: '10.8.0.10' }] } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.openstack.allocationPools[0].end',
        message: '10.8.0.10 is before 10.8.0.20',
      }],
    },
    {
      name: 'a pool of IPv6', profile: { openstack: { allocationPools: [{ start: 'fd00::1', end: '10.8.0.10' }] } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.openstack.allocationPools[0].start',
        message: "fd00::1 is outside of the nodes' range 10.8.0.0/20",
      }],
    },
    {
      name: 'an address that is none', profile: { openstack: { allocationPools: [{ start: '10.8.0', end: '10.8.0.10' }] } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.openstack.allocationPools[0].start',
        message: '"10.8.0" is not an IP address such as 10.8.0.10 or fd00:10::10',
      }],
    },
    {
      name: 'pools that overlap',
      profile: { openstack: { allocationPools: [{ start: '10.8.0.10', end: '10.8.0.99' }, { start: '10.8.0.99', end: '10.8.0.200' }] } },
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.openstack.allocationPools[1]',
        message: '10.8.0.99 to 10.8.0.200 has addresses of the pool at index 0 in it',
      }],
    },
  ],
  'sizes': [
    {
      name: 'more audit rules than fit into a file', cluster: { audit: { rules: Array.from({ length: 120 }, (_, index) => ({ level: 'Request', users: [`user-${index}`], verbs: ['create', 'update', 'delete'] })) } },
      gives: [{ code: 'ContentTooLarge', path: 'spec.audit', message: 'the file /etc/kubernetes/audit/policy.yaml would have 12350 bytes, and Cluster API takes 10240' }],
    },
    {
      name: 'a longer list of plugins than an argument takes', profile: { admission: { plugins: ['PodSecurity', ...Array.from({ length: 50 }, () => 'OwnerReferencesPermissionEnforcement')] } },
      gives: [{ code: 'ContentTooLarge', document: 'profile', path: 'spec.admission.plugins', message: 'the list is longer than the 1024 bytes that an argument may have' }],
    },
    {
      name: 'more labels than an argument takes', cluster: pool({ labels: Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`example.org/label-${index}`, 'a-value-of-some-length'])) }),
      gives: [{
        code: 'ContentTooLarge', path: 'spec.nodePools[0].labels',
        message: 'labels that nodes get when they join are one argument of the kubelet: these have 1089 bytes, 1024 are allowed',
      }],
    },
    {
      name: 'a certificate file that is too large', profile: { trust: { certificates: [CERTIFICATE.repeat(20)] } },
      gives: [{
        code: 'ContentTooLarge', document: 'profile', path: 'spec.trust.certificates',
        message: 'the file /usr/local/share/ca-certificates/scs-1.crt would have 11660 bytes, and Cluster API takes 10240',
      }],
    },
    {
      name: 'more certificates than a server can be given', profile: { trust: { certificates: Array.from({ length: 60 }, () => CERTIFICATE) } },
      gives: [{
        code: 'ContentTooLarge', document: 'profile', path: 'spec',
        message: 'all files of a control-plane machine together make about 62298 bytes of user data, and OpenStack takes 49151: put certificates into the machine image, or shorten the audit rules',
      }],
    },
  ],
  'security group rules': [
    {
      name: 'a protocol that is none', profile: rule({ protocol: 'tpc' }),
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.openstack.securityRules.additional.workers[0].protocol',
        message: '"tpc" is no protocol that OpenStack knows for IPv4; a number from 0 to 255 works as well',
        allowed: PROTOCOLS,
      }],
    },
    {
      name: 'a protocol of the other family', profile: rule({ protocol: 'ipv6-icmp' }),
      gives: [{
        code: 'ConflictingFields', document: 'profile', path: 'spec.openstack.securityRules.additional.workers[0].protocol',
        message: 'the protocol ipv6-icmp is one of IPv6, and the rule is for IPv4',
        allowed: ['etherType: IPv6'],
      }],
    },
    {
      name: 'the name of a rule that the CNI needs',
      profile: { openstack: { securityRules: { additional: { allNodes: [{ name: 'cilium-vxlan' }] } } } },
      gives: [{
        code: 'NameTaken', document: 'profile', path: 'spec.openstack.securityRules.additional.allNodes[0].name',
        message: 'there is a rule named "cilium-vxlan" already',
      }],
    },
    {
      name: 'a name twice',
      profile: { openstack: { securityRules: { additional: { controlPlane: [{ name: 'x', protocol: 'tcp' }, { name: 'x', protocol: 'udp' }] } } } },
      gives: [{
        code: 'NameTaken', document: 'profile', path: 'spec.openstack.securityRules.additional.controlPlane[1].name',
        message: 'there is a rule named "x" already',
      }],
    },
    {
      name: 'groups and a range', profile: rule({ remoteManagedGroups: ['worker'], remoteIPPrefix: '198.51.100.0/24' }),
      gives: [{
        code: 'ConflictingFields', document: 'profile', path: 'spec.openstack.securityRules.additional.workers[0].remoteIPPrefix',
        message: 'a rule opens to groups or to a range, not to both',
      }],
    },
    {
      name: 'traffic that is open already',
      profile: { openstack: { securityRules: { additional: { workers: [{ name: 'extra', protocol: 'tcp', remoteManagedGroups: ['worker'] }] }, inCluster: 'AllowAll' } } },
      gives: [{
        code: 'ConflictingFields', document: 'profile', path: 'spec.openstack.securityRules.additional.workers[0].remoteManagedGroups',
        message: 'all traffic inside of the cluster is open already (inCluster: AllowAll), and the same rule twice ends in a conflict that blocks the cluster',
      }],
    },
    {
      name: 'a bastion that is not there', profile: rule({ remoteManagedGroups: ['bastion'] }),
      gives: [{
        code: 'FieldWithoutEffect', document: 'profile', path: 'spec.openstack.securityRules.additional.workers[0].remoteManagedGroups',
        message: 'there is no bastion whose group could be named',
        allowed: ['controlplane', 'worker'],
      }],
    },
    {
      name: 'a range that is none', profile: rule({ remoteIPPrefix: '198.51.100.0/33' }),
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.openstack.securityRules.additional.workers[0].remoteIPPrefix',
        message: '"198.51.100.0/33" is not a network in CIDR notation: after the slash comes a number, for IPv4 at most 32',
      }],
    },
    {
      name: 'a range of everything', profile: rule({ remoteIPPrefix: '0.0.0.0/0' }),
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.openstack.securityRules.additional.workers[0].remoteIPPrefix',
        message: 'a range of everything is not stored as such, and the rule would be made and deleted for ever; leave remoteIPPrefix out to open to all',
      }],
    },
    {
      name: 'a range of another family', profile: rule({ remoteIPPrefix: 'fd00::/8' }),
      gives: [{
        code: 'ConflictingFields', document: 'profile', path: 'spec.openstack.securityRules.additional.workers[0].remoteIPPrefix',
        message: 'the range is IPv6, and the rule is for IPv4',
      }],
    },
    {
      name: 'ports without a protocol', profile: rule({ portRangeMin: 22 }),
      gives: [{
        code: 'MissingField', document: 'profile', path: 'spec.openstack.securityRules.additional.workers[0]',
        message: 'ports need the protocol that they belong to',
        allowed: ['protocol'],
      }],
    },
    {
      name: 'ports of a protocol that has none', profile: rule({ protocol: 'vrrp', portRangeMin: 22 }),
      gives: [{
        code: 'ConflictingFields', document: 'profile', path: 'spec.openstack.securityRules.additional.workers[0].portRangeMin',
        message: 'the protocol vrrp has no ports',
        allowed: ['tcp', 'udp', 'sctp', 'icmp'],
      }],
    },
    {
      name: 'a last port without a first one', profile: rule({ protocol: 'tcp', portRangeMax: 22 }),
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.openstack.securityRules.additional.workers[0].portRangeMax',
        message: 'a last port needs a first one, portRangeMin',
      }],
    },
    {
      name: 'a last port below the first', profile: rule({ protocol: 'tcp', portRangeMin: 22, portRangeMax: 21 }),
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.openstack.securityRules.additional.workers[0].portRangeMax',
        message: 'the last port 21 is below the first, 22',
      }],
    },
    {
      name: 'port 0', profile: rule({ protocol: 'udp', portRangeMin: 0, portRangeMax: 100 }),
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.openstack.securityRules.additional.workers[0].portRangeMin',
        message: 'there is no port 0; leave both ports out for all of them',
      }],
    },
    {
      name: 'a code without a type', profile: rule({ protocol: 'icmp', portRangeMax: 0 }),
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.openstack.securityRules.additional.workers[0].portRangeMax',
        message: 'a code needs a type, portRangeMin',
      }],
    },
    {
      name: 'a type that ICMP does not have', profile: rule({ protocol: 'icmp', portRangeMin: 256 }),
      gives: [{
        code: 'InvalidValue', document: 'profile', path: 'spec.openstack.securityRules.additional.workers[0].portRangeMin',
        message: 'types and codes of ICMP are at most 255',
      }],
    },
    {
      name: 'nothing of a type with a lower code', profile: rule({ protocol: 'icmp', portRangeMin: 8, portRangeMax: 0 }),
      gives: [],
    },
    {
      name: 'a CNI that is not known without rules', profile: { cni: { type: 'None' } },
      gives: [{
        code: 'FieldWithoutEffect', severity: 'Warning', document: 'profile', path: 'spec.cni.type',
        message: 'without a known CNI no traffic between pods of different nodes is opened: add the rules of yours to openstack.securityRules.additional.allNodes',
      }],
    },
  ],
  'hosts': [
    {
      name: 'more machines of the control plane than hosts', profile: { openstack: { hostsPerZone: 1 } },
      gives: [{
        code: 'RolloutStalls', path: 'spec.controlPlane.antiAffinity',
        message: 'required anti-affinity needs 4 hosts during a rollout, and the profile knows 3 in these zones; use fewer machines, maxSurge "0", or Preferred',
      }],
    },
    {
      name: 'more machines of the control plane than hosts of the whole region',
      cluster: { controlPlane: { zones: [] } },
      profile: { openstack: { hostsPerZone: 1 } },
      gives: [{
        code: 'RolloutStalls', path: 'spec.controlPlane.antiAffinity',
        message: 'required anti-affinity needs 4 hosts during a rollout, and the profile knows 3 in these zones; use fewer machines, maxSurge "0", or Preferred',
      }],
    },
    {
      name: 'nothing of hosts where the region has no zones, which its shape forbids',
      profile: { regions: [{ name: 'RegionOne', zones: [] }], openstack: { hostsPerZone: 1 } },
      gives: [],
    },
    {
      name: 'nothing where the cloud chooses among enough hosts', cluster: { controlPlane: { zones: [] } },
      gives: [],
    },
    {
      name: 'more machines of a pool than hosts', cluster: pool({ antiAffinity: 'Required', replicas: 5 }),
      gives: [{
        code: 'RolloutStalls', path: 'spec.nodePools[0].antiAffinity',
        message: 'required anti-affinity needs 3 hosts during a rollout, and the profile knows 2 in these zones; use fewer machines, maxSurge "0", or Preferred',
      }],
    },
    {
      name: 'more machines of a pool than hosts with a surge of a share',
      cluster: pool({ antiAffinity: 'Required', replicas: 3, rollout: { maxSurge: '110%' } }),
      gives: [{
        code: 'RolloutStalls', path: 'spec.nodePools[0].antiAffinity',
        message: 'required anti-affinity needs 3 hosts during a rollout, and the profile knows 2 in these zones; use fewer machines, maxSurge "0", or Preferred',
      }],
    },
    {
      name: 'nothing of a pool without a surge',
      cluster: pool({ antiAffinity: 'Required', replicas: 6, rollout: { maxSurge: '0', maxUnavailable: '1' } }),
      gives: [],
    },
    {
      name: 'a pool whose rollout depends on hosts that are not known',
      cluster: pool({ antiAffinity: 'Required' }),
      profile: { openstack: { hostsPerZone: undefined } },
      gives: [{
        code: 'RolloutStalls', severity: 'Warning', path: 'spec.nodePools[0].antiAffinity',
        message: 'required anti-affinity needs a host of its own for every machine and for those of the surge; a rollout waits where there is none',
      }],
    },
    {
      name: 'nothing of a pool without a surge where hosts are not known',
      cluster: pool({ antiAffinity: 'Required', rollout: { maxSurge: '0%', maxUnavailable: '1' } }),
      profile: { openstack: { hostsPerZone: undefined } },
      gives: [],
    },
  ],
  ...OPENSTACK_SERVER_CASES,
};
