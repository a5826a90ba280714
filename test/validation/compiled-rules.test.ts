import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { OpenApiSchema } from '../../src/objects/schema-path';
import { ruleProblems } from '../../src/validation/rule-problems';
import { celResult } from './cel-reference';

const KINDS = join(__dirname, '../../schema/kinds');

/** The rules about new values in schema/kinds, each with the schemas that it stands in. */
const schemasByRule = new Map<string, OpenApiSchema[]>();
for (const file of readdirSync(KINDS, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))) {
  collect(JSON.parse(readFileSync(join(KINDS, file), 'utf8')));
}

function collect(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const rules = (value as OpenApiSchema)['x-kubernetes-validations'];
  for (const { rule } of Array.isArray(rules) ? (rules as { rule: string }[]) : []) {
    if (!rule.includes('oldSelf')) schemasByRule.set(rule, [...(schemasByRule.get(rule) ?? []), value as OpenApiSchema]);
  }
  Object.values(value).forEach(collect);
}

test.each([...schemasByRule])('the library judges alike: %s', (rule, schemas) => {
  const distinct = [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
  const verdicts = { holds: 0, isBroken: 0 };
  const both = fc.constantFrom(...distinct).chain((schema) => fc.tuple(fc.constant(schema), valueOf(schema, rule)));
  fc.assert(fc.property(both, ([schema, value]) => {
    const holds = celResult(rule, value, schema) === true;
    const only: OpenApiSchema = { 'x-kubernetes-validations': [{ rule }] };
    expect(ruleProblems(value, only, []).length === 0).toBe(holds);
    verdicts[holds ? 'holds' : 'isBroken'] += 1;
  }), { numRuns: 400, seed: 1 });
  expect(verdicts.holds).toBeGreaterThan(5);
  expect(verdicts.isBroken).toBeGreaterThan(5);
});

test('there are rules of each provider', () => {
  expect(schemasByRule.size).toBeGreaterThan(20);
});

/** A value of the types of a schema, any of its fields missing, near what the rule speaks of. */
function valueOf(schema: OpenApiSchema, rule: string): fc.Arbitrary<unknown> {
  const { type, properties = {}, items, additionalProperties } = schema;
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]), ...words(rule));
  if (type === 'array') return fc.array(valueOf(items ?? {}, rule), { maxLength: 4 }).chain((list) => fc.constantFrom(list, [...list, ...list.slice(0, 1).map(copyOf)]));
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer' || type === 'number') return number(rule);
  if (type === 'object') {
    const named = Object.keys(properties).filter((name) => new RegExp(`\\b_*${name}_*\\b`).test(rule));
    // Where the rule names none, it may be about all.
    const fields = Object.fromEntries((named.length > 0 ? named : Object.keys(properties).slice(0, 3)).map((name) => [name, valueOf(properties[name], rule)]));
    const record = fc.record(fields, { requiredKeys: [] });
    return typeof additionalProperties === 'object' ? fc.dictionary(fc.constantFrom('a', 'b'), valueOf(additionalProperties, rule)) : record;
  }
  return text(rule);
}

function copyOf(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** What is written out in a rule. */
function words(rule: string): string[] {
  return [...rule.matchAll(/'([^']*)'/g)].map(([, word]) => word);
}

function number(rule: string): fc.Arbitrary<number> {
  const edges = [...rule.matchAll(/\b\d+\b/g)].flatMap(([edge]) => [Number(edge) - 1, Number(edge), Number(edge) + 1]);
  return fc.oneof(fc.constantFrom(0, 1, 2, ...edges), fc.integer());
}

/** Words of the rule, parts of the lengths that it speaks of, with and without a slash, in characters of one and two units, and forms of identifiers. */
function text(rule: string): fc.Arbitrary<string> {
  const lengths = [...rule.matchAll(/<= (\d+)/g)].flatMap(([, length]) => [Number(length), Number(length) + 1]);
  const part = fc.tuple(fc.constantFrom('a', '𝒳'), fc.constantFrom(0, 1, ...lengths)).map(([character, length]) => character.repeat(length));
  const parts = fc.array(part, { minLength: 1, maxLength: 3 }).map((all) => all.join('/'));
  const alternatives = words(rule).flatMap((word) => word.split(/[()|^$]/)).filter((word) => /^\w*$/.test(word));
  return fc.oneof(part, parts, fc.constantFrom('', ...words(rule), ...alternatives), fc.uuid(), fc.uuid().chain((id) => fc.constantFrom(`x${id}`, `${id}0`)), fc.string({ maxLength: 3 }));
}
