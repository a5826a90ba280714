import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { buildPrograms } from '../../../test/e2e/management-cluster/build-programs';
import { ProgramsUnavailableError } from '../../../test/e2e/management-cluster/go-toolchain';
import { KUBECONFORM } from '../../../test/e2e/management-cluster/programs';
import { exampleObjects, type ManifestObject } from '../example-objects';
import { groupsWithSchemas, SCHEMA_LOCATION, writeJsonSchemas } from '../json-schemas';
import { interleaved, median, medianRatio, run } from '../measure';
import type { Outcome, Part } from '../part';
import { ROOT, type WorkFolder } from '../work-folder';

const CLUSTERS = 100;
const REPETITIONS = 7;

/** Objects of custom resources only: kubeconform has no schemas of Kubernetes itself without the network. */
export const validation: Part = {
  title: 'Validation of objects against kubeconform',
  async measure(folder: WorkFolder): Promise<Outcome> {
    const manifests = writeManifests(folder);
    const count = readdirSync(manifests).length;
    const judge = folder.program('judge');
    const own = {
      atSynthesis: () => Number(run({ program: [process.execPath, judge, ROOT, manifests], cwd: folder.path }).stdout),
      command: () => run({ program: [process.execPath, join(ROOT, 'lib/src/cli/main.js'), 'validate', '--manifests', manifests], cwd: folder.path }).processorMs,
    };
    const kubeconform = await kubeconformPath();
    if (kubeconform === undefined) {
      const { atSynthesis, command } = interleaved(own, REPETITIONS);
      return { figures: [], notes: ['skipped: kubeconform, which cannot be built here, for want of Go or its module proxy', times({ atSynthesis, command }, count)] };
    }
    const schemas = writeJsonSchemas(folder);
    const theirs = { kubeconform: () => run({ program: [kubeconform, '-strict', '-schema-location', join(schemas, SCHEMA_LOCATION), manifests], cwd: folder.path }).processorMs };
    const values = interleaved({ ...own, ...theirs }, REPETITIONS);
    return {
      figures: [
        { name: 'validation', ratio: medianRatio(values.atSynthesis, values.kubeconform), target: 1, says: 'an object judged at synthesis, against kubeconform, which reads it first' },
        { name: 'validation-command', ratio: medianRatio(values.command, values.kubeconform), says: '`scs validate --manifests` against kubeconform, whole processes, both read all files' },
      ],
      notes: [times(values, count)],
    };
  },
};

async function kubeconformPath(): Promise<string | undefined> {
  try {
    const { kubeconform } = await buildPrograms([KUBECONFORM], (line) => process.stderr.write(`${line}\n`));
    return kubeconform;
  } catch (error) {
    if (error instanceof ProgramsUnavailableError) return undefined;
    throw error;
  }
}

/** The custom resources of many production clusters, a file each; returns their folder. */
function writeManifests(folder: WorkFolder): string {
  const groups = groupsWithSchemas();
  const objects = exampleObjects().filter(({ apiVersion }) => groups.has(apiVersion.split('/')[0]));
  for (let cluster = 0; cluster < CLUSTERS; cluster += 1) {
    objects.forEach((object, index) => folder.write(`manifests/${cluster}-${index}.yaml`, stringify(ofCluster(object, `shop-${cluster}`))));
  }
  return join(folder.path, 'manifests');
}

function ofCluster(object: ManifestObject, namespace: string): ManifestObject {
  return { ...object, metadata: { ...object.metadata, namespace } };
}

function times(values: Readonly<Record<string, readonly number[]>>, count: number): string {
  const each = Object.entries(values).map(([name, ms]) => `${name} ${(median(ms) / count).toFixed(3)} ms`);
  return `processor time of each of ${count} objects: ${each.join(', ')}`;
}
