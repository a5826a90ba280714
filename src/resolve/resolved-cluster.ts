import type {
  AnonymousAccess, AntiAffinity, ApiServerExposure, AuditLevel, AuditRule, CloudRef, DeleteOrder, ExpertArgument, ExpertFileEncoding, ExpertFloatingIPs,
  ExpertHostPathVolume, ExpertImage, ExpertKubeProxyMode, ExpertPatch, ExpertPort, ExpertSchedulerHint, ExpertServerMetadata, Filesystem, PodSecurityLevel,
  SecretKeyRef, Sysctl, Taint,
} from '../params';
import type { ProfileOs } from '../profile';

/**
 * A cluster of which everything is decided: every default filled in, versions pinned, flavors read, zones spread, durations and
 * sizes in one unit. No word of any provider's API is in it; targets render it. Plain immutable data.
 */
export interface ResolvedCluster {
  readonly name: string;
  readonly namespace: string;
  readonly labels: StringMap;
  readonly annotations: StringMap;
  /** Exact, with the leading `v`. */
  readonly kubernetesVersion: string;
  /** Absent: the region of the credential. */
  readonly region?: string;
  readonly controlPlane: ResolvedControlPlane;
  readonly nodePools: readonly ResolvedNodePool[];
  readonly network: ResolvedNetwork;
  readonly apiServer: ResolvedApiServer;
  readonly authentication: ResolvedAuthentication;
  readonly audit: ResolvedAudit;
  readonly encryptionConfig?: SecretKeyRef;
  readonly podSecurity: ResolvedPodSecurity;
  readonly etcd: ResolvedEtcd;
  readonly hardening: ResolvedHardening;
  readonly certificates: ResolvedCertificates;
  /** Whether the nodes' network can read the metrics of the controller manager, the scheduler and kube-proxy. */
  readonly metricsExposed: boolean;
  readonly nodeSystem: ResolvedNodeSystem;
  /** The cluster autoscaler beside the cluster. Absent: there is none. */
  readonly autoscaler?: ResolvedAutoscaler;
  readonly deletionProtection: boolean;
  readonly tags: readonly string[];
  readonly rolloutAfter?: string;
  readonly expert: ResolvedExpert;
  /** Changes of final objects, in the order in which they act: the profile's, then the description's. */
  readonly patches: readonly ExpertPatch[];
  /** Changes of the final objects of single pools; they act after the others. */
  readonly poolPatches: readonly ResolvedPoolPatch[];
  /** Changes of final objects by features; they act before the others. */
  readonly featurePatches: readonly ResolvedFeaturePatch[];
  /** What features set in the profile, by the path below its `spec`. */
  readonly profileSettings: readonly ResolvedProfileSetting[];
}

/** A value that a feature gives to a field of the profile. */
export interface ResolvedProfileSetting {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/** A patch by a feature: of all objects of a kind, or of those of one pool. */
export interface ResolvedFeaturePatch extends ExpertPatch {
  /** Of the effect in the profile. */
  readonly place: readonly (string | number)[];
  readonly pool?: string;
}

/** A patch of the objects of one pool. */
export interface ResolvedPoolPatch {
  readonly patch: ExpertPatch;
  readonly pool: string;
  /** Below the description's `spec`. */
  readonly path: readonly (string | number)[];
}

export type StringMap = Readonly<Record<string, string>>;

/** What a machine is made of. */
export interface ResolvedMachine {
  /** Name of the flavor as the profile offers it. */
  readonly flavor: string;
  /** What the service calls it. */
  readonly machineType: string;
  readonly cpus: number;
  readonly memoryBytes: number;
  /** Size of the root disk, from the volume or the flavor; undefined where the cloud chooses it by the image. */
  readonly diskGiB?: number;
  readonly gpus?: { readonly count: number; readonly model?: string };
  readonly architecture: string;
  /** Absent where the flavor's own disk is used. `type` is the cloud's name. */
  readonly rootVolume?: { readonly sizeGiB: number; readonly type?: string };
}

/** A further disk of a machine. `type` is the cloud's name. */
export interface ResolvedVolume {
  readonly name: string;
  readonly sizeGiB: number;
  readonly type?: string;
  /** Absent: the disk is left raw. */
  readonly mount?: { readonly path: string; readonly filesystem: Filesystem };
}

/** Seconds; 0 waits for ever. */
export interface ResolvedTimeouts {
  readonly drainSeconds: number;
  readonly volumeDetachSeconds: number;
  readonly deletionSeconds: number;
}

/** When a machine counts as broken; seconds. */
export interface ResolvedHealthCheck {
  readonly unhealthyAfterSeconds: number;
  readonly startupTimeoutSeconds: number;
  /** A number or a percentage. */
  readonly maxUnhealthy: string;
}

export interface ResolvedControlPlane {
  readonly replicas: number;
  readonly machine: ResolvedMachine;
  /** Disks besides the root disk, in their order on the bus. */
  readonly volumes: readonly ResolvedVolume[];
  /** Empty: the cloud chooses. */
  readonly zones: readonly string[];
  readonly antiAffinity: AntiAffinity;
  readonly maxSurge: number;
  readonly healthCheck?: ResolvedHealthCheck;
  readonly remediation: { readonly maxRetries: number; readonly retryPeriodSeconds: number; readonly minHealthyPeriodSeconds: number };
  readonly schedulable: boolean;
  readonly labels: ResolvedNodeLabels;
  readonly taints: readonly Taint[];
  readonly timeouts: ResolvedTimeouts;
  readonly node: ResolvedNode;
}

/** What is set up on the machines of one group, besides what all nodes get. */
export interface ResolvedNode {
  readonly os: ProfileOs;
  readonly kubelet: ResolvedKubelet;
  readonly sysctls: readonly Sysctl[];
  readonly expert: ResolvedNodeExpert;
}

/** What expert settings say of the machines of one group. */
export interface ResolvedNodeExpert {
  readonly kubeletArgs: readonly ExpertArgument[];
  readonly featureGates: Readonly<Record<string, boolean>>;
  /** Of `kubeadm init` and of `kubeadm join`. */
  readonly skipPhases: { readonly init: readonly string[]; readonly join: readonly string[] };
  readonly ignorePreflightErrors: readonly string[];
  readonly files: readonly ResolvedFile[];
  readonly commands: { readonly boot: readonly string[]; readonly pre: readonly string[]; readonly post: readonly string[] };
  readonly packages: readonly string[];
  readonly server: ResolvedServerExpert;
}

/** What expert settings say of the machines of one group as servers of a cloud, in the cloud's words, as it was written. */
export interface ResolvedServerExpert {
  readonly securityGroups: readonly CloudRef[];
  readonly ports: readonly ExpertPort[];
  readonly schedulerHints: readonly ExpertSchedulerHint[];
  readonly serverMetadata: readonly ExpertServerMetadata[];
  /** Absent: none. Those of the whole cluster are for its pools. */
  readonly floatingIPs?: ExpertFloatingIPs;
  readonly tags: readonly string[];
  readonly image?: ExpertImage;
  readonly configDrive?: boolean;
}

/** A file of expert settings. Either `content` or `contentFrom`. */
export interface ResolvedFile {
  readonly path: string;
  readonly owner: string;
  readonly permissions: string;
  readonly encoding?: ExpertFileEncoding;
  readonly append?: boolean;
  readonly content?: string;
  readonly contentFrom?: SecretKeyRef;
}

/** What expert settings say of the cluster's components. */
export interface ResolvedExpert {
  /** Besides those that other settings give. */
  readonly arguments: Readonly<Record<'apiServer' | 'controllerManager' | 'scheduler' | 'etcd', readonly ExpertArgument[]>>;
  readonly apiServerVolumes: readonly ExpertHostPathVolume[];
  readonly webhookAuthenticationRef?: SecretKeyRef;
  /** Absent: kubeadm's default, iptables. */
  readonly kubeProxyMode?: ExpertKubeProxyMode;
  /** Whether etcd gets more of the CPU than it asks for by default. */
  readonly etcdPriority: boolean;
  readonly rolloutTokens: readonly ResolvedRolloutToken[];
}

/** A changed token replaces the machines that have files of the Secret. */
export interface ResolvedRolloutToken {
  readonly secretName: string;
  readonly token: string;
  /** Place in the description's list; absent: it is the profile's, which is for many clusters. */
  readonly describedAt?: number;
}

/** Fields of a KubeletConfiguration where they are not the kubelet's own defaults. */
export interface ResolvedKubelet {
  readonly maxPods?: number;
  readonly systemReserved?: StringMap;
  readonly kubeReserved?: StringMap;
  readonly evictionHard?: StringMap;
  readonly evictionSoft?: StringMap;
  /** Go durations. */
  readonly evictionSoftGracePeriod?: StringMap;
  readonly imageGCHighThresholdPercent?: number;
  readonly imageGCLowThresholdPercent?: number;
  readonly serializeImagePulls?: boolean;
}

/** Node labels, sorted by key, by the way in which they reach the nodes. */
export interface ResolvedNodeLabels {
  /** Synced from machines to nodes, at any time. */
  readonly synced: StringMap;
  /** Given to the kubelet, when a node joins. */
  readonly atJoin: StringMap;
}

export interface ResolvedNodePool {
  readonly name: string;
  /** Exact, with the leading `v`. */
  readonly kubernetesVersion: string;
  readonly machine: ResolvedMachine;
  /** Disks besides the root disk, in their order on the bus. */
  readonly volumes: readonly ResolvedVolume[];
  /** One for each zone, or a single one without a zone where the cloud chooses. */
  readonly groups: readonly ResolvedMachineGroup[];
  readonly antiAffinity: AntiAffinity;
  readonly labels: ResolvedNodeLabels;
  readonly annotations: StringMap;
  readonly taints: readonly Taint[];
  readonly rollout: { readonly maxSurge: string; readonly maxUnavailable: string; readonly deleteOrder: DeleteOrder };
  readonly healthCheck?: ResolvedHealthCheck;
  readonly timeouts: ResolvedTimeouts;
  readonly node: ResolvedNode;
  /** What features set in the profile for this pool alone. */
  readonly profileSettings?: readonly ResolvedProfileSetting[];
}

/** The machines of a pool in one zone. Either `replicas` or `autoscaling`. */
export interface ResolvedMachineGroup {
  readonly name: string;
  readonly zone?: string;
  readonly replicas?: number;
  readonly autoscaling?: { readonly min: number; readonly max: number };
}

export interface ResolvedNetwork {
  /** Exactly one of `nodeCidr` and `existing`. */
  readonly nodeCidr?: string;
  readonly existing?: { readonly network: CloudRef; readonly subnets: readonly CloudRef[]; readonly router?: CloudRef };
  readonly podCidrs: readonly string[];
  readonly serviceCidrs: readonly string[];
  readonly serviceDomain: string;
  readonly dnsServers: readonly string[];
  readonly nodeCidrMaskSize: number;
  readonly nodeCidrMaskSizeIPv6: number;
  /** Whether kube-proxy is left out. */
  readonly kubeProxyReplaced: boolean;
}

export interface ResolvedAutoscaler {
  /** Release, with the leading `v`. */
  readonly version: string;
  /** Instead of the image of this release. */
  readonly image?: string;
  readonly extraArgs: readonly ExpertArgument[];
}

export interface ResolvedApiServer {
  readonly exposure: ApiServerExposure;
  /** With the management cluster's addresses; empty: open to all. */
  readonly allowedCidrs: readonly string[];
  readonly certificateSANs: readonly string[];
  readonly address?: string;
  /** Of a public API server, beside its public one. */
  readonly internalAddress?: string;
  /** One of the user's own. */
  readonly endpoint?: { readonly host: string; readonly port: number };
  readonly port: number;
  readonly maxRequestsInflight: number;
  readonly maxMutatingRequestsInflight: number;
  readonly minRequestTimeoutSeconds: number;
  readonly admissionPlugins: readonly string[];
  readonly eventRateLimit: { readonly qps: number; readonly burst: number };
}

export interface ResolvedAuthentication {
  /** API version of the AuthenticationConfiguration that this Kubernetes minor reads. */
  readonly apiVersion: string;
  readonly anonymous: AnonymousAccess;
  readonly oidc: readonly ResolvedOidcIssuer[];
}

export interface ResolvedOidcIssuer {
  readonly issuerURL: string;
  readonly audiences: readonly string[];
  readonly username: ResolvedClaimMapping;
  readonly groups: ResolvedClaimMapping;
  readonly claimRules: readonly ResolvedClaimRule[];
  readonly ca?: string;
}

/** Either `claim` and `prefix`, or `expression`. */
export interface ResolvedClaimMapping {
  readonly claim?: string;
  readonly prefix?: string;
  readonly expression?: string;
}

/** Either `claim` with an optional value, or `expression` with an optional message. */
export interface ResolvedClaimRule {
  readonly claim?: string;
  readonly requiredValue?: string;
  readonly expression?: string;
  readonly message?: string;
}

export interface ResolvedAudit {
  readonly level: AuditLevel;
  readonly rules: readonly AuditRule[];
  /** A whole policy instead of the level and the rules. */
  readonly policyRef?: SecretKeyRef;
  readonly maxAgeDays: number;
  readonly maxSizeMiB: number;
  readonly maxBackups: number;
}

export interface ResolvedPodSecurity {
  readonly enforce: PodSecurityLevel;
  readonly audit: PodSecurityLevel;
  readonly warn: PodSecurityLevel;
  readonly exemptNamespaces: readonly string[];
}

export interface ResolvedEtcd {
  readonly heartbeatIntervalMs: number;
  readonly electionTimeoutMs: number;
  readonly snapshotCount: number;
  /** A Go duration. */
  readonly compactionRetention: string;
  readonly quotaBytes: number;
  readonly backup?: ResolvedEtcdBackup;
  /** A calendar event of systemd. */
  readonly defragmentation: string;
  readonly metrics: string;
}

export interface ResolvedEtcdBackup {
  /** A calendar event of systemd. */
  readonly calendar: string;
  readonly retentionMinutes: number;
  readonly s3?: { readonly bucket: string; readonly endpoint: string; readonly region: string; readonly secretName: string };
}

export interface ResolvedHardening {
  readonly tlsMinVersion: string;
  /** Empty: the Go defaults. */
  readonly tlsCipherSuites: readonly string[];
  readonly profiling: boolean;
}

export interface ResolvedCertificates {
  readonly renewBeforeDays: number;
  readonly validityDays: number;
  readonly authorityValidityDays: number;
  readonly algorithm: string;
}

/** Where nodes look for the images of a registry first. */
export interface ResolvedMirror {
  readonly host: string;
  readonly endpoints: readonly string[];
  readonly ca?: string;
  /** Secret with user and password. */
  readonly authRef?: SecretKeyRef;
}

/** What the system of every node gets. */
export interface ResolvedNodeSystem {
  readonly mirrors: readonly ResolvedMirror[];
  /** Registry and folder of the images of Kubernetes itself; absent: the upstream registry. */
  readonly imagePrefix?: string;
  readonly trustedCertificates: readonly string[];
  readonly proxy?: { readonly http?: string; readonly https?: string; readonly noProxy: readonly string[] };
  readonly ntpServers: readonly string[];
  /** Whether kubelets ask the cluster's authority for serving certificates. */
  readonly kubeletServingCertificates: boolean;
}
