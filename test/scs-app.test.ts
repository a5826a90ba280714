import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Lazy, Yaml, YamlOutputType, type ApiObjectProps } from 'cdk8s';
import { Construct } from 'constructs';
import { parseAllDocuments } from 'yaml';
import type { LocatedDiagnostic } from '../src/diagnostics/diagnostic';
import { formatDiagnostic } from '../src/diagnostics/format';
import { ScsApp, ScsOutputLayout, type ScsAppProps } from '../src/scs-app';
import { DIAGNOSTICS } from '../src/synthesis/construct-diagnostics';
import { judgeObjectsOf } from '../src/synthesis/object-validation';
import { FILE_LIST } from '../src/synthesis/output-folder';

let root: string;
let outdir: string;

beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'scs-app-')));
  outdir = path.join(root, 'dist');
});

afterEach(() => {
  fs.rmSync(root, { recursive: true, force: true });
});

function newApp(props: ScsAppProps = {}): ScsApp {
  return new ScsApp({ outdir, ...props });
}

function object(scope: Construct, id: string, props: Partial<ApiObjectProps> & Record<string, unknown> = {}): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', ...props, metadata: { name: id, ...props.metadata } });
}

/** What the ScsCluster construct does. */
class Cluster extends Construct {
  constructor(scope: Construct, id: string, folder: unknown = id) {
    super(scope, id);
    Object.defineProperty(this, Symbol.for('cdk8s-scs.outputFolder'), { value: folder });
  }
}

function files(folder = outdir): Record<string, string> {
  const names = fs.readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const paths = names.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).filter((name) => name !== FILE_LIST);
  return Object.fromEntries(paths.sort().map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}

/** Synthesizes and gives the names of the files. */
function layout(app: ScsApp): string[] {
  app.synth();
  return Object.keys(files());
}

function refusal(app: ScsApp): string {
  let message = 'nothing was thrown';
  try {
    app.synth();
  } catch (error) {
    message = (error as Error).message;
  }
  expect(fs.existsSync(outdir)).toBe(false);
  expect(fs.readdirSync(root)).toEqual([]);
  return message;
}

const MACHINE_DEPLOYMENT = {
  apiVersion: 'cluster.x-k8s.io/v1beta2',
  kind: 'MachineDeployment',
  spec: {
    clusterName: 'shop-prod',
    selector: {},
    template: {
      spec: {
        clusterName: 'shop-prod',
        bootstrap: { dataSecretName: 'a' },
        infrastructureRef: { apiGroup: 'infrastructure.cluster.x-k8s.io', kind: 'OpenStackMachineTemplate', name: 'a' },
      },
    },
  },
};

describe('folders and files', () => {
  test('a folder for each cluster, and for the charts of what is in none', () => {
    const app = newApp();
    const fleet = new Chart(app, 'fleet', { namespace: 'shop' });
    const prod = new Cluster(fleet, 'shop-prod');
    object(prod, 'Namespace', { kind: 'Namespace', metadata: { name: 'shop' } });
    object(new Construct(prod, 'pool'), 'general', MACHINE_DEPLOYMENT);
    object(new Cluster(fleet, 'test', 'shop/test'), 'settings');
    object(fleet, 'of-the-chart');
    object(new Chart(new Construct(app, 'group'), 'base'), 'of-a-chart-inside-a-construct');
    object(new Chart(prod, 'addons'), 'of-a-chart-inside-a-cluster');
    expect(layout(app)).toEqual([
      'fleet/configmap-of-the-chart.yaml',
      'group/base/configmap-of-a-chart-inside-a-construct.yaml',
      'shop-prod/00-namespace-shop.yaml',
      'shop-prod/configmap-of-a-chart-inside-a-cluster.yaml',
      'shop-prod/machinedeployment-general.yaml',
      'shop/test/configmap-settings.yaml',
    ]);
  });

  test('one file for each cluster', () => {
    const app = newApp({ layout: ScsOutputLayout.FILE_PER_CLUSTER });
    const chart = new Chart(app, 'fleet');
    object(new Cluster(chart, 'prod'), 'one');
    object(new Cluster(chart, 'test', 'shop/test'), 'two');
    object(chart.node.findChild('prod') as Cluster, 'three');
    object(chart, 'four');
    app.synth();
    expect(files()).toEqual({
      'fleet.yaml': '---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: four\n',
      'prod.yaml':
        '---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: one\n---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: three\n',
      'shop/test.yaml': '---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: two\n',
    });
  });

  test('an object can have a folder of its own', () => {
    const app = newApp();
    const prod = new Cluster(new Chart(app, 'fleet'), 'prod');
    Object.defineProperty(object(prod, 'shared'), Symbol.for('cdk8s-scs.outputFolder'), { value: '00-shared' });
    expect(layout(app)).toEqual(['00-shared/configmap-shared.yaml']);
  });

  test('an object that several folders have alike is written once, in the shared one', () => {
    const build = (...names: string[]) => {
      const app = newApp();
      const chart = new Chart(app, 'fleet');
      for (const name of names) {
        const cluster = new Cluster(chart, name);
        object(cluster, 'Namespace', { kind: 'Namespace', metadata: { name: 'shop' } });
        object(cluster, name);
      }
      return app;
    };
    expect(layout(build('b'))).toEqual(['b/00-namespace-shop.yaml', 'b/configmap-b.yaml']);
    const shared = ['00-shared/00-namespace-shop.yaml', 'a/configmap-a.yaml', 'b/configmap-b.yaml'];
    expect(layout(build('a', 'b'))).toEqual(shared);
    expect(layout(build('b', 'a'))).toEqual(shared);
    expect(
      build('a', 'b')
        .synthYaml()
        .match(/kind: Namespace/g),
    ).toHaveLength(1);
  });

  test('an object that one folder has twice stays there', () => {
    const app = newApp();
    const cluster = new Cluster(new Chart(app, 'fleet'), 'prod');
    object(new Construct(cluster, 'a'), 'same');
    object(new Construct(cluster, 'b'), 'same');
    expect(layout(app)).toEqual(['prod/configmap-same.yaml']);
  });

  test('objects with kind and name in common are told apart by what differs', () => {
    const app = newApp();
    const chart = new Chart(app, 'c');
    const rbac = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role' };
    object(new Construct(chart, '1'), 'reader', { ...rbac, metadata: { namespace: 'kube-system' } });
    object(new Construct(chart, '2'), 'reader', { ...rbac, metadata: { namespace: 'default' } });
    object(new Construct(chart, '3'), 'reader', rbac);
    object(new Construct(chart, '4'), 'shop', { apiVersion: 'cluster.x-k8s.io/v1beta2', kind: 'Cluster', spec: { paused: true } });
    object(new Construct(chart, '5'), 'shop', { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster' });
    object(new Construct(chart, '6'), 'shop');
    object(new Construct(chart, '7'), 'shop', { metadata: { namespace: 'x' } });
    expect(layout(app)).toEqual([
      'c/cluster.cluster.x-k8s.io_shop.yaml',
      'c/cluster.postgresql.cnpg.io_shop.yaml',
      'c/configmap_shop.yaml',
      'c/configmap_x_shop.yaml',
      'c/role.rbac.authorization.k8s.io_default_reader.yaml',
      'c/role.rbac.authorization.k8s.io_kube-system_reader.yaml',
      'c/role.rbac.authorization.k8s.io_reader.yaml',
    ]);
  });

  test('names that some file system lacks get a hash', () => {
    const app = newApp();
    const chart = new Chart(app, 'My Chart');
    const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole' };
    for (const name of ['system:node', 'system-node', 'System-Node']) object(chart, name, role);
    object(chart, 'long', { metadata: { name: 'a'.repeat(253) } });
    object(new Chart(app, 'con'), 'a');
    object(new Chart(app, '…'), 'b');
    const names = layout(app);
    expect(names).toEqual([
      expect.stringMatching(/^[0-9a-f]{8}\/configmap-b\.yaml$/),
      expect.stringMatching(/^con-[0-9a-f]{8}\/configmap-a\.yaml$/),
      expect.stringMatching(/^my-chart-[0-9a-f]{8}\/clusterrole-system-node-[0-9a-f]{8}\.yaml$/),
      expect.stringMatching(/^my-chart-[0-9a-f]{8}\/clusterrole-system-node-[0-9a-f]{8}\.yaml$/),
      expect.stringMatching(/^my-chart-[0-9a-f]{8}\/clusterrole-system-node\.yaml$/),
      expect.stringMatching(/^my-chart-[0-9a-f]{8}\/configmap-a{170}-[0-9a-f]{8}\.yaml$/),
    ]);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  });

  test('a dependency, a nested chart or a neighbour renames nothing', () => {
    const build = (more: boolean) => {
      const app = newApp();
      const chart = new Chart(app, 'b');
      object(chart, 'x');
      if (more) {
        const before = new Chart(app, '0');
        object(before, 'w');
        object(new Chart(chart, 'nested'), 'y');
        chart.addDependency(before);
      }
      return app;
    };
    expect(layout(build(false))).toEqual(['b/configmap-x.yaml']);
    expect(layout(build(true))).toEqual(['0/configmap-w.yaml', 'b/configmap-x.yaml', 'b/nested/configmap-y.yaml']);
  });

  test('the ending of the names', () => {
    const app = newApp({ outputFileExtension: '.k8s.yaml' });
    object(new Chart(app, 'c'), 'a');
    expect(layout(app)).toEqual(['c/configmap-a.k8s.yaml']);
    expect(() => newApp({ outputFileExtension: '/../x' })).toThrow(
      'outputFileExtension is "/../x"; it takes ".yaml", ".yml", or one of these with more in front, as in ".k8s.yaml"',
    );
  });

  test('what is no folder name is an error', () => {
    const app = newApp();
    const chart = new Chart(app, 'c');
    [5, '', '../up', '/root', 'a/./b', undefined].forEach((folder, index) => object(new Cluster(chart, `k${index}`, folder), `a${index}`));
    const message = (index: number, value: string) =>
      `c/k${index}: error InvalidValue: the property Symbol(cdk8s-scs.outputFolder) is ${value}; ` +
      'it takes the name of a folder, or a relative path without "." and ".."';
    expect(refusal(app)).toBe(
      [message(0, '5'), message(1, '""'), message(2, '"../up"'), message(3, '"/root"'), message(4, '"a/./b"'), '5 errors'].join('\n'),
    );
  });
});

describe('documents', () => {
  function fill<T extends App>(app: T): T {
    const chart = new Chart(app, 'chart', { namespace: 'shop', labels: { team: 'a' } });
    object(chart, 'b', {
      z: 1,
      a: {
        list: [1, '1', true, 'true', 'x: y'],
        text: 'one\ntwo\n',
        none: undefined,
        empty: {},
        lazy: Lazy.any({ produce: () => ({ late: 1 }) }),
      },
    });
    object(chart, 'a').addJsonPatch(JsonPatch.add('/data', { y: 'n' }));
    object(new Chart(app, 'other'), 'c', { kind: 'Service' });
    return app;
  }

  test('are those of App, as files and as one text', () => {
    const plain = path.join(root, 'plain');
    fill(new App({ outdir: plain, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE, outputFileExtension: '' })).synth();
    const app = fill(newApp());
    app.synth();
    const byName = (text: Record<string, string>) =>
      Object.fromEntries(
        Object.entries(text).map(([name, body]) => [
          path.basename(name, '.yaml').toLowerCase().replace('.', '-'),
          body.replace(/^---\n/, ''),
        ]),
      );
    expect(byName(files())).toEqual(byName(files(plain)));
    expect(app.synthYaml()).toBe(fill(new App()).synthYaml());
  });

  test('can be put together in any way', () => {
    const app = fill(newApp());
    app.synth();
    const all = parseAllDocuments(Object.values(files()).join(''));
    expect(all.map((document) => [document.errors, document.get('kind')])).toEqual([
      [[], 'ConfigMap'],
      [[], 'ConfigMap'],
      [[], 'Service'],
    ]);
  });

  test('come in the order of dependencies in one file', () => {
    const app = newApp({ layout: ScsOutputLayout.FILE_PER_CLUSTER });
    const chart = new Chart(app, 'c');
    const [a, b, c] = ['a', 'b', 'c'].map((name) => object(chart, name));
    a.addDependency(c);
    b.addDependency(a);
    app.synth();
    expect(Yaml.load(path.join(outdir, 'c.yaml')).map(({ metadata }) => metadata.name)).toEqual(['c', 'a', 'b']);
  });

  test('have no namespace where the kind has none', () => {
    const app = newApp();
    const chart = new Chart(app, 'c', { namespace: 'shop' });
    object(chart, 'shop', { kind: 'Namespace' });
    object(chart, 'role', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { labels: { a: 'b' } } });
    object(chart, 'identity', {
      apiVersion: 'infrastructure.cluster.x-k8s.io/v1alpha1',
      kind: 'OpenStackClusterIdentity',
      metadata: { namespace: 'own' },
    });
    object(chart, 'namespaced');
    expect(app.synthYaml()).toBe(
      [
        'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n',
        'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  labels:\n    a: b\n  name: role\n',
        'apiVersion: infrastructure.cluster.x-k8s.io/v1alpha1\nkind: OpenStackClusterIdentity\nmetadata:\n  name: identity\n',
        'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: namespaced\n  namespace: shop\n',
      ].join('---\n'),
    );
  });

  test('are rendered once each, by the toJson of the object', () => {
    const app = newApp();
    const one = object(new Chart(app, 'c'), 'one');
    const toJson = one.toJson.bind(one);
    one.toJson = jest.fn(() => ({ ...toJson(), data: { overridden: 'yes' } }));
    app.synth();
    expect(one.toJson).toHaveBeenCalledTimes(1);
    expect(files()['c/configmap-one.yaml']).toContain('  overridden: yes'.replace('yes', '"yes"'));
  });

  test('are none in an empty app', () => {
    const app = newApp();
    new Chart(app, 'empty');
    expect(layout(app)).toEqual([]);
    expect(app.synthYaml()).toBe('');
  });
});

describe('errors', () => {
  test('all come at once', () => {
    const app = newApp();
    app.node.addValidation({ validate: () => ['the app is wrong'] });
    const chart = new Chart(app, 'c');
    chart.node.addValidation({ validate: () => ['first', 'second'] });
    new Construct(chart, 'broken').node.addValidation({
      validate: () => {
        throw new TypeError('no number');
      },
    });
    object(chart, 'date', { spec: { since: new Date(0) } });
    object(chart, 'function', { spec: { list: [() => 1] } });
    object(chart, 'lazy', {
      spec: Lazy.any({
        produce: () => {
          throw new TypeError('no value');
        },
      }),
    });
    object(chart, 'bad', { metadata: { name: 'Not_Valid Name', namespace: 'a.b' } });
    object(chart, 'nameless').addJsonPatch(JsonPatch.remove('/metadata/name'));
    object(chart, 'number').addJsonPatch(JsonPatch.replace('/metadata/name', 5), JsonPatch.remove('/kind'));
    object(chart, 'nothing').toJson = () => undefined;
    object(chart, 'same', { data: { a: 'x', b: '1' } });
    object(new Construct(chart, 'more'), 'same', { data: { a: 'x', b: '2' } });
    const [before, after] = ['before', 'after'].map((name) => object(chart, name));
    before.addDependency(after);
    after.addDependency(before);
    expect(refusal(app).split('\n')).toEqual([
      '<root>: error InvalidConstruct: the app is wrong',
      'c: error InvalidConstruct: first',
      'c: error InvalidConstruct: second',
      expect.stringMatching(
        /^c\/bad: error InvalidValue: metadata\.name: "Not_Valid Name" \(14 characters\) cannot be .* did you mean "not-valid-name"\?$/,
      ),
      expect.stringMatching(
        /^c\/bad: error InvalidValue: metadata\.namespace: "a\.b" \(3 characters\) cannot be the name of a namespace: /,
      ),
      'c/before: error DependencyCycle: depends on itself: c/before -> c/after -> c/before',
      'c/broken: error InvalidConstruct: TypeError: no number',
      "c/date: error NotSerializable: can't render non-simple object of type 'Date'",
      'c/function: error NotSerializable: spec.list[0]: is a function, which a manifest cannot hold',
      'c/lazy: error NotSerializable: TypeError: no value',
      'c/more/same: error DuplicateObject: ConfigMap same is defined by c/same, too, and not alike: here "b: \\"2\\"", there "b: \\"1\\""',
      'c/nameless: error MissingField: metadata.name: is missing; every object needs it',
      'c/nothing: error MissingField: apiVersion: is missing; every object needs it',
      'c/nothing: error MissingField: kind: is missing; every object needs it',
      'c/nothing: error MissingField: metadata.name: is missing; every object needs it',
      'c/number: error MissingField: kind: is missing; every object needs it',
      'c/number: error InvalidType: metadata.name: is 5; it takes a string',
      '17 errors',
    ]);
    expect(() => app.synthYaml()).toThrow('17 errors');
  });

  test('are taken over with their places, those of a shared document once', () => {
    const app = newApp();
    const chart = new Chart(app, 'c');
    const profile: LocatedDiagnostic = {
      code: 'MissingField',
      severity: 'Error',
      document: 'profile',
      path: ['spec', 'target'],
      message: 'is missing',
      position: { file: 'profile.yaml', line: 4, column: 3 },
    };
    for (const id of ['a', 'b']) {
      const cluster = new Cluster(chart, id);
      const diagnostics: LocatedDiagnostic[] = [
        profile,
        { ...profile, severity: 'Warning' },
        { ...profile, position: undefined, constructPath: cluster.node.path },
      ];
      Object.defineProperty(cluster, DIAGNOSTICS, { value: () => diagnostics });
      cluster.node.addValidation({ validate: () => [formatDiagnostic(diagnostics[0]), formatDiagnostic(diagnostics[2])] });
      cluster.node.addValidation({ validate: () => ['another'] });
    }
    expect(refusal(app)).toBe(
      [
        'c/a: error MissingField: spec.target: is missing',
        'c/a: error InvalidConstruct: another',
        'c/b: error MissingField: spec.target: is missing',
        'c/b: error InvalidConstruct: another',
        'profile.yaml:4:3: error MissingField: spec.target: is missing',
        '5 errors',
      ].join('\n'),
    );
  });

  test('leave earlier output as it was', () => {
    const good = newApp();
    object(new Chart(good, 'c'), 'a');
    good.synth();
    const before = files();
    const bad = newApp();
    object(new Chart(bad, 'a'), 'b');
    object(new Chart(bad, 'c'), 'date', { spec: new Date(0) });
    expect(() => bad.synth()).toThrow("c/date: error NotSerializable: can't render non-simple object of type 'Date'");
    expect(files()).toEqual(before);
    expect(fs.readdirSync(root)).toEqual(['dist']);
  });

  test.each([
    [
      'another version',
      { apiVersion: 'v2' },
      {},
      'ConfigMap x is defined by c/a/x, too, and not alike: here "apiVersion: v1", there "apiVersion: v2"',
    ],
    ['less', { data: { a: 'b' } }, {}, 'ConfigMap x is defined by c/a/x, too, and not alike: here nothing, there "data:"'],
    [
      'a longer text',
      { z: 'a\n\nb', metadata: { namespace: 'n' } },
      { z: 'a\n', metadata: { namespace: 'n' } },
      'ConfigMap x in namespace n is defined by c/a/x, too, and not alike: here "z: |", there "z: |-"',
    ],
    [
      'lines at the end',
      { z: ['1', '2'] },
      { z: ['1'] },
      'ConfigMap x is defined by c/a/x, too, and not alike: here nothing, there "- \\"2\\""',
    ],
  ])('the same object with %s', (_, first, second, message) => {
    const app = newApp();
    const chart = new Chart(app, 'c');
    object(new Construct(chart, 'a'), 'x', first);
    object(new Construct(chart, 'b'), 'x', second);
    expect(refusal(app)).toBe(`c/b/x: error DuplicateObject: ${message}\n1 error`);
  });

  test('the same name in another namespace, kind or API group is none', () => {
    const app = newApp();
    const chart = new Chart(app, 'c');
    object(new Construct(chart, '1'), 'x', { data: { a: '1' } });
    object(new Construct(chart, '2'), 'x', { data: { a: '2' }, metadata: { namespace: 'n' } });
    object(new Construct(chart, '3'), 'x', { kind: 'Secret' });
    object(new Construct(chart, '4'), 'x', { apiVersion: 'example.org/v1' });
    expect(layout(app)).toHaveLength(4);
  });
});

test('every validation runs once, and time does not grow with the square of the charts', () => {
  const count = (charts: number) => {
    const app = newApp();
    let calls = 0;
    for (let index = 0; index < charts; index++) {
      const chart = new Chart(app, `c${index}`);
      chart.node.addValidation({ validate: () => [void calls++].slice(1) as never[] });
      object(chart, `a${index}`).node.addValidation({ validate: () => [void calls++].slice(1) as never[] });
      if (index > 0) chart.addDependency(app.node.findChild(`c${index - 1}`));
    }
    const dependencies = jest.spyOn(Object.getPrototypeOf(app.node), 'dependencies', 'get');
    app.synth();
    const reads = dependencies.mock.calls.length;
    dependencies.mockRestore();
    return { calls, reads };
  };
  expect(count(10)).toEqual({ calls: 20, reads: 21 });
  expect(count(200)).toEqual({ calls: 400, reads: 401 });
});

describe('construct-metadata.json', () => {
  test('lists the constructs by name, all of them where objects share one', () => {
    const app = newApp({ recordConstructMetadata: true });
    const chart = new Chart(app, 'c');
    object(new Construct(chart, 'a'), 'x');
    object(new Construct(chart, 'b'), 'x', { kind: 'Secret' });
    object(chart, 'y');
    app.synth();
    expect(JSON.parse(files()['construct-metadata.json'])).toEqual({
      version: '1.0.0',
      resources: { x: { path: 'c/a/x, c/b/x' }, y: { path: 'c/y' } },
    });
    newApp().synth();
    expect(files()).toEqual({});
  });

  test('is written where cdk8s synth asks for it', () => {
    const before = process.env.CDK8S_RECORD_CONSTRUCT_METADATA;
    try {
      process.env.CDK8S_RECORD_CONSTRUCT_METADATA = 'true';
      expect(layout(newApp())).toEqual(['construct-metadata.json']);
      expect(layout(newApp({ recordConstructMetadata: false }))).toEqual([]);
    } finally {
      if (before === undefined) {
        delete process.env.CDK8S_RECORD_CONSTRUCT_METADATA;
      } else {
        process.env.CDK8S_RECORD_CONSTRUCT_METADATA = before;
      }
    }
  });
});

describe('objects that API servers would refuse', () => {
  const wrong = { ...MACHINE_DEPLOYMENT, spec: { ...MACHINE_DEPLOYMENT.spec, replicas: '3', minReadySeconds: 3 } };
  const message = `\
c/pool: error UnknownField: spec.minReadySeconds: MachineDeployment shop/pool: an older version of the API had this field; now spec.template.spec.minReadySeconds \
(allowed: clusterName, deletion, machineNaming, paused, remediation, replicas, rollout, selector, template)
c/pool: error InvalidType: spec.replicas: MachineDeployment shop/pool: expected a whole number, found a string`;

  test('are errors, each once, with the path of their construct, whoever has made them', () => {
    const app = newApp();
    const chart = new Chart(app, 'c', { namespace: 'shop' });
    object(chart, 'pool', wrong);
    judgeObjectsOf(app);
    judgeObjectsOf(app);
    expect(refusal(app)).toBe(`${message}\n2 errors`);
  });

  test('are errors in an App of cdk8s, too', () => {
    const app = new App({ outdir });
    object(new Chart(app, 'c', { namespace: 'shop' }), 'pool', wrong);
    judgeObjectsOf(app);
    expect(app.node.validate()).toEqual(message.split('\n'));
    expect(() => app.synth()).toThrow('spec.replicas: MachineDeployment shop/pool: expected a whole number, found a string');
  });

  test('of groups of others are left to them', () => {
    const app = newApp();
    const chart = new Chart(app, 'c');
    object(chart, 'a', { apiVersion: 'example.org/v1', kind: 'Thing', colour: 'red' });
    object(chart, 'b', { colour: 'red' });
    object(chart, 'c', { apiVersion: 'cluster.x-k8s.io/v1beta1', kind: 'MachineDeployment', spec: {} });
    expect(layout(app)).toHaveLength(3);
  });

  test('or whose kind there is not', () => {
    const app = newApp();
    object(new Chart(app, 'c'), 'a', { apiVersion: 'cluster.x-k8s.io/v1beta2', kind: 'MachineDeployments' });
    expect(refusal(app)).toContain('cluster.x-k8s.io has no kind "MachineDeployments"');
  });
});

test('cdk8s synth writes what the app alone writes, to standard output too, and hands it to validation plugins', () => {
  const repository = path.join(__dirname, '..');
  const from = (name: string) => JSON.stringify(require.resolve(name, { paths: [repository] }));
  fs.writeFileSync(
    path.join(root, 'main.ts'),
    `import { ApiObject, Chart } from ${from('cdk8s')};
     import { ScsApp } from ${JSON.stringify(path.join(repository, 'src/scs-app.ts'))};
     const app = new ScsApp();
     for (const name of ['a', 'b']) {
       const chart = new Chart(app, name);
       for (const kind of ['ConfigMap', 'Secret']) new ApiObject(chart, kind, { apiVersion: 'v1', kind, metadata: { name } });
     }
     app.synth();`,
  );
  fs.writeFileSync(
    path.join(root, 'plugin.js'),
    `exports.Plugin = class {
       async validate(context) {
         const objects = context.manifests.flatMap((file) => context.parseManifest(file));
         const recommendation = objects.map(({ kind, metadata }) => kind + ' ' + metadata.name).sort().join(', ');
         const violatingResources = [{ resourceName: 'a', locations: [], manifestPath: '' }];
         context.report.addViolation({ ruleName: 'seen', recommendation, fix: '', violatingResources });
         context.report.submit('success');
       }
     };`,
  );
  fs.writeFileSync(
    path.join(root, 'cdk8s.yaml'),
    Yaml.stringify({ language: 'typescript', app: `node --import ${from('tsx')} main.ts`, output: 'dist' }),
  );
  const cli = (...options: string[]) =>
    execFileSync(
      process.execPath,
      [path.join(repository, 'node_modules/cdk8s-cli/bin/cdk8s'), 'synth', '--check-upgrade=false', ...options],
      { cwd: root, encoding: 'utf8' },
    );

  const { CDK8S_OUTDIR: _, ...env } = process.env;
  execFileSync(process.execPath, ['--import', require.resolve('tsx'), 'main.ts'], { cwd: root, env });
  const alone = files();
  expect(Object.keys(alone)).toEqual(['a/configmap-a.yaml', 'a/secret-a.yaml', 'b/configmap-b.yaml', 'b/secret-b.yaml']);

  expect(cli()).toContain('  - dist/b/secret-b.yaml\n');
  expect(files()).toEqual(alone);

  const printed = parseAllDocuments(cli('--stdout'));
  expect(printed.map((document) => [document.errors, document.get('kind')])).toEqual(
    expect.arrayContaining([
      [[], 'ConfigMap'],
      [[], 'Secret'],
    ]),
  );
  expect(printed).toHaveLength(4);

  fs.appendFileSync(
    path.join(root, 'cdk8s.yaml'),
    Yaml.stringify({ validations: [{ package: './plugin.js', version: '1.0.0', class: 'Plugin' }] }),
  );
  const report = cli();
  expect(report).toContain('Recommendation: ConfigMap a, ConfigMap b, Secret a, Secret b');
  expect(report).toContain('Construct Path: a/ConfigMap, a/Secret');
}, 60_000);
