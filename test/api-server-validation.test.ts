import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { ApiServerValidation, type IManifestReport, type ManifestViolation } from '../src';

const REPOSITORY = path.join(__dirname, '..');

let root: string;

beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), 'scs-plugin-')));
});

afterEach(() => {
  fs.rmSync(root, { recursive: true, force: true });
});

function written(name: string, text: string): string {
  const file = path.join(root, name);
  fs.writeFileSync(file, text);
  return file;
}

/** What the plug-in says of files. */
async function report(manifests: string[], skipKinds?: string[]): Promise<{ status: string; metadata?: object; violations: ManifestViolation[] }> {
  const violations: ManifestViolation[] = [];
  let end = { status: 'none' };
  const recorder: IManifestReport = {
    addViolation: (violation) => void violations.push(violation),
    submit: (status, metadata) => { end = { status, ...(metadata && { metadata }) }; },
  };
  await new ApiServerValidation(skipKinds && { skipKinds }).validate({ manifests, report: recorder });
  return { ...end, violations };
}

const GOOD = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n';
const WRONG = `${GOOD}---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\nspec:\n  replica: 3\n  selector: {}\n  template: {}\n`;

it('has nothing against a sound file', async () => {
  expect(await report([written('a.yaml', GOOD)])).toEqual({ status: 'success', metadata: { Objects: '1', Problems: '0' }, violations: [] });
});

it('tells rule, place, what is allowed, and how to mend it', async () => {
  const file = written('a.yaml', WRONG);
  const { status, violations } = await report([file]);
  expect(status).toBe('failure');
  expect(violations).toEqual([{
    ruleName: 'UnknownField',
    recommendation: expect.stringMatching(/^Deployment shop\/web: the kind has no such field \(allowed: .*\), did you mean "replicas"\?$/),
    fix: 'Use the suggested name, or remove the field.',
    violatingResources: [{ resourceName: 'web', locations: ['9:3 spec.replica'], manifestPath: file }],
  }]);
});

it('does not let pass what it has no schema of, unless it is named', async () => {
  const file = written('a.yaml', 'apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: a}\n');
  expect((await report([file])).violations).toMatchObject([{ ruleName: 'UnknownKind', recommendation: expect.stringContaining('add Thing to skipKinds') }]);
  expect(await report([file], ['Thing'])).toMatchObject({ status: 'success' });
});

it('judges the objects of all files together, without claiming that they are all of their clusters', async () => {
  const pool = (spec: string) => `apiVersion: cluster.x-k8s.io/v1beta2
kind: MachineDeployment
metadata: {name: pool, namespace: shop}
spec:
  clusterName: shop
  selector: {}
  template:
    spec:
      clusterName: shop
      bootstrap: {dataSecretName: pool}
      infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: OpenStackMachineTemplate, name: ${spec}}
`;
  const template = written('template.yaml', `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: OpenStackMachineTemplate
metadata: {name: pool, namespace: shop}
spec: {template: {spec: {flavor: SCS-2V-4, image: {filter: {name: ubuntu}}}}}
`);
  expect(await report([written('a.yaml', pool('pool')), template])).toMatchObject({ status: 'success', violations: [] });
  const file = written('a.yaml', pool('pol'));
  expect(await report([file, template])).toMatchObject({
    status: 'success',
    violations: [{
      ruleName: 'UnresolvedReference',
      recommendation: 'MachineDeployment shop/pool: no OpenStackMachineTemplate "pol" is among the objects of its namespace, did you mean "pool"?',
      violatingResources: [{ resourceName: 'pool', locations: ['11:108 spec.template.spec.infrastructureRef.name'], manifestPath: file }],
    }],
  });
  const cluster = written('cluster.yaml', 'apiVersion: cluster.x-k8s.io/v1beta2\nkind: Cluster\nmetadata: {name: shop, namespace: shop}\nspec: {paused: true}\n');
  expect((await report([file, template, cluster])).status).toBe('failure');
});

it('tells of files that cannot be read', async () => {
  const { violations } = await report([written('a.yaml', 'a: [')]);
  expect(violations).toMatchObject([{ ruleName: 'SyntaxError', violatingResources: [{ resourceName: path.join(root, 'a.yaml') }] }]);
});

it.each([[{ skip: [] }, 'there is no skip'], [{ skipKinds: 'Thing' }, 'skipKinds is "Thing"'], [{ skipKinds: [1] }, 'skipKinds is [1]']])('refuses %j', (props, message) => {
  expect(() => new ApiServerValidation(props as never)).toThrow(message);
});

it('is a plug-in of cdk8s synth', () => {
  written('app.js', `
    const { ApiObject, App, Chart } = require(${JSON.stringify(require.resolve('cdk8s'))});
    const app = new App();
    const spec = { [process.env.FIELD]: 3, selector: {}, template: {} };
    new ApiObject(new Chart(app, 'shop'), 'web', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec });
    app.synth();`);
  written('cdk8s.yaml', stringify({
    language: 'typescript', app: 'node app.js', output: 'dist',
    validations: [{ package: REPOSITORY, version: '0.1.0', class: 'ApiServerValidation' }],
  }));
  const synth = (FIELD: string) => {
    const command = [path.join(REPOSITORY, 'node_modules/cdk8s-cli/bin/cdk8s'), 'synth', '--check-upgrade=false'];
    try {
      return { exitCode: 0, stdout: execFileSync(process.execPath, command, { cwd: root, encoding: 'utf8', env: { ...process.env, FIELD }, stdio: 'pipe' }) };
    } catch (error) {
      const { status, stdout } = error as { status: number; stdout: string };
      return { exitCode: status, stdout };
    }
  };
  expect(synth('replicas')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Validations ended succesfully') });
  const { exitCode, stdout } = synth('replica');
  expect(exitCode).toBe(2);
  for (const part of ['UnknownField (1 occurrences)', 'Construct Path: shop/web', '> 6:3 spec.replica', 'did you mean "replicas"?']) expect(stdout).toContain(part);
}, 60_000);
