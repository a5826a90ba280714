import { isDeepStrictEqual } from 'node:util';
import type { FieldPath } from '../diagnostics/diagnostic';
import type { ScsClusterSpec } from '../params';
import type { ProviderProfileSpec } from '../profile';
import { valueAt, type Report } from './report';
import type { ResolvedControlPlane, ResolvedNodePool } from './resolved-cluster';
import { isPlainObject } from './settings';

/** What the provider fixes cannot be set to something else, neither by a description nor by the profile's own defaults. */
export function checkEnforced(spec: ScsClusterSpec, profile: ProviderProfileSpec, report: Report): void {
  for (const [path, enforced] of leaves(profile.policy?.enforce ?? {})) {
    const field = path.join('.');
    const differs = (value: unknown): boolean => value !== undefined && !isDeepStrictEqual(value, enforced);
    if (differs(valueAt(spec, path))) {
      report.error('PolicyViolation', path, { message: `the provider, not the library, fixes ${field}`, allowed: [JSON.stringify(enforced)] });
    }
    if (differs(valueAt(profile.defaults, path))) {
      report.profileError('PolicyViolation', ['defaults', ...path], { message: `the profile's own policy.enforce fixes ${field}`, allowed: [JSON.stringify(enforced)] });
    }
  }
}

/** Scalars and lists, each with its path. */
export function leaves(value: object, path: FieldPath = []): [FieldPath, unknown][] {
  return Object.entries(value)
    .filter(([, below]) => below !== undefined)
    .flatMap(([key, below]): [FieldPath, unknown][] => (isPlainObject(below) ? leaves(below, [...path, key]) : [[[...path, key], below]]));
}

/** Whether anything is set: empty lists and blocks are what is there without them. */
export function hasSettings(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isPlainObject(value) ? Object.values(value).some(hasSettings) : value !== undefined;
}

/** Expert settings of a description need the provider's leave. */
export function checkExpertAllowed(spec: ScsClusterSpec, profile: ProviderProfileSpec, report: Report): void {
  if (profile.policy?.allowExpert) return;
  const places: [FieldPath, unknown][] = [[['expert'], spec.expert], ...spec.nodePools.map(({ expert }, index): [FieldPath, unknown] => [['nodePools', index, 'expert'], expert])];
  for (const [path, expert] of places) {
    if (hasSettings(expert)) report.error('PolicyViolation', path, "the provider's policy does not allow expert settings (policy.allowExpert)");
  }
}

/** Machines at most, with every autoscaled pool at its largest. */
export function checkMaxNodes(controlPlane: ResolvedControlPlane, pools: readonly ResolvedNodePool[], profile: ProviderProfileSpec, report: Report): void {
  const most = profile.policy?.maxNodes;
  const nodes = pools.flatMap(({ groups }) => groups).reduce((sum, group) => sum + (group.replicas ?? group.autoscaling!.max), controlPlane.replicas);
  if (most !== undefined && nodes > most) {
    report.error('PolicyViolation', ['nodePools'], `the cluster can have ${nodes} machines, and the provider's policy allows ${most}`);
  }
}
