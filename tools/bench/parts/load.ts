import { interleaved, median, medianRatio, run } from '../measure';
import type { Outcome, Part } from '../part';
import type { WorkFolder } from '../work-folder';

const REPETITIONS = 21;

export const load: Part = {
  title: 'Load time, as whole processes of Node.js',
  measure(folder: WorkFolder): Outcome {
    const subject = (code: string) => () => run({ program: [process.execPath, '-e', code], cwd: folder.path }).processorMs;
    const { node, cdk8s, library, classes } = interleaved({
      node: subject(''),
      cdk8s: subject("require('cdk8s')"),
      library: subject("require('cdk8s-scs')"),
      // The index loads a module when something of it is used.
      classes: subject("const { ProviderProfile, ScsApp, ScsCluster } = require('cdk8s-scs')"),
    }, REPETITIONS);
    return {
      figures: [
        { name: 'load', ratio: medianRatio(library, cdk8s), target: 1.3, says: "require('cdk8s-scs') against require('cdk8s')" },
        { name: 'load-classes', ratio: medianRatio(classes, cdk8s), target: 1.3, says: "the same with ProviderProfile, ScsApp and ScsCluster taken from it" },
      ],
      notes: [`processor time: Node.js alone ${ms(node)}, cdk8s ${ms(cdk8s)}, cdk8s-scs ${ms(library)}, with the three classes ${ms(classes)}`],
    };
  },
};

function ms(values: readonly number[]): string {
  return `${Math.round(median(values))} ms`;
}
