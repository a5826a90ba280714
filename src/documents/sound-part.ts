import type { Diagnostic, FieldPath } from '../diagnostics/diagnostic';
import type { DocumentKind } from './api-version';
import { validateShape } from './shape-validation';

/** A document without what is wrong with its shape, so that the rules can be held against the rest. */
export interface SoundPart {
  readonly value: unknown;
  /** What was taken out. */
  readonly refused: readonly FieldPath[];
}

/** Takes out what the problems are about; undefined where nothing is left that has all required fields. The document itself is not changed. */
export function soundPart(kind: DocumentKind, document: unknown, problems: readonly Diagnostic[]): SoundPart | undefined {
  if (problems.length === 0) return { value: document, refused: [] };
  const value = copy(document);
  const refused: FieldPath[] = [];
  for (let found = problems; found.length > 0; found = validateShape(kind, value)) {
    for (const path of found.map(removable)) {
      if (path.length === 0) return undefined;
      remove(value, path);
      refused.push(path);
    }
  }
  return { value, refused };
}

/** Whether a diagnostic may be a consequence of something that was taken out. */
export function isAboutRefused({ refused }: SoundPart, { document, path }: Diagnostic): boolean {
  return document === 'cluster' && refused.some((place) => place.every((part, index) => index >= path.length || path[index] === part));
}

/** The field to take out: an object that lacks a field goes as a whole, and so does a list, as its other entries would get other indexes. */
function removable({ code, path }: Diagnostic): FieldPath {
  let field = code === 'MissingField' ? path.slice(0, -1) : path;
  while (typeof field.at(-1) === 'number') field = field.slice(0, -1);
  return field;
}

/** Values that are not plain stay as they are; they are among the problems. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null || ![Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, copy(below)]));
}

function remove(root: unknown, path: FieldPath): void {
  const parent = path.slice(0, -1).reduce<unknown>((value, part) => (value as Record<string | number, unknown> | undefined)?.[part], root);
  if (typeof parent === 'object' && parent !== null) delete (parent as Record<string | number, unknown>)[path.at(-1)!];
}
