import type { ResolvedCluster, ResolvedNodePool } from '../../resolve/resolved-cluster';
import type { RenderedObject } from '../rendered-object';
import { renderCluster } from './cluster';
import { renderClusterAutoscaler } from './cluster-autoscaler';
import { renderKubeadmControlPlane } from './kubeadm-control-plane';
import { CONTROL_PLANE, type MachineGroup } from './machine-group';
import { renderMachineHealthCheck } from './machine-health-check';
import { renderNamespace } from './namespace';
import type { NodeBootstrap } from './node-bootstrap';
import { renderNodePool } from './node-pool';
import { CONTROL_PLANE_LABEL } from './object-metadata';

/** What an infrastructure brings into the composition of plain Cluster API objects. */
export interface Infrastructure {
  cluster(): RenderedObject;
  /** Objects beside that of the cluster, such as its credentials. */
  clusterCompanions?(): readonly RenderedObject[];
  bootstrap(group: MachineGroup): NodeBootstrap;
  machineTemplate(group: MachineGroup): RenderedObject;
  /** Objects beside a machine template, such as a server group, or an image, which groups may share. */
  companions(group: MachineGroup): readonly RenderedObject[];
}

/**
 * Plain Cluster API objects, without a ClusterClass, on any infrastructure: all, or those that the named node pools bring to a cluster
 * with others.
 */
export function composePlain(cluster: ResolvedCluster, infrastructure: Infrastructure, addedPools?: readonly string[]): readonly RenderedObject[] {
  const pools = cluster.nodePools.filter(({ name }) => addedPools?.includes(name) ?? true).map((pool) => composePool(cluster, infrastructure, pool));
  return withoutRepetitions([
    ...(addedPools === undefined ? composeCluster(cluster, infrastructure) : []),
    ...pools.flatMap(({ objects }) => objects),
    ...pools.slice(0, 1).flatMap(({ machineTemplate }) => renderClusterAutoscaler(cluster, machineTemplate)),
  ]);
}

/** What there is once: the cluster and its control plane. */
function composeCluster(cluster: ResolvedCluster, infrastructure: Infrastructure): readonly RenderedObject[] {
  const { controlPlane } = cluster;
  const infrastructureCluster = infrastructure.cluster();
  const controlPlaneGroup = { ...controlPlane, name: CONTROL_PLANE, kubernetesVersion: cluster.kubernetesVersion };
  const controlPlaneTemplate = infrastructure.machineTemplate(controlPlaneGroup);
  const kubeadmControlPlane = renderKubeadmControlPlane(cluster, controlPlaneTemplate, infrastructure.bootstrap(controlPlaneGroup));
  return [
    renderNamespace(cluster),
    renderCluster(cluster, infrastructureCluster, kubeadmControlPlane),
    ...infrastructure.clusterCompanions?.() ?? [],
    infrastructureCluster,
    ...infrastructure.companions(controlPlaneGroup),
    controlPlaneTemplate,
    kubeadmControlPlane,
    ...(controlPlane.healthCheck ? [renderMachineHealthCheck(cluster, CONTROL_PLANE, { [CONTROL_PLANE_LABEL]: '' }, controlPlane.healthCheck)] : []),
  ];
}

function composePool(cluster: ResolvedCluster, infrastructure: Infrastructure, pool: ResolvedNodePool) {
  const machineTemplate = infrastructure.machineTemplate(pool);
  const objects = [...infrastructure.companions(pool), machineTemplate, ...renderNodePool(cluster, pool, machineTemplate, infrastructure.bootstrap(pool))];
  return { machineTemplate, objects: objects.map((object): RenderedObject => ({ ...object, pool: pool.name })) };
}

/** What several groups have in common comes once. */
function withoutRepetitions(objects: readonly RenderedObject[]): readonly RenderedObject[] {
  const seen = new Set<string>();
  return objects.filter(({ type, props }) => {
    const identity = `${type.GVK.kind}/${props.metadata.name}`;
    const isNew = !seen.has(identity);
    seen.add(identity);
    return isNew;
  });
}
