import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { Chart } from 'cdk8s';
import { ProviderProfile, ScsApp, ScsCluster } from 'cdk8s-scs';
import { parseAllDocuments } from 'yaml';
import { differences, readFolder } from './folder-contents';

const root = join(__dirname, '..');
const EXAMPLES = ['minimal', 'production', 'fleet', 'existing-network', 'dual-stack', 'air-gapped', 'flatcar', 'hardened', 'gpu-and-volumes'];
/** Relative to the folder of an example: the profile of its name, or that of a typical cloud. */
const profileOf = (example: string): string => `../profiles/${existsSync(join(root, `examples/profiles/${example}.yaml`)) ? example : 'scs-cloud'}.yaml`;
const DESCRIPTION = 'cluster-params.yaml';
const COMMAND = join(root, 'lib/src/cli/main.js');

/** One way to get the manifests of an example. */
interface Way {
  readonly name: string;
  render(folder: string, outdir: string): void;
}

const TYPESCRIPT: Way = {
  name: 'main.ts',
  render: (folder, outdir) => run(folder, ['--import', 'tsx', 'main.ts'], { CDK8S_OUTDIR: outdir }),
};

const FROM_FILE: Way = {
  name: `ScsCluster.fromFile('${DESCRIPTION}')`,
  render(folder, outdir) {
    const app = new ScsApp({ outdir });
    const chart = new Chart(app, 'clusters');
    const file = join(folder, DESCRIPTION);
    const profile = ProviderProfile.fromFile(join(folder, profileOf(basename(folder))));
    for (const clusterName of clusterNames(file)) ScsCluster.fromFile(chart, clusterName, file, { profile, clusterName });
    app.synth();
  },
};

const CDK8S_SYNTH: Way = {
  name: 'cdk8s synth',
  render: (folder, outdir) => run(folder, [join(root, 'node_modules/cdk8s-cli/bin/cdk8s'), 'synth', '--output', outdir, '--check-upgrade=false']),
};

const SCS_SYNTH: Way = {
  name: 'scs synth',
  render: (folder, outdir) => run(folder, [COMMAND, 'synth', DESCRIPTION, '--profile', profileOf(basename(folder)), '-o', outdir]),
};

/** The ways in which an example is checked; starting the cdk8s command line takes long, so one example must do. */
function waysOf(example: string): Way[] {
  return [TYPESCRIPT, FROM_FILE, ...(example === 'production' ? [CDK8S_SYNTH] : []), ...(existsSync(COMMAND) ? [SCS_SYNTH] : [])];
}

function clusterNames(file: string): string[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => String(document.getIn(['metadata', 'name'])));
}

function run(cwd: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', env: { ...process.env, ...variables } });
  if (status !== 0) throw new Error(`${[...args.map((arg) => basename(arg))].join(' ')} failed in ${relative(root, cwd)}:\n${stdout}${stderr}`);
}

/** Renders an example in every way, and compares each with what is committed. */
function check(example: string): string[] {
  const folder = join(root, 'examples', example);
  const committed = readFolder(join(folder, 'dist'));
  return waysOf(example).flatMap((way) => {
    const outdir = join(mkdtempSync(join(tmpdir(), `cdk8s-scs-${example}-`)), 'dist');
    try {
      way.render(folder, outdir);
      return differences(committed, readFolder(outdir)).map(({ file, how }) => `examples/${example}/dist/${file} ${how} by ${way.name}`);
    } finally {
      rmSync(join(outdir, '..'), { recursive: true, force: true });
    }
  });
}

/** `npm run examples` renders the examples anew; with `--check` it says which files are not what the examples give now. */
function main(args: readonly string[]): void {
  if (!args.includes('--check')) {
    for (const example of EXAMPLES) {
      const folder = join(root, 'examples', example);
      TYPESCRIPT.render(folder, join(folder, 'dist'));
    }
    return;
  }
  const found = EXAMPLES.flatMap(check);
  if (found.length > 0) throw new Error([...found, 'Run `npm run examples`; where only one way differs, that way is wrong.'].join('\n'));
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
