import type { DiagnosticCode } from './codes';

/** Where a field is inside a document: property names and list indexes from the root. */
export type FieldPath = readonly (string | number)[];

/** `Error` stops synthesis; `Warning` is reported and synthesis goes on. */
export type Severity = 'Error' | 'Warning';

/** Which of the inputs a diagnostic speaks about; `file` where the text is no document yet (syntax, limits, unknown kinds). */
export type DiagnosticDocument = 'cluster' | 'profile' | 'manifest' | 'file';

/** One problem of an input, not yet tied to a file or a construct. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly document: DiagnosticDocument;
  readonly path: FieldPath;
  /** The position is that of the key, not of the value (unknown or duplicate keys). */
  readonly onKey?: boolean;
  /** One sentence for the user, without the path and without the position. */
  readonly message: string;
  readonly value?: unknown;
  readonly allowed?: readonly string[];
  readonly didYouMean?: string;
}

/** A place in a text file; line and column start at 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A diagnostic and where it comes from: a position in a file, or the path of a construct. */
export interface LocatedDiagnostic extends Diagnostic {
  readonly position?: SourcePosition;
  readonly constructPath?: string;
}
