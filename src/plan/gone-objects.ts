import { apiGroup } from '../objects/cluster-scoped';
import type { Manifest } from '../targets/rendered-object';
import { byKey, objectKey, objectName } from './object-key';
import type { UpdateProblem } from './update-problem';

const OLD_TEMPLATE = 'the template, and until the rollout is done none of the old machines that breaks could be made anew';

/** What a GitOps tool that prunes would take along with an object, by `group/kind`. */
const CONSEQUENCES: Readonly<Record<string, string>> = {
  '/Namespace': 'everything in it, clusters with their machines as well',
  'cluster.x-k8s.io/Cluster': 'the cluster with its machines, volumes of its nodes and load balancers',
  'controlplane.cluster.x-k8s.io/KubeadmControlPlane': 'the control plane with etcd and all that the cluster has stored',
  'infrastructure.cluster.x-k8s.io/OpenStackCluster': 'the network and the load balancer of the API server',
  'infrastructure.cluster.x-k8s.io/DevCluster': 'the load balancer of the API server',
  'openstack.k-orc.cloud/ApplicationCredential': 'the credential in the cloud, so that nothing that uses it can log in',
  'cluster.x-k8s.io/MachineDeployment': 'its machines, without waiting for others in their place',
  'infrastructure.cluster.x-k8s.io/OpenStackMachineTemplate': OLD_TEMPLATE,
  'infrastructure.cluster.x-k8s.io/DevMachineTemplate': OLD_TEMPLATE,
  'bootstrap.cluster.x-k8s.io/KubeadmConfigTemplate': OLD_TEMPLATE,
};

/** Tools that prune, and what keeps an object from them. */
const PRUNERS: readonly { readonly tool: string; readonly isKept: (annotations: Readonly<Record<string, string>>) => boolean }[] = [
  { tool: 'Argo CD', isKept: (annotations) => (annotations['argocd.argoproj.io/sync-options'] ?? '').split(',').some((option) => option.trim() === 'Prune=false') },
  { tool: 'Flux', isKept: (annotations) => annotations['kustomize.toolkit.fluxcd.io/prune']?.toLowerCase() === 'disabled' },
];

const CLUSTER = 'cluster.x-k8s.io/Cluster';
const CLUSTER_NAME_LABEL = 'cluster.x-k8s.io/cluster-name';

/** Objects that hold a cluster, or machines, and are not there any more: what GitOps tools make of that. */
export function goneObjects(previous: readonly Manifest[], next: readonly Manifest[]): UpdateProblem[] {
  const now = byKey(next);
  const gone = [...byKey(previous).values()].filter((object) => !now.has(objectKey(object)));
  const goneClusters = new Set(gone.filter((object) => groupKind(object) === CLUSTER).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
  // What goes with its cluster is told with the cluster.
  return gone.filter((object) => groupKind(object) === CLUSTER || !goneClusters.has(clusterOf(object))).flatMap(tell);
}

function tell(object: Manifest): UpdateProblem[] {
  const consequence = CONSEQUENCES[groupKind(object)];
  if (consequence === undefined) return [];
  const pruners = PRUNERS.filter(({ isKept }) => !isKept(object.metadata.annotations ?? {})).map(({ tool }) => tool);
  const isTemplate = object.kind.endsWith('Template');
  // Where nobody prunes it, an old template is what it should be.
  if (isTemplate && pruners.length === 0) return [];
  const what = pruners.length === 0
    ? 'its annotations keep it from Argo CD and Flux, so it goes on without anybody to look after it; put it back, or delete it by hand'
    : `with pruning ${pruners.join(' and ')} would delete ${consequence}; put it back where that is not meant`;
  return [{ object, code: 'ObjectGone', severity: 'Warning', document: 'manifest', path: [], message: `${objectName(object)}: is not in the manifests any more: ${what}` }];
}

function groupKind({ apiVersion, kind }: Manifest): string {
  return `${apiGroup(apiVersion)}/${kind}`;
}

function clusterOf({ metadata: { namespace, labels } }: Manifest): string {
  return `${namespace}/${labels?.[CLUSTER_NAME_LABEL]}`;
}
