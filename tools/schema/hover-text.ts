import { defaultOf, descriptionOf, type FieldSchema } from '../../src/documents/field-reference';
import { changeInWords } from '../../src/documents/mutability';
import type { Schema } from './doc-tags';

/** Adds what editors show of a field besides title and example: not of the standard, but the common ones prefer it to the description. */
export function withHoverText(schema: Schema, isOptional: boolean): Schema {
  const { title, description, ...rest } = schema;
  const paragraphs = [
    descriptionOf(schema as FieldSchema),
    [
      isOptional ? defaultLine(schema as FieldSchema) : 'Required.',
      ...(schema['x-mutability'] === undefined ? [] : [`A change: ${changeInWords(schema['x-mutability'] as string)}.`]),
      ...(schema['x-scs-rule'] === undefined ? [] : [`SCS rule: \`${schema['x-scs-rule'] as string}\`.`]),
      ...(schema['x-stage'] === undefined ? [] : ['**Refused in this release**, which cannot act on it yet.']),
    ].filter((line) => line !== '').join('  \n'),
  ].filter((paragraph) => paragraph !== '');
  return {
    title,
    ...(description !== undefined && { description }),
    ...(paragraphs.length > 0 && { markdownDescription: paragraphs.join('\n\n') }),
    ...rest,
  };
}

function defaultLine(schema: FieldSchema): string {
  const value = defaultOf(schema);
  if (value === undefined) return '';
  return 'yaml' in value ? `Default: \`${value.yaml}\`.` : `Default: ${value.words}.`;
}
