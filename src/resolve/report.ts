import type { DiagnosticCode } from '../diagnostics/codes';
import type { Diagnostic, FieldPath } from '../diagnostics/diagnostic';
import type { Problem, Result } from '../diagnostics/result';
import { valueAt } from '../objects/value-at';
import type { ScsClusterDocument } from '../params';
import type { ProviderProfileDocument } from '../profile';
import { isPlainObject } from './settings';

/** A field that an effect of a feature sets, and the place of the effect in the profile. */
export interface PlaceOfEffect {
  readonly document: 'cluster' | 'profile';
  readonly path: FieldPath;
  readonly effect: FieldPath;
}

/** Collects what is wrong, each at the place where the value was written. */
export class Report {
  private readonly collected: Diagnostic[] = [];
  private readonly effects: PlaceOfEffect[] = [];

  constructor(private readonly description: ScsClusterDocument, private readonly profile: ProviderProfileDocument, effects: readonly PlaceOfEffect[] = []) {
    this.effects.push(...effects);
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.collected;
  }

  get hasErrors(): boolean {
    return this.collected.some(({ severity }) => severity === 'Error');
  }

  /**
   * An error at a setting of the description, by its path below `spec`. A value that the description leaves out and the profile
   * gives, as a default or enforced, is told at the profile.
   */
  error(code: DiagnosticCode, path: FieldPath, problem: Problem | string): void {
    this.collected.push({ ...this.placeOf(path), code, severity: 'Error', ...asProblem(problem) });
  }

  /** As `error`, but synthesis goes on. */
  warning(code: DiagnosticCode, path: FieldPath, problem: Problem | string): void {
    this.collected.push({ ...this.placeOf(path), code, severity: 'Warning', ...asProblem(problem) });
  }

  /** An error of the profile, by the path below its `spec`. */
  profileError(code: DiagnosticCode, path: FieldPath, problem: Problem | string): void {
    this.collected.push({ ...this.profilePlace(path), code, severity: 'Error', ...asProblem(problem) });
  }

  /** An error of the description's `metadata`, by the path below it. */
  metadataError(code: DiagnosticCode, path: FieldPath, problem: Problem | string): void {
    const value = valueAt(this.description.metadata, path);
    this.collected.push({ document: 'cluster', path: ['metadata', ...path], value, code, severity: 'Error', ...asProblem(problem) });
  }

  /** As `profileError`, but synthesis goes on. */
  profileWarning(code: DiagnosticCode, path: FieldPath, problem: Problem | string): void {
    this.collected.push({ ...this.profilePlace(path), code, severity: 'Warning', ...asProblem(problem) });
  }

  /** From now on, what is said of a field below `spec` of a document is told where an effect of a feature sets it, by the path below the profile's `spec`. */
  setByEffect(document: PlaceOfEffect['document'], path: FieldPath, effect: FieldPath): void {
    this.effects.push({ document, path, effect });
  }

  /** The fields that effects of features set, for other reports on the same documents. */
  get placesOfEffects(): readonly PlaceOfEffect[] {
    return this.effects;
  }

  /** Diagnostics that were made elsewhere. */
  add(diagnostics: readonly Diagnostic[]): void {
    this.collected.push(...diagnostics);
  }

  /** The value that was read, or `otherwise` after an error at the setting. */
  read<T>(result: Result<T>, path: FieldPath, otherwise: T): T {
    if (result.ok) return result.value;
    this.error('InvalidValue', path, result.problem);
    return otherwise;
  }

  /** The value that was read from the profile, or `otherwise` after an error there. */
  readProfile<T>(result: Result<T>, path: FieldPath, otherwise: T): T {
    if (result.ok) return result.value;
    this.profileError('InvalidValue', path, result.problem);
    return otherwise;
  }

  /** Whether a setting of the description stands in one of the documents, and is not the library's default. */
  isWritten(path: FieldPath): boolean {
    return this.places().some(({ value }) => valueAt(value, path) !== undefined);
  }

  /** The objects of a list of the description. */
  items(path: FieldPath): readonly Record<string, unknown>[] {
    const list = valueAt(this.description.spec, path);
    return Array.isArray(list) ? list.filter(isPlainObject) : [];
  }

  private placeOf(path: FieldPath): Pick<Diagnostic, 'document' | 'path' | 'value'> {
    const effect = this.effectAt('cluster', path);
    if (effect !== undefined) return this.ownPlace(effect);
    const places = this.places();
    const place = places.find(({ value }) => valueAt(value, path) !== undefined) ?? places[0];
    return { document: place.document, path: [...place.root, ...path], value: valueAt(place.value, path) };
  }

  /** Where a setting of the description can stand; the first that has it counts. */
  private places() {
    const { defaults, policy } = this.profile.spec;
    return [
      { document: 'cluster', root: ['spec'], value: this.description.spec },
      { document: 'profile', root: ['spec', 'policy', 'enforce'], value: policy?.enforce },
      { document: 'profile', root: ['spec', 'defaults'], value: defaults },
    ] as const;
  }

  private profilePlace(path: FieldPath): Pick<Diagnostic, 'document' | 'path' | 'value'> {
    return this.ownPlace(this.effectAt('profile', path) ?? path);
  }

  private effectAt(document: PlaceOfEffect['document'], path: FieldPath): FieldPath | undefined {
    const isWritten = document === 'cluster' && valueAt(this.description.spec, path) !== undefined;
    if (isWritten) return undefined;
    return this.effects.find((effect) => effect.document === document && effect.path.every((part, index) => part === path[index]))?.effect;
  }

  private ownPlace(path: FieldPath): Pick<Diagnostic, 'document' | 'path' | 'value'> {
    return { document: 'profile', path: ['spec', ...path], value: valueAt(this.profile.spec, path) };
  }
}

function asProblem(problem: Problem | string): Problem {
  return typeof problem === 'string' ? { message: problem } : problem;
}
