import { certificateAuthoritySecrets } from '../capi/certificate-authorities';
import { encryptionSecrets } from '../capi/encryption-secret';
import { etcdBackupSecrets } from '../capi/etcd-maintenance';
import { fileSecrets } from '../capi/file-secrets';
import { kubernetesImages } from '../capi/images';
import type { Target } from '../target';
import { check } from './check';

/** Expert settings for servers of a cloud. */
const SERVERS = ['securityGroups', 'ports', 'schedulerHints', 'serverMetadata', 'floatingIPs'];

/** Cluster API with the development provider: clusters without a cloud, in memory or in containers. */
export const target: Target = {
  check,
  images: kubernetesImages,
  secrets: (cluster, profile) => [
    ...encryptionSecrets(cluster), ...etcdBackupSecrets(cluster), ...fileSecrets(cluster), ...certificateAuthoritySecrets(cluster, profile),
  ],
  unsupported: [
    'controlPlane.antiAffinity',
    'nodePools[].antiAffinity',
    'nodePools[].volumes',
    'network.nodeCidr',
    'network.existing',
    'network.dnsServers',
    'apiServer.exposure',
    'apiServer.allowedCidrs',
    'apiServer.address',
    'apiServer.internalAddress',
    'apiServer.endpoint',
    'etcd.dedicatedVolume',
    'tags',
    'expert.apiServer.port',
    ...SERVERS.flatMap((field) => [`expert.${field}`, `nodePools[].expert.${field}`]),
    ...['tags', 'image', 'configDrive'].map((field) => `nodePools[].expert.${field}`),
  ],
};
