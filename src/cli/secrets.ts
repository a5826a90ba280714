import type { ProviderProfileDocument } from '../profile';
import { ExitCode } from './exit-code';
import { hasErrors, noteUnusedRules, writeFindings } from './findings';
import { filesWithoutCluster, readInputs } from './inputs';
import type { Io } from './io';
import { judgeClusters } from './judged-clusters';
import type { Progress } from './progress';
import { sharedSecrets } from './required-secrets';
import { secretInstructions } from './secret-instructions';

export interface SecretsOptions {
  readonly profile: string;
  readonly output: 'text' | 'json';
}

/** Lists the Secrets that people must make for the clusters of the files. */
export async function secrets(files: readonly string[], options: SecretsOptions, io: Io, progress: Progress): Promise<number> {
  const inputs = await readInputs(files, options.profile, io);
  const judged = judgeClusters(inputs, progress);
  progress.clear();
  const diagnostics = [...judged.diagnostics, ...filesWithoutCluster(inputs)];
  writeFindings(diagnostics, io.stderr);
  noteUnusedRules(options.profile, judged, io.stderr);
  if (hasErrors(diagnostics) || judged.profile === undefined) return ExitCode.FINDINGS;
  const list = sharedSecrets(judged.sound.map(({ resolved }) => resolved), judged.profile.value as ProviderProfileDocument);
  io.stdout.write(options.output === 'json' ? `${JSON.stringify({ secrets: list }, undefined, 2)}\n` : secretInstructions(list));
  return ExitCode.FINE;
}
