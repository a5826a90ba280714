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
import { serverGroupName } from './server-group';

/** The name under which image-builder's images are published for SCS (scs-0104-v1). */
const DEFAULT_IMAGE_NAME = 'ubuntu-capi-image-v{version}';

export function renderOpenStackMachineTemplate(cluster: ResolvedCluster, profile: ProviderProfileSpec, group: MachineGroup): RenderedObject {
  const { machineType, rootVolume } = group.machine;
  const { image, sshKeyName, configDrive, blockStorageZones } = withProfileSettings(profile, group.profileSettings ?? []).openstack ?? {};
  const serverGroup = serverGroupName(cluster, group.name, group.antiAffinity);
  return renderedTemplate(`OpenStackMachineTemplate-${group.name}`, OpenStackMachineTemplate, {
    metadata: templateMetadata(cluster, `${cluster.name}-${group.name}`),
    spec: {
      template: {
        spec: {
          flavor: machineType,
          image: image?.id !== undefined ? { id: image.id } : { filter: { name: imageName(image?.name, group.kubernetesVersion) } },
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

/** `{version}` is the exact version without the `v`. */
function imageName(name: string | undefined, version: string): string {
  return (name ?? DEFAULT_IMAGE_NAME).replaceAll('{version}', version.replace(/^v/, ''));
}
