import type { FieldPath } from '../diagnostics/diagnostic';
import { didYouMean } from '../diagnostics/did-you-mean';
import { FORMATS } from '../documents/formats';
import type { OpenApiSchema } from '../objects/schema-path';
import { linearPattern, repeatsRepetition } from './linear-pattern';
import { isFields, type Fields, type ObjectProblem } from './object-problem';
import { hasFormat } from './string-formats';

type Words = Omit<ObjectProblem, 'path'>;

const TYPE_NAMES: Readonly<Record<string, string>> = {
  array: 'a list', boolean: 'true or false', integer: 'a whole number', null: 'null', number: 'a number', object: 'an object', string: 'a string',
};

/**
 * What an API server has against a value by its structural schema: types, required fields, bounds, patterns, formats, and items
 * that are there twice. The value has its defaults already; unknown fields and rules in CEL are judged apart.
 */
export function schemaProblems(value: unknown, schema: OpenApiSchema, path: FieldPath): ObjectProblem[] {
  const found: ObjectProblem[] = [];
  judge(value, schema, [...path], found);
  return found;
}

/** Adds to what was found; `at` is the path of the value, and is so again afterwards. */
function judge(value: unknown, schema: OpenApiSchema, at: (string | number)[], found: ObjectProblem[]): void {
  const types = typesOf(schema);
  const own = ownProblem(value, schema, types);
  if (own !== undefined) found.push({ ...own, path: [...at] });
  if (value === null || typeof value !== 'object' || !types.includes(typeOf(value, types))) return;
  if (Array.isArray(value)) judgeItems(value, schema, at, found);
  else judgeFields(value as Fields, schema, at, found);
}

const ANY_TYPE = Object.keys(TYPE_NAMES);
const INT_OR_STRING = ['integer', 'string'];
const NUMBER_OR_STRING = ['number', 'string'];
const ONE_TYPE: Readonly<Record<string, readonly string[]>> = Object.fromEntries(ANY_TYPE.map((type) => [type, [type]]));

function typesOf(schema: OpenApiSchema): readonly string[] {
  if (schema['x-kubernetes-int-or-string']) return INT_OR_STRING;
  if (schema.format === 'quantity') return NUMBER_OR_STRING;
  return schema.type === undefined ? ANY_TYPE : (ONE_TYPE[schema.type] ?? [schema.type]);
}

const INT64 = 2 ** 63;

/** A whole number is an integer or a number, as it is asked for; one that has more than 64 bits is no integer. */
function typeOf(value: unknown, wanted: readonly string[]): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value !== 'number') return typeof value;
  return Number.isInteger(value) && value >= -INT64 && value < INT64 && wanted.includes('integer') ? 'integer' : 'number';
}

/** The first thing that is wrong with the value itself; an API server names no more of a value either. */
function ownProblem(value: unknown, schema: OpenApiSchema, types: readonly string[]): Words | undefined {
  const type = typeOf(value, types);
  const allowed = schema.enum as readonly unknown[] | undefined;
  if (type === 'null' && schema.nullable === true) return allowed === undefined || allowed.includes(null) ? undefined : notAllowed(value, allowed.map(String));
  if (typeof value === 'number' && !Number.isFinite(value)) return { code: 'InvalidType', message: `${value} is no number that JSON has`, value };
  if (!types.includes(type)) {
    const expected = types.map((name) => TYPE_NAMES[name]).join(' or ');
    const found = typeof value === 'boolean' ? String(value) : TYPE_NAMES[type];
    return { code: 'InvalidType', message: `expected ${expected}, found ${found}`, value };
  }
  if (allowed !== undefined && !allowed.includes(value)) return notAllowed(value, allowed.map(String));
  if (typeof value === 'string') return stringProblem(value, schema);
  if (typeof value === 'number') return numberProblem(value, schema);
  if (Array.isArray(value)) return sizeProblem(value.length, 'entries', schema.minItems, schema.maxItems);
  return isFields(value) ? sizeProblem(Object.keys(value).length, 'fields', schema.minProperties, schema.maxProperties) : undefined;
}

function notAllowed(value: unknown, allowed: readonly string[]): Words {
  const guess = didYouMean(String(value), allowed);
  return { code: 'InvalidValue', message: `${JSON.stringify(value)} is not allowed here`, value, allowed, ...(guess !== undefined && { didYouMean: guess }) };
}

function stringProblem(value: string, { minLength, maxLength, pattern, format }: OpenApiSchema): Words | undefined {
  const invalid = (message: string): Words => ({ code: 'InvalidValue', message, value });
  // Counted in characters, and only where their number can matter.
  const isBounded = typeof minLength === 'number' || (typeof maxLength === 'number' && value.length > maxLength);
  const length = isBounded && (value.length > Number(maxLength) || value.length < 2 * Number(minLength)) ? [...value].length : value.length;
  if (typeof maxLength === 'number' && length > maxLength) return invalid(`has ${length} characters, and at most ${maxLength} are allowed`);
  if (typeof minLength === 'number' && length < minLength) {
    return invalid(length === 0 ? 'is empty, and must not be' : `has ${length} characters, and at least ${minLength} are needed`);
  }
  if (typeof pattern === 'string' && !matcher(pattern)(value)) return invalid(`${JSON.stringify(value)} is not of the form ${pattern}`);
  if (typeof format === 'string' && !hasFormat(value, format)) return invalid(`${JSON.stringify(value)} is not of the format ${format}`);
  return undefined;
}

type Matches = (text: string) => boolean;

const matchers = new Map<string, Matches>();

/** Repeats a repetition, but a full stop begins each round, so that there is one way to match. Most names in the schemas have it. */
const SUBDOMAIN = FORMATS['dns-subdomain'].pattern;

/** In the syntax of Go, which the patterns of these schemas share with this one. */
function matcher(pattern: string): Matches {
  let matches = matchers.get(pattern);
  if (matches === undefined) {
    const expression = new RegExp(pattern, 'u');
    matches = (repeatsRepetition(pattern) && pattern !== SUBDOMAIN ? linearPattern(pattern) : undefined) ?? ((text) => expression.test(text));
    matchers.set(pattern, matches);
  }
  return matches;
}

const INT32 = 2 ** 31;

function numberProblem(value: number, { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format }: OpenApiSchema): Words | undefined {
  const invalid = (message: string): Words => ({ code: 'InvalidValue', message, value });
  if (format === 'int32' && (value < -INT32 || value >= INT32)) return invalid(`${value} has more than 32 bits`);
  if (typeof maximum === 'number' && (exclusiveMaximum === true ? value >= maximum : value > maximum)) return invalid(`${value} is above ${maximum}`);
  if (typeof minimum === 'number' && (exclusiveMinimum === true ? value <= minimum : value < minimum)) return invalid(`${value} is below ${minimum}`);
  return typeof multipleOf === 'number' && value % multipleOf !== 0 ? invalid(`${value} is no multiple of ${multipleOf}`) : undefined;
}

function sizeProblem(size: number, what: string, least: unknown, most: unknown): Words | undefined {
  if (typeof least === 'number' && size < least) return { code: 'InvalidValue', message: `has ${size} ${what}, at least ${least} needed` };
  return typeof most === 'number' && size > most ? { code: 'InvalidValue', message: `has ${size} ${what}, at most ${most} allowed` } : undefined;
}

function judgeItems(items: readonly unknown[], schema: OpenApiSchema, at: (string | number)[], found: ObjectProblem[]): void {
  for (let index = 0; schema.items && index < items.length; index += 1) {
    at.push(index);
    judge(items[index], schema.items, at, found);
    at.pop();
  }
  for (const index of duplicates(items, schema)) found.push(duplicate(items[index], schema, [...at, index]));
}

function duplicate(value: unknown, schema: OpenApiSchema, path: FieldPath): ObjectProblem {
  return { code: 'DuplicateItem', path, value, message: duplicateMessage(schema) };
}

function duplicateMessage(schema: OpenApiSchema): string {
  const keys = listMapKeys(schema);
  return keys.length === 0 ? 'is there twice' : `there is an entry of the same ${keys.join(' and ')} already`;
}

function listMapKeys(schema: OpenApiSchema): readonly string[] {
  return (schema['x-kubernetes-list-map-keys'] ?? []) as readonly string[];
}

/** Indexes of items that are there already, in lists that are sets, or maps by their keys. */
function duplicates(items: readonly unknown[], schema: OpenApiSchema): number[] {
  const type = schema['x-kubernetes-list-type'];
  if (items.length < 2 || (type !== 'set' && type !== 'map')) return [];
  const keys = listMapKeys(schema);
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const identity = canonical(type === 'map' && isFields(item) ? keys.map((key) => item[key] ?? null) : item);
    if (seen.has(identity)) return [index];
    seen.add(identity);
    return [];
  });
}

function canonical(value: unknown): string {
  const sorted = (fields: Fields) => Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify(value, (_key, inner: unknown) => (isFields(inner) ? sorted(inner) : inner));
}

function judgeFields(value: Fields, schema: OpenApiSchema, at: (string | number)[], found: ObjectProblem[]): void {
  const { properties, additionalProperties } = schema;
  for (const name of (schema.required ?? []) as readonly string[]) {
    if (!Object.hasOwn(value, name)) found.push({ code: 'MissingField', path: [...at, name], message: 'the field is required' });
  }
  for (const name of Object.keys(value)) {
    const field = properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    if (typeof field !== 'object') continue;
    at.push(name);
    judge(value[name], field, at, found);
    at.pop();
  }
}
