import fc from 'fast-check';
import type { FieldPath } from '../../src/diagnostics/diagnostic';
import type { OpenApiSchema } from '../../src/objects/schema-path';
import { isFields } from '../../src/validation/object-problem';
import type { ObjectRef } from './management-cluster/client';

/** An object that was valid, with one thing broken. */
export interface BrokenObject {
  readonly how: string;
  readonly object: ObjectRef;
}

interface Place {
  readonly path: FieldPath;
  readonly value: unknown;
  readonly schema: OpenApiSchema;
}

/** A way to break a value: what comes in its place; nothing where it cannot be broken so. */
type Break = (place: Place) => readonly unknown[];

/** Stands for a field that is taken out. */
const ABSENT = Symbol('absent');

const WAYS: Readonly<Record<string, Break>> = {
  'is missing': ({ path }) => (typeof path.at(-1) === 'string' ? [ABSENT] : []),
  'has another type': ({ value }) => ['text', 7, 1.5, true, ['text'], { field: 'text' }, null].filter((other) => typeof other !== typeof value || Array.isArray(other) !== Array.isArray(value)),
  'has an unknown field': ({ value, path }) => (isFields(value) && path.length > 0 ? [{ ...value, noSuchField: 1 }] : []),
  'has a misspelled field': ({ value, path }) => (isFields(value) && path.length > 0 ? Object.keys(value).map((name) => respelled(value, name)) : []),
  'is empty': ({ value }) => (typeof value === 'string' ? [''] : Array.isArray(value) ? [[]] : isFields(value) ? [{}] : []),
  'is out of range': ({ schema: { minimum, maximum }, value }) => (typeof value === 'number' ? [minimum, maximum].flatMap((bound, index) => (typeof bound === 'number' ? [bound + 2 * index - 1] : [])) : []),
  'is negative': ({ value }) => (typeof value === 'number' ? [-1, -2147483649] : []),
  'is too long': ({ value, schema: { maxLength } }) => (typeof value === 'string' ? ['a'.repeat(typeof maxLength === 'number' ? maxLength + 1 : 300)] : []),
  'has another form': ({ value }) => (typeof value === 'string' ? [`${value} `, `-${value}`, value.toUpperCase(), `${value}/300`, '300.1.1.1', '2026-13-01T00:00:00Z'] : []),
  'has an item twice': ({ value }) => (Array.isArray(value) && value.length > 0 ? [[...value, value[0]]] : []),
  'has too many items': ({ value, schema: { maxItems } }) => (Array.isArray(value) && value.length > 0 && typeof maxItems === 'number' && maxItems < 200 ? [Array.from({ length: maxItems + 1 }, () => value[0])] : []),
};

function respelled(value: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field === name ? `${field}s` : field, inner]));
}

/** Any one thing of an object broken. The fields of its type are left alone: without them there is no schema to judge by. */
export function brokenArbitrary(object: ObjectRef, schema: OpenApiSchema): fc.Arbitrary<BrokenObject> {
  const places = placesIn(object, schema).filter(({ path }) => path.length > 0);
  const broken = Object.keys(WAYS).map((way) => ({ way, breaks: places.flatMap((place) => WAYS[way](place).map((other) => ({ place, other }))) }));
  return fc.constantFrom(...broken.filter(({ breaks }) => breaks.length > 0)).chain(({ way, breaks }) => {
    return fc.constantFrom(...breaks).map(({ place: { path }, other }) => ({ how: `${path.join('.')} ${way}`, object: replaced(object, path, other) as ObjectRef }));
  });
}

function placesIn(value: unknown, schema: OpenApiSchema, path: FieldPath = []): Place[] {
  const children: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : isFields(value) ? Object.entries(value) : [];
  const inner = children.flatMap(([key, child]) => {
    const { items, properties, additionalProperties } = schema;
    const field = typeof key === 'number' ? items : (properties?.[key] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined));
    const isType = path.length === 0 && (key === 'apiVersion' || key === 'kind' || key === 'metadata');
    return isType ? [] : placesIn(child, field ?? {}, [...path, key]);
  });
  return [{ path, value, schema }, ...inner];
}

function replaced(value: unknown, [key, ...rest]: FieldPath, other: unknown): unknown {
  if (key === undefined) return other;
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? replaced(item, rest, other) : item));
  return Object.fromEntries(Object.entries(value as object).flatMap(([name, inner]) => {
    if (name !== key) return [[name, inner]];
    const next = replaced(inner, rest, other);
    return next === ABSENT ? [] : [[name, next]];
  }));
}
