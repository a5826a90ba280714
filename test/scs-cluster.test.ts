import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Testing, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { parseAllDocuments, stringify } from 'yaml';
import { KubeadmConfigTemplate } from '../imports/capi';
import { OpenStackMachineTemplate } from '../imports/capo';
import type { LocatedDiagnostic } from '../src/diagnostics/diagnostic';
import { InvalidInputError } from '../src/diagnostics/invalid-input-error';
import type { ExpertPatch, NodePool, ScsClusterDocument } from '../src/params';
import type { ProviderProfileDocument } from '../src/profile';
import { ProviderProfile } from '../src/provider-profile';
import { ScsApp } from '../src/scs-app';
import { ScsCluster, type ScsClusterProps } from '../src/scs-cluster';
import type { Manifest } from '../src/targets/rendered-object';
import { readFolder } from '../tools/folder-contents';
import { description, descriptionWith, profile, profileWith, type Overrides } from './fixtures/documents';
import { differences } from './fixtures/rendering';
import { documentsArbitrary } from './generators/descriptions';

const PROFILE = ProviderProfile.fromDocument(profile());
const EXPERT = ProviderProfile.fromDocument(profileWith({ policy: { allowExpert: true } }));
const POOL: NodePool = { name: 'general', flavor: 'SCS-4V-16' };
const PROPS: ScsClusterProps = { profile: PROFILE, kubernetesVersion: '1.36', nodePools: [POOL] };

let folder: string;
let outdir: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scs-cluster-'));
  outdir = join(folder, 'dist');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Props of any shape, as JavaScript may give them. */
function props(settings: Overrides = {}): ScsClusterProps {
  return { ...PROPS, ...settings } as unknown as ScsClusterProps;
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function newChart(app: App = new ScsApp({ outdir }), id = 'clusters'): Chart {
  return new Chart(app, id);
}

/** The objects of a construct's tree as they are written. */
function written(construct: Construct): Manifest[] {
  return construct.node.findAll().filter((one): one is ApiObject => ApiObject.isApiObject(one)).map((object) => object.toJson() as Manifest);
}

/** The text of each object, by kind and name. */
function texts(construct: Construct): Record<string, string> {
  return Object.fromEntries(written(construct).map((object) => [`${object.kind} ${object.metadata.namespace ?? ''}/${object.metadata.name}`, Yaml.stringify(object)]));
}

/** The lines of the error of a synthesis that writes nothing. Files are named without their folder. */
function refusal(app: App): string[] {
  let message = 'nothing was thrown';
  try {
    app.synth();
  } catch (error) {
    message = (error as Error).message;
  }
  // An App makes the folder before it validates.
  expect(existsSync(outdir) ? [...readFolder(outdir).keys()] : []).toEqual([]);
  return message.replaceAll(`${folder}/`, '').split('\n');
}

/** The lines of the error that is thrown. */
function thrown(make: () => unknown): string[] {
  try {
    make();
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInputError);
    return (error as Error).message.replaceAll(`${folder}/`, '').split('\n');
  }
  return ['nothing was thrown'];
}

describe('gives', () => {
  const kinds = [
    'Namespace', 'Cluster', 'OpenStackCluster', 'ServerGroup', 'OpenStackMachineTemplate', 'KubeadmControlPlane', 'MachineHealthCheck', 'ServerGroup',
    'OpenStackMachineTemplate', 'KubeadmConfigTemplate', 'MachineDeployment', 'MachineDeployment', 'MachineDeployment', 'MachineHealthCheck',
  ];

  it('all objects of a cluster, with their names and its name', () => {
    const cluster = new ScsCluster(newChart(), 'shop', PROPS);
    expect(cluster.objects.map(({ kind }) => kind)).toEqual(kinds);
    expect([cluster.name, cluster.namespace, cluster.messages]).toEqual(['shop', 'shop', []]);
  });

  it('the same from props, a document and a file, whatever their kind of text', () => {
    const spec = { ...descriptionWith({ apiServer: { allowedCidrs: ['198.51.100.0/24'] } }).spec };
    const metadata = { name: 'shop', namespace: 'shops', labels: { team: 'a' }, annotations: { note: 'b' } };
    const document: ScsClusterDocument = { ...description(), metadata, spec };
    const made = [
      new ScsCluster(newChart(), 'any', { profile: PROFILE, ...metadata, ...spec }),
      ScsCluster.fromDocument(newChart(), 'any', document, PROFILE),
      ScsCluster.fromFile(newChart(), 'any', file('cluster.yaml', stringify(document)), { profile: PROFILE }),
      ScsCluster.fromFile(newChart(), 'any', file('cluster.json', JSON.stringify(document)), { profile: PROFILE }),
    ].map((cluster) => JSON.stringify(texts(cluster)));
    expect([...new Set(made)]).toHaveLength(1);
    expect(made[0]).toContain('shops/shop');
  });

  it('the same bytes for each object in an App, an ScsApp and a chart for tests', () => {
    const plain = new App({ outdir });
    new ScsCluster(newChart(plain), 'shop', PROPS);
    plain.synth();
    const inPlain = parseAllDocuments(readFileSync(join(outdir, 'clusters.k8s.yaml'), 'utf8')).map((document) => document.toJS() as unknown);

    const own = new ScsApp({ outdir: join(folder, 'own') });
    new ScsCluster(newChart(own), 'shop', PROPS);
    own.synth();
    const files = [...readFolder(join(folder, 'own'))].filter(([name]) => name.endsWith('.yaml'));
    expect(files.map(([, text]) => text).sort()).toEqual(inPlain.map((object) => `---\n${Yaml.stringify(object)}`).sort());
    expect(own.synthYaml()).toBe(plain.synthYaml());

    const chart = Testing.chart();
    new ScsCluster(chart, 'shop', PROPS);
    expect(Testing.synth(chart)).toEqual(inPlain);
    expect(inPlain).toHaveLength(kinds.length);
  });
});

describe('names', () => {
  it('are the construct id where nothing else is said, and the namespace is the name', () => {
    const cluster = new ScsCluster(newChart(), 'shop-prod', PROPS);
    expect(written(cluster)[1]).toMatchObject({ kind: 'Cluster', metadata: { name: 'shop-prod', namespace: 'shop-prod' } });
  });

  it('of constructs do not enter the output', () => {
    const make = (app: App, chart: string, id: string): void => {
      new ScsCluster(newChart(app, chart), id, props({ name: 'shop' }));
      app.synth();
    };
    make(new ScsApp({ outdir: join(folder, 'a') }), 'clusters', 'shop');
    make(new ScsApp({ outdir: join(folder, 'b') }), 'other', 'Any Other:Id');
    expect([...readFolder(join(folder, 'b'))]).toEqual([...readFolder(join(folder, 'a'))]);
  });

  it('that are given by document or file count, and never the id', () => {
    const path = file('cluster.yaml', stringify(description()));
    expect(ScsCluster.fromFile(newChart(), 'id', path, { profile: PROFILE }).name).toBe('shop');
    expect(ScsCluster.fromDocument(newChart(), 'id', description(), PROFILE).name).toBe('shop');
  });

  it('of constructs are those of kinds and roles', () => {
    const cluster = new ScsCluster(newChart(), 'shop', PROPS);
    expect(cluster.objects.map(({ node }) => node.path)).toContain('clusters/shop/MachineDeployment-general-az1');
    expect(cluster.objects.map(({ node }) => node.path)).toContain('clusters/shop/OpenStackMachineTemplate-control-plane');
  });
});

describe('metadata', () => {
  const cluster = (): ScsCluster => new ScsCluster(newChart(), 'shop', props({ namespace: 'shops', labels: { team: 'a' }, annotations: { note: 'b' } }));

  it('labels are on every object but the Namespace, annotations on the Cluster', () => {
    const [namespace, ...others] = written(cluster());
    expect(namespace).toMatchObject({ kind: 'Namespace', metadata: { name: 'shops' } });
    expect(namespace.metadata.labels).toBeUndefined();
    expect(others.filter(({ metadata }) => metadata.labels?.team !== 'a')).toEqual([]);
    expect(others.filter(({ metadata }) => metadata.annotations?.note === 'b').map(({ kind }) => kind)).toEqual(['Cluster']);
    expect(others.filter(({ metadata }) => metadata.namespace !== 'shops')).toEqual([]);
  });

  it('is in props what it is in the document', () => {
    const metadata = { name: 'shop', namespace: 'shops', labels: { team: 'a' }, annotations: { note: 'b' } };
    expect(texts(cluster())).toEqual(texts(ScsCluster.fromDocument(newChart(), 'x', { ...description(), metadata }, PROFILE)));
  });
});

describe('several clusters', () => {
  it('of a chart, and in constructs of others, are each in a folder of their own', () => {
    const app = new ScsApp({ outdir });
    const chart = newChart(app);
    new ScsCluster(chart, 'a', PROPS);
    new ScsCluster(new Construct(chart, 'group'), 'b', PROPS);
    new ScsCluster(new Construct(new Construct(newChart(app, 'more'), 'x'), 'y'), 'c', props({ namespace: 'team' }));
    app.synth();
    const folders = new Set([...readFolder(outdir).keys()].filter((name) => name.endsWith('.yaml')).map((name) => name.split('/').slice(0, -1).join('/')));
    expect([...folders].sort()).toEqual(['00-shared', 'a', 'b', 'team.c']);
  });

  it('may share a namespace, which is written once', () => {
    const app = new ScsApp({ outdir });
    const chart = newChart(app);
    for (const name of ['prod', 'test']) new ScsCluster(chart, name, props({ namespace: 'shop' }));
    app.synth();
    const files = [...readFolder(outdir).keys()];
    expect(files.filter((name) => name.includes('namespace'))).toEqual(['00-shared/00-namespace-shop.yaml']);
    expect(files.filter((name) => name.includes('/cluster-'))).toEqual(['shop.prod/cluster-prod.yaml', 'shop.test/cluster-test.yaml']);
  });

  it('of one namespace leave its file in place, also when one of them has gone', () => {
    const app = new ScsApp({ outdir });
    new ScsCluster(newChart(app), 'prod', props({ namespace: 'shop' }));
    app.synth();
    expect([...readFolder(outdir).keys()]).toContain('00-shared/00-namespace-shop.yaml');
  });

  it('of one namespace in a plain App each bring the Namespace, alike', () => {
    const app = new App({ outdir });
    const chart = newChart(app);
    for (const name of ['prod', 'test']) new ScsCluster(chart, name, props({ namespace: 'shop' }));
    const namespaces = written(chart).filter(({ kind }) => kind === 'Namespace');
    expect(namespaces).toHaveLength(2);
    expect(namespaces[0]).toEqual(namespaces[1]);
  });

  it.each([['an ScsApp', () => new ScsApp({ outdir })], ['an App', () => new App({ outdir })]])('of one name in one namespace are a mistake, even where they are alike, in %s', (_name, make) => {
    const app = make();
    const chart = newChart(app);
    new ScsCluster(chart, 'a', props({ name: 'shop' }));
    new ScsCluster(new Construct(chart, 'b'), 'c', props({ name: 'shop' }));
    new ScsCluster(chart, 'd', props({ name: 'shop', namespace: 'elsewhere' }));
    expect(refusal(app).filter((line) => line.includes('NameTaken')).map((line) => line.trim().replace(/^\[[^\]]*\] /, ''))).toEqual([
      'clusters/b/c: error NameTaken: metadata.name: the namespace "shop" has a cluster "shop" already, at clusters/a',
    ]);
    expect(refusal(app)).toHaveLength(2);
  });

  it('of one namespace must not have objects of one name', () => {
    const app = new ScsApp({ outdir });
    const chart = newChart(app);
    new ScsCluster(chart, 'a', props({ namespace: 'shop', nodePools: [{ name: 'b-c', flavor: 'SCS-4V-16', zones: ['az1'] }] }));
    new ScsCluster(chart, 'a-b', props({ namespace: 'shop', nodePools: [{ name: 'c', flavor: 'SCS-4V-16', zones: ['az1'] }] }));
    const lines = refusal(app);
    expect(lines.at(-1)).toBe('3 errors');
    expect(lines.slice(0, -1).map((line) => line.replace(/: here.*/, '').replace(/-[0-9a-f]{8} /, '-HASH '))).toEqual([
      'clusters/a-b/KubeadmConfigTemplate-c: error DuplicateObject: KubeadmConfigTemplate a-b-c-HASH in namespace shop is defined by clusters/a/KubeadmConfigTemplate-b-c, too, and not alike',
      'clusters/a-b/MachineDeployment-c-az1: error DuplicateObject: MachineDeployment a-b-c-az1 in namespace shop is defined by clusters/a/MachineDeployment-b-c-az1, too, and not alike',
      'clusters/a-b/MachineHealthCheck-c: error DuplicateObject: MachineHealthCheck a-b-c in namespace shop is defined by clusters/a/MachineHealthCheck-b-c, too, and not alike',
    ]);
  });
});

describe('the folder of a cluster', () => {
  it.each([['shop', undefined, 'shop'], ['shop', 'shop', 'shop'], ['prod', 'shop', 'shop.prod']])('%s in namespace %s is %s', (name, namespace, expected) => {
    const cluster = new ScsCluster(newChart(), 'x', props({ name, ...(namespace && { namespace }) }));
    expect((cluster as unknown as Record<symbol, unknown>)[Symbol.for('cdk8s-scs.outputFolder')]).toBe(expected);
  });
});

/** Mistakes of shape, and against rules. */
const ELEVEN_MISTAKES = {
  kubernetesVersion: '1.36',
  nodepools: [],
  controlPlane: { replicas: 2, zones: ['az1', 'az9'], rootDisk: { type: 'nvme' } },
  nodePools: [
    { name: 'general', flavor: 'SCS-4V-16', replicas: 'three' },
    { name: 'general', flavor: 'SCS-4V-16' },
    { name: 'batch', flavor: 'SCS-9V-16' },
  ],
  network: { podCidrs: ['10.8.0.0/16'], serviceDomain: 5 },
  podSecurity: { enforce: 'Baseline' },
};
const STRICT = ProviderProfile.fromDocument(profileWith({ policy: { requireAllowedCidrs: true } }));

/** What is wrong with them, each after the place. */
const ELEVEN_MESSAGES = {
  nodepools: 'error UnknownField: spec.nodepools: there is no such field, did you mean "nodePools"?',
  replicas: 'error EvenReplicas: spec.controlPlane.replicas: 2 control-plane machines tolerate no more failures than 1: etcd runs on them and needs a majority (allowed: 1, 3)',
  zone: 'error ZoneUnknown: spec.controlPlane.zones[1]: zone "az9" is not in the region (allowed: az1, az2, az3), did you mean "az1"?',
  volumeType: 'error VolumeTypeUnknown: spec.controlPlane.rootDisk.type: volume type "nvme" is not offered (allowed: ssd, hdd)',
  poolReplicas: 'error InvalidType: spec.nodePools[0].replicas: expected a whole number, found the string "three"',
  poolName: 'error InvalidValue: spec.nodePools[1].name: "general" is the name of entry [0] already',
  flavor: 'error FlavorNotOffered: spec.nodePools[2].flavor: flavor "SCS-9V-16" is not offered (allowed: SCS-4V-16, SCS-4V-8, SCS-2V-4-20s)',
  podCidr: 'error CidrOverlap: spec.network.podCidrs[0]: the range of the pods 10.8.0.0/16 overlaps that of the nodes 10.8.0.0/20',
  serviceDomain: 'error InvalidType: spec.network.serviceDomain: expected a string, found the number 5: put it in quotes',
  podSecurity: 'error InvalidValue: spec.podSecurity.enforce: "Baseline" is not allowed here (allowed: privileged, baseline, restricted), did you mean "baseline"?',
  policy: "error PolicyViolation: spec.apiServer.allowedCidrs: the provider's policy wants a list of ranges that may reach the API server",
};

describe('eleven mistakes', () => {
  const expected = Object.values(ELEVEN_MESSAGES).sort();

  it('are told at once, with the path of the construct, and nothing is written', () => {
    const app = new ScsApp({ outdir });
    new ScsCluster(newChart(app), 'shop', props({ ...ELEVEN_MISTAKES, profile: STRICT }));
    const lines = refusal(app);
    expect(lines.slice(0, -1).map((line) => line.replace(/^clusters\/shop: /, '')).sort()).toEqual(expected);
    expect(lines.filter((line) => line.startsWith('clusters/shop: '))).toHaveLength(11);
    expect(lines.at(-1)).toBe('11 errors');
  });

  it('are told at once in a plain App', () => {
    const app = new App({ outdir });
    new ScsCluster(newChart(app), 'shop', props({ ...ELEVEN_MISTAKES, profile: STRICT }));
    const [head, ...lines] = refusal(app);
    expect(head).toBe('Validation failed with the following errors:');
    expect(lines.map((line) => line.replace(/^ {2}\[clusters\/shop\] clusters\/shop: /, '')).sort()).toEqual(expected);
  });

  it('are told at once with their places in a file, in the order of the lines', () => {
    const path = file('cluster.yaml', [
      'apiVersion: kaas.scs.community/v1alpha1',
      'kind: ScsCluster',
      'metadata: {name: shop}',
      'spec:',
      '  kubernetesVersion: "1.36"',
      '  nodepools: []',
      '  controlPlane:',
      '    replicas: 2',
      '    zones: [az1, az9]',
      '    rootDisk: {type: nvme}',
      '  nodePools:',
      '    - {name: general, flavor: SCS-4V-16, replicas: three}',
      '    - name: general',
      '      flavor: SCS-4V-16',
      '    - name: batch',
      '      flavor: SCS-9V-16',
      '  network:',
      '    podCidrs: [10.8.0.0/16]',
      '    serviceDomain: 5',
      '  podSecurity: {enforce: Baseline}',
      '',
    ].join('\n'));
    const app = new ScsApp({ outdir });
    ScsCluster.fromFile(newChart(app), 'shop', path, { profile: STRICT });
    const { nodepools, replicas, zone, volumeType, poolReplicas, poolName, flavor, podCidr, serviceDomain, podSecurity, policy } = ELEVEN_MESSAGES;
    expect(refusal(app)).toEqual([
      `cluster.yaml:4:1: ${policy}`,
      `cluster.yaml:6:3: ${nodepools}`,
      `cluster.yaml:8:15: ${replicas}`,
      `cluster.yaml:9:18: ${zone}`,
      `cluster.yaml:10:22: ${volumeType}`,
      `cluster.yaml:12:52: ${poolReplicas}`,
      `cluster.yaml:13:13: ${poolName}`,
      `cluster.yaml:16:15: ${flavor}`,
      `cluster.yaml:18:16: ${podCidr}`,
      `cluster.yaml:19:20: ${serviceDomain}`,
      `cluster.yaml:20:26: ${podSecurity}`,
      '11 errors',
    ]);
  });

  it('leave no objects, and messages say them before synthesis', () => {
    const cluster = new ScsCluster(newChart(), 'shop', props({ ...ELEVEN_MISTAKES, profile: STRICT }));
    expect(cluster.objects).toEqual([]);
    expect(cluster.messages.map((line) => line.replace(/^clusters\/shop: /, '')).sort()).toEqual(expected);
  });
});

describe('mistakes of several clusters', () => {
  const sources: [string, () => App][] = [['an ScsApp', () => new ScsApp({ outdir })], ['an App', () => new App({ outdir })]];

  it.each(sources)('are told at once, in %s', (_name, make) => {
    const app = make();
    const chart = newChart(app);
    new ScsCluster(chart, 'a', props({ controlPlane: { replicas: 2 } }));
    new ScsCluster(chart, 'fine', PROPS);
    new ScsCluster(chart, 'b', props({ regio: 'x' }));
    ScsCluster.fromFile(chart, 'c', file('c.yaml', stringify(descriptionWith({ region: 'x' }))), { profile: PROFILE });
    const lines = refusal(app).filter((line) => line.includes('error ')).map((line) => line.trim().replace(/^\[[^\]]*\] /, ''));
    expect(lines.sort()).toEqual([
      expect.stringMatching(/^c\.yaml:\d+:\d+: error RegionUnknown: spec\.region: /),
      expect.stringMatching(/^clusters\/a: error EvenReplicas: spec\.controlPlane\.replicas: /),
      'clusters/b: error UnknownField: spec.regio: there is no such field, did you mean "region"?',
    ]);
  });

  it('in their profile are told once', () => {
    const path = file('profile.yaml', stringify(profileWith({ regions: [{ name: 'RegionOne', zones: ['az1', 'az1'] }] })));
    const shared = ProviderProfile.fromFile(path);
    const app = new ScsApp({ outdir });
    for (const name of ['a', 'b', 'c']) new ScsCluster(newChart(app, name), name, props({ profile: shared }));
    const lines = refusal(app);
    expect(lines).toEqual([expect.stringMatching(/^profile\.yaml:\d+:\d+: error DuplicateItem: spec\.regions\[0\]\.zones\[1\]: zone "az1" is listed twice$/), '1 error']);
  });

  it('and warnings are told once, on the error stream', () => {
    const path = file('profile.yaml', stringify(profileWith({ management: { clusterApi: '1.14' } })).replace('clusterApi: "1.14"', 'clusterApi: 1.14'));
    const shared = ProviderProfile.fromFile(path);
    const app = new ScsApp({ outdir });
    for (const name of ['a', 'b']) new ScsCluster(newChart(app, name), name, props({ profile: shared, kubernetesVersion: name === 'a' ? 'v1.36.99' : '1.36' }));
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    app.synth();
    const text = write.mock.calls.map(([chunk]) => String(chunk)).join('').replaceAll(`${folder}/`, '');
    write.mockRestore();
    expect(text.trim().split('\n')).toEqual([
      expect.stringMatching(/^profile\.yaml:\d+:\d+: warning UnquotedVersion: spec\.management\.clusterApi: /),
      expect.stringMatching(/^a\/a: warning VersionPatchUnknown: spec\.kubernetesVersion: /),
      '2 warnings',
    ]);
  });
});

describe('a file', () => {
  const several = ['web', 'data', 'web-test'].map((name) => stringify({ ...description(), metadata: { name } })).join('---\n');
  const fromFile = (path: string, clusterName?: string): ScsCluster => ScsCluster.fromFile(newChart(), 'x', path, { profile: PROFILE, ...(clusterName !== undefined && { clusterName }) });

  it('with one cluster gives it', () => {
    const path = file('c.yaml', stringify(description()));
    expect(fromFile(path).name).toBe('shop');
    expect(fromFile(path, 'shop').name).toBe('shop');
  });

  it('with several clusters gives the one that is named', () => {
    expect(fromFile(file('c.yaml', several), 'data').name).toBe('data');
  });

  it.each<[string, string, string | undefined, string[]]>([
    ['several clusters', several, undefined, ['c.yaml:1:1: error UnknownKind: the file has several clusters; say which one (allowed: web, data, web-test)', '1 error']],
    ['another name', several, 'dta', ['c.yaml:1:1: error UnknownKind: the file has no cluster named "dta" (allowed: web, data, web-test), did you mean "data"?', '1 error']],
    ['one cluster of another name', stringify(description()), 'x', ['c.yaml:1:1: error UnknownKind: the file has no cluster named "x" (allowed: shop)', '1 error']],
    [
      'two clusters of the name', `${stringify(description())}---\n${stringify(description({ metadata: { namespace: 'b' } }))}`, 'shop',
      ['c.yaml:1:1: error UnknownKind: the file has several clusters named "shop" (allowed: shop, shop)', '1 error'],
    ],
    ['a profile', stringify(profile()), undefined, ['c.yaml:1:1: error UnknownKind: the file has no ScsCluster', '1 error']],
    ['a syntax error', `${stringify(description())}---\na: [\n`, undefined, [expect.stringMatching(/^c\.yaml:12:1: error SyntaxError: /) as string, '1 error']],
    ['another kind', stringify({ ...description(), kind: 'ScsCluser' }), undefined, [
      'c.yaml:2:7: error UnknownKind: kind: the kind "ScsCluser" is not known (allowed: kaas.scs.community/v1alpha1 ScsCluster, kaas.scs.community/v1alpha1 ProviderProfile), did you mean "ScsCluster"?', '1 error',
    ]],
  ])('with %s is refused', (_name, text, clusterName, lines) => {
    const path = file('c.yaml', text);
    expect(thrown(() => fromFile(path, clusterName))).toEqual(lines);
  });

  it('that is not there is refused', () => {
    expect(thrown(() => fromFile(join(folder, 'c.yaml')))).toEqual(['c.yaml:1:1: error FileUnreadable: the file cannot be read: there is no such file', '1 error']);
  });

  it('with mistakes in another of its clusters gives the one that is named', () => {
    const path = file('c.yaml', several.replace('kubernetesVersion: "1.36"', 'kubernetesVersion: x'));
    expect(fromFile(path, 'data').messages).toEqual([]);
    expect(fromFile(path, 'web').messages).toEqual([expect.stringContaining('c.yaml:6:22: error InvalidValue: spec.kubernetesVersion: ')]);
  });

  it('with doubtful clusters tells of the one that is named', () => {
    const path = file('c.yaml', several.replaceAll('"1.36"', '1.36'));
    expect(fromFile(path, 'data').messages.map((line) => line.replace(`${folder}/`, ''))).toEqual([
      'c.yaml:16:22: warning UnquotedVersion: spec.kubernetesVersion: a version without quotes is a number; it was read as "1.36": put it in quotes',
    ]);
  });

  it('that has changed is read again', () => {
    const path = file('c.yaml', several);
    expect(fromFile(path, 'web').messages).toEqual([]);
    file('c.yaml', several.replace('SCS-4V-16', 'SCS-4V-17'));
    expect(fromFile(path, 'web').messages).toEqual([expect.stringContaining('error FlavorNotOffered')]);
  });

  it('with a cluster that has no name gives it, and its mistakes are told at synthesis', () => {
    const app = new ScsApp({ outdir });
    ScsCluster.fromFile(newChart(app), 'x', file('c.yaml', stringify({ ...description(), metadata: {} })), { profile: PROFILE });
    expect(refusal(app)).toEqual(['c.yaml:3:1: error MissingField: metadata.name: this field is required, for example "shop-prod"', '1 error']);
  });
});

describe('from JavaScript', () => {
  const required = 'ProviderProfile.fromFile, fromDocument and fromSpec give one';

  it.each<[string, unknown, string[]]>([
    ['no profile', { kubernetesVersion: '1.36', nodePools: [POOL] }, [`clusters/shop: error MissingField: profile: this property is required: ${required}`]],
    ['null as profile', props({ profile: null }), [`clusters/shop: error MissingField: profile: this property is required: ${required}`]],
    ['the path of a profile', props({ profile: 'profile.yaml' }), [`clusters/shop: error InvalidType: profile: expected a ProviderProfile, found the string "profile.yaml": ${required}`]],
    ['the document of a profile', props({ profile: profile() }), [`clusters/shop: error InvalidType: profile: expected a ProviderProfile, found another object: ${required}`]],
    ['a number as profile', props({ profile: 5 }), [`clusters/shop: error InvalidType: profile: expected a ProviderProfile, found a number: ${required}`]],
    ['no profile and other mistakes', { kubernetesVersion: 1.36, nodePools: [POOL] }, [
      `clusters/shop: error MissingField: profile: this property is required: ${required}`,
      'clusters/shop: error InvalidType: spec.kubernetesVersion: expected a string, found the number 1.36: put it in quotes',
    ]],
    ...[null, undefined].map((nothing): [string, unknown, string[]] => [`${nothing} as props`, nothing, [
      `clusters/shop: error MissingField: profile: this property is required: ${required}`,
      'clusters/shop: error MissingField: spec.kubernetesVersion: this field is required, for example "1.36"',
      'clusters/shop: error MissingField: spec.nodePools: this field is required',
    ]]),
    ['null as name', props({ name: null }), ['clusters/shop: error InvalidType: metadata.name: found no value (null): write a string']],
    ['null as labels', props({ labels: null }), ['clusters/shop: error InvalidType: metadata.labels: found no value (null): write an object, or leave the field out']],
    ['an object of pools', props({ nodePools: { general: POOL } }), ['clusters/shop: error InvalidType: spec.nodePools: expected a list, found an object: write a list, also for a single entry']],
    ['a function', props({ region: () => 'RegionOne' }), ['clusters/shop: error InvalidType: spec.region: expected plain data, found a function']],
    ['fields that are undefined', props({ region: undefined, labels: undefined, namespace: undefined }), []],
  ])('%s', (_name, given, lines) => {
    const app = new ScsApp({ outdir });
    new ScsCluster(newChart(app), 'shop', given as ScsClusterProps);
    if (lines.length === 0) return app.synth();
    expect(refusal(app)).toEqual([...lines, lines.length === 1 ? '1 error' : `${lines.length} errors`]);
  });

  it.each<[string, unknown, string]>([
    ['null', null, 'clusters/x: error InvalidType: found no value (null): write an object'],
    ['undefined', undefined, 'clusters/x: error InvalidType: expected plain data, found nothing (undefined)'],
    ['a string', 'kind: ScsCluster', 'clusters/x: error InvalidType: expected an object, found the string "kind: ScsCluster"'],
    ['a list', [description()], 'clusters/x: error InvalidType: expected an object, found a list'],
    ['a profile', profile(), 'clusters/x: error InvalidValue: kind: "ProviderProfile" is not allowed here (allowed: ScsCluster)'],
    ['a document without a spec', description({ spec: undefined }), 'clusters/x: error MissingField: spec: this field is required'],
    ['a document without metadata', description({ metadata: undefined }), 'clusters/x: error MissingField: metadata: this field is required'],
  ])('%s as document', (_name, document, line) => {
    const cluster = ScsCluster.fromDocument(newChart(), 'x', document as ScsClusterDocument, PROFILE);
    expect(cluster.messages).toContain(line);
    expect(cluster.objects).toEqual([]);
    cluster.addNodePool(POOL);
    expect(cluster.messages).not.toEqual([]);
  });

  it('a file without options', () => {
    const path = file('c.yaml', stringify(description()));
    const cluster = ScsCluster.fromFile(newChart(), 'x', path, undefined as never);
    expect(cluster.messages).toEqual([`clusters/x: error MissingField: profile: this property is required: ${required}`]);
  });
});

describe('addNodePool', () => {
  const pools: NodePool[] = [{ name: 'a', flavor: 'SCS-4V-16' }, { name: 'b', flavor: 'SCS-4V-8', replicas: 6 }, { name: 'c', flavor: 'SCS-4V-16', zones: ['az2'], labels: { tier: 'web' } }];
  const withPools = (first: readonly NodePool[], added: readonly NodePool[]): ScsCluster => {
    const cluster = new ScsCluster(newChart(), 'shop', props({ nodePools: first }));
    added.forEach((pool) => cluster.addNodePool(pool));
    return cluster;
  };

  it('gives what the pool gives in the props, in any order', () => {
    const [a, b, c] = pools;
    const expected = texts(withPools(pools, []));
    for (const [first, added] of [[[a], [b, c]], [[a], [c, b]], [[b], [a, c]], [[c, a], [b]], [[], [c, b, a]]]) {
      expect(texts(withPools(first, added))).toEqual(expected);
    }
  });

  it('changes no other object', () => {
    const { gone, changed, added } = differences(written(withPools(pools.slice(0, 2), [])), written(withPools(pools.slice(0, 2), pools.slice(2))));
    expect({ gone, changed }).toEqual({ gone: [], changed: [] });
    expect(added.map((name) => name.replace(/-[0-9a-f]{8}$/, ''))).toEqual([
      'ServerGroup shop/shop-c', 'OpenStackMachineTemplate shop/shop-c', 'KubeadmConfigTemplate shop/shop-c', 'MachineDeployment shop/shop-c-az2', 'MachineHealthCheck shop/shop-c',
    ]);
  });

  it('makes the objects of the pool, and none of those that are there', () => {
    const made = [OpenStackMachineTemplate, KubeadmConfigTemplate].map((type) => jest.spyOn(type, 'manifest'));
    const names = (): string[] => made.flatMap(({ mock }) => mock.calls.map(([given]) => given!.metadata!.name!)).sort();
    const cluster = withPools(pools.slice(0, 2), []);
    expect(names()).toEqual(['shop-a', 'shop-a', 'shop-b', 'shop-b', 'shop-control-plane']);
    made.forEach((spy) => spy.mockClear());
    cluster.addNodePool(pools[2]);
    expect(names()).toEqual(['shop-c', 'shop-c']);
    made.forEach((spy) => spy.mockRestore());
  });

  it('judges what a file has and what was added together', () => {
    const path = file('mistaken.yaml', stringify(descriptionWith({ regoin: 'x' })));
    const cluster = ScsCluster.fromFile(newChart(), 'shop', path, { profile: PROFILE });
    expect(cluster.messages).toEqual([expect.stringContaining('spec.regoin: there is no such field')]);
    cluster.addNodePool({ name: 'more', flavour: 'SCS-4V-16' } as never);
    expect(cluster.messages).toEqual(expect.arrayContaining([
      expect.stringContaining('spec.regoin: there is no such field'), expect.stringMatching(/spec\.nodePools\[\d\]\.flavour: there is no such field/),
    ]));
  });

  it('brings the autoscaler', () => {
    const scaled: NodePool[] = pools.map(({ replicas: _replicas, ...pool }) => ({ ...pool, autoscaling: { min: 1, max: 3 } }));
    expect(texts(withPools([pools[0]], scaled.slice(1)))).toEqual(texts(withPools([pools[0], ...scaled.slice(1)], [])));
  });

  it('gives what the pools give in any description', () => {
    fc.assert(fc.property(documentsArbitrary, fc.nat(), ({ description: whole, profile: at }, index) => {
      const { nodePools, ...spec } = whole.spec;
      const first = index % nodePools.length;
      const provider = ProviderProfile.fromDocument(at);
      const expected = ScsCluster.fromDocument(newChart(), 'x', whole, provider);
      const cluster = ScsCluster.fromDocument(newChart(), 'x', { ...whole, spec: { ...spec, nodePools: nodePools.slice(0, first) } }, provider);
      nodePools.slice(first).forEach((pool) => cluster.addNodePool(pool));
      expect(texts(cluster)).toEqual(texts(expected));
      expect(cluster.messages).toEqual(expected.messages);
      const paths = (construct: ScsCluster): string[] => construct.node.findAll().map(({ node }) => node.path).sort();
      expect(paths(cluster)).toEqual(paths(expected));
    }), { numRuns: 60, seed: 1, endOnFailure: true });
  });

  it('is known to objects at once', () => {
    const cluster = withPools(pools.slice(0, 1), []);
    cluster.addNodePool(pools[2]);
    expect(cluster.object('MachineDeployment', 'shop-c-az2').name).toBe('shop-c-az2');
  });

  it('makes a cluster without pools complete', () => {
    expect(withPools([], []).messages).toEqual(['clusters/shop: error InvalidValue: spec.nodePools: the list has 0 entries, at least 1 needed']);
    expect(withPools([], pools).messages).toEqual([]);
  });

  it.each<[string, unknown[], string[]]>([
    ['a bad pool', [{ name: 'x', flavour: 'SCS-4V-16', replicas: -1 }], [
      'clusters/shop: error UnknownField: spec.nodePools[1].flavour: there is no such field, did you mean "flavor"?',
      'clusters/shop: error InvalidValue: spec.nodePools[1].replicas: -1 is not between 0 and 5000',
    ]],
    ['a pool that breaks a rule', [{ name: 'x', flavor: 'SCS-4V-16', zones: ['az4'] }], [expect.stringMatching(/^clusters\/shop: error ZoneUnknown: spec\.nodePools\[1\]\.zones\[0\]: /) as string]],
    ['a name that is taken', [pools[1], pools[0]], ['clusters/shop: error InvalidValue: spec.nodePools[2].name: "a" is the name of entry [0] already']],
    ['nothing', [undefined], ['clusters/shop: error InvalidType: spec.nodePools[1]: expected plain data, found nothing (undefined)']],
  ])('tells of %s', (_name, added, lines) => {
    expect(withPools(pools.slice(0, 1), added as NodePool[]).messages).toEqual(lines);
  });

  it('tells of a pool that was added to a cluster of a file with the path of the construct', () => {
    const path = file('c.yaml', stringify(descriptionWith({ controlPlane: { replicas: 2 } })));
    const cluster = ScsCluster.fromFile(newChart(), 'x', path, { profile: PROFILE });
    cluster.addNodePool({ name: 'x', flavor: 'SCS-4V-16', zones: ['az4'] });
    expect(cluster.messages.map((line) => line.replace(`${folder}/`, '').split(' error ')[0])).toEqual(['c.yaml:11:15:', 'clusters/x:']);
  });

  it('does not hide that the pools are no list', () => {
    const cluster = new ScsCluster(newChart(), 'shop', props({ nodePools: 'general' }));
    cluster.addNodePool(POOL);
    expect(cluster.messages).toEqual(['clusters/shop: error InvalidType: spec.nodePools: expected a list, found the string "general": write a list, also for a single entry']);
  });

  it('leaves the props alone', () => {
    const nodePools = Object.freeze([POOL]) as NodePool[];
    const cluster = new ScsCluster(newChart(), 'shop', props({ nodePools }));
    cluster.addNodePool(pools[0]);
    expect(nodePools).toEqual([POOL]);
  });
});

describe('overrides', () => {
  const trunk = { target: { kind: 'OpenStackMachineTemplate', name: 'shop-general' }, patch: [{ op: 'add', path: '/spec/template/spec/trunk', value: true }] } as unknown as ExpertPatch;
  const paused = { target: { kind: 'Cluster' }, patch: [{ op: 'add', path: '/spec/paused', value: true }] } as unknown as ExpertPatch;
  const expert = (overrides: readonly unknown[], given: ProviderProfile = EXPERT): ScsCluster => {
    const cluster = new ScsCluster(newChart(), 'shop', props({ profile: given }));
    (overrides as ExpertPatch[]).forEach((override) => cluster.addOverride(override));
    return cluster;
  };
  const withExpert = <T extends ProviderProfileDocument | ScsClusterDocument>(document: T, patches: readonly unknown[]): T =>
    ({ ...document, spec: { ...document.spec, expert: { patches } } }) as T;
  const withoutPatches = <T extends ProviderProfileDocument | ScsClusterDocument>(document: T): T =>
    ({ ...document, spec: { ...document.spec, expert: { ...document.spec.expert, patches: [] } } }) as T;

  it('and the patches of a profile and of a description give the same', () => {
    const patches = [trunk, paused];
    const expected = texts(expert(patches));
    expect(expected).not.toEqual(texts(expert([])));
    const ofProfile = ProviderProfile.fromDocument(withExpert(profile(), patches));
    expect(texts(expert([], ofProfile))).toEqual(expected);
    expect(texts(new ScsCluster(newChart(), 'shop', props({ profile: EXPERT, expert: { patches } })))).toEqual(expected);
    const path = file('c.yaml', stringify(withExpert(description(), patches)));
    expect(texts(ScsCluster.fromFile(newChart(), 'x', path, { profile: EXPERT }))).toEqual(expected);
  });

  it('come after the patches of the description, and those after the patches of the profile', () => {
    const patch = (op: string, value: string): unknown => ({ target: { kind: 'Cluster' }, patch: [{ op, path: '/metadata/annotations/by', value }] });
    const ofProfile = ProviderProfile.fromDocument(withExpert(profileWith({ policy: { allowExpert: true } }), [patch('add', 'profile')]));
    const cluster = new ScsCluster(newChart(), 'shop', props({ profile: ofProfile, expert: { patches: [patch('replace', 'description')] } }));
    const by = (): unknown => written(cluster).find(({ kind }) => kind === 'Cluster')!.metadata.annotations!.by;
    expect(by()).toBe('description');
    cluster.addOverride(patch('replace', 'override') as ExpertPatch);
    expect(by()).toBe('override');
    expect(cluster.messages).toEqual([]);
  });

  it('hold for pools that are added later', () => {
    const cluster = expert([{ target: { kind: 'MachineDeployment' }, patch: [{ op: 'add', path: '/spec/paused', value: true }] }]);
    cluster.addNodePool({ name: 'x', flavor: 'SCS-4V-16', zones: ['az1'] });
    expect((written(cluster).find(({ metadata }) => metadata.name === 'shop-x-az1')!.spec as { paused: boolean }).paused).toBe(true);
  });

  it('need the leave of the provider', () => {
    const app = new ScsApp({ outdir });
    const cluster = new ScsCluster(newChart(app), 'shop', PROPS);
    cluster.addOverride(paused);
    cluster.addOverride(trunk);
    expect(refusal(app)).toEqual(["clusters/shop: error PolicyViolation: overrides: the provider's policy does not allow expert settings, which overrides are (policy.allowExpert)", '1 error']);
  });

  it.each<[string, unknown, string[]]>([
    ['a field that the kind does not have', { ...paused, patch: [{ op: 'add', path: '/spec/pausd', value: true }] }, [
      'clusters/shop: error ImpossiblePatch: overrides[0].patch[0].path: Cluster shop: /spec/pausd: the kind has no field "pausd" in /spec (allowed: availabilityGates, clusterNetwork, controlPlaneEndpoint, controlPlaneRef, infrastructureRef, paused, topology), did you mean "paused"?',
    ]],
    ['nothing there to replace', { ...paused, patch: [{ op: 'replace', path: '/spec/paused', value: true }] }, [
      'clusters/shop: error ImpossiblePatch: overrides[0].patch[0].path: Cluster shop: /spec/paused: nothing is there to replace; use add',
    ]],
    ['no such object', { ...paused, target: { kind: 'Cluster', name: 'shp' } }, [
      'clusters/shop: error ImpossiblePatch: overrides[0].target.name: the cluster has no Cluster named "shp" (allowed: shop), did you mean "shop"?',
    ]],
    ['another operation', { ...paused, patch: [{ op: 'move', path: '/spec/paused', from: '/spec/x' }] }, [
      'clusters/shop: error UnknownField: overrides[0].patch[0].from: there is no such field (allowed: op, path, value)',
      'clusters/shop: error InvalidValue: overrides[0].patch[0].op: "move" is not allowed here (allowed: add, remove, replace)',
    ]],
    ['an operation that is no list', { ...paused, patch: paused.patch[0] }, ['clusters/shop: error InvalidType: overrides[0].patch: expected a list, found an object: write a list, also for a single entry']],
    ['no target', { patch: paused.patch }, ['clusters/shop: error MissingField: overrides[0].target: this field is required']],
    ['null', null, ['clusters/shop: error InvalidType: overrides[0]: found no value (null): write an object']],
    ['undefined', undefined, ['clusters/shop: error InvalidType: overrides[0]: expected plain data, found nothing (undefined)']],
    ['a value that is no plain data', { ...paused, patch: [{ op: 'add', path: '/spec/paused', value: new Date(0) }] }, ['clusters/shop: error InvalidType: overrides[0].patch[0].value: expected plain data, found an instance of Date']],
  ])('that cannot be done are told: %s', (_name, override, lines) => {
    expect(expert([override]).messages).toEqual(lines);
  });

  it('that cannot be done are told at their places in a file, and those of code with the path of the construct', () => {
    const path = file('c.yaml', stringify(withExpert(description(), [{ ...paused, patch: [{ op: 'remove', path: '/spec/paused' }] }])));
    const cluster = ScsCluster.fromFile(newChart(), 'x', path, { profile: EXPERT });
    cluster.addOverride({ target: { kind: 'Clustr' }, patch: paused.patch });
    const [ofFile, ofCode] = cluster.messages.map((line) => line.replace(`${folder}/`, ''));
    expect(ofFile).toBe('c.yaml:16:19: error ImpossiblePatch: spec.expert.patches[0].patch[0].path: Cluster shop: /spec/paused: nothing is there to remove');
    expect(ofCode).toMatch(/^clusters\/x: error ImpossiblePatch: overrides\[0\]\.target\.kind: the cluster has no object of kind "Clustr" /);
  });

  it('of a profile are told at their places in the profile, once', () => {
    const path = file('profile.yaml', stringify(withExpert(profile(), [{ ...paused, patch: [{ op: 'add', path: '/spec/pausd', value: true }] }])));
    const ofFile = ProviderProfile.fromFile(path);
    const app = new ScsApp({ outdir });
    new ScsCluster(newChart(app), 'shop', props({ profile: ofFile }));
    expect(refusal(app)).toEqual([expect.stringMatching(/^profile\.yaml:\d+:\d+: error ImpossiblePatch: spec\.expert\.patches\[0\]\.patch\[0\]\.path: Cluster shop: \/spec\/pausd: /), '1 error']);
  });

  it('are not held against objects that there are none of, as the description is wrong', () => {
    const cluster = new ScsCluster(newChart(), 'shop', props({ profile: EXPERT, region: 'x' }));
    cluster.addOverride(paused);
    expect(cluster.messages.map((line) => line.split(': ')[1])).toEqual(['error RegionUnknown']);
  });

  it('that API servers would refuse are told at the operation that wrote the value, once', () => {
    const wrong = {
      target: { kind: 'MachineDeployment', name: 'shop-general-az1' },
      patch: [{ op: 'add', path: '/metadata/labels/a', value: 'b' }, { op: 'add', path: '/spec/template/spec/minReadySeconds', value: -1 }],
    } as unknown as ExpertPatch;
    const message = 'spec.template.spec.minReadySeconds of MachineDeployment shop-general-az1: -1 is below 0';
    const line = `clusters/shop: error InvalidValue: overrides[0].patch[1].value: ${message}`;
    for (const make of [() => new ScsApp({ outdir }), () => new App({ outdir })]) {
      const app = make();
      const cluster = new ScsCluster(new Chart(app, 'clusters'), 'shop', props({ profile: EXPERT }));
      cluster.addOverride(wrong);
      expect(cluster.messages).toEqual([line]);
      expect(app.node.findAll().flatMap((construct) => construct.node.validate())).toEqual([line]);
      expect(() => app.synth()).toThrow(message);
    }
  });

  it('by hand and objects beside them are judged, in any app', () => {
    for (const make of [() => new ScsApp({ outdir }), () => new App({ outdir })]) {
      const app = make();
      const chart = new Chart(app, 'clusters');
      const cluster = new ScsCluster(chart, 'shop', PROPS);
      cluster.object('KubeadmControlPlane').addJsonPatch(JsonPatch.replace('/spec/replicas', '3'));
      new ApiObject(chart, 'mine', { apiVersion: 'cluster.x-k8s.io/v1beta2', kind: 'MachineDrainRule', metadata: { name: 'mine' }, spec: {} });
      expect(() => app.synth()).toThrow('spec.replicas: KubeadmControlPlane shop/shop-control-plane: expected a whole number, found a string');
      expect(() => app.synth()).toThrow('spec.drain: MachineDrainRule mine: the field is required');
    }
  });

  it('of a shared namespace must be alike', () => {
    const app = new ScsApp({ outdir });
    const chart = newChart(app);
    const [a, b] = ['a', 'b'].map((name) => new ScsCluster(chart, name, props({ profile: EXPERT, namespace: 'shop' })));
    const labels = { target: { kind: 'Namespace' }, patch: [{ op: 'add', path: '/metadata/labels', value: { team: 'shop' } }] } as unknown as ExpertPatch;
    a.addOverride(labels);
    expect(refusal(app)).toEqual([expect.stringMatching(/^clusters\/b\/Namespace: error DuplicateObject: Namespace shop is defined by clusters\/a\/Namespace, too, and not alike: .*; clusters that share a namespace need the same deletionProtection$/), '1 error']);
    b.addOverride(labels);
    app.synth();
    expect(readFolder(outdir).get('00-shared/00-namespace-shop.yaml')).toContain('  labels:\n    team: shop\n');
  });

  it('that add a label to any object of any cluster change nothing else', () => {
    fc.assert(fc.property(documentsArbitrary, fc.nat(), ({ description: own, profile: at }, index) => {
      const document = withoutPatches(own);
      const allowing = withoutPatches(at);
      const provider = ProviderProfile.fromDocument({ ...allowing, spec: { ...allowing.spec, policy: { ...allowing.spec.policy, allowExpert: true } } });
      const [plain, patched] = [1, 2].map(() => ScsCluster.fromDocument(newChart(), 'x', document, provider));
      const { kind, name, metadata } = patched.objects[index % patched.objects.length];
      const labels = metadata.toJson()?.labels as object | undefined;
      const change = labels === undefined ? { path: '/metadata/labels', value: { 'example.org/x': 'y' } } : { path: '/metadata/labels/example.org~1x', value: 'y' };
      patched.addOverride({ target: { kind, name }, patch: [{ op: 'add', ...change }] } as unknown as ExpertPatch);
      expect(patched.messages.filter((line) => line.includes('error'))).toEqual([]);
      const [before, after] = [texts(plain), texts(patched)];
      expect(Object.keys(after)).toEqual(Object.keys(before));
      const changed = Object.keys(before).filter((object) => before[object] !== after[object]);
      // Patches of features and pools give templates other hashes.
      const withoutHash = (text: string): string => text.replace(/-[0-9a-f]{8}$/, '');
      expect(changed.map(withoutHash)).toEqual([withoutHash(`${kind} ${kind === 'Namespace' ? '' : patched.namespace}/${name}`)]);
    }), { numRuns: 60, seed: 1, endOnFailure: true });
  });
});

describe('patches of a pool', () => {
  const patched = (...patches: object[]): { readonly cluster: ScsCluster; readonly pools: readonly string[] } => {
    const patch = [{ op: 'add', path: '/metadata/labels/patched', value: 'yes' }];
    const nodePools = ['one', 'two'].map((name) => ({ name, flavor: 'SCS-4V-16', ...(name === 'one' && { expert: { patches: patches.map((target) => ({ target, patch })) } }) }));
    const chart = new Chart(new App(), 'clusters');
    const cluster = ScsCluster.fromDocument(chart, 'shop', descriptionWith({ nodePools }), ProviderProfile.fromDocument(profileWith({ policy: { allowExpert: true } })));
    const changed = cluster.objects.filter((object) => (object.toJson() as Manifest).metadata.labels?.patched === 'yes');
    return { cluster, pools: changed.map(({ node }) => node.id) };
  };

  it('change the objects of the pool only', () => {
    expect(patched({ kind: 'OpenStackMachineTemplate' }, { kind: 'MachineHealthCheck' }).pools).toEqual(['OpenStackMachineTemplate-one', 'MachineHealthCheck-one']);
    expect(patched({ kind: 'KubeadmConfigTemplate', name: 'shop-one' }).pools).toEqual(['KubeadmConfigTemplate-one']);
  });

  it('are told where the pool has no such object', () => {
    const { cluster: { messages } } = patched({ kind: 'Cluster' }, { kind: 'KubeadmConfigTemplate', name: 'shop-two' });
    expect(messages.map((message) => message.split('\n')[0])).toEqual([
      expect.stringContaining('the pool "one" has no object of kind "Cluster"'), expect.stringContaining('the pool "one" has no KubeadmConfigTemplate named "shop-two"'),
    ]);
  });
});

describe('access to objects', () => {
  it('gives the one of a kind or a name', () => {
    const cluster = new ScsCluster(newChart(), 'shop', PROPS);
    expect(cluster.object('KubeadmControlPlane').name).toBe('shop-control-plane');
    expect(cluster.object('MachineDeployment', 'shop-general-az2').node.id).toBe('MachineDeployment-general-az2');
    expect(cluster.object('OpenStackMachineTemplate', 'shop-general')).toBe(cluster.object('OpenStackMachineTemplate', cluster.object('OpenStackMachineTemplate', 'shop-general').name));
  });

  it.each<[string, string, string | undefined, string]>([
    ['several', 'MachineHealthCheck', undefined, 'clusters/shop: more than one object MachineHealthCheck; there are: MachineHealthCheck shop-control-plane, MachineHealthCheck shop-general'],
    ['no such name', 'Cluster', 'shops', expect.stringMatching(/^clusters\/shop: no object Cluster shops; there are: Namespace shop, Cluster shop, /) as string],
    ['no such kind', 'Machine', undefined, expect.stringMatching(/^clusters\/shop: no object Machine; there are: Namespace shop, /) as string],
  ])('is refused: %s', (_name, kind, name, message) => {
    const cluster = new ScsCluster(newChart(), 'shop', PROPS);
    expect(() => cluster.object(kind, name)).toThrow(expect.objectContaining({ message }) as Error);
  });

  it('is refused where the input is wrong', () => {
    const cluster = new ScsCluster(newChart(), 'shop', props({ region: 'x' }));
    expect(() => cluster.object('Cluster')).toThrow('clusters/shop: no object Cluster; there are: none, as the input is wrong');
  });

  it('gives a copy of the list', () => {
    const cluster = new ScsCluster(newChart(), 'shop', PROPS);
    cluster.objects.pop();
    expect(cluster.objects).toHaveLength(14);
  });

  it('gives constructs that other constructs can depend on', () => {
    const app = new ScsApp({ outdir });
    const cluster = new ScsCluster(newChart(app), 'shop', PROPS);
    cluster.object('Namespace').addDependency(new ApiObject(newChart(app, 'before'), 'first', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'first' } }));
    expect(app.synthYaml().startsWith('apiVersion: v1\nkind: ConfigMap\n')).toBe(true);
  });
});

describe('messages', () => {
  it('tell warnings and errors as synthesis does', () => {
    const cluster = new ScsCluster(newChart(), 'shop', props({ kubernetesVersion: 'v1.36.99', controlPlane: { replicas: 2 } }));
    expect(cluster.messages.map((line) => line.split(': ')[1])).toEqual(['warning VersionPatchUnknown', 'error EvenReplicas']);
  });

  it('tell what was wrong as long as it is', () => {
    const cluster = new ScsCluster(newChart(), 'shop', props({ nodePools: [] }));
    expect(cluster.messages).toHaveLength(1);
    cluster.addNodePool(POOL);
    expect(cluster.messages).toEqual([]);
  });

  it('come with their places for tools', () => {
    const cluster = new ScsCluster(newChart(), 'shop', props({ region: 'x' }));
    const diagnostics = (cluster as unknown as Record<symbol, () => LocatedDiagnostic[]>)[Symbol.for('cdk8s-scs.diagnostics')]();
    expect(diagnostics).toMatchObject([{ code: 'RegionUnknown', constructPath: 'clusters/shop', path: ['spec', 'region'] }]);
  });
});
