import { isDeepStrictEqual } from 'node:util';
import { didYouMean } from '../diagnostics/did-you-mean';
import type { LocatedDiagnostic } from '../diagnostics/diagnostic';
import type { LoadedDocument, LoadedFile } from './load';

/**
 * One cluster of a file, by its name where there are several, and what is to be said of it and of the file as such. No cluster where
 * the file is unreadable, or it is not clear which one is meant; the shape of the clusters does not matter.
 */
export function singleCluster(
  { clusters, diagnostics }: LoadedFile, file: string, wanted: string | undefined,
): { cluster?: LoadedDocument; diagnostics: readonly LocatedDiagnostic[] } {
  if (diagnostics.some(({ severity, document }) => severity === 'Error' && document !== 'cluster')) return { diagnostics };
  const names = clusters.map(({ value }) => String((value as { metadata?: { name?: unknown } | null }).metadata?.name));
  const found = clusters.filter((_, index) => wanted === undefined || names[index] === wanted);
  if (found.length === 1) {
    const [cluster] = found;
    // A diagnostic does not say its document, but has its place there.
    const ofCluster = diagnostics.filter((diagnostic) => isDeepStrictEqual(cluster.locate(diagnostic).position, diagnostic.position));
    return { cluster, diagnostics: ofCluster };
  }
  const guess = wanted === undefined || names.includes(wanted) ? undefined : didYouMean(wanted, names);
  const problem: LocatedDiagnostic = {
    code: 'UnknownKind', severity: 'Error', document: 'file', path: [], message: whyUnclear(names, wanted), position: { file, line: 1, column: 1 },
    ...(names.length > 0 && { allowed: names }), ...(guess !== undefined && { didYouMean: guess }),
  };
  return { diagnostics: [problem] };
}

function whyUnclear(names: readonly string[], wanted: string | undefined): string {
  if (names.length === 0) return 'the file has no ScsCluster';
  if (wanted === undefined) return 'the file has several clusters; say which one';
  return names.includes(wanted) ? `the file has several clusters named "${wanted}"` : `the file has no cluster named "${wanted}"`;
}
