import {
  OpenStackMachineTemplate,
  type OpenStackMachineTemplateSpecTemplateSpecAdditionalBlockDevices as AdditionalBlockDevice,
  OpenStackMachineTemplateSpecTemplateSpecAdditionalBlockDevicesStorageVolumeAvailabilityZoneFrom as DeviceZoneFrom,
  OpenStackMachineTemplateSpecTemplateSpecRootVolumeAvailabilityZoneFrom as ZoneFrom,
} from '../../../imports/capo/infrastructure.cluster.x-k8s.io';
import type { ProfileBlockStorageZones, ProviderProfileSpec } from '../../profile';
import { withProfileSettings } from '../../resolve/features';
import type { ResolvedCluster, ResolvedVolume } from '../../resolve/resolved-cluster';
import { templateMetadata } from '../capi/object-metadata';
import type { MachineGroup } from '../capi/plain-composition';
import { renderedTemplate } from '../capi/template-name';
import type { RenderedObject } from '../rendered-object';
import { imageReference } from './image';
import { serverGroupName } from './server-group';

export function renderOpenStackMachineTemplate(cluster: ResolvedCluster, profile: ProviderProfileSpec, group: MachineGroup): RenderedObject {
  const { machineType, rootVolume } = group.machine;
  const { sshKeyName, configDrive, blockStorageZones } = withProfileSettings(profile, group.profileSettings ?? []).openstack ?? {};
  const serverGroup = serverGroupName(cluster, group.name, group.antiAffinity);
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
              ...(blockStorageZones === 'SameAsCompute' && { availabilityZone: { from: ZoneFrom.MACHINE } }),
            },
          }),
          ...(group.volumes.length > 0 && { additionalBlockDevices: group.volumes.map((volume) => blockDevice(volume, blockStorageZones)) }),
          ...(serverGroup !== undefined && { serverGroup: { filter: { name: serverGroup } } }),
          ...(sshKeyName !== undefined && { sshKeyName }),
          ...(configDrive && { configDrive }),
        },
      },
    },
  });
}

/** Cluster API's provider makes the volume with the machine, deletes it with it, and gives the disk its name as a tag. */
function blockDevice({ name, sizeGiB, type }: ResolvedVolume, zones: ProfileBlockStorageZones | undefined): AdditionalBlockDevice {
  const volume = {
    ...(type !== undefined && { type }),
    ...(zones === 'SameAsCompute' && { availabilityZone: { from: DeviceZoneFrom.MACHINE } }),
  };
  return { name, sizeGiB, storage: { type: 'Volume', ...(Object.keys(volume).length > 0 && { volume }) } };
}
