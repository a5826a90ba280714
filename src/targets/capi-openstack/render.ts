import type { ProviderProfileSpec } from '../../profile';
import { withProfileSettings } from '../../resolve/features';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { composePlain } from '../capi/plain-composition';
import type { RenderedObject } from '../rendered-object';
import { renderApplicationCredentials } from './application-credential';
import { renderFloatingIPPool } from './floating-ip-pool';
import { renderImage } from './image';
import { nodeBootstrap } from './node-bootstrap';
import { renderOpenStackCluster } from './openstack-cluster';
import { renderOpenStackMachineTemplate } from './openstack-machine-template';
import { renderServerGroup } from './server-group';

/** Plain Cluster API objects with the OpenStack provider. */
export function render(cluster: ResolvedCluster, profile: ProviderProfileSpec, addedPools?: readonly string[]): readonly RenderedObject[] {
  return composePlain(cluster, {
    cluster: () => renderOpenStackCluster(cluster, profile),
    clusterCompanions: () => renderApplicationCredentials(cluster, profile),
    bootstrap: (group) => nodeBootstrap(cluster, withProfileSettings(profile, group.profileSettings ?? []), group),
    machineTemplate: (group) => renderOpenStackMachineTemplate(cluster, profile, group),
    companions: (group) => [
      ...renderImage(cluster, profile, group),
      ...renderServerGroup(cluster, profile, group.name, group.antiAffinity),
      ...renderFloatingIPPool(cluster, profile, group),
    ],
  }, addedPools);
}
