/** A part of a published JSON Schema, as far as the reference reads it. */
export interface FieldSchema {
  readonly type?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly items?: FieldSchema;
  readonly additionalProperties?: FieldSchema | boolean;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly 'x-format'?: string;
  readonly 'x-mutability'?: string;
  readonly 'x-ends-in'?: string;
  readonly 'x-scs-rule'?: string;
  readonly 'x-stage'?: string;
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

/** Types whose parts are listed once, at another field. */
export type SharedShapes = Readonly<Record<string, string>>;

/** All fields below a part of a document, in the order of the schema. */
export function fieldsBelow(document: DocumentSchema, parent: FieldSchema, path: string, shared: SharedShapes, inherited: Pick<Field, 'mutability' | 'planned'> = { planned: false }): Field[] {
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

/** The type of a field in words. */
export function typeInWords(document: DocumentSchema, schema: FieldSchema): string {
  if (schema.$ref !== undefined) {
    const { enum: values, enumDescriptions = [] } = document.$defs[schema.$ref.replace('#/$defs/', '')];
    return values === undefined ? 'object' : values.map((value, index) => `\`${value}\`${isNotYetRendered(enumDescriptions[index]) ? '¹' : ''}`).join(', ');
  }
  switch (schema.type) {
    case 'array': return `list: ${typeInWords(document, schema.items!)}`;
    case 'object': return `map: ${typeof schema.additionalProperties === 'object' && schema.additionalProperties.type ? typeInWords(document, schema.additionalProperties) : 'any value'}`;
    case 'integer': return ['integer', bounds(schema)].filter((text) => text !== '').join(' ');
    case 'string': return schema['x-format'] === undefined ? 'string' : `[${schema['x-format']}](#formats)`;
    default: return schema.type ?? 'any value';
  }
}

/** Values of enums that this release refuses say so in their description. */
export function isNotYetRendered(description: string | undefined): boolean {
  return description?.includes('Not yet rendered') ?? false;
}

function bounds({ minimum, maximum }: FieldSchema): string {
  if (minimum === undefined || maximum === undefined) return minimum === undefined ? '' : `from ${minimum}`;
  return `${minimum} to ${maximum}`;
}

/** Default of a field as YAML, or in words. */
export function defaultInWords({ required, schema }: Field): string {
  if (required) return '**required**';
  if (schema.default !== undefined) return `\`${flow(schema.default)}\``;
  return /(?:^|\n\n)Default: ([^]+)\.$/.exec(schema.description ?? '')?.[1].replaceAll('\n', ' ') ?? '';
}

/** A value as YAML writes it on one line. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return `{${Object.entries(value).map(([key, item]) => `${key}: ${flow(item)}`).join(', ')}}`;
  return typeof value === 'string' && (!/^[A-Za-z0-9][\w./-]*$/.test(value) || /^[0-9.]+$/.test(value)) ? JSON.stringify(value) : String(value);
}

/** The rows of a table of fields. */
export function fieldTable(document: DocumentSchema, fields: readonly Field[]): string {
  const rows = fields.map((field) => [
    `\`${field.path}\``,
    [meaning(field), typeInWords(document, field.schema)].join('<br>'),
    defaultInWords(field),
    field.mutability ?? '',
    [...endsInWords(field.schema['x-ends-in']), ...[field.schema['x-scs-rule']].flatMap((rule) => (rule === undefined ? [] : `\`${rule}\``))].join('<br>'),
    field.planned ? 'refused' : 'works',
  ]);
  return [['field', 'what it is, and its type', 'default', 'a change', 'ends in, and the SCS rule', 'this release'], Array(6).fill('---') as string[], ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

/** The targets of a field, each as code; or, after a dash, words. */
function endsInWords(text: string | undefined): string[] {
  if (text === undefined) return [];
  return text.startsWith('- ') ? [text.slice(2)] : text.split('; ').map((target) => `\`${target}\``);
}

function meaning({ schema, sameAs }: Field): string {
  const rest = (schema.description ?? '').replace(/(?:^|\n\n)Default: [^]+$/, '').replace(/\s+/g, ' ').trim();
  return [`${schema.title ?? ''}.`, rest, ...(sameAs === undefined ? [] : [`As \`${sameAs}\`.`])].filter((text) => text !== '').join(' ');
}
