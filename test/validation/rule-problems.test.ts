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

const RANGE: OpenApiSchema = { type: 'object', properties: { min: { type: 'integer' }, max: { type: 'integer' } } };

test('a rule that holds, and one that does not', () => {
  const schema = ruled('self.min <= self.max', RANGE, { message: 'min is above max' });
  expect(problems({ min: 1, max: 1 }, schema)).toEqual([]);
  expect(problems({ min: 2, max: 1 }, schema)).toEqual([': min is above max']);
});

test('a rule without a message is quoted', () => {
  expect(problems({}, ruled('has(self.a)'))).toEqual([': does not satisfy has(self.a)']);
});

test('a rule that asks for a field which is not there is not satisfied', () => {
  expect(problems({}, ruled('self.a == 1', { type: 'object' }, { message: 'a is not 1' }))).toEqual([': a is not 1']);
});

test('the field that a rule names', () => {
  expect(problems({}, ruled('false', { type: 'object' }, { message: 'no', fieldPath: '.a.b' }))).toEqual(['a.b: no']);
});

test('rules about a change say nothing about a new object', () => {
  expect(problems({}, ruled('self == oldSelf'))).toEqual([]);
});

test('fields whose names are words of CEL', () => {
  const schema = ruled("self.__import__ == 'a' && self.b__dash__c == 'd'", { type: 'object', properties: { import: { type: 'string' }, 'b-c': { type: 'string' } } });
  expect(problems({ import: 'a', 'b-c': 'd' }, schema)).toEqual([]);
});

test('rules within fields, items and maps', () => {
  const small = ruled('self < 3', { type: 'integer' }, { message: 'is not below 3' });
  const schema: OpenApiSchema = {
    type: 'object', properties: { a: small, b: { type: 'array', items: small }, c: { type: 'object', additionalProperties: small } },
  };
  expect(problems({ a: 3, b: [1, 4], c: { d: 5 } }, schema)).toEqual(['a: is not below 3', 'b.1: is not below 3', 'c.d: is not below 3']);
});

const TEMPLATE = 'infrastructure.cluster.x-k8s.io/OpenStackMachineTemplate';

test('the rules of the providers', () => {
  const [group, kind] = TEMPLATE.split('/');
  const schema = kindSchemas.schema(group, kind)!;
  const template = (spec: object) => ({ spec: { template: { spec } } });
  expect(problems(template({ flavor: 'SCS-2V-4', image: {} }), schema)).toEqual([]);
  expect(problems(template({ image: {} }), schema)).toEqual(['spec.template.spec: at least one of flavor or flavorID must be set']);
});

test.each(kindSchemas.names())('%s has no rule that CEL cannot read', (name) => {
  const [group, kind] = name.split('/');
  const rules = kindSchemas.schemas(group, kind).flatMap(rulesOf);
  const { Environment } = require('../../schema/cel.js') as { readonly Environment: new (options: object) => { parse(rule: string): unknown } };
  const environment = new Environment({ unlistedVariablesAreDyn: true });
  for (const rule of rules) expect(() => environment.parse(rule)).not.toThrow();
});

function rulesOf(schema: OpenApiSchema): string[] {
  const { properties = {}, items, additionalProperties } = schema;
  const own = (schema['x-kubernetes-validations'] ?? []) as readonly { readonly rule: string }[];
  const below = [...Object.values(properties), ...(items ? [items] : []), ...(typeof additionalProperties === 'object' ? [additionalProperties] : [])];
  return [...own.map(({ rule }) => rule), ...below.flatMap(rulesOf)];
}

test('lists of another realm', () => {
  const schema: OpenApiSchema = { ...ruled('self.all(x, self.exists_one(y, x == y))', { type: 'array', items: { type: 'string' } }) };
  expect(problems(runInNewContext("['a', 'b']"), schema)).toEqual([]);
});
