import type { IConstruct } from 'constructs';
import type { LocatedDiagnostic } from '../diagnostics/diagnostic';
import { formatDiagnostic } from '../diagnostics/format';

/** A construct that has this property, a function, says what is wrong with its input: with places, and with warnings too. */
export const DIAGNOSTICS: unique symbol = Symbol.for('cdk8s-scs.diagnostics');

/** What a construct says of its input; nothing for constructs of others. */
export function constructDiagnostics(construct: IConstruct): readonly LocatedDiagnostic[] {
  return (construct as { [DIAGNOSTICS]?: () => readonly LocatedDiagnostic[] })[DIAGNOSTICS]?.() ?? [];
}

/** What is doubtful in the tree, each once: a warning of a profile holds for all of its clusters. */
export function constructWarnings(root: IConstruct): readonly LocatedDiagnostic[] {
  const warnings = root.node.findAll().flatMap(constructDiagnostics).filter(({ severity }) => severity === 'Warning');
  return [...new Map(warnings.map((warning) => [formatDiagnostic(warning), warning])).values()];
}
