import { resolve } from 'node:path';
import type { LocatedDiagnostic } from '../diagnostics/diagnostic';
import type { ScsApp } from '../scs-app';
import { ExitCode } from './exit-code';
import { findingsOf, hasErrors, noteUnusedRules, tellFindings, type FindingsOptions } from './findings';
import { filesWithoutCluster, readInputs } from './inputs';
import type { Io } from './io';
import { judgeClusters, withoutRepetitions } from './judged-clusters';
import { manifestProblems } from './manifest-problems';
import type { Progress } from './progress';
import { UsageError } from './usage-error';

const STDOUT = '-';

export interface SynthOptions extends FindingsOptions {
  readonly profile: string;
  /** A folder, or `-` for standard output. */
  readonly output: string;
  readonly layout: 'folder' | 'file';
}

/** Writes the manifests of all clusters of the files, or tells what is wrong and writes none. */
export async function synth(files: readonly string[], options: SynthOptions, io: Io, progress: Progress): Promise<number> {
  const toStdout = options.output === STDOUT;
  if (toStdout && options.format !== 'text') throw new UsageError('standard output (-) cannot have both the manifests and the findings; --report writes findings to a file');
  const inputs = await readInputs(files, options.profile, io);
  const judged = judgeClusters(inputs, progress);
  const found = [...judged.diagnostics, ...filesWithoutCluster(inputs)];
  const { profile, sound } = judged;
  const tell = (diagnostics: readonly LocatedDiagnostic[]): void =>
    tellFindings(findingsOf(inputs, judged, diagnostics), options, { output: options.format === 'text' ? io.stderr : io.stdout });
  if (hasErrors(found) || profile === undefined) {
    const all = withoutRepetitions([...found, ...manifestProblems(judged, progress)]);
    progress.clear();
    noteUnusedRules(options.profile, judged, io.stderr);
    tell(all);
    return ExitCode.FINDINGS;
  }
  const { clusterApp, synthesized } = require('./cluster-app') as typeof import('./cluster-app');
  const { ScsOutputLayout } = require('../scs-app') as typeof import('../scs-app');
  const layout = options.layout === 'file' ? ScsOutputLayout.FILE_PER_CLUSTER : ScsOutputLayout.FOLDER_PER_CLUSTER;
  const app = clusterApp(sound, profile, toStdout ? {} : { outdir: options.output, layout }, progress);
  const warnings: LocatedDiagnostic[] = [];
  app._takeWarnings = (doubts) => warnings.push(...doubts);
  const outcome = synthesized(() => (toStdout ? app.synthYaml() : writeFolder(app, options.output)));
  progress.clear();
  const failed = 'diagnostics' in outcome;
  tell(withoutRepetitions([...found, ...(failed ? outcome.diagnostics : warnings)]));
  if (failed) return ExitCode.FINDINGS;
  if (outcome.result !== undefined) io.stdout.write(outcome.result);
  else io.stderr.write(`${sound.length} ${sound.length === 1 ? 'cluster' : 'clusters'} written to ${options.output}\n`);
  return ExitCode.FINE;
}

/**
 * Everything else that a synthesis throws is a folder that cannot be written, as errors with a class of their own are mistakes of
 * this program. The folder is named as on the command line.
 */
function writeFolder(app: ScsApp, folder: string): undefined {
  try {
    app.synth();
  } catch (error) {
    if (error instanceof Error && error.name === 'Error') throw new UsageError(error.message.replaceAll(resolve(folder), folder));
    throw error;
  }
}
