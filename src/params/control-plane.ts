import type { AntiAffinity, MachineRequirements, MachineTimeouts, RootDisk, Taint } from './machines';

/** The machines that run the control plane. */
export interface ControlPlane {
  /**
   * Number of control-plane machines. An odd number, as etcd runs on them.
   *
   * Services with hosted control planes read 1 as no tolerance and 3 as tolerance of the loss of a node or zone.
   *
   * @default 3
   * @minimum 1
   * @maximum 9
   * @mutability InPlace
   * @scsRule scs-0214-v2/cp-multi-host
   * @endsIn KubeadmControlPlane spec.replicas; MachineHealthCheck spec.remediation.triggerIf.unhealthyLessThanOrEqualTo
   * @example 3
   */
  readonly replicas?: number;

  /**
   * Flavor of the machines. An SCS flavor name, or another name that the profile offers. Not together with `requirements`.
   *
   * @default SCS-2V-4-20s
   * @minLength 1
   * @maxLength 63
   * @mutability RollsControlPlane
   * @endsIn OpenStackMachineTemplate spec.template.spec.{flavor,rootVolume.sizeGiB}
   * @example SCS-4V-8-20s
   */
  readonly flavor?: string;

  /**
   * What the machines must have at least, instead of a flavor. The smallest offered flavor that fits is taken.
   *
   * @default - the flavor is used
   * @mutability RollsControlPlane
   * @endsIn OpenStackMachineTemplate spec.template.spec.{flavor,rootVolume.sizeGiB}
   * @example {cpus: 4, memory: 8Gi}
   */
  readonly requirements?: MachineRequirements;

  /**
   * Root disk of the machines.
   *
   * @default - the flavor's own disk; a volume of 50Gi where the flavor has none
   * @mutability RollsControlPlane
   * @example {size: 50Gi, type: ssd}
   */
  readonly rootDisk?: RootDisk;

  /**
   * Zones that the machines are spread over. An empty list leaves the choice to the cloud.
   *
   * @default - all zones of the region
   * @minLength 1
   * @maxLength 63
   * @mutability InPlace
   * @scsRule scs-0214-v2/cp-multi-zone
   * @endsIn OpenStackCluster spec.controlPlaneAvailabilityZones
   * @example [az1, az2, az3]
   */
  readonly zones?: string[];

  /**
   * Whether the machines must run on different hosts.
   *
   * @default Required
   * @mutability RollsControlPlane
   * @scsRule scs-0214-v2/cp-multi-host
   * @endsIn ServerGroup; OpenStackMachineTemplate spec.template.spec.serverGroup
   * @example Required
   */
  readonly antiAffinity?: AntiAffinity;

  /**
   * How machines are replaced.
   *
   * @default {maxSurge: "1"}
   * @example {maxSurge: "1"}
   */
  readonly rollout?: ControlPlaneRollout;

  /**
   * How broken machines are found and replaced.
   *
   * @default {enabled: true}
   * @example {enabled: true, maxRetries: 3}
   */
  readonly remediation?: ControlPlaneRemediation;

  /**
   * Whether ordinary pods may run on the control plane. `true` removes the control-plane taint.
   *
   * @default false
   * @mutability RollsControlPlane
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.{initConfiguration,joinConfiguration}.nodeRegistration.taints
   * @example false
   */
  readonly schedulable?: boolean;

  /**
   * Labels of the nodes.
   *
   * Labels with a prefix that Cluster API syncs to nodes change in place, others when a node joins, so changing them rolls the control plane.
   *
   * @default {}
   * @keyFormat label-key
   * @format label-value
   * @mutability RollsControlPlane
   * @endsIn KubeadmControlPlane spec.machineTemplate.metadata.labels; KubeadmControlPlane
   *   spec.kubeadmConfigSpec.{initConfiguration,joinConfiguration}.nodeRegistration.kubeletExtraArgs[node-labels]
   * @example {tier: control}
   */
  readonly labels?: { [key: string]: string };

  /**
   * Taints of the nodes, added to the control-plane taint.
   *
   * @default []
   * @maxItems 50
   * @mutability RollsControlPlane
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.{initConfiguration,joinConfiguration}.nodeRegistration.taints
   * @example [{key: dedicated, value: control, effect: NoSchedule}]
   */
  readonly taints?: Taint[];

  /**
   * How long the deletion of a machine may wait.
   *
   * @default {drain: 5m, volumeDetach: 5m, deletion: 5m}
   * @mutability InPlace
   * @example {drain: 5m}
   */
  readonly timeouts?: MachineTimeouts;
}

/** How control-plane machines are replaced. */
export interface ControlPlaneRollout {
  /**
   * Machines above the number of replicas during a rollout. `0` deletes one first and needs at least 3 replicas.
   *
   * With required anti-affinity, `1` needs a host more than there are replicas.
   *
   * @default "1"
   * @pattern ^[01]$
   * @mutability InPlace
   * @endsIn KubeadmControlPlane spec.rollout.strategy.rollingUpdate.maxSurge
   * @example "1"
   */
  readonly maxSurge?: string;
}

/** How broken control-plane machines are found and replaced. */
export interface ControlPlaneRemediation {
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
   * Replacements of the same machine that are tried before a person is needed.
   *
   * @default 3
   * @minimum 1
   * @maximum 100
   * @mutability InPlace
   * @endsIn KubeadmControlPlane spec.remediation.maxRetry
   * @example 3
   */
  readonly maxRetries?: number;

  /**
   * Time between two replacements of the same machine.
   *
   * @default 20m
   * @format duration
   * @mutability InPlace
   * @endsIn KubeadmControlPlane spec.remediation.retryPeriodSeconds
   * @example 20m
   */
  readonly retryPeriod?: string;

  /**
   * Time after which a replaced machine counts as healthy, so that a new failure starts counting anew.
   *
   * @default 1h
   * @format duration
   * @mutability InPlace
   * @endsIn KubeadmControlPlane spec.remediation.minHealthyPeriodSeconds
   * @example 1h
   */
  readonly minHealthyPeriod?: string;

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
}
