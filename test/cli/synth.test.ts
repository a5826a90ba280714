import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { ProviderProfile } from '../../src/provider-profile';
import { ScsApp, ScsOutputLayout } from '../../src/scs-app';
import { ScsCluster } from '../../src/scs-cluster';
import { readFolder } from '../../tools/folder-contents';
import { fixture, scs, temporaryFolder } from './command-line';

const folder = temporaryFolder();
const profile = fixture('profile.yaml');
const twoClusters = fixture('two-clusters.yaml');
const WARNING = `${twoClusters}:14:28: warning NotConformant: spec.controlPlane.replicas: a single control-plane machine does not satisfy scs-0214-v2/cp-multi-host; use 3 for production\n1 warning\n`;

/** What `cdk8s synth` does with an app of these constructs, in a chart and with ids of its own. */
function appOfConstructs(layout?: ScsOutputLayout): ScsApp {
  const app = new ScsApp({ outdir: join(folder(), 'cdk8s'), layout });
  const chart = new Chart(app, 'fleet');
  for (const clusterName of ['shop-prod', 'shop-test']) {
    ScsCluster.fromFile(chart, `id-of-${clusterName}`, twoClusters, { profile: ProviderProfile.fromFile(profile), clusterName });
  }
  return app;
}

it.each([
  ['a folder for each cluster', [], ScsOutputLayout.FOLDER_PER_CLUSTER],
  ['a folder for each cluster, if asked', ['--layout', 'folder'], ScsOutputLayout.FOLDER_PER_CLUSTER],
  ['a file for each cluster', ['--layout', 'file'], ScsOutputLayout.FILE_PER_CLUSTER],
])('writes %s, byte for byte as cdk8s synth', async (_, options, layout) => {
  const output = join(folder(), 'out');
  const processStderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await scs(['synth', twoClusters, '-p', profile, '-o', output, ...options])).toEqual({ exitCode: 0, stdout: '', stderr: `${WARNING}2 clusters written to ${output}\n` });
  expect(processStderr).not.toHaveBeenCalled();
  appOfConstructs(layout).synth();
  processStderr.mockRestore();
  const written = readFolder(output);
  expect(written.size).toBeGreaterThan(3);
  expect(written).toEqual(readFolder(join(folder(), 'cdk8s')));
});

it.each(['minimal', 'production', 'fleet'])('writes the example %s as it is committed', async (example) => {
  const path = join(__dirname, '../../examples', example);
  const output = join(folder(), 'out');
  const { exitCode } = await scs(['synth', join(path, 'cluster-params.yaml'), '-p', join(path, '../profiles/scs-cloud.yaml'), '-o', output]);
  expect(exitCode).toBe(0);
  expect(readFolder(output)).toEqual(readFolder(join(path, 'dist')));
});

it('writes to standard output', async () => {
  expect(await scs(['synth', '-', '-p', profile, '-o', '-'], [readFileSync(twoClusters, 'utf8')])).toEqual({
    exitCode: 0,
    stdout: appOfConstructs().synthYaml(),
    stderr: WARNING.replace(twoClusters, '<stdin>'),
  });
});

it('tells ten mistakes in ten messages, and makes no folder', async () => {
  const output = join(folder(), 'out');
  const mistakes = fixture('ten-mistakes.yaml');
  const { exitCode, stdout, stderr } = await scs(['synth', mistakes, twoClusters, '-p', profile, '-o', output]);
  const { stdout: findings } = await scs(['validate', mistakes, twoClusters, '-p', profile]);
  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 1, stdout: '', stderr: findings });
  expect(stderr.split('\n').filter((line) => line.includes(': error '))).toHaveLength(10);
  expect(existsSync(output)).toBe(false);
});

it('leaves an older output as it is where something is wrong', async () => {
  const output = join(folder(), 'out');
  await scs(['synth', twoClusters, '-p', profile, '-o', output]);
  const before = readFolder(output);
  await scs(['synth', fixture('ten-mistakes.yaml'), '-p', profile, '-o', output]);
  expect(readFolder(output)).toEqual(before);
});

it('removes what is not needed any more, and nothing else', async () => {
  const output = join(folder(), 'out');
  mkdirSync(output);
  writeFileSync(join(output, 'README.md'), 'mine');
  await scs(['synth', twoClusters, '-p', profile, '-o', output]);
  expect(readdirSync(output)).toEqual(['.cdk8s-scs-files', '00-shared', 'README.md', 'shop.shop-prod', 'shop.shop-test']);
  const [first] = readFileSync(twoClusters, 'utf8').split('---\n');
  await scs(['synth', '-', '-p', profile, '-o', output], [first!]);
  expect(readdirSync(output)).toEqual(['.cdk8s-scs-files', '00-shared', 'README.md', 'shop.shop-prod']);
});

it('tells what only objects show, and makes no folder', async () => {
  const output = join(folder(), 'out');
  const text = readFileSync(twoClusters, 'utf8').replace('name: shop-prod', 'name: shop').replace('name: general', 'name: test-general').replace('"1.35"', '"1.36"');
  const { exitCode, stderr } = await scs(['synth', '-', '-p', profile, '-o', output], [text]);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('shop/shop-test/MachineHealthCheck-general: error DuplicateObject: MachineHealthCheck shop-test-general in namespace shop is defined by shop/shop/MachineHealthCheck-test-general, too');
  expect(existsSync(output)).toBe(false);
});

it('refuses files without a cluster', async () => {
  const output = join(folder(), 'out');
  expect(await scs(['synth', profile, './none.yaml', '-p', profile, '-o', output])).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `./none.yaml:1:1: error FileUnreadable: the file cannot be read: there is no such file\n${profile}:1:1: error UnknownKind: the file has no ScsCluster\n2 errors\n`,
  });
  expect(existsSync(output)).toBe(false);
});

it('names an output that cannot be written as it was typed', async () => {
  process.chdir(folder());
  try {
    writeFileSync('out', '');
    const [cluster, profileFile] = [twoClusters, profile].map((path) => join(__dirname, '../..', path));
    expect(await scs(['synth', cluster!, '-p', profileFile!, '-o', 'out'])).toEqual({ exitCode: 2, stdout: '', stderr: 'error: cannot write to out: it is a file, not a folder\n' });
  } finally {
    process.chdir(join(__dirname, '../..'));
  }
});

it.each([
  ['without an output', ['synth', 'a.yaml', '-p', 'p.yaml'], "error: required option '-o, --output <DIR>' not specified"],
  ['without a profile', ['synth', 'a.yaml', '-o', 'out'], "error: required option '-p, --profile <FILE>' not specified"],
  ['without a file', ['synth', '-p', 'p.yaml', '-o', 'out'], "error: missing required argument 'FILE'"],
  ['with two outputs', ['synth', 'a.yaml', '-p', 'p.yaml', '-o', 'a', '-o', 'b'], "error: option '-o, --output <DIR>' argument 'b' is invalid. It is given twice."],
  ['with an unknown layout', ['synth', 'a.yaml', '-p', 'p.yaml', '-o', 'a', '--layout', 'flat'], "error: option '--layout <LAYOUT>' argument 'flat' is invalid. Allowed choices are folder, file."],
])('is not run %s', async (_, args, message) => {
  expect(await scs(args)).toEqual({ exitCode: 2, stdout: '', stderr: `${message}\nAdd --help for how it is used.\n` });
});
