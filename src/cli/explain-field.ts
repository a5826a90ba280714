import { stringify } from 'yaml';
import { defaultOf, endsInTargets, enumValues, fieldsOf, flowYaml, meaningInWords, type DocumentSchema, type FieldSchema } from '../documents/field-reference';
import type { FoundField } from '../documents/find-field';
import { FORMATS, isFormatName } from '../documents/formats';
import { changeInWords } from '../documents/mutability';
import { unsupportedSettings } from '../judge-documents';
import { valueAt } from '../objects/value-at';
import type { ScsClusterDocument } from '../params';
import type { ProviderProfileDocument } from '../profile';
import { profileView } from '../resolve/profile-view';
import { Report } from '../resolve/report';

const LABEL_WIDTH = 11;

/** All that is to be said of a field; with a profile, also what it says of it. */
export function fieldText({ document, field }: FoundField, profile: ProviderProfileDocument | undefined): string {
  const { schema, mutability, planned, required, path } = field;
  const targets = endsInTargets(schema['x-ends-in']);
  const fields = fieldsOf(document.schema, field);
  const rows: [string, readonly string[]][] = [
    ['type', [typeText(document.schema, schema)]],
    ['values', enumValues(document.schema, schema).map(({ value, meaning }) => `${value}: ${meaning.replaceAll('\n', ' ')}`)],
    ['fields', fields.length === 0 ? [] : [fields.join(', ')]],
    ['default', [required ? 'none: it is required' : defaultText(schema)]],
    ['profile', profile === undefined ? [] : profileLines({ document, field }, profile)],
    ['a change', mutability === undefined && fields.length > 0 ? [] : [changeInWords(mutability)]],
    ['ends in', 'words' in targets ? [targets.words] : targets.code],
    ['SCS rule', schema['x-scs-rule'] === undefined ? [] : [schema['x-scs-rule']]],
    ['since', schema['x-since'] === undefined ? [] : [schema['x-since']]],
    ['release', planned ? ['refused: the field is part of the API, and this release cannot act on it yet (NotYetSupported)'] : []],
  ];
  const table = rows.flatMap(([label, lines]) => lines.map((line, index) => `  ${(index === 0 ? label : '').padEnd(LABEL_WIDTH)}${line}`));
  const example = schema.examples?.length ? ['', '  Example:', '', ...exampleLines(path, schema.examples[0])] : [];
  return `${[`${document.kind} ${path}`, `  ${meaningInWords(schema)}`, '', ...table, ...example].join('\n')}\n`;
}

function typeText(document: DocumentSchema, schema: FieldSchema): string {
  if (enumValues(document, schema).length > 0) return schema.type === 'array' ? 'list of values' : 'one of the values below';
  if (schema.$ref !== undefined) return 'object';
  const { minItems, maxItems, minimum, maximum, additionalProperties } = schema;
  switch (schema.type) {
    case 'array': return `list of ${plural(typeText(document, schema.items!))}${between(minItems, maxItems, ' entries')}`;
    case 'object': return `map of ${typeof additionalProperties === 'object' && additionalProperties.type !== undefined ? plural(typeText(document, additionalProperties)) : 'any values'}`;
    case 'integer': return `whole number${between(minimum, maximum)}`;
    case 'string': return stringText(schema);
    default: return schema.type ?? 'any value';
  }
}

function stringText({ 'x-format': format, maxLength }: FieldSchema): string {
  if (format !== undefined && isFormatName(format)) return `string, ${FORMATS[format].phrase}`;
  return maxLength === undefined ? 'string' : `string of at most ${maxLength} characters`;
}

function plural(type: string): string {
  return type.replace(/^(object|string|whole number|boolean)/, '$1s');
}

function between(least: number | undefined, most: number | undefined, unit = ''): string {
  if (least === undefined && most === undefined) return '';
  if (most === undefined) return `, ${least}${unit} or more`;
  return least === undefined ? `, at most ${most}${unit}` : `, ${least} to ${most}${unit}`;
}

function defaultText(schema: FieldSchema): string {
  const value = defaultOf(schema);
  if (value === undefined) return 'none';
  return 'yaml' in value ? value.yaml : value.words;
}

function profileLines({ document, field: { path } }: FoundField, profile: ProviderProfileDocument): string[] {
  const { metadata, spec } = profile;
  const names = path.replaceAll('[]', '').split('.');
  if (document.kind === 'ProviderProfile') {
    const value = path.includes('[]') ? undefined : valueAt({ spec, metadata }, names);
    return [`${metadata.name} ${value === undefined ? 'leaves it out' : `says ${flowYaml(value)}`}`];
  }
  const unsupported = unsupportedSettings(profile, new Report({} as ScsClusterDocument, profile));
  const { value, from, notes } = profileView(names.slice(1), spec, unsupported ?? []);
  const says = value === undefined ? [] : [`${metadata.name} ${from === 'spec.defaults' ? 'gives' : 'fixes'} ${flowYaml(value)} (${from})`];
  const all = [...says, ...notes];
  return all.length === 0 ? [`${metadata.name} says nothing of it`] : all;
}

/** The example as it stands in a document. */
function exampleLines(path: string, example: unknown): string[] {
  const document = path.split('.').reduceRight<unknown>((value, part) => {
    const [name, isList] = [part.replace('[]', ''), part.endsWith('[]')];
    return { [name]: isList ? [value] : value };
  }, example);
  return stringify(document, { lineWidth: 0 }).trimEnd().split('\n').map((line) => `    ${line}`);
}
