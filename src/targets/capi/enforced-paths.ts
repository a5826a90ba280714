import type { ExpertPatch, ScsClusterDefaults } from '../../params';

/** Fields of a kind, as JSON Pointers. */
type Region = readonly [kind: string, ...pointers: string[]];

const KUBEADM = '/spec/kubeadmConfigSpec';
const API_SERVER = `${KUBEADM}/clusterConfiguration/apiServer`;
const FILES_OF_API_SERVER: readonly Region[] = [['KubeadmControlPlane', `${KUBEADM}/files`, `${API_SERVER}/extraArgs`, `${API_SERVER}/extraVolumes`]];
const MACHINE = '/spec/template/spec';

/** Where the blocks of a description's `spec` end; a block that is not here ends anywhere. */
const REGIONS: Readonly<Partial<Record<keyof ScsClusterDefaults, readonly Region[]>>> = {
  audit: FILES_OF_API_SERVER,
  authentication: FILES_OF_API_SERVER,
  encryption: FILES_OF_API_SERVER,
  podSecurity: FILES_OF_API_SERVER,
  network: [
    ['Cluster', '/spec/clusterNetwork'], ['OpenStackCluster', '/spec'], ['KubeadmControlPlane', KUBEADM], ['KubeadmConfigTemplate', MACHINE],
  ],
  deletionProtection: ['Namespace', 'Cluster', 'OpenStackCluster', 'DevCluster', 'KubeadmControlPlane'].map((kind): Region => [kind, '/metadata/annotations']),
  tags: [['OpenStackCluster', '/spec/tags'], ['OpenStackMachineTemplate', `${MACHINE}/tags`], ['ServerGroup', '/spec']],
};

/** An operation, by its place in the patch, and the block of settings that it could undo. */
export interface EnforcedOperation {
  readonly operation: number;
  readonly block: string;
}

/** The operations of a patch that could change what the profile's `policy.enforce` fixes, each with the block that is fixed. */
export function enforcedOperations({ target, patch }: ExpertPatch, enforce: ScsClusterDefaults): readonly EnforcedOperation[] {
  const blocks = Object.entries(enforce).filter(([, value]) => value !== undefined).map(([block]) => block as keyof ScsClusterDefaults);
  return patch.flatMap(({ path }, operation) => {
    const block = blocks.find((fixed) => REGIONS[fixed]?.some((region) => touches(region, target.kind, path)) ?? true);
    return block === undefined ? [] : [{ operation, block }];
  });
}

function touches([kind, ...pointers]: Region, patched: string, path: string): boolean {
  return kind === patched && pointers.some((pointer) => `${path}/`.startsWith(`${pointer}/`) || `${pointer}/`.startsWith(`${path}/`));
}
