import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixture, scs, temporaryFolder } from './command-line';

const folder = temporaryFolder();
const profile = fixture('profile.yaml');

function cluster(spec = '', name = 'shop'): string {
  return `---
apiVersion: kaas.scs.community/v1alpha1
kind: ScsCluster
metadata: {name: ${name}}
spec:
  kubernetesVersion: "1.36"
  nodePools: [{name: general, flavor: SCS-4V-16, zones: []}]
${spec}`;
}

function file(text: string, name = 'shop.yaml'): string {
  const path = join(folder(), name);
  writeFileSync(path, text);
  return path;
}

/** The folder with the manifests of a text. */
async function synthesized(text: string): Promise<string> {
  const output = join(folder(), 'manifests');
  expect(await scs(['synth', file(text, 'before.yaml'), '-p', profile, '-o', output])).toMatchObject({ exitCode: 0 });
  return output;
}

const validate = (text: string, previous: string) => scs(['validate', file(text), '-p', profile, '--previous', previous]);

it('says so where nothing is wrong', async () => {
  const previous = await synthesized(cluster());
  expect(await validate(cluster(), previous)).toEqual({ exitCode: 0, stderr: '', stdout: `no problems in 1 cluster and 1 profile, compared with 12 objects of ${previous}\n` });
  expect(await validate(cluster('  controlPlane: {labels: {tier: a}}\n'), previous)).toMatchObject({ exitCode: 0, stderr: '' });
});

it('compares with nothing at first', async () => {
  const previous = join(folder(), 'manifests');
  mkdirSync(previous);
  expect(await validate(cluster(), previous)).toEqual({ exitCode: 0, stderr: '', stdout: `no problems in 1 cluster and 1 profile, compared with no object of ${previous}\n` });
});

it('refuses what the servers would refuse', async () => {
  const previous = await synthesized(cluster());
  expect(await validate(cluster('  network: {nodeCidr: 10.9.0.0/20}\n  tags: [a]\n'), previous)).toEqual({
    exitCode: 1,
    stderr: '',
    stdout: `\
${join(folder(), 'shop.yaml')}:4:18: error ImmutableField: spec.managedSubnets[0].cidr: OpenStackCluster shop/shop: must not change from "10.8.0.0/20" to "10.9.0.0/20": \
the machines have addresses of this subnet; put the old value back, or make a new cluster with the new one
${join(folder(), 'shop.yaml')}:4:18: error ImmutableField: spec.tags: OpenStackCluster shop/shop: must not be added: \
the provider does not tag again what it has made; put the old value back, or make a new cluster with the new one
2 errors
`,
  });
});

it('names the pool of a description that an object was made of', async () => {
  const patched = (value: string) => cluster(`\
  expert: {patches: [{target: {kind: KubeadmConfigTemplate}, patch: [{op: add, path: /metadata/annotations, value: {a: b}}]}]}
`).replace('zones: []', `zones: [], expert: {patches: [{target: {kind: MachineDeployment}, patch: [{op: add, path: /spec/selector/matchLabels/a, value: ${value}}, {op: add, path: /spec/template/metadata/labels/a, value: ${value}}]}]}`);
  const expert = file(readFileSync(profile, 'utf8').replace(/\n*$/, '\n  policy: {allowExpert: true}\n'), 'profile.yaml');
  const output = join(folder(), 'manifests');
  expect(await scs(['synth', file(patched('b')), '-p', expert, '-o', output])).toMatchObject({ exitCode: 0 });
  const { stdout } = await scs(['validate', file(patched('c')), '-p', expert, '--previous', output]);
  expect(stdout).toMatch(/shop\.yaml:7:22: error ImmutableField: spec\.selector/);
});

it('warns of a cluster that is gone', async () => {
  const previous = await synthesized(cluster() + cluster('', 'wiki'));
  const outcome = await validate(cluster(), previous);
  expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
  expect(outcome.stdout.split('\n').map((line) => line.split(': ').slice(0, 3).join(': '))).toEqual([
    `${previous}/wiki/00-namespace-wiki.yaml:2:1: warning ObjectGone: Namespace wiki`,
    `${previous}/wiki/cluster-wiki.yaml:2:1: warning ObjectGone: Cluster wiki/wiki`,
    '2 warnings', '',
  ]);
});

it('compares what patches make of objects', async () => {
  const expert = readFileSync(profile, 'utf8').replace(/\n*$/, '\n  policy: {allowExpert: true}\n');
  const patched = '  expert: {patches: [{target: {kind: OpenStackCluster}, patch: [{op: add, path: /spec/disablePortSecurity, value: true}]}]}\n';
  const previous = await synthesized(cluster());
  const outcome = await scs(['validate', file(cluster(patched)), '-p', file(expert, 'profile.yaml'), '--previous', previous]);
  expect(outcome).toMatchObject({ exitCode: 1, stderr: '' });
  expect(outcome.stdout).toMatch(/shop\.yaml:4:18: error ImmutableField: spec\.disablePortSecurity: OpenStackCluster shop\/shop: must not be added/);
});

it('compares nothing where something is wrong', async () => {
  const previous = await synthesized(cluster());
  const outcome = await validate(cluster('  region: Nowhere\n'), previous);
  expect(outcome).toMatchObject({ exitCode: 1, stderr: `note: as there are errors, nothing was compared with ${previous}\n` });
  expect(outcome.stdout.split('\n')).toHaveLength(3);
  expect(outcome.stdout).toContain('error RegionUnknown: spec.region');
});

it('tells what it cannot read of the folder', async () => {
  const previous = await synthesized(cluster());
  writeFileSync(join(previous, 'broken.yaml'), 'a: {');
  expect(await validate(cluster(), previous)).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(/broken\.yaml:1:5: error SyntaxError/) });
  rmSync(previous, { recursive: true });
  expect(await validate(cluster(), previous)).toEqual({
    exitCode: 1,
    stdout: `${previous}:1:1: error FileUnreadable: the folder cannot be read: there is no such folder\n1 error\n`,
    stderr: `note: as there are errors, nothing was compared with ${previous}\n`,
  });
});

it('needs a profile', async () => {
  expect(await scs(['validate', file(cluster()), '--previous', folder()])).toEqual({
    exitCode: 2, stdout: '', stderr: 'error: --previous needs --profile: only with it are there manifests to compare\n',
  });
});
