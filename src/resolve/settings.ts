import type { ScsClusterDefaults } from '../params';

/**
 * What a description and a profile leave out. The only place where the library's own defaults are: the `@default` tags of the
 * interfaces in `src/params` repeat them for readers, and a test compares the two.
 */
export const LIBRARY_DEFAULTS = {
  controlPlane: {
    replicas: 3,
    antiAffinity: 'Required',
    rollout: { maxSurge: '1' },
    remediation: { enabled: true, maxRetries: 3, retryPeriod: '20m', minHealthyPeriod: '1h', unhealthyAfter: '5m', startupTimeout: '30m' },
    schedulable: false,
    labels: {},
    taints: [],
    timeouts: { drain: '5m', volumeDetach: '5m', deletion: '5m' },
  },
  network: {
    podCidrs: ['10.244.0.0/16'],
    serviceCidrs: ['10.96.0.0/12'],
    serviceDomain: 'cluster.local',
    dnsServers: [],
    nodeCidrMaskSize: 24,
    nodeCidrMaskSizeIPv6: 64,
  },
  apiServer: { exposure: 'Public', allowedCidrs: [], certificateSANs: [] },
  authentication: { oidc: [], anonymous: 'HealthOnly' },
  audit: { level: 'Metadata', rules: [], maxAge: '30d', maxSize: '100Mi', maxBackups: 10 },
  encryption: { enabled: false },
  podSecurity: { enforce: 'baseline', audit: 'restricted', warn: 'restricted', exemptNamespaces: [] },
  etcd: { backup: { enabled: true, schedule: '0 3 * * 0', retention: '14d', target: 'Node' } },
  deletionProtection: true,
  tags: [],
} as const;

/** The range of the nodes' network, unless the cluster joins an existing one. */
export const DEFAULT_NODE_CIDR = '10.8.0.0/20';

/** A flavor that every conformant SCS cloud has, with a fast disk for etcd (scs-0103-v1, scs-0110-v1). */
export const DEFAULT_CONTROL_PLANE_FLAVOR = 'SCS-2V-4-20s';

/** Size of the root volume where the flavor brings no disk. */
export const DEFAULT_ROOT_DISK_GIB = 50;

/** What a node pool leaves out. */
export const NODE_POOL_DEFAULTS = {
  replicas: 3,
  volumes: [],
  antiAffinity: 'Preferred',
  labels: {},
  annotations: {},
  taints: [],
  rollout: { maxSurge: '1', maxUnavailable: '0', deleteOrder: 'Oldest' },
  healthCheck: { enabled: true, unhealthyAfter: '5m', startupTimeout: '30m', maxUnhealthy: '40%' },
  kubelet: {
    maxPods: 110,
    evictionSoftGracePeriod: { memory: '90s', nodefs: '90s', imagefs: '90s' },
    imageGCHighThreshold: 85,
    imageGCLowThreshold: 80,
    serializeImagePulls: true,
  },
  sysctls: [],
  timeouts: { drain: '5m', volumeDetach: '5m', deletion: '5m' },
} as const;

/** What the profile leaves out. */
export const PROFILE_DEFAULTS = {
  management: { clusterApi: '1.14' },
  etcd: { heartbeatInterval: '250ms', electionTimeout: '2500ms', snapshotCount: 6400, compaction: '8h', quota: '4Gi', defragmentation: '30 2 * * *', metrics: 'Local' },
  apiServer: { maxRequestsInflight: 400, maxMutatingRequestsInflight: 200, minRequestTimeout: '30m' },
  admission: { plugins: ['NodeRestriction', 'PodSecurity', 'EventRateLimit'], eventRateLimit: { qps: 5000, burst: 20000 } },
  kubelet: { servingCertificates: false },
  hardening: { tlsMinVersion: 'VersionTLS12', tlsCipherSuites: 'Intermediate', profiling: false },
  certificates: { renewBefore: '90d', validity: '365d', authorityValidity: '3650d', algorithm: 'RSA-2048' },
  cni: { kubeProxyReplacement: false },
  metrics: { expose: 'None' },
  autoscaler: { enabled: true, extraArgs: [] },
  policy: { requireAllowedCidrs: false, allowExpert: false, enforce: {} },
} as const;

/** `T` with the fields of the defaults `D` always there. */
export type WithDefaults<T, D> = { readonly [K in keyof T as K extends keyof D ? K : never]-?: Filled<NonNullable<T[K]>, K extends keyof D ? D[K] : never> } & {
  readonly [K in keyof T as K extends keyof D ? never : K]: T[K];
};
type Filled<T, D> = T extends readonly unknown[] ? T : T extends { readonly [key: string]: string } ? T : T extends object ? WithDefaults<T, D> : T;

/** A description's settings with the defaults filled in. */
export type Settings = WithDefaults<ScsClusterDefaults, typeof LIBRARY_DEFAULTS>;

/** Lays settings over others: objects merge, lists and scalars replace; a field that is undefined counts as left out. */
export function merge<T, D>(defaults: D, settings: T | undefined): WithDefaults<T, D> {
  return mergeValues(defaults, settings) as WithDefaults<T, D>;
}

function mergeValues(below: unknown, above: unknown): unknown {
  if (above === undefined) return below;
  if (!isPlainObject(below) || !isPlainObject(above)) return above;
  const keys = [...new Set([...Object.keys(below), ...Object.keys(above)])];
  return Object.fromEntries(keys.map((key) => [key, mergeValues(below[key], above[key])]).filter(([, value]) => value !== undefined));
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
