import type { ScsClusterDefaults } from '../params';

/** The smallest machine. */
export interface ProfileMinFlavor {
  /**
   * Number of virtual CPUs.
   *
   * @default - no lower bound
   * @minimum 1
   * @maximum 1024
   * @since v1alpha1
   * @example 2
   */
  readonly cpus?: number;

  /**
   * Memory.
   *
   * @default - no lower bound
   * @format quantity
   * @since v1alpha1
   * @example 4Gi
   */
  readonly memory?: string;
}

/** What descriptions may say. Messages name the provider as the one who refuses. */
export interface ProfilePolicy {
  /**
   * Whether a description must say who may reach the API server.
   *
   * @default false
   * @since v1alpha1
   * @endsIn - refuses descriptions
   * @example true
   */
  readonly requireAllowedCidrs?: boolean;

  /**
   * Largest number of nodes of a cluster: control plane and pools, with the upper bounds of autoscaling.
   *
   * @default - no bound
   * @minimum 1
   * @maximum 100000
   * @since v1alpha1
   * @endsIn - refuses descriptions
   * @example 200
   */
  readonly maxNodes?: number;

  /**
   * The smallest machine that a cluster may use. Flavors that promise less are refused.
   *
   * @default - no bound
   * @since v1alpha1
   * @endsIn - refuses descriptions
   * @example {cpus: 2, memory: 4Gi}
   */
  readonly minFlavor?: ProfileMinFlavor;

  /**
   * Settings that no description can change.
   *
   * The shape is that of a description's `spec`. A description that says something else is refused; a profile whose own
   * defaults do is invalid.
   *
   * @default {}
   * @since v1alpha1
   * @endsIn - where the same setting of a description ends
   * @example {audit: {level: Metadata}}
   */
  readonly enforce?: ScsClusterDefaults;

  /**
   * Whether descriptions may have expert settings.
   *
   * Expert files, commands and packages act as root on nodes, so they can undo what this policy fixes.
   *
   * @default false
   * @since v1alpha1
   * @endsIn - refuses descriptions
   * @example false
   */
  readonly allowExpert?: boolean;
}
