import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { secretIn, secretsIn } from '../../src/documents/inline-secrets';
import { formatDiagnostic } from '../../src/diagnostics/format';
import { validateShape } from '../../src/documents/shape-validation';
import { descriptionWith, profileWith } from '../fixtures/documents';
import { judged } from '../fixtures/rendering';
import { documentsArbitrary } from '../generators/descriptions';

const KEY = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
/** Made of parts, so that no scanner takes this file for one that holds secrets. */
const jwt = ['eyJhbGciOiJub25lIn0', 'eyJzdWIiOiJzaG9wIn0', 'c2lnbmF0dXJl'].join('.');

describe('what holds a secret', () => {
  it.each([
    ['a private key', KEY],
    ['a private key', `# first\n${KEY.replace('PRIVATE', 'RSA PRIVATE')}`],
    ['a private key', Buffer.from(KEY).toString('base64')],
    ['an address with a password', 'http://user:pass@proxy.example.org:3128'],
    ['an address with a password', 'curl -O https://:pass@mirror.example.org/file'],
    ['a token', jwt],
    ['a bearer token', 'Authorization: Bearer 0123456789abcdef01234567'],
    ['a token', `glpat-${'a1'.repeat(10)}`],
    ['the secret of an application credential', 'clouds:\n  openstack:\n    auth:\n      application_credential_secret: abc\n'],
    ['a password', 'clouds:\n  openstack:\n    auth:\n      username: admin\n      password: abc\n'],
    ['the credential of a kubeconfig', `users:\n- user:\n    client-key-data: ${'QUJD'.repeat(6)}\n`],
    ['the login of a registry', '{"auths": {"docker.io": {"auth": "dXNlcjpwYXNz"}}}'],
    ['a key for encryption', `keys:\n- name: key1\n  secret: ${'QUJD'.repeat(8)}\n`],
  ])('is %s', (secret, text) => expect(secretIn(text)).toBe(secret));

  it.each([
    'https://mirror.example.org:5000/path', 'https://user@mirror.example.org', 'git@example.org:shop.git', 'PasswordAuthentication no\n', 'password=${PASSWORD}',
    '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n', 'Bearer authentication is used', 'token: see the handbook', 'secret: my-secret',
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGv0000000000000000000000000000000000000000 ops',
  ])('is not %j', (text) => expect(secretIn(text)).toBeUndefined());
});

describe('a document with a secret', () => {
  const told = (kind: 'ScsCluster' | 'ProviderProfile', value: unknown): string[] => validateShape(kind, value).map(formatDiagnostic);

  it.each([
    ['a proxy', told('ProviderProfile', profileWith({ proxy: { http: 'http://user:pass@proxy.example.org:3128' } })), [
      'error InlineSecret: spec.proxy.http: this is an address with a password, and no document holds secrets: name a proxy that takes the addresses of the nodes instead',
    ]],
    ['a certificate', told('ProviderProfile', profileWith({ trust: { certificates: [KEY] } })), [
      'error InlineSecret: spec.trust.certificates[0]: this is a private key, and no document holds secrets: make a Secret of it '
      + '(kubectl create secret generic NAME --namespace NAMESPACE --from-file=KEY=FILE) and refer to it by its name',
    ]],
    ['a patch', told('ScsCluster', descriptionWith({ expert: { patches: [{ target: { kind: 'Cluster' }, patch: [{ op: 'add', path: '/metadata/labels', value: { a: jwt } }] }] } })), [
      'error InlineSecret: spec.expert.patches[0].patch[0].value.a: this is a token, and no document holds secrets: make a Secret of it '
      + '(kubectl create secret generic NAME --namespace NAMESPACE --from-file=KEY=FILE) and refer to it by its name',
    ]],
  ])('is refused, without the secret in the message: %s', (_name, messages, expected) => expect(messages).toEqual(expected));

  it('is told nothing more about the place, nor given the value', () => {
    const [problem, ...others] = validateShape('ProviderProfile', profileWith({ registries: { mirrors: [{ host: 'docker.io', endpoints: ['https://user:pass@mirror.example.org'] }] } }));
    expect(problem).toMatchObject({ code: 'InlineSecret', path: ['spec', 'registries', 'mirrors', 0, 'endpoints', 0] });
    expect(others).toEqual([]);
    expect(JSON.stringify(problem)).not.toContain('pass@');
  });
});

it('never comes out: no object is a Secret with content, and none has a text that looks like one', () => {
  fc.assert(fc.property(documentsArbitrary, ({ description, profile }) => {
    const { objects = [] } = judged(description, profile);
    expect(objects.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    expect(secretsIn(objects)).toEqual([]);
  }), { numRuns: 100 });
});
