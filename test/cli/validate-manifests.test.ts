import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scs, temporaryFolder } from './command-line';

const folder = temporaryFolder();

/** With the template that the pool refers to. */
function writtenPool(text: string): string {
  return written(`${text}---\n${TEMPLATE}`);
}

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
  expect(await scs(['validate', '--manifests', ...examples])).toEqual({ exitCode: 0, stderr: '', stdout: 'no problems in 119 objects\n' });
});

const TEMPLATE = `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: OpenStackMachineTemplate
metadata: {name: pool, namespace: shop}
spec: {template: {spec: {flavor: SCS-2V-4, image: {filter: {name: ubuntu}}}}}
`;

it('tells what servers would refuse, with file, line and column', async () => {
  const dir = writtenPool(POOL.replace('replicas: 3', 'replicas: three\n  pausd: true').replace('clusterName: shop\n  replicas', 'replicas'));
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
  const dir = writtenPool(`${POOL}      taints: [{key: a, effect: NoSchedule, propagation: Always}]\n`);
  expect((await scs(['validate', '--manifests', dir])).stdout).toBe('no problems in 2 objects\n');
});

it('does not let pass what it has no schema for, unless it is named', async () => {
  const dir = written(`${TEMPLATE}---\napiVersion: example.org/v1\nkind: Thing\nmetadata: {name: a}\n`);
  const message = 'error UnknownKind: kind: Thing a: there is no schema for Thing of example.org/v1; --skip-kind Thing leaves objects of this kind out';
  expect(await scs(['validate', '--manifests', dir])).toMatchObject({ exitCode: 1, stdout: expect.stringContaining(message) });
  expect(await scs(['validate', '--manifests', dir, '--skip-kind', 'Thing'])).toMatchObject({ exitCode: 0, stdout: 'no problems in 1 object\n' });
});

it('names the version and the kinds that it knows', async () => {
  const dir = written(`${POOL.replace('v1beta2', 'v1beta1')}---\n${POOL.replace('MachineDeployment', 'MachinDeployment')}`);
  const { stdout } = await scs(['validate', '--manifests', dir]);
  expect(stdout).toContain('apiVersion: MachineDeployment shop/pool: this is an older version of the API of MachineDeployment, which API servers convert');
  expect(stdout).toContain('(allowed: cluster.x-k8s.io/v1beta2)');
  expect(stdout).toContain('did you mean "MachineDeployment"?');
});

it('takes files or folders, not both', async () => {
  mkdirSync(join(folder(), 'empty'));
  for (const args of [[], ['a.yaml', '--manifests', folder()]]) {
    expect(await scs(['validate', ...args])).toMatchObject({ exitCode: 2, stderr: 'error: name FILEs, or folders with --manifests, one of the two\n' });
  }
});

it.each([
  ['v1alpha3', 'this is an older version of the API of MachineDeployment, which API servers do not take any more (allowed: cluster.x-k8s.io/v1beta2)'],
  ['v1', 'this version of the API of MachineDeployment is newer than the supported releases have (allowed: cluster.x-k8s.io/v1beta2)'],
  ['latest', 'MachineDeployment has no version "latest" of its API (allowed: cluster.x-k8s.io/v1beta2)'],
])('says of the version %s what is the matter with it', async (version, message) => {
  expect((await scs(['validate', '--manifests', written(POOL.replace('v1beta2', version))])).stdout).toContain(message);
});

it('judges kinds of Kubernetes itself', async () => {
  const dir = written(`\
apiVersion: v1
kind: Secret
metadata: {name: a}
data: {a: "no base64"}
stringdata: {}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
  replicas: "3"
  selector: {matchLabels: {a: b}}
  template:
    metadata: {labels: {a: b}}
    spec:
      containers:
        - {name: a, image: b, resources: {requests: {cpu: 0.5, memory: 1Gib}}, ports: [{name: http}]}
---
apiVersion: apps/v1
kind: Deploymnt
metadata: {name: a}
---
apiVersion: apps/v1beta1
kind: Deployment
metadata: {name: b}
`);
  const { stdout } = await scs(['validate', '--manifests', dir]);
  expect(stdout.replaceAll(`${dir}/manifests.yaml:`, '').split('\n')).toEqual([
    '4:11: error InvalidValue: data.a: Secret a: "no base64" is not of the format base64',
    '5:1: error UnknownField: stringdata: Secret a: the kind has no such field (allowed: apiVersion, data, immutable, kind, metadata, status, stringData, type), did you mean "stringData"?',
    '11:13: error InvalidType: spec.replicas: Deployment a: expected a whole number, found a string',
    '17:72: error InvalidValue: spec.template.spec.containers[0].resources.requests.memory: Deployment a: "1Gib" is not of the format quantity',
    '17:88: error MissingField: spec.template.spec.containers[0].ports[0].containerPort: Deployment a: the field is required',
    '20:7: error UnknownKind: kind: Deploymnt a: there is no schema for Deploymnt of apps/v1; --skip-kind Deploymnt leaves objects of this kind out, did you mean "Deployment"?',
    '23:13: error UnknownKind: apiVersion: Deployment b: there is no schema for Deployment of apps/v1beta1; --skip-kind Deployment leaves objects of this kind out (allowed: apps/v1)',
    '7 errors',
    '',
  ]);
});

it('names the present place of a field that an older version of the API had', async () => {
  const dir = written(`\
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: OpenStackMachineTemplate
metadata: {name: a}
spec:
  template:
    spec:
      flavor: SCS-2V-4
      image: Ubuntu
      serverGroupID: 1
      rootVolume: {diskSize: 20}
      networks: []
`);
  const { stdout } = await scs(['validate', '--manifests', dir]);
  expect(stdout).toContain('spec.template.spec.serverGroupID: OpenStackMachineTemplate a: an older version of the API had this field; now spec.template.spec.serverGroup.id');
  expect(stdout).toContain('an older version of the API had this field; now spec.template.spec.rootVolume.sizeGiB');
  expect(stdout).toContain('an older version of the API had this field; now spec.template.spec.ports');
  expect(stdout).toContain('an older version of the API had another form, now it is an object, such as {filter: {name: NAME}} or {id: UUID}');
});

describe('objects that only together are wrong', () => {
  const told = async (text: string, ...options: string[]) => {
    const dir = written(text);
    const { exitCode, stdout } = await scs(['validate', '--manifests', dir, ...options]);
    return { exitCode, lines: stdout.replaceAll(`${dir}/manifests.yaml:`, '').trimEnd().split('\n') };
  };

  it('a reference to what is not among them', async () => {
    const message = 'spec.template.spec.infrastructureRef.name: MachineDeployment shop/pool: no OpenStackMachineTemplate "pool" is among the objects of its namespace';
    expect(await told(POOL)).toEqual({ exitCode: 1, lines: [`12:108: error UnresolvedReference: ${message}`, '1 error'] });
    const other = await told(`${POOL}---\n${TEMPLATE.replace('name: pool', 'name: pool1')}`);
    expect(other.lines).toEqual([`12:108: error UnresolvedReference: ${message}, did you mean "pool1"?`, '1 error']);
    expect((await told(`${POOL}---\n${TEMPLATE.replace('namespace: shop', 'namespace: other')}`)).lines).toHaveLength(2);
    expect(await told(`${POOL}---\n${TEMPLATE}`)).toMatchObject({ exitCode: 0 });
  });

  it('two of one name with another content', async () => {
    expect(await told(`${TEMPLATE}---\n${TEMPLATE.replace('SCS-2V-4', 'SCS-4V-8')}`)).toEqual({
      exitCode: 1,
      lines: [
        '8:18: error DuplicateObject: metadata.name: OpenStackMachineTemplate shop/pool: another object of this name has another content: ' +
        'API servers do not let a template change under its name',
        '1 error',
      ],
    });
    expect(await told(`${TEMPLATE}---\n${TEMPLATE}`)).toMatchObject({ exitCode: 0 });
  });

  it('a server group that no object makes', async () => {
    const group = `apiVersion: openstack.k-orc.cloud/v1alpha1
kind: ServerGroup
metadata: {name: pool, namespace: shop}
spec: {managementPolicy: managed, cloudCredentialsRef: {secretName: a, cloudName: b}, resource: {name: pool-a, policy: anti-affinity}}
`;
    const template = (name: string) => TEMPLATE.replace('{flavor', `{serverGroup: {filter: {name: ${name}}}, flavor`);
    expect((await told(`${group}---\n${template('pool-b')}`)).lines[0]).toContain(
      'warning UnresolvedReference: spec.template.spec.serverGroup.filter.name: OpenStackMachineTemplate shop/pool: ' +
      'no ServerGroup of its namespace makes a server group "pool-b", did you mean "pool-a"?',
    );
    expect((await told(`${group}---\n${template('pool-a')}`)).lines).toEqual(['no problems in 2 objects']);
    expect((await told(template('pool-b'))).lines).toEqual(['no problems in 1 object']);
  });

  it('clusters of a fleet with addresses in common, where that is asked for', async () => {
    const cluster = (name: string, pods: string) => `apiVersion: cluster.x-k8s.io/v1beta2
kind: Cluster
metadata: {name: ${name}, namespace: shop}
spec: {clusterNetwork: {pods: {cidrBlocks: [${pods}]}, services: {cidrBlocks: [10.96.0.0/12]}}}
`;
    const fleet = `${cluster('a', '10.0.0.0/16')}---\n${cluster('b', '10.0.128.0/17')}`;
    expect(await told(fleet)).toMatchObject({ exitCode: 0 });
    const { exitCode, lines } = await told(fleet, '--fleet-cidrs');
    expect(exitCode).toBe(1);
    expect(lines).toEqual([
      '9:45: error CidrOverlap: spec.clusterNetwork.pods.cidrBlocks[0]: Cluster shop/b: 10.0.128.0/17 has addresses in common with 10.0.0.0/16 of Cluster shop/a',
      '9:86: error CidrOverlap: spec.clusterNetwork.services.cidrBlocks[0]: Cluster shop/b: 10.96.0.0/12 has addresses in common with 10.96.0.0/12 of Cluster shop/a',
      '2 errors',
    ]);
  });
});
