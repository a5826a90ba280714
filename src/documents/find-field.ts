import { didYouMean } from '../diagnostics/did-you-mean';
import { documentFields, DOCUMENTS, type DocumentReference } from './document-references';
import { fieldAt, fieldsOf, sameName, type Field } from './field-reference';

/** A field and the document that has it. */
export interface FoundField {
  readonly document: DocumentReference;
  readonly field: Field;
}

/** The fields that a name means, or why it means none. */
export type FieldSearch = { readonly found: readonly FoundField[] } | { readonly problem: string };

/** More would be a list of all fields. */
const MAX_CANDIDATES = 20;

/**
 * The fields that are meant by a name as people write it: `spec.nodePools[].rootDisk.size`, `nodePools.0.rootDisk.size`, with the kind
 * before it, as a JSON pointer, or the end of a path that only one field has. A path that both kinds have means both.
 */
export function findField(text: string): FieldSearch {
  const kind = DOCUMENTS.find((document) => new RegExp(`^${document.kind}(?=[\\s./:]|$)`, 'i').test(text.trim()));
  const documents = kind === undefined ? DOCUMENTS : [kind];
  const names = namesIn(kind === undefined ? text : text.trim().slice(kind.kind.length));
  if (names.length === 0) return { problem: kind === undefined ? 'name a field or a code' : `name a field of ${kind.kind}, such as "${kind.kind} spec"` };
  const exact = documents.flatMap((document) => exactField(document, names));
  if (exact.length > 0) return { found: exact };
  const ending = fieldsOfAll(documents).filter(({ field }) => endsWith(field, names));
  if (ending.length === 1) return { found: ending };
  if (ending.length > 1) return { problem: `"${text.trim()}" is the end of several fields:${candidates(ending)}` };
  return { problem: notThere(text.trim(), documents, names) };
}

/** Names of fields without indexes and keys in brackets. */
function namesIn(text: string): string[] {
  const words = text.trim().replace(/\[[^\]]*\]/g, '').split(text.trim().startsWith('/') ? '/' : /[.\s:]+/);
  return words.filter((word) => word !== '' && word !== '*' && !/^\d+$/.test(word));
}

function fieldsOfAll(documents: readonly DocumentReference[]): FoundField[] {
  return documents.flatMap((document) => documentFields(document).map((field) => ({ document, field })));
}

function exactField(document: DocumentReference, names: readonly string[]): FoundField[] {
  const field = fieldAt(document.schema, names) ?? fieldAt(document.schema, ['spec', ...names]);
  return field === undefined ? [] : [{ document, field }];
}

function endsWith({ path }: Field, names: readonly string[]): boolean {
  const own = namesIn(path).slice(-names.length);
  return own.length === names.length && own.every((name, index) => sameName(name, names[index]));
}

function candidates(found: readonly FoundField[]): string {
  const names = found.slice(0, MAX_CANDIDATES).map(({ document, field }) => `\n  ${document.kind} ${field.path}`);
  return `${names.join('')}${found.length > MAX_CANDIDATES ? `\n  and ${found.length - MAX_CANDIDATES} more` : ''}`;
}

/** The deepest block that is there, and what of it may have been meant; else names from anywhere. */
function notThere(text: string, documents: readonly DocumentReference[], names: readonly string[]): string {
  for (let known = names.length - 1; known > 0; known -= 1) {
    const [block] = documents.flatMap((document) => exactField(document, names.slice(0, known)));
    if (block === undefined) continue;
    const { path } = block.field;
    const children = fieldsOf(block.document.schema, block.field);
    if (children.length === 0) return `${block.document.kind} ${path} has no fields of its own`;
    const guess = didYouMean(names[known], children) ?? children.find((child) => contains(child, names[known]));
    if (guess !== undefined) return `${block.document.kind} ${path} has no field "${names[known]}", did you mean "${guess}"?`;
    return `${block.document.kind} ${path} has no field "${names[known]}"; it has ${children.join(', ')}${elsewhere(documents, names.at(-1)!)}`;
  }
  const paths = fieldsOfAll(documents).map(({ field: { path } }) => path.replace(/^spec\./, ''));
  const last = new Map(paths.map((path) => [namesIn(path).at(-1)!, path]));
  const guess = didYouMean(names.join('.'), paths) ?? last.get(didYouMean(names.at(-1)!, [...last.keys()]) ?? '');
  return `there is no field "${text}"${guess === undefined ? elsewhere(documents, names.at(-1)!) : `, did you mean "${guess}"?`}`;
}

/** Fields anywhere whose own name has the word in it. */
function elsewhere(documents: readonly DocumentReference[], word: string): string {
  const found = fieldsOfAll(documents).filter(({ field: { path } }) => contains(namesIn(path).at(-1)!, word));
  return found.length === 0 ? '' : `; "${word}" is in the name of:${candidates(found)}`;
}

function contains(name: string, word: string): boolean {
  return word.length > 2 && name.toLowerCase().includes(word.toLowerCase());
}
