import { ExitCode } from './exit-code';
import { readInputs, type Inputs } from './inputs';
import type { Io } from './io';
import { judgeClusters, withoutRepetitions, type JudgedClusters } from './judged-clusters';
import { manifestProblems } from './manifest-problems';
import { findingsOf, hasErrors, noteUnusedRules, tellFindings, type FindingsOptions } from './findings';
import type { Progress } from './progress';
import type { UpdateProblems } from './update-problems';
import { UsageError } from './usage-error';

export interface ValidateOptions extends FindingsOptions {
  readonly profile?: string;
  /** A folder with the manifests that the clusters had before. */
  readonly previous?: string;
}

/** Tells everything that is wrong with files, on standard output, as it is the result. */
export async function validate(files: readonly string[], options: ValidateOptions, io: Io, progress: Progress): Promise<number> {
  const { profile, previous } = options;
  if (previous !== undefined && profile === undefined) throw new UsageError('--previous needs --profile: only with it are there manifests to compare');
  const inputs = await readInputs(files, profile, io);
  const judged = judgeClusters(inputs, progress);
  const objects = manifestProblems(judged, progress);
  const update = previous === undefined ? undefined : updateProblemsOf(judged, previous, progress);
  const diagnostics = withoutRepetitions([...judged.diagnostics, ...objects, ...(update?.diagnostics ?? [])]);
  progress.clear();
  noteUnusedRules(profile, judged, io.stderr);
  if (update !== undefined && update.compared === undefined) io.stderr.write(`note: as there are errors, nothing was compared with ${previous}\n`);
  const fine = `no problems in ${contents(inputs)}${comparison(previous, update)}`;
  tellFindings(findingsOf(inputs, judged, diagnostics), options, { output: io.stdout, fine });
  return hasErrors(diagnostics) ? ExitCode.FINDINGS : ExitCode.FINE;
}

function updateProblemsOf(judged: JudgedClusters, folder: string, progress: Progress): UpdateProblems {
  const { updateProblems } = require('./update-problems') as typeof import('./update-problems');
  return updateProblems(judged, folder, progress);
}

function comparison(folder: string | undefined, update: UpdateProblems | undefined): string {
  return update?.compared === undefined ? '' : `, compared with ${count(update.compared, 'object') || 'no object'} of ${folder}`;
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
