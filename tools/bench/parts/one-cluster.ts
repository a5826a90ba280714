import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { interleaved, median, medianRatio, run } from '../measure';
import type { Outcome, Part } from '../part';
import { PRODUCTION, type WorkFolder } from '../work-folder';
import { exampleObjects } from '../example-objects';
import { helmChart } from '../helm-chart';

const REPETITIONS = 15;

/** The example's main.ts against the objects that it makes, written by hand. */
export const oneCluster: Part = {
  title: 'A compiled app with one production cluster',
  measure(folder: WorkFolder): Outcome {
    const app = folder.compile(join(PRODUCTION, 'main.ts'), 'production.ts');
    const plain = folder.write('plain.js', plainApp());
    const node = (file: string) => () =>
      run({ program: [process.execPath, file], cwd: PRODUCTION, env: { CDK8S_OUTDIR: folder.output() } }).processorMs;
    const chart = hasHelm() ? helmChart(folder) : undefined;
    const helm = chart && { helm: () => run({ program: ['helm', 'template', 'shop-prod', chart], cwd: folder.path }).processorMs };
    const times = interleaved<'library' | 'plain' | 'helm'>({ library: node(app), plain: node(plain), ...helm } as never, REPETITIONS);
    const note = Object.entries(times).map(([name, values]) => `${name} ${Math.round(median(values))} ms`).join(', ');
    return {
      figures: [
        { name: 'one-cluster', ratio: medianRatio(times.library, times.plain), target: 1.3, says: 'ScsCluster, judged, against the same objects with ApiObject of plain cdk8s' },
        ...(helm ? [{ name: 'one-cluster-helm', ratio: medianRatio(times.library, times.helm), says: 'ScsCluster against `helm template` of a chart with these objects' }] : []),
      ],
      notes: [`processor time: ${note}`, ...(helm ? [] : ['skipped: helm, as there is no such command'])],
    };
  },
};

function hasHelm(): boolean {
  return spawnSync('helm', ['version']).status === 0;
}

/** What a user would write who knows every object already. */
function plainApp(): string {
  const objects = exampleObjects().map((object, index) => `new ApiObject(chart, 'object-${index}', ${JSON.stringify(object)});`);
  return ["const { ApiObject, App, Chart } = require('cdk8s');", 'const app = new App();', "const chart = new Chart(app, 'clusters');", ...objects, 'app.synth();'].join('\n');
}
