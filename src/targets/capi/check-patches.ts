import type { ProviderProfileSpec } from '../../profile';
import type { Report } from '../../resolve/report';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { enforcedOperations } from './enforced-paths';

/** Patches of a description cannot undo what the provider fixes. */
export function checkPatches({ patches }: ResolvedCluster, { expert, policy }: ProviderProfileSpec, report: Report): void {
  patches.slice(expert?.patches?.length ?? 0).forEach((patch, index) => {
    for (const { operation, block } of enforcedOperations(patch, policy?.enforce ?? {})) {
      report.error('PolicyViolation', ['expert', 'patches', index, 'patch', operation, 'path'], `the provider, not the library, fixes ${block}, and a patch of this field could undo it`);
    }
  });
}
