import { parse } from 'yaml';
import { FORMATS, isFormatName } from '../../src/documents/formats';
import { MUTABILITIES } from '../../src/documents/mutability';
import type { Docs } from './assembly';

/** A part of a JSON Schema. */
export type Schema = Record<string, unknown>;


/** What a tag does, by the shape of the value that it stands at. */
interface Tag {
  readonly on: 'any' | 'strings' | 'maps' | 'lists' | 'numbers' | 'object lists';
  /** Keywords of the tag; throws with a message where the tag's text makes no sense. */
  readonly keywords: (text: string) => Schema;
}

/** The closed list of tags besides `@default` and `@example`. */
const TAGS: Readonly<Record<string, Tag>> = {
  format: { on: 'strings', keywords: formatKeywords },
  keyFormat: { on: 'maps', keywords: (text) => ({ propertyNames: formatKeywords(text) }) },
  pattern: { on: 'strings', keywords: (text) => ({ pattern: new RegExp(text, 'u').source.replaceAll('\\/', '/') }) },
  minLength: { on: 'strings', keywords: (text) => ({ minLength: wholeNumber(text) }) },
  maxLength: { on: 'strings', keywords: (text) => ({ maxLength: wholeNumber(text) }) },
  minimum: { on: 'numbers', keywords: (text) => ({ minimum: wholeNumber(text) }) },
  maximum: { on: 'numbers', keywords: (text) => ({ maximum: wholeNumber(text) }) },
  minItems: { on: 'lists', keywords: (text) => ({ minItems: wholeNumber(text) }) },
  maxItems: { on: 'lists', keywords: (text) => ({ maxItems: wholeNumber(text) }) },
  key: { on: 'object lists', keywords: (text) => ({ 'x-list-map-key': text }) },
  mutability: { on: 'any', keywords: (text) => ({ 'x-mutability': oneOf(Object.keys(MUTABILITIES), text) }) },
  scsRule: { on: 'any', keywords: (text) => ({ 'x-scs-rule': text }) },
  endsIn: { on: 'any', keywords: (text) => ({ 'x-ends-in': text }) },
  stage: { on: 'any', keywords: (text) => ({ 'x-stage': oneOf(['Planned'], text) }) },
  since: { on: 'any', keywords: (text) => ({ 'x-since': text }) },
};

/** Title (first sentence), description (the rest), and where the documentation says so default and examples. */
export function textKeywords(docs: Docs | undefined): Schema {
  const summary = docs?.summary ?? '';
  const end = /[.!?](?=\s)/.exec(summary)?.index;
  const title = (end === undefined ? summary : summary.slice(0, end)).replace(/[.;]$/, '');
  const rest = end === undefined ? '' : summary.slice(end + 1).trim();
  // jsii ends the summary at a semicolon, too.
  const remarks = summary.endsWith(';') ? capitalized(docs?.remarks ?? '') : docs?.remarks ?? '';
  const defaultText = docs?.default?.trim();
  const prose = defaultText?.startsWith('- ') ? `Default: ${defaultText.slice(2)}.` : '';
  const description = [rest, remarks, prose].filter((text) => text !== '').join('\n\n');
  return {
    title,
    ...(description === '' ? {} : { description }),
    ...(defaultText === undefined || prose !== '' ? {} : { default: parse(defaultText) as unknown }),
    ...(docs?.example === undefined ? {} : { examples: [parse(docs.example) as unknown] }),
  };
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Adds the keywords of the tags to the schema of a value. What limits strings or numbers goes to these: for a list or map of them, to its
 * items. Throws an error with all misused tags.
 */
export function withTags(schema: Schema, docs: Docs | undefined, enumerated: boolean): Schema {
  const items = (schema.items ?? (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined)) as Schema | undefined;
  const scalars = ['string', 'integer'].includes(String(schema.type)) ? schema : ['string', 'integer'].includes(String(items?.type)) ? items : undefined;
  const applies: Record<Tag['on'], boolean> = {
    any: true,
    strings: scalars?.type === 'string' && !enumerated,
    maps: schema.type === 'object',
    lists: schema.type === 'array',
    numbers: scalars?.type === 'integer',
    'object lists': schema.type === 'array' && items?.$ref !== undefined,
  };
  const problems: string[] = [];
  const own: Schema = {};
  const ofScalars: Schema = {};
  for (const [name, text] of Object.entries(docs?.custom ?? {})) {
    try {
      const tag = TAGS[name];
      if (tag === undefined) throw new Error(`there is no tag @${name}`);
      if (!applies[tag.on]) throw new Error(`@${name} is for ${tag.on}`);
      merge(tag.on === 'strings' || tag.on === 'numbers' ? ofScalars : own, tag.keywords(text.trim().replace(/\s+/g, ' ')));
    } catch (error) {
      problems.push((error as Error).message);
    }
  }
  if (problems.length > 0) throw new Error(problems.join('; '));
  if (scalars === schema) return { ...schema, ...ofScalars, ...own };
  const place = schema.items === undefined ? 'additionalProperties' : 'items';
  return { ...schema, ...(scalars === undefined ? {} : { [place]: { ...scalars, ...ofScalars } }), ...own };
}

/** Of two upper bounds the smaller holds, of two lower ones the larger; anything else may be said once only. */
function merge(target: Schema, keywords: Schema): void {
  for (const [keyword, value] of Object.entries(keywords)) {
    const present = target[keyword];
    if (present === undefined) target[keyword] = value;
    else if (keyword === 'maxLength') target[keyword] = Math.min(present as number, value as number);
    else throw new Error(`${keyword} is said twice`);
  }
}

function formatKeywords(name: string): Schema {
  if (!isFormatName(name)) throw new Error(`there is no format ${name}`);
  const { pattern, maxLength } = FORMATS[name];
  return { pattern, maxLength, 'x-format': name };
}

function wholeNumber(text: string): number {
  if (!/^-?[0-9]+$/.test(text)) throw new Error(`${text} is no whole number`);
  return Number(text);
}

function oneOf(allowed: readonly string[], text: string): string {
  if (!allowed.includes(text)) throw new Error(`${text} is none of ${allowed.join(', ')}`);
  return text;
}
