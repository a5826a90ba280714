import { schemaAllowsPath, type OpenApiSchema } from '../../src/objects/schema-path';

const SCHEMA: OpenApiSchema = {
  type: 'object',
  properties: {
    apiVersion: { type: 'string' },
    kind: { type: 'string' },
    metadata: { type: 'object' },
    spec: {
      type: 'object',
      properties: {
        replicas: { type: 'integer' },
        maxSurge: { anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true },
        ports: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' }, number: { type: 'integer' } } } },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        pools: { type: 'object', additionalProperties: { type: 'object', properties: { size: { type: 'integer' } } } },
        values: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true, properties: { known: { type: 'string' } } },
        open: { type: 'object', additionalProperties: true },
        closed: { type: 'object' },
        resource: {
          type: 'object',
          'x-kubernetes-embedded-resource': true,
          properties: { spec: { type: 'object', properties: { a: { type: 'string' } } } },
        },
        anyResource: { type: 'object', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true },
        template: {
          type: 'object',
          properties: {
            metadata: { type: 'object', properties: { labels: { type: 'object', additionalProperties: { type: 'string' } } } },
          },
        },
      },
    },
  },
};

const SPEC_FIELDS = ['anyResource', 'closed', 'labels', 'maxSurge', 'open', 'pools', 'ports', 'replicas', 'resource', 'template', 'values'];
const META_FIELDS = ['annotations', 'finalizers', 'generateName', 'labels', 'name', 'namespace', 'ownerReferences'];

test.each([
  [[]],
  [['spec']],
  [['spec', 'replicas']],
  [['spec', 'maxSurge']],
  [['spec', 'ports', '0']],
  [['spec', 'ports', '-']],
  [['spec', 'ports', '12', 'name']],
  [['spec', 'labels', 'example.org/any']],
  [['spec', 'pools', 'blue', 'size']],
  [['spec', 'values', 'a', 'b', '0']],
  [['spec', 'open', 'a', 'b']],
  [['spec', 'resource', 'kind']],
  [['spec', 'resource', 'metadata', 'labels', 'a']],
  [['spec', 'anyResource', 'data', 'a']],
  [['spec', 'template', 'metadata', 'labels', 'a']],
  [['apiVersion']],
  [['metadata', 'name']],
  [['metadata', 'labels', 'example.org/any']],
  [['metadata', 'annotations', 'a']],
  [['metadata', 'finalizers', '-']],
  [['metadata', 'ownerReferences', '0', 'uid']],
])('allows %j', (segments) => {
  expect(schemaAllowsPath(SCHEMA, segments)).toEqual({ allowed: true });
});

test.each([
  [['status'], 0, ['apiVersion', 'kind', 'metadata', 'spec']],
  [['spec', 'replica'], 1, SPEC_FIELDS],
  [['spec', 'constructor'], 1, SPEC_FIELDS],
  [['spec', 'ports', 'http', 'name'], 2, ['<index>', '-']],
  [['spec', 'ports', '01'], 2, ['<index>', '-']],
  [['spec', 'ports', '0', 'title'], 3, ['name', 'number']],
  [['spec', 'pools', 'blue', 'color'], 3, ['size']],
  [['spec', 'replicas', 'min'], 2, []],
  [['spec', 'maxSurge', 'value'], 2, []],
  [['spec', 'labels', 'a', 'b'], 3, []],
  [['spec', 'values', 'known', 'deep'], 3, []],
  [['spec', 'closed', 'a'], 2, []],
  [['spec', 'resource', 'data'], 2, ['apiVersion', 'kind', 'metadata', 'spec']],
  [['spec', 'resource', 'metadata', 'uid'], 3, META_FIELDS],
  [['spec', 'anyResource', 'metadata', 'uid'], 3, META_FIELDS],
  [['spec', 'template', 'metadata', 'name'], 3, ['labels']],
  [['metadata', 'uid'], 1, META_FIELDS],
  [['metadata', 'labels', 'a', 'b'], 3, []],
])('refuses %j', (segments, at, known) => {
  expect(schemaAllowsPath(SCHEMA, segments)).toEqual({ allowed: false, at, known });
});
