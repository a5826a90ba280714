import { stringify } from 'yaml';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import type { RequiredSecret } from '../required-secret';
import { MOVE_LABEL } from './object-metadata';

const KEY = '<KEY>';

/**
 * A strong algorithm whose keys need no rotation after so many writes. The last provider lets the API server read what was
 * stored before encryption was switched on.
 */
const CONFIGURATION = {
  apiVersion: 'apiserver.config.k8s.io/v1',
  kind: 'EncryptionConfiguration',
  resources: [{ resources: ['secrets'], providers: [{ secretbox: { keys: [{ name: 'key-1', secret: KEY }] } }, { identity: {} }] }],
};

/** The Secret with the configuration of encryption in etcd; none where nothing is encrypted. */
export function encryptionSecrets({ namespace, encryptionConfig }: ResolvedCluster): readonly RequiredSecret[] {
  if (encryptionConfig === undefined) return [];
  return [
    {
      location: 'ManagementCluster',
      namespace,
      name: encryptionConfig.name,
      labels: { [MOVE_LABEL]: 'true' },
      keys: [
        {
          name: encryptionConfig.key,
          content: 'the EncryptionConfiguration of the API server; keep a copy in a safe place, as without it nobody can read a backup of etcd',
          template: { text: stringify(CONFIGURATION, { version: '1.1' }), placeholders: [{ name: KEY, meaning: '32 random bytes: head -c 32 /dev/urandom | base64' }] },
        },
      ],
      usedBy: ['Cluster API bootstrap provider kubeadm, which writes it to the control-plane machines'],
    },
  ];
}
