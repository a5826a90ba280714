import { Chart, JsonPatch, Testing, type ChartProps } from 'cdk8s';
import { ClusterObjects } from '../src/cluster-objects';
import type { Diagnostic } from '../src/diagnostics/diagnostic';
import { formatDiagnostic } from '../src/diagnostics/format';
import { contentHash } from '../src/objects/content-hash';
import type { ExpertPatch } from '../src/params';
import { renderDocuments } from '../src/render-documents';
import type { Manifest } from '../src/targets/rendered-object';
import { descriptionWith, profile, profileWith } from './fixtures/documents';
import { differences, manifests } from './fixtures/rendering';

const DESCRIPTION = descriptionWith({ nodePools: [{ name: 'general', flavor: 'SCS-4V-16' }, { name: 'batch', flavor: 'SCS-4V-16', zones: ['az1'] }] });
interface Made {
  readonly objects: ClusterObjects;
  readonly written: () => Manifest[];
}

/** Objects of a cluster with two pools, one in three zones and one in one. */
function make(patches: readonly unknown[] = [], { document = 'cluster', chart: props = {} }: { document?: Diagnostic['document']; chart?: ChartProps } = {}): Made {
  const chart = new Chart(Testing.app(), 'chart', props);
  const objects = new ClusterObjects(chart);
  objects.add(renderDocuments(DESCRIPTION, profile()).objects);
  objects.patchWith((patches as ExpertPatch[]).map((patch, index) => ({ patch, document, path: ['overrides', index] })));
  return { objects, written: () => Testing.synth(chart) as Manifest[] };
}

const PLAIN = make().written();

function patchOf(kind: string, name: string | undefined, ...patch: unknown[]): unknown {
  return { target: { kind, ...(name !== undefined && { name }) }, patch };
}

function label(kind: string, name?: string): unknown {
  return patchOf(kind, name, { op: 'add', path: '/metadata/labels/example.org~1patched', value: 'yes' });
}

function nameOf(kind: string, beginning: string, objects = PLAIN): string {
  const found = objects.filter((object) => object.kind === kind && object.metadata.name.startsWith(beginning));
  expect(found).toHaveLength(1);
  return found[0].metadata.name;
}

/** What a patch does to the objects; nothing may be wrong with it. */
function effects(...patches: unknown[]): ReturnType<typeof differences> {
  const { objects, written } = make(patches);
  expect(objects.diagnostics()).toEqual([]);
  return differences(PLAIN, written());
}

const machineDeployments = ['batch-az1', 'general-az1', 'general-az2', 'general-az3'].map((name) => `MachineDeployment shop/shop-${name}`);
const generalTemplate = nameOf('OpenStackMachineTemplate', 'shop-general');
const generalBootstrap = nameOf('KubeadmConfigTemplate', 'shop-general');
const controlPlaneTemplate = nameOf('OpenStackMachineTemplate', 'shop-control-plane');
const serverGroup = nameOf('ServerGroup', 'shop-general');

describe('without patches', () => {
  it('what is written is what was rendered, with sorted fields', () => {
    const rendered = JSON.stringify(manifests(DESCRIPTION, profile()));
    expect(JSON.stringify(PLAIN)).toBe(rendered.replaceAll('"annotations":{},', ''));
  });

  it('a second time, only constructs for new objects are made', () => {
    const { objects } = make();
    const before = objects.constructs;
    const more = descriptionWith({ nodePools: [...DESCRIPTION.spec.nodePools, { name: 'new', flavor: 'SCS-4V-16', zones: ['az1'] }] });
    objects.add(renderDocuments(more, profile()).objects);
    expect(objects.constructs.slice(0, before.length)).toEqual(before);
    expect(objects.constructs.slice(before.length).map(({ node }) => node.id)).toEqual([
      'ServerGroup-new', 'OpenStackMachineTemplate-new', 'KubeadmConfigTemplate-new', 'MachineDeployment-new-az1', 'MachineHealthCheck-new',
    ]);
  });

  it('a namespace and labels of the chart go where cdk8s puts them, but a Namespace has no namespace', () => {
    const { written } = make([], { chart: { namespace: 'elsewhere', labels: { of: 'chart' } } });
    expect(written()[0]).toEqual({ ...PLAIN[0], metadata: { ...PLAIN[0].metadata, labels: { of: 'chart' } } });
    expect(written()[1]).toEqual({ ...PLAIN[1], metadata: { ...PLAIN[1].metadata, labels: { ...PLAIN[1].metadata.labels, of: 'chart' } } });
  });
});

describe('a patch holds for', () => {
  it.each<[string, unknown, string[]]>([
    ['all objects of a kind', label('MachineDeployment'), machineDeployments],
    ['one by its name', label('MachineDeployment', 'shop-general-az2'), ['MachineDeployment shop/shop-general-az2']],
    ['a template by its whole name', label('OpenStackMachineTemplate', generalTemplate), [`OpenStackMachineTemplate shop/${generalTemplate}`]],
    ['a template by its name without the hash', label('OpenStackMachineTemplate', 'shop-general'), [`OpenStackMachineTemplate shop/${generalTemplate}`]],
    ['a server group by its name without the hash', label('ServerGroup', 'shop-general'), [`ServerGroup shop/${serverGroup}`]],
  ])('%s', (_name, patch, changed) => {
    const found = effects(patch);
    expect({ ...found, changed: [...found.changed].sort() }).toEqual({ gone: [], added: [], changed });
  });

  it('objects that are added later', () => {
    const { objects, written } = make([label('MachineDeployment')]);
    objects.add(renderDocuments(descriptionWith({ nodePools: [...DESCRIPTION.spec.nodePools, { name: 'new', flavor: 'SCS-4V-16', zones: ['az1'] }] }), profile()).objects);
    const labelled = written().filter(({ metadata }) => metadata.labels?.['example.org/patched'] === 'yes');
    expect(labelled.map(({ metadata }) => metadata.name)).toContain('shop-new-az1');
    expect(labelled).toHaveLength(5);
  });

  it('the kinds of every target', () => {
    const inDev = new ClusterObjects(Testing.chart());
    inDev.add(renderDocuments(DESCRIPTION, profileWith({ target: 'capi-dev', openstack: undefined, defaults: undefined })).objects);
    for (const made of [inDev, make().objects]) {
      const kinds = [...new Set(made.constructs.map(({ kind }) => kind))];
      const patches = kinds.map((kind) => patchOf(kind, undefined, { op: 'add', path: '/metadata/annotations', value: { a: 'b' } }) as ExpertPatch);
      made.patchWith(patches.map((patch, index) => ({ patch, document: 'cluster', path: ['overrides', index] })));
      expect(kinds.length).toBeGreaterThan(6);
      expect(made.diagnostics()).toEqual([]);
    }
  });
});

describe('a patch that changes a template', () => {
  const ofGeneral = ['az1', 'az2', 'az3'].map((zone) => `MachineDeployment shop/shop-general-${zone}`);

  it.each<[string, string, string, string, unknown, string[]]>([
    ['machines of a pool', 'OpenStackMachineTemplate', 'shop-general', generalTemplate, { op: 'add', path: '/spec/template/spec/trunk', value: true }, ofGeneral],
    ['machines of the control plane', 'OpenStackMachineTemplate', 'shop-control-plane', controlPlaneTemplate, { op: 'add', path: '/spec/template/spec/trunk', value: true }, ['KubeadmControlPlane shop/shop-control-plane']],
    ['configuration of a pool', 'KubeadmConfigTemplate', 'shop-general', generalBootstrap, { op: 'add', path: '/spec/template/spec/format', value: 'cloud-config' }, ofGeneral],
  ])('of the %s gives it the name of its content, and what refers to it follows', (_name, kind, name, before, operation, referring) => {
    const { gone, added, changed } = effects(patchOf(kind, name, operation));
    expect({ gone, changed }).toEqual({ gone: [`${kind} shop/${before}`], changed: referring });

    const written = make([patchOf(kind, name, operation)]).written();
    const template = written.find((object) => added.includes(`${object.kind} shop/${object.metadata.name}`))!;
    expect(template.metadata.name).toBe(`${name}-${contentHash(template.spec)}`);
    for (const object of written.filter((other) => referring.includes(`${other.kind} shop/${other.metadata.name}`))) {
      const old = PLAIN.find((other) => other.kind === object.kind && other.metadata.name === object.metadata.name);
      expect(object).toEqual(JSON.parse(JSON.stringify(old).replaceAll(`"kind":"${kind}","name":"${before}"`, `"kind":"${kind}","name":"${template.metadata.name}"`)));
      expect(object).not.toEqual(old);
    }
  });

  it('all of them, renames each', () => {
    const { gone, added, changed } = effects(patchOf('OpenStackMachineTemplate', undefined, { op: 'add', path: '/spec/template/spec/trunk', value: true }));
    expect(gone).toHaveLength(3);
    expect(added).toHaveLength(3);
    expect([...changed].sort()).toEqual(['KubeadmControlPlane shop/shop-control-plane', ...machineDeployments]);
  });

  it('and changes it back leaves its name', () => {
    const path = '/spec/template/spec/trunk';
    expect(effects(patchOf('OpenStackMachineTemplate', undefined, { op: 'add', path, value: true }, { op: 'remove', path }))).toEqual({ gone: [], added: [], changed: [] });
  });

  it('in its metadata only leaves its name', () => {
    expect(effects(label('KubeadmConfigTemplate', 'shop-general'))).toEqual({ gone: [], added: [], changed: [`KubeadmConfigTemplate shop/${generalBootstrap}`] });
  });
});

describe('patches by hand (addJsonPatch)', () => {
  const path = '/spec/template/spec/trunk';

  it('give the bytes of a patch', () => {
    const { objects, written } = make();
    objects.find('OpenStackMachineTemplate', 'shop-general')[0].addJsonPatch(JsonPatch.add(path, true));
    expect(JSON.stringify(written())).toBe(JSON.stringify(make([patchOf('OpenStackMachineTemplate', 'shop-general', { op: 'add', path, value: true })]).written()));
    expect(differences(PLAIN, written()).added).toHaveLength(1);
  });

  it('may come after the objects were looked at', () => {
    const { objects, written } = make();
    expect(differences(PLAIN, written()).added).toEqual([]);
    objects.find('OpenStackMachineTemplate', 'shop-general')[0].addJsonPatch(JsonPatch.add(path, true));
    expect(differences(PLAIN, written()).added).toHaveLength(1);
  });

  it('take names on the wire, and drop nothing', () => {
    const { objects, written } = make();
    const [controlPlane] = objects.find('KubeadmControlPlane');
    controlPlane.addJsonPatch(JsonPatch.add('/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/certSANs', ['a.b']), JsonPatch.add('/spec/newField', 1));
    expect(written().find(({ kind }) => kind === 'KubeadmControlPlane')).toMatchObject({
      spec: { newField: 1, kubeadmConfigSpec: { clusterConfiguration: { apiServer: { certSANs: ['a.b'] } } } },
    });
  });

  it('may give a template another name, which is kept and followed', () => {
    const { objects, written } = make();
    objects.find('KubeadmConfigTemplate', 'shop-general')[0].addJsonPatch(JsonPatch.replace('/metadata/name', 'mine'));
    expect(differences(PLAIN, written())).toMatchObject({ added: ['KubeadmConfigTemplate shop/mine'], gone: [`KubeadmConfigTemplate shop/${generalBootstrap}`] });
    expect(written().find(({ metadata }) => metadata.name === 'shop-general-az1')).toMatchObject({ spec: { template: { spec: { bootstrap: { configRef: { name: 'mine' } } } } } });
  });

  it('come before patches', () => {
    const { objects, written } = make([patchOf('Cluster', undefined, { op: 'replace', path: '/spec/paused', value: false })]);
    objects.find('Cluster')[0].addJsonPatch(JsonPatch.add('/spec/paused', true));
    expect(objects.diagnostics()).toEqual([]);
    expect(written().find(({ kind }) => kind === 'Cluster')).toMatchObject({ spec: { paused: false } });
  });
});

describe('several patches', () => {
  const add = patchOf('Cluster', undefined, { op: 'add', path: '/metadata/annotations/a', value: '1' });
  const replace = patchOf('Cluster', 'shop', { op: 'replace', path: '/metadata/annotations/a', value: '2' });
  const remove = patchOf('Cluster', undefined, { op: 'remove', path: '/metadata/annotations/a' });

  it.each<[string, unknown[], string | undefined, string[]]>([
    ['add, replace', [add, replace], '2', []],
    ['add, replace, remove', [add, replace, remove], undefined, []],
    ['add, remove, add', [add, remove, add], '1', []],
    ['replace, add', [replace, add], '1', ['overrides[0].patch[0].path: Cluster shop: /metadata/annotations/a: nothing is there to replace; use add']],
    ['add, remove, replace', [add, remove, replace], undefined, ['overrides[2].patch[0].path: Cluster shop: /metadata/annotations/a: nothing is there to replace; use add']],
  ])('are done in their order: %s', (_name, patches, value, messages) => {
    const { objects, written } = make(patches);
    expect(written().find(({ kind }) => kind === 'Cluster')!.metadata.annotations!.a).toBe(value);
    expect(objects.diagnostics().map((diagnostic) => formatDiagnostic(diagnostic).replace('error ImpossiblePatch: ', ''))).toEqual(messages);
  });

  it('replace those before', () => {
    const { objects, written } = make([add]);
    objects.patchWith([]);
    expect(differences(PLAIN, written())).toEqual({ gone: [], added: [], changed: [] });
  });
});

describe('says why a patch does not apply', () => {
  const kinds = 'Namespace, Cluster, OpenStackCluster, ServerGroup, OpenStackMachineTemplate, KubeadmControlPlane, MachineHealthCheck, KubeadmConfigTemplate, MachineDeployment';

  it.each<[string, unknown, string[]]>([
    [
      'a field that the kind does not have', patchOf('OpenStackCluster', undefined, { op: 'add', path: '/spec/disablePortSecurty', value: true }),
      ['overrides[0].patch[0].path: OpenStackCluster shop: /spec/disablePortSecurty: the kind has no field "disablePortSecurty" in /spec, did you mean "disablePortSecurity"?'],
    ],
    [
      'alike for several objects', patchOf('MachineDeployment', undefined, { op: 'add', path: '/spec/replica', value: 1 }),
      ['overrides[0].patch[0].path: MachineDeployment shop-general-az1 and 3 more: /spec/replica: the kind has no field "replica" in /spec (allowed: clusterName, deletion, machineNaming, paused, remediation, replicas, rollout, selector, template), did you mean "replicas"?'],
    ],
    [
      'for some objects only', patchOf('OpenStackMachineTemplate', undefined, { op: 'remove', path: '/spec/template/spec/rootVolume' }),
      ['overrides[0].patch[0].path: OpenStackMachineTemplate shop-control-plane-HASH: /spec/template/spec/rootVolume: nothing is there to remove'],
    ],
    [
      'several operations', patchOf('Cluster', undefined, { op: 'remove', path: '/spec/paused' }, { op: 'replace', path: '/metadata/name', value: 'x' }),
      [
        'overrides[0].patch[0].path: Cluster shop: /spec/paused: nothing is there to remove',
        'overrides[0].patch[1].path: Cluster shop: /metadata/name is part of what the object is found by, and cannot be changed',
      ],
    ],
    ['no such kind', label('Clutser'), [`overrides[0].target.kind: the cluster has no object of kind "Clutser" (allowed: ${kinds}), did you mean "Cluster"?`]],
    ['a kind that other clusters have', label('DevCluster'), [`overrides[0].target.kind: the cluster has no object of kind "DevCluster" (allowed: ${kinds}), did you mean "Cluster"?`]],
    [
      'no such name', label('MachineDeployment', 'shop-general-az4'),
      ['overrides[0].target.name: the cluster has no MachineDeployment named "shop-general-az4" (allowed: shop-general-az1, shop-general-az2, shop-general-az3, shop-batch-az1), did you mean "shop-general-az1"?'],
    ],
    [
      'no such name of a template, and its hash is not to be guessed', label('KubeadmConfigTemplate', 'shop-generl'),
      ['overrides[0].target.name: the cluster has no KubeadmConfigTemplate named "shop-generl" (allowed: shop-general, shop-batch), did you mean "shop-general"?'],
    ],
    ['a Namespace has labels and annotations only', patchOf('Namespace', undefined, { op: 'add', path: '/spec', value: {} }), ['overrides[0].patch[0].path: Namespace shop: /spec: the kind has no field "spec" in / (allowed: apiVersion, kind, metadata)']],
  ])('%s', (_name, patch, expected) => {
    const told = make([patch]).objects.diagnostics();
    expect(told.map((diagnostic) => formatDiagnostic(diagnostic).replace('error ImpossiblePatch: ', '').replace(/(control-plane)-[0-9a-f]{8}/, '$1-HASH'))).toEqual(expected);
  });

  it('with the value, the document and all patches', () => {
    const { objects } = make([label('Cluster'), label('Clutser'), patchOf('Cluster', undefined, { op: 'remove', path: '/spec/paused' })]);
    expect(objects.diagnostics()).toMatchObject([
      { code: 'ImpossiblePatch', severity: 'Error', document: 'cluster', path: ['overrides', 1, 'target', 'kind'], value: 'Clutser' },
      { code: 'ImpossiblePatch', severity: 'Error', document: 'cluster', path: ['overrides', 2, 'patch', 0, 'path'], value: '/spec/paused' },
    ]);
  });

  it('and a Namespace can be labelled', () => {
    expect(effects(patchOf('Namespace', undefined, { op: 'add', path: '/metadata/labels', value: { team: 'shop' } }))).toEqual({ gone: [], added: [], changed: ['Namespace /shop'] });
  });

  it('of a profile, which is for many clusters, only where no cluster can have such an object', () => {
    const patches = [label('DevCluster'), label('MachineDeployment', 'other-general'), label('Namespaze'), patchOf('Cluster', undefined, { op: 'remove', path: '/spec/paused' })];
    expect(make(patches, { document: 'profile' }).objects.diagnostics().map(formatDiagnostic)).toEqual([
      `error ImpossiblePatch: overrides[2].target.kind: the cluster has no object of kind "Namespaze" (allowed: ${kinds}), did you mean "Namespace"?`,
      'error ImpossiblePatch: overrides[3].patch[0].path: Cluster shop: /spec/paused: nothing is there to remove',
    ]);
  });
});

describe('finds objects', () => {
  it.each<[string, string, string | undefined, number]>([
    ['of a kind', 'MachineDeployment', undefined, 4],
    ['by name', 'MachineDeployment', 'shop-batch-az1', 1],
    ['by the name of a template', 'KubeadmConfigTemplate', generalBootstrap, 1],
    ['by the name of a template without its hash', 'KubeadmConfigTemplate', 'shop-general', 1],
    ['none of another kind', 'Machine', undefined, 0],
    ['none of another name', 'Cluster', 'shops', 0],
  ])('%s', (_name, kind, name, count) => {
    const found = make().objects.find(kind, name);
    expect(found).toHaveLength(count);
    expect(found.filter((object) => object.kind !== kind)).toEqual([]);
  });
});
