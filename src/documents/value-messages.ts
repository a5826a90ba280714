import type { DiagnosticCode } from '../diagnostics/codes';
import type { Diagnostic, FieldPath } from '../diagnostics/diagnostic';
import { didYouMean } from '../diagnostics/did-you-mean';
import type { FieldSchema } from './document-schemas';
import { FORMATS, isFormatName } from './formats';
import { valueType } from './plain-data';

/** Longer values are cut in messages. */
const MAX_SHOWN = 60;

type Words = Pick<Diagnostic, 'message' | 'value' | 'allowed' | 'didYouMean'>;

const EXPECTED: Readonly<Record<NonNullable<FieldSchema['type']>, string>> = {
  string: 'a string',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

/** What to say about a value that its schema refuses: code, path and words. */
export function badValue(schema: FieldSchema, value: unknown, required: boolean, path: FieldPath): [DiagnosticCode, FieldPath, Words] {
  if (value === null) {
    return ['InvalidType', path, { message: `found no value (null): write ${expected(schema)}${required ? '' : ', or leave the field out'}`, value }];
  }
  if (!hasType(schema, value)) return ['InvalidType', path, { message: wrongType(schema, value), value }];
  return ['InvalidValue', path, { value, ...wrongValue(schema, value) }];
}

/** What to say about the key of a map. */
export function badKey(schema: FieldSchema, key: string): Words {
  return { message: `the key ${wrongString(schema, key)}`, value: key };
}

function expected(schema: FieldSchema): string {
  return EXPECTED[schema.type ?? 'object'];
}

function hasType({ type }: FieldSchema, value: unknown): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return valueType(value) === 'object';
    default:
      return typeof value === type;
  }
}

function wrongType(schema: FieldSchema, value: unknown): string {
  const { type } = schema;
  const found = valueType(value);
  const sentence = `expected ${expected(schema)}, found ${nameOf(value)}`;
  if (type === 'string' && (found === 'number' || found === 'boolean')) return `${sentence}: put it in quotes`;
  if (type === 'integer' && typeof value === 'string' && /^[0-9]+$/.test(value)) return `${sentence}: remove the quotes`;
  if (type === 'boolean' && typeof value === 'string' && /^(true|false|yes|no|on|off)$/i.test(value)) return `${sentence}: write true or false, without quotes`;
  if (type === 'array') return `${sentence}: write a list, also for a single entry`;
  return sentence;
}

function wrongValue(schema: FieldSchema, value: unknown): Words {
  const allowed = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (allowed !== undefined) {
    const guess = didYouMean(String(value), allowed);
    return { message: `${shown(value)} is not allowed here`, allowed, ...(guess === undefined ? {} : { didYouMean: guess }) };
  }
  if (typeof value === 'string') return { message: wrongString(schema, value) };
  if (typeof value === 'number') return { message: outOfRange(schema, value) };
  const { minItems = 0, maxItems } = schema;
  const length = (value as readonly unknown[]).length;
  const limit = length < minItems ? `at least ${minItems} needed` : `at most ${maxItems} allowed`;
  return { message: `the list has ${length} ${length === 1 ? 'entry' : 'entries'}, ${limit}` };
}

function wrongString(schema: FieldSchema, value: string): string {
  const { pattern, minLength = 0, maxLength, examples } = schema;
  const length = [...value].length;
  const parts: string[] = [];
  if (value === '' && minLength > 0) return 'is empty, and must not be';
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) {
    const format = isFormatName(schema['x-format'] ?? '') ? FORMATS[schema['x-format'] as keyof typeof FORMATS] : undefined;
    const example = typeof examples?.[0] === 'string' ? examples[0] : format?.example;
    parts.push(`is not ${format?.phrase ?? `of the form ${pattern}`}${example === undefined ? '' : `; for example ${shown(example)}`}`);
  }
  if (length < minLength) parts.push(`has ${length} characters, and at least ${minLength} are needed`);
  if (maxLength !== undefined && length > maxLength) parts.push(`has ${length} characters, and at most ${maxLength} are allowed`);
  return `${shown(value)} ${parts.join('; it ')}`;
}

function outOfRange({ minimum, maximum }: FieldSchema, value: number): string {
  if (minimum !== undefined && maximum !== undefined) return `${value} is not between ${minimum} and ${maximum}`;
  return minimum === undefined ? `${value} is above ${maximum}` : `${value} is below ${minimum}`;
}

function nameOf(value: unknown): string {
  switch (valueType(value)) {
    case 'string':
      return `the string ${shown(value)}`;
    case 'number':
      return `the number ${String(value)}`;
    case 'list':
      return 'a list';
    case 'object':
      return 'an object';
    default:
      return value === undefined ? 'nothing (undefined)' : String(value);
  }
}

function shown(value: unknown): string {
  const text = String(value);
  return JSON.stringify(text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text);
}
