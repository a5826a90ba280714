import { parse } from 'yaml';
import { requiredSecrets } from '../../../src/judge-documents';
import { description, descriptionWith, profileWith, type Overrides } from '../../fixtures/documents';
import { manifests, resolved } from '../../fixtures/rendering';

const USER_ID = '9f2c4e6a8b0d4f1e9a7c5b3d1f0e2a4c';
const KINDS = ['Domain', 'User', 'Role', 'ApplicationCredential'];
const BY_NAME = { name: 'clusters', domain: 'Default' };
const MANAGEMENT = { secretRef: { name: '{cluster}-value-1' } };
const IN_CLUSTER = { secretRef: { name: 'nodes' }, roles: ['member', 'load-balancer_member'], expiresAt: '2027-06-30T02:00:00+02:00' };

function profile(applicationCredentials: Overrides) {
  return profileWith({ credentials: { orcSecretRef: { name: 'orc-{namespace}' }, cloudName: 'admin', applicationCredentials } });
}

/** The objects that ORC makes credentials of, by kind, without the hashes of their names. */
function objects(applicationCredentials: Overrides, namespace = 'shop') {
  const all = manifests(description({ metadata: { namespace } }), profile(applicationCredentials));
  return all.filter(({ apiVersion, kind }) => apiVersion.startsWith('openstack.k-orc') && KINDS.includes(kind));
}

function withoutHashes(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(/-[0-9a-f]{8}(?=")/g, '')) as unknown;
}

it('are nothing where none is asked for', () => {
  expect(manifests(descriptionWith({}), profileWith({})).filter(({ kind }) => KINDS.includes(kind) && kind !== 'Role')).toEqual([]);
});

it('are made of what is there: the user with its domain, roles, and a Secret', () => {
  const cloudCredentialsRef = { secretName: 'orc-shop', cloudName: 'admin' };
  const made = objects({ user: BY_NAME, management: MANAGEMENT, inCluster: IN_CLUSTER });
  expect(withoutHashes(made.map(({ kind, metadata: { name }, spec }) => ({ kind, name, spec })))).toEqual([
    { kind: 'Domain', name: 'shop-credential-domain', spec: { cloudCredentialsRef, managementPolicy: 'unmanaged', import: { filter: { name: 'Default' } } } },
    {
      kind: 'User', name: 'shop-credential-user',
      spec: { cloudCredentialsRef, managementPolicy: 'unmanaged', import: { filter: { name: 'clusters', domainRef: 'shop-credential-domain' } } },
    },
    { kind: 'Role', name: 'shop-credential-role', spec: { cloudCredentialsRef, managementPolicy: 'unmanaged', import: { filter: { name: 'member' } } } },
    { kind: 'Role', name: 'shop-credential-role', spec: { cloudCredentialsRef, managementPolicy: 'unmanaged', import: { filter: { name: 'load-balancer_member' } } } },
    {
      kind: 'ApplicationCredential', name: 'shop-management',
      spec: { cloudCredentialsRef, managementPolicy: 'managed', resource: { name: 'shop-shop-management', secretRef: 'shop-value-1', userRef: 'shop-credential-user' } },
    },
    {
      kind: 'ApplicationCredential', name: 'shop-in-cluster',
      spec: {
        cloudCredentialsRef,
        managementPolicy: 'managed',
        resource: {
          name: 'shop-shop-in-cluster', secretRef: 'nodes', userRef: 'shop-credential-user', expiresAt: '2027-06-30T00:00:00Z',
          roleRefs: ['shop-credential-role', 'shop-credential-role'],
        },
      },
    },
  ]);
});

it('refer to each other by names with hashes, and none of them is pruned before its time', () => {
  const made = objects({ user: BY_NAME, management: MANAGEMENT, inCluster: IN_CLUSTER });
  const names = made.map(({ metadata }) => metadata.name);
  expect(new Set(names).size).toBe(made.length);
  const refs = made.flatMap(({ spec }: any) => [spec.import?.filter?.domainRef, spec.resource?.userRef, ...spec.resource?.roleRefs ?? []]);
  expect(refs.filter((ref) => ref !== undefined && !names.includes(ref))).toEqual([]);
  expect(made.every(({ metadata }) => metadata.annotations?.['argocd.argoproj.io/sync-options'] === 'Prune=false')).toBe(true);
});

it('need no rights to read users where the id is known', () => {
  expect(objects({ user: { id: USER_ID }, management: MANAGEMENT }).map(({ kind, spec }: any) => [kind, spec.import])).toEqual([
    ['User', { id: USER_ID }], ['ApplicationCredential', undefined],
  ]);
});

it('of another content have another name, as OpenStack cannot change them', () => {
  const nameOf = (user: Overrides, management: Overrides, namespace?: string): string => objects({ user, management }, namespace).at(-1)!.metadata.name;
  const others = [
    nameOf({ id: USER_ID }, MANAGEMENT), nameOf({ id: USER_ID.replace('9', '8') }, MANAGEMENT), nameOf({ id: USER_ID }, { secretRef: { name: '{cluster}-value-2' } }),
    nameOf({ id: USER_ID }, { ...MANAGEMENT, roles: ['member'] }), nameOf({ id: USER_ID }, { ...MANAGEMENT, expiresAt: '2027-01-01T00:00:00Z' }),
    nameOf({ id: USER_ID }, MANAGEMENT, 'other'),
  ];
  expect(new Set(others).size).toBe(others.length);
});

describe('their Secrets', () => {
  function secrets(applicationCredentials: Overrides) {
    const chosen = profile(applicationCredentials);
    return requiredSecrets(resolved(descriptionWith({}), chosen), chosen);
  }
  const templateOf = (all: ReturnType<typeof secrets>, secret: string, key: string) =>
    all.find(({ name }) => name === secret)!.keys.find(({ name }) => name === key)!.template!;
  const nameOf = (applicationCredentials: Overrides, use: string): string =>
    objects(applicationCredentials).flatMap(({ kind, spec }: any) => (kind === 'ApplicationCredential' ? [spec.resource.name as string] : [])).find((name) => name.includes(use))!;

  it('are one with the secret for each, one with the login of ORC, and those of who uses them', () => {
    const all = secrets({ user: BY_NAME, management: MANAGEMENT, inCluster: IN_CLUSTER });
    expect(all.map(({ namespace, name, keys }) => [`${namespace}/${name}`, keys.map((key) => key.name)])).toEqual([
      ['shop/shop-cloud-config', ['clouds.yaml', 'cacert']],
      ['shop/orc-shop', ['clouds.yaml', 'cacert']],
      ['shop/shop-value-1', ['value']],
      ['shop/nodes', ['value']],
      ['kube-system/cloud-config', ['cloud.conf', 'cacert']],
    ]);
  });

  it.each<[string, Overrides, Overrides]>([
    ['by name', BY_NAME, { username: 'clusters', user_domain_name: 'Default' }],
    ['by id', { id: USER_ID }, { user_id: USER_ID }],
  ])('name the credential and its user %s, so that all can be made before there is a credential', (_, user, fields) => {
    const made = { user, management: MANAGEMENT };
    const all = secrets(made);
    const cloud = (secret: string): unknown => (parse(templateOf(all, secret, 'clouds.yaml').text) as { clouds: Record<string, unknown> }).clouds.admin;
    expect(cloud('shop-cloud-config')).toEqual({
      auth_type: 'v3applicationcredential', region_name: 'RegionOne',
      auth: { auth_url: '<AUTH_URL>', ...fields, application_credential_name: nameOf(made, 'management'), application_credential_secret: '<APPLICATION_CREDENTIAL_SECRET>' },
    });
    expect(cloud('orc-shop')).toEqual({
      auth_type: 'v3password', region_name: 'RegionOne', auth: { auth_url: '<AUTH_URL>', ...fields, password: '<PASSWORD>', project_id: '<PROJECT_ID>' },
    });
  });

  it('name the credential in cloud.conf, too, and leave access rules to the command that makes credentials by hand', () => {
    const made = { user: BY_NAME, inCluster: IN_CLUSTER };
    const { text, files } = templateOf(secrets(made), 'cloud-config', 'cloud.conf');
    expect(text).toContain(`username = "clusters"\nuser-domain-name = "Default"\napplication-credential-name = "${nameOf(made, 'in-cluster')}"\n`);
    expect(text).not.toContain('application-credential-id');
    expect(files).toEqual([]);
  });

  it('list every placeholder that they have', () => {
    for (const { keys } of secrets({ user: BY_NAME, management: MANAGEMENT, inCluster: IN_CLUSTER })) {
      for (const { template } of keys) {
        if (template) expect([...new Set(template.text.match(/<\w+>/g) ?? [])].sort()).toEqual(template.placeholders.map(({ name }) => name).sort());
      }
    }
  });
});
