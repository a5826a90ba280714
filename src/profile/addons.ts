/** Network plugins. */
export enum ProfileCniType {
  /** Cilium. */
  CILIUM = 'cilium',
  /** Calico, with IP-in-IP between all nodes. */
  CALICO = 'calico',
  /** None that we know: its security group rules are the profile's affair. */
  NONE = 'None',
}

/** What shows the traffic of a cluster with Cilium. */
export enum ProfileHubble {
  /** Nothing. */
  NONE = 'None',
  /** A service for the whole cluster. */
  RELAY = 'Relay',
  /** The service and a graphical interface. */
  UI = 'UI',
}

/** The network plugin. */
export interface ProfileCni {
  /**
   * Which network plugin clusters have. It decides which traffic between nodes is allowed.
   *
   * @default cilium
   * @mutability NewCluster
   * @since v1alpha1
   * @scsRule scs-0219-v1/network-policy
   * @endsIn OpenStackCluster spec.managedSecurityGroups.allNodesSecurityGroupRules
   * @example cilium
   */
  readonly type?: ProfileCniType;

  /**
   * Version of the network plugin.
   *
   * @default - the tested version for the Kubernetes version
   * @pattern ^v?[0-9]+\.[0-9]+(\.[0-9]+)?(-[0-9A-Za-z.-]+)?$
   * @maxLength 64
   * @mutability InPlace
   * @since v1alpha1
   * @stage Planned
   * @example 1.19.3
   */
  readonly version?: string;

  /**
   * What shows the traffic. For Cilium.
   *
   * @default None
   * @mutability InPlace
   * @since v1alpha1
   * @stage Planned
   * @example Relay
   */
  readonly hubble?: ProfileHubble;

  /**
   * Whether the network plugin does the work of kube-proxy, which is then not installed.
   *
   * Services work only once a plugin that does it is there, such as Cilium with `kubeProxyReplacement: true` and the address of the
   * API server in `k8sServiceHost`.
   *
   * @default false
   * @mutability NewCluster
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.initConfiguration.skipPhases
   * @example true
   */
  readonly kubeProxyReplacement?: boolean;
}

/** How addons reach clusters. */
export enum ProfileAddonDelivery {
  /** The add-on provider for Helm of Cluster API. Not yet rendered. */
  HELM_CHART_PROXY = 'HelmChartProxy',
  /** Flux in the management cluster. Not yet rendered. */
  FLUX = 'Flux',
  /** Argo CD in the management cluster. Not yet rendered. */
  ARGO_CD = 'ArgoCD',
  /** Plain manifests in a ClusterResourceSet. Not yet rendered. */
  CLUSTER_RESOURCE_SET = 'ClusterResourceSet',
  /** Not by us. The operator installs the network plugin and the cloud controller manager. */
  NONE = 'None',
}

/** Addons of clusters. */
export interface ProfileAddons {
  /**
   * How addons reach clusters. This release renders `None`.
   *
   * @default None
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn - decides how addons are delivered
   * @example None
   */
  readonly delivery?: ProfileAddonDelivery;
}
