import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { parse, parseAllDocuments } from 'yaml';
import { ProviderProfile } from '../src/provider-profile';
import { ScsApp } from '../src/scs-app';
import { ScsCluster } from '../src/scs-cluster';
import { differences, readFolder } from '../tools/folder-contents';

jest.mock('cdk8s-scs', () => jest.requireActual('../src'), { virtual: true });

const examples = join(__dirname, '../examples');
const workingDirectory = process.cwd();
let outdir: string;

beforeEach(() => {
  outdir = join(mkdtempSync(join(tmpdir(), 'examples-')), 'dist');
  process.env.CDK8S_OUTDIR = outdir;
});

afterEach(() => {
  process.chdir(workingDirectory);
  delete process.env.CDK8S_OUTDIR;
  rmSync(join(outdir, '..'), { recursive: true, force: true });
});

describe.each(['minimal', 'production', 'fleet', 'existing-network', 'dual-stack', 'air-gapped', 'flatcar', 'hardened', 'gpu-and-volumes'])('example %s', (example) => {
  const folder = join(examples, example);
  const committed = readFolder(join(folder, 'dist'));

  it('has manifests', () => {
    expect([...committed.keys()].filter((file) => file.endsWith('.yaml')).length).toBeGreaterThan(10);
  });

  it('gives what is committed, in TypeScript (npm run examples)', () => {
    process.chdir(folder);
    jest.isolateModules(() => require(`../examples/${example}/main`));
    expect(differences(committed, readFolder(outdir))).toEqual([]);
  });

  it('gives what is committed, as YAML', () => {
    const app = new ScsApp();
    const chart = new Chart(app, 'other-than-in-typescript');
    const file = join(folder, 'cluster-params.yaml');
    const profile = ProviderProfile.fromFile(join(examples, 'profiles', existsSync(join(examples, `profiles/${example}.yaml`)) ? `${example}.yaml` : 'scs-cloud.yaml'));
    for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
      const clusterName = String(document.getIn(['metadata', 'name']));
      ScsCluster.fromFile(chart, `any-id-${clusterName}`, file, { profile, clusterName });
    }
    app.synth();
    expect(differences(committed, readFolder(outdir))).toEqual([]);
  });

  it('can be copied with a cdk8s.yaml of its own', () => {
    expect(parse(readFileSync(join(folder, 'cdk8s.yaml'), 'utf8'))).toEqual({ language: 'typescript', app: 'npx tsx main.ts', output: 'dist' });
  });
});

it('has no two objects of one name in different examples, so that all can be applied to one management cluster', () => {
  const objects = ['minimal', 'production', 'fleet', 'existing-network', 'dual-stack', 'air-gapped', 'flatcar', 'hardened', 'gpu-and-volumes'].flatMap((example) =>
    [...readFolder(join(examples, example, 'dist'))].filter(([file]) => file.endsWith('.yaml')).map(([, text]) => {
      const { kind, metadata } = parse(text) as { kind: string; metadata: { name: string; namespace?: string } };
      return [kind, metadata.namespace, metadata.name].join(' ');
    }),
  );
  expect(objects.filter((object, index) => objects.indexOf(object) !== index)).toEqual([]);
});

describe.each(['scs-cloud', 'scs-cloud-ovn', 'openstack-laboratory', 'air-gapped', 'flatcar', 'hardened'])('profile %s', (name) => {
  const file = join(examples, 'profiles', `${name}.yaml`);

  it('is named as its file, and names the schema for editors', () => {
    expect(ProviderProfile.fromFile(file).name).toBe(name);
    expect(readFileSync(file, 'utf8').split('\n')[0]).toBe('# yaml-language-server: $schema=../../schema/provider-profile.schema.json');
  });
});

describe('production with the other profiles', () => {
  const messages = (profile: string): string[] => {
    const provider = ProviderProfile.fromFile(join(examples, 'profiles', `${profile}.yaml`));
    const { messages: found } = ScsCluster.fromFile(new Chart(new ScsApp(), 'clusters'), 'shop', join(examples, 'production/cluster-params.yaml'), { profile: provider });
    return found.map((message) => message.split(': ')[1]);
  };

  it.each([
    ['scs-cloud', []],
    ['openstack-laboratory', ['warning ImageWithoutVersion']],
    ['scs-cloud-ovn', ['error AllowListIgnored']],
  ])('%s: %j', (profile, expected) => {
    expect(messages(profile)).toEqual(expected);
  });
});
