import type { LocatedDiagnostic } from '../diagnostics/diagnostic';
import type { LoadedDocument, LoadedFile } from './load';

/** The profile of a file that is there for nothing else, and what is wrong with the file. */
export function singleProfile(
  { clusters, profiles, diagnostics }: LoadedFile,
  file: string,
): { profile?: LoadedDocument; diagnostics: readonly LocatedDiagnostic[] } {
  if (diagnostics.some(({ severity }) => severity === 'Error') && profiles.length + clusters.length === 0) return { diagnostics };
  if (profiles.length === 1 && clusters.length === 0) return { profile: profiles[0], diagnostics };
  const found = `${count(profiles.length, 'ProviderProfile')} and ${count(clusters.length, 'ScsCluster')}`;
  const problem: LocatedDiagnostic = {
    code: 'UnknownKind', severity: 'Error', document: 'file', path: [], position: { file, line: 1, column: 1 },
    message: `the file has ${found}; it must have exactly one ProviderProfile and nothing else`,
  };
  return { diagnostics: [...diagnostics, problem] };
}

function count(number: number, kind: string): string {
  return number === 0 ? `no ${kind}` : `${number} ${kind}${number === 1 ? '' : 's'}`;
}
