/** A part of a published JSON Schema, as far as the reference reads it. */
export interface FieldSchema {
  readonly type?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly items?: FieldSchema;
  readonly additionalProperties?: FieldSchema | boolean;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly 'x-format'?: string;
  readonly 'x-mutability'?: string;
  readonly 'x-ends-in'?: string;
  readonly 'x-scs-rule'?: string;
  readonly 'x-stage'?: string;
  readonly 'x-since'?: string;
}

/** A published schema of a document. */
export interface DocumentSchema extends FieldSchema {
  readonly $defs: Readonly<Record<string, FieldSchema>>;
}

/** A field with its path, as it is written in YAML: `spec.nodePools[].flavor`. */
export interface Field {
  readonly path: string;
  readonly schema: FieldSchema;
  readonly required: boolean;
  /** Its own, or that of what it is part of. */
  readonly mutability?: string;
  /** Refused in this release: the field, or what it is part of. */
  readonly planned: boolean;
  /** Where the shape is described that it shares with another field, so that its parts are not listed. */
  readonly sameAs?: string;
}

/** How the description of a field ends whose default is computed. */
const DEFAULT_IN_WORDS = /(?:^|\n\n)Default: ([^]+)\.$/;

/** Types whose parts are listed once, at another field. */
export type SharedShapes = Readonly<Record<string, string>>;

/** All fields below a part of a document, in the order of the schema. */
export function fieldsBelow(
  document: DocumentSchema,
  parent: FieldSchema,
  path: string,
  shared: SharedShapes,
  inherited: Pick<Field, 'mutability' | 'planned'> = { planned: false },
): Field[] {
  return Object.entries(parent.properties ?? {}).flatMap(([name, schema]) => {
    const type = objectType(schema);
    const sameAs = type === undefined ? undefined : shared[type];
    const field: Field = {
      path: `${path}.${name}`,
      schema,
      required: parent.required?.includes(name) ?? false,
      mutability: schema['x-mutability'] ?? inherited.mutability,
      planned: inherited.planned || schema['x-stage'] === 'Planned',
      sameAs: sameAs === `${path}.${name}` ? undefined : sameAs,
    };
    if (type === undefined || field.sameAs !== undefined) return [field];
    return [field, ...fieldsBelow(document, document.$defs[type], `${field.path}${schema.items ? '[]' : ''}`, shared, field)];
  });

  /** Name of the type of an object, or of the objects in a list. */
  function objectType({ $ref, items }: FieldSchema): string | undefined {
    const name = ($ref ?? items?.$ref)?.replace('#/$defs/', '');
    return name !== undefined && document.$defs[name].type === 'object' ? name : undefined;
  }
}

/** Where a field stands that is named by the names on the way to it, in any case; below a map, the map itself. */
export function fieldAt(document: DocumentSchema, names: readonly string[]): Field | undefined {
  let field: Field = { path: '', schema: document, required: true, planned: false };
  let isList = false;
  for (const name of names) {
    const type = blockOf(document, field.schema);
    if (type === undefined) return field.schema.additionalProperties === undefined ? undefined : field;
    const known = Object.keys(type.properties ?? {}).find((other) => sameName(other, name));
    if (known === undefined) return undefined;
    const schema = type.properties![known];
    field = {
      path: `${field.path}${isList ? '[]' : ''}${field.path === '' ? '' : '.'}${known}`,
      schema,
      required: type.required?.includes(known) ?? false,
      mutability: schema['x-mutability'] ?? field.mutability,
      planned: field.planned || schema['x-stage'] === 'Planned',
    };
    isList = schema.type === 'array';
  }
  return field;
}

/** Names of the fields that a field has, none where it is a single value. */
export function fieldsOf(document: DocumentSchema, { schema }: Field): string[] {
  return Object.keys(blockOf(document, schema)?.properties ?? {});
}

/** The shape of an object, or of the objects in a list. */
function blockOf(document: DocumentSchema, schema: FieldSchema): FieldSchema | undefined {
  const name = (schema.$ref ?? schema.items?.$ref)?.replace('#/$defs/', '');
  const type = name === undefined ? schema : document.$defs[name];
  return type.properties === undefined ? undefined : type;
}

/** Whether two names differ in case and hyphens only. */
export function sameName(a: string, b: string): boolean {
  const letters = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');
  return letters(a) === letters(b);
}

/** A value that a field can have. */
export interface EnumValue {
  readonly value: string;
  readonly meaning: string;
  /** This release refuses it. */
  readonly refused: boolean;
}

/** The values of an enum with what each means. */
export function enumValues(document: DocumentSchema, { $ref, items }: FieldSchema): EnumValue[] {
  const name = ($ref ?? items?.$ref)?.replace('#/$defs/', '');
  const { enum: values = [], enumDescriptions = [] } = name === undefined ? {} : document.$defs[name];
  return values.map((value, index) => ({ value, meaning: enumDescriptions[index] ?? '', refused: isNotYetRendered(enumDescriptions[index]) }));
}

/** Values of enums that this release refuses say so in their description. */
export function isNotYetRendered(description: string | undefined): boolean {
  return description?.includes('Not yet rendered') ?? false;
}

/** What a field is, in sentences, without its default. */
export function meaningInWords(schema: FieldSchema): string {
  return [`${schema.title ?? ''}.`, descriptionOf(schema).replace(/\s+/g, ' ')].filter((text) => text !== '').join(' ');
}

/** The description without its default. */
export function descriptionOf({ description = '' }: FieldSchema): string {
  return description.replace(DEFAULT_IN_WORDS, '').trim();
}

/** The default as YAML, or in words; undefined where there is none. */
export function defaultOf(schema: FieldSchema): { readonly yaml: string } | { readonly words: string } | undefined {
  if (schema.default !== undefined) return { yaml: flowYaml(schema.default) };
  const words = DEFAULT_IN_WORDS.exec(schema.description ?? '')?.[1].replaceAll('\n', ' ');
  return words === undefined ? undefined : { words };
}

/** The targets of `@endsIn`, each as code; or, after a dash, words. */
export function endsInTargets(text: string | undefined): { readonly code: readonly string[] } | { readonly words: string } {
  if (text?.startsWith('- ')) return { words: text.slice(2) };
  return { code: text === undefined ? [] : text.split('; ') };
}

/** A value as YAML writes it on one line. */
export function flowYaml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowYaml).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return `{${Object.entries(value).map(([key, item]) => `${key}: ${flowYaml(item)}`).join(', ')}}`;
  return typeof value === 'string' && (!/^[A-Za-z0-9][\w./-]*$/.test(value) || /^[0-9.]+$/.test(value)) ? JSON.stringify(value) : String(value);
}
