import type { CloudRef, SecretKeyRef, SecretRef } from './references';

/**
 * Expert settings: what only an expert needs, in the words of Cluster API, kubeadm and the cloud.
 *
 * They stand in a profile, or in a description where the profile's `policy.allowExpert` is true. What is set here for machines
 * holds for the control plane and all node pools.
 */
export interface Expert {
  /**
   * API server.
   *
   * @default {}
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @example {extraArgs: [{name: goaway-chance, value: "0.001"}]}
   */
  readonly apiServer?: ExpertApiServer;

  /**
   * Controller manager.
   *
   * @default {}
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @example {nodeMonitorGracePeriod: 40s}
   */
  readonly controllerManager?: ExpertControllerManager;

  /**
   * Scheduler.
   *
   * @default {}
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @example {extraArgs: [{name: v, value: "2"}]}
   */
  readonly scheduler?: ExpertScheduler;

  /**
   * Kubelet of all nodes.
   *
   * @default {}
   * @mutability RollsAll
   * @since v1alpha1
   * @example {extraArgs: [{name: v, value: "2"}]}
   */
  readonly kubelet?: ExpertKubelet;

  /**
   * Service proxy of the nodes, where the network plugin does not replace it.
   *
   * @default {mode: iptables}
   * @mutability NewCluster
   * @since v1alpha1
   * @example {mode: nftables}
   */
  readonly kubeProxy?: ExpertKubeProxy;

  /**
   * Members of the etcd cluster.
   *
   * @default {}
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @example {extraArgs: [{name: max-snapshots, value: "5"}]}
   */
  readonly etcd?: ExpertEtcd;

  /**
   * What kubeadm skips.
   *
   * @default {}
   * @mutability RollsAll
   * @since v1alpha1
   * @example {ignorePreflightErrors: [NumCPU]}
   */
  readonly kubeadm?: ExpertKubeadm;

  /**
   * Files that are written to all nodes before kubeadm runs.
   *
   * @default []
   * @key path
   * @maxItems 100
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate spec.template.spec}.files
   * @example [{path: /etc/motd, content: "Managed by Cluster API\n"}]
   */
  readonly files?: ExpertFile[];

  /**
   * Commands that run on all nodes.
   *
   * @default {}
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate spec.template.spec}.preKubeadmCommands
   * @example {pre: [modprobe nf_conntrack]}
   */
  readonly commands?: ExpertCommands;

  /**
   * Packages that are installed on all nodes before kubeadm runs.
   *
   * Each boot then depends on the package source being reachable, so a machine image that has the packages is better.
   *
   * @default []
   * @maxItems 100
   * @pattern ^[a-z0-9][a-z0-9+.-]+(=[A-Za-z0-9.+:~-]+)?$
   * @maxLength 255
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate spec.template.spec}.preKubeadmCommands
   * @example [nfs-common]
   */
  readonly packages?: string[];

  /**
   * Security groups that all machines have besides the managed ones.
   *
   * @default []
   * @maxItems 50
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.{securityGroups,ports[].securityGroups}
   * @example [{name: monitoring}]
   */
  readonly securityGroups?: CloudRef[];

  /**
   * Network ports of all machines.
   *
   * The port in the cluster's network stays the first one; an entry without `network` says how that port is. Entries of a node pool
   * take the place of those for the same network here.
   *
   * @default []
   * @maxItems 16
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.ports
   * @example [{allowedAddressPairs: [{ipAddress: 10.8.15.250}]}, {network: {name: storage}, vnicType: direct}]
   */
  readonly ports?: ExpertPort[];

  /**
   * Hints to the scheduler of the cloud for all machines.
   *
   * @default []
   * @key name
   * @maxItems 50
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.schedulerHintAdditionalProperties
   * @example [{name: rack, value: r12}]
   */
  readonly schedulerHints?: ExpertSchedulerHint[];

  /**
   * Metadata of all servers in the cloud.
   *
   * @default []
   * @key key
   * @maxItems 128
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.serverMetadata
   * @example [{key: cost-centre, value: "4711"}]
   */
  readonly serverMetadata?: ExpertServerMetadata[];

  /**
   * Floating addresses of the worker machines, one pool of addresses for each node pool.
   *
   * Whatever security groups let in reaches the machines from the world then, so node ports must not be open to it.
   *
   * @default {enabled: false}
   * @mutability RollsAll
   * @since v1alpha1
   * @example {enabled: true, network: {name: public}}
   */
  readonly floatingIPs?: ExpertFloatingIPs;

  /**
   * Tokens that replace machines when the content of a Secret has changed.
   *
   * Cluster API does not see the content of a Secret, so a new content reaches no machine that exists. A changed token here
   * replaces what uses the Secret.
   *
   * @default []
   * @maxItems 50
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate spec.template.spec}.files
   * @example [{secretRef: {name: shop-registry}, token: "2026-11"}]
   */
  readonly rolloutTokens?: ExpertRolloutToken[];

  /**
   * Changes to final objects, in the order given, before the objects are validated.
   *
   * A path that the object's schema does not have is an error, and so is a target that no object matches. A change to what the
   * profile's `policy.enforce` fixes is refused. What a patch does to machines depends on the field that it changes.
   *
   * @default []
   * @maxItems 100
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn - where its patches say
   * @example [{target: {kind: OpenStackCluster}, patch: [{op: add, path: /spec/disablePortSecurity, value: true}]}]
   */
  readonly patches?: ExpertPatch[];
}

/**
 * Expert settings of one node pool.
 *
 * The lists are added to those of the cluster's expert settings; entries with the same key replace them.
 */
export interface NodePoolExpert {
  /**
   * Kubelet of the pool's nodes.
   *
   * @default {}
   * @mutability RollsPool
   * @since v1alpha1
   * @example {extraArgs: [{name: v, value: "2"}]}
   */
  readonly kubelet?: ExpertKubelet;

  /**
   * What kubeadm skips when the pool's nodes join.
   *
   * @default {}
   * @mutability RollsPool
   * @since v1alpha1
   * @example {ignorePreflightErrors: [SystemVerification]}
   */
  readonly kubeadm?: ExpertKubeadm;

  /**
   * Files that are written to the pool's nodes before kubeadm runs.
   *
   * @default []
   * @key path
   * @maxItems 100
   * @mutability RollsPool
   * @since v1alpha1
   * @endsIn KubeadmConfigTemplate spec.template.spec.files
   * @example [{path: /etc/motd, content: "GPU nodes\n"}]
   */
  readonly files?: ExpertFile[];

  /**
   * Commands that run on the pool's nodes.
   *
   * @default {}
   * @mutability RollsPool
   * @since v1alpha1
   * @endsIn KubeadmConfigTemplate spec.template.spec.preKubeadmCommands
   * @example {pre: [nvidia-smi -pm 1]}
   */
  readonly commands?: ExpertCommands;

  /**
   * Packages that are installed on the pool's nodes before kubeadm runs.
   *
   * @default []
   * @maxItems 100
   * @pattern ^[a-z0-9][a-z0-9+.-]+(=[A-Za-z0-9.+:~-]+)?$
   * @maxLength 255
   * @mutability RollsPool
   * @since v1alpha1
   * @endsIn KubeadmConfigTemplate spec.template.spec.preKubeadmCommands
   * @example [nfs-common]
   */
  readonly packages?: string[];

  /**
   * Security groups that the pool's machines have besides the managed ones.
   *
   * @default []
   * @maxItems 50
   * @mutability RollsPool
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.{securityGroups,ports[].securityGroups}
   * @example [{name: public-web}]
   */
  readonly securityGroups?: CloudRef[];

  /**
   * Network ports of the pool's machines.
   *
   * The port in the cluster's network stays the first one; an entry without `network` says how that port is. An entry takes the
   * place of those of the cluster's expert settings for the same network.
   *
   * @default []
   * @maxItems 16
   * @mutability RollsPool
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.ports
   * @example [{network: {name: storage}, vnicType: direct}]
   */
  readonly ports?: ExpertPort[];

  /**
   * Hints to the scheduler of the cloud for the pool's machines.
   *
   * @default []
   * @key name
   * @maxItems 50
   * @mutability RollsPool
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.schedulerHintAdditionalProperties
   * @example [{name: rack, value: r12}]
   */
  readonly schedulerHints?: ExpertSchedulerHint[];

  /**
   * Metadata of the pool's servers in the cloud.
   *
   * @default []
   * @key key
   * @maxItems 128
   * @mutability RollsPool
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.serverMetadata
   * @example [{key: licence, value: gpu}]
   */
  readonly serverMetadata?: ExpertServerMetadata[];

  /**
   * Floating addresses of the pool's machines.
   *
   * @default {enabled: false}
   * @mutability RollsPool
   * @since v1alpha1
   * @example {enabled: true, addresses: [203.0.113.21, 203.0.113.22]}
   */
  readonly floatingIPs?: ExpertFloatingIPs;

  /**
   * Tags of the pool's servers and their ports in the cloud, besides those of the cluster.
   *
   * @default []
   * @maxItems 40
   * @pattern ^[^,/]+$
   * @minLength 1
   * @maxLength 60
   * @mutability RollsPool
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.tags
   * @example [gpu]
   */
  readonly tags?: string[];

  /**
   * Image that the pool's machines boot from, instead of the profile's.
   *
   * @default - the profile's `openstack.image`
   * @mutability RollsPool
   * @since v1alpha1
   * @example {name: "ubuntu-capi-image-gpu-v{version}"}
   */
  readonly image?: ExpertImage;

  /**
   * Whether the pool's machines get their first data from a disk instead of the network.
   *
   * @default - the profile's `openstack.configDrive`
   * @mutability RollsPool
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.configDrive
   * @example true
   */
  readonly configDrive?: boolean;

  /**
   * Changes to the final objects of the pool, in the order given; the target's name is seldom needed. They act after those of the cluster.
   *
   * @default []
   * @maxItems 100
   * @mutability RollsPool
   * @since v1alpha1
   * @endsIn - where its patches say
   * @example [{target: {kind: OpenStackMachineTemplate}, patch: [{op: add, path: /spec/template/spec/trunk, value: true}]}]
   */
  readonly patches?: ExpertPatch[];
}

/** A command line argument of a component. */
export interface ExpertArgument {
  /**
   * Name of the argument, without leading dashes.
   *
   * @pattern ^[a-z][a-z0-9-]*$
   * @maxLength 256
   * @since v1alpha1
   * @example goaway-chance
   */
  readonly name: string;

  /**
   * Value of the argument.
   *
   * @maxLength 1024
   * @since v1alpha1
   * @example "0.001"
   */
  readonly value: string;
}

/** A feature gate of a Kubernetes component. */
export interface ExpertFeatureGate {
  /**
   * Name of the feature gate.
   *
   * @pattern ^[A-Z][A-Za-z0-9]*$
   * @maxLength 128
   * @since v1alpha1
   * @example WatchList
   */
  readonly name: string;

  /**
   * Whether the feature is on.
   *
   * @default true
   * @since v1alpha1
   * @example true
   */
  readonly enabled?: boolean;
}

/** What a path on the host must be before it is mounted. */
export enum ExpertHostPathType {
  /** A folder that exists, or is made. */
  DIRECTORY_OR_CREATE = 'DirectoryOrCreate',
  /** A folder that exists. */
  DIRECTORY = 'Directory',
  /** A file that exists, or is made empty. */
  FILE_OR_CREATE = 'FileOrCreate',
  /** A file that exists. */
  FILE = 'File',
  /** A UNIX socket that exists. */
  SOCKET = 'Socket',
  /** A character device that exists. */
  CHAR_DEVICE = 'CharDevice',
  /** A block device that exists. */
  BLOCK_DEVICE = 'BlockDevice',
}

/** A file or folder of the node that a control-plane component sees. */
export interface ExpertHostPathVolume {
  /**
   * Name of the volume, unique for the component.
   *
   * @format dns-label
   * @since v1alpha1
   * @example webhook-config
   */
  readonly name: string;

  /**
   * Path on the node.
   *
   * @format file-path
   * @maxLength 512
   * @since v1alpha1
   * @example /etc/kubernetes/webhook
   */
  readonly hostPath: string;

  /**
   * Path inside of the component's container.
   *
   * @format file-path
   * @maxLength 512
   * @since v1alpha1
   * @example /etc/kubernetes/webhook
   */
  readonly mountPath: string;

  /**
   * Whether the component can only read.
   *
   * @default true
   * @since v1alpha1
   * @example true
   */
  readonly readOnly?: boolean;

  /**
   * What the path on the node must be.
   *
   * @default - not checked
   * @since v1alpha1
   * @example DirectoryOrCreate
   */
  readonly pathType?: ExpertHostPathType;
}

/** Expert settings of the API server. */
export interface ExpertApiServer {
  /**
   * Further arguments. Those that other settings write are refused; the message names the setting.
   *
   * @default []
   * @key name
   * @maxItems 100
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.apiServer.extraArgs
   * @example [{name: goaway-chance, value: "0.001"}]
   */
  readonly extraArgs?: ExpertArgument[];

  /**
   * Further files and folders of the node that the API server sees.
   *
   * @default []
   * @key name
   * @maxItems 50
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.apiServer.extraVolumes
   * @example [{name: webhook-config, hostPath: /etc/kubernetes/webhook, mountPath: /etc/kubernetes/webhook}]
   */
  readonly extraVolumes?: ExpertHostPathVolume[];

  /**
   * Feature gates of the API server.
   *
   * @default []
   * @key name
   * @maxItems 100
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.apiServer.extraArgs[feature-gates]
   * @example [{name: WatchList, enabled: true}]
   */
  readonly featureGates?: ExpertFeatureGate[];

  /**
   * Port of the API server, and of its load balancer. Not one that node ports or other components have.
   *
   * @default 6443
   * @minimum 1
   * @maximum 65535
   * @mutability NewCluster
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.{apiServerPort,managedSecurityGroups.controlPlaneNodesSecurityGroupRules}; Cluster spec.clusterNetwork.apiServerPort;
   *   KubeadmControlPlane spec.kubeadmConfigSpec.{initConfiguration.localAPIEndpoint,joinConfiguration.controlPlane}
   * @example 443
   */
  readonly port?: number;

  /**
   * Verbosity of the API server's log.
   *
   * @default 0
   * @minimum 0
   * @maximum 10
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.apiServer.extraArgs[v]
   * @example 2
   */
  readonly logLevel?: number;

  /**
   * Secret with a kubeconfig of a webhook that judges bearer tokens.
   *
   * @default - no webhook
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.files
   * @example {name: shop-webhook, key: kubeconfig}
   */
  readonly webhookAuthenticationRef?: SecretKeyRef;
}

/** Expert settings of the controller manager. */
export interface ExpertControllerManager {
  /**
   * Further arguments. Those that other settings write are refused; the message names the setting.
   *
   * @default []
   * @key name
   * @maxItems 100
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.controllerManager.extraArgs
   * @example [{name: kube-api-qps, value: "50"}]
   */
  readonly extraArgs?: ExpertArgument[];

  /**
   * Time without a sign of life after which a node counts as not ready.
   *
   * @default - the default of Kubernetes
   * @format duration
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.controllerManager.extraArgs[node-monitor-grace-period]
   * @example 40s
   */
  readonly nodeMonitorGracePeriod?: string;
}

/** Expert settings of the scheduler. */
export interface ExpertScheduler {
  /**
   * Further arguments. Those that other settings write are refused; the message names the setting.
   *
   * @default []
   * @key name
   * @maxItems 100
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.scheduler.extraArgs
   * @example [{name: v, value: "2"}]
   */
  readonly extraArgs?: ExpertArgument[];
}

/** Expert settings of kubelets. */
export interface ExpertKubelet {
  /**
   * Further arguments. Those that other settings write are refused; the message names the setting.
   *
   * @default []
   * @key name
   * @maxItems 100
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.{initConfiguration,joinConfiguration}.nodeRegistration.kubeletExtraArgs; KubeadmConfigTemplate
   *   spec.template.spec.joinConfiguration.nodeRegistration.kubeletExtraArgs
   * @example [{name: v, value: "2"}]
   */
  readonly extraArgs?: ExpertArgument[];

  /**
   * Feature gates of the kubelet.
   *
   * @default []
   * @key name
   * @maxItems 100
   * @since v1alpha1
   * @endsIn KubeletConfiguration featureGates
   * @example [{name: TopologyManagerPolicyAlphaOptions, enabled: true}]
   */
  readonly featureGates?: ExpertFeatureGate[];
}

/** How kube-proxy forwards traffic of services. */
export enum ExpertKubeProxyMode {
  /** With iptables. */
  IPTABLES = 'iptables',
  /** With nftables. */
  NFTABLES = 'nftables',
  /** With IPVS. */
  IPVS = 'ipvs',
}

/** Expert settings of kube-proxy. */
export interface ExpertKubeProxy {
  /**
   * How traffic of services is forwarded. Acts when the cluster is made; in one that exists, change the ConfigMap `kube-proxy` in it.
   *
   * @default iptables
   * @mutability NewCluster
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.{files,preKubeadmCommands}
   * @example nftables
   */
  readonly mode?: ExpertKubeProxyMode;
}

/** Expert settings of etcd. */
export interface ExpertEtcd {
  /**
   * Further arguments. Those that other settings write are refused; the message names the setting.
   *
   * @default []
   * @key name
   * @maxItems 100
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.etcd.local.extraArgs
   * @example [{name: max-snapshots, value: "5"}]
   */
  readonly extraArgs?: ExpertArgument[];

  /**
   * Whether etcd gets more of the node's CPU where it is short: its pod asks for 500m instead of 100m.
   *
   * @default false
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.files
   * @example true
   */
  readonly prioBoost?: boolean;
}

/** What kubeadm skips. */
export interface ExpertKubeadm {
  /**
   * Phases of kubeadm that are skipped, as its help names them.
   *
   * @default []
   * @maxItems 50
   * @pattern ^[a-z0-9-]+(/[a-z0-9-]+)*$
   * @maxLength 256
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.{initConfiguration,joinConfiguration}.skipPhases; KubeadmConfigTemplate
   *   spec.template.spec.joinConfiguration.skipPhases
   * @example [addon/coredns]
   */
  readonly skipPhases?: string[];

  /**
   * Checks of kubeadm whose failure is ignored.
   *
   * @default []
   * @maxItems 50
   * @pattern ^[A-Za-z][A-Za-z0-9-]*$
   * @maxLength 512
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.{initConfiguration,joinConfiguration}.nodeRegistration.ignorePreflightErrors; KubeadmConfigTemplate
   *   spec.template.spec.joinConfiguration.nodeRegistration.ignorePreflightErrors
   * @example [NumCPU]
   */
  readonly ignorePreflightErrors?: string[];
}

/** How the content of a file is encoded. */
export enum ExpertFileEncoding {
  /** Base64. */
  BASE64 = 'Base64',
  /** Compressed with gzip. */
  GZIP = 'Gzip',
  /** Compressed with gzip, then Base64. */
  GZIP_BASE64 = 'GzipBase64',
}

/** A file that is written to nodes. It has either `content` or `contentFrom`. */
export interface ExpertFile {
  /**
   * Path on the node.
   *
   * @format file-path
   * @maxLength 512
   * @since v1alpha1
   * @example /etc/motd
   */
  readonly path: string;

  /**
   * User and group that own the file.
   *
   * @default root:root
   * @pattern ^[a-z_][a-z0-9_-]*(:[a-z_][a-z0-9_-]*)?$
   * @maxLength 256
   * @since v1alpha1
   * @example root:root
   */
  readonly owner?: string;

  /**
   * Permissions of the file in octal digits. Always a string.
   *
   * @default "0644"
   * @pattern ^[0-7]{3,4}$
   * @since v1alpha1
   * @example "0600"
   */
  readonly permissions?: string;

  /**
   * How the content is encoded.
   *
   * @default - plain text
   * @since v1alpha1
   * @example Base64
   */
  readonly encoding?: ExpertFileEncoding;

  /**
   * Whether the content is added to the end of a file that exists.
   *
   * @default false
   * @since v1alpha1
   * @example false
   */
  readonly append?: boolean;

  /**
   * The content. At most 10 KiB, and no secret.
   *
   * @default - `contentFrom` is used
   * @minLength 1
   * @maxLength 10240
   * @since v1alpha1
   * @example "Managed by Cluster API\n"
   */
  readonly content?: string;

  /**
   * Where the content comes from.
   *
   * @default - `content` is used
   * @since v1alpha1
   * @endsIn {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate spec.template.spec}.files
   * @example {secretKeyRef: {name: shop-licence, key: licence.txt}}
   */
  readonly contentFrom?: ExpertFileSource;
}

/** Where the content of a file comes from. */
export interface ExpertFileSource {
  /**
   * Key of a Secret in the namespace of the cluster.
   *
   * @since v1alpha1
   * @example {name: shop-licence, key: licence.txt}
   */
  readonly secretKeyRef: SecretKeyRef;
}

/** Commands that run on nodes as root, each list in its order. */
export interface ExpertCommands {
  /**
   * Commands that run early at every boot.
   *
   * @default []
   * @maxItems 100
   * @minLength 1
   * @maxLength 10240
   * @since v1alpha1
   * @endsIn {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate spec.template.spec}.bootCommands
   * @example [swapoff -a]
   */
  readonly boot?: string[];

  /**
   * Commands that run before kubeadm.
   *
   * @default []
   * @maxItems 100
   * @minLength 1
   * @maxLength 10240
   * @since v1alpha1
   * @endsIn {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate spec.template.spec}.preKubeadmCommands
   * @example [modprobe nf_conntrack]
   */
  readonly pre?: string[];

  /**
   * Commands that run after kubeadm.
   *
   * @default []
   * @maxItems 100
   * @minLength 1
   * @maxLength 10240
   * @since v1alpha1
   * @endsIn {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate spec.template.spec}.postKubeadmCommands
   * @example [systemctl restart node-exporter]
   */
  readonly post?: string[];
}

/** An image of the cloud. Exactly one of `name` and `id`. */
export interface ExpertImage {
  /**
   * Name of the image. `{version}` stands for the Kubernetes version of the pool, without a leading `v`. The name must belong to one image only.
   *
   * @default - the id is used
   * @pattern ^([^{}]|\{version\})+$
   * @maxLength 255
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.image.filter.name
   * @example "ubuntu-capi-image-gpu-v{version}"
   */
  readonly name?: string;

  /**
   * Identifier of the image. It fits one Kubernetes version only.
   *
   * @default - the name is used
   * @format uuid
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.image.id
   * @example 5f5a9e4c-6f0f-4b39-8a5e-2f4c3f0b8f11
   */
  readonly id?: string;
}

/** How a network port is bound to the machine, as OpenStack Neutron names it. */
export enum ExpertVnicType {
  /** A virtual network card. */
  NORMAL = 'normal',
  /** A virtual function of a network card, passed through. */
  DIRECT = 'direct',
  /** A virtual function behind a macvtap device. */
  MACVTAP = 'macvtap',
  /** A physical port of a bare-metal machine. */
  BAREMETAL = 'baremetal',
  /** A whole physical network card, passed through. */
  DIRECT_PHYSICAL = 'direct-physical',
  /** A virtio device whose traffic is forwarded by the network card. */
  VIRTIO_FORWARDER = 'virtio-forwarder',
  /** A port of a network card that has its own processor, for bare metal. */
  SMART_NIC = 'smart-nic',
  /** A port of a network card that has its own processor, for virtual machines. */
  REMOTE_MANAGED = 'remote-managed',
}

/** A network port of a machine. */
export interface ExpertPort {
  /**
   * Network of the port.
   *
   * @default - the cluster's network
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.ports[].network
   * @example {name: storage}
   */
  readonly network?: CloudRef;

  /**
   * Subnets and addresses of the port.
   *
   * @default - the cloud chooses
   * @maxItems 16
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.ports[].fixedIPs
   * @example [{subnet: {name: storage-v4}}]
   */
  readonly fixedIPs?: ExpertFixedIP[];

  /**
   * Further addresses that the machine may use on this port, such as virtual addresses.
   *
   * @default []
   * @maxItems 16
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.ports[].allowedAddressPairs
   * @example [{ipAddress: 10.8.15.250}]
   */
  readonly allowedAddressPairs?: ExpertAddressPair[];

  /**
   * End of the port's name in the cloud.
   *
   * @default - the port's place in the list
   * @format dns-label
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.ports[].nameSuffix
   * @example storage
   */
  readonly nameSuffix?: string;

  /**
   * Security groups of the port. The managed groups are kept, although a list on a port would replace them in the cloud.
   *
   * @default []
   * @maxItems 50
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.ports[].securityGroups
   * @example [{name: storage}]
   */
  readonly securityGroups?: CloudRef[];

  /**
   * How the port is bound to the machine.
   *
   * @default normal
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.ports[].vnicType
   * @example direct
   */
  readonly vnicType?: ExpertVnicType;

  /**
   * Details of the binding. Most clouds allow them to administrators only.
   *
   * @default - none
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.ports[].profile
   * @example {trustedVF: true}
   */
  readonly profile?: ExpertPortProfile;

  /**
   * Whether the port carries several networks as a trunk.
   *
   * @default false
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.ports[].trunk
   * @example true
   */
  readonly trunk?: boolean;

  /**
   * Whether the cloud filters what the port sends and receives. Without it the port has no security groups.
   *
   * @default - as the network has it
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.ports[].disablePortSecurity
   * @example true
   */
  readonly portSecurity?: boolean;

  /**
   * Whether the port goes down with the physical link below it, for virtual functions.
   *
   * @default - as the cloud has it
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.ports[].propagateUplinkStatus
   * @example true
   */
  readonly propagateUplinkStatus?: boolean;

  /**
   * Attributes of the port that only extensions of the cloud's network know.
   *
   * @default []
   * @key name
   * @maxItems 16
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.ports[].valueSpecs
   * @example [{name: qos, key: "qos_policy_id", value: 5f5a9e4c-6f0f-4b39-8a5e-2f4c3f0b8f11}]
   */
  readonly valueSpecs?: ExpertPortValueSpec[];

  /**
   * Tags of the port in the cloud, besides those of the cluster and of the machine.
   *
   * @default []
   * @maxItems 40
   * @pattern ^[^,/]+$
   * @minLength 1
   * @maxLength 60
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.ports[].tags
   * @example [storage]
   */
  readonly tags?: string[];
}

/** An attribute of a network port that an extension of the cloud's network knows. */
export interface ExpertPortValueSpec {
  /**
   * Name of the entry, unique for the port. It does not reach the cloud.
   *
   * @format dns-label
   * @since v1alpha1
   * @example qos
   */
  readonly name: string;

  /**
   * Attribute of the port.
   *
   * @pattern ^[A-Za-z0-9_:.-]+$
   * @maxLength 255
   * @since v1alpha1
   * @example qos_policy_id
   */
  readonly key: string;

  /**
   * Its value. Always sent as a string.
   *
   * @maxLength 255
   * @since v1alpha1
   * @example 5f5a9e4c-6f0f-4b39-8a5e-2f4c3f0b8f11
   */
  readonly value: string;
}

/** A subnet and an address of a network port; at least one of the two. */
export interface ExpertFixedIP {
  /**
   * Subnet that the address is taken from.
   *
   * @default - a subnet of the port's network
   * @since v1alpha1
   * @example {name: storage-v4}
   */
  readonly subnet?: CloudRef;

  /**
   * The address. Only for a node pool that never has more than one machine.
   *
   * @default - a free address of the subnet
   * @format ip
   * @since v1alpha1
   * @example 10.20.0.17
   */
  readonly ipAddress?: string;
}

/** An address that a machine may use on a port besides the port's own. */
export interface ExpertAddressPair {
  /**
   * Address, or a range in CIDR notation where the cloud allows it.
   *
   * @pattern ^[0-9a-fA-F.:]+(/[0-9]{1,3})?$
   * @maxLength 45
   * @since v1alpha1
   * @example 10.8.15.250
   */
  readonly ipAddress: string;

  /**
   * Hardware address.
   *
   * @default - the hardware address of the port
   * @pattern ^([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}$
   * @since v1alpha1
   * @example "fa:16:3e:12:34:56"
   */
  readonly macAddress?: string;
}

/** Details of how a network port is bound. */
export interface ExpertPortProfile {
  /**
   * Whether the virtual function may change its own hardware address and see all traffic.
   *
   * @default false
   * @since v1alpha1
   * @example true
   */
  readonly trustedVF?: boolean;

  /**
   * Whether Open vSwitch hands the traffic over to the network card.
   *
   * @default false
   * @since v1alpha1
   * @example true
   */
  readonly ovsHWOffload?: boolean;
}

/** As what the value of a scheduler hint is sent. */
export enum ExpertSchedulerHintType {
  /** A string. */
  STRING = 'String',
  /** A whole number. */
  NUMBER = 'Number',
  /** `true` or `false`. */
  BOOL = 'Bool',
}

/** A hint to the scheduler of the cloud. */
export interface ExpertSchedulerHint {
  /**
   * Name of the hint.
   *
   * @minLength 1
   * @maxLength 255
   * @since v1alpha1
   * @example rack
   */
  readonly name: string;

  /**
   * As what the value is sent.
   *
   * @default String
   * @since v1alpha1
   * @example Number
   */
  readonly type?: ExpertSchedulerHintType;

  /**
   * Value of the hint. Always written as a string.
   *
   * @minLength 1
   * @maxLength 255
   * @since v1alpha1
   * @example "12"
   */
  readonly value: string;
}

/** Metadata of a server in the cloud. */
export interface ExpertServerMetadata {
  /**
   * Key of the metadata.
   *
   * @pattern ^[a-zA-Z0-9_:. -]+$
   * @maxLength 255
   * @since v1alpha1
   * @example cost-centre
   */
  readonly key: string;

  /**
   * Value of the metadata.
   *
   * @maxLength 255
   * @since v1alpha1
   * @example "4711"
   */
  readonly value: string;
}

/** What happens to a floating address when its machine is gone. */
export enum ExpertFloatingIPReclaimPolicy {
  /** It is given back to the cloud. */
  DELETE = 'Delete',
  /** It is kept for another machine. */
  RETAIN = 'Retain',
}

/** Floating addresses of machines. */
export interface ExpertFloatingIPs {
  /**
   * Whether each machine gets a floating address.
   *
   * @default false
   * @mutability RollsPool
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.floatingIPPoolRef; OpenStackFloatingIPPool
   * @example true
   */
  readonly enabled?: boolean;

  /**
   * External network that the addresses are taken from. The router of the cluster's network must be in it.
   *
   * @default - the profile's `openstack.externalNetwork`
   * @mutability RollsPool
   * @since v1alpha1
   * @endsIn OpenStackFloatingIPPool spec.floatingIPNetwork
   * @example {name: public}
   */
  readonly network?: CloudRef;

  /**
   * Addresses that were allocated before. They are used first and never given back.
   *
   * @default []
   * @maxItems 1000
   * @format ip
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn OpenStackFloatingIPPool spec.preAllocatedFloatingIPs
   * @example [203.0.113.21, 203.0.113.22]
   */
  readonly addresses?: string[];

  /**
   * Largest number of addresses that are allocated.
   *
   * @default - as many as there are machines
   * @minimum 1
   * @maximum 5000
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn OpenStackFloatingIPPool spec.maxIPs
   * @example 10
   */
  readonly maxAddresses?: number;

  /**
   * What happens to an address when its machine is gone.
   *
   * @default Delete
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn OpenStackFloatingIPPool spec.reclaimPolicy
   * @example Delete
   */
  readonly reclaimPolicy?: ExpertFloatingIPReclaimPolicy;
}

/** A token that stands for the present content of a Secret. */
export interface ExpertRolloutToken {
  /**
   * The Secret.
   *
   * @since v1alpha1
   * @example {name: shop-registry}
   */
  readonly secretRef: SecretRef;

  /**
   * Any text that is changed together with the Secret.
   *
   * @pattern ^[A-Za-z0-9._-]+$
   * @maxLength 63
   * @since v1alpha1
   * @example "2026-11"
   */
  readonly token: string;
}

/** Changes to final objects. */
export interface ExpertPatch {
  /**
   * Objects that are changed.
   *
   * @since v1alpha1
   * @example {kind: OpenStackCluster}
   */
  readonly target: ExpertPatchTarget;

  /**
   * The changes, in their order.
   *
   * @minItems 1
   * @maxItems 100
   * @since v1alpha1
   * @example [{op: replace, path: /spec/disablePortSecurity, value: true}]
   */
  readonly patch: ExpertPatchOperation[];
}

/** Which objects a patch changes. */
export interface ExpertPatchTarget {
  /**
   * Kind of the objects.
   *
   * @pattern ^[A-Z][A-Za-z0-9]*$
   * @maxLength 63
   * @since v1alpha1
   * @example OpenStackCluster
   */
  readonly kind: string;

  /**
   * Name of one object.
   *
   * @default - all objects of the kind
   * @format dns-subdomain
   * @since v1alpha1
   * @example shop-prod
   */
  readonly name?: string;
}

/** What a patch does, in the words of JSON Patch (RFC 6902). */
export enum ExpertPatchOp {
  /** Adds a field or a list item; a field that exists is replaced. */
  ADD = 'add',
  /** Removes what exists. */
  REMOVE = 'remove',
  /** Replaces what exists. */
  REPLACE = 'replace',
}

/** One change of an object. */
export interface ExpertPatchOperation {
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
   * @example /spec/template/spec/trunk
   */
  readonly path: string;

  /**
   * The new value. Not for `remove`.
   *
   * @default - none, for `remove`
   * @since v1alpha1
   * @example true
   */
  readonly value?: any;
}
