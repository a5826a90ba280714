import type { ProviderProfileSpec } from '../../profile';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { renderCluster } from '../capi/cluster';
import { renderKubeadmControlPlane } from '../capi/kubeadm-control-plane';
import { renderMachineHealthCheck } from '../capi/machine-health-check';
import { renderNamespace } from '../capi/namespace';
import { renderNodePool } from '../capi/node-pool';
import type { NodeIdentity } from '../capi/node-registration';
import { CONTROL_PLANE_LABEL } from '../capi/object-metadata';
import type { RenderedObject } from '../rendered-object';
import { renderOpenStackCluster } from './openstack-cluster';
import { renderOpenStackMachineTemplate } from './openstack-machine-template';
import { renderServerGroup } from './server-group';

/** The node's name and id come from the metadata service; the quotes keep both YAML and cloud-init's template happy. */
const NODE_IDENTITY: NodeIdentity = {
  name: '{{ local_hostname }}',
  kubeletExtraArgs: [
    { name: 'cloud-provider', value: 'external' },
    { name: 'provider-id', value: "openstack:///'{{ instance_id }}'" },
  ],
};

const CONTROL_PLANE = 'control-plane';

/** Plain Cluster API objects with the OpenStack provider. */
export function render(cluster: ResolvedCluster, profile: ProviderProfileSpec): readonly RenderedObject[] {
  const { controlPlane, nodePools } = cluster;
  const infrastructure = renderOpenStackCluster(cluster, profile);
  const controlPlaneTemplate = renderOpenStackMachineTemplate(cluster, profile, { ...controlPlane, name: CONTROL_PLANE, kubernetesVersion: cluster.kubernetesVersion });
  const kubeadmControlPlane = renderKubeadmControlPlane(cluster, controlPlaneTemplate, NODE_IDENTITY);
  return [
    renderNamespace(cluster),
    renderCluster(cluster, infrastructure, kubeadmControlPlane),
    infrastructure,
    ...renderServerGroup(cluster, profile, CONTROL_PLANE, controlPlane.antiAffinity),
    controlPlaneTemplate,
    kubeadmControlPlane,
    ...(controlPlane.healthCheck ? [renderMachineHealthCheck(cluster, CONTROL_PLANE, { [CONTROL_PLANE_LABEL]: '' }, controlPlane.healthCheck)] : []),
    ...nodePools.flatMap((pool) => {
      const machineTemplate = renderOpenStackMachineTemplate(cluster, profile, pool);
      return [
        ...renderServerGroup(cluster, profile, pool.name, pool.antiAffinity),
        machineTemplate,
        ...renderNodePool(cluster, pool, machineTemplate, NODE_IDENTITY),
      ];
    }),
  ];
}
