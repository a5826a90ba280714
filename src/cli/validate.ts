import { formatDiagnostics } from '../diagnostics/format';
import { ExitCode } from './exit-code';
import { readInputs, type Inputs } from './inputs';
import type { Io } from './io';
import { judgeClusters, withoutRepetitions } from './judged-clusters';
import { manifestProblems } from './manifest-problems';
import { hasErrors, noteUnusedRules } from './findings';
import type { Progress } from './progress';

/** Tells everything that is wrong with files, on standard output, as it is the result. */
export async function validate(files: readonly string[], { profile }: { readonly profile?: string }, io: Io, progress: Progress): Promise<number> {
  const inputs = await readInputs(files, profile, io);
  const judged = judgeClusters(inputs, progress);
  const diagnostics = withoutRepetitions([...judged.diagnostics, ...manifestProblems(judged, progress)]);
  progress.clear();
  noteUnusedRules(profile, judged, io.stderr);
  io.stdout.write(`${formatDiagnostics(diagnostics) || `no problems in ${contents(inputs)}`}\n`);
  return hasErrors(diagnostics) ? ExitCode.FINDINGS : ExitCode.FINE;
}

/** Without an error every file has one of the two. */
function contents({ files, profile }: Inputs): string {
  const clusters = files.flatMap((file) => file.clusters).length;
  const profiles = files.flatMap((file) => file.profiles).length + (profile === undefined ? 0 : 1);
  return [count(clusters, 'cluster'), count(profiles, 'profile')].filter((text) => text !== '').join(' and ');
}

function count(number: number, noun: string): string {
  return number === 0 ? '' : `${number} ${noun}${number === 1 ? '' : 's'}`;
}
