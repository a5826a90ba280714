import type { ProviderProfileSpec } from '../profile';
import { clusterAutoscalerVersion } from '../versions/cluster-autoscaler';
import type { ResolvedNodePool } from './resolved-cluster';
import { merge, PROFILE_DEFAULTS } from './settings';

/** The release of the cluster autoscaler for a cluster; undefined where no pool needs one, or the provider makes none. */
export function resolveClusterAutoscaler(profile: ProviderProfileSpec, minor: string, pools: readonly ResolvedNodePool[]): string | undefined {
  const { enabled } = merge(PROFILE_DEFAULTS.autoscaler, profile.autoscaler);
  const isNeeded = pools.some(({ groups }) => groups.some(({ autoscaling }) => autoscaling !== undefined));
  return enabled && isNeeded ? clusterAutoscalerVersion(minor) : undefined;
}
