import type { LocatedDiagnostic } from '../diagnostics/diagnostic';
import type { JudgedClusters, SoundCluster } from './judged-clusters';
import type { Progress } from './progress';

/** What only the objects show: patches that do not apply, and names that two clusters of a namespace both use. */
export function manifestProblems({ sound, profile }: JudgedClusters, progress: Progress): readonly LocatedDiagnostic[] {
  if (profile === undefined || !(sound.some(isPatched) || shareNamespace(sound))) return [];
  // Loaded when it is needed: most descriptions can be judged without making objects.
  const { clusterApp, synthesized } = require('./cluster-app') as typeof import('./cluster-app');
  const { synthesizeManifests } = require('../synthesis/manifests') as typeof import('../synthesis/manifests');
  const outcome = synthesized(() => synthesizeManifests(clusterApp(sound, profile, {}, progress)));
  return 'diagnostics' in outcome ? outcome.diagnostics : outcome.result.warnings;
}

function isPatched({ resolved }: SoundCluster): boolean {
  return [resolved.patches, resolved.poolPatches, resolved.featurePatches].some((patches) => patches.length > 0);
}

function shareNamespace(clusters: readonly SoundCluster[]): boolean {
  return new Set(clusters.map(({ resolved }) => resolved.namespace)).size < clusters.length;
}
