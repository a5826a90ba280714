import type { ProfileSecretRef } from './credentials';

/** Oldest version of TLS that a component speaks. */
export enum ProfileTlsVersion {
  /** TLS 1.2. */
  VERSION_TLS12 = 'VersionTLS12',
  /** TLS 1.3. */
  VERSION_TLS13 = 'VersionTLS13',
}

/** Sets of cipher suites, named after Mozilla's recommendations. */
export enum ProfileTlsCipherSuites {
  /** Suites with forward secrecy and authenticated encryption, for clients of the last ten years. */
  INTERMEDIATE = 'Intermediate',
  /** The suites of TLS 1.3 only. */
  MODERN = 'Modern',
  /** What the components choose themselves. */
  DEFAULT = 'Default',
}

/** Protocols and ciphers of Kubernetes components. */
export interface ProfileHardening {
  /**
   * Oldest version of TLS that the components speak.
   *
   * @default VersionTLS12
   * @mutability RollsAll
   * @since v1alpha1
   * @scsRule scs-0217-v1/https
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.{apiServer,controllerManager,scheduler,etcd.local}.extraArgs[tls-min-version];
   *   KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.{apiServer,controllerManager,scheduler}.extraArgs[tls-cipher-suites];
   *   KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.etcd.local.extraArgs[cipher-suites]; KubeletConfiguration
   *   {tlsMinVersion,tlsCipherSuites}
   * @example VersionTLS12
   */
  readonly tlsMinVersion?: ProfileTlsVersion;

  /**
   * Cipher suites that the components offer. `Modern` needs TLS 1.3 as oldest version.
   *
   * @default Intermediate
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.{apiServer,controllerManager,scheduler,etcd.local}.extraArgs[tls-min-version];
   *   KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.{apiServer,controllerManager,scheduler}.extraArgs[tls-cipher-suites];
   *   KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.etcd.local.extraArgs[cipher-suites]; KubeletConfiguration
   *   {tlsMinVersion,tlsCipherSuites}
   * @example Intermediate
   */
  readonly tlsCipherSuites?: ProfileTlsCipherSuites;

  /**
   * Whether control-plane components offer profiles of their running.
   *
   * @default false
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.{apiServer,controllerManager,scheduler}.extraArgs[profiling]
   * @example false
   */
  readonly profiling?: boolean;
}

/** Algorithms of the keys that kubeadm makes. */
export enum ProfileCertificateAlgorithm {
  /** RSA with 2048 bits. */
  RSA_2048 = 'RSA-2048',
  /** RSA with 3072 bits. */
  RSA_3072 = 'RSA-3072',
  /** RSA with 4096 bits. */
  RSA_4096 = 'RSA-4096',
  /** ECDSA on the curve P-256. */
  ECDSA_P256 = 'ECDSA-P256',
}

/** Secrets with certificate authorities that exist already. */
export interface ProfileCertificateAuthorities {
  /**
   * Authority of the cluster.
   *
   * @default - a new one is made
   * @mutability NewCluster
   * @since v1alpha1
   * @example {name: "{cluster}-ca"}
   */
  readonly ca?: ProfileSecretRef;

  /**
   * Authority of etcd.
   *
   * @default - a new one is made
   * @mutability NewCluster
   * @since v1alpha1
   * @scsRule scs-0217-v1/etcd-ca
   * @example {name: "{cluster}-etcd"}
   */
  readonly etcd?: ProfileSecretRef;

  /**
   * Authority of the front proxy, for aggregated APIs.
   *
   * @default - a new one is made
   * @mutability NewCluster
   * @since v1alpha1
   * @example {name: "{cluster}-proxy"}
   */
  readonly frontProxy?: ProfileSecretRef;

  /**
   * Key pair that signs the tokens of service accounts.
   *
   * @default - a new one is made
   * @mutability NewCluster
   * @since v1alpha1
   * @example {name: "{cluster}-sa"}
   */
  readonly serviceAccount?: ProfileSecretRef;
}

/** Certificates of the control plane. */
export interface ProfileCertificates {
  /**
   * Time before the end of its certificates at which a control-plane machine is replaced. Whole days, at least 7d, and less than `validity`.
   *
   * @default 90d
   * @pattern ^([7-9]|[1-9][0-9]|[1-9][0-9]{2}|10[0-9]{2})d$
   * @mutability InPlace
   * @since v1alpha1
   * @scsRule scs-0215-v1/cert-rotation
   * @endsIn KubeadmControlPlane spec.rollout.before.certificatesExpiryDays
   * @example 90d
   */
  readonly renewBefore?: string;

  /**
   * How long certificates of the control plane are valid. Whole days, at most 1095d; another value than the default needs Kubernetes 1.31.
   *
   * @default 365d
   * @pattern ^([1-9][0-9]{0,2}|10[0-9]{2})d$
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @scsRule scs-0215-v1/cert-rotation
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.certificateValidityPeriodDays
   * @example 180d
   */
  readonly validity?: string;

  /**
   * How long the certificates of the cluster's own authorities are valid. Whole days, at least `validity`.
   *
   * @default 3650d
   * @pattern ^[1-9][0-9]{0,4}d$
   * @mutability NewCluster
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.caCertificateValidityPeriodDays
   * @example 7300d
   */
  readonly authorityValidity?: string;

  /**
   * Algorithm of keys and certificates. Authorities that exist keep theirs.
   *
   * @default RSA-2048
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.encryptionAlgorithm
   * @example ECDSA-P256
   */
  readonly algorithm?: ProfileCertificateAlgorithm;

  /**
   * Certificate authorities that exist already, to keep the trust of a cluster before.
   *
   * Cluster API looks for their Secrets under names that are fixed, `{cluster}-ca`, `{cluster}-etcd`, `{cluster}-proxy` and
   * `{cluster}-sa`, and makes those that it does not find. `scs secrets` lists those that are named here: they must be there before
   * the manifests are applied.
   *
   * @default - new ones are made
   * @mutability NewCluster
   * @since v1alpha1
   * @endsIn - Secrets that `scs secrets` lists, and Cluster API finds by their names
   * @example {ca: {name: "{cluster}-ca"}}
   */
  readonly authorities?: ProfileCertificateAuthorities;
}

/** Limit of events for the whole API server. */
export interface ProfileEventRateLimit {
  /**
   * Events for each second.
   *
   * @default 5000
   * @minimum 1
   * @maximum 1000000
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @scsRule scs-0215-v1/event-rate-limit-values
   * @endsIn AdmissionConfiguration plugins[EventRateLimit].configuration.limits[].qps
   * @example 5000
   */
  readonly qps?: number;

  /**
   * Events at once.
   *
   * @default 20000
   * @minimum 1
   * @maximum 1000000
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @scsRule scs-0215-v1/event-rate-limit-values
   * @endsIn AdmissionConfiguration plugins[EventRateLimit].configuration.limits[].burst
   * @example 20000
   */
  readonly burst?: number;
}

/** Admission plugins of the API server. */
export interface ProfileAdmission {
  /**
   * Plugins that are on besides those that Kubernetes has on, in this order.
   *
   * @default [NodeRestriction, PodSecurity, EventRateLimit]
   * @minItems 1
   * @maxItems 50
   * @pattern ^[A-Z][A-Za-z0-9]*$
   * @maxLength 63
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @scsRule scs-0217-v1/node-restriction
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.apiServer.extraArgs[enable-admission-plugins]; AdmissionConfiguration plugins
   * @example [NodeRestriction, PodSecurity, EventRateLimit]
   */
  readonly plugins?: string[];

  /**
   * Limit of events, for the plugin `EventRateLimit`.
   *
   * @default {qps: 5000, burst: 20000}
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @scsRule scs-0215-v1/event-rate-limit
   * @example {qps: 5000, burst: 20000}
   */
  readonly eventRateLimit?: ProfileEventRateLimit;
}

/** Limits of the API server. */
export interface ProfileApiServer {
  /**
   * Reading requests that are served at once.
   *
   * @default 400
   * @minimum 1
   * @maximum 100000
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @scsRule scs-0215-v1/max-requests-inflight
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.apiServer.extraArgs[max-requests-inflight]
   * @example 400
   */
  readonly maxRequestsInflight?: number;

  /**
   * Changing requests that are served at once.
   *
   * @default 200
   * @minimum 1
   * @maximum 100000
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @scsRule scs-0215-v1/max-mutating-requests-inflight
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.apiServer.extraArgs[max-mutating-requests-inflight]
   * @example 200
   */
  readonly maxMutatingRequestsInflight?: number;

  /**
   * Shortest time after which a watch is ended. Whole seconds.
   *
   * @default 30m
   * @format duration
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @scsRule scs-0215-v1/min-request-timeout
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.apiServer.extraArgs[min-request-timeout]
   * @example 30m
   */
  readonly minRequestTimeout?: string;
}

/** From where the metrics of etcd can be read. */
export enum ProfileEtcdMetrics {
  /** From the node itself. */
  LOCAL = 'Local',
  /** From the nodes' network, without encryption or login. */
  CLUSTER = 'Cluster',
}

/** Tuning of etcd. */
export interface ProfileEtcd {
  /**
   * Time between two signs of life of the leader.
   *
   * @default 250ms
   * @format duration
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.etcd.local.extraArgs[heartbeat-interval]
   * @example 250ms
   */
  readonly heartbeatInterval?: string;

  /**
   * Time without a sign of life after which a new leader is elected. At least five heartbeats, at most 50s.
   *
   * @default 2500ms
   * @format duration
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.etcd.local.extraArgs[election-timeout]
   * @example 2500ms
   */
  readonly electionTimeout?: string;

  /**
   * Changes after which a snapshot is written.
   *
   * @default 6400
   * @minimum 100
   * @maximum 1000000
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.etcd.local.extraArgs[snapshot-count]
   * @example 6400
   */
  readonly snapshotCount?: number;

  /**
   * Age at which old revisions are dropped.
   *
   * @default 8h
   * @format duration
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @scsRule scs-0215-v1/etcd-compaction
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.etcd.local.extraArgs[auto-compaction-retention]
   * @example 8h
   */
  readonly compaction?: string;

  /**
   * Size of the database at which etcd takes no more writes. More than 8Gi is advised against upstream.
   *
   * @default 4Gi
   * @format quantity
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.etcd.local.extraArgs[quota-backend-bytes]
   * @example 4Gi
   */
  readonly quota?: string;

  /**
   * When the members' databases are defragmented, in UTC: five cron fields, limited to what a systemd calendar can say.
   *
   * One member after the other, the leader last, and only while every member is there. An alarm for want of space is ended.
   *
   * @default "30 2 * * *"
   * @format cron
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.files
   * @example "30 2 * * *"
   */
  readonly defragmentation?: string;

  /**
   * From where the metrics can be read.
   *
   * @default Local
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.etcd.local.extraArgs[listen-metrics-urls];
   *   OpenStackCluster spec.managedSecurityGroups.controlPlaneNodesSecurityGroupRules[metrics-etcd]
   * @example Local
   */
  readonly metrics?: ProfileEtcdMetrics;
}

/** Who can read the metrics of control-plane components. */
export enum ProfileMetricsExposure {
  /** The node itself. */
  NONE = 'None',
  /** The nodes' network. */
  CLUSTER = 'Cluster',
}

/** Metrics of control-plane components. */
export interface ProfileMetrics {
  /**
   * Who can read the metrics of the controller manager, the scheduler and kube-proxy. Those of kube-proxy need no login.
   *
   * kube-proxy gets its configuration when a cluster is made, and keeps it.
   *
   * @default None
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @scsRule scs-0217-v1/ports
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.{controllerManager,scheduler}.extraArgs[bind-address];
   *   OpenStackCluster spec.managedSecurityGroups.{allNodesSecurityGroupRules,controlPlaneNodesSecurityGroupRules};
   *   KubeadmControlPlane spec.kubeadmConfigSpec.{files[/etc/kubernetes/kube-proxy-configuration.yaml],preKubeadmCommands}
   * @example None
   */
  readonly expose?: ProfileMetricsExposure;
}
