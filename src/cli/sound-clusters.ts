import type { ProviderProfileDocument } from '../profile';
import type { ResolvedCluster } from '../resolve/resolved-cluster';
import { hasErrors, noteUnusedRules, writeFindings } from './findings';
import { filesWithoutCluster, readInputs } from './inputs';
import type { Io } from './io';
import { judgeClusters } from './judged-clusters';
import type { Progress } from './progress';

/** Clusters in which nothing is wrong, and their profile. */
export interface SoundClusters {
  readonly clusters: readonly ResolvedCluster[];
  readonly profile: ProviderProfileDocument;
}

/** Reads and judges the clusters of files for a command that lists what they need, and tells what is found; nothing where there are errors. */
export async function soundClusters(files: readonly string[], profileName: string, io: Io, progress: Progress): Promise<SoundClusters | undefined> {
  const inputs = await readInputs(files, profileName, io);
  const judged = judgeClusters(inputs, progress);
  progress.clear();
  const diagnostics = [...judged.diagnostics, ...filesWithoutCluster(inputs)];
  writeFindings(diagnostics, io.stderr);
  noteUnusedRules(profileName, judged, io.stderr);
  if (hasErrors(diagnostics) || judged.profile === undefined) return undefined;
  return { clusters: judged.sound.map(({ resolved }) => resolved), profile: judged.profile.value as ProviderProfileDocument };
}
