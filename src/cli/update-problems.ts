import type { LocatedDiagnostic, SourcePosition } from '../diagnostics/diagnostic';
import { readYaml } from '../documents/yaml-source';
import { readManifests } from '../plan/read-manifests';
import { validateUpdate } from '../plan/validate-update';
import type { Manifest } from '../targets/rendered-object';
import { hasErrors } from './findings';
import type { JudgedClusters } from './judged-clusters';
import type { Progress } from './progress';

/** What is to be said of an update; absent objects: they were not compared. */
export interface UpdateProblems {
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** How many objects the folder has. */
  readonly compared?: number;
}

/**
 * What the servers would refuse of clusters, or do otherwise than it seems, where the objects of a folder are there already. It stands
 * where the description says what the object was made of; of an object that is gone, where it was.
 */
export function updateProblems(judged: JudgedClusters, folder: string, progress: Progress): UpdateProblems {
  const { manifests: previous, diagnostics, positions } = readManifests(folder);
  // With a cluster that cannot be made, it would look as if its objects were gone.
  if (judged.profile === undefined || hasErrors([...judged.diagnostics, ...diagnostics])) return { diagnostics };
  const { clusterApp, placesOfObjects, synthesized } = require('./cluster-app') as typeof import('./cluster-app');
  const { synthesizeManifests } = require('../synthesis/manifests') as typeof import('../synthesis/manifests');
  const { sound, profile } = judged;
  const app = clusterApp(sound, profile, {}, progress);
  const outcome = synthesized(() => synthesizeManifests(app));
  if ('diagnostics' in outcome) return { diagnostics: [...diagnostics, ...outcome.diagnostics] };
  const places = placesOfObjects(app);
  const next = new Map(outcome.result.manifests.map(({ yaml, name, constructPaths }): [Manifest, SourcePosition | undefined] => {
    return [readYaml(yaml, name).documents[0]?.value as Manifest, places.get(constructPaths[0])];
  }));
  const found = validateUpdate(previous, [...next.keys()]).map(({ object, ...problem }): LocatedDiagnostic => {
    const place = next.get(object) ?? positions.get(object);
    return { ...problem, ...(place !== undefined && { position: place }) };
  });
  return { diagnostics: [...diagnostics, ...found], compared: previous.length };
}
