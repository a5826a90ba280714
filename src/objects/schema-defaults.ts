import type { OpenApiSchema } from './schema-path';

/**
 * A value as the API server stores it: with the defaults of its schema, where the object that they belong to is there. What gets none is handed
 * back as it is.
 */
export function withDefaults(value: unknown, schema: OpenApiSchema | undefined): unknown {
  if (schema === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => withDefaults(item, schema.items));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  const { properties = {}, additionalProperties } = schema;
  const others = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  const entries: [string, unknown][] = [];
  for (const name in properties) {
    const { default: missing } = properties[name];
    if (missing !== undefined && !Object.hasOwn(value, name)) entries.push([name, withDefaults(missing, properties[name])]);
  }
  let changed = entries.length > 0;
  for (const [name, inner] of Object.entries(value)) {
    const next = withDefaults(inner, Object.hasOwn(properties, name) ? properties[name] : others);
    changed ||= next !== inner;
    entries.push([name, next]);
  }
  return changed ? Object.fromEntries(entries) : value;
}
