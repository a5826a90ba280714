import type { ProviderProfileSpec } from '../../profile';
import type { Report } from '../../resolve/report';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { protectedOperations } from './enforced-paths';

/** Patches of a description cannot undo what the provider's policy says, nor can those that a user switches on with a feature. */
export function checkPatches({ patches, poolPatches }: ResolvedCluster, { expert, features, policy }: ProviderProfileSpec, report: Report): void {
  const described = patches.slice(expert?.patches?.length ?? 0).map((patch, index) => ({ patch, path: ['expert', 'patches', index] }));
  for (const { patch, path } of [...described, ...poolPatches]) {
    for (const { operation, policy: says } of protectedOperations(patch, policy)) {
      report.error('PolicyViolation', [...path, 'patch', operation, 'path'], `the provider, not the library, ${says}, and a patch of this field could undo it`);
    }
  }
  // A feature that is fixed may act.
  const others = { ...policy, enforce: { ...policy?.enforce, features: undefined } };
  features?.forEach(({ name, effects }, index) => effects.forEach(({ match, patch }, at) => {
    if (match === undefined || patch === undefined) return;
    for (const { operation, policy: says } of protectedOperations({ target: match, patch }, others)) {
      report.profileError('PolicyViolation', ['features', index, 'effects', at, 'patch', operation, 'path'], `the profile's own policy ${says}, and feature "${name}" could undo it`);
    }
  }));
}
