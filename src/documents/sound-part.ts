import type { Diagnostic, FieldPath } from '../diagnostics/diagnostic';
import type { DocumentKind } from './api-version';
import { valueType } from './plain-data';
import { validateShape } from './shape-validation';

/** A document without what is wrong with its shape, so that the rules can be held against the rest. */
export interface SoundPart {
  readonly value: unknown;
  /** What was taken out, by its place in the document. */
  readonly refused: readonly FieldPath[];
  /** Where entries of a list that lacks some were in the document: by the list, in the order of its entries. */
  readonly indexes: ReadonlyMap<unknown, readonly number[]>;
}

/** In the place of required fields without which nothing could be judged; what the rules say of these is not told. */
const STAND_INS: Readonly<Record<string, string>> = { 'metadata.name': 'name', 'spec.kubernetesVersion': '1.36' };

/** In the place of an entry that is taken out, until all problems of a round are dealt with. */
const GONE = Symbol('gone');

/** Takes out what the problems are about; undefined where nothing is left that has all required fields. The document itself is not changed. */
export function soundPart(kind: DocumentKind, document: unknown, problems: readonly Diagnostic[]): SoundPart | undefined {
  const indexes = new Map<unknown, readonly number[]>();
  if (problems.length === 0) return { value: document, refused: [], indexes };
  const value = copy(document);
  const refused: FieldPath[] = [];
  for (let found = problems; found.length > 0; found = validateShape(kind, value).filter(({ path }) => !isEmptied(valueAt(value, path), indexes))) {
    const paths = found.map((problem) => (standIn(problem.path) === undefined ? removable(problem) : problem.path));
    if (paths.some((path) => path.length === 0)) return undefined;
    refused.push(...paths.map((path) => placeInDocument(value, indexes, path)));
    paths.forEach((path) => (standIn(path) === undefined ? remove(value, path) : replace(value, path, standIn(path))));
    closeGaps(value, indexes);
  }
  return { value, refused, indexes };
}

/** What the rules say of the part as something that is said of the document, without what may be a consequence of what was taken out. */
export function toldOfDocument({ value, refused, indexes }: SoundPart, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    if (diagnostic.document !== 'cluster') return [diagnostic];
    const path = placeInDocument(value, indexes, diagnostic.path);
    const isAboutRefused = refused.some((place) => place.every((part, index) => index >= path.length || path[index] === part));
    return isAboutRefused ? [] : [{ ...diagnostic, path }];
  });
}

/** The field or entry to take out: an object that lacks a field goes as a whole. */
function removable({ code, path }: Diagnostic): FieldPath {
  return code === 'MissingField' ? path.slice(0, -1) : path;
}

/** A list of which nothing is left may be too short for its field, and still says that there was something. */
function isEmptied(value: unknown, indexes: SoundPart['indexes']): boolean {
  return Array.isArray(value) && value.length === 0 && indexes.has(value);
}

/** Values that are not plain stay as they are, and what contains itself ends there: both are among the problems. */
function copy(value: unknown, around: readonly unknown[] = []): unknown {
  if (around.includes(value)) return undefined;
  const inside = [...around, value];
  if (Array.isArray(value)) return value.map((entry) => copy(entry, inside));
  if (valueType(value) !== 'object') return value;
  return Object.fromEntries(Object.entries(value as object).map(([key, below]) => [key, copy(below, inside)]));
}

function standIn(path: FieldPath): string | undefined {
  const place = path.join('.');
  // `constructor` is a name that every object has.
  return Object.hasOwn(STAND_INS, place) ? STAND_INS[place] : undefined;
}

function replace(root: unknown, path: FieldPath, value: unknown): void {
  const parent = valueAt(root, path.slice(0, -1));
  if (typeof parent === 'object' && parent !== null) (parent as Record<string, unknown>)[path.at(-1)!] = value;
}

function remove(root: unknown, path: FieldPath): void {
  const parent = valueAt(root, path.slice(0, -1));
  const last = path.at(-1)!;
  if (Array.isArray(parent)) parent[Number(last)] = GONE;
  else if (typeof parent === 'object' && parent !== null) delete (parent as Record<string, unknown>)[last];
}

function closeGaps(value: unknown, indexes: Map<unknown, readonly number[]>): void {
  if (!['list', 'object'].includes(valueType(value))) return;
  if (Array.isArray(value) && value.includes(GONE)) {
    const before = indexes.get(value) ?? [...value.keys()];
    indexes.set(value, before.filter((_, index) => value[index] !== GONE));
    value.splice(0, value.length, ...value.filter((entry) => entry !== GONE));
  }
  Object.values(value as object).forEach((below) => closeGaps(below, indexes));
}

/** The path that something in the part has in the document. */
function placeInDocument(root: unknown, indexes: SoundPart['indexes'], path: FieldPath): FieldPath {
  return path.map((part, depth) => (typeof part === 'number' ? indexes.get(valueAt(root, path.slice(0, depth)))?.[part] ?? part : part));
}

function valueAt(root: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((value, part) => (value as Record<string | number, unknown> | null | undefined)?.[part], root);
}
