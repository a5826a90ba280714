import type { FieldPath } from '../diagnostics/diagnostic';
import { canonicalJson } from '../objects/content-hash';
import { isPlainObject } from '../resolve/settings';

/** A field that is not the same in two states of an object; undefined where one does not have it. */
export interface ChangedField {
  readonly path: FieldPath;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * What differs between two states, as a JSON merge patch has it: what is new field by field, what is gone as a whole. Lists of
 * objects that are equally long are compared item by item, all others as a whole.
 */
export function changedFields(before: unknown, after: unknown, path: FieldPath = []): ChangedField[] {
  if (isPlainObject(after) && (isPlainObject(before) || (before === undefined && Object.keys(after).length > 0))) {
    const old = before ?? {};
    const names = [...new Set([...Object.keys(old), ...Object.keys(after)])];
    return names.flatMap((name) => changedFields(old[name], after[name], [...path, name]));
  }
  if (isObjectList(before) && isObjectList(after) && before.length === after.length) {
    return before.flatMap((item, index) => changedFields(item, after[index], [...path, index]));
  }
  return canonicalJson(before) === canonicalJson(after) ? [] : [{ path, before, after }];
}

function isObjectList(value: unknown): value is object[] {
  return Array.isArray(value) && value.every(isPlainObject);
}

/** Whether a path is that of a pattern such as `spec.managedSubnets[].cidr`, or below it; `[]` stands for any item of a list. */
export function isBelow(path: FieldPath, pattern: string): boolean {
  const parts = patternParts(pattern);
  return path.length >= parts.length && parts.every((part, index) => (part === '[]' ? typeof path[index] === 'number' : path[index] === part));
}

/** The names of a pattern. */
export function patternParts(pattern: string): string[] {
  return pattern.replaceAll('[]', '.[]').split('.');
}
