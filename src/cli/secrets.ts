import { ExitCode } from './exit-code';
import type { Io } from './io';
import type { Progress } from './progress';
import { sharedSecrets } from './required-secrets';
import { secretInstructions } from './secret-instructions';
import { soundClusters } from './sound-clusters';

export interface SecretsOptions {
  readonly profile: string;
  readonly output: 'text' | 'json';
}

/** Lists the Secrets that people must make for the clusters of the files. */
export async function secrets(files: readonly string[], options: SecretsOptions, io: Io, progress: Progress): Promise<number> {
  const sound = await soundClusters(files, options.profile, io, progress);
  if (sound === undefined) return ExitCode.FINDINGS;
  const list = sharedSecrets(sound.clusters, sound.profile);
  io.stdout.write(options.output === 'json' ? `${JSON.stringify({ secrets: list }, undefined, 2)}\n` : secretInstructions(list));
  return ExitCode.FINE;
}
