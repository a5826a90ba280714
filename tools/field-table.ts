import { defaultOf, endsInTargets, enumValues, meaningInWords, type DocumentSchema, type Field, type FieldSchema } from '../src/documents/field-reference';

/** The type of a field in words, as Markdown. */
export function typeInWords(document: DocumentSchema, schema: FieldSchema): string {
  if (schema.$ref !== undefined) {
    const values = enumValues(document, schema);
    return values.length === 0 ? 'object' : values.map(({ value, refused }) => `\`${value}\`${refused ? '¹' : ''}`).join(', ');
  }
  switch (schema.type) {
    case 'array': return `list: ${typeInWords(document, schema.items!)}`;
    case 'object': return `map: ${typeof schema.additionalProperties === 'object' && schema.additionalProperties.type ? typeInWords(document, schema.additionalProperties) : 'any value'}`;
    case 'integer': return ['integer', bounds(schema)].filter((text) => text !== '').join(' ');
    case 'string': return schema['x-format'] === undefined ? 'string' : `[${schema['x-format']}](formats.md#${schema['x-format']})`;
    default: return schema.type ?? 'any value';
  }
}

function bounds({ minimum, maximum }: FieldSchema): string {
  if (minimum === undefined || maximum === undefined) return minimum === undefined ? '' : `from ${minimum}`;
  return `${minimum} to ${maximum}`;
}

/** Default of a field as YAML, or in words. */
export function defaultInWords({ required, schema }: Field): string {
  if (required) return '**required**';
  const value = defaultOf(schema);
  if (value === undefined) return '';
  return 'yaml' in value ? `\`${value.yaml}\`` : value.words;
}

/** A table of fields in Markdown. */
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

function endsInWords(text: string | undefined): string[] {
  const targets = endsInTargets(text);
  return 'words' in targets ? [targets.words] : targets.code.map((target) => `\`${target}\``);
}

function meaning({ schema, sameAs }: Field): string {
  return [meaningInWords(schema), ...(sameAs === undefined ? [] : [`As \`${sameAs}\`.`])].join(' ');
}
