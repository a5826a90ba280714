import type { FieldPath } from '../diagnostics/diagnostic';
import { didYouMean } from '../diagnostics/did-you-mean';
import type { Problem } from '../diagnostics/result';
import type { ExpertFeatureGate } from '../params';
import { FEATURE_GATES } from '../versions/feature-gates';
import { compareMinors } from '../versions/kubernetes-versions';
import type { Tell } from './expert-source';

const NEWEST_OF_TABLE = '1.37';

/** A component does not start with a feature gate that it does not know, or that its minor has locked. */
export function checkFeatureGates(gates: readonly ExpertFeatureGate[] | undefined, minors: readonly string[], path: FieldPath, tell: Tell): void {
  gates?.forEach(({ name, enabled = true }, index) => {
    const problem = [...new Set(minors)].map((minor) => problemOf(name, enabled, minor)).find((found) => found !== undefined);
    if (problem) tell('InvalidValue', [...path, index, 'name'], problem);
  });
}

function problemOf(name: string, enabled: boolean, minor: string): Problem | undefined {
  const gate = Object.hasOwn(FEATURE_GATES, name) ? FEATURE_GATES[name] : undefined;
  if (gate === undefined) {
    const guess = didYouMean(name, Object.keys(FEATURE_GATES));
    return { message: `Kubernetes has no feature gate "${name}", and its components do not start with an unknown one`, ...(guess !== undefined && { didYouMean: guess }) };
  }
  if (compareMinors(minor, gate.first) < 0) return { message: `feature gate "${name}" exists from Kubernetes ${gate.first} on, not in ${minor}` };
  if (compareMinors(minor, gate.last) > 0 && gate.last !== NEWEST_OF_TABLE) return { message: `feature gate "${name}" exists up to Kubernetes ${gate.last}, not in ${minor}: remove it` };
  if (gate.locked && compareMinors(minor, gate.locked.since) >= 0) {
    return {
      message: enabled === gate.locked.to
        ? `feature gate "${name}" is always ${gate.locked.to ? 'on' : 'off'} since Kubernetes ${gate.locked.since}: remove it`
        : `feature gate "${name}" is locked ${gate.locked.to ? 'on' : 'off'} since Kubernetes ${gate.locked.since}, and the component does not start with another value`,
    };
  }
  return undefined;
}
