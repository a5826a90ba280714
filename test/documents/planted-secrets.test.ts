import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { InvalidInputError } from '../../src/diagnostics/invalid-input-error';
import type { FieldPath } from '../../src/diagnostics/diagnostic';
import { loadFile } from '../../src/documents/load';
import { ProviderProfile } from '../../src/provider-profile';
import { ScsApp } from '../../src/scs-app';
import { ScsCluster } from '../../src/scs-cluster';
import { constructDiagnostics } from '../../src/synthesis/construct-diagnostics';
import { synthesizeManifests } from '../../src/synthesis/manifests';
import { description, profile } from '../fixtures/documents';
import { documentsArbitrary } from '../generators/descriptions';

const MARK = 'pl4nted';
/** The word in the middle, at the length that keys have; made of parts, so that no scanner takes this file for one that holds secrets. */
const words = fc.constantFrom(MARK, `${MARK}Q29uZmlkZW50aWFs`, `${'QUJD'.repeat(6)}${MARK}`);

/** Secrets as people paste them, each with the word that must not be said again. */
const SHAPES: readonly ((word: string) => string)[] = [
  (word) => `-----BEGIN ${'PRIVATE'} KEY-----\n${word}\n-----END ${'PRIVATE'} KEY-----\n`,
  (word) => `-----BEGIN OPENSSH ${'PRIVATE'} KEY-----\n${word}`,
  (word) => `http://admin:${word}@proxy.example.org:3128`,
  (word) => `https://:${word}@mirror.example.org/v2`,
  (word) => `postgres://shop:${word}@db:5432/shop?sslmode=require`,
  (word) => ['eyJhbGciOiJub25lIn0', `eyJ${word}eyJzdWIiOiJzaG9wIn0`, 'c2lnbmF0dXJl'].join('.'),
  (word) => `Authorization: Bearer 0123456789abcdef${word}`,
  (word) => `gh${'p_'}0123456789abcdef0123${word}`,
  (word) => `clouds:\n  openstack:\n    auth:\n      application_credential_id: a\n      application_credential_secret: ${word}\n`,
  (word) => `[Global]\npassword = ${word}\n`,
  (word) => `apiVersion: v1\nkind: Config\nusers:\n- user:\n    token: 0123456789abcdef0123${word}\n`,
  (word) => `{"auths": {"registry.example.org": {"auth": "dXNlcjpwYXNz${word}"}}}`,
  (word) => Buffer.from(`-----BEGIN RSA ${'PRIVATE'} KEY-----\n${word}\n`).toString('base64'),
];

/** The places of texts in a document, for which the value may be anything. */
function texts(value: unknown, path: FieldPath = []): FieldPath[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => texts(below, [...path, Array.isArray(value) ? Number(key) : key]));
}

function planted(value: unknown, [step, ...rest]: FieldPath, secret: string): unknown {
  if (step === undefined) return secret;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? planted(item, rest, secret) : item));
  const fields = value as Record<string, unknown>;
  return { ...fields, [step]: planted(fields[step], rest, secret) };
}

/** All that is said of two documents, and everything that would be written. */
function allSaid(documents: { readonly cluster: unknown; readonly profile: unknown }): { said: string; refused: boolean; objects: string } {
  const files = Object.entries(documents).map(([name, document]) => loadFile(stringify(document), `${name}.yaml`).diagnostics);
  const chart = new Chart(new App({ recordConstructMetadata: false }), 'clusters');
  try {
    const provider = ProviderProfile.fromDocument(documents.profile as never);
    const cluster = ScsCluster.fromDocument(chart, 'shop', documents.cluster as never, provider);
    const found = constructDiagnostics(cluster);
    return {
      said: JSON.stringify([files, found, cluster.node.validate()]), refused: found.some(({ severity }) => severity === 'Error'),
      objects: JSON.stringify(cluster.objects.map((object) => object.toJson())),
    };
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return { said: JSON.stringify([files, error.message]), refused: true, objects: '' };
  }
}

it('wherever a secret is planted in a document, it is refused, and neither said again nor written', () => {
  const seen = new Set<string>();
  fc.assert(fc.property(documentsArbitrary, fc.constantFrom('cluster', 'profile'), fc.nat(), fc.constantFrom(...SHAPES), words, fc.boolean(), (drawn, which, place, shape, word, around) => {
    const documents = { cluster: drawn.description as unknown, profile: drawn.profile as unknown };
    const places = texts(documents[which as 'cluster']).filter((path) => path.length > 1);
    const path = places[place % places.length];
    const secret = around ? `see\n${shape(word)}` : shape(word);
    const { said, refused, objects } = allSaid({ ...documents, [which]: planted(documents[which as 'cluster'], path, secret) });
    seen.add(`${which} ${path.filter((part) => typeof part === 'string').join('.')}`);
    expect(said).not.toContain(word);
    expect(objects).not.toContain(word);
    expect(said).toContain('InlineSecret');
    expect(refused).toBe(true);
  }), { numRuns: 400, seed: 3, endOnFailure: true });
  process.stderr.write(`secrets: planted at ${seen.size} fields\n`);
  expect(seen.size).toBeGreaterThan(100);
});

it('is refused at the kind and as the name of a field as well', () => {
  const secret = SHAPES[2](MARK);
  const changes = [{ kind: secret }, { apiVersion: secret }, { [secret]: 1 }, { spec: { [secret]: { a: 1 } } }];
  for (const document of changes.map((change) => ({ ...description(), ...change }))) {
    const { diagnostics } = loadFile(stringify(document), 'a.yaml');
    expect(diagnostics).not.toEqual([]);
    expect(JSON.stringify(diagnostics)).not.toContain(MARK);
  }
});

describe('in an app', () => {
  const KEY = SHAPES[0](MARK);
  const refusal = (make: (chart: Chart) => void): string => {
    const app = new ScsApp();
    make(new Chart(app, 'clusters'));
    try {
      synthesizeManifests(app);
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };
  const cluster = (chart: Chart): ScsCluster => ScsCluster.fromDocument(chart, 'shop', description(), ProviderProfile.fromDocument(profile()));

  it.each<[string, (chart: Chart) => void]>([
    ['an object that was added to the chart', (chart) => new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { key: KEY } } as never)],
    ['the encoded content of a Secret', (chart) => new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, data: { key: Buffer.from(KEY).toString('base64') } } as never)],
    ['a patch by hand', (chart) => cluster(chart).object('Cluster').addJsonPatch(JsonPatch.add('/metadata/annotations/a', KEY))],
  ])('%s with a secret is refused, and the secret is not said again', (_name, make) => {
    const message = refusal(make);
    expect(message).toContain('this is a private key, and manifests are kept where many can read them');
    expect(message).not.toContain(MARK);
    expect(message.split('\n').filter((line) => line.includes('InlineSecret'))).toHaveLength(1);
  });

  it('nothing is said of objects without', () => {
    expect(refusal((chart) => new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { note: 'the password is in the vault' } } as never))).toBe('');
  });
});
