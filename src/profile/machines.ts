/** Processor architectures of machines. */
export enum ProfileArchitecture {
  /** 64-bit x86. */
  AMD64 = 'amd64',
  /** 64-bit Arm. */
  ARM64 = 'arm64',
}

/** GPUs of a flavor. */
export interface ProfileFlavorGpus {
  /**
   * Number of GPUs.
   *
   * @minimum 1
   * @maximum 64
   * @since v1alpha1
   * @endsIn MachineDeployment metadata.annotations[capacity.cluster-autoscaler.kubernetes.io/gpu-count]
   * @example 1
   */
  readonly count: number;

  /**
   * Model of the GPUs, as descriptions ask for it.
   *
   * @default ""
   * @maxLength 63
   * @since v1alpha1
   * @endsIn - chooses the flavor where a description asks for a model
   * @example L40S
   */
  readonly model?: string;
}

/**
 * A flavor that is offered.
 *
 * What the SCS name says needs no field. A field that is set wins over the name, but must not promise less than it.
 */
export interface ProfileFlavor {
  /**
   * Name by which descriptions ask for the flavor. Outside of the SCS grammar `cpus`, `memory` and `disk` are required.
   *
   * @pattern ^[A-Za-z0-9][A-Za-z0-9._:-]*$
   * @maxLength 63
   * @since v1alpha1
   * @scsRule scs-0100-v3/flavor-syntax
   * @endsIn - the name that descriptions use
   * @example SCS-4V-16
   */
  readonly name: string;

  /**
   * What the cloud calls the flavor.
   *
   * @default - the name
   * @minLength 1
   * @maxLength 255
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.flavor; MachineDeployment metadata.annotations[capacity.cluster-autoscaler.kubernetes.io/labels]
   * @example g1.large
   */
  readonly machineType?: string;

  /**
   * Number of virtual CPUs.
   *
   * @default - what the SCS name says
   * @minimum 1
   * @maximum 1024
   * @since v1alpha1
   * @endsIn MachineDeployment metadata.annotations[capacity.cluster-autoscaler.kubernetes.io/cpu]
   * @example 8
   */
  readonly cpus?: number;

  /**
   * Memory.
   *
   * @default - what the SCS name says
   * @format quantity
   * @since v1alpha1
   * @endsIn MachineDeployment metadata.annotations[capacity.cluster-autoscaler.kubernetes.io/memory]
   * @example 64Gi
   */
  readonly memory?: string;

  /**
   * Root disk that the flavor brings. `0` means that it brings none, so machines boot from a volume.
   *
   * @default - what the SCS name says
   * @format quantity
   * @mutability RollsAll
   * @since v1alpha1
   * @scsRule scs-0103-v1/diskless
   * @endsIn OpenStackMachineTemplate spec.template.spec.rootVolume; MachineDeployment
   *   metadata.annotations[capacity.cluster-autoscaler.kubernetes.io/ephemeral-disk]
   * @example 100Gi
   */
  readonly disk?: string;

  /**
   * Architecture of the processors.
   *
   * @default - what the SCS name says; amd64 for other names
   * @since v1alpha1
   * @endsIn MachineDeployment metadata.annotations[capacity.cluster-autoscaler.kubernetes.io/labels]
   * @example amd64
   */
  readonly architecture?: ProfileArchitecture;

  /**
   * GPUs.
   *
   * @default - what the SCS name says; none for other names
   * @since v1alpha1
   * @example {count: 1, model: L40S}
   */
  readonly gpus?: ProfileFlavorGpus;

  /**
   * Zones that have the flavor.
   *
   * @default - all zones
   * @minItems 1
   * @maxItems 32
   * @minLength 1
   * @maxLength 63
   * @since v1alpha1
   * @endsIn - checks the zones of descriptions
   * @example [az1]
   */
  readonly zones?: string[];

  /**
   * Name of the flavor among the instance SKUs of SECA. It enters no manifest.
   *
   * @default ""
   * @pattern ^([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$
   * @maxLength 128
   * @since v1alpha1
   * @endsIn - the name of the flavor for SECA
   * @example seca.l
   */
  readonly secaSku?: string;
}

/** A type of volumes that is offered. */
export interface ProfileVolumeType {
  /**
   * Name by which descriptions ask for the type.
   *
   * @format dns-label
   * @since v1alpha1
   * @endsIn - the name that descriptions use
   * @example ssd
   */
  readonly name: string;

  /**
   * What the cloud calls the type.
   *
   * @default - the name
   * @minLength 1
   * @maxLength 255
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.rootVolume.type
   * @example ceph-ssd
   */
  readonly volumeType?: string;

  /**
   * Whether a volume survives the loss of a disk or host. It is told to users.
   *
   * @default false
   * @since v1alpha1
   * @scsRule scs-0114-v1/volume-aspects
   * @endsIn - for who reads the profile
   * @example true
   */
  readonly replicated?: boolean;
}
