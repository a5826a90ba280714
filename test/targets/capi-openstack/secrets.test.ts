import { parse } from 'yaml';
import { requiredSecrets } from '../../../src/judge-documents';
import type { RequiredSecret } from '../../../src/targets/required-secret';
import { validateObject } from '../../../src/validation/validate-object';
import { descriptionWith, profileWith, type Overrides } from '../../fixtures/documents';
import { resolved } from '../../fixtures/rendering';

function secretsOf(spec: Overrides = {}, profileSpec: Overrides = {}): readonly RequiredSecret[] {
  const profile = profileWith(profileSpec);
  return requiredSecrets(resolved(descriptionWith(spec), profile), profile);
}

/** What of a Secret differs from case to case. */
function outline({ location, namespace, name, labels, keys, usedBy }: RequiredSecret): unknown {
  return [location, `${namespace}/${name}`, keys.map((key) => key.name), Object.keys(labels), usedBy.map((user) => user.split(/[,(]/)[0]!.trim())];
}

const MOVE = ['clusterctl.cluster.x-k8s.io/move'];
const CLOUDS = ['clouds.yaml', 'cacert'];
const CAPO = 'Cluster API provider OpenStack';
const ORC = 'OpenStack Resource Controller';
const IN_CLUSTER = ['WorkloadCluster', 'kube-system/cloud-config', ['cloud.conf', 'cacert'], [], ['OpenStack cloud controller manager', 'Cinder CSI driver']];
const NO_SERVER_GROUPS = { controlPlane: { antiAffinity: 'None' }, nodePools: [{ name: 'general', flavor: 'SCS-4V-16', antiAffinity: 'None' }] };

it.each<[string, Overrides, Overrides, unknown[]]>([
  ['one credential for both controllers', {}, {}, [['ManagementCluster', 'shop/shop-cloud-config', CLOUDS, MOVE, [CAPO, ORC]], IN_CLUSTER]],
  ['nothing for ORC where it makes no server groups', NO_SERVER_GROUPS, {}, [['ManagementCluster', 'shop/shop-cloud-config', CLOUDS, MOVE, [CAPO]], IN_CLUSTER]],
  [
    'a credential of its own for ORC',
    {},
    { credentials: { orcSecretRef: { name: '{namespace}-orc' } } },
    [['ManagementCluster', 'shop/shop-cloud-config', CLOUDS, MOVE, [CAPO]], ['ManagementCluster', 'shop/shop-orc', CLOUDS, MOVE, [ORC]], IN_CLUSTER],
  ],
  [
    'nothing for an OpenStackClusterIdentity, whose Secret is elsewhere',
    {},
    { credentials: { identityRef: { name: 'shared' }, orcSecretRef: { name: 'orc' } } },
    [['ManagementCluster', 'shop/orc', CLOUDS, MOVE, [ORC]], IN_CLUSTER],
  ],
  [
    'names of the profile',
    {},
    { credentials: { secretRef: { name: '{cluster}.{region}' }, inCluster: { secretRef: { name: 'openstack-{cluster}' } } } },
    [
      ['ManagementCluster', 'shop/shop.regionone', CLOUDS, MOVE, [CAPO, ORC]],
      ['WorkloadCluster', 'kube-system/openstack-shop', ...IN_CLUSTER.slice(2)],
    ],
  ],
  [
    'the configuration of encryption',
    { encryption: { enabled: true, configRef: { name: 'shop-encryption-1', key: 'config.yaml' } } },
    {},
    [
      ['ManagementCluster', 'shop/shop-cloud-config', CLOUDS, MOVE, [CAPO, ORC]],
      ['ManagementCluster', 'shop/shop-encryption-1', ['config.yaml'], MOVE, ['Cluster API bootstrap provider kubeadm']],
      IN_CLUSTER,
    ],
  ],
])('lists %s', (_, spec, profileSpec, expected) => {
  expect(secretsOf(spec, profileSpec).map(outline)).toEqual(expected);
});

it('labels what clusterctl moves, with the value true', () => {
  expect(secretsOf()[0]!.labels).toEqual({ 'clusterctl.cluster.x-k8s.io/move': 'true' });
});

const template = (secrets: readonly RequiredSecret[], key: string) => secrets.flatMap(({ keys }) => keys).find(({ name }) => name === key)!.template!;

it('shows clouds.yaml with the name and region that the objects refer to', () => {
  const { text, placeholders } = template(secretsOf({}, { credentials: { cloudName: '1.0' } }), 'clouds.yaml');
  expect(parse(text)).toEqual({
    clouds: {
      '1.0': {
        auth_type: 'v3applicationcredential',
        auth: { auth_url: '<AUTH_URL>', application_credential_id: '<APPLICATION_CREDENTIAL_ID>', application_credential_secret: '<APPLICATION_CREDENTIAL_SECRET>' },
        region_name: 'RegionOne',
      },
    },
  });
  expect(placeholders.map(({ name }) => name)).toEqual(['<AUTH_URL>', '<APPLICATION_CREDENTIAL_ID>', '<APPLICATION_CREDENTIAL_SECRET>']);
});

/** Sections and options of a cloud.conf, read as its readers do: comments, sections, and quoted strings or words. */
function sectionsOf(cloudConf: string): Record<string, Record<string, string>> {
  const sections: Record<string, Record<string, string>> = {};
  let section: Record<string, string> | undefined;
  for (const line of cloudConf.split('\n').filter((text) => text !== '' && !text.startsWith('#'))) {
    const [, header] = /^\[([A-Za-z]+)\]$/.exec(line) ?? [];
    const [, option, quoted, word] = /^([a-z-]+) = (?:"([^"\\\n]*)"|([a-z0-9]+))$/.exec(line) ?? [];
    if (header !== undefined) section = sections[header] = {};
    else if (option === undefined || section === undefined || option in section) throw new Error(`not an option: ${line}`);
    else section[option] = quoted ?? word!;
  }
  return sections;
}

const cloudConf = (profileSpec: Overrides): Record<string, Record<string, string>> => sectionsOf(template(secretsOf({}, profileSpec), 'cloud.conf').text);

it('shows cloud.conf with the endpoints that the profile names, and never without checks of certificates', () => {
  expect(cloudConf({ credentials: { inCluster: { interface: 'internal' } } })).toEqual({
    Global: {
      'auth-url': '<AUTH_URL>',
      'application-credential-id': '<APPLICATION_CREDENTIAL_ID>',
      'application-credential-secret': '<APPLICATION_CREDENTIAL_SECRET>',
      region: 'RegionOne',
      'os-endpoint-type': 'internal',
    },
    LoadBalancer: { 'lb-provider': 'amphora', 'floating-network-id': '<FLOATING_NETWORK_ID>' },
  });
});

const ID = '5f5a9e4c-6f0f-4b39-8a5e-2f4c3f0b8f11';

it.each<[string, Overrides, Record<string, string>]>([
  ['a network of their own', { serviceLoadBalancer: { floatingNetwork: { name: undefined, id: ID } } }, { 'lb-provider': 'amphora', 'floating-network-id': ID }],
  ['the external network', { externalNetwork: { name: undefined, id: ID } }, { 'lb-provider': 'amphora', 'floating-network-id': ID }],
  ['no network that is known', { externalNetwork: undefined }, { 'lb-provider': 'amphora' }],
  ['OVN, with the only method it has', { externalNetwork: undefined, serviceLoadBalancer: { provider: 'ovn' } }, { 'lb-provider': 'ovn', 'lb-method': 'SOURCE_IP_PORT' }],
  ['no load balancers', { serviceLoadBalancer: { provider: 'none' } }, { enabled: 'false' }],
])('shows cloud.conf for services with %s', (_, openstack, expected) => {
  expect(cloudConf({ openstack }).LoadBalancer).toEqual(expected);
});

it('says how many volumes a machine can have, where the profile does', () => {
  expect(cloudConf({ openstack: { volumeAttachLimit: 20 } }).BlockStorage).toEqual({ 'node-volume-attach-limit': '20' });
  expect(cloudConf({})).not.toHaveProperty('BlockStorage');
});

it('has the IPv4 addresses of nodes first where they have both families', () => {
  const existing = { network: { name: 'corp' }, subnets: [{ name: 'v4' }, { name: 'v6' }], router: { name: 'corp' } };
  const network = { dnsServers: [], existing, podCidrs: ['10.244.0.0/16', 'fd00:244::/56'], serviceCidrs: ['10.96.0.0/12', 'fd00:96::/108'] };
  expect(sectionsOf(template(secretsOf({ network }), 'cloud.conf').text).Networking).toEqual({ 'address-sort-order': '0.0.0.0/0, ::/0' });
});

it('says how the id of the network of services is found', () => {
  const { placeholders } = template(secretsOf({}, { openstack: { serviceLoadBalancer: { floatingNetwork: { name: 'my net' } } } }), 'cloud.conf');
  expect(placeholders.find(({ name }) => name === '<FLOATING_NETWORK_ID>')?.meaning).toContain('openstack network show "my net" -f value -c id');
});

it('gives the access rules of the credential inside of the cluster as JSON, without those of identity', () => {
  const [file] = template(secretsOf(), 'cloud.conf').files!;
  const rules = JSON.parse(file!.text) as { service: string; method: string; path: string }[];
  expect(rules).toContainEqual({ service: 'load-balancer', method: 'POST', path: '/**' });
  expect(rules).toContainEqual({ service: 'compute', method: 'DELETE', path: '/**/servers/*/os-volume_attachments/*' });
  expect(rules.map(({ service }) => service)).not.toContain('identity');
  expect(template(secretsOf(), 'cloud.conf').placeholders.map(({ meaning }) => meaning).join()).toContain(`--access-rules ${file!.name}`);
});

it('shows objects by which ORC makes a credential, which API servers take', () => {
  const { name, text } = template(secretsOf({}, { credentials: { cloudName: 'admin' } }), 'clouds.yaml').files![0]!;
  expect(name).toBe('application-credential.yaml');
  const [user, credential, byName] = text.replaceAll('NAMESPACE', 'shop').replaceAll('NAME', 'shop-prod').replaceAll('USER_ID', '5f5a9e4c6f0f4b398a5e2f4c3f0b8f11').split('---\n');
  // The last is an alternative, in a comment below a line that says so.
  const objects = [user!, credential!, byName!.replace(/^.*\n/, '').replace(/^# /gm, '')].map((object) => parse(object) as Record<string, unknown>);
  expect(objects.map(({ kind }) => kind)).toEqual(['User', 'ApplicationCredential', 'Domain']);
  expect(objects.flatMap((object): unknown[] => validateObject(object) ?? ['no schema'])).toEqual([]);
  expect(objects.every(({ spec }) => (spec as { cloudCredentialsRef: { cloudName: string } }).cloudCredentialsRef.cloudName === 'admin')).toBe(true);
});

it.each(['clouds.yaml', 'cloud.conf'])('asks for the region in %s where the profile has none', (key) => {
  const { text, placeholders } = template(secretsOf({}, { regions: undefined }), key);
  expect(text).toContain('<REGION>');
  expect(placeholders.map(({ name }) => name)).toContain('<REGION>');
});

it('shows an EncryptionConfiguration that also reads what is not encrypted yet', () => {
  const secrets = secretsOf({ encryption: { enabled: true, configRef: { name: 'e', key: 'k' } } });
  expect(parse(template(secrets, 'k').text)).toEqual({
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'EncryptionConfiguration',
    resources: [{ resources: ['secrets'], providers: [{ secretbox: { keys: [{ name: 'key-1', secret: '<KEY>' }] } }, { identity: {} }] }],
  });
  expect(template(secrets, 'k').placeholders).toEqual([{ name: '<KEY>', meaning: '32 random bytes: head -c 32 /dev/urandom | base64' }]);
});

it('names every placeholder of a template, and no other', () => {
  const secrets = secretsOf({ encryption: { enabled: true, configRef: { name: 'e', key: 'k' } } }, { regions: undefined });
  for (const { template } of secrets.flatMap(({ keys }) => keys)) {
    if (template === undefined) continue;
    expect([...new Set(template.text.match(/<\w+>/g))].sort()).toEqual(template.placeholders.map(({ name }) => name).sort());
  }
});
