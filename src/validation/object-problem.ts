import type { DiagnosticCode } from '../diagnostics/codes';
import type { Diagnostic, FieldPath } from '../diagnostics/diagnostic';

/** What an API server would refuse of an object, and where. */
export interface ObjectProblem extends Pick<Diagnostic, 'message' | 'value' | 'allowed' | 'didYouMean' | 'onKey'> {
  readonly code: DiagnosticCode;
  readonly path: FieldPath;
}

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text, or an empty one for whatever else stands in its place: an object may have a `toString` of its own. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
