import type { ProviderProfileSpec } from '../profile';
import { clusterAutoscalerVersion } from '../versions/cluster-autoscaler';
import type { Report } from './report';
import type { ResolvedAutoscaler, ResolvedNodePool } from './resolved-cluster';
import { merge, PROFILE_DEFAULTS } from './settings';

/** Arguments by which it finds the groups of its cluster and keeps their bounds, and that by which it is asked whether it lives. */
const DECIDED_ARGUMENTS = [
  'address', 'cloud-config', 'cloud-provider', 'clusterapi-cloud-config-authoritative', 'enforce-node-group-min-size', 'kubeconfig', 'kubernetes',
  'node-group-auto-discovery', 'nodes',
];

/** The cluster autoscaler for a cluster; undefined where no pool needs one, or the provider makes none. */
export function resolveClusterAutoscaler(
  profile: ProviderProfileSpec, minor: string, pools: readonly ResolvedNodePool[], report: Report,
): ResolvedAutoscaler | undefined {
  const { enabled, image, extraArgs } = merge(PROFILE_DEFAULTS.autoscaler, profile.autoscaler);
  extraArgs.forEach(({ name }, index) => {
    if (!DECIDED_ARGUMENTS.includes(name)) return;
    report.profileError('ConflictingFields', ['autoscaler', 'extraArgs', index, 'name'], `--${name} is decided here, and the autoscaler would not work with another value: remove it`);
  });
  const isNeeded = pools.some(({ groups }) => groups.some(({ autoscaling }) => autoscaling !== undefined));
  const version = enabled && isNeeded ? clusterAutoscalerVersion(minor) : undefined;
  return version === undefined ? undefined : { version, ...(image !== undefined && { image }), extraArgs };
}
