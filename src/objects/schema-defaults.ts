import type { OpenApiSchema } from './schema-path';

/** A value as the API server stores it: with the defaults of its schema, where the object that they belong to is there. */
export function withDefaults(value: unknown, schema: OpenApiSchema | undefined): unknown {
  if (schema === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withDefaults(item, schema.items));
  const { properties = {}, additionalProperties } = schema;
  const others = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  const defaults = Object.entries(properties).map(([name, property]) => [name, property.default] as const).filter(([, inner]) => inner !== undefined);
  const entries = Object.entries({ ...Object.fromEntries(defaults), ...value });
  return Object.fromEntries(entries.map(([name, inner]) => [name, withDefaults(inner, Object.hasOwn(properties, name) ? properties[name] : others)]));
}
