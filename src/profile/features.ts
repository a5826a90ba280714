import type { ExpertPatchOp } from '../params';

/** What a feature is switched for. */
export enum ProfileFeatureScope {
  /** The whole cluster. */
  CLUSTER = 'Cluster',
  /** Each node pool, which can differ from the cluster. */
  NODE_POOL = 'NodePool',
}

/** What changing a feature does to machines. */
export enum ProfileFeatureMutability {
  /** Nothing: machines stay. */
  IN_PLACE = 'InPlace',
  /** The machines of the pool are replaced. */
  ROLLS_POOL = 'RollsPool',
  /** The machines of the control plane are replaced. */
  ROLLS_CONTROL_PLANE = 'RollsControlPlane',
  /** All machines are replaced. */
  ROLLS_ALL = 'RollsAll',
  /** It cannot be changed: it needs a new cluster. */
  NEW_CLUSTER = 'NewCluster',
}

/** How ripe a feature is. */
export enum ProfileFeatureStage {
  /** For trials: using it is a warning. */
  PREVIEW = 'Preview',
  /** For production. */
  STABLE = 'Stable',
  /** It will go: using it is a warning. */
  DEPRECATED = 'Deprecated',
}

/** What an effect of a feature changes. */
export enum ProfileFeatureEffectType {
  /** A field of the profile. */
  PROFILE = 'Profile',
  /** A field of the description that the user left out. */
  DESCRIPTION = 'Description',
  /** Final objects. */
  OBJECT = 'Object',
}

/** Where a feature can be used. */
export interface ProfileFeatureRequirements {
  /**
   * Kubernetes versions that have the feature: bounds on the minor, separated by blanks.
   *
   * @default - all versions
   * @pattern ^(>=|<=|>|<|=)1\.[0-9]{1,3}( (>=|<=|>|<)1\.[0-9]{1,3})*$
   * @maxLength 63
   * @since v1alpha1
   * @example ">=1.34"
   */
  readonly kubernetesVersions?: string;

  /**
   * Flavors that have the feature, by their names in the profile.
   *
   * @default - all flavors
   * @minItems 1
   * @maxItems 500
   * @minLength 1
   * @maxLength 63
   * @since v1alpha1
   * @example [SCS-4V-16]
   */
  readonly flavors?: string[];
}

/** Which final objects an effect changes. */
export interface ProfileFeatureMatch {
  /**
   * Kind of the objects.
   *
   * @pattern ^[A-Z][A-Za-z0-9]*$
   * @maxLength 63
   * @since v1alpha1
   * @example OpenStackMachineTemplate
   */
  readonly kind: string;

  /**
   * Whether only the objects of the pool are meant that has the feature.
   *
   * @default false
   * @since v1alpha1
   * @example true
   */
  readonly pool?: boolean;
}

/** One change of final objects by a feature. It has either `value` or `from`, and neither for `remove`. */
export interface ProfileFeaturePatchOperation {
  /**
   * What is done.
   *
   * @since v1alpha1
   * @example add
   */
  readonly op: ExpertPatchOp;

  /**
   * Where it is done: a JSON Pointer (RFC 6901) with the field names of the manifest.
   *
   * @pattern ^(/([^/~]|~[01])*)+$
   * @maxLength 1024
   * @since v1alpha1
   * @example /spec/template/spec/configDrive
   */
  readonly path: string;

  /**
   * The new value.
   *
   * @default - `from` is used
   * @since v1alpha1
   * @example true
   */
  readonly value?: any;

  /**
   * Parameter of the feature whose value is taken.
   *
   * @default - `value` is used
   * @pattern ^/[a-z][A-Za-z0-9]*$
   * @maxLength 64
   * @since v1alpha1
   * @example /enabled
   */
  readonly from?: string;
}

/** What a feature does. Data, no code. */
export interface ProfileFeatureEffect {
  /**
   * What is changed.
   *
   * @since v1alpha1
   * @example Profile
   */
  readonly type: ProfileFeatureEffectType;

  /**
   * Values of the feature's parameters at which the effect holds; all must be equal.
   *
   * @default {}
   * @since v1alpha1
   * @example {enabled: true}
   */
  readonly when?: { [key: string]: any };

  /**
   * Field that is changed, with dots between the names. For `Profile` from the profile's `spec`, for `Description` from the
   * description's `spec`, or from the pool for a feature of pools.
   *
   * @default - none, for `Object`
   * @pattern ^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$
   * @maxLength 253
   * @since v1alpha1
   * @example openstack.image.name
   */
  readonly path?: string;

  /**
   * The new value. Not for `Object`.
   *
   * @default - `from` is used
   * @since v1alpha1
   * @example "ubuntu-cc-{version}"
   */
  readonly value?: any;

  /**
   * Parameter of the feature whose value is taken. Not for `Object`.
   *
   * @default - `value` is used
   * @pattern ^/[a-z][A-Za-z0-9]*$
   * @maxLength 64
   * @since v1alpha1
   * @example /value
   */
  readonly from?: string;

  /**
   * Objects that are changed, for `Object`.
   *
   * @default - none
   * @since v1alpha1
   * @example {kind: OpenStackMachineTemplate, pool: true}
   */
  readonly match?: ProfileFeatureMatch;

  /**
   * Changes of the objects, for `Object`, in their order.
   *
   * @default - none
   * @minItems 1
   * @maxItems 100
   * @since v1alpha1
   * @example [{op: add, path: /spec/template/spec/configDrive, value: true}]
   */
  readonly patch?: ProfileFeaturePatchOperation[];
}

/** A switch that the provider offers for what has no field of its own. */
export interface ProfileFeature {
  /**
   * Name of the feature in camelCase. It is not the name of a field of the description.
   *
   * @pattern ^[a-z][A-Za-z0-9]*$
   * @maxLength 40
   * @since v1alpha1
   * @example confidentialComputing
   */
  readonly name: string;

  /**
   * Spelling of the name in discovery and in requests.
   *
   * @default - the name
   * @pattern ^[A-Za-z][A-Za-z0-9_-]*$
   * @maxLength 63
   * @since v1alpha1
   * @example confidential_computing
   */
  readonly wireName?: string;

  /**
   * Title for people.
   *
   * @minLength 1
   * @maxLength 80
   * @since v1alpha1
   * @example Confidential computing
   */
  readonly title: string;

  /**
   * What the feature does, for people.
   *
   * @minLength 1
   * @maxLength 1024
   * @since v1alpha1
   * @example Encrypts the memory of nodes.
   */
  readonly description: string;

  /**
   * What the feature is switched for.
   *
   * @default Cluster
   * @since v1alpha1
   * @example NodePool
   */
  readonly scope?: ProfileFeatureScope;

  /**
   * What changing the feature does to machines.
   *
   * @since v1alpha1
   * @example RollsPool
   */
  readonly mutability: ProfileFeatureMutability;

  /**
   * JSON Schema (2020-12) of the feature's parameters.
   *
   * One object with scalars or lists of scalars, or one scalar, which descriptions write as `value`. Every property has a title and
   * a description. References, alternatives and conditions are not allowed, and the object is always closed. At most 16 KiB.
   *
   * @since v1alpha1
   * @example {type: object, properties: {enabled: {type: boolean, title: On, description: Switch it on, default: false}}}
   */
  readonly schema: any;

  /**
   * Where the feature can be used.
   *
   * @default {}
   * @since v1alpha1
   * @example {kubernetesVersions: ">=1.34", flavors: [SCS-4V-16]}
   */
  readonly requires?: ProfileFeatureRequirements;

  /**
   * Features that cannot be used together with this one.
   *
   * @default []
   * @maxItems 64
   * @pattern ^[a-z][A-Za-z0-9]*$
   * @maxLength 40
   * @since v1alpha1
   * @example [kernelLivePatching]
   */
  readonly conflictsWith?: string[];

  /**
   * How ripe the feature is.
   *
   * @default Stable
   * @since v1alpha1
   * @example Stable
   */
  readonly stage?: ProfileFeatureStage;

  /**
   * What the feature does, in this order.
   *
   * @minItems 1
   * @maxItems 64
   * @since v1alpha1
   * @example [{type: Profile, when: {enabled: true}, path: openstack.image.name, value: "ubuntu-cc-{version}"}]
   */
  readonly effects: ProfileFeatureEffect[];
}
