import type { ProviderProfileSpec } from '../../profile';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { composePlain } from '../capi/plain-composition';
import type { RenderedObject } from '../rendered-object';
import { renderDevCluster } from './dev-cluster';
import { renderDevMachineTemplate } from './dev-machine-template';

/** Plain Cluster API objects with the development provider. There is no cloud, so the kubelet is told of none. */
export function render(cluster: ResolvedCluster, profile: ProviderProfileSpec, addedPools?: readonly string[]): readonly RenderedObject[] {
  return composePlain(cluster, {
    cluster: () => renderDevCluster(cluster, profile),
    bootstrap: () => ({ kubeletExtraArgs: [], files: [], preKubeadmCommands: [], postKubeadmCommands: [] }),
    machineTemplate: (group) => renderDevMachineTemplate(cluster, profile, group),
    companions: () => [],
  }, addedPools);
}
