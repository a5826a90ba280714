import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import type { ManifestObject } from '../example-objects';
import { interleaved, median, medianRatio, run } from '../measure';
import type { Outcome, Part } from '../part';
import { PRODUCTION, type WorkFolder } from '../work-folder';
import { helmChart } from '../helm-chart';
import { appOfImports, appOfManifests } from '../plain-apps';

const REPETITIONS = 15;

/** The example's main.ts against the objects that it makes, written by hand in the two ways that cdk8s has. */
export const oneCluster: Part = {
  title: 'A compiled app with one production cluster',
  async measure(folder: WorkFolder): Promise<Outcome> {
    const app = folder.compile(join(PRODUCTION, 'main.ts'), 'production.ts');
    const manifests = appOfManifests(folder);
    const imports = await appOfImports(folder);
    if (!isDeepStrictEqual(objectsOf(imports, folder), objectsOf(manifests, folder))) throw new Error('the two apps in plain cdk8s do not make the same objects');
    const node = (file: string) => () =>
      run({ program: [process.execPath, file], cwd: PRODUCTION, env: { CDK8S_OUTDIR: folder.output() } }).processorMs;
    const chart = hasHelm() ? helmChart(folder) : undefined;
    const helm = chart && { helm: () => run({ program: ['helm', 'template', 'shop-prod', chart], cwd: folder.path }).processorMs };
    const times = interleaved<'library' | 'imports' | 'manifests' | 'helm'>({ library: node(app), imports: node(imports), manifests: node(manifests), ...helm } as never, REPETITIONS);
    const note = Object.entries(times).map(([name, values]) => `${name} ${Math.round(median(values))} ms`).join(', ');
    return {
      figures: [
        { name: 'one-cluster', ratio: medianRatio(times.library, times.imports), target: 1.3, says: 'ScsCluster, judged, against the same objects with the classes that `cdk8s import` makes' },
        { name: 'one-cluster-manifests', ratio: medianRatio(times.library, times.manifests), target: 1.3, says: 'the same against the same objects as manifests, with ApiObject alone' },
        ...(helm ? [{ name: 'one-cluster-helm', ratio: medianRatio(times.library, times.helm), says: 'ScsCluster against `helm template` of a chart with these objects' }] : []),
      ],
      notes: [`processor time: ${note}`, ...(helm ? [] : ['skipped: helm, as there is no such command'])],
    };
  },
};

function hasHelm(): boolean {
  return spawnSync('helm', ['version']).status === 0;
}

/** What an app writes, in no order. */
function objectsOf(app: string, folder: WorkFolder): Map<string, unknown> {
  const output = folder.output();
  run({ program: [process.execPath, app], cwd: folder.path, env: { CDK8S_OUTDIR: output } });
  const texts = readdirSync(output).map((file) => readFileSync(join(output, file), 'utf8'));
  const objects = texts.flatMap((text) => parseAllDocuments(text)).map((document) => document.toJS() as ManifestObject);
  return new Map(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
}
