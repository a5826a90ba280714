import type { LocatedDiagnostic } from '../diagnostics/diagnostic';
import { formatDiagnostics } from '../diagnostics/format';
import type { Output } from './io';
import type { JudgedClusters } from './judged-clusters';

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
