import { kindSchemas } from '../../src/objects/kind-schemas';
import type { OpenApiSchema } from '../../src/objects/schema-path';
import { schemaProblems } from '../../src/validation/schema-problems';

const TEXT: OpenApiSchema = { type: 'string' };
const BY_NAME: OpenApiSchema = { type: 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] };

type Case = readonly [string, unknown, OpenApiSchema, ...(readonly [string, string, string])[]];

function fieldOf(schema: OpenApiSchema): OpenApiSchema {
  return { type: 'object', properties: { a: schema } };
}

/** Value, schema, and what is said of it: code, path and message. */
const CASES: readonly Case[] = [
  ['a value of the type', 'a', TEXT],
  ['a number as a string', 7, TEXT, ['InvalidType', '', 'expected a string, found a number']],
  ['a list as an object', [], { type: 'object' }, ['InvalidType', '', 'expected an object, found a list']],
  ['a whole number', 7, { type: 'integer' }],
  ['a whole number as a number', 7, { type: 'number' }],
  ['a fraction as a whole number', 7.5, { type: 'integer' }, ['InvalidType', '', 'expected a whole number, found a number']],
  ['a number or string', '40%', { 'x-kubernetes-int-or-string': true }],
  ['neither a number nor a string', true, { 'x-kubernetes-int-or-string': true }, ['InvalidType', '', 'expected a whole number or a string, found true']],
  ['null', null, TEXT, ['InvalidType', '', 'expected a string, found null']],
  ['null where it may be', null, { ...TEXT, nullable: true }],
  ['anything where no type is given', { a: 1 }, {}],
  ['one of the values', 'a', { enum: ['a', 'b'] }],
  ['none of the values', 'c', { enum: ['a', 'b'] }, ['InvalidValue', '', '"c" is not allowed here']],
  ['a string that is too long', 'äöü', { ...TEXT, maxLength: 2 }, ['InvalidValue', '', 'has 3 characters, and at most 2 are allowed']],
  ['a string that is too short', 'ä', { ...TEXT, minLength: 2 }, ['InvalidValue', '', 'has 1 characters, and at least 2 are needed']],
  ['an empty string', '', { ...TEXT, minLength: 1 }, ['InvalidValue', '', 'is empty, and must not be']],
  ['another form', 'a', { ...TEXT, pattern: '^b' }, ['InvalidValue', '', '"a" is not of the form ^b']],
  ['a format', '2026-11-25T01:02:03Z', { ...TEXT, format: 'date-time' }],
  ['no time', '2026-13-25T01:02:03Z', { ...TEXT, format: 'date-time' }, ['InvalidValue', '', '"2026-13-25T01:02:03Z" is not of the format date-time']],
  ['a range of addresses', '2001:db8::/32', { ...TEXT, format: 'cidr' }],
  ['no range of addresses', '10.0.0.0/33', { ...TEXT, format: 'cidr' }, ['InvalidValue', '', '"10.0.0.0/33" is not of the format cidr']],
  ['a quantity', '128Mi', { format: 'quantity' }],
  ['a quantity with a space behind it', '128Mi ', { format: 'quantity' }],
  ['no quantity', '128 Mi', { format: 'quantity' }, ['InvalidValue', '', '"128 Mi" is not of the format quantity']],
  ['a format that no server checks', 'a', { ...TEXT, format: 'colour' }],
  ['too little', 0, { type: 'integer', minimum: 1 }, ['InvalidValue', '', '0 is below 1']],
  ['too much', 3, { type: 'integer', maximum: 2 }, ['InvalidValue', '', '3 is above 2']],
  ['more than 32 bits', 2 ** 31, { type: 'integer', format: 'int32' }, ['InvalidValue', '', '2147483648 has more than 32 bits']],
  ['too few items', [], { type: 'array', minItems: 1 }, ['InvalidValue', '', 'has 0 entries, at least 1 needed']],
  ['too many items', [1, 2], { type: 'array', maxItems: 1 }, ['InvalidValue', '', 'has 2 entries, at most 1 allowed']],
  ['too few fields', {}, { type: 'object', minProperties: 1 }, ['InvalidValue', '', 'has 0 fields, at least 1 needed']],
  ['an item of another type', ['a', 1], { type: 'array', items: TEXT }, ['InvalidType', '1', 'expected a string, found a number']],
  ['an item twice in a set', ['a', 'b', 'a'], { type: 'array', items: TEXT, 'x-kubernetes-list-type': 'set' }, ['DuplicateItem', '2', 'is there twice']],
  ['an item twice in a list', ['a', 'a'], { type: 'array', items: TEXT, 'x-kubernetes-list-type': 'atomic' }],
  ['a key twice', [{ name: 'a', b: 1 }, { name: 'a' }], BY_NAME, ['DuplicateItem', '1', 'there is an entry of the same name already']],
  ['a field that is missing', {}, { type: 'object', required: ['a'] }, ['MissingField', 'a', 'the field is required']],
  ['a field within', { a: { b: 1 } }, fieldOf({ type: 'object', additionalProperties: TEXT }), ['InvalidType', 'a.b', 'expected a string, found a number']],
];

test.each(CASES.map((row) => ({ row, name: row[0] })))('$name', ({ row: [, value, schema, ...problems] }) => {
  expect(schemaProblems(value, schema, []).map(({ code, path, message }) => [code, path.join('.'), message])).toEqual(problems);
});

/** What is judged here, elsewhere (unknown fields, defaults), or says nothing about values. */
const KNOWN_KEYWORDS = new Set([
  'additionalProperties', 'default', 'enum', 'exclusiveMaximum', 'exclusiveMinimum', 'format', 'items', 'maximum', 'maxItems', 'maxLength', 'maxProperties',
  'minimum', 'minItems', 'minLength', 'minProperties', 'multipleOf', 'nullable', 'pattern', 'properties', 'required', 'type',
  'x-kubernetes-int-or-string', 'x-kubernetes-list-map-keys', 'x-kubernetes-list-type', 'x-kubernetes-map-type', 'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-validations',
]);

test.each(kindSchemas.names())('%s has no keyword that nobody judges', (name) => {
  const [group, kind] = name.split('/');
  const keywords = kindSchemas.schemas(group, kind).flatMap(keywordsOf);
  expect([...new Set(keywords)].filter((keyword) => !KNOWN_KEYWORDS.has(keyword))).toEqual([]);
});

/** With `anyOf` left out where it says once more that a number or a string is wanted. */
function keywordsOf(schema: OpenApiSchema): string[] {
  const { properties = {}, items, additionalProperties, anyOf, ...rest } = schema;
  const below = [...Object.values(properties), ...(items ? [items] : []), ...(typeof additionalProperties === 'object' ? [additionalProperties] : [])];
  return [...Object.keys(rest), ...(anyOf !== undefined && !schema['x-kubernetes-int-or-string'] ? ['anyOf'] : []), ...below.flatMap(keywordsOf)];
}
