import type { FieldPath } from '../diagnostics/diagnostic';
import { didYouMean } from '../diagnostics/did-you-mean';
import type { OpenApiSchema } from '../objects/schema-path';
import { isFields, type ObjectProblem } from './object-problem';

/** Fields that the schema does not have: the API server refuses them when it is asked to be strict, and drops them otherwise. */
export function unknownFields(value: unknown, schema: OpenApiSchema, path: FieldPath): ObjectProblem[] {
  if (Array.isArray(value)) return schema.items ? value.flatMap((item, index) => unknownFields(item, schema.items!, [...path, index])) : [];
  if (!isFields(value)) return [];
  const { properties = {}, additionalProperties } = schema;
  return Object.entries(value).flatMap(([name, inner]) => {
    const known = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    if (typeof known === 'object') return unknownFields(inner, known, [...path, name]);
    return known === true || schema['x-kubernetes-preserve-unknown-fields'] ? [] : [unknownField(name, Object.keys(properties), path)];
  });
}

function unknownField(name: string, known: readonly string[], path: FieldPath): ObjectProblem {
  const guess = didYouMean(name, known);
  return {
    code: 'UnknownField', path: [...path, name], onKey: true,
    message: 'the kind has no such field',
    ...(known.length > 0 && { allowed: [...known].sort() }),
    ...(guess !== undefined && { didYouMean: guess }),
  };
}
