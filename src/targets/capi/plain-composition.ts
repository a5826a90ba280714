import type { ResolvedCluster } from '../../resolve/resolved-cluster';
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
  readonly cluster: RenderedObject;
  /** Objects beside that of the cluster, such as its credentials. */
  readonly clusterCompanions?: readonly RenderedObject[];
  bootstrap(group: MachineGroup): NodeBootstrap;
  machineTemplate(group: MachineGroup): RenderedObject;
  /** Objects beside a machine template, such as a server group, or an image, which groups may share. */
  companions(group: MachineGroup): readonly RenderedObject[];
}

/** Plain Cluster API objects, without a ClusterClass, on any infrastructure. */
export function composePlain(cluster: ResolvedCluster, infrastructure: Infrastructure): readonly RenderedObject[] {
  const { controlPlane, nodePools } = cluster;
  const controlPlaneGroup = { ...controlPlane, name: CONTROL_PLANE, kubernetesVersion: cluster.kubernetesVersion };
  const controlPlaneTemplate = infrastructure.machineTemplate(controlPlaneGroup);
  const kubeadmControlPlane = renderKubeadmControlPlane(cluster, controlPlaneTemplate, infrastructure.bootstrap(controlPlaneGroup));
  return withoutRepetitions([
    renderNamespace(cluster),
    renderCluster(cluster, infrastructure.cluster, kubeadmControlPlane),
    ...infrastructure.clusterCompanions ?? [],
    infrastructure.cluster,
    ...infrastructure.companions(controlPlaneGroup),
    controlPlaneTemplate,
    kubeadmControlPlane,
    ...(controlPlane.healthCheck ? [renderMachineHealthCheck(cluster, CONTROL_PLANE, { [CONTROL_PLANE_LABEL]: '' }, controlPlane.healthCheck)] : []),
    ...nodePools.flatMap((pool) => {
      const machineTemplate = infrastructure.machineTemplate(pool);
      const objects = [...infrastructure.companions(pool), machineTemplate, ...renderNodePool(cluster, pool, machineTemplate, infrastructure.bootstrap(pool))];
      return objects.map((object) => ({ ...object, pool: pool.name }));
    }),
    ...renderClusterAutoscaler(cluster, controlPlaneTemplate),
  ]);
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
