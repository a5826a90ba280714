import { kindSchemas } from '../../src/objects/kind-schemas';
import { withDefaults } from '../../src/objects/schema-defaults';

const SCHEMA = {
  properties: {
    a: { default: 'x' },
    b: { properties: { c: { default: { d: 1 }, properties: { d: {}, e: { default: 2 } } } } },
    list: { items: { properties: { f: { default: false } } } },
    map: { additionalProperties: { properties: { g: { default: 0 } } } },
  },
};

it.each([
  [{}, { a: 'x' }],
  [{ a: 'y', b: {} }, { a: 'y', b: { c: { d: 1, e: 2 } } }],
  [{ a: null, list: [{}, { f: true }], map: { one: {} } }, { a: null, list: [{ f: false }, { f: true }], map: { one: { g: 0 } } }],
])('makes of %j %j', (value, stored) => {
  expect(withDefaults(value, SCHEMA)).toEqual(stored);
});

it('leaves alone what has no schema', () => {
  expect(withDefaults({ unknown: [{}] }, undefined)).toEqual({ unknown: [{}] });
  expect(withDefaults({ a: 'y', unknown: [{}] }, SCHEMA)).toEqual({ a: 'y', unknown: [{}] });
});

it('knows the defaults of the kinds of this package', () => {
  const stored = withDefaults({ spec: { identityRef: { name: 'a' }, apiServerLoadBalancer: {} } }, kindSchemas.schema('infrastructure.cluster.x-k8s.io', 'OpenStackCluster'));
  expect(stored).toEqual({ spec: { identityRef: { name: 'a', type: 'Secret' }, apiServerLoadBalancer: { enabled: true } } });
});
