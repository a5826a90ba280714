import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { interleaved, median, medianRatio, run, type Run } from '../measure';
import type { Outcome, Part } from '../part';
import type { ProcessSteps } from '../programs/steps';
import { PRODUCTION, ROOT, type WorkFolder } from '../work-folder';

const REPETITIONS = 7;

/** As `cdk8s init typescript-app` makes it, with the runner of the example instead of ts-node, which checks all types at every start. */
const DEFAULT_MAIN = `import { Construct } from 'constructs';
import { App, Chart, ChartProps } from 'cdk8s';

export class MyChart extends Chart {
  constructor(scope: Construct, id: string, props: ChartProps = {}) {
    super(scope, id, props);

    // define resources here
  }
}

const app = new App();
new MyChart(app, 'default-project');
app.synth();
`;
const DEFAULT_CDK8S = 'language: typescript\napp: npx tsx main.ts\nimports:\n  - k8s\n';

/** `cdk8s synth` from nothing, as in a pipeline. */
export const coldSynth: Part = {
  title: 'Cold `cdk8s synth`',
  measure(folder: WorkFolder): Outcome {
    folder.write('default/main.ts', DEFAULT_MAIN);
    folder.write('default/cdk8s.yaml', DEFAULT_CDK8S);
    const hook = folder.program('steps');
    const passed: number[] = [];
    const allSteps: Readonly<Record<string, number>>[] = [];
    const production = () => synth(PRODUCTION, folder);
    const { library, fresh } = interleaved({
      library: () => {
        const { processorMs, passedMs } = production();
        passed.push(passedMs);
        return processorMs;
      },
      fresh: () => synth(join(folder.path, 'default'), folder).processorMs,
    }, REPETITIONS);
    // Watching takes a little itself, so it is done apart.
    for (let repetition = 0; repetition < REPETITIONS; repetition += 1) allSteps.push(shares(PRODUCTION, folder, hook));
    const names = Object.keys(allSteps[0]);
    const steps = names.map((name) => `${name} ${Math.round(100 * median(allSteps.map((shareOf) => shareOf[name])))} %`);
    return {
      figures: [{ name: 'cold-synth', ratio: medianRatio(library, fresh), says: '`cdk8s synth` of examples/production against that of a new, empty project' }],
      notes: [`processor time: ${Math.round(median(library))} ms against ${Math.round(median(fresh))} ms; ${Math.round(median(passed))} ms passed`, `steps: ${steps.join(', ')}`],
    };
  },
};

function synth(project: string, folder: WorkFolder, env: NodeJS.ProcessEnv = {}): Run {
  const cdk8s = join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s');
  const program = [process.execPath, cdk8s, 'synth', '--output', folder.output(), '--check-upgrade=false'];
  return run({ program, cwd: project, env });
}

/** The parts of the whole that each step takes. */
function shares(project: string, folder: WorkFolder, hook: string): Record<string, number> {
  const file = join(folder.path, 'steps.jsonl');
  rmSync(file, { force: true });
  const { processorMs: whole } = synth(project, folder, { BENCH_STEPS: file, NODE_OPTIONS: `--require ${hook}` });
  const processes = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as ProcessSteps);
  const isCli = ({ program }: ProcessSteps) => program === 'cdk8s';
  const app = processes.find(({ start, program }) => start !== undefined && !isCli({ program } as ProcessSteps))!;
  const total = (of: readonly ProcessSteps[]) => of.reduce((sum, process) => sum + process.total, 0);
  const cli = processes.filter(isCli);
  const others = processes.filter((process) => process !== app && !isCli(process));
  const parts = {
    'cdk8s-cli': total(cli),
    'npx and tsx': total(others),
    'esbuild and the shell': whole - total(processes),
    'start of Node.js with tsx': app.start!,
    'loading cdk8s and cdk8s-scs': app.loading,
    'synthesis with validation': app.synthesis,
    'the clusters, judged and rendered': app.total - app.start! - app.loading - app.synthesis,
  };
  return Object.fromEntries(Object.entries(parts).map(([name, ms]) => [name, ms / whole]));
}
