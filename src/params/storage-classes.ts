import type { Filesystem } from './node-pools';

/** What happens to a volume when its claim is deleted. */
export enum ReclaimPolicy {
  /** The volume is deleted. */
  DELETE = 'Delete',
  /** The volume is kept. */
  RETAIN = 'Retain',
}

/** When a volume is made. */
export enum VolumeBindingMode {
  /** When a pod uses it, in the pod's zone. */
  WAIT_FOR_FIRST_CONSUMER = 'WaitForFirstConsumer',
  /** At once. */
  IMMEDIATE = 'Immediate',
}

/** How many nodes may mount a volume. */
export enum VolumeAccessMode {
  /** One node. */
  READ_WRITE_ONCE = 'ReadWriteOnce',
  /** Many nodes. */
  READ_WRITE_MANY = 'ReadWriteMany',
}

/** A StorageClass of the cluster. */
export interface StorageClass {
  /**
   * Name of the class.
   *
   * @format dns-subdomain
   * @maxLength 63
   * @example standard
   */
  readonly name: string;

  /**
   * Type of the volumes. A name of the profile's `volumeTypes`.
   *
   * @default - the cloud's default volume type
   * @format dns-label
   * @example ssd
   */
  readonly type?: string;

  /**
   * Whether claims that name no class get this one. Exactly one class is the default.
   *
   * @default false
   * @scsRule scs-0211-v2/default-exists
   * @example true
   */
  readonly default?: boolean;

  /**
   * What happens to a volume when its claim is deleted.
   *
   * @default Delete
   * @example Delete
   */
  readonly reclaimPolicy?: ReclaimPolicy;

  /**
   * When a volume is made.
   *
   * @default WaitForFirstConsumer
   * @example WaitForFirstConsumer
   */
  readonly bindingMode?: VolumeBindingMode;

  /**
   * Whether volumes can grow.
   *
   * @default true
   * @scsRule scs-0211-v2/expansion
   * @example true
   */
  readonly expandable?: boolean;

  /**
   * Whether volumes are encrypted.
   *
   * @default false
   * @example false
   */
  readonly encrypted?: boolean;

  /**
   * How many nodes may mount a volume.
   *
   * @default ReadWriteOnce
   * @scsRule scs-0211-v2/rwo
   * @example ReadWriteOnce
   */
  readonly accessMode?: VolumeAccessMode;

  /**
   * File system of the volumes.
   *
   * @default ext4
   * @example ext4
   */
  readonly filesystem?: Filesystem;

  /**
   * Further parameters of the class.
   *
   * @default {}
   * @keyFormat label-key
   * @maxLength 1024
   * @example {}
   */
  readonly parameters?: { [key: string]: string };
}
