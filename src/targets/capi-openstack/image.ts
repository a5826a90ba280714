import {
  Image,
  ImageSpecManagementPolicy as ManagementPolicy,
  ImageSpecResourceContentDiskFormat as DiskFormat,
  ImageSpecResourceContentDownloadDecompress as Decompress,
  type ImageSpecResourceContentDownloadHashAlgorithm as HashAlgorithm,
  ImageSpecResourcePropertiesHardwareDiskBus as DiskBus,
  ImageSpecResourcePropertiesHardwareScsiModel as ScsiModel,
  ImageSpecResourceVisibility as Visibility,
  type ImageSpecResource,
} from '../../../imports/orc';
import { contentHash } from '../../objects/content-hash';
import { ProfileBlockDevices, ProfileImageFormat, type ProfileImage, type ProfileImageDownload, type ProviderProfileSpec } from '../../profile';
import { withProfileSettings } from '../../resolve/features';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { KEEP_FROM_PRUNING } from '../capi/object-metadata';
import type { MachineGroup } from '../capi/machine-group';
import { rendered, type RenderedObject } from '../rendered-object';
import { orcCredentials } from './credentials';

/** The name under which image-builder's images are published for SCS (scs-0104-v1). */
const DEFAULT_IMAGE_NAME = 'ubuntu-capi-image-v{version}';

/** How a machine template names the image of a group's machines. */
export type ImageReference =
  | { readonly id: string }
  | { readonly filter: { readonly name: string } }
  | { readonly imageRef: { readonly name: string } };

export function imageReference(cluster: ResolvedCluster, profile: ProviderProfileSpec, group: MachineGroup): ImageReference {
  const image = imageOf(profile, group);
  if (image?.orc !== undefined) return { imageRef: { name: objectName(cluster, profile, group, image.orc) } };
  return image?.id !== undefined ? { id: image.id } : { filter: { name: inVersion(image?.name ?? DEFAULT_IMAGE_NAME, group) } };
}

/**
 * The image of a group's machines, which ORC downloads into the cloud; none where it is there already. Clusters of a namespace share it,
 * so nothing of a single cluster is in it, unless the name of the Secret has the cluster in it: then synthesis refuses the second one.
 */
export function renderImage(cluster: ResolvedCluster, profile: ProviderProfileSpec, group: MachineGroup): RenderedObject[] {
  const orc = imageOf(profile, group)?.orc;
  if (orc === undefined) return [];
  const name = objectName(cluster, profile, group, orc);
  return [
    rendered(`Image-${group.name}`, Image, {
      metadata: { name, namespace: cluster.namespace, annotations: KEEP_FROM_PRUNING },
      spec: {
        cloudCredentialsRef: orcCredentials(cluster, profile),
        managementPolicy: ManagementPolicy.MANAGED,
        // ORC takes an image of the same name for its own, and names are those of the whole project.
        resource: { name: `${cluster.namespace}-${name}`, ...resource(profile, group, orc) },
      },
    }),
  ];
}

/** What cannot change in place is in the hash of the name (ORC, rules of the schema); the credential can. */
function objectName(cluster: ResolvedCluster, profile: ProviderProfileSpec, group: MachineGroup, orc: ProfileImageDownload): string {
  const version = orc.url.includes('{version}') ? `-${withoutLetter(group.kubernetesVersion)}` : '';
  const hash = contentHash({ namespace: cluster.namespace, ...(cluster.region !== undefined && { region: cluster.region }), ...resource(profile, group, orc) });
  return `node-image${version}-${hash}`;
}

/** A pool's own image is there already; how disks are found in it is the profile's to say. */
function imageOf(profile: ProviderProfileSpec, { profileSettings = [], node }: MachineGroup): ProfileImage | undefined {
  const image = withProfileSettings(profile, profileSettings).openstack?.image;
  const own = node.expert.server.image;
  return own === undefined ? image : { ...own, ...(image?.blockDevices !== undefined && { blockDevices: image.blockDevices }) };
}

function resource(profile: ProviderProfileSpec, group: MachineGroup, { url, hash, format }: ProfileImageDownload): ImageSpecResource {
  const [algorithm, value] = hash?.split(':') ?? [];
  const decompress = Object.values(Decompress).find((ending) => url.endsWith(`.${ending}`));
  const hardware = hardwareOf(imageOf(profile, group)?.blockDevices);
  return {
    visibility: Visibility.PRIVATE,
    ...(hardware && { properties: { hardware } }),
    content: {
      diskFormat: format === ProfileImageFormat.RAW ? DiskFormat.RAW : DiskFormat.QCOW2,
      download: {
        url: inVersion(url, group),
        ...(decompress && { decompress }),
        ...(value !== undefined && { hash: { algorithm: algorithm as HashAlgorithm, value } }),
      },
    },
  };
}

/** Where disks are found by their letters, the image says of which bus they are. */
function hardwareOf(devices: ProfileBlockDevices | undefined) {
  switch (devices) {
    case ProfileBlockDevices.VIRTIO: return { diskBus: DiskBus.VIRTIO };
    case ProfileBlockDevices.SCSI: return { diskBus: DiskBus.SCSI, scsiModel: ScsiModel.VIRTIO_HYPHEN_SCSI };
    default: return undefined;
  }
}

/** `{version}` is the exact version without the `v`. */
function inVersion(text: string, { kubernetesVersion }: MachineGroup): string {
  return text.replaceAll('{version}', withoutLetter(kubernetesVersion));
}

function withoutLetter(version: string): string {
  return version.replace(/^v/, '');
}
