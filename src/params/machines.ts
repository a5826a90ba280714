/** How strictly machines of one group are kept on different hosts. */
export enum AntiAffinity {
  /** Two machines of the group never share a host; a machine that finds no host of its own is not created. */
  REQUIRED = 'Required',
  /** Machines are spread over hosts as far as there are hosts. */
  PREFERRED = 'Preferred',
  /** The cloud places machines as it likes. */
  NONE = 'None',
}

/** What a taint does to pods that do not tolerate it. */
export enum TaintEffect {
  /** New pods are not scheduled to the node. */
  NO_SCHEDULE = 'NoSchedule',
  /** New pods are scheduled elsewhere where possible. */
  PREFER_NO_SCHEDULE = 'PreferNoSchedule',
  /** New pods are not scheduled, running ones are evicted. */
  NO_EXECUTE = 'NoExecute',
}

/** A taint that nodes have from the moment they join. */
export interface Taint {
  /**
   * Key of the taint.
   *
   * @format label-key
   * @example dedicated
   */
  readonly key: string;

  /**
   * Value of the taint.
   *
   * @default - no value
   * @format label-value
   * @example web
   */
  readonly value?: string;

  /**
   * Effect on pods that do not tolerate the taint.
   *
   * @example NoSchedule
   */
  readonly effect: TaintEffect;
}

/** The disk that a machine boots from. */
export interface RootDisk {
  /**
   * Size of the root disk. A whole number of GiB.
   *
   * @default - the flavor's own disk; 50Gi where the flavor has none
   * @format quantity
   * @endsIn OpenStackMachineTemplate spec.template.spec.rootVolume.sizeGiB; MachineDeployment
   *   metadata.annotations[capacity.cluster-autoscaler.kubernetes.io/ephemeral-disk]
   * @example 50Gi
   */
  readonly size?: string;

  /**
   * Type of the disk. A name of the profile's `volumeTypes`. Needs a volume, so a size is derived where none is given.
   *
   * @default - the cloud's default volume type
   * @format dns-label
   * @endsIn OpenStackMachineTemplate spec.template.spec.rootVolume.{type,sizeGiB}
   * @example ssd
   */
  readonly type?: string;
}

/** GPUs that a machine must have. */
export interface GpuRequirements {
  /**
   * Number of GPUs at least.
   *
   * @minimum 1
   * @maximum 64
   * @example 1
   */
  readonly count: number;

  /**
   * Model of the GPU, as the profile's flavors name it.
   *
   * @default - any model
   * @maxLength 63
   * @example L40S
   */
  readonly model?: string;
}

/** What a machine must have at least; the smallest offered flavor that has it is taken. */
export interface MachineRequirements {
  /**
   * Number of virtual CPUs at least.
   *
   * @minimum 1
   * @maximum 1024
   * @example 4
   */
  readonly cpus: number;

  /**
   * Memory at least.
   *
   * @format quantity
   * @example 16Gi
   */
  readonly memory: string;

  /**
   * Root disk at least. A flavor without a disk fits too: a root volume of this size is then made.
   *
   * @default - any disk
   * @format quantity
   * @example 50Gi
   */
  readonly disk?: string;

  /**
   * GPUs at least.
   *
   * @default - flavors without GPUs only
   * @example {count: 1, model: L40S}
   */
  readonly gpus?: GpuRequirements;
}

/** How long the deletion of a machine may wait for what. `0s` waits for ever. */
export interface MachineTimeouts {
  /**
   * Time to drain the node before the machine is deleted all the same.
   *
   * @default 5m
   * @format duration
   * @mutability InPlace
   * @endsIn {KubeadmControlPlane spec.machineTemplate,MachineDeployment spec.template}.spec.deletion.nodeDrainTimeoutSeconds
   * @example 10m
   */
  readonly drain?: string;

  /**
   * Time to wait for volumes to be detached.
   *
   * @default 5m
   * @format duration
   * @mutability InPlace
   * @endsIn {KubeadmControlPlane spec.machineTemplate,MachineDeployment spec.template}.spec.deletion.nodeVolumeDetachTimeoutSeconds
   * @example 5m
   */
  readonly volumeDetach?: string;

  /**
   * Time to try to delete the Node object after the machine is gone.
   *
   * @default 5m
   * @format duration
   * @mutability InPlace
   * @endsIn {KubeadmControlPlane spec.machineTemplate,MachineDeployment spec.template}.spec.deletion.nodeDeletionTimeoutSeconds
   * @example 5m
   */
  readonly deletion?: string;
}
