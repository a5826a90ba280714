import type { Expert, ScsClusterDefaults } from '../params';
import type { ProfileAddons, ProfileCni } from './addons';
import type {
  ProfileAdmission,
  ProfileApiServer,
  ProfileCertificates,
  ProfileEtcd,
  ProfileHardening,
  ProfileMetrics,
} from './control-plane';
import type { ProfileCredentials } from './credentials';
import type { ProfileDev } from './dev';
import type { ProfileConformance, ProfileEndpoint } from './discovery';
import type { ProfileFeature } from './features';
import type { ProfileFlavor, ProfileVolumeType } from './machines';
import type { ProfileAutoscaler, ProfileManagement } from './management';
import type { ProfileKubelet, ProfileNtp, ProfileProxy, ProfileRegistries, ProfileTrust } from './node-system';
import type { ProfileOpenStack } from './openstack';
import type { ProfilePolicy } from './policy';
import type { ProfileKubernetesVersion, ProfileRegion } from './regions';

/** A provider profile: what an operator decides once for a cloud, so that no user has to know it. */
export interface ProviderProfileDocument {
  /**
   * Version of the API.
   *
   * @pattern ^kaas\.scs\.community/v1alpha1$
   * @since v1alpha1
   * @example kaas.scs.community/v1alpha1
   */
  readonly apiVersion: string;

  /**
   * Kind of the document.
   *
   * @pattern ^ProviderProfile$
   * @since v1alpha1
   * @example ProviderProfile
   */
  readonly kind: string;

  /**
   * Name of the profile.
   *
   * @since v1alpha1
   * @example {name: scs-cloud-a}
   */
  readonly metadata: ProviderProfileMetadata;

  /**
   * What the operator decides.
   *
   * @since v1alpha1
   * @example {target: capi-openstack, openstack: {externalNetwork: {name: public}}}
   */
  readonly spec: ProviderProfileSpec;
}

/** Name of a profile. */
export interface ProviderProfileMetadata {
  /**
   * Name of the profile, by which commands choose it. It enters no manifest.
   *
   * @format dns-label
   * @since v1alpha1
   * @endsIn - only messages name it
   * @example scs-cloud-a
   */
  readonly name: string;
}

/** The cluster services that a description can be rendered for. */
export enum ProfileTarget {
  /** Cluster API with OpenStack machines. */
  CAPI_OPENSTACK = 'capi-openstack',
  /** SCS Cluster Stacks. Not yet rendered. */
  CLUSTER_STACKS = 'cluster-stacks',
  /** Gardener. Not yet rendered. */
  GARDENER = 'gardener',
  /** The managed Kubernetes of teuto.net. Not yet rendered. */
  T8S = 't8s',
  /** Cluster API with Hetzner machines. Not yet rendered. */
  CAPI_HETZNER = 'capi-hetzner',
  /** Cluster API with machines for development. */
  CAPI_DEV = 'capi-dev',
}

/** How the objects of a cluster hang together in Cluster API. */
export enum ProfileComposition {
  /** All objects are written out. */
  PLAIN = 'Plain',
  /** A ClusterClass for each cluster. Not yet rendered. */
  TOPOLOGY = 'Topology',
  /** A ClusterClass that clusters share. Not yet rendered. */
  SHARED_TOPOLOGY = 'SharedTopology',
}

/** What happens to a setting that the target cannot express. */
export enum ProfileOnUnsupported {
  /** It is an error. */
  ERROR = 'Error',
  /** It is left out with a warning. */
  WARN = 'Warn',
}

/** What an operator decides once for a cloud. */
export interface ProviderProfileSpec {
  /**
   * The cluster service that descriptions are rendered for. This release renders `capi-openstack`.
   *
   * @mutability NewCluster
   * @since v1alpha1
   * @endsIn - decides which objects are made
   * @example capi-openstack
   */
  readonly target: ProfileTarget;

  /**
   * How the objects hang together, for targets of Cluster API. This release renders `Plain`.
   *
   * @default Plain
   * @mutability NewCluster
   * @since v1alpha1
   * @endsIn - decides how the objects are composed
   * @example Plain
   */
  readonly composition?: ProfileComposition;

  /**
   * The management cluster.
   *
   * @default {clusterApi: "1.14"}
   * @since v1alpha1
   * @example {clusterApi: "1.14", egressCidrs: [203.0.113.7/32]}
   */
  readonly management?: ProfileManagement;

  /**
   * Regions of the cloud and their zones.
   *
   * @default - the region of the credential; its zones are left to the cloud
   * @key name
   * @minItems 1
   * @maxItems 64
   * @since v1alpha1
   * @endsIn - where its fields end
   * @example [{name: RegionOne, zones: [az1, az2, az3]}]
   */
  readonly regions?: ProfileRegion[];

  /**
   * Certificates of conformance that the service holds. They are told to users and enter no manifest.
   *
   * @default []
   * @key scope
   * @maxItems 32
   * @since v1alpha1
   * @endsIn - the self-description of the provider
   * @example [{scope: scs-0502-v1, certificate: "https://example.org/cert", validUntil: "2027-06-30"}]
   */
  readonly conformances?: ProfileConformance[];

  /**
   * Where clusters are ordered. It is told to users and enters no manifest.
   *
   * @default - none
   * @since v1alpha1
   * @endsIn - the self-description of the provider
   * @example {url: "https://kaas.example.org", type: Rest}
   */
  readonly endpoint?: ProfileEndpoint;

  /**
   * Kubernetes minors that are offered, with their life cycle.
   *
   * @default - what the target supports
   * @key minor
   * @minItems 1
   * @maxItems 16
   * @since v1alpha1
   * @scsRule scs-0210-v2/branches-offered
   * @endsIn - decides which versions descriptions may name
   * @example [{minor: "1.35", state: Supported}, {minor: "1.36", state: Supported}]
   */
  readonly kubernetesVersions?: ProfileKubernetesVersion[];

  /**
   * Flavors that are offered. A name that follows the SCS grammar needs nothing else.
   *
   * @default - every name that follows the SCS grammar
   * @key name
   * @minItems 1
   * @maxItems 500
   * @since v1alpha1
   * @scsRule scs-0103-v1/flavor-mandatory
   * @endsIn - decides which flavors descriptions may name
   * @example [{name: SCS-2V-4-20s}, {name: SCS-4V-16}]
   */
  readonly flavors?: ProfileFlavor[];

  /**
   * Types of volumes that are offered: names of the description and what the cloud calls them.
   *
   * @default []
   * @key name
   * @maxItems 64
   * @since v1alpha1
   * @scsRule scs-0114-v1/volume-aspects
   * @endsIn - decides which volume types descriptions may name
   * @example [{name: ssd, volumeType: ceph-ssd, replicated: true}]
   */
  readonly volumeTypes?: ProfileVolumeType[];

  /**
   * Secrets with the credentials of the cloud, by name.
   *
   * @default {secretRef: {name: "{cluster}-cloud-config"}, cloudName: openstack}
   * @since v1alpha1
   * @example {secretRef: {name: "{cluster}-cloud-config"}}
   */
  readonly credentials?: ProfileCredentials;

  /**
   * The OpenStack cloud, for target `capi-openstack`.
   *
   * @default - none
   * @since v1alpha1
   * @example {externalNetwork: {name: public}}
   */
  readonly openstack?: ProfileOpenStack;

  /**
   * Machines for development, for target `capi-dev`.
   *
   * @default - none
   * @since v1alpha1
   * @example {backend: InMemory}
   */
  readonly dev?: ProfileDev;

  /**
   * The network plugin.
   *
   * @default {type: cilium}
   * @since v1alpha1
   * @example {type: cilium}
   */
  readonly cni?: ProfileCni;

  /**
   * How addons reach clusters.
   *
   * @default {delivery: None}
   * @since v1alpha1
   * @example {delivery: None}
   */
  readonly addons?: ProfileAddons;

  /**
   * Where container images come from.
   *
   * @default {mirrors: []}
   * @since v1alpha1
   * @example {mirrors: [{host: docker.io, endpoints: ["https://mirror.example.org"]}]}
   */
  readonly registries?: ProfileRegistries;

  /**
   * Certificate authorities that all nodes trust.
   *
   * @default {certificates: []}
   * @since v1alpha1
   * @example {certificates: []}
   */
  readonly trust?: ProfileTrust;

  /**
   * Proxy that nodes use.
   *
   * @default {}
   * @since v1alpha1
   * @example {http: "http://proxy.example.org:3128", https: "http://proxy.example.org:3128"}
   */
  readonly proxy?: ProfileProxy;

  /**
   * Time servers of the nodes.
   *
   * @default {servers: []}
   * @since v1alpha1
   * @example {servers: [ptbtime1.ptb.de]}
   */
  readonly ntp?: ProfileNtp;

  /**
   * Kubelet of all nodes.
   *
   * @default {}
   * @since v1alpha1
   * @example {}
   */
  readonly kubelet?: ProfileKubelet;

  /**
   * Protocols and ciphers of Kubernetes components.
   *
   * @default {tlsMinVersion: VersionTLS12, tlsCipherSuites: Intermediate, profiling: false}
   * @since v1alpha1
   * @example {tlsMinVersion: VersionTLS13}
   */
  readonly hardening?: ProfileHardening;

  /**
   * Certificates of the control plane.
   *
   * @default {renewBefore: 90d, algorithm: RSA-2048}
   * @since v1alpha1
   * @example {renewBefore: 90d}
   */
  readonly certificates?: ProfileCertificates;

  /**
   * Admission plugins of the API server.
   *
   * @default {plugins: [NodeRestriction, PodSecurity, EventRateLimit], eventRateLimit: {qps: 5000, burst: 20000}}
   * @since v1alpha1
   * @example {eventRateLimit: {qps: 5000, burst: 20000}}
   */
  readonly admission?: ProfileAdmission;

  /**
   * Limits of the API server.
   *
   * @default {maxRequestsInflight: 400, maxMutatingRequestsInflight: 200, minRequestTimeout: 30m}
   * @since v1alpha1
   * @example {maxRequestsInflight: 800}
   */
  readonly apiServer?: ProfileApiServer;

  /**
   * Tuning of etcd.
   *
   * @default {heartbeatInterval: 250ms, electionTimeout: 2500ms, snapshotCount: 6400, compaction: 8h, quota: 4Gi, defragmentation: "30 2 * * *"}
   * @since v1alpha1
   * @example {heartbeatInterval: 250ms, electionTimeout: 2500ms}
   */
  readonly etcd?: ProfileEtcd;

  /**
   * Metrics of control-plane components.
   *
   * @default {expose: None}
   * @since v1alpha1
   * @example {expose: None}
   */
  readonly metrics?: ProfileMetrics;

  /**
   * The cluster autoscaler, which runs in the management cluster beside the cluster's objects.
   *
   * @default {enabled: true}
   * @since v1alpha1
   * @example {enabled: true}
   */
  readonly autoscaler?: ProfileAutoscaler;

  /**
   * Switches that the provider offers for what has no field of its own.
   *
   * @default []
   * @key name
   * @maxItems 64
   * @since v1alpha1
   * @endsIn - where its effects say
   * @example []
   */
  readonly features?: ProfileFeature[];

  /**
   * Settings that hold where a description says nothing. The shape is that of a description's `spec`.
   *
   * @default {}
   * @since v1alpha1
   * @endsIn - where the same setting of a description ends
   * @example {network: {dnsServers: [9.9.9.9, 149.112.112.112]}}
   */
  readonly defaults?: ScsClusterDefaults;

  /**
   * What descriptions may say.
   *
   * @default {requireAllowedCidrs: false, allowExpert: false}
   * @since v1alpha1
   * @example {maxNodes: 200, enforce: {audit: {level: Metadata}}}
   */
  readonly policy?: ProfilePolicy;

  /**
   * Expert settings for all clusters of the profile.
   *
   * @default {}
   * @since v1alpha1
   * @endsIn - where the same setting of a description ends
   * @example {patches: []}
   */
  readonly expert?: Expert;

  /**
   * What happens to a setting of a description that the target cannot express.
   *
   * @default Error
   * @since v1alpha1
   * @endsIn - decides whether a finding is an error or a warning
   * @example Error
   */
  readonly onUnsupported?: ProfileOnUnsupported;
}
