import type { DiagnosticCode } from '../diagnostics/codes';
import type { FieldPath } from '../diagnostics/diagnostic';
import { didYouMean } from '../diagnostics/did-you-mean';
import type { Problem } from '../diagnostics/result';
import type { ProfileFeature } from '../profile';
import { isPlainObject } from './settings';

/** The part of JSON Schema in which parameters of features are written. */
export interface FeatureSchema {
  readonly type: 'object' | 'string' | 'integer' | 'boolean' | 'array';
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: FeatureSchema;
  readonly properties?: Readonly<Record<string, FeatureSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
  /** Of an object: the name of a Secret and a key in it, never a value. */
  readonly format?: 'secret-ref';
}

/** Tells a problem at a path below what is read. */
export type TellProblem = (code: DiagnosticCode, path: FieldPath, problem: Problem | string) => void;

const MAX_BYTES = 16 * 1024;
const EVERYWHERE = ['type', 'title', 'description', 'default', 'examples'];
const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  string: [...EVERYWHERE, 'enum', 'pattern', 'minLength', 'maxLength'],
  integer: [...EVERYWHERE, 'enum', 'minimum', 'maximum'],
  boolean: EVERYWHERE,
  array: [...EVERYWHERE, 'items', 'minItems', 'maxItems'],
};
const TOP_OBJECT = [...EVERYWHERE, 'properties', 'required', 'additionalProperties'];
const SECRET_REF = [...EVERYWHERE, 'format'];
const SCALARS = ['string', 'integer', 'boolean'];
const NUMBERS = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems'];
const PROPERTY_NAME = /^[a-z][A-Za-z0-9]*$/;
const SECRET_REF_SCHEMA: FeatureSchema = {
  type: 'object',
  properties: { name: { type: 'string', minLength: 1, maxLength: 253 }, key: { type: 'string', minLength: 1, maxLength: 253 } },
  required: ['name', 'key'],
};

/** The parameters of a feature as an object: a scalar or list is the one parameter `value`. */
export function parametersOf({ schema, title, description }: ProfileFeature): FeatureSchema {
  const own = schema as FeatureSchema;
  return own.type === 'object' ? own : { type: 'object', properties: { value: { title, description, ...own } }, required: ['value'] };
}

/** The schema of a feature's parameters as it is published: closed, in the words of JSON Schema alone. */
export function closedSchema(feature: ProfileFeature): Record<string, unknown> {
  const { properties = {}, required, title = feature.title, description = feature.description } = parametersOf(feature);
  const reference = { ...SECRET_REF_SCHEMA, additionalProperties: false };
  const closed = ({ format, ...rest }: FeatureSchema): unknown => (format === undefined ? rest : { ...rest, ...reference });
  return {
    title, description, type: 'object',
    properties: Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, closed(property)])),
    ...(required && { required }),
    additionalProperties: false,
  };
}

/** What of a schema is outside of the part of JSON Schema that features have. */
export function checkFeatureSchema(schema: unknown, tell: TellProblem): void {
  if (!isPlainObject(schema)) return tell('InvalidType', [], 'the schema of a feature is an object');
  const bytes = Buffer.byteLength(JSON.stringify(schema));
  if (bytes > MAX_BYTES) tell('LimitExceeded', [], `the schema has ${bytes} bytes, and ${MAX_BYTES} are allowed`);
  if (schema.type !== 'object') return checkProperty(schema, [], tell, false);
  checkKeywords(schema, TOP_OBJECT, [], tell);
  if (!isPlainObject(schema.properties) || Object.keys(schema.properties).length === 0) {
    return tell('MissingField', ['properties'], 'a schema of type object names the parameters of the feature');
  }
  if (![undefined, false].includes(schema.additionalProperties as undefined)) tell('InvalidValue', ['additionalProperties'], { message: 'parameters are always closed', allowed: ['false'] });
  const { properties, required = [] } = schema;
  for (const [name, property] of Object.entries(properties)) {
    if (!PROPERTY_NAME.test(name)) tell('InvalidValue', ['properties', name], `"${name}" is no name of a parameter: they are in camelCase`);
    checkProperty(property, ['properties', name], tell, true);
  }
  if (!Array.isArray(required)) return tell('InvalidType', ['required'], 'the required parameters are a list of names');
  required.forEach((name, index) => {
    if (typeof name !== 'string' || !Object.hasOwn(properties, name)) tell('UnknownField', ['required', index], unknownParameter(String(name), Object.keys(properties)));
  });
}

function checkProperty(schema: unknown, path: FieldPath, tell: TellProblem, isProperty: boolean): void {
  if (!isPlainObject(schema)) return tell('InvalidType', path, 'the schema of a parameter is an object');
  const type = String(schema.type);
  if (type === 'object' && isProperty) {
    if (schema.format !== 'secret-ref') {
      tell('InvalidValue', path, 'a parameter is a scalar or a list of scalars; only a reference to a Secret is an object, with format: secret-ref');
      return;
    }
    checkKeywords(schema, SECRET_REF, path, tell);
  } else if (KEYWORDS[type] === undefined) {
    tell('InvalidValue', [...path, 'type'], { message: `${JSON.stringify(schema.type)} is no type of a parameter`, allowed: Object.keys(KEYWORDS) });
    return;
  } else {
    checkKeywords(schema, KEYWORDS[type], path, tell);
  }
  for (const text of isProperty ? ['title', 'description'] : []) {
    if (typeof schema[text] !== 'string' || schema[text] === '') tell('MissingField', [...path, text], `every parameter has a ${text}, as forms show it`);
  }
  checkBounds(schema, path, tell);
  const { items } = schema;
  if (type === 'array') {
    if (!isPlainObject(items) || !SCALARS.includes(String(items.type))) tell('InvalidValue', [...path, 'items'], { message: 'a list of a feature has scalars', allowed: SCALARS });
    else checkProperty(items, [...path, 'items'], tell, false);
  }
  if (schema.default !== undefined) checkValue(schema as unknown as FeatureSchema, schema.default, (code, inside, problem) => tell(code, [...path, 'default', ...inside], problem));
}

function checkKeywords(schema: Record<string, unknown>, known: readonly string[], path: FieldPath, tell: TellProblem): void {
  for (const keyword of Object.keys(schema).filter((name) => !known.includes(name))) {
    const guess = didYouMean(keyword, known);
    tell('UnknownField', [...path, keyword], {
      message: `schemas of features have no "${keyword}" here`, allowed: known, ...(guess !== undefined && { didYouMean: guess }),
    });
  }
}

function checkBounds(schema: Record<string, unknown>, path: FieldPath, tell: TellProblem): void {
  for (const keyword of NUMBERS) {
    if (schema[keyword] !== undefined && !Number.isInteger(schema[keyword])) tell('InvalidType', [...path, keyword], 'a bound is an integer');
  }
  if (schema.enum !== undefined && (!Array.isArray(schema.enum) || schema.enum.length === 0)) tell('InvalidType', [...path, 'enum'], 'an enumeration is a list with at least one value');
  if (schema.pattern !== undefined && regularExpression(schema.pattern) === undefined) tell('InvalidValue', [...path, 'pattern'], 'the pattern is no regular expression');
}

function regularExpression(pattern: unknown): RegExp | undefined {
  try {
    return typeof pattern === 'string' ? new RegExp(pattern, 'u') : undefined;
  } catch {
    return undefined;
  }
}

/** Holds parameters of a feature against its schema. Of settings that are merged later, required ones may be missing. */
export function checkParameters(feature: ProfileFeature, parameters: Readonly<Record<string, unknown>>, tell: TellProblem): void {
  const { properties = {} } = parametersOf(feature);
  for (const [name, value] of Object.entries(parameters)) {
    if (Object.hasOwn(properties, name)) checkValue(properties[name], value, (code, path, problem) => tell(code, [name, ...path], problem));
    else tell('UnknownField', [name], unknownParameter(name, Object.keys(properties)));
  }
}

/** The names of required parameters that are not there. */
export function missingParameters(feature: ProfileFeature, parameters: Readonly<Record<string, unknown>>): string[] {
  return (parametersOf(feature).required ?? []).filter((name) => parameters[name] === undefined);
}

/** The parameters with the defaults of the schema for those that are left out. */
export function withParameterDefaults(feature: ProfileFeature, parameters: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const defaults = Object.entries(parametersOf(feature).properties ?? {}).map(([name, schema]) => [name, schema.default] as const);
  return { ...Object.fromEntries(defaults.filter(([, value]) => value !== undefined)), ...parameters };
}

/** Holds one value against the schema of its parameter. */
export function checkValue(schema: FeatureSchema, value: unknown, tell: TellProblem): void {
  const text = JSON.stringify(value);
  if (schema.format === 'secret-ref') return checkSecretRef(value, tell);
  if (!hasType(schema.type, value)) {
    return tell('InvalidType', [], `expected ${schema.type === 'array' ? 'a list' : `${schema.type === 'integer' ? 'an' : 'a'} ${schema.type}`}, found ${text}`);
  }
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    const allowed = schema.enum.map(String);
    const guess = typeof value === 'string' ? didYouMean(value, allowed) : undefined;
    tell('InvalidValue', [], { message: `${text} is not one of the feature's values`, allowed, ...(guess !== undefined && { didYouMean: guess }) });
  }
  if (typeof value === 'string' && schema.pattern !== undefined && regularExpression(schema.pattern)?.test(value) === false) {
    tell('InvalidValue', [], `${text} does not match ${schema.pattern}`);
  }
  const [size, least, most, unit] = typeof value === 'string' ? [[...value].length, schema.minLength, schema.maxLength, ' characters'] as const
    : Array.isArray(value) ? [value.length, schema.minItems, schema.maxItems, ' entries'] as const
      : [Number(value), schema.minimum, schema.maximum, ''] as const;
  if (least !== undefined && size < least) tell('InvalidValue', [], `${size}${unit}, and at least ${least} are needed`);
  if (most !== undefined && size > most) tell('InvalidValue', [], `${size}${unit}, and at most ${most} are allowed`);
  if (Array.isArray(value) && schema.items !== undefined) {
    value.forEach((item, index) => checkValue(schema.items!, item, (code, path, problem) => tell(code, [index, ...path], problem)));
  }
}

function checkSecretRef(value: unknown, tell: TellProblem): void {
  const isRef = isPlainObject(value) && Object.keys(value).sort().join() === 'key,name' && Object.values(value).every((part) => typeof part === 'string' && part !== '');
  if (!isRef) tell('InvalidType', [], 'expected a reference to a key of a Secret, such as {name: my-secret, key: token}; a value of a secret is never written here');
}

function hasType(type: FeatureSchema['type'], value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  return type === 'array' ? Array.isArray(value) : typeof value === type;
}

function unknownParameter(name: string, known: readonly string[]): Problem {
  const guess = didYouMean(name, known);
  return { message: `the feature has no parameter "${name}"`, allowed: known, ...(guess !== undefined && { didYouMean: guess }) };
}
