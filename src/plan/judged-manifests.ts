import type { LocatedDiagnostic } from '../diagnostics/diagnostic';
import type { YamlDocument } from '../documents/yaml-source';
import { objectLabel } from '../validation/object-label';
import { isFields, textOf, type Fields, type ObjectProblem } from '../validation/object-problem';
import { unjudged, validateObject } from '../validation/validate-object';
import { fleetCidrProblems } from './fleet-ranges';
import { setProblems } from './set-problems';

/** The most problems of an object that are shown. */
const MAX_PROBLEMS = 200;

/** An object of a file, and what API servers would refuse of it. */
export interface JudgedManifest {
  readonly name: string;
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/**
 * Judges the objects of documents, those of lists one by one. Objects of the kinds that are named are left out.
 *
 * @param howToSkip what to do about a kind without a schema, for the message
 */
export function judgeManifests(documents: readonly YamlDocument[], skippedKinds: readonly string[], howToSkip: (kind: string) => string): JudgedManifest[] {
  return documents.flatMap(({ value, position }) => {
    const judged = objectsOf(value as Fields).filter(({ object }) => !skippedKinds.includes(textOf(object.kind)));
    return judged.map(({ object, prefix }) => {
      const problems = validateObject(object) ?? [withoutSchema(object, howToSkip)];
      const diagnostics = problems.slice(0, MAX_PROBLEMS).map((problem): LocatedDiagnostic => {
        const path = [...prefix, ...problem.path];
        return { severity: 'Error', document: 'manifest', ...problem, path, message: `${objectLabel(object)}: ${problem.message}`, position: position(path, problem.onKey) };
      });
      if (problems.length <= MAX_PROBLEMS) return { name: nameOf(object), diagnostics };
      const message = `${objectLabel(object)}: there are ${problems.length} problems; those after the first ${MAX_PROBLEMS} are not shown`;
      return { name: nameOf(object), diagnostics: [...diagnostics, { code: 'LimitExceeded', severity: 'Error', document: 'manifest', path: prefix, message, position: position(prefix) }] };
    });
  });
}

function withoutSchema(object: Fields, howToSkip: (kind: string) => string): ObjectProblem {
  const problem = unjudged(object);
  return { ...problem, message: `${problem.message}; ${howToSkip(textOf(object.kind))}` };
}

function nameOf(object: Fields): string {
  const { name } = isFields(object.metadata) ? object.metadata : ({} as Fields);
  return typeof name === 'string' ? name : objectLabel(object);
}

/** How objects are judged together. */
export interface JointJudgement {
  /** Kinds of objects that are left out. */
  readonly skippedKinds: readonly string[];
  /** Whether nothing of the clusters is elsewhere. */
  readonly isWhole: boolean;
  /** Whether no two clusters may have addresses in common. */
  readonly withCidrs: boolean;
}

/** What is wrong with the objects of documents only together. */
export function judgeTogether(documents: readonly YamlDocument[], { skippedKinds, isWhole, withCidrs }: JointJudgement): JudgedManifest[] {
  const objects = documents.flatMap(({ value, position }) => objectsOf(value as Fields).map(({ object, prefix }) => ({ object, prefix, position })));
  const judged = objects.filter(({ object }) => !skippedKinds.includes(textOf(object.kind)));
  const fields = judged.map(({ object }) => object);
  return [...setProblems(fields, isWhole), ...(withCidrs ? fleetCidrProblems(fields) : [])].map(({ object, ...problem }) => {
    const { prefix, position } = judged[object];
    const path = [...prefix, ...problem.path];
    return { name: nameOf(fields[object]), diagnostics: [{ document: 'manifest', ...problem, path, position: position(path) }] };
  });
}

/** The object of a document, or the items of a list, which programs apply one by one. */
function objectsOf(value: Fields): { readonly object: Fields; readonly prefix: readonly (string | number)[] }[] {
  const { kind, items } = value;
  if (typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items)) return [{ object: value, prefix: [] }];
  return items.map((item: unknown, index) => ({ object: isFields(item) ? item : {}, prefix: ['items', index] }));
}
