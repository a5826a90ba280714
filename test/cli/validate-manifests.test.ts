import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scs, temporaryFolder } from './command-line';

const folder = temporaryFolder();

function written(text: string, name = 'manifests.yaml'): string {
  writeFileSync(join(folder(), name), text);
  return folder();
}

const POOL = `apiVersion: cluster.x-k8s.io/v1beta2
kind: MachineDeployment
metadata: {name: pool, namespace: shop}
spec:
  clusterName: shop
  replicas: 3
  selector: {}
  template:
    spec:
      clusterName: shop
      bootstrap: {dataSecretName: pool}
      infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: OpenStackMachineTemplate, name: pool}
`;

it('has nothing against what this library writes', async () => {
  const examples = ['minimal', 'production', 'fleet'].map((name) => join(__dirname, '../../examples', name, 'dist'));
  expect(await scs(['validate', '--manifests', ...examples])).toEqual({ exitCode: 0, stderr: '', stdout: 'no problems in 115 objects\n' });
});

it('tells what servers would refuse, with file, line and column', async () => {
  const dir = written(POOL.replace('replicas: 3', 'replicas: three\n  pausd: true').replace('clusterName: shop\n  replicas', 'replicas'));
  expect(await scs(['validate', '--manifests', dir])).toEqual({
    exitCode: 1,
    stderr: '',
    stdout: `\
${dir}/manifests.yaml:4:1: error MissingField: spec.clusterName: MachineDeployment shop/pool: the field is required
${dir}/manifests.yaml:5:13: error InvalidType: spec.replicas: MachineDeployment shop/pool: expected a whole number, found a string
${dir}/manifests.yaml:6:3: error UnknownField: spec.pausd: MachineDeployment shop/pool: the kind has no such field \
(allowed: clusterName, deletion, machineNaming, paused, remediation, replicas, rollout, selector, template), did you mean "paused"?
3 errors
`,
  });
});

it('says for which release it holds', async () => {
  const dir = written(`${POOL}      taints: [{key: a, effect: NoSchedule, propagation: Always}]\n`);
  expect((await scs(['validate', '--manifests', dir])).stdout).toBe('no problems in 1 object\n');
});

it('does not let pass what it has no schema for, unless it is named', async () => {
  const dir = written(`${POOL}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n`);
  expect(await scs(['validate', '--manifests', dir])).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('error UnknownKind: kind: ConfigMap a: there is no schema for ConfigMap of v1') });
  expect(await scs(['validate', '--manifests', dir, '--skip-kind', 'ConfigMap'])).toMatchObject({ exitCode: 0, stdout: 'no problems in 1 object\n' });
});

it('names the version and the kinds that it knows', async () => {
  const dir = written(`${POOL.replace('v1beta2', 'v1beta1')}---\n${POOL.replace('MachineDeployment', 'MachinDeployment')}`);
  const { stdout } = await scs(['validate', '--manifests', dir]);
  expect(stdout).toContain('apiVersion: MachineDeployment shop/pool: MachineDeployment is known in one version of its API (allowed: cluster.x-k8s.io/v1beta2)');
  expect(stdout).toContain('did you mean "MachineDeployment"?');
});

it('takes files or folders, not both', async () => {
  mkdirSync(join(folder(), 'empty'));
  for (const args of [[], ['a.yaml', '--manifests', folder()]]) {
    expect(await scs(['validate', ...args])).toMatchObject({ exitCode: 2, stderr: 'error: name FILEs, or folders with --manifests, one of the two\n' });
  }
});
