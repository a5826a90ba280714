import type { FieldPath } from '../diagnostics/diagnostic';
import type { OpenApiSchema } from '../objects/schema-path';

/** What is called for a value; `at` is its path only until it returns. */
type Visit = (value: unknown, schema: OpenApiSchema, at: FieldPath) => void;

/** Visits a value and everything in it that the schema says something of, the outer before the inner. */
export function walkWithSchema(value: unknown, schema: OpenApiSchema, path: FieldPath, visit: Visit): void {
  walk(value, schema, [...path], visit);
}

/** `at` is the path of the value, and is so again afterwards. */
function walk(value: unknown, schema: OpenApiSchema, at: (string | number)[], visit: Visit): void {
  visit(value, schema, at);
  if (typeof value !== 'object' || value === null) return;
  const { items, properties = {}, additionalProperties } = schema;
  const parts: Iterable<readonly [string | number, unknown]> = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [part, inner] of parts) {
    const field = typeof part === 'number' ? items : Object.hasOwn(properties, part) ? properties[part] : additionalProperties;
    if (typeof field !== 'object') continue;
    at.push(part);
    walk(inner, field, at, visit);
    at.pop();
  }
}
