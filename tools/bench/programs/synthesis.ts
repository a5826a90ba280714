// Synthesis with and without validation, and the same objects written by the package yaml alone, in turns in one process.
import type { ApiObject } from 'cdk8s';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { productionClusters, type Classes } from './production-clusters';

/** Values of one turn, in milliseconds of processor time. */
export interface Turn {
  readonly validated: number;
  readonly unvalidated: number;
  readonly rendering: number;
  readonly yaml: number;
}

const [root, clusters, turns] = process.argv.slice(2);
/** Not the package, which has all modules in one: synthesis without validation is the same modules with one function replaced. */
const load = createRequire(join(root, 'lib/src/index.js'));
const { ScsApp } = load('./scs-app') as typeof import('cdk8s-scs');
const classes: Classes = { ...(load('./provider-profile') as Classes), ...(load('./scs-cluster') as Classes) };
/** Where synthesis asks for what is wrong with an object. */
const validation = load('./synthesis/object-validation') as { objectDiagnostics: (object: ApiObject, manifest: unknown) => unknown[] };
const judge = validation.objectDiagnostics;
const fill = productionClusters(classes, join(root, 'examples'), Number(clusters));
const app = (): InstanceType<typeof ScsApp> => fill(new ScsApp());

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
  const rendering = took(app);
  validation.objectDiagnostics = judge;
  const yaml = took(() => objects.map((object) => stringify(object)).join('---\n'));
  results.push({ validated, unvalidated, rendering, yaml });
}
// The first turns are those of code that is not yet compiled.
process.stdout.write(JSON.stringify(results.slice(2)));
