import fc from 'fast-check';
import type { Diagnostic, FieldPath } from '../../src/diagnostics/diagnostic';
import { formatDiagnostic } from '../../src/diagnostics/format';
import type { ScsClusterDocument } from '../../src/params';
import { judgeDocuments } from '../../src/judge-documents';
import { isPlainObject } from '../../src/resolve/settings';
import { readClusterBody, type ClusterBody, type Tell } from '../../src/scs-draft/cluster-body';
import { fromClusterBody, type Placement } from '../../src/scs-draft/from-cluster-body';
import { toClusterBody, type Provider } from '../../src/scs-draft/to-cluster-body';
import { description, profileWith, type Overrides } from '../fixtures/documents';
import { documentsArbitrary, type Documents } from '../generators/descriptions';

const PATCHING = {
  name: 'kernelPatching', wireName: 'kernel_patching', title: 'Kernel patching', description: 'Patches kernels.', mutability: 'RollsAll', schema: { type: 'string', enum: ['weekly'] },
  effects: [{ type: 'Profile', path: 'openstack.sshKeyName', from: '/value' }],
};
const FEATURES = profileWith({ features: [PATCHING] }).spec.features!;
const BODY = { name: 'shop', version: '1.36.3', workerGroups: [{ name: 'general', size: 'SCS-4V-16', replicas: 3, maxReplicas: 3 }] };

function collector(): { readonly found: Diagnostic[]; readonly tell: Tell } {
  const found: Diagnostic[] = [];
  return { found, tell: (severity, code, path, problem) => found.push({ code, severity, document: 'cluster', path, ...(typeof problem === 'string' ? { message: problem } : problem) }) };
}

function read(body: unknown, placement: Placement = {}, ...[features]: [(typeof FEATURES | 'unknown')?]) {
  const { found, tell } = collector();
  const sound = readClusterBody(body, tell);
  const made = sound && fromClusterBody(sound, placement, features === 'unknown' ? undefined : features ?? FEATURES, tell);
  return { ...made, messages: found.map(formatDiagnostic), found };
}

function written(document: ScsClusterDocument, provider?: Provider) {
  const { found, tell } = collector();
  return { body: toClusterBody(document, provider, tell), messages: found.map(formatDiagnostic), found };
}

it('reads a body', () => {
  const { document, messages } = read({ ...BODY, features: { kernel_patching: 'weekly', audit: { level: 'None' }, nodePools: { general: { labels: { tier: 'web' } } } } }, { namespace: 'shops' });
  expect(messages).toEqual([]);
  expect(document).toEqual({
    apiVersion: 'kaas.scs.community/v1alpha1',
    kind: 'ScsCluster',
    metadata: { name: 'shop', namespace: 'shops' },
    spec: {
      kubernetesVersion: '1.36.3', audit: { level: 'None' }, features: { kernelPatching: { value: 'weekly' } },
      nodePools: [{ name: 'general', flavor: 'SCS-4V-16', replicas: 3, labels: { tier: 'web' } }],
    },
  });
});

it('keeps a name for people, and never makes a name of it', () => {
  expect(read({ ...BODY, name: 'My Shop 🚀' }).messages).toEqual([
    'error InvalidValue: name: "My Shop 🚀" is a text for people, and no name for objects, which are never made of such a text; give one with --name',
  ]);
  expect(read({ ...BODY, name: 'My Shop 🚀' }, { name: 'shop' }).document?.metadata).toEqual({ name: 'shop', annotations: { 'kaas.scs.community/display-name': 'My Shop 🚀' } });
});

it.each<[object, object]>([
  [{}, {}],
  [{ replicas: 2 }, { replicas: 2 }],
  [{ replicas: 2, maxReplicas: 2 }, { replicas: 2 }],
  [{ replicas: 0, maxReplicas: 4 }, { autoscaling: { min: 0, max: 4 } }],
])('reads the number of workers %j', (size, expected) => {
  const { document } = read({ ...BODY, workerGroups: [{ name: 'general', size: 'SCS-4V-16', ...size }] });
  expect(document?.spec.nodePools).toEqual([{ name: 'general', flavor: 'SCS-4V-16', ...expected }]);
});

const group = (size: object) => ({ ...BODY, workerGroups: [{ ...BODY.workerGroups[0], ...size }] });

it.each<[string, unknown, string[]]>([
  ['no object', 'shop', ['InvalidType: expected an object with the fields name, version, workerGroups, features']],
  ['missing fields', {}, ['MissingField: name: ', 'MissingField: version: ', 'MissingField: workerGroups: ']],
  ['a field that could not be kept', { ...BODY, region: 'RegionOne' }, ['UnknownField: region: there is no such field (allowed: name, version, workerGroups, features)']],
  ['a group without workers of a size', { ...BODY, workerGroups: [{ name: 'a' }] }, ['MissingField: workerGroups[0].size: this field is required']],
  ['no group', { ...BODY, workerGroups: [] }, ['MissingField: workerGroups: a cluster has at least one worker group']],
  ['a version without a patch', { ...BODY, version: '1.36' }, ['InvalidValue: version: "1.36" is not an exact version, such as "1.36.3"']],
  ['a version that is a number', { ...BODY, version: 1.36 }, ['InvalidType: version: expected a string, found 1.36']],
  ['a most without a least', group({ replicas: undefined, maxReplicas: 4 }), ['MissingField: workerGroups[0].replicas: with maxReplicas alone, nobody knows how many there are at least']],
  ['a most below the least', group({ maxReplicas: 2 }), ['InvalidValue: workerGroups[0].maxReplicas: maxReplicas 2 is below replicas 3']],
  ['a feature that is not offered', { ...BODY, features: { kernel_patch: 1 } }, [
    'FeatureNotOffered: features.kernel_patch: the provider does not offer a feature "kernel_patch", did you mean "kernel_patching"?',
  ]],
  ['settings of no group', { ...BODY, features: { nodePools: { genral: {} } } }, [
    'InvalidValue: features.nodePools.genral: there is no worker group "genral" (allowed: general), did you mean "general"?',
  ]],
  ['settings of a group that stand elsewhere', { ...BODY, features: { nodePools: { general: { replicas: 3 } } } }, [
    'ConflictingFields: features.nodePools.general.replicas: replicas stands in the worker group itself, or cannot be set by a body',
  ]],
])('refuses %s', (_, body, expected) => {
  const { document, messages } = read(body);
  expect(document).toBeUndefined();
  expect(messages).toEqual(expected.map((text) => expect.stringContaining(`error ${text}`)));
});

it('takes features as they are where the provider is not known', () => {
  expect(read({ ...BODY, features: { cni: 'calico', gpu: { count: 1 } } }, {}, 'unknown').document?.spec.features).toEqual({ cni: { value: 'calico' }, gpu: { count: 1 } });
});

it('finds the place of every field in the body', () => {
  const { bodyPath } = read({ ...BODY, features: { kernel_patching: 'weekly' } });
  const paths: [FieldPath, FieldPath][] = [
    [['metadata', 'name'], ['name']],
    [['spec', 'kubernetesVersion'], ['version']],
    [['spec', 'audit', 'level'], ['features', 'audit', 'level']],
    [['spec', 'features', 'kernelPatching', 'value'], ['features', 'kernel_patching']],
    [['spec', 'nodePools'], ['workerGroups']],
    [['spec', 'nodePools', 0], ['workerGroups', 0]],
    [['spec', 'nodePools', 0, 'flavor'], ['workerGroups', 0, 'size']],
    [['spec', 'nodePools', 0, 'autoscaling', 'max'], ['workerGroups', 0, 'maxReplicas']],
    [['spec', 'nodePools', 0, 'autoscaling'], ['workerGroups', 0]],
    [['spec', 'nodePools', 0, 'taints', 1, 'key'], ['features', 'nodePools', 'general', 'taints', 1, 'key']],
  ];
  expect(paths.map(([path]) => bodyPath!(path))).toEqual(paths.map(([, expected]) => expected));
});

it('tells each loss at its field', () => {
  const losing: Overrides = {
    metadata: { namespace: 'shops', labels: { team: 'shop' }, annotations: { note: 'x', 'kaas.scs.community/display-name': 'Shop (production)' } },
    spec: {
      expert: { packages: ['jq'] },
      nodePools: [
        { name: 'a', requirements: { cpus: 2, memory: '4Gi' }, autoscaling: { min: 3, max: 3 }, expert: { packages: ['jq'] } },
        { name: 'b', flavor: 'SCS-4V-16', taints: [{ key: 'a', effect: 'NoSchedule' }] },
      ],
    },
  };
  const { body, messages } = written(description(losing), { features: [], flavorOf: () => 'SCS-2V-4-20s' });
  expect(body).toEqual({
    name: 'Shop (production)',
    version: '1.36.6',
    workerGroups: [{ name: 'a', size: 'SCS-2V-4-20s', replicas: 3, maxReplicas: 3 }, { name: 'b', size: 'SCS-4V-16', replicas: 3, maxReplicas: 3 }],
    features: { nodePools: { b: { taints: [{ key: 'a', effect: 'NoSchedule' }] } } },
  });
  expect(messages).toEqual([
    'warning SettingLost: metadata.name: the body has the display name; the way back needs the name (--name)',
    'warning SettingLost: metadata.namespace: a body has no namespace; it follows from who sends it',
    'warning SettingLost: metadata.labels: a body has no labels',
    'warning SettingLost: metadata.annotations: of annotations, a body has the display name alone',
    'warning SettingLost: spec.expert: a body has no expert settings',
    'warning SettingLost: spec.nodePools[0].requirements: a body names a flavor: it has SCS-2V-4-20s, and no other is chosen later',
    'warning SettingLost: spec.nodePools[0].autoscaling: with the same number at least and at most, a body has 3 replicas and no autoscaling',
    'warning SettingLost: spec.nodePools[0].expert: a body has no expert settings',
    'warning SettingLost: spec.kubernetesVersion: a body has an exact version: it does not follow newer patches than 1.36.6',
  ]);
});

it('needs the profile where a pool has requirements', () => {
  const { body, messages } = written(description({ spec: { nodePools: [{ name: 'a', requirements: { cpus: 2, memory: '4Gi' } }] } }));
  expect([body, messages[0]]).toEqual([undefined, expect.stringContaining('error MissingField: spec.nodePools[0].flavor: a body names a flavor')]);
});

/** A description as a body, and again as a description, with the profile. */
function roundTrip({ description: own, profile }: Documents): {
  readonly body: ClusterBody;
  readonly back: ScsClusterDocument;
  readonly losses: readonly FieldPath[];
} {
  const { cluster } = judgeDocuments(own, profile);
  const features = profile.spec.features ?? [];
  const { body, found } = written(own, { features, flavorOf: (pool) => cluster!.nodePools[pool].machine.flavor });
  const { document, messages } = read(JSON.parse(JSON.stringify(body)), own.metadata, features);
  expect(messages).toEqual([]);
  return { body: body!, back: document!, losses: found.map(({ path }) => path) };
}

it('survives the way there and back, but for what is told', () => {
  fc.assert(fc.property(documentsArbitrary, (documents) => {
    const { body, back, losses } = roundTrip(documents);
    const isTold = (path: FieldPath) => losses.some((lost) => lost.every((part, index) => path[index] === part));
    expect(changes(documents.description, back).filter((path) => !isTold(path))).toEqual([]);
    // What is translated again is the same, so a body that a client has sent comes back to it.
    expect(roundTrip({ ...documents, description: back }).body).toEqual(body);
  }), { numRuns: 40 });
});

/** Paths of what the first has and the second has not, or has otherwise; a pool without a number of machines has three. */
function changes(first: unknown, second: unknown, path: FieldPath = []): FieldPath[] {
  if (isPlainObject(first) && isPlainObject(second)) return Object.entries(first).flatMap(([key, value]) => changes(value, second[key], [...path, key]));
  if (Array.isArray(first) && Array.isArray(second) && first.length === second.length) {
    return first.flatMap((value, index) => changes(value, second[index], [...path, index]));
  }
  if (path.at(-1) === 'kubernetesVersion' && path.length === 2 && `v${String(second)}` === first) return [];
  return JSON.stringify(first) === JSON.stringify(second) || hasNothing(first) ? [] : [path];
}

function hasNothing(value: unknown): boolean {
  return value === undefined || (isPlainObject(value) && Object.values(value).every(hasNothing));
}
