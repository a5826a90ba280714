import type { NodePool, ScsClusterDocument } from '../../../src/params';
import type { ProviderProfileDocument } from '../../../src/profile';
import { withOverrides, type Overrides } from '../../fixtures/documents';
import type { Documents } from '../../generators/descriptions';
import { Outcome } from './outcomes';

/** One change of the documents, for a row of docs/reference/changes.md. */
export interface Change {
  /** In words. */
  readonly what: string;
  /** Fields that are changed, of the description, as docs/reference/settings.md names them. */
  readonly fields: readonly string[];
  /** The pool that has them. */
  readonly pool?: string;
  readonly change: (documents: Documents) => Documents;
  /** Where a field's `@mutability` is of its harshest change: the outcome of this one, and why. */
  readonly milder?: { readonly mutability: 'InPlace'; readonly why: string };
  /** What happens besides, or instead of nothing, to the machines of pools whose number is changed. */
  readonly counts?: Readonly<Record<string, Outcome>>;
}

/** Pools of an example that changes are made of. */
export interface ExamplePools {
  /** With a fixed number of machines. */
  readonly fixed: string;
  /** That the autoscaler scales; it is made where the example has none. */
  readonly autoscaled: string;
}

const FLAVOR = 'SCS-2V-4';
/** A label, and an annotation, that Cluster API copies from machines to nodes that exist. */
export const SYNCED = { 'node.cluster.x-k8s.io/tier': 'front' };

interface SingleChange {
  readonly what: string;
  /** Of the pool. */
  readonly fields: readonly string[];
  readonly pool: string;
  readonly before?: Overrides;
  readonly after: Overrides;
}

/** Pools of one machine each, which differ in one field before and after. */
const SINGLE_CHANGES: readonly SingleChange[] = [
  { what: 'another flavor', fields: ['flavor'], pool: 'flavor', after: { flavor: 'SCS-4V-8' } },
  {
    what: 'other requirements, which another flavor fits', fields: ['requirements.cpus', 'requirements.memory'], pool: 'requirements',
    before: { flavor: undefined, requirements: { cpus: 2, memory: '4Gi' } }, after: { requirements: { cpus: 4, memory: '16Gi' } },
  },
  { what: 'a larger root disk', fields: ['rootDisk.size'], pool: 'root-size', before: { rootDisk: { size: '50Gi' } }, after: { rootDisk: { size: '60Gi' } } },
  { what: 'another type of root disk', fields: ['rootDisk.type'], pool: 'root-type', before: { rootDisk: { size: '50Gi' } }, after: { rootDisk: { type: 'ssd' } } },
  { what: 'a label with a prefix that is not synced', fields: ['labels'], pool: 'labels', before: { labels: { tier: 'web' } }, after: { labels: { tier: 'front' } } },
  { what: 'a taint', fields: ['taints'], pool: 'taints', after: { taints: [{ key: 'dedicated', value: 'web', effect: 'NoSchedule' }] } },
  { what: 'the largest number of pods', fields: ['kubelet.maxPods'], pool: 'max-pods', after: { kubelet: { maxPods: 60 } } },
  { what: 'resources that are reserved', fields: ['kubelet.systemReserved.memory'], pool: 'reserved', after: { kubelet: { systemReserved: { memory: '200Mi' } } } },
  { what: 'a kernel parameter', fields: ['sysctls'], pool: 'sysctls', after: { sysctls: [{ name: 'vm.max_map_count', value: '262144' }] } },
  { what: 'other zones', fields: ['zones'], pool: 'zones', after: { zones: ['az2'] } },
];
const SINGLE_POOLS = SINGLE_CHANGES.map(({ pool, before = {} }) => withOverrides({ name: pool, flavor: FLAVOR, replicas: 1, zones: ['az1'] }, before) as NodePool);

const setting = (spec: Overrides) => ({ description, profile }: Documents): Documents => {
  return { profile, description: withOverrides(description, { spec }) as ScsClusterDocument };
};
const metadata = (overrides: Overrides) => ({ description, profile }: Documents): Documents => {
  return { profile, description: withOverrides(description, { metadata: overrides }) as ScsClusterDocument };
};
const pools = (change: (all: readonly NodePool[]) => readonly NodePool[]) => (documents: Documents): Documents => {
  return setting({ nodePools: change(documents.description.spec.nodePools) })(documents);
};
const poolSetting = (name: string, settings: Overrides) => pools((all) => {
  return all.map((pool) => (pool.name === name ? (withOverrides(pool, settings) as NodePool) : pool));
});
const poolFields = (...names: readonly string[]): string[] => names.map((name) => `spec.nodePools[].${name}`);
const controlPlaneFields = (...names: readonly string[]): string[] => names.map((name) => `spec.controlPlane.${name}`);

/** Every change that leaves all machines alone, a pool that is scaled up, and new pools, all at once. */
export function inPlaceAndNewPools({ fixed, autoscaled }: ExamplePools, { description }: Documents): Change[] {
  const isNew = !description.spec.nodePools.some(({ name }) => name === autoscaled);
  const burst = { name: autoscaled, flavor: FLAVOR, autoscaling: { min: 1, max: 3 }, zones: ['az1'] };
  const added = [...SINGLE_POOLS, ...(isNew ? [burst as NodePool] : [])];
  return [
    { what: 'labels of all objects', fields: ['metadata.labels'], change: metadata({ labels: { stage: 'test' } }) },
    { what: 'annotations of the Cluster', fields: ['metadata.annotations'], change: metadata({ annotations: { 'kaas.scs.community/display-name': 'Renamed' } }) },
    { what: 'no protection from deletion', fields: ['spec.deletionProtection'], change: setting({ deletionProtection: false }) },
    {
      what: 'a label of the control plane with a prefix that is synced to nodes', fields: controlPlaneFields('labels'), change: setting({ controlPlane: { labels: SYNCED } }),
      milder: { mutability: 'InPlace', why: 'the label is synced to nodes that exist' },
    },
    {
      what: 'timeouts of the control plane', fields: controlPlaneFields('timeouts.drain', 'timeouts.volumeDetach', 'timeouts.deletion'),
      change: setting({ controlPlane: { timeouts: { drain: '2m', volumeDetach: '3m', deletion: '4m' } } }),
    },
    {
      what: 'remediation and health check of the control plane',
      fields: controlPlaneFields(...['maxRetries', 'retryPeriod', 'minHealthyPeriod', 'unhealthyAfter', 'startupTimeout'].map((name) => `remediation.${name}`)),
      change: setting({ controlPlane: { remediation: { maxRetries: 4, retryPeriod: '10m', minHealthyPeriod: '2h', unhealthyAfter: '4m', startupTimeout: '20m' } } }),
    },
    {
      what: 'a label of a pool with a prefix that is synced to nodes', fields: poolFields('labels'), pool: fixed, change: poolSetting(fixed, { labels: SYNCED }),
      milder: { mutability: 'InPlace', why: 'the label is synced to nodes that exist' },
    },
    { what: 'annotations of the nodes of a pool', fields: poolFields('annotations'), pool: fixed, change: poolSetting(fixed, { annotations: SYNCED }) },
    {
      what: 'timeouts of a pool', fields: poolFields('timeouts.drain', 'timeouts.volumeDetach', 'timeouts.deletion'), pool: fixed,
      change: poolSetting(fixed, { timeouts: { drain: '2m', volumeDetach: '3m', deletion: '4m' } }),
    },
    {
      what: 'the health check of a pool', fields: poolFields('healthCheck.unhealthyAfter', 'healthCheck.startupTimeout', 'healthCheck.maxUnhealthy'), pool: fixed,
      change: poolSetting(fixed, { healthCheck: { unhealthyAfter: '4m', startupTimeout: '20m', maxUnhealthy: '50%' } }),
    },
    {
      what: 'the rollout of a pool', fields: poolFields('rollout.maxSurge', 'rollout.maxUnavailable', 'rollout.deleteOrder'), pool: fixed,
      change: poolSetting(fixed, { rollout: { maxSurge: '2', maxUnavailable: '1', deleteOrder: 'Newest' } }),
    },
    {
      what: 'more machines of a pool', fields: poolFields('replicas'), pool: fixed, change: poolSetting(fixed, { replicas: 4 }), counts: { [fixed]: Outcome.SCALED_UP },
    },
    {
      what: 'new pools', fields: ['spec.nodePools'], change: pools((all) => [...all, ...added]),
      counts: Object.fromEntries(added.map(({ name }) => [name, Outcome.ADDED])),
    },
  ];
}

/** Each of the new pools has another change, and the control plane has one. */
export function rollingPools(): Change[] {
  return [
    ...SINGLE_CHANGES.map(({ what, fields, pool, after }) => ({ what, fields: poolFields(...fields), pool, change: poolSetting(pool, after) })),
    { what: 'names in the certificate of the API server', fields: ['spec.apiServer.certificateSANs'], change: setting({ apiServer: { certificateSANs: ['api.example.org'] } }) },
  ];
}

/** The control plane has another change, a pool is scaled down, and the new pools go. */
export function controlPlaneAndFewerPools({ fixed, autoscaled }: ExamplePools): Change[] {
  const gone = new Set(SINGLE_POOLS.map(({ name }) => name));
  return [
    { what: 'another flavor of the control plane', fields: controlPlaneFields('flavor'), change: setting({ controlPlane: { flavor: 'SCS-4V-8' } }) },
    { what: 'fewer machines of a pool', fields: poolFields('replicas'), pool: fixed, change: poolSetting(fixed, { replicas: 3 }), counts: { [fixed]: Outcome.SCALED_DOWN } },
    { what: 'the largest size of an autoscaled pool', fields: poolFields('autoscaling.max'), pool: autoscaled, change: poolSetting(autoscaled, { autoscaling: { max: 12 } }) },
    {
      what: 'pools that are gone', fields: ['spec.nodePools'], change: pools((all) => all.filter(({ name }) => !gone.has(name))),
      counts: Object.fromEntries([...gone].map((name) => [name, Outcome.REMOVED])),
    },
  ];
}

export const NEXT_MINOR: Change = { what: 'the next minor of Kubernetes', fields: ['spec.kubernetesVersion'], change: setting({ kubernetesVersion: '1.37' }) };

/** Images are the provider's, so the profile brings the new one. A machine in memory has its image in an annotation. */
export const NEW_IMAGE: Change = {
  what: 'a new image, by a patch of all machine templates',
  fields: ['spec.expert.patches'],
  change: ({ description, profile }) => {
    const patch = [{ op: 'replace', path: '/spec/template/metadata/annotations/kaas.scs.community~1image', value: 'kindest/node:another-build' }];
    return { description, profile: withOverrides(profile, { spec: { expert: { patches: [{ target: { kind: 'DevMachineTemplate' }, patch }] } } }) as ProviderProfileDocument };
  },
};
