import type { OpenApiSchema } from './schema-path';

const withDefaultsBelow = new WeakMap<OpenApiSchema, boolean>();

/** A value as the API server stores it: with the defaults of its schema, where the object that they belong to is there. */
export function withDefaults(value: unknown, schema: OpenApiSchema | undefined): unknown {
  if (schema === undefined || typeof value !== 'object' || value === null || !hasDefaults(schema)) return value;
  if (Array.isArray(value)) return value.map((item) => withDefaults(item, schema.items));
  const { properties = {}, additionalProperties } = schema;
  const others = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  const defaults = Object.entries(properties).map(([name, property]) => [name, property.default] as const).filter(([, inner]) => inner !== undefined);
  const entries = Object.entries({ ...Object.fromEntries(defaults), ...value });
  return Object.fromEntries(entries.map(([name, inner]) => [name, withDefaults(inner, Object.hasOwn(properties, name) ? properties[name] : others)]));
}

/** Whether anything in values of the schema has a default. */
function hasDefaults(schema: OpenApiSchema): boolean {
  let found = withDefaultsBelow.get(schema);
  if (found === undefined) {
    const { properties = {}, items, additionalProperties } = schema;
    const below = [...Object.values(properties), ...(items ? [items] : []), ...(typeof additionalProperties === 'object' ? [additionalProperties] : [])];
    found = Object.values(properties).some((property) => property.default !== undefined) || below.some(hasDefaults);
    withDefaultsBelow.set(schema, found);
  }
  return found;
}
