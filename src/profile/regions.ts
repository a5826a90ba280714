/** A region of the cloud. */
export interface ProfileRegion {
  /**
   * Name of the region.
   *
   * @minLength 1
   * @maxLength 63
   * @mutability NewCluster
   * @since v1alpha1
   * @scsRule scs-0214-v2/label-region
   * @endsIn OpenStackCluster spec.identityRef.region; MachineDeployment metadata.annotations[capacity.cluster-autoscaler.kubernetes.io/labels]
   * @example RegionOne
   */
  readonly name: string;

  /**
   * Availability zones of the region, in the order in which machines are given to them.
   *
   * A changed list moves machines of all clusters that name no zones of their own.
   *
   * @minItems 1
   * @maxItems 32
   * @minLength 1
   * @maxLength 63
   * @mutability RollsPool
   * @since v1alpha1
   * @scsRule scs-0214-v2/cp-multi-zone
   * @endsIn OpenStackCluster spec.controlPlaneAvailabilityZones; MachineDeployment
   * @example [az1, az2, az3]
   */
  readonly zones: string[];

  /**
   * Country of the region: two letters of ISO 3166-1. It is told to users and enters no manifest.
   *
   * @default - not told
   * @pattern ^[A-Z]{2}$
   * @since v1alpha1
   * @endsIn - the self-description of the provider
   * @example DE
   */
  readonly country?: string;

  /**
   * Area of law that the region is subject to. It is told to users and enters no manifest.
   *
   * @default - not told
   * @pattern ^[A-Za-z][A-Za-z -]*$
   * @maxLength 63
   * @since v1alpha1
   * @endsIn - the self-description of the provider
   * @example EU
   */
  readonly jurisdiction?: string;
}

/** Where a Kubernetes minor is in its life. */
export enum ProfileKubernetesVersionState {
  /** It is offered and maintained. */
  SUPPORTED = 'Supported',
  /** It is maintained, but clusters should move on: using it is a warning. */
  DEPRECATED = 'Deprecated',
  /** It is offered for trials: using it is a warning. */
  PREVIEW = 'Preview',
}

/** A Kubernetes minor that is offered. */
export interface ProfileKubernetesVersion {
  /**
   * The minor. Always a string.
   *
   * @format kubernetes-minor
   * @since v1alpha1
   * @scsRule scs-0210-v2/branches-offered
   * @example "1.36"
   */
  readonly minor: string;

  /**
   * Where the minor is in its life.
   *
   * @default Supported
   * @since v1alpha1
   * @scsRule scs-0210-v2/eol-branch
   * @example Supported
   */
  readonly state?: ProfileKubernetesVersionState;

  /**
   * Day since which the service offers the minor. It is told to users.
   *
   * @default - the day of the upstream release
   * @format date
   * @since v1alpha1
   * @scsRule scs-0210-v2/minor-recency
   * @endsIn - the self-description of the provider
   * @example "2026-05-20"
   */
  readonly released?: string;

  /**
   * Day on which the service ends its support for the minor. It is told to users.
   *
   * @default - the day on which upstream ends its support
   * @format date
   * @since v1alpha1
   * @scsRule scs-0210-v2/eol-branch
   * @endsIn - warns of versions without updates
   * @example "2027-06-28"
   */
  readonly endOfLife?: string;
}
