// Runs all examples, each as `npx cdk8s synth` in its own folder does, into a folder for each.
import { join, resolve } from 'node:path';

const output = resolve(process.env.CDK8S_OUTDIR ?? 'dist');

for (const example of ['minimal', 'production', 'fleet', 'existing-network', 'dual-stack', 'air-gapped', 'flatcar', 'hardened', 'gpu-and-volumes']) {
  process.env.CDK8S_OUTDIR = join(output, example);
  process.chdir(join(__dirname, example));
  require(`./${example}/main`);
}
