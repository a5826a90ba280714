import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../src/cli/run';
import { MAX_BYTES } from '../../src/documents/source-text';
import { fixture, scs, temporaryFolder } from './command-line';

// Judging needs no constructs; loading them would take longer than everything else.
let areConstructsForbidden = true;
jest.mock('cdk8s', () => {
  if (areConstructsForbidden) throw new Error('cdk8s is loaded');
  return jest.requireActual('cdk8s');
});
beforeEach(() => { areConstructsForbidden = true; });

const folder = temporaryFolder();
const profile = fixture('profile.yaml');
const SHAPE_ONLY = 'note: without --profile only the shape of the documents is checked, not versions, flavors, zones, networks and whatever else a provider decides\n';
const PROFILE_UNUSABLE = 'note: as the profile cannot be used, only the shape of the clusters was checked\n';

function file(name: string, text: string): string {
  const path = join(folder(), name);
  writeFileSync(path, text);
  return path;
}

function cluster(name: string, spec = '', namespace = name): string {
  return `---
apiVersion: kaas.scs.community/v1alpha1
kind: ScsCluster
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  kubernetesVersion: "1.36"
  nodePools: [{name: general, flavor: SCS-4V-16}]
${spec}`;
}

it('finds ten mistakes in a file with two clusters at once', async () => {
  const path = fixture('ten-mistakes.yaml');
  expect(await scs(['validate', path, '--profile', profile])).toEqual({
    exitCode: 1,
    stderr: '',
    stdout: `\
${path}:3:18: error InvalidValue: metadata.name: "Shop_Prod" is not a DNS label: lower-case letters, digits and '-', with a letter or digit at both ends; for example "shop-prod"
${path}:6:28: error InvalidType: spec.controlPlane.replicas: expected a whole number, found the string "three"
${path}:6:49: error InvalidValue: spec.controlPlane.antiAffinity: "Requred" is not allowed here (allowed: Required, Preferred, None), did you mean "Required"?
${path}:9:7: error UnknownField: spec.nodePools[0].flavour: there is no such field, did you mean "flavor"?
${path}:10:36: error DuplicateKey: spec.podSecurity.enforce: the key "enforce" stands on line 10 already
${path}:16:22: error VersionNotOffered: spec.kubernetesVersion: Kubernetes 1.34 is not offered (allowed: 1.35, 1.36)
${path}:17:11: error RegionUnknown: spec.region: region "RegionTwo" is not offered (allowed: RegionOne), did you mean "RegionOne"?
${path}:18:28: error EvenReplicas: spec.controlPlane.replicas: 2 control-plane machines tolerate no more failures than 1: etcd runs on them and needs a majority (allowed: 1, 3)
${path}:18:39: error FlavorNotOffered: spec.controlPlane.flavor: flavor "SCS-4V-8-20" is not offered (allowed: SCS-4V-8-20s, SCS-4V-16, SCS-2V-4-20s)
${path}:20:23: error CidrOverlap: spec.network.nodeCidr: the range of the pods 10.244.0.0/16 overlaps that of the nodes 10.244.8.0/24
10 errors
`,
  });
});

it('says so where nothing is wrong', async () => {
  const files = [file('a.yaml', cluster('a')), file('b.yaml', `${cluster('b')}${cluster('c')}`)];
  expect(await scs(['validate', ...files, '-p', profile])).toEqual({ exitCode: 0, stderr: '', stdout: 'no problems in 3 clusters and 1 profile\n' });
});

it('is content with warnings', async () => {
  const path = file('a.yaml', cluster('a', '  controlPlane: {replicas: 1}\n'));
  expect(await scs(['validate', path, '-p', profile])).toEqual({
    exitCode: 0,
    stderr: '',
    stdout: `${path}:8:28: warning NotConformant: spec.controlPlane.replicas: a single control-plane machine does not satisfy scs-0214-v2/cp-multi-host; use 3 for production\n1 warning\n`,
  });
});

it('checks the shape alone without a profile, and says so', async () => {
  const path = file('a.yaml', cluster('a', '  region: Nowhere\n'));
  expect(await scs(['validate', path])).toEqual({ exitCode: 0, stderr: SHAPE_ONLY, stdout: 'no problems in 1 cluster\n' });
  expect(await scs(['validate', profile])).toEqual({ exitCode: 0, stderr: SHAPE_ONLY, stdout: 'no problems in 1 profile\n' });
});

it('reads standard input', async () => {
  const text = readFileSync(fixture('ten-mistakes.yaml'), 'utf8');
  const half = Math.floor(text.length / 2);
  const fromFile = await scs(['validate', fixture('ten-mistakes.yaml'), '-p', profile]);
  const fromStdin = await scs(['validate', '-', '-p', profile], [text.slice(0, half), text.slice(half)]);
  expect(fromStdin).toEqual({ ...fromFile, stdout: fromFile.stdout.replaceAll(fixture('ten-mistakes.yaml'), '<stdin>') });
});

it('reads no more of standard input than it can use', async () => {
  const outcome = await scs(['validate', '-', '-p', profile], ['a'.repeat(MAX_BYTES), 'a', '}']);
  expect(outcome).toEqual({ exitCode: 1, stderr: '', stdout: '<stdin>:1:1: error LimitExceeded: there are more than 1048576 bytes, and no more are read\n1 error\n' });
});

it('tells of standard input that cannot be read', async () => {
  let stdout = '';
  const stdin = (async function* (): AsyncIterable<Uint8Array> { throw Object.assign(new Error('i/o error, read'), { code: 'EIO' }); })();
  const exitCode = await run(['validate', '-'], { stdin, stdout: { write: (text) => { stdout += text; } }, stderr: { write: () => undefined }, env: {} });
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '<stdin>:1:1: error FileUnreadable: the file cannot be read: EIO\n1 error\n' });
});

it('takes a profile from standard input, but not a file as well', async () => {
  const path = file('a.yaml', cluster('a'));
  expect(await scs(['validate', path, '-p', '-'], [readFileSync(profile, 'utf8')])).toEqual({ exitCode: 0, stderr: '', stdout: 'no problems in 1 cluster and 1 profile\n' });
  expect(await scs(['validate', '-', '-p', '-'])).toEqual({ exitCode: 2, stdout: '', stderr: 'error: standard input (-) cannot be both a FILE and the profile\n' });
});

it('tells of every file that cannot be read, named as it was typed', async () => {
  expect(await scs(['validate', './none.yaml', 'test', '-p', profile])).toEqual({
    exitCode: 1,
    stderr: '',
    stdout: './none.yaml:1:1: error FileUnreadable: the file cannot be read: there is no such file\ntest:1:1: error FileUnreadable: the file cannot be read: it is a folder\n2 errors\n',
  });
});

it.each([
  ['no profile', cluster('a'), '1:1: error UnknownKind: the file has no ProviderProfile and 1 ScsCluster; it must have exactly one ProviderProfile and nothing else'],
  ['two profiles', `${readFileSync(profile, 'utf8')}---\n${readFileSync(profile, 'utf8')}`, '1:1: error UnknownKind: the file has 2 ProviderProfiles and no ScsCluster; it must have exactly one ProviderProfile and nothing else'],
])('refuses a profile file with %s', async (_, text, message) => {
  const path = file('profile.yaml', text);
  expect(await scs(['validate', file('a.yaml', cluster('a')), '-p', path])).toEqual({ exitCode: 1, stderr: PROFILE_UNUSABLE, stdout: `${path}:${message}\n1 error\n` });
});

it('judges the clusters by shape where the profile has another one', async () => {
  const path = file('profile.yaml', readFileSync(profile, 'utf8').replace('target: capi-openstack', 'target: capi'));
  const clusters = file('a.yaml', cluster('a', '  region: Nowhere\n  regin: a\n'));
  const outcome = await scs(['validate', clusters, '-p', path]);
  expect(outcome).toMatchObject({ exitCode: 1, stderr: PROFILE_UNUSABLE });
  expect(outcome.stdout.replace(/ \(allowed: .*\)/g, '')).toBe(
    `${clusters}:9:3: error UnknownField: spec.regin: there is no such field, did you mean "region"?\n${path}:5:11: error InvalidValue: spec.target: "capi" is not allowed here\n2 errors\n`,
  );
});

it('tells once what is wrong with a profile, however many clusters use it', async () => {
  const path = file('profile.yaml', readFileSync(profile, 'utf8').replace('{name: SCS-2V-4-20s}', '{name: tiny}'));
  const { stdout } = await scs(['validate', file('a.yaml', `${cluster('a')}${cluster('b')}`), '-p', path]);
  expect(stdout.split('\n').filter((line) => line.startsWith(path))).toEqual([
    `${path}:9:13: error InvalidFlavor: spec.flavors[0]: a flavor whose name does not follow the SCS scheme says what it has; missing: cpus, memory, disk`,
  ]);
});

it('refuses a cluster that is described twice, even alike', async () => {
  const [first, second] = [file('a.yaml', cluster('a')), file('b.yaml', `${cluster('b')}${cluster('a')}`)];
  expect(await scs(['validate', first, second, '-p', profile])).toEqual({
    exitCode: 1,
    stderr: '',
    stdout: `${second}:11:18: error NameTaken: metadata.name: the namespace "a" has a cluster "a" already, at ${first}:4:18\n1 error\n`,
  });
});

it('reads a file once that is named twice', async () => {
  const path = file('a.yaml', cluster('a'));
  expect(await scs(['validate', path, path, '-p', profile])).toEqual({ exitCode: 0, stderr: '', stdout: 'no problems in 1 cluster and 1 profile\n' });
});

describe('problems that only objects show', () => {
  beforeEach(() => { areConstructsForbidden = false; });

  it('finds two clusters that would have objects of one name', async () => {
    const one = cluster('shop', '', 'ns').replace('name: general', 'name: prod-a');
    const two = cluster('shop-prod', '', 'ns').replace('name: general', 'name: a');
    const outcome = await scs(['validate', file('a.yaml', one + two), '-p', profile]);
    expect(outcome).toMatchObject({ exitCode: 1, stderr: '' });
    expect(outcome.stdout.split('\n').filter((line) => line.includes('MachineDeployment-a-az1'))).toEqual([
      'ns/shop-prod/MachineDeployment-a-az1: error DuplicateObject: MachineDeployment shop-prod-a-az1 in namespace ns is defined by ns/shop/MachineDeployment-prod-a-az1, too, ' +
        'and not alike: here "cluster.x-k8s.io/cluster-name: shop-prod", there "cluster.x-k8s.io/cluster-name: shop"',
    ]);
  });

  it('finds patches that do not apply, beside mistakes of other clusters', async () => {
    const expert = `${readFileSync(profile, 'utf8')}  policy: {allowExpert: true}\n`;
    const patched = cluster('a', '  expert: {patches: [{target: {kind: Cluster}, patch: [{op: replace, path: /spec/nonsense, value: 1}]}]}\n');
    const path = file('a.yaml', patched + cluster('b', '  region: Nowhere\n'));
    expect(await scs(['validate', path, '-p', file('profile.yaml', expert)])).toEqual({
      exitCode: 1,
      stderr: '',
      stdout: `\
${path}:8:76: error ImpossiblePatch: spec.expert.patches[0].patch[0].path: Cluster a: /spec/nonsense: the kind has no field "nonsense" in /spec \
(allowed: availabilityGates, clusterNetwork, controlPlaneEndpoint, controlPlaneRef, infrastructureRef, paused, topology)
${path}:16:11: error RegionUnknown: spec.region: region "Nowhere" is not offered (allowed: RegionOne)
2 errors
`,
    });
  });
});
