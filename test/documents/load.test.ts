import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { formatDiagnostic, sortDiagnostics } from '../../src/diagnostics/format';
import { schemaOf } from '../../src/documents/document-schemas';
import type { FieldSchema } from '../../src/documents/document-schemas';
import { loadFile } from '../../src/documents/load';
import { MAX_PROBLEMS } from '../../src/documents/yaml-source';

const fixture = (name: string): Buffer => readFileSync(join(__dirname, '../fixtures', name));
const HEAD = 'apiVersion: kaas.scs.community/v1alpha1\nkind: ScsCluster\nmetadata: {name: a}\n';
const PAIRS = '(allowed: kaas.scs.community/v1alpha1 ScsCluster, kaas.scs.community/v1alpha1 ProviderProfile)';

function problems(text: string | Buffer): string[] {
  return sortDiagnostics(loadFile(text, 'f').diagnostics).map(formatDiagnostic);
}

it.each(['scs-cluster.full.yaml', 'provider-profile.full.yaml'])('%s has nothing wrong, but some fields that do not work yet', (name) => {
  const { clusters, profiles, diagnostics } = loadFile(fixture(name), name);
  expect(diagnostics.filter(({ code }) => code !== 'NotYetSupported')).toEqual([]);
  expect([...clusters, ...profiles].map(({ wellShaped }) => wellShaped)).toEqual([true]);
});

it('sorts the documents of a file by kind and leaves out what is neither', () => {
  const text = `${HEAD}spec: {kubernetesVersion: "1.36", nodePools: [{name: a}]}\n---\napiVersion: kaas.scs.community/v1alpha1\nkind: ProviderProfile\nmetadata: {name: p}\nspec: {target: capi-openstack}\n---\napiVersion: v1\nkind: Secret\n`;
  const { clusters, profiles, diagnostics } = loadFile(text, 'f');
  expect(clusters.map(({ value }) => (value as { metadata: unknown }).metadata)).toEqual([{ name: 'a' }]);
  expect(profiles.map(({ value }) => (value as { metadata: unknown }).metadata)).toEqual([{ name: 'p' }]);
  expect(diagnostics.map(formatDiagnostic)).toEqual([`f:12:7: error UnknownKind: kind: the kind "Secret" is not known ${PAIRS}`]);
});

it.each<[string, string, string[]]>([
  ['no document', '# nothing\n', [`f:1:1: error UnknownKind: the file has no document ${PAIRS}`]],
  ['no object', '- a\n', [`f:1:1: error UnknownKind: a document is an object with the fields apiVersion, kind, metadata and spec ${PAIRS}`]],
  ['no kind', 'a: 1\n', [`f:1:1: error UnknownKind: kind: the document does not say its kind ${PAIRS}`]],
  ['a misspelled kind', 'kind: scsCluster\n', [`f:1:7: error UnknownKind: kind: the kind "scsCluster" is not known ${PAIRS}, did you mean "ScsCluster"?`]],
  ['a kind that is a property of every object', 'kind: constructor\n', [`f:1:7: error UnknownKind: kind: the kind "constructor" is not known ${PAIRS}`]],
  [
    'an unknown version',
    'apiVersion: kaas.scs.community/v1\nkind: ScsCluster\n',
    [`f:1:13: error UnknownKind: apiVersion: the apiVersion "kaas.scs.community/v1" is not known ${PAIRS}, did you mean "kaas.scs.community/v1alpha1"?`],
  ],
  [
    'a missing version with the rest of the shape',
    'kind: ScsCluster\nmetadata: {name: a}\n',
    ['f:1:1: error MissingField: apiVersion: this field is required, for example "kaas.scs.community/v1alpha1"', 'f:1:1: error MissingField: spec: this field is required'],
  ],
  [
    'syntax errors without the shape',
    `${HEAD}spec: {unknown: 1]\n`,
    ['f:4:18: error SyntaxError: the } that closes the list or object is missing before this line'],
  ],
  [
    'duplicate keys with the shape',
    `${HEAD}spec:\n  region: a\n  region: b\n  kubernetesVersion: "1.36"\n  nodePool: []\n`,
    [
      'f:4:1: error MissingField: spec.nodePools: this field is required',
      'f:6:3: error DuplicateKey: spec.region: the key "region" stands on line 5 already',
      'f:8:3: error UnknownField: spec.nodePool: there is no such field, did you mean "nodePools"?',
    ],
  ],
  [
    'a version without quotes, as it was written',
    `${HEAD}spec:\n  kubernetesVersion: 1.30\n  nodePools:\n    - {name: a, kubernetesVersion: 1.29}\n    - {name: b, kubernetesVersion: "1.28"}\n`,
    [
      'f:5:22: warning UnquotedVersion: spec.kubernetesVersion: a version without quotes is a number; it was read as "1.30": put it in quotes',
      'f:7:36: warning UnquotedVersion: spec.nodePools[0].kubernetesVersion: a version without quotes is a number; it was read as "1.29": put it in quotes',
    ],
  ],
  [
    'a number that is no version',
    `${HEAD}spec: {kubernetesVersion: 1, nodePools: [{name: a, kubernetesVersion: 0x1}]}\n`,
    [
      'f:4:27: error InvalidType: spec.kubernetesVersion: expected a string, found the number 1: put it in quotes',
      'f:4:71: error InvalidType: spec.nodePools[0].kubernetesVersion: expected a string, found the number 1: put it in quotes',
    ],
  ],
  [
    'problems at the key, at the value, and through anchors',
    `${HEAD}spec:\n  kubernetesVersion: "1.36"\n  nodePools:\n    - &pool\n      name: a\n      flavour: x\n    - {<<: *pool, name: b}\n    - {<<: *pool, name: B}\n`,
    [
      'f:9:7: error UnknownField: spec.nodePools[0].flavour: there is no such field, did you mean "flavor"?',
      'f:9:7: error UnknownField: spec.nodePools[1].flavour: there is no such field, did you mean "flavor"?',
      'f:9:7: error UnknownField: spec.nodePools[2].flavour: there is no such field, did you mean "flavor"?',
      'f:11:25: error InvalidValue: spec.nodePools[2].name: "B" is not a DNS label: lower-case letters, digits and \'-\', with a letter or digit at both ends; for example "general"',
    ],
  ],
  ['__proto__', `${HEAD}spec: {kubernetesVersion: "1.36", nodePools: [{name: a}], __proto__: {region: b}}\n`, ['f:4:59: error UnknownField: spec.__proto__: there is no such field']],
  ['numbers that nobody can keep', `${HEAD}spec: {kubernetesVersion: "1.36", nodePools: [{name: a, replicas: 12345678901234567890}, {name: b, replicas: .inf}]}\n`, [
    'f:4:67: error InvalidType: spec.nodePools[0].replicas: the number 12345678901234567000 is too large to be kept exactly: put it in quotes where a text is allowed',
    'f:4:110: error InvalidType: spec.nodePools[1].replicas: expected plain data, found Infinity',
  ]],
])('tells %s', (_name, text, expected) => {
  expect(problems(text)).toEqual(expected);
});

it('gives the version that was written', () => {
  const { clusters } = loadFile(`${HEAD}spec: {kubernetesVersion: &v 1.30, nodePools: [{name: a, kubernetesVersion: *v}]}\n`, 'f');
  expect(clusters[0]!.value).toMatchObject({ spec: { kubernetesVersion: '1.30', nodePools: [{ kubernetesVersion: '1.30' }] } });
  expect(clusters[0]!.wellShaped).toBe(true);
});

it('does so for every field with the form of a version', () => {
  const written = (kind: 'ScsCluster' | 'ProviderProfile'): string[] => {
    const root = schemaOf(kind);
    const search = (schema: FieldSchema, path: string): string[] => {
      const { properties = {}, items, 'x-format': format } = { ...(schema.$ref === undefined ? {} : root.$defs![schema.$ref.slice('#/$defs/'.length)]), ...schema };
      if (format?.startsWith('kubernetes-')) return [path];
      return [...Object.entries(properties).flatMap(([name, property]) => search(property, path === '' ? name : `${path}.${name}`)), ...(items === undefined ? [] : search(items, `${path}[]`))];
    };
    return search(root, '');
  };
  expect(written('ScsCluster')).toEqual(['spec.kubernetesVersion', 'spec.nodePools[].kubernetesVersion']);
  expect(written('ProviderProfile')).toEqual(['spec.kubernetesVersions[].minor']);
});

it('locates diagnostics of others in the file', () => {
  const { clusters } = loadFile(`${HEAD}spec:\n  kubernetesVersion: "1.36"\n  nodePools: [{name: a}]\n`, 'f');
  const located = clusters[0]!.locate({ code: 'InvalidValue', severity: 'Error', document: 'cluster', path: ['spec', 'nodePools', 0, 'zones', 1], message: 'm' });
  expect(formatDiagnostic(located)).toBe('f:6:15: error InvalidValue: spec.nodePools[0].zones[1]: m');
});

it('stops after many problems', () => {
  const { diagnostics } = loadFile(`${HEAD}spec:\n${Array.from({ length: 5000 }, (_, index) => `  field${index}: 1\n`).join('')}`, 'f');
  expect(diagnostics).toHaveLength(MAX_PROBLEMS + 1);
  expect(formatDiagnostic(diagnostics.at(-1)!)).toBe('f:1005:3: error LimitExceeded: there are 5002 problems; only the first 1000 are shown');
});

describe('whatever comes', () => {
  const pieces = fc.array(
    fc.constantFrom('a', 'kind: ScsCluster', 'apiVersion: kaas.scs.community/v1alpha1', 'spec:', 'nodePools:', '- ', '  ', '\n', '\t', ': ', '&a ', '*a', '<<: ', '[', ']', '{', '}', ',', '"', "'", '|', '>', '#', '---\n', '...\n', '!!str ', '!x ', '%YAML 1.1\n', '1.30', 'null', '__proto__: ', '? ', '\\', '\ud800', 'ä', '\r\n', '\ufeff', '\u0000'),
    { maxLength: 40 },
  );
  const input = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.string({ unit: 'binary', maxLength: 200 }),
    pieces.map((parts) => parts.join('')),
    fc.tuple(fc.nat(4000), fc.nat(20), pieces).map(([at, length, parts]) => {
      const text = fixture('scs-cluster.full.yaml').toString();
      return text.slice(0, at) + parts.join('') + text.slice(at + length);
    }),
  );

  it('nothing is thrown, and every problem has a place in the file', () => {
    fc.assert(
      fc.property(input, (content) => {
        const text = typeof content === 'string' ? content : Buffer.from(content).toString();
        const lines = text.replace(/^\ufeff/, '').split('\n');
        for (const { position } of loadFile(content, 'f').diagnostics) {
          expect(position!.file).toBe('f');
          expect(position!.line).toBeGreaterThanOrEqual(1);
          expect(position!.line).toBeLessThanOrEqual(lines.length);
          expect(position!.column).toBeGreaterThanOrEqual(1);
          expect(position!.column).toBeLessThanOrEqual(lines[position!.line - 1]!.length + 1);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('a document without problems is what its kind says', () => {
    fc.assert(
      fc.property(input, (content) => {
        const { clusters, diagnostics } = loadFile(content, 'f');
        if (diagnostics.length === 0) expect(clusters).not.toEqual([]);
      }),
    );
  });
});

it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('a field with the name %s, which every object of JavaScript has, is one that there is not', (name) => {
  const text = `apiVersion: kaas.scs.community/v1alpha1\nkind: ProviderProfile\nmetadata: {name: a}\nspec: {target: capi-openstack, regions: [{name: a, zones: [b]}]}\n${name}: 1\n`;
  expect(loadFile(text, 'a.yaml').diagnostics).toContainEqual(expect.objectContaining({ code: 'UnknownField', path: [name], position: { file: 'a.yaml', line: 5, column: 1 } }));
});
