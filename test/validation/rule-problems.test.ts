import { runInNewContext } from 'node:vm';
import { kindSchemas } from '../../src/objects/kind-schemas';
import type { OpenApiSchema } from '../../src/objects/schema-path';
import { ruleProblems } from '../../src/validation/rule-problems';

function ruled(rule: string, schema: OpenApiSchema = { type: 'object' }, more: object = {}): OpenApiSchema {
  return { ...schema, 'x-kubernetes-validations': [{ rule, ...more }] };
}

function problems(value: unknown, schema: OpenApiSchema): string[] {
  return ruleProblems(value, schema, []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const FLAVOR = '(has(self.flavor) || has(self.flavorID))';

test('a rule that holds, and one that does not', () => {
  const schema = ruled(FLAVOR, { type: 'object' }, { message: 'a flavor is needed' });
  expect(problems({ flavorID: 'a' }, schema)).toEqual([]);
  expect(problems({}, schema)).toEqual([': a flavor is needed']);
});

test('a rule without a message is quoted', () => {
  expect(problems({}, ruled(FLAVOR))).toEqual([`: does not satisfy ${FLAVOR}`]);
});

test('a rule that asks for a field which is not there is not satisfied', () => {
  expect(problems({}, ruled('!self.enabled || has(self.spec)', { type: 'object' }, { message: 'not enabled' }))).toEqual([': not enabled']);
});

test('the field that a rule names', () => {
  expect(problems({}, ruled(FLAVOR, { type: 'object' }, { message: 'no', fieldPath: '.a.b' }))).toEqual(['a.b: no']);
});

test('rules about a change say nothing about a new object', () => {
  expect(problems({}, ruled('self == oldSelf'))).toEqual([]);
});

test('a rule that the build has not seen is no rule that holds', () => {
  expect(() => problems({}, ruled('true || has(self.other)'))).toThrow('schema/rules.js lacks the rule true || has(self.other)');
});

test('rules within fields, items and maps', () => {
  const named = ruled("!(self in ['Ready','Available','HealthCheckSucceeded','OwnerRemediated','ExternallyRemediated'])", { type: 'string' }, { message: 'is reserved' });
  const schema: OpenApiSchema = {
    type: 'object', properties: { a: named, b: { type: 'array', items: named }, c: { type: 'object', additionalProperties: named } },
  };
  expect(problems({ a: 'Ready', b: ['Up', 'Available'], c: { d: 'OwnerRemediated' } }, schema))
    .toEqual(['a: is reserved', 'b.1: is reserved', 'c.d: is reserved']);
});

const TEMPLATE = 'infrastructure.cluster.x-k8s.io/OpenStackMachineTemplate';

test('the rules of the providers', () => {
  const [group, kind] = TEMPLATE.split('/');
  const schema = kindSchemas.schema(group, kind)!;
  const template = (spec: object) => ({ spec: { template: { spec } } });
  expect(problems(template({ flavor: 'SCS-2V-4', image: {} }), schema)).toEqual([]);
  expect(problems(template({ image: {} }), schema)).toEqual(['spec.template.spec: at least one of flavor or flavorID must be set']);
});

test('lists of another realm', () => {
  const schema: OpenApiSchema = { ...ruled('self.all(x, self.exists_one(y, x == y))', { type: 'array', items: { type: 'string' } }) };
  expect(problems(runInNewContext("['a', 'b']"), schema)).toEqual([]);
});
