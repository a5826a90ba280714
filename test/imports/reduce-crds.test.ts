import { parseAllDocuments } from 'yaml';
import { reduceCrds, renderCrds } from '../../tools/import/reduce-crds';

const WANTED = { apis: ['things.io/v1beta2', 'things.io/v1alpha1'] };

function crd(kind: string, versions: readonly string[], group = 'things.io'): string {
  const plural = `${kind.toLowerCase()}s`;
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  annotations: {controller-gen.kubebuilder.io/version: v0.19.0}
  labels: {cluster.x-k8s.io/v1beta2: v1beta2}
  name: ${plural}.${group}
spec:
  conversion: {strategy: Webhook}
  group: ${group}
  names: {categories: [all], kind: ${kind}, listKind: ${kind}List, plural: ${plural}, shortNames: [x], singular: ${kind.toLowerCase()}}
  scope: Namespaced
  versions:
${versions.map((version) => `  - {name: ${version}, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}`).join('\n')}
`;
}

// What a release file looks like: other objects around, variables of clusterctl that are no YAML.
const RELEASE_FILE = [
  'apiVersion: v1\nkind: Namespace\nmetadata: {name: capi-system}\n',
  crd('Thing', ['v1beta1', 'v1beta2']),
  'apiVersion: apps/v1\nkind: Deployment\nspec: {args: [--v=${LEVEL:=0}, ${EXTRA:={}}]}\n',
  crd('Helper', ['v1alpha1']),
  crd('Foreign', ['v1'], 'other.io'),
].join('---\n');

test('takes the wanted CRDs, each with the first wanted version that it has', () => {
  const reduced = reduceCrds(RELEASE_FILE, WANTED);
  expect(reduced.map(({ spec }) => `${spec.names.kind} ${spec.versions[0].name}`)).toEqual(['Helper v1alpha1', 'Thing v1beta2']);
  expect(reduced[1]).toEqual({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.things.io' },
    spec: {
      group: 'things.io',
      names: { kind: 'Thing', listKind: 'ThingList', plural: 'things', singular: 'thing' },
      scope: 'Namespaced',
      versions: [{ name: 'v1beta2', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', properties: {} } } }],
    },
  });
});

test('takes only the wanted kinds', () => {
  expect(reduceCrds(RELEASE_FILE, { ...WANTED, kinds: ['Helper'] }).map((reduced) => reduced.spec.names.kind)).toEqual(['Helper']);
});

test('drops descriptions and status, but no field that is called so', () => {
  const schema = `{type: object, description: text, title: text, example: text, required: [status, spec], properties: {
    status: {type: object},
    spec: {type: object, description: text, required: [description], properties: {
      description: {type: string, description: text, maxLength: 9},
      properties: {type: array, items: {type: object, description: text, properties: {status: {type: string}, example: {type: string}}}},
      map: {type: object, additionalProperties: {type: string, title: text}},
      size: {description: text, anyOf: [{type: integer, description: text}, {type: string}], x-kubernetes-int-or-string: true},
      closed: {type: object, additionalProperties: false, not: {description: text, required: [a]}}},
      x-kubernetes-validations: [{rule: 'has(self.map)', message: a map is needed}]}}}`;
  const text = crd('Thing', ['v1beta2']).replace('{type: object}', schema);
  expect(reduceCrds(text, WANTED)[0].spec.versions[0].schema.openAPIV3Schema).toEqual({
    type: 'object',
    required: ['spec'],
    properties: {
      spec: {
        type: 'object',
        required: ['description'],
        properties: {
          description: { type: 'string', maxLength: 9 },
          properties: { type: 'array', items: { type: 'object', properties: { status: { type: 'string' }, example: { type: 'string' } } } },
          map: { type: 'object', additionalProperties: { type: 'string' } },
          size: { anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true },
          closed: { type: 'object', additionalProperties: false, not: { required: ['a'] } },
        },
        'x-kubernetes-validations': [{ rule: 'has(self.map)', message: 'a map is needed' }],
      },
    },
  });
});

test('gives the same bytes for any order, and for its own result', () => {
  const render = (text: string) => renderCrds(reduceCrds(text, WANTED), 'things', 'v1.2.3', 'https://example.org/things.yaml');
  const rendered = render(RELEASE_FILE);
  expect(render(RELEASE_FILE.split('---\n').reverse().join('---\n'))).toBe(rendered);
  expect(render(rendered)).toBe(rendered);
  expect(rendered.slice(0, rendered.indexOf('spec:')))
    .toBe(`# CRDs of things v1.2.3 (Apache-2.0), each reduced to one version, without descriptions and status.
# Written by \`npm run import -- --refresh\`; do not edit. From:
# https://example.org/things.yaml
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: helpers.things.io
`);
  expect(parseAllDocuments(rendered)).toHaveLength(2);
});

test.each([
  ['a text without CRDs', 'kind: Namespace\n', WANTED, 'the text holds no CustomResourceDefinition'],
  ['a version that is gone', crd('Thing', ['v1', 'v2']), WANTED, 'things.io/Thing serves v1, v2, wanted is v1beta2 or v1alpha1'],
  [
    'a version that is not served any more',
    crd('Thing', ['v1beta2']).replace('served: true', 'served: false'),
    WANTED,
    'things.io/Thing serves no version, wanted is v1beta2 or v1alpha1',
  ],
  ['a CRD twice', `${crd('Thing', ['v1beta2'])}---\n${crd('Thing', ['v1beta2'])}`, WANTED, 'things.io/Thing is defined twice'],
  [
    'missing groups and kinds',
    RELEASE_FILE,
    { apis: ['things.io/v1beta2', 'absent.io/v1'], kinds: ['Thing', 'Gone'] },
    'no CRD of the group absent.io\nno CRD of the kind Gone',
  ],
])('refuses %s', (_, text, wanted, message) => {
  expect(() => reduceCrds(text, wanted)).toThrow(new Error(message));
});
