import fc from 'fast-check';
import type { FieldPath } from '../../src/diagnostics/diagnostic';
import type { OpenApiSchema } from '../../src/objects/schema-path';
import { OBJECT_META } from '../../src/validation/object-metadata';
import { isFields } from '../../src/validation/object-problem';
import type { ObjectRef } from './management-cluster/client';

/** An object that was valid, with one thing broken. */
export interface BrokenObject {
  readonly how: string;
  readonly object: ObjectRef;
  /** What it was: the server is asked to create one of these. */
  readonly collection: ObjectRef;
  /** Of the place that was broken. */
  readonly schema: OpenApiSchema;
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

const OTHER_TYPES = ['text', 7, 1.5, true, ['text'], { field: 'text' }, null];
const OTHER_FORMS = (value: string) => [
  `${value} `, `-${value}`, value.toUpperCase(), `${value}/300`, '300.1.1.1', '2026-13-01T00:00:00Z', '2026-02-30T00:00:00Z', '010.1.1.1', '::1', '10.0.0.0/33', 'ü', 'a\nb',
];

const WAYS: Readonly<Record<string, Break>> = {
  'is missing': ({ path }) => (typeof path.at(-1) === 'string' ? [ABSENT] : []),
  'has another type': ({ value }) => OTHER_TYPES.filter((other) => typeof other !== typeof value || Array.isArray(other) !== Array.isArray(value)),
  'has an unknown field': ({ value, path }) => (isFields(value) && path.length > 0 ? [{ ...value, noSuchField: 1 }] : []),
  'has a misspelled field': ({ value, path }) => (isFields(value) && path.length > 0 ? Object.keys(value).map((name) => respelled(value, name)) : []),
  'is empty': ({ value }) => (typeof value === 'string' ? [''] : Array.isArray(value) ? [[]] : isFields(value) ? [{}] : []),
  'is out of range': ({ schema: { minimum, maximum }, value }) => {
    return typeof value === 'number' ? [minimum, maximum].flatMap((bound, index) => (typeof bound === 'number' ? [bound + 2 * index - 1] : [])) : [];
  },
  'is negative': ({ value }) => (typeof value === 'number' ? [-1, -2147483649] : []),
  'is too large': ({ value }) => (typeof value === 'number' ? [2147483648, 1e20] : []),
  'is too long': ({ value, schema: { maxLength } }) => (typeof value === 'string' ? ['a'.repeat(typeof maxLength === 'number' ? maxLength + 1 : 300)] : []),
  'has another form': ({ value }) => (typeof value === 'string' ? OTHER_FORMS(value) : []),
  'is none of the values': ({ value, schema }) => (Array.isArray(schema.enum) && typeof value === 'string' ? [`${value}s`, value.toLowerCase()] : []),
  'has an item twice': ({ value }) => (Array.isArray(value) && value.length > 0 ? [[...value, value[0]]] : []),
  'has a key twice': ({ value, schema }) => (Array.isArray(value) && isFields(value[0]) ? keysTwice(value, schema) : []),
  'has null for an item': ({ value }) => (Array.isArray(value) ? [[...value, null]] : []),
  'has too many items': ({ value, schema: { maxItems } }) => {
    return Array.isArray(value) && value.length > 0 && typeof maxItems === 'number' && maxItems < 200 ? [Array.from({ length: maxItems + 1 }, () => value[0])] : [];
  },
  // Above all to break rules between fields.
  'has a field of a sibling': ({ value, schema: { properties = {} } }) => (isFields(value) ? withOtherFields(value, properties) : []),
};

const OTHER_VERSIONS = ['example.org/v1', 'v1alpha1', 'v9'];

/** Two items with the same keys that differ otherwise. */
function keysTwice(value: readonly unknown[], schema: OpenApiSchema): unknown[] {
  const keys = schema['x-kubernetes-list-map-keys'] as readonly string[] | undefined;
  const [first] = value as readonly Readonly<Record<string, unknown>>[];
  return keys === undefined ? [] : [[...value, Object.fromEntries(Object.entries(first).filter(([name]) => keys.includes(name)))]];
}

/** With a field that it could have, and a value of its type. */
function withOtherFields(value: Readonly<Record<string, unknown>>, properties: Readonly<Record<string, OpenApiSchema>>): unknown[] {
  return Object.entries(properties).filter(([name]) => !Object.hasOwn(value, name)).map(([name, schema]) => ({ ...value, [name]: simplest(schema) }));
}

/** A value of a type, whatever else is asked of it. */
function simplest({ type, enum: values, properties = {}, required = [], items }: OpenApiSchema): unknown {
  if (Array.isArray(values)) return values[0];
  switch (type) {
    case 'object': return Object.fromEntries((required as readonly string[]).map((name) => [name, simplest(properties[name] ?? {})]));
    case 'array': return items ? [simplest(items)] : [];
    case 'integer': case 'number': return 1;
    case 'boolean': return true;
    default: return 'a';
  }
}

function respelled(value: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field === name ? `${field}s` : field, inner]));
}

/** Any one thing of an object broken. */
export function brokenArbitrary(object: ObjectRef, schema: OpenApiSchema): fc.Arbitrary<BrokenObject> {
  const places = placesIn(object, { ...schema, properties: { ...schema.properties, metadata: OBJECT_META } }).filter(({ path }) => path.length > 0);
  const broken = Object.keys(WAYS).map((way) => ({ way, breaks: places.flatMap((place) => WAYS[way](place).map((other) => ({ place, other }))) }));
  const inParts = fc.constantFrom(...broken.filter(({ breaks }) => breaks.length > 0)).chain(({ way, breaks }) => {
    return fc.constantFrom(...breaks).map(({ place, other }) => {
      return { how: `${place.path.join('.')} ${way}`, object: replaced(object, place.path, other) as ObjectRef, collection: object, schema: place.schema };
    });
  });
  const [group] = object.apiVersion.split('/');
  const versions = OTHER_VERSIONS.map((version) => (version.includes('/') ? version : object.apiVersion.includes('/') ? `${group}/${version}` : version));
  const ofType = fc.constantFrom(
    ...versions.map((apiVersion) => ({ how: `apiVersion is ${apiVersion}`, object: { ...object, apiVersion } })),
    { how: 'kind is misspelled', object: { ...object, kind: `${object.kind}s` } },
  ).map((other) => ({ ...other, collection: object, schema: {} }));
  return fc.oneof({ arbitrary: inParts, weight: 40 }, { arbitrary: ofType, weight: 1 });
}

/** Of the fields of its type only the metadata is broken here: the others say by which schema to judge. */
function placesIn(value: unknown, schema: OpenApiSchema, path: FieldPath = []): Place[] {
  const children: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : isFields(value) ? Object.entries(value) : [];
  const inner = children.flatMap(([key, child]) => {
    const { items, properties, additionalProperties } = schema;
    const field = typeof key === 'number' ? items : (properties?.[key] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined));
    const isType = path.length === 0 && (key === 'apiVersion' || key === 'kind');
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
