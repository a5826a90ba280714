import type { FieldPath, LocatedDiagnostic } from '../diagnostics/diagnostic';
import type { YamlDocument } from '../documents/yaml-source';
import { objectLabel } from '../validation/object-label';
import { isFields, textOf, type Fields, type ObjectProblem } from '../validation/object-problem';
import { ObjectSet } from '../validation/object-set';
import { unjudged, validateObject } from '../validation/validate-object';
import { DuplicateObjects } from './duplicate-objects';
import { FleetRanges } from './fleet-ranges';

/** The most problems of an object that are shown. */
const MAX_PROBLEMS = 200;

/** An object of a file, and what is wrong with it. */
export interface JudgedManifest {
  readonly name: string;
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** What is judged, and how. */
export interface ManifestChecks {
  /** Kinds of objects that are left out. */
  readonly skippedKinds: readonly string[];
  /** What to do about a kind without a schema, for the message. */
  readonly howToSkip: (kind: string) => string;
  /** Whether nothing of the clusters is elsewhere. */
  readonly isWhole: boolean;
  /** Whether no two clusters may have addresses in common. */
  readonly withCidrs?: boolean;
}

/** An object of a file, and where it is. */
interface Placed {
  readonly object: Fields;
  readonly name: string;
  /** Of the object in its document. */
  readonly prefix: FieldPath;
  readonly position: YamlDocument['position'];
}

/** The place of a field that is kept after the document is gone. */
interface Place extends Pick<LocatedDiagnostic, 'path' | 'position'> {
  readonly name: string;
}

/**
 * Judges the objects of files: each by itself, those of lists one by one, and in the end all together. File by file, so that there may be
 * any number: of what was judged only names are kept, and references that do not resolve yet.
 */
export class ManifestJudge {
  private readonly set: ObjectSet<Place>;
  private readonly duplicates = new DuplicateObjects();
  private readonly ranges = new FleetRanges<Place>();

  constructor(private readonly checks: ManifestChecks) {
    this.set = new ObjectSet(checks.isWhole);
  }

  /** What is wrong with each of the objects of a file, and beside those before. */
  judge(documents: readonly YamlDocument[]): JudgedManifest[] {
    const isSkipped = ({ object }: Placed): boolean => this.checks.skippedKinds.includes(textOf(object.kind));
    const placed = documents.flatMap(objectsOf);
    // Others may refer to what is left out.
    placed.filter(isSkipped).forEach(({ object }) => this.set.addNames(object));
    return placed.filter((manifest) => !isSkipped(manifest)).map((manifest) => {
      const diagnostics = this.problemsOf(manifest);
      const placeOf = (path: FieldPath): Place => placeIn(manifest, path);
      this.set.add(manifest.object, placeOf);
      if (this.checks.withCidrs === true) this.ranges.add(manifest.object, placeOf);
      const duplicate = this.duplicates.add(manifest.object);
      return { name: manifest.name, diagnostics: duplicate === undefined ? diagnostics : [...diagnostics, located(manifest, duplicate, duplicate.message)] };
    });
  }

  /** What is wrong with all objects together, once all are judged. */
  together(): JudgedManifest[] {
    const ranges = this.ranges.problems().map((problem) => ({ severity: 'Error' as const, ...problem }));
    return [...this.set.dangling(), ...ranges].map(({ place: { name, ...place }, ...problem }) => ({ name, diagnostics: [{ document: 'manifest', ...problem, ...place }] }));
  }

  private problemsOf(manifest: Placed): LocatedDiagnostic[] {
    const { object, prefix, position } = manifest;
    const problems = validateObject(object) ?? [withoutSchema(object, this.checks.howToSkip)];
    const diagnostics = problems.slice(0, MAX_PROBLEMS).map((problem) => located(manifest, problem, `${objectLabel(object)}: ${problem.message}`));
    if (problems.length <= MAX_PROBLEMS) return diagnostics;
    const message = `${objectLabel(object)}: there are ${problems.length} problems; those after the first ${MAX_PROBLEMS} are not shown`;
    return [...diagnostics, { code: 'LimitExceeded', severity: 'Error', document: 'manifest', path: prefix, message, position: position(prefix) }];
  }
}

function located({ prefix, position }: Placed, problem: ObjectProblem, message: string): LocatedDiagnostic {
  const path = [...prefix, ...problem.path];
  return { severity: 'Error', document: 'manifest', ...problem, path, message, position: position(path, problem.onKey) };
}

function placeIn({ name, prefix, position }: Placed, field: FieldPath): Place {
  const path = [...prefix, ...field];
  return { name, path, position: position(path) };
}

function withoutSchema(object: Fields, howToSkip: (kind: string) => string): ObjectProblem {
  const problem = unjudged(object);
  return { ...problem, message: `${problem.message}; ${howToSkip(textOf(object.kind))}` };
}

function nameOf(object: Fields): string {
  const { name } = isFields(object.metadata) ? object.metadata : ({} as Fields);
  return typeof name === 'string' ? name : objectLabel(object);
}

/** The object of a document, or the items of a list, which programs apply one by one. */
function objectsOf({ value, position }: YamlDocument): Placed[] {
  const { kind, items } = value as Fields;
  if (typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items)) return [{ object: value as Fields, name: nameOf(value as Fields), prefix: [], position }];
  return items.map((item: unknown, index) => {
    const object = isFields(item) ? item : {};
    return { object, name: nameOf(object), prefix: ['items', index], position };
  });
}
