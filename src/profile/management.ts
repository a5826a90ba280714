import type { ExpertArgument } from '../params';

/** The management cluster, in which Cluster API runs. */
export interface ProfileManagement {
  /**
   * Cluster API release of the management cluster: a minor, or an exact patch.
   *
   * Always a string. It decides which Kubernetes versions can be offered. A patch matters where a Kubernetes minor needs one.
   *
   * @default "1.14"
   * @pattern ^1\.[0-9]{1,2}(\.[0-9]{1,3})?$
   * @since v1alpha1
   * @endsIn - checks whether the objects suit the management cluster
   * @example "1.14"
   */
  readonly clusterApi?: string;

  /**
   * Feature gates that are on in the management cluster. A setting that needs a gate which is not listed is refused.
   *
   * @default []
   * @maxItems 50
   * @pattern ^[A-Z][A-Za-z0-9]*$
   * @maxLength 128
   * @since v1alpha1
   * @endsIn - checks whether the objects suit the management cluster
   * @example [MachineTaintPropagation]
   */
  readonly featureGates?: string[];

  /**
   * Ranges from which the management cluster reaches API servers.
   *
   * They are added to every list of allowed ranges; otherwise the first such list would lock the management cluster out.
   *
   * @default - not known, so that descriptions cannot limit who reaches the API server
   * @maxItems 50
   * @format cidr
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.apiServerLoadBalancer.allowedCIDRs
   * @example [203.0.113.7/32]
   */
  readonly egressCidrs?: string[];

  /**
   * Further labels that Cluster API copies from machines to nodes that exist.
   *
   * The regular expressions of the manager's flag `--additional-sync-machine-labels`. Labels of pools that match change in place.
   *
   * @default []
   * @maxItems 50
   * @minLength 1
   * @maxLength 253
   * @since v1alpha1
   * @endsIn - decides whether a label goes to nodes in place, or when they join
   * @example ["^example\\.org/.*"]
   */
  readonly syncedLabels?: string[];

  /**
   * Further annotations that Cluster API copies from machines to nodes that exist.
   *
   * The regular expressions of the manager's flag `--additional-sync-machine-annotations`. Annotations of pools must match one.
   *
   * @default []
   * @maxItems 50
   * @minLength 1
   * @maxLength 253
   * @since v1alpha1
   * @endsIn - decides which annotations are accepted
   * @example ["^example\\.org/.*"]
   */
  readonly syncedAnnotations?: string[];
}

/** The cluster autoscaler. */
export interface ProfileAutoscaler {
  /**
   * Whether an autoscaler is made for each cluster that has a pool with `autoscaling`.
   *
   * It runs in the namespace of the cluster in the management cluster, in the release for the cluster's Kubernetes minor, and reads the
   * kubeconfig that Cluster API makes. Its image is of `registry.k8s.io`. Without it, the autoscaler is yours to run.
   *
   * @default true
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn Deployment; Role; RoleBinding; ServiceAccount
   * @example true
   */
  readonly enabled?: boolean;

  /**
   * Image of the autoscaler, as it is asked for. Its release should fit the Kubernetes minor of the clusters.
   *
   * @default - the release for the cluster's Kubernetes minor, of `registry.k8s.io` or of `registries.prefix`
   * @pattern ^[a-z0-9][a-zA-Z0-9._:/@-]*$
   * @maxLength 512
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn Deployment spec.template.spec.containers[cluster-autoscaler].image
   * @example registry.example.org/autoscaling/cluster-autoscaler:v1.36.1
   */
  readonly image?: string;

  /**
   * Further arguments of the autoscaler, such as how long a machine may be idle. They take the place of ours of the same name.
   *
   * @default []
   * @maxItems 100
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn Deployment spec.template.spec.containers[cluster-autoscaler].args
   * @example [{name: scale-down-unneeded-time, value: 20m}]
   */
  readonly extraArgs?: ExpertArgument[];
}
