import type { NodePoolExpert } from './expert';
import type { AntiAffinity, MachineRequirements, MachineTimeouts, RootDisk, Taint } from './machines';

/** A group of worker machines that are alike. */
export interface NodePool {
  /**
   * Name of the pool, unique in the cluster. `control-plane` is taken.
   *
   * Another name is another pool: its machines are made, and those of the old name go as soon as its objects are deleted, without waiting
   * for the new ones. To keep capacity, add the new pool first, and remove the old one when the new machines are there.
   *
   * @format dns-label
   * @maxLength 15
   * @mutability RollsPool
   * @endsIn {MachineDeployment,OpenStackMachineTemplate,KubeadmConfigTemplate,ServerGroup,MachineHealthCheck}
   * @example general
   */
  readonly name: string;

  /**
   * Flavor of the machines. An SCS flavor name, or another name that the profile offers. Either this or `requirements`.
   *
   * @default - `requirements` are used
   * @minLength 1
   * @maxLength 63
   * @mutability RollsPool
   * @endsIn OpenStackMachineTemplate spec.template.spec.{flavor,rootVolume.sizeGiB}; MachineDeployment
   *   metadata.annotations[capacity.cluster-autoscaler.kubernetes.io/*]
   * @example SCS-4V-16
   */
  readonly flavor?: string;

  /**
   * What the machines must have at least, instead of a flavor. The smallest offered flavor that fits is taken.
   *
   * @default - the flavor is used
   * @mutability RollsPool
   * @endsIn OpenStackMachineTemplate spec.template.spec.{flavor,rootVolume.sizeGiB}; MachineDeployment
   *   metadata.annotations[capacity.cluster-autoscaler.kubernetes.io/*]
   * @example {cpus: 4, memory: 16Gi, disk: 50Gi}
   */
  readonly requirements?: MachineRequirements;

  /**
   * Number of machines, over all zones together. Not together with `autoscaling`.
   *
   * @default 3
   * @minimum 0
   * @maximum 5000
   * @mutability InPlace
   * @endsIn MachineDeployment spec.replicas
   * @example 3
   */
  readonly replicas?: number;

  /**
   * Bounds between which the cluster autoscaler chooses the number of machines.
   *
   * @default - a fixed number of machines
   * @mutability InPlace
   * @example {min: 3, max: 9}
   */
  readonly autoscaling?: Autoscaling;

  /**
   * Zones that the machines are spread over evenly. An empty list leaves the choice to the cloud.
   *
   * @default - all zones of the region
   * @minLength 1
   * @maxLength 63
   * @mutability RollsPool
   * @scsRule scs-0214-v2/worker-multi-zone
   * @endsIn MachineDeployment
   * @example [az1, az2, az3]
   */
  readonly zones?: string[];

  /**
   * Root disk of the machines.
   *
   * @default - the flavor's own disk; a volume of 50Gi where the flavor has none
   * @mutability RollsPool
   * @example {size: 100Gi, type: ssd}
   */
  readonly rootDisk?: RootDisk;

  /**
   * Further disks of each machine. They live and die with it.
   *
   * @default []
   * @key name
   * @maxItems 16
   * @mutability RollsPool
   * @endsIn OpenStackMachineTemplate spec.template.spec.additionalBlockDevices; KubeadmConfigTemplate spec.template.spec.{files,preKubeadmCommands}
   * @example [{name: data, size: 200Gi, mountPath: /var/lib/data}]
   */
  readonly volumes?: NodeVolume[];

  /**
   * Labels of the nodes.
   *
   * Labels with a prefix that Cluster API syncs to nodes (`node-role.kubernetes.io/`, `node-restriction.kubernetes.io/`,
   * `node.cluster.x-k8s.io/` and what the profile's `management.syncedLabels` adds) change in place; others roll the pool.
   *
   * @default {}
   * @keyFormat label-key
   * @format label-value
   * @mutability RollsPool
   * @endsIn MachineDeployment spec.template.metadata.labels; KubeadmConfigTemplate
   *   spec.template.spec.joinConfiguration.nodeRegistration.kubeletExtraArgs[node-labels]; MachineDeployment
   *   metadata.annotations[capacity.cluster-autoscaler.kubernetes.io/labels]
   * @example {tier: web}
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of the nodes. Only keys that Cluster API syncs: `node.cluster.x-k8s.io/…` and what the profile's `management.syncedAnnotations` lists.
   *
   * @default {}
   * @keyFormat label-key
   * @maxLength 4096
   * @mutability InPlace
   * @endsIn MachineDeployment spec.template.metadata.annotations
   * @example {node.cluster.x-k8s.io/owner: shop}
   */
  readonly annotations?: { [key: string]: string };

  /**
   * Taints of the nodes.
   *
   * @default []
   * @maxItems 50
   * @mutability RollsPool
   * @endsIn KubeadmConfigTemplate spec.template.spec.joinConfiguration.nodeRegistration.taints; MachineDeployment
   *   metadata.annotations[capacity.cluster-autoscaler.kubernetes.io/taints]
   * @example [{key: dedicated, value: web, effect: NoSchedule}]
   */
  readonly taints?: Taint[];

  /**
   * Whether the machines should run on different hosts.
   *
   * @default Preferred
   * @mutability RollsPool
   * @endsIn ServerGroup; OpenStackMachineTemplate spec.template.spec.serverGroup
   * @example Preferred
   */
  readonly antiAffinity?: AntiAffinity;

  /**
   * How machines are replaced.
   *
   * @default {maxSurge: "1", maxUnavailable: "0", deleteOrder: Oldest}
   * @mutability InPlace
   * @example {maxSurge: "1", maxUnavailable: "0"}
   */
  readonly rollout?: NodePoolRollout;

  /**
   * How broken machines are found and replaced.
   *
   * @default {enabled: true}
   * @mutability InPlace
   * @example {enabled: true, maxUnhealthy: "40%"}
   */
  readonly healthCheck?: NodePoolHealthCheck;

  /**
   * Settings of the kubelet.
   *
   * @default - the kubelet's own defaults
   * @mutability RollsPool
   * @example {maxPods: 110}
   */
  readonly kubelet?: NodePoolKubelet;

  /**
   * Kernel parameters of the nodes.
   *
   * @default []
   * @key name
   * @maxItems 64
   * @mutability RollsPool
   * @endsIn KubeadmConfigTemplate spec.template.spec.files
   * @example [{name: vm.max_map_count, value: "262144"}]
   */
  readonly sysctls?: Sysctl[];

  /**
   * How long the deletion of a machine may wait.
   *
   * @default {drain: 5m, volumeDetach: 5m, deletion: 5m}
   * @mutability InPlace
   * @example {drain: 10m}
   */
  readonly timeouts?: MachineTimeouts;

  /**
   * Version of the pool during a step-wise upgrade. At most the control plane's and at most three minors behind it.
   *
   * @default - the cluster's version
   * @format kubernetes-version
   * @mutability RollsPool
   * @endsIn MachineDeployment spec.template.spec.version; OpenStackMachineTemplate spec.template.spec.image.filter.name
   * @example "1.35"
   */
  readonly kubernetesVersion?: string;

  /**
   * Switches of the provider for this pool. Each name is one of the profile's `features`.
   *
   * Parameters that are left out are those of the cluster's `features`. Only features with `scope: NodePool` can be used here.
   *
   * @default {}
   * @mutability RollsPool
   * @endsIn - where the effects of the feature say
   * @example {confidentialComputing: {enabled: false}}
   */
  readonly features?: { [key: string]: any };

  /**
   * Expert settings of this pool. Accepted where the profile's `policy.allowExpert` is true.
   *
   * @default {}
   * @mutability RollsPool
   * @example {}
   */
  readonly expert?: NodePoolExpert;
}

/** Bounds of the cluster autoscaler, over all zones of the pool together. */
export interface Autoscaling {
  /**
   * Smallest number of machines. `0` works: the capacity of a machine is known from its flavor.
   *
   * @minimum 0
   * @maximum 5000
   * @mutability InPlace
   * @endsIn MachineDeployment metadata.annotations[cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size]
   * @example 3
   */
  readonly min: number;

  /**
   * Largest number of machines. At least the number of zones.
   *
   * @minimum 1
   * @maximum 5000
   * @mutability InPlace
   * @endsIn MachineDeployment metadata.annotations[cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size]
   * @example 9
   */
  readonly max: number;
}

/** Which machine goes first when a pool shrinks. */
export enum DeleteOrder {
  /** The oldest machine. */
  OLDEST = 'Oldest',
  /** The newest machine. */
  NEWEST = 'Newest',
  /** Any machine. */
  RANDOM = 'Random',
}

/** How the machines of a pool are replaced. With several zones the numbers hold for each zone. */
export interface NodePoolRollout {
  /**
   * Machines above the number of replicas during a rollout: a number or a percentage.
   *
   * @default "1"
   * @format int-or-percent
   * @mutability InPlace
   * @endsIn MachineDeployment spec.rollout.strategy.rollingUpdate.maxSurge
   * @example "1"
   */
  readonly maxSurge?: string;

  /**
   * Machines that may be missing during a rollout: a number or a percentage.
   *
   * @default "0"
   * @format int-or-percent
   * @mutability InPlace
   * @endsIn MachineDeployment spec.rollout.strategy.rollingUpdate.maxUnavailable
   * @example "0"
   */
  readonly maxUnavailable?: string;

  /**
   * Which machine goes first.
   *
   * @default Oldest
   * @mutability InPlace
   * @endsIn MachineDeployment spec.deletion.order
   * @example Oldest
   */
  readonly deleteOrder?: DeleteOrder;
}

/** How broken machines of a pool are found and replaced. */
export interface NodePoolHealthCheck {
  /**
   * Whether broken machines are replaced.
   *
   * @default true
   * @mutability InPlace
   * @endsIn MachineHealthCheck
   * @example true
   */
  readonly enabled?: boolean;

  /**
   * Time a node may be not ready before its machine counts as broken.
   *
   * @default 5m
   * @format duration
   * @mutability InPlace
   * @endsIn MachineHealthCheck spec.checks.unhealthyNodeConditions
   * @example 5m
   */
  readonly unhealthyAfter?: string;

  /**
   * Time a new machine has to join the cluster. At least 30s.
   *
   * @default 30m
   * @format duration
   * @mutability InPlace
   * @endsIn MachineHealthCheck spec.checks.nodeStartupTimeoutSeconds
   * @example 30m
   */
  readonly startupTimeout?: string;

  /**
   * Share or number of broken machines above which nothing is replaced, as the cause is then elsewhere.
   *
   * @default "40%"
   * @format int-or-percent
   * @mutability InPlace
   * @endsIn MachineHealthCheck spec.remediation.triggerIf.unhealthyLessThanOrEqualTo
   * @example "40%"
   */
  readonly maxUnhealthy?: string;
}

/** File systems of further disks. */
export enum Filesystem {
  /** ext4. */
  EXT4 = 'ext4',
  /** XFS. */
  XFS = 'xfs',
}

/** A further disk of each machine of a pool. */
export interface NodeVolume {
  /**
   * Name of the disk, unique in the pool. `root` and `etcd` are taken.
   *
   * @format dns-label
   * @maxLength 20
   * @endsIn OpenStackMachineTemplate spec.template.spec.additionalBlockDevices; KubeadmConfigTemplate spec.template.spec.preKubeadmCommands
   * @example data
   */
  readonly name: string;

  /**
   * Size of the disk. A whole number of GiB.
   *
   * @format quantity
   * @endsIn OpenStackMachineTemplate spec.template.spec.additionalBlockDevices[].sizeGiB
   * @example 200Gi
   */
  readonly size: string;

  /**
   * Type of the disk. A name of the profile's `volumeTypes`: disks are volumes of the block storage, never local disks of hosts.
   *
   * @default - the cloud's default volume type
   * @format dns-label
   * @endsIn OpenStackMachineTemplate spec.template.spec.additionalBlockDevices[].storage.volume.type
   * @example fast
   */
  readonly type?: string;

  /**
   * Folder where the disk is mounted, before kubeadm runs and at every boot. What the folder holds already is copied to the disk.
   *
   * It can be the folder of the container runtime, `/var/lib/containerd`, too.
   *
   * @default - the disk is left raw
   * @format file-path
   * @maxLength 255
   * @endsIn KubeadmConfigTemplate spec.template.spec.preKubeadmCommands
   * @example /var/lib/data
   */
  readonly mountPath?: string;

  /**
   * File system that is made on the disk. Only together with `mountPath`.
   *
   * @default ext4
   * @endsIn KubeadmConfigTemplate spec.template.spec.preKubeadmCommands
   * @example ext4
   */
  readonly filesystem?: Filesystem;
}

/** Resources that are kept back from pods. */
export interface ReservedResources {
  /**
   * CPU that is kept back.
   *
   * @default - none
   * @format quantity
   * @example 100m
   */
  readonly cpu?: string;

  /**
   * Memory that is kept back.
   *
   * @default - none
   * @format quantity
   * @example 512Mi
   */
  readonly memory?: string;

  /**
   * Ephemeral storage that is kept back.
   *
   * @default - none
   * @format quantity
   * @example 1Gi
   */
  readonly ephemeralStorage?: string;
}

/** Signals at which the kubelet evicts pods. `0%` switches a signal off. */
export interface EvictionThresholds {
  /**
   * Free memory below which pods are evicted: a quantity or a percentage.
   *
   * @default - the kubelet's default
   * @pattern ^[0-9]+(\.[0-9]+)?(%|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$
   * @maxLength 32
   * @example 200Mi
   */
  readonly memory?: string;

  /**
   * Free space on the node's file system below which pods are evicted: a quantity or a percentage.
   *
   * @default - the kubelet's default
   * @pattern ^[0-9]+(\.[0-9]+)?(%|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$
   * @maxLength 32
   * @example "10%"
   */
  readonly nodefs?: string;

  /**
   * Free space on the image file system below which pods are evicted: a quantity or a percentage.
   *
   * @default - the kubelet's default
   * @pattern ^[0-9]+(\.[0-9]+)?(%|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$
   * @maxLength 32
   * @example "15%"
   */
  readonly imagefs?: string;
}

/** How long a signal may last before pods are evicted. */
export interface EvictionGracePeriods {
  /**
   * Grace period of `evictionSoft.memory`.
   *
   * @default 90s
   * @format duration
   * @example 2m
   */
  readonly memory?: string;

  /**
   * Grace period of `evictionSoft.nodefs`.
   *
   * @default 90s
   * @format duration
   * @example 2m
   */
  readonly nodefs?: string;

  /**
   * Grace period of `evictionSoft.imagefs`.
   *
   * @default 90s
   * @format duration
   * @example 2m
   */
  readonly imagefs?: string;
}

/** Settings of the kubelet on the nodes of a pool. */
export interface NodePoolKubelet {
  /**
   * Pods per node at most.
   *
   * @default 110
   * @minimum 1
   * @maximum 1000
   * @endsIn KubeletConfiguration maxPods; MachineDeployment metadata.annotations[capacity.cluster-autoscaler.kubernetes.io/maxPods]
   * @example 110
   */
  readonly maxPods?: number;

  /**
   * Resources kept back for system daemons.
   *
   * @default - none
   * @endsIn KubeletConfiguration systemReserved
   * @example {cpu: 100m, memory: 512Mi}
   */
  readonly systemReserved?: ReservedResources;

  /**
   * Resources kept back for Kubernetes daemons.
   *
   * @default - none
   * @endsIn KubeletConfiguration kubeReserved
   * @example {memory: 256Mi}
   */
  readonly kubeReserved?: ReservedResources;

  /**
   * Signals at which pods are evicted at once. Signals that are left out keep the kubelet's defaults.
   *
   * @default - the kubelet's defaults
   * @endsIn KubeletConfiguration evictionHard
   * @example {memory: 200Mi, nodefs: "10%"}
   */
  readonly evictionHard?: EvictionThresholds;

  /**
   * Signals at which pods are evicted after a grace period.
   *
   * @default - none
   * @endsIn KubeletConfiguration {evictionSoft,evictionSoftGracePeriod}
   * @example {memory: 500Mi}
   */
  readonly evictionSoft?: EvictionThresholds;

  /**
   * Times that the signals of `evictionSoft` may last before pods are evicted.
   *
   * @default {memory: 90s, nodefs: 90s, imagefs: 90s}
   * @endsIn KubeletConfiguration evictionSoftGracePeriod
   * @example {memory: 2m}
   */
  readonly evictionSoftGracePeriod?: EvictionGracePeriods;

  /**
   * Disk usage in percent above which unused images are removed.
   *
   * @default 85
   * @minimum 0
   * @maximum 100
   * @endsIn KubeletConfiguration imageGCHighThresholdPercent
   * @example 85
   */
  readonly imageGCHighThreshold?: number;

  /**
   * Disk usage in percent down to which unused images are removed.
   *
   * @default 80
   * @minimum 0
   * @maximum 100
   * @endsIn KubeletConfiguration imageGCLowThresholdPercent
   * @example 80
   */
  readonly imageGCLowThreshold?: number;

  /**
   * Whether images are pulled one after the other.
   *
   * @default true
   * @endsIn KubeletConfiguration serializeImagePulls
   * @example true
   */
  readonly serializeImagePulls?: boolean;
}

/** A kernel parameter. */
export interface Sysctl {
  /**
   * Name of the parameter.
   *
   * @pattern ^[a-z0-9]([-_a-z0-9]*[a-z0-9])?([./][a-z0-9]([-_a-z0-9]*[a-z0-9])?)+$
   * @maxLength 253
   * @example vm.max_map_count
   */
  readonly name: string;

  /**
   * Value of the parameter.
   *
   * @minLength 1
   * @maxLength 255
   * @example "262144"
   */
  readonly value: string;
}
