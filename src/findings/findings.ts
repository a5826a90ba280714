import type { LocatedDiagnostic, SourcePosition } from '../diagnostics/diagnostic';
import { sortDiagnostics } from '../diagnostics/format';

/** What a run has found, for programs that read it. */
export interface Findings {
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Names of all files that were judged, also of those in which nothing was found. */
  readonly files: readonly string[];
  /** Where each cluster is described, by the path of its construct. */
  readonly clusters?: ReadonlyMap<string, SourcePosition>;
}

/** The program that has found it. */
export interface Tool {
  readonly version: string;
  /** Where its source is. */
  readonly repository: string;
}

/** The diagnostics as text has them, in the order of their places. */
export function inOrder({ diagnostics }: Findings): readonly LocatedDiagnostic[] {
  return sortDiagnostics(diagnostics);
}

/**
 * Where a diagnostic is shown by programs that know files and lines only: an object's at its cluster, and what has no place at all at the
 * begin of the first file.
 */
export function placeInFile({ position, constructPath }: LocatedDiagnostic, { files, clusters = new Map() }: Findings): SourcePosition {
  const cluster = constructPath?.split('/').slice(0, 2).join('/');
  return position ?? clusters.get(cluster ?? '') ?? { file: files[0] ?? '.', line: 1, column: 1 };
}
