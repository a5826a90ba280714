import {
  KubeadmConfigTemplate,
  type KubeadmConfigTemplateSpecTemplateSpecFiles as File,
  type KubeadmConfigTemplateSpecTemplateSpecFormat as Format,
  MachineDeployment,
  type MachineDeploymentSpecDeletionOrder as DeletionOrder,
  MachineDeploymentSpecRolloutStrategyRollingUpdateMaxSurge as MaxSurge,
  MachineDeploymentSpecRolloutStrategyRollingUpdateMaxUnavailable as MaxUnavailable,
  MachineDeploymentSpecRolloutStrategyType as RolloutType,
} from '../../../imports/capi';
import type { ResolvedCluster, ResolvedMachineGroup, ResolvedNodePool } from '../../resolve/resolved-cluster';
import { rendered, type RenderedObject } from '../rendered-object';
import { autoscalerAnnotations } from './autoscaler-annotations';
import { contractRef } from './cluster';
import { intOrPercent } from './int-or-percent';
import { machineContent, machineContentFields } from './machine-content';
import { machineDeletion } from './machine-deletion';
import { renderMachineHealthCheck } from './machine-health-check';
import type { NodeBootstrap } from './node-bootstrap';
import { nodeRegistration } from './node-registration';
import { KUBEADM_PATCHES_DIRECTORY } from './node-system';
import { CLUSTER_NAME_LABEL, DEPLOYMENT_NAME_LABEL, NODE_POOL_LABEL, objectMetadata, templateMetadata } from './object-metadata';
import { renderedTemplate } from './template-name';

/** A pool's objects around its machine template: bootstrap template, one MachineDeployment for each zone, one health check. */
export function renderNodePool(cluster: ResolvedCluster, pool: ResolvedNodePool, machineTemplate: RenderedObject, bootstrap: NodeBootstrap): RenderedObject[] {
  const bootstrapTemplate = renderKubeadmConfigTemplate(cluster, pool, bootstrap);
  return [
    bootstrapTemplate,
    ...pool.groups.map((group) => renderMachineDeployment(cluster, pool, group, bootstrapTemplate, machineTemplate)),
    ...(pool.healthCheck ? [renderMachineHealthCheck(cluster, pool.name, { [NODE_POOL_LABEL]: pool.name }, pool.healthCheck)] : []),
  ];
}

function renderKubeadmConfigTemplate(cluster: ResolvedCluster, pool: ResolvedNodePool, bootstrap: NodeBootstrap): RenderedObject {
  const { expert } = pool.node;
  const content = machineContent(cluster).nodePools[cluster.nodePools.indexOf(pool)];
  return renderedTemplate(`KubeadmConfigTemplate-${pool.name}`, KubeadmConfigTemplate, {
    metadata: templateMetadata(cluster, `${cluster.name}-${pool.name}`),
    spec: {
      template: {
        spec: {
          joinConfiguration: {
            ...nodeRegistration(bootstrap, pool.labels, pool.taints.length > 0 ? pool.taints : undefined, expert),
            ...(expert.skipPhases.join.length > 0 && { skipPhases: [...expert.skipPhases.join] }),
            patches: { directory: KUBEADM_PATCHES_DIRECTORY },
          },
          ...machineContentFields<File, Format>(cluster, content, bootstrap),
        },
      },
    },
  });
}

function renderMachineDeployment(
  cluster: ResolvedCluster, pool: ResolvedNodePool, group: ResolvedMachineGroup, bootstrapTemplate: RenderedObject, machineTemplate: RenderedObject,
): RenderedObject {
  const name = `${cluster.name}-${group.name}`;
  const { rollout, timeouts, labels, annotations } = pool;
  // What the webhook would add to an empty selector; written out, the object does not change when it is stored.
  const selector = { [CLUSTER_NAME_LABEL]: cluster.name, [DEPLOYMENT_NAME_LABEL]: name };
  return rendered(`MachineDeployment-${group.name}`, MachineDeployment, {
    metadata: { ...objectMetadata(cluster, name), annotations: autoscalerAnnotations(cluster, pool, group) },
    spec: {
      clusterName: cluster.name,
      // The autoscaler owns the number of its machines.
      ...(group.replicas !== undefined && { replicas: group.replicas }),
      selector: { matchLabels: selector },
      template: {
        metadata: {
          labels: { ...selector, [NODE_POOL_LABEL]: pool.name, ...labels.synced },
          ...(Object.keys(annotations).length > 0 && { annotations }),
        },
        spec: {
          clusterName: cluster.name,
          version: pool.kubernetesVersion,
          ...(group.zone !== undefined && { failureDomain: group.zone }),
          bootstrap: { configRef: contractRef(bootstrapTemplate) },
          infrastructureRef: contractRef(machineTemplate),
          deletion: machineDeletion(timeouts),
        },
      },
      rollout: {
        ...(cluster.rolloutAfter !== undefined && { after: cluster.rolloutAfter }),
        strategy: {
          type: RolloutType.ROLLING_UPDATE,
          rollingUpdate: {
            maxSurge: intOrPercent(MaxSurge, rollout.maxSurge),
            maxUnavailable: intOrPercent(MaxUnavailable, rollout.maxUnavailable),
          },
        },
      },
      deletion: { order: rollout.deleteOrder as string as DeletionOrder },
    },
  });
}
