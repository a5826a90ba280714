// Synthesis with and without validation, and the same objects written by the package yaml alone, in turns in one process.
import { Chart, type ApiObject } from 'cdk8s';
import { ProviderProfile, ScsApp, ScsCluster, type ScsClusterDocument } from 'cdk8s-scs';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';

/** Values of one turn, in milliseconds of processor time. */
export interface Turn {
  readonly validated: number;
  readonly unvalidated: number;
  readonly rendering: number;
  readonly yaml: number;
  readonly objects: number;
}

const [root, clusters, turns] = process.argv.slice(2);
const library = createRequire(join(root, 'lib/src/index.js'));
/** Where synthesis asks for what is wrong with an object. */
const validation = library('./synthesis/object-validation') as { objectDiagnostics: (object: ApiObject, manifest: unknown) => unknown[] };
const judge = validation.objectDiagnostics;
const profile = ProviderProfile.fromFile(join(root, 'examples/profiles/scs-cloud.yaml'));
const document = parse(readFileSync(join(root, 'examples/production/cluster-params.yaml'), 'utf8')) as ScsClusterDocument;

function app(): ScsApp {
  const made = new ScsApp();
  const chart = new Chart(made, 'clusters');
  for (let index = 0; index < Number(clusters); index += 1) {
    const name = `shop-${index}`;
    ScsCluster.fromDocument(chart, name, { ...document, metadata: { ...document.metadata, name, namespace: name } }, profile);
  }
  return made;
}

function took(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const objects = parseAllDocuments(app().synthYaml()).map((each) => each.toJS() as unknown);
const results: Turn[] = [];
for (let turn = 0; turn < Number(turns); turn += 1) {
  const validated = took(() => app().synthYaml());
  validation.objectDiagnostics = () => [];
  const unvalidated = took(() => app().synthYaml());
  let made: ScsApp;
  const rendering = took(() => (made = app()));
  void made!;
  validation.objectDiagnostics = judge;
  const yaml = took(() => objects.map((object) => stringify(object)).join('---\n'));
  results.push({ validated, unvalidated, rendering, yaml, objects: objects.length });
}
// The first turns are those of code that is not yet compiled.
process.stdout.write(JSON.stringify(results.slice(2)));
