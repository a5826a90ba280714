import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocatedDiagnostic } from '../../src/diagnostics/diagnostic';
import { formatDiagnostic, formatDiagnostics } from '../../src/diagnostics/format';
import { loadFile } from '../../src/documents/load';
import { toldOfDocument } from '../../src/documents/sound-part';
import { readYaml } from '../../src/documents/yaml-source';
import type { ScsClusterDocument } from '../../src/params';
import type { ProviderProfileDocument } from '../../src/profile';
import { ManifestJudge } from '../../src/plan/judged-manifests';
import { manifestsOf } from '../../src/plan/read-manifests';
import { renderDocuments } from '../../src/render-documents';

const FILE = 'input.yaml';
const EXAMPLES = join(__dirname, '..', '..', 'examples');

function example(path: string) {
  return loadFile(readFileSync(join(EXAMPLES, path)), path);
}

const PROFILE = example('profiles/scs-cloud.yaml').profiles[0];
const CLUSTER = example('minimal/cluster-params.yaml').clusters[0];

/** Everything that the program says of an input, as a file of clusters and profiles, and as one of manifests. */
export function judgements(bytes: Uint8Array): LocatedDiagnostic[] {
  const loaded = loadFile(bytes, FILE);
  const pairs = [...loaded.clusters.map((cluster) => ({ cluster, profile: PROFILE })), ...loaded.profiles.map((profile) => ({ cluster: CLUSTER, profile }))];
  const judged = pairs.flatMap(({ cluster, profile }) => {
    if (cluster.sound === undefined || !profile.wellShaped) return [];
    const { diagnostics } = renderDocuments(cluster.sound.value as ScsClusterDocument, profile.value as ProviderProfileDocument);
    return toldOfDocument(cluster.sound, diagnostics).map((diagnostic) => (diagnostic.document === 'profile' ? profile : cluster).locate(diagnostic));
  });
  const { documents, diagnostics } = manifestsOf(readYaml(bytes, FILE));
  const judge = new ManifestJudge({ skippedKinds: [], howToSkip: (kind) => `--skip-kind ${kind} leaves objects of this kind out`, isWhole: true, withCidrs: true });
  const manifests = [...judge.judge(documents), ...judge.together()];
  return [...loaded.diagnostics, ...judged, ...diagnostics, ...manifests.flatMap((manifest) => manifest.diagnostics)];
}

/** What is wrong with what the program says: people could not do anything with it. */
export function shortcomings(diagnostics: readonly LocatedDiagnostic[]): string[] {
  const found = diagnostics.flatMap((diagnostic) => {
    const { position, message } = diagnostic;
    const line = formatDiagnostic(diagnostic);
    if (position === undefined || !(position.line >= 1 && position.column >= 1)) return [`has no position: ${line}`];
    if (message.trim() === '') return [`has no message: ${line}`];
    if (/\n {4}at |\[object Object\]|\bundefined\b(?! \()|TypeError|RangeError/.test(message)) return [`is not for people: ${line}`];
    return [];
  });
  formatDiagnostics(diagnostics);
  return found;
}
