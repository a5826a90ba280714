import type { LocatedDiagnostic } from '../diagnostics/diagnostic';
import { formatDiagnostic } from '../diagnostics/format';
import type { LoadedDocument } from '../documents/load';
import { toldOfDocument } from '../documents/sound-part';
import { judgeDocuments } from '../judge-documents';
import type { ScsClusterDocument } from '../params';
import type { ProviderProfileDocument } from '../profile';
import type { ResolvedCluster } from '../resolve/resolved-cluster';
import type { Inputs } from './inputs';
import type { Progress } from './progress';

/** A cluster in which nothing is wrong. */
export interface SoundCluster {
  readonly loaded: LoadedDocument;
  readonly resolved: ResolvedCluster;
}

/** The clusters of a command line, and all that is to be said of them and their files. */
export interface JudgedClusters {
  readonly sound: readonly SoundCluster[];
  /** The profile, where rules can be judged with it. */
  readonly profile?: LoadedDocument;
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** Judges every cluster, or what of it has the right shape, by the rules of the profile. */
export function judgeClusters(inputs: Inputs, progress: Progress): JudgedClusters {
  const clusters = inputs.files.flatMap((file) => file.clusters).filter(({ sound }) => sound !== undefined);
  const repeated = repeatedClusters(clusters);
  const diagnostics = [...inputs.diagnostics, ...repeated.values()];
  const { profile } = inputs;
  if (!profile?.wellShaped) return { sound: [], diagnostics: withoutRepetitions(diagnostics) };
  const sound = clusters.flatMap((loaded, index): SoundCluster[] => {
    progress.show(index, clusters.length, 'clusters checked');
    const part = loaded.sound!;
    const { cluster, diagnostics: found } = judgeDocuments(part.value as ScsClusterDocument, profile.value as ProviderProfileDocument);
    diagnostics.push(...toldOfDocument(part, found).map((diagnostic) => (diagnostic.document === 'profile' ? profile : loaded).locate(diagnostic)));
    return cluster === undefined || part.refused.length > 0 || repeated.has(loaded) ? [] : [{ loaded, resolved: cluster }];
  });
  return { sound, profile, diagnostics: withoutRepetitions(diagnostics) };
}

/** Of two clusters with one name in one namespace, even equal ones, one is a mistake: the second. */
function repeatedClusters(clusters: readonly LoadedDocument[]): ReadonlyMap<LoadedDocument, LocatedDiagnostic> {
  const repeated = new Map<LoadedDocument, LocatedDiagnostic>();
  const places = new Map<string, string>();
  const hasName = ({ sound }: LoadedDocument): boolean => !sound!.refused.some((path) => path.join('.') === 'metadata.name');
  for (const loaded of clusters.filter(hasName)) {
    const { name, namespace = name } = (loaded.sound!.value as ScsClusterDocument).metadata;
    const diagnostic = { code: 'NameTaken', severity: 'Error', document: 'cluster', path: ['metadata', 'name'], value: name } as const;
    const { position } = loaded.locate({ ...diagnostic, message: '' });
    const place = places.get(`${namespace}/${name}`);
    if (place !== undefined) {
      repeated.set(loaded, { ...diagnostic, message: `the namespace "${namespace}" has a cluster "${name}" already, at ${place}`, position });
    } else {
      places.set(`${namespace}/${name}`, `${position?.file}:${position?.line}:${position?.column}`);
    }
  }
  return repeated;
}

/** What is wrong with a profile is found with every cluster, and told once. */
export function withoutRepetitions(diagnostics: readonly LocatedDiagnostic[]): LocatedDiagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [formatDiagnostic(diagnostic), diagnostic])).values()];
}
