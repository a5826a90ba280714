import type { OpenApiSchema } from '../../src/objects/schema-path';
import { type KnownKind, objectProblems } from '../../src/validation/object-problems';

const SCHEMA: OpenApiSchema = {
  type: 'object',
  required: ['spec'],
  properties: {
    spec: {
      type: 'object',
      required: ['size', 'zone'],
      properties: {
        size: { type: 'integer', minimum: 1, default: 3 },
        zone: { type: 'string' },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        parts: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
        open: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      },
    },
  },
};
const THING: KnownKind = { group: 'things.io', scope: 'Namespaced', schema: SCHEMA };

function problems(spec: unknown, metadata: unknown = { name: 'a', namespace: 'b' }, known: KnownKind = THING): string[] {
  const object = { apiVersion: 'things.io/v1', kind: 'Thing', metadata, spec };
  return objectProblems(object, known).map(({ code, path, message }) => `${code} ${path.join('.')}: ${message}`);
}

test('a sound object', () => {
  expect(problems({ zone: 'a', labels: { a: 'b' }, parts: [{ name: 'c' }], open: { d: { e: 1 } } })).toEqual([]);
});

test('fields that nobody knows, wherever they stand', () => {
  expect(problems({ zone: 'a', colour: 'red', parts: [{ nam: 'c' }] })).toEqual([
    'UnknownField spec.colour: the kind has no such field',
    'UnknownField spec.parts.0.nam: the kind has no such field',
  ]);
});

test('names what was meant', () => {
  const object = { apiVersion: 'things.io/v1', kind: 'Thing', metadata: { name: 'a' }, spec: { zone: 'a', lables: {} } };
  expect(objectProblems(object, THING)).toEqual([
    {
      code: 'UnknownField', path: ['spec', 'lables'], onKey: true, message: 'the kind has no such field',
      allowed: ['labels', 'open', 'parts', 'size', 'zone'], didYouMean: 'labels',
    },
  ]);
});

test('a field without a value counts as absent, and gets its default', () => {
  expect(problems({ size: null, zone: null })).toEqual(['MissingField spec.zone: the field is required']);
});

test('the status is not judged: servers drop it', () => {
  const object = { apiVersion: 'things.io/v1', kind: 'Thing', metadata: { name: 'a' }, spec: { zone: 'a' }, status: { whatever: true } };
  expect(objectProblems(object, THING)).toEqual([]);
});

test.each([
  [{}, 'MissingField metadata.name: an object needs a name'],
  [{ namespace: 'b' }, 'MissingField metadata.name: an object needs a name'],
  [{ name: 'a', lables: {} }, 'UnknownField metadata.lables: the kind has no such field'],
  [{ name: 7 }, 'InvalidType metadata.name: expected a string, found a number'],
  [{ name: 'a', labels: { '-a': 'b' } }, 'InvalidValue metadata.labels.-a: the key "-a" is not a label key'],
  [{ name: 'a', labels: { a: '-b' } }, 'InvalidValue metadata.labels.a: "-b" is not a label value'],
  [{ name: 'a', annotations: { 'a b': '' } }, 'InvalidValue metadata.annotations.a b: the key "a b" is not a label key'],
  [{ name: 'a', annotations: { a: 'b'.repeat(300_000) } }, 'InvalidValue metadata.annotations: annotations have 300001 bytes'],
  [{ name: 'a', finalizers: ['-a'] }, 'InvalidValue metadata.finalizers.0: "-a" is not a label key'],
  [{ name: 'A b' }, 'InvalidValue metadata.name: "A b"'],
  [{ name: 'a', namespace: 'B' }, 'InvalidValue metadata.namespace: "B"'],
  [{ name: 'a', ownerReferences: [{ name: 'b' }] }, 'MissingField metadata.ownerReferences.0.apiVersion: the field is required'],
])('metadata %j', (metadata, problem) => {
  expect(problems({ zone: 'a' }, metadata)[0]).toMatch(new RegExp(`^${problem.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
});

test('what a server writes into metadata may stand there', () => {
  const metadata = { name: 'a', uid: 'b', resourceVersion: '1', generation: 1, creationTimestamp: null, generateName: null, labels: { a: null }, managedFields: [{ manager: 'c' }] };
  expect(problems({ zone: 'a' }, metadata)).toEqual([]);
});

test('objects outside of namespaces have none', () => {
  expect(problems({ zone: 'a' }, { name: 'a', namespace: 'b' }, { ...THING, scope: 'Cluster' })).toEqual([
    'InvalidValue metadata.namespace: objects of this kind are in no namespace',
  ]);
});

test('finalizers without a domain are those of Kubernetes, in its core group', () => {
  const known: KnownKind = { ...THING, group: '' };
  expect(problems({ zone: 'a' }, { name: 'a', finalizers: ['orphan', 'example.org/a'] }, known)).toEqual([]);
  expect(problems({ zone: 'a' }, { name: 'a', finalizers: ['a'] }, known)).toEqual(['InvalidValue metadata.finalizers.0: "a" has no domain, such as example.org/a']);
  expect(problems({ zone: 'a' }, { name: 'a', finalizers: ['a'] })).toEqual([]);
});
