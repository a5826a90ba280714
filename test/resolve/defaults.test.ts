import { DEFAULT_CONTROL_PLANE_FLAVOR, DEFAULT_NODE_CIDR, LIBRARY_DEFAULTS, NODE_POOL_DEFAULTS, PROFILE_DEFAULTS } from '../../src/resolve/settings';
import { documentFields, type DocumentName } from '../fixtures/document-fields';
import { description, profile, profileWith, withOverrides, type Overrides } from '../fixtures/documents';
import { diagnose, differences, manifests } from '../fixtures/rendering';

/** Fields that work today and whose default is data, by their path without the marks of lists and maps. */
function taggedDefaults(document: DocumentName, prefix: string): Map<string, unknown> {
  const fields = documentFields(document).filter(({ path, planned, default: data }) => path.startsWith(prefix) && !planned && data !== undefined);
  return new Map(fields.map(({ path, default: data }) => [path.slice(prefix.length).replace(/[[\]{}]/g, ''), data!.value]));
}

/** Scalars, lists and empty objects by their path. */
function leaves(value: unknown, path: readonly string[] = []): [string, unknown][] {
  const isBranch = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
  return isBranch ? Object.entries(value).flatMap(([key, below]) => leaves(below, [...path, key])) : [[path.join('.'), value]];
}

const CONSTANTS = [
  { what: 'a description', document: 'cluster', prefix: 'spec.', constants: LIBRARY_DEFAULTS, prose: ['network.dnsServers'] },
  { what: 'a node pool', document: 'cluster', prefix: 'spec.nodePools[].', constants: NODE_POOL_DEFAULTS, prose: [] },
  { what: 'a profile', document: 'profile', prefix: 'spec.', constants: PROFILE_DEFAULTS, prose: [] },
] as const;

describe.each(CONSTANTS)('the constants for $what', ({ document, prefix, constants, prose }) => {
  const tags = taggedDefaults(document, prefix);

  it.each(leaves(constants).filter(([path]) => !(prose as readonly string[]).includes(path)))('say of %s what its @default says', (path, value) => {
    expect(tags.get(path)).toEqual(value);
  });

  it('have no value where the tag is prose', () => {
    expect(prose.filter((path) => tags.has(path))).toEqual([]);
  });
});

describe('the @default tags of a description', () => {
  const here = withOverrides({ ...LIBRARY_DEFAULTS, nodePools: NODE_POOL_DEFAULTS }, {
    network: { nodeCidr: DEFAULT_NODE_CIDR },
    controlPlane: { flavor: DEFAULT_CONTROL_PLANE_FLAVOR },
  });
  const byPath = new Map(leaves(here));
  /** What a field of an item of a list, or a block without fields of its own, is by default is decided elsewhere. */
  const fields = documentFields('cluster').filter(({ path }) => /^spec\.(nodePools\[\]\.)?[^[]*(\[\])?$/.test(path));
  const tagged = fields.flatMap(({ path, planned, default: data }) => (planned || data === undefined ? [] : leaves(data.value, [path.replace(/^spec\.|\[\]|\{\}/g, '')])));

  it.each(tagged.filter(([path, value]) => JSON.stringify(value) !== '{}' && !/(^|\.)expert\./.test(path)))('have a constant for %s', (path, value) => {
    expect(byPath.get(path)).toEqual(value);
  });
});

/** Of expert settings, one of everything that fields with defaults stand in. */
const EXPERT = {
  apiServer: { extraVolumes: [{ name: 'a', hostPath: '/a', mountPath: '/a' }], featureGates: [{ name: 'AllAlpha' }] },
  kubelet: { featureGates: [{ name: 'AllAlpha' }] },
  files: [{ path: '/etc/a', content: 'a' }],
  ports: [{ network: { name: 'storage' }, profile: {} }],
  schedulerHints: [{ name: 'rack', value: '12' }],
};
const POOL_EXPERT = { kubelet: EXPERT.kubelet, files: EXPERT.files, ports: EXPERT.ports, schedulerHints: EXPERT.schedulerHints };

/** A description and a profile that have one of everything that fields with defaults stand in. */
const BASE: Record<DocumentName, Overrides> = {
  cluster: {
    spec: {
      authentication: { oidc: [{ issuerURL: 'https://dex.example.org', audiences: ['kubectl'] }] },
      audit: { rules: [{ level: 'None', resources: [{ resources: ['events'] }] }] },
      expert: EXPERT,
      nodePools: [{
        name: 'general', flavor: 'SCS-4V-16', expert: POOL_EXPERT, volumes: [{ name: 'data', size: '1Gi', mountPath: '/srv' }],
        kubelet: { evictionSoft: { memory: '1Gi', nodefs: '15%', imagefs: '20%' } },
      }],
    },
  },
  profile: {
    spec: {
      expert: EXPERT,
      endpoint: { url: 'https://kaas.example.org' },
      kubernetesVersions: [{ minor: '1.36' }],
      flavors: [{ name: 'SCS-2V-4-20s' }, { name: 'SCS-4V-16' }],
      openstack: { securityRules: { additional: Object.fromEntries(['allNodes', 'controlPlane', 'workers'].map((group) => [group, [{ name: 'extra' }]])) } },
      features: [{
        name: 'labelled', title: 'Labelled', description: 'Labels objects.', mutability: 'InPlace',
        schema: { type: 'boolean' },
        effects: [{ type: 'Object', match: { kind: 'Cluster' }, patch: [{ op: 'add', path: '/metadata/labels/a', value: 'b' }] }],
      }],
      registries: { mirrors: [{ host: 'docker.io', endpoints: ['https://mirror.example.org'] }] },
    },
  },
};

/** What cannot stand beside what others need. */
const ALTERNATIVES: readonly { readonly path: RegExp; readonly cluster?: Overrides; readonly profile: Overrides }[] = [
  { path: /^spec\.openstack\.image\.orc\./, profile: { spec: { openstack: { image: { orc: { url: 'https://images.example.org/{version}.qcow2' } } } } } },
  {
    path: /^spec\.openstack\.apiLoadBalancer\.kubeVip\./,
    cluster: { spec: { network: { existing: { network: { name: 'corp' }, router: { name: 'corp' } } }, apiServer: { exposure: 'Internal', address: '10.0.0.5' } } },
    profile: { spec: { openstack: { apiLoadBalancer: { provider: 'kube-vip' } } } },
  },
];

/** What is written where it is said, though Cluster API's provider would choose the same. */
const WRITTEN = /^spec\.openstack\.apiLoadBalancer\.monitor/;

describe.each(['cluster', 'profile'] as const)('a default that is written in a %s', (document) => {
  const fields = documentFields(document).filter(
    ({ path, planned, default: data }) => !planned && data !== undefined && !/^spec\.(defaults|policy\.enforce)\./.test(path) && !WRITTEN.test(path),
  );
  const parts = (path: string): string[] => path.replace(/\[\]\./g, '.0.').replace(/\[\]$|\{\}/g, '').split('.');

  it.each(fields.map((field) => [field.path, field] as const))('changes nothing: %s', (_path, { path, default: data }) => {
    // Expert settings of a description need leave, which by default is not given.
    const alternative = ALTERNATIVES.find((each) => each.path.test(path));
    const base = document === 'cluster'
      ? { cluster: description(BASE.cluster), profile: profileWith({ policy: { allowExpert: true } }) }
      : { cluster: description(alternative?.cluster), profile: profile(alternative?.profile ?? BASE.profile) };
    const left = set(base[document], parts(path), undefined);
    const written = set(base[document], parts(path), data!.value);
    expect(written).not.toEqual(left);
    const [before, after] = [left, written].map((changed) => ({ ...base, [document]: changed }));
    expect(diagnose(after.cluster, after.profile)).toEqual(diagnose(before.cluster, before.profile));
    expect(differences(manifests(before.cluster, before.profile), manifests(after.cluster, after.profile))).toEqual({ gone: [], added: [], changed: [] });
  });
});

/** A copy with another value at a path, or without the field. What the path leads through and is not there is made. */
function set(value: unknown, [part, ...rest]: readonly string[], to: unknown): unknown {
  const inner = (value as Record<string, unknown> | undefined)?.[part];
  const changed = rest.length === 0 ? to : set(inner, rest, to);
  if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === part ? changed : item));
  return Object.fromEntries([...Object.entries(value ?? {}).filter(([key]) => key !== part), ...(changed === undefined ? [] : [[part, changed]])]);
}
