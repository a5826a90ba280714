import type { SecretRef } from './references';

/** etcd of the control plane. */
export interface Etcd {
  /**
   * Regular backup of etcd.
   *
   * Every control-plane node keeps backups in `/var/backups/etcd`. They hold all Secrets of the cluster. How to restore one is in
   * docs/guides/etcd-restore.md.
   *
   * @default {enabled: true, schedule: "0 3 * * 0", retention: 14d, target: Node}
   * @mutability RollsControlPlane
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.{files,postKubeadmCommands}
   * @scsRule scs-0215-v1/etcd-backup
   * @example {enabled: true, schedule: "0 3 * * 0", retention: 14d, target: Node}
   */
  readonly backup?: EtcdBackup;

  /**
   * A disk for etcd alone, so that nothing else delays its writes. Mounted at `/var/lib/etcd` before kubeadm runs.
   *
   * @default - etcd's data is on the root disk
   * @mutability RollsControlPlane
   * @endsIn OpenStackMachineTemplate spec.template.spec.additionalBlockDevices; KubeadmControlPlane
   *   spec.kubeadmConfigSpec.{files,preKubeadmCommands}
   * @example {size: 10Gi, type: ssd}
   */
  readonly dedicatedVolume?: EtcdVolume;
}

/** Where backups of etcd go. */
export enum EtcdBackupTarget {
  /** The disk of the control-plane node. */
  NODE = 'Node',
  /** An object store that speaks S3. */
  S3 = 'S3',
}

/** Regular backup of etcd. */
export interface EtcdBackup {
  /**
   * Whether backups are made.
   *
   * @default true
   * @example true
   */
  readonly enabled?: boolean;

  /**
   * When backups are made, in UTC: five cron fields, limited to what a systemd calendar can say.
   *
   * @default "0 3 * * 0"
   * @format cron
   * @example "0 3 * * 0"
   */
  readonly schedule?: string;

  /**
   * How long a backup is kept on the node. Whole minutes. What is in a bucket is dropped by rules of the bucket.
   *
   * @default 14d
   * @format duration
   * @example 14d
   */
  readonly retention?: string;

  /**
   * Where backups go. With `S3`, the leader of etcd uploads what it has written to its node.
   *
   * @default Node
   * @example Node
   */
  readonly target?: EtcdBackupTarget;

  /**
   * The object store, for target `S3`.
   *
   * @default - none
   * @example {bucket: shop-etcd, endpoint: "https://s3.example.org", credentialsRef: {name: shop-etcd-backup}}
   */
  readonly s3?: S3Bucket;
}

/** A bucket of an object store. */
export interface S3Bucket {
  /**
   * Name of the bucket.
   *
   * @pattern ^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$
   * @example shop-etcd
   */
  readonly bucket: string;

  /**
   * URL of the object store.
   *
   * @format https-url
   * @maxLength 2048
   * @example https://s3.example.org
   */
  readonly endpoint: string;

  /**
   * Region that requests are signed for. Object stores with a single region take any.
   *
   * @default - `us-east-1`
   * @pattern ^[A-Za-z0-9][A-Za-z0-9_-]*$
   * @maxLength 64
   * @example eu-central-1
   */
  readonly region?: string;

  /**
   * Secret with the keys `accessKey` and `secretKey`.
   *
   * A changed content of the same Secret reaches no node: name a new one.
   *
   * @example {name: shop-etcd-backup}
   */
  readonly credentialsRef: SecretRef;
}

/** A disk for etcd alone. */
export interface EtcdVolume {
  /**
   * Size of the disk. A whole number of GiB, and more than `etcd.quota` of the profile.
   *
   * @format quantity
   * @example 10Gi
   */
  readonly size: string;

  /**
   * Type of the disk. A name of the profile's `volumeTypes`.
   *
   * It is a volume of the block storage. For a local disk of the host, take a flavor whose root disk is one, and leave the volume out.
   *
   * @default - the cloud's default volume type
   * @format dns-label
   * @endsIn OpenStackMachineTemplate spec.template.spec.additionalBlockDevices[].storage.volume.type
   * @example ssd
   */
  readonly type?: string;
}
