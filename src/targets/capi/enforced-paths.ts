import type { ExpertPatch, ScsClusterDefaults } from '../../params';
import type { ProfilePolicy } from '../../profile';

/** Fields of a kind, as JSON Pointers. */
type Region = readonly [kind: string, ...pointers: string[]];

const KUBEADM = '/spec/kubeadmConfigSpec';
const API_SERVER = `${KUBEADM}/clusterConfiguration/apiServer`;
const MACHINE = '/spec/template/spec';
const IDENTITY = ['/metadata/name', '/metadata/namespace'];
const ANNOTATIONS = '/metadata/annotations';

/** Whoever changes these puts other objects in the place of those that a setting ends in. */
const REFERENCES: readonly Region[] = [['Cluster', '/spec/controlPlaneRef', '/spec/infrastructureRef', '/spec/topology']];
const CONTROL_PLANE_MACHINES: Region = ['KubeadmControlPlane', '/spec/machineTemplate/spec/infrastructureRef'];
const POOL_MACHINES: Region = ['MachineDeployment', `${MACHINE}/infrastructureRef`];

const FILES_OF_API_SERVER: readonly Region[] = [['KubeadmControlPlane', `${KUBEADM}/files`, `${API_SERVER}/extraArgs`, `${API_SERVER}/extraVolumes`]];
const MACHINES: readonly Region[] = [['OpenStackMachineTemplate', MACHINE], ['DevMachineTemplate', '/spec/template'], CONTROL_PLANE_MACHINES];
const REGISTRATION: Region = [
  'KubeadmControlPlane', '/spec/machineTemplate/metadata', `${KUBEADM}/initConfiguration/nodeRegistration`, `${KUBEADM}/joinConfiguration/nodeRegistration`,
];
const CONTROL_PLANE_ZONES: Region = ['OpenStackCluster', '/spec/controlPlaneAvailabilityZones', '/spec/controlPlaneOmitAvailabilityZone'];

/** Where settings of a description's `spec` end: those that begin as the entry says. A setting that has no entry ends anywhere. */
const REGIONS: Readonly<Record<string, readonly Region[]>> = {
  region: [['OpenStackCluster', '/spec/identityRef'], CONTROL_PLANE_ZONES, ['MachineDeployment', `${MACHINE}/failureDomain`, ANNOTATIONS]],
  'controlPlane.replicas': [['KubeadmControlPlane', '/spec/replicas'], ['MachineHealthCheck', '/spec']],
  'controlPlane.flavor': MACHINES,
  'controlPlane.requirements': MACHINES,
  'controlPlane.rootDisk': MACHINES,
  'controlPlane.antiAffinity': [...MACHINES, ['ServerGroup', ...IDENTITY, '/spec']],
  'controlPlane.zones': [CONTROL_PLANE_ZONES, ['DevCluster', '/spec']],
  'controlPlane.rollout': [['KubeadmControlPlane', '/spec/rollout']],
  'controlPlane.remediation': [['KubeadmControlPlane', '/spec/remediation'], ['MachineHealthCheck', ...IDENTITY, '/spec']],
  'controlPlane.schedulable': [REGISTRATION],
  'controlPlane.labels': [REGISTRATION],
  'controlPlane.taints': [REGISTRATION],
  'controlPlane.timeouts': [['KubeadmControlPlane', '/spec/machineTemplate/spec/deletion']],
  network: [
    ['Cluster', '/spec/clusterNetwork'], ['OpenStackCluster', '/spec'], ['OpenStackMachineTemplate', `${MACHINE}/ports`],
    ['KubeadmControlPlane', KUBEADM], ['KubeadmConfigTemplate', MACHINE],
  ],
  apiServer: [
    ['Cluster', '/spec/controlPlaneEndpoint'], ['OpenStackCluster', '/spec'], ['KubeadmControlPlane', API_SERVER, `${KUBEADM}/files`], ['KubeadmConfigTemplate', `${MACHINE}/files`],
  ],
  audit: FILES_OF_API_SERVER,
  authentication: FILES_OF_API_SERVER,
  encryption: FILES_OF_API_SERVER,
  podSecurity: FILES_OF_API_SERVER,
  etcd: [['KubeadmControlPlane', KUBEADM], ['OpenStackMachineTemplate', MACHINE], CONTROL_PLANE_MACHINES],
  maintenance: [['KubeadmControlPlane', '/spec/rollout'], ['MachineDeployment', '/spec/rollout']],
  deletionProtection: ['Namespace', 'Cluster', 'OpenStackCluster', 'DevCluster', 'KubeadmControlPlane'].map((kind): Region => [
    kind, `${ANNOTATIONS}/argocd.argoproj.io~1sync-options`, `${ANNOTATIONS}/kustomize.toolkit.fluxcd.io~1prune`,
  ]),
  tags: [['OpenStackCluster', '/spec/tags'], ['OpenStackMachineTemplate', `${MACHINE}/tags`], ['ServerGroup', '/spec']],
};

const NODE_GROUP = `${ANNOTATIONS}/cluster.x-k8s.io~1cluster-api-autoscaler-node-group`;

/** What the policy bounds, in words, and where it ends. */
const BOUNDS: Readonly<Partial<Record<keyof ProfilePolicy, readonly [what: string, regions: readonly Region[]]>>> = {
  maxNodes: ['the number of machines (policy.maxNodes)', [
    ['KubeadmControlPlane', '/spec/replicas'], ['MachineDeployment', '/spec/replicas', `${NODE_GROUP}-min-size`, `${NODE_GROUP}-max-size`],
  ]],
  minFlavor: ['the size of machines (policy.minFlavor)', [
    ['OpenStackMachineTemplate', `${MACHINE}/flavor`, `${MACHINE}/flavorID`], ['DevMachineTemplate', '/spec/template/metadata'], CONTROL_PLANE_MACHINES, POOL_MACHINES,
  ]],
  requireAllowedCidrs: ['who reaches the API server (policy.requireAllowedCidrs)', [['OpenStackCluster', '/spec/apiServerLoadBalancer']]],
};

/** An operation, by its place in the patch, and what of the policy it could undo, such as `fixes audit`. */
export interface ProtectedOperation {
  readonly operation: number;
  readonly policy: string;
}

/** What of a patch decides whether it could undo something. */
export interface PatchedFields {
  readonly target: Pick<ExpertPatch['target'], 'kind'>;
  readonly patch: readonly { readonly path: string }[];
}

/** The operations of a patch that could change what the profile's policy fixes or bounds. */
export function protectedOperations({ target, patch }: PatchedFields, policy: ProfilePolicy = {}): readonly ProtectedOperation[] {
  const fixed = protections(policy);
  return patch.flatMap(({ path }, operation) => {
    const found = fixed.find(({ regions }) => regions?.some((region) => touches(region, target.kind, path)) ?? true);
    return found === undefined ? [] : [{ operation, policy: found.policy }];
  });
}

interface Protection {
  readonly policy: string;
  /** Absent: anywhere. */
  readonly regions?: readonly Region[];
}

function protections({ enforce = {}, ...bounds }: ProfilePolicy): Protection[] {
  const ofBounds = Object.entries(BOUNDS).filter(([bound]) => Boolean(bounds[bound as keyof typeof bounds]));
  return [
    ...settingsIn(enforce).map((setting) => ({ policy: `fixes ${setting}`, ...regionsOf(setting) })),
    ...ofBounds.map(([, [what, regions]]) => ({ policy: `bounds ${what}`, regions: [...regions, ...REFERENCES] })),
  ];
}

/** The settings that are fixed, by the names that regions have; a block that has none as a whole. */
function settingsIn(enforce: ScsClusterDefaults): string[] {
  const named = (path: string, value: unknown): string[] => {
    if (value === undefined) return [];
    const isOpen = !Object.hasOwn(REGIONS, path) && Object.keys(REGIONS).some((setting) => setting.startsWith(`${path}.`));
    return isOpen ? Object.entries(value as object).flatMap(([field, below]) => named(`${path}.${field}`, below)) : [path];
  };
  return Object.entries(enforce).flatMap(([block, value]) => named(block, value));
}

function regionsOf(setting: string): Pick<Protection, 'regions'> {
  return Object.hasOwn(REGIONS, setting) ? { regions: [...REGIONS[setting], ...REFERENCES] } : {};
}

function touches([kind, ...pointers]: Region, patched: string, path: string): boolean {
  return kind === patched && pointers.some((pointer) => `${path}/`.startsWith(`${pointer}/`) || `${pointer}/`.startsWith(`${path}/`));
}
