import { Chart } from 'cdk8s';
import type { LocatedDiagnostic, SourcePosition } from '../diagnostics/diagnostic';
import { InvalidInputError } from '../diagnostics/invalid-input-error';
import type { LoadedDocument } from '../documents/load';
import type { ScsClusterDocument } from '../params';
import { ProviderProfile } from '../provider-profile';
import { ScsApp, type ScsAppProps } from '../scs-app';
import { ScsCluster } from '../scs-cluster';
import type { SoundCluster } from './judged-clusters';
import type { Progress } from './progress';

/** An app with a construct for each cluster; of warnings it is silent. Paths of constructs, which messages name, are `namespace/cluster/object`. */
export function clusterApp(clusters: readonly SoundCluster[], profile: LoadedDocument, props: ScsAppProps, progress: Progress): ScsApp {
  const app = new ScsApp({ ...props, recordConstructMetadata: false });
  const theirProfile = ProviderProfile._ofLoaded(profile, []);
  const charts = new Map<string, Chart>();
  clusters.forEach(({ loaded: { value, locate, problems, sound }, resolved }, index) => {
    const { name, namespace } = resolved;
    progress.show(index, clusters.length, 'clusters rendered');
    const chart = charts.get(namespace) ?? new Chart(app, namespace);
    charts.set(namespace, chart);
    const source = { document: value as ScsClusterDocument, locate, warnings: [], areWarningsTold: true, shape: { problems, sound }, resolved };
    ScsCluster._ofSource(chart, name, source, theirProfile);
  });
  progress.show(clusters.length, clusters.length, 'clusters rendered, putting them together');
  return app;
}

/** Where the descriptions of an app say what its objects were made of, by the paths of their constructs: a node pool, or else a cluster. */
export function placesOfObjects(app: ScsApp): ReadonlyMap<string, SourcePosition> {
  const clusters = app.node.findAll().filter((construct) => construct instanceof ScsCluster);
  return new Map(clusters.flatMap((cluster) => cluster._places().map(({ object, position }) => [object.node.path, position] as const)));
}

/** The result of a synthesis, or what is wrong with the objects. */
export function synthesized<T>(synthesize: () => T): { readonly result: T } | { readonly diagnostics: readonly LocatedDiagnostic[] } {
  try {
    return { result: synthesize() };
  } catch (error) {
    if (error instanceof InvalidInputError) return { diagnostics: error.diagnostics };
    throw error;
  }
}
