import {
  OpenStackMachineTemplate,
  type OpenStackMachineTemplateSpecTemplateSpecAdditionalBlockDevices as AdditionalBlockDevice,
  OpenStackMachineTemplateSpecTemplateSpecAdditionalBlockDevicesStorageVolumeAvailabilityZoneFrom as DeviceZoneFrom,
  OpenStackMachineTemplateSpecTemplateSpecRootVolumeAvailabilityZoneFrom as ZoneFrom,
} from '../../../imports/capo';
import type { ProfileOpenStack, ProviderProfileSpec } from '../../profile';
import { withProfileSettings } from '../../resolve/features';
import type { ResolvedCluster, ResolvedVolume } from '../../resolve/resolved-cluster';
import { templateMetadata } from '../capi/object-metadata';
import type { MachineGroup } from '../capi/machine-group';
import { renderedTemplate } from '../capi/template-name';
import type { RenderedObject } from '../rendered-object';
import { floatingIPPoolName } from './floating-ip-pool';
import { imageReference } from './image';
import { serverGroupName } from './server-group';
import { serverSettings } from './server-settings';

export function renderOpenStackMachineTemplate(cluster: ResolvedCluster, profile: ProviderProfileSpec, group: MachineGroup): RenderedObject {
  const { machineType, rootVolume } = group.machine;
  const { server } = group.node.expert;
  const openstack = withProfileSettings(profile, group.profileSettings ?? []).openstack ?? {};
  const { sshKeyName } = openstack;
  const configDrive = server.configDrive ?? openstack.configDrive;
  const rootZone = volumeZone(openstack, ZoneFrom);
  const serverGroup = serverGroupName(cluster, group.name, group.antiAffinity);
  const floatingIPPool = floatingIPPoolName(cluster, profile, group);
  return renderedTemplate(`OpenStackMachineTemplate-${group.name}`, OpenStackMachineTemplate, {
    metadata: templateMetadata(cluster, `${cluster.name}-${group.name}`),
    spec: {
      template: {
        spec: {
          flavor: machineType,
          image: imageReference(cluster, profile, group),
          ...(rootVolume && {
            rootVolume: {
              sizeGiB: rootVolume.sizeGiB,
              ...(rootVolume.type !== undefined && { type: rootVolume.type }),
              ...(rootZone && { availabilityZone: rootZone }),
            },
          }),
          ...(group.volumes.length > 0 && { additionalBlockDevices: group.volumes.map((volume) => blockDevice(volume, openstack)) }),
          ...(serverGroup !== undefined && { serverGroup: { filter: { name: serverGroup } } }),
          ...(sshKeyName !== undefined && { sshKeyName }),
          ...(configDrive && { configDrive }),
          ...serverSettings(cluster, profile, group),
          ...(floatingIPPool !== undefined && {
            floatingIpPoolRef: { apiGroup: 'infrastructure.cluster.x-k8s.io', kind: 'OpenStackFloatingIPPool', name: floatingIPPool },
          }),
        },
      },
    },
  });
}

/** Cluster API's provider makes the volume with the machine, deletes it with it, and gives the disk its name as a tag. */
function blockDevice({ name, sizeGiB, type }: ResolvedVolume, openstack: ProfileOpenStack): AdditionalBlockDevice {
  const zone = volumeZone(openstack, DeviceZoneFrom);
  const volume = { ...(type !== undefined && { type }), ...(zone && { availabilityZone: zone }) };
  return { name, sizeGiB, storage: { type: 'Volume', ...(Object.keys(volume).length > 0 && { volume }) } };
}

/** Without one, the cloud chooses: Cluster API's provider does not take the zone of the machine unless it is told to. */
function volumeZone<F>(
  { blockStorageZone, blockStorageZones }: ProfileOpenStack, from: { readonly NAME: F; readonly MACHINE: F },
): { from: F; name?: string } | undefined {
  if (blockStorageZone !== undefined) return { from: from.NAME, name: blockStorageZone };
  return blockStorageZones === 'SameAsCompute' ? { from: from.MACHINE } : undefined;
}
