/** An OpenAPI schema, as far as it is compared. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly default?: unknown;
}

/** Stands for every item of a list, or every entry of a map. */
const ANY = '*';

/**
 * Where two schemas of a kind differ: an object that has nothing at any of these places is judged alike by both. A field that has
 * a default is there wherever its object is, so of such a field the place is that of its object.
 */
export function schemaDifferences(one: Schema, other: Schema, at: readonly string[] = []): string[][] {
  if (keywords(one) !== keywords(other)) return [[...at]];
  const [fields, others] = [one.properties ?? {}, other.properties ?? {}];
  const changed = [...new Set([...Object.keys(fields), ...Object.keys(others)])].sort().map((name) => ({ name, pair: [fields[name], others[name]] as const }));
  if (changed.some(({ pair: [before, after] }) => hasDefault(before, after) && differ(before, after))) return [[...at]];
  const below = changed.flatMap(({ name, pair }) => differencesOf(...pair, [...at, name]));
  return [
    ...below, ...differencesOf(one.items, other.items, [...at, ANY]),
    ...differencesOf(schemaOf(one.additionalProperties), schemaOf(other.additionalProperties), [...at, ANY]),
  ];
}

function differencesOf(before: Schema | undefined, after: Schema | undefined, at: readonly string[]): string[][] {
  if (before === undefined || after === undefined) return before === after ? [] : [[...at]];
  return schemaDifferences(before, after, at);
}

function hasDefault(...schemas: readonly (Schema | undefined)[]): boolean {
  return schemas.some((schema) => schema?.default !== undefined);
}

function differ(before: Schema | undefined, after: Schema | undefined): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}

/** What a schema says of a value itself. */
function keywords({ properties: _properties, items: _items, additionalProperties, ...own }: Schema): string {
  return JSON.stringify([Object.entries(own).sort(([a], [b]) => (a < b ? -1 : 1)), typeof additionalProperties]);
}

function schemaOf(additionalProperties: Schema | boolean | undefined): Schema | undefined {
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}
