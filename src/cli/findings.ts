import { writeFileSync } from 'node:fs';
import type { LocatedDiagnostic } from '../diagnostics/diagnostic';
import { formatDiagnostics } from '../diagnostics/format';
import type { Findings } from '../findings/findings';
import { formatFindings, type FindingsFormat } from '../findings/formats';
import type { Inputs } from './inputs';
import type { Output } from './io';
import type { JudgedClusters } from './judged-clusters';
import { repositoryUrl, version } from './package-json';
import { UsageError } from './usage-error';

/** A file that findings are written to besides. */
export interface ReportFile {
  readonly format: FindingsFormat;
  readonly file: string;
}

/** How a command tells its findings. */
export interface FindingsOptions {
  readonly format: 'text' | FindingsFormat;
  readonly report?: readonly ReportFile[];
}

/** Writes findings in the form that was asked for, and to the files that were asked for. As text, `fine` stands where there are none. */
export function tellFindings(findings: Findings, { format, report = [] }: FindingsOptions, { output, fine }: { output: Output; fine?: string }): void {
  const text = (name: FindingsFormat): string => formatFindings(name, findings, { version: version(), repository: repositoryUrl() });
  if (format !== 'text') output.write(text(format));
  else if (findings.diagnostics.length > 0) output.write(`${formatDiagnostics(findings.diagnostics)}\n`);
  else if (fine !== undefined) output.write(`${fine}\n`);
  for (const { format: name, file } of report) writeReport(file, text(name));
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${(error as Error).message}`);
  }
}

/** What the files of a command line have, once they are judged. */
export function findingsOf(inputs: Inputs, judged: JudgedClusters, diagnostics: readonly LocatedDiagnostic[]): Findings {
  const files = [...inputs.files.map(({ name }) => name), ...(inputs.profileName === undefined ? [] : [inputs.profileName])];
  const clusters = new Map(judged.sound.flatMap(({ loaded, resolved: { namespace, name } }) => {
    const { position } = loaded.locate({ code: 'NameTaken', severity: 'Error', document: 'cluster', path: ['metadata', 'name'], message: '' });
    return position === undefined ? [] : [[`${namespace}/${name}`, position] as const];
  }));
  return { diagnostics, files: [...new Set(files)], clusters };
}

/** Whether any of them keeps a command from its work. */
export function hasErrors(diagnostics: readonly LocatedDiagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'Error');
}

/** Writes diagnostics as text, nothing where there are none. */
export function writeFindings(diagnostics: readonly LocatedDiagnostic[], output: Output): void {
  if (diagnostics.length > 0) output.write(`${formatDiagnostics(diagnostics)}\n`);
}

/** Says so where only the shape of the documents was judged. */
export function noteUnusedRules(profileName: string | undefined, { profile }: JudgedClusters, output: Output): void {
  if (profile !== undefined) return;
  output.write(
    profileName === undefined
      ? 'note: without --profile only the shape of the documents is checked, not versions, flavors, zones, networks and whatever else a provider decides\n'
      : 'note: as the profile cannot be used, only the shape of the clusters was checked\n',
  );
}
