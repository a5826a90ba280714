import type { Diagnostic } from '../diagnostics/diagnostic';
import { canonicalJson } from '../objects/content-hash';
import { objectLabel } from '../validation/object-label';
import { textOf, type Fields } from '../validation/object-problem';
import { identityOf } from '../validation/object-references';
import { ObjectSet } from '../validation/object-set';

/** Something that is wrong with an object only together with others, by the index of the object. */
export interface SetProblem extends Pick<Diagnostic, 'code' | 'severity' | 'path' | 'message' | 'value' | 'didYouMean'> {
  readonly object: number;
}

/**
 * What is wrong with objects that are applied together: two of one name that differ, and references to what is not among them.
 *
 * @param isWhole whether nothing of their clusters is elsewhere
 */
export function setProblems(objects: readonly Fields[], isWhole: boolean): SetProblem[] {
  const set = new ObjectSet<number>(isWhole);
  objects.forEach((object, index) => set.add(object, index));
  return [...duplicates(objects), ...set.dangling().map(({ place, ...problem }) => ({ object: place, ...problem }))];
}

function duplicates(objects: readonly Fields[]): SetProblem[] {
  const firsts = new Map<string, Fields>();
  return objects.flatMap((object, index) => {
    const { group, kind, namespace, name } = identityOf(object);
    const key = JSON.stringify([group, kind, namespace, name]);
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, object);
    return first !== undefined && name !== '' && canonicalJson(first) !== canonicalJson(object) ? [duplicate(object, index)] : [];
  });
}

function duplicate(object: Fields, index: number): SetProblem {
  const isTemplate = textOf(object.kind).endsWith('Template');
  const why = isTemplate ? ': API servers do not let a template change under its name' : '';
  const message = `${objectLabel(object)}: another object of this name has another content${why}`;
  return { object: index, code: 'DuplicateObject', severity: 'Error', path: ['metadata', 'name'], message };
}
