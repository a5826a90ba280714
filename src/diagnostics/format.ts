import type { Diagnostic, FieldPath, LocatedDiagnostic } from './diagnostic';

/** A path as people write it: `spec.nodePools[0].labels["example.org/tier"]`. */
export function formatPath(path: FieldPath): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      if (!/^[A-Za-z_$][\w$-]*$/.test(part)) return `[${JSON.stringify(part)}]`;
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}

/** One diagnostic as a line: where, how bad, code, field, what is wrong, and what would be right. */
export function formatDiagnostic(diagnostic: LocatedDiagnostic): string {
  const { position, constructPath, severity, code, path } = diagnostic;
  const origin = position ? `${position.file}:${position.line}:${position.column}: ` : constructPath ? `${constructPath}: ` : '';
  const field = path.length > 0 ? `${formatPath(path)}: ` : '';
  return `${origin}${severity.toLowerCase()} ${code}: ${field}${withHints(diagnostic)}`;
}

/** What is wrong, and what would be right. */
export function withHints({ message, allowed, didYouMean }: Diagnostic): string {
  const choice = allowed && allowed.length > 0 ? ` (allowed: ${allowed.join(', ')})` : '';
  const guess = didYouMean === undefined ? '' : `, did you mean ${JSON.stringify(didYouMean)}?`;
  return `${message}${choice}${guess}`;
}

/** All diagnostics in the order of their places, a line each, and a last line that counts them. Empty for none. */
export function formatDiagnostics(diagnostics: readonly LocatedDiagnostic[]): string {
  if (diagnostics.length === 0) return '';
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'Error').length;
  const warnings = diagnostics.length - errors;
  const counts = [count(errors, 'error'), count(warnings, 'warning')].filter((text) => text !== '');
  return [...sortDiagnostics(diagnostics).map(formatDiagnostic), counts.join(', ')].join('\n');
}

/** Sorts by file (or construct), line and column; what stands at one place keeps its order. */
export function sortDiagnostics(diagnostics: readonly LocatedDiagnostic[]): LocatedDiagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compare(a.position?.file ?? a.constructPath ?? '', b.position?.file ?? b.constructPath ?? '') ||
      (a.position?.line ?? 0) - (b.position?.line ?? 0) ||
      (a.position?.column ?? 0) - (b.position?.column ?? 0),
  );
}

function count(number: number, noun: string): string {
  return number === 0 ? '' : `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** By code units, so that the order is the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
