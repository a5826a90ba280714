import type { FieldPath } from '../diagnostics/diagnostic';

/** A field that is not ours to write: something that runs in the management cluster, or a tool, writes it. */
export interface OwnedField {
  /** Empty for the core group; `*` with the kind `*` for every kind. */
  readonly group: string;
  readonly kind: string;
  readonly path: FieldPath;
  readonly owner: string;
  readonly reason: string;
  /** It is owned in some objects only: those with this annotation. */
  readonly whereAnnotated?: string;
  /** It is ours where a description says it, and the owner keeps that. */
  readonly unlessDescribed?: true;
}

const CORE = 'cluster.x-k8s.io';
const CONTROL_PLANE = 'controlplane.cluster.x-k8s.io';
const BOOTSTRAP = 'bootstrap.cluster.x-k8s.io';
const INFRASTRUCTURE = 'infrastructure.cluster.x-k8s.io';
const ORC = 'openstack.k-orc.cloud';

const CORE_CONTROLLERS = 'Cluster API core controllers';
const KUBEADM_CONTROLLER = 'kubeadm control plane controller';
const OPENSTACK_CONTROLLER = 'OpenStack provider';
const DEV_CONTROLLER = 'development provider';
const API_SERVER = 'API server';
const CLUSTERCTL = 'clusterctl';

/** With it and its twin for the least, a MachineDeployment is the cluster autoscaler's. */
const AUTOSCALER_MAXIMUM = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size';

/** Kinds that get their Cluster as owner. */
const OWNED_BY_CLUSTER: readonly [string, string][] = [
  [CORE, 'MachineDeployment'],
  [CORE, 'MachineHealthCheck'],
  [CONTROL_PLANE, 'KubeadmControlPlane'],
  [BOOTSTRAP, 'KubeadmConfigTemplate'],
  [INFRASTRUCTURE, 'OpenStackCluster'],
  [INFRASTRUCTURE, 'OpenStackMachineTemplate'],
  [INFRASTRUCTURE, 'DevCluster'],
  [INFRASTRUCTURE, 'DevMachineTemplate'],
];
/** Kinds with a finalizer: who sets which. */
const FINALIZERS: readonly [string, string, string, string][] = [
  [CORE, 'Cluster', CORE_CONTROLLERS, 'cluster.cluster.x-k8s.io'],
  [CORE, 'MachineDeployment', CORE_CONTROLLERS, 'cluster.x-k8s.io/machinedeployment'],
  [CONTROL_PLANE, 'KubeadmControlPlane', KUBEADM_CONTROLLER, 'kubeadm.controlplane.cluster.x-k8s.io'],
  [INFRASTRUCTURE, 'OpenStackCluster', OPENSTACK_CONTROLLER, 'openstackcluster.infrastructure.cluster.x-k8s.io'],
  [INFRASTRUCTURE, 'OpenStackFloatingIPPool', OPENSTACK_CONTROLLER, 'openstackfloatingippool.infrastructure.cluster.x-k8s.io'],
  [INFRASTRUCTURE, 'DevCluster', DEV_CONTROLLER, 'dockercluster.infrastructure.cluster.x-k8s.io'],
  [ORC, 'ServerGroup', 'OpenStack Resource Controller', 'openstack.k-orc.cloud/servergroup'],
  [ORC, 'Image', 'OpenStack Resource Controller', 'openstack.k-orc.cloud/image'],
  [ORC, 'ApplicationCredential', 'OpenStack Resource Controller', 'openstack.k-orc.cloud/applicationcredential'],
  [ORC, 'User', 'OpenStack Resource Controller', 'openstack.k-orc.cloud/user'],
  [ORC, 'Domain', 'OpenStack Resource Controller', 'openstack.k-orc.cloud/domain'],
  [ORC, 'Role', 'OpenStack Resource Controller', 'openstack.k-orc.cloud/role'],
];

/**
 * The fields of the objects of this library that others own, as the sources of the owners have it (Cluster API 1.14.2, OpenStack
 * provider 0.14.7, ORC 2.6.0). None of them is ever in a manifest, so that nobody fights for them, but those that are ours where a description
 * says them.
 */
export const OWNED_FIELDS: readonly OwnedField[] = [
  ...['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp', 'managedFields', 'selfLink'].map((field) =>
    owned('*', '*', ['metadata', field], API_SERVER, 'bookkeeping of the API server')),
  owned('*', '*', ['status'], 'controllers', 'what a controller has seen'),
  annotation('*', '*', 'kubectl.kubernetes.io/last-applied-configuration', 'kubectl apply without --server-side', 'what was applied last'),
  annotation('*', '*', 'clusterctl.cluster.x-k8s.io/delete-for-move', CLUSTERCTL, 'marks what clusterctl move is about to delete'),
  owned('', 'Namespace', ['metadata', 'labels', 'kubernetes.io/metadata.name'], API_SERVER, 'the name, for selectors'),
  owned('', 'Namespace', ['spec', 'finalizers'], API_SERVER, 'keeps the namespace until it is empty'),
  owned(CORE, 'Cluster', ['spec', 'controlPlaneEndpoint'], CORE_CONTROLLERS, "copied from the infrastructure's object when the address is known"),
  owned(CORE, 'Cluster', ['spec', 'paused'], CLUSTERCTL, 'clusterctl move stops the controllers with it'),
  owned(CORE, 'MachineDeployment', ['spec', 'replicas'], 'cluster autoscaler', 'the number of machines between the bounds of the annotations', AUTOSCALER_MAXIMUM),
  owned(CORE, 'MachineDeployment', ['spec', 'paused'], CLUSTERCTL, 'clusterctl alpha rollout pause sets it'),
  annotation(CORE, 'MachineDeployment', 'machinedeployment.clusters.x-k8s.io/revision', CORE_CONTROLLERS, 'counts rollouts'),
  annotation('apps', 'Deployment', 'deployment.kubernetes.io/revision', 'Kubernetes controller manager', 'counts rollouts'),
  annotation(CONTROL_PLANE, 'KubeadmControlPlane', 'controlplane.cluster.x-k8s.io/remediation-in-progress', KUBEADM_CONTROLLER, 'remembers which machine is being replaced'),
  annotation(CONTROL_PLANE, 'KubeadmControlPlane', 'cluster.x-k8s.io/paused', CLUSTERCTL, 'clusterctl alpha rollout pause sets it'),
  {
    ...owned(INFRASTRUCTURE, 'OpenStackCluster', ['spec', 'controlPlaneEndpoint'], OPENSTACK_CONTROLLER, 'the address of the load balancer, or the floating IP'),
    unlessDescribed: true,
  },
  owned(INFRASTRUCTURE, 'DevCluster', ['spec', 'controlPlaneEndpoint'], DEV_CONTROLLER, 'the address of the load balancer, or of the simulated API server'),
  annotation(INFRASTRUCTURE, 'DevCluster', 'inmemorycluster.infrastructure.cluster.x-k8s.io/listener', DEV_CONTROLLER, 'names the simulated API server'),
  ...FINALIZERS.map(([group, kind, owner, finalizer]) => owned(group, kind, ['metadata', 'finalizers'], owner, `${finalizer} keeps the object until all is cleaned up`)),
  ...OWNED_BY_CLUSTER.map(([group, kind]) => owned(group, kind, ['metadata', 'ownerReferences'], CORE_CONTROLLERS, 'the Cluster, so that it takes the object along')),
];

function owned(group: string, kind: string, path: FieldPath, owner: string, reason: string, whereAnnotated?: string): OwnedField {
  return { group, kind, path, owner, reason, ...(whereAnnotated !== undefined && { whereAnnotated }) };
}

function annotation(group: string, kind: string, name: string, owner: string, reason: string): OwnedField {
  return owned(group, kind, ['metadata', 'annotations', name], owner, reason);
}
