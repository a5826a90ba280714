import type { OpenApiSchema } from '../objects/schema-path';

/** A field without a value counts as absent, unless its schema takes null. What has none is handed back as it is. */
export function withoutNulls(value: unknown, schema: OpenApiSchema | undefined): unknown {
  if (schema === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.some(isComposite) ? value.map((item) => withoutNulls(item, schema.items)) : value;
  const { properties = {}, additionalProperties } = schema;
  const others = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  let changed = false;
  const entries: [string, unknown][] = [];
  for (const [name, inner] of Object.entries(value)) {
    const field = Object.hasOwn(properties, name) ? properties[name] : others;
    const next = isComposite(inner) ? withoutNulls(inner, field) : inner;
    const isAbsent = next === null && field !== undefined && field.nullable !== true;
    if (!isAbsent) entries.push([name, next]);
    changed ||= isAbsent || next !== inner;
  }
  return changed ? Object.fromEntries(entries) : value;
}

function isComposite(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
