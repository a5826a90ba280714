import type { SecretKeyRef } from './references';

/** How much of a request the audit log keeps. */
export enum AuditLevel {
  /** Nothing. */
  NONE = 'None',
  /** Who, when, what and the outcome. */
  METADATA = 'Metadata',
  /** The request's body as well. */
  REQUEST = 'Request',
  /** The answer's body as well. */
  REQUEST_RESPONSE = 'RequestResponse',
}

/** Stages of a request at which an audit event can be written. */
export enum AuditStage {
  /** The request was received. */
  REQUEST_RECEIVED = 'RequestReceived',
  /** The answer's headers were sent. */
  RESPONSE_STARTED = 'ResponseStarted',
  /** The answer was sent. */
  RESPONSE_COMPLETE = 'ResponseComplete',
  /** The API server panicked. */
  PANIC = 'Panic',
}

/** The API server's audit log. It is written on the control-plane nodes, in `/var/log/kubernetes/audit`. */
export interface Audit {
  /**
   * How much is kept of a request that no rule matches. `None` without rules writes no log at all.
   *
   * @default Metadata
   * @mutability RollsControlPlane
   * @endsIn Policy rules; KubeadmControlPlane spec.kubeadmConfigSpec.files[/etc/kubernetes/audit/policy.yaml]; KubeadmControlPlane
   *   spec.kubeadmConfigSpec.clusterConfiguration.apiServer.{extraArgs,extraVolumes}[audit-*]
   * @example Metadata
   */
  readonly level?: AuditLevel;

  /**
   * Rules before the last one that catches all; the first that matches counts. Rules of the kind `Policy` of audit.k8s.io/v1.
   *
   * @default []
   * @maxItems 200
   * @mutability RollsControlPlane
   * @endsIn Policy rules
   * @example [{level: None, users: ["system:kube-proxy"], verbs: [watch]}]
   */
  readonly rules?: AuditRule[];

  /**
   * A whole policy instead of `level` and `rules`: the key of a Secret that holds a `Policy` of audit.k8s.io/v1.
   *
   * The API server does not start with a policy that it cannot read. A changed content of the same Secret reaches only machines that
   * are made later: name a new one.
   *
   * @default - the policy is made of `level` and `rules`
   * @mutability RollsControlPlane
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.files[/etc/kubernetes/audit/policy.yaml]
   * @example {name: shop-audit-policy-1, key: policy.yaml}
   */
  readonly policyRef?: SecretKeyRef;

  /**
   * Age at which a log file is removed. Whole days.
   *
   * @default 30d
   * @pattern ^[1-9][0-9]{0,3}d$
   * @mutability RollsControlPlane
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.apiServer.extraArgs[audit-log-maxage]
   * @example 30d
   */
  readonly maxAge?: string;

  /**
   * Size at which a new log file is begun. Whole MiB.
   *
   * @default 100Mi
   * @format quantity
   * @mutability RollsControlPlane
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.apiServer.extraArgs[audit-log-maxsize]
   * @example 100Mi
   */
  readonly maxSize?: string;

  /**
   * Old log files that are kept.
   *
   * @default 10
   * @minimum 1
   * @maximum 1000
   * @mutability RollsControlPlane
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.apiServer.extraArgs[audit-log-maxbackup]
   * @example 10
   */
  readonly maxBackups?: number;
}

/** A rule of the audit policy, as in audit.k8s.io/v1. */
export interface AuditRule {
  /**
   * How much is kept of a request that matches.
   *
   * @example Metadata
   */
  readonly level: AuditLevel;

  /**
   * Users that the rule is for.
   *
   * @default - all users
   * @minLength 1
   * @maxLength 253
   * @example ["system:kube-proxy"]
   */
  readonly users?: string[];

  /**
   * Groups that the rule is for.
   *
   * @default - all groups
   * @minLength 1
   * @maxLength 253
   * @example ["system:nodes"]
   */
  readonly userGroups?: string[];

  /**
   * Verbs that the rule is for.
   *
   * @default - all verbs
   * @minLength 1
   * @maxLength 63
   * @example [get, watch]
   */
  readonly verbs?: string[];

  /**
   * Resources that the rule is for. Not together with `nonResourceURLs`.
   *
   * @default - all resources
   * @maxItems 100
   * @example [{group: "", resources: [secrets]}]
   */
  readonly resources?: AuditResources[];

  /**
   * Namespaces that the rule is for; `""` stands for resources without a namespace.
   *
   * @default - all namespaces
   * @maxLength 63
   * @example [kube-system]
   */
  readonly namespaces?: string[];

  /**
   * Paths that the rule is for; a closing `*` stands for any rest.
   *
   * @default - all paths
   * @pattern ^(/.*|\*)$
   * @maxLength 1024
   * @example ["/healthz*"]
   */
  readonly nonResourceURLs?: string[];

  /**
   * Stages at which no event is written.
   *
   * @default []
   * @example [RequestReceived]
   */
  readonly omitStages?: AuditStage[];

  /**
   * Whether the managed fields are left out of bodies.
   *
   * @default false
   * @example true
   */
  readonly omitManagedFields?: boolean;
}

/** Resources of one API group. */
export interface AuditResources {
  /**
   * API group; empty for the core group.
   *
   * @default ""
   * @maxLength 253
   * @example apps
   */
  readonly group?: string;

  /**
   * Resources of the group, with subresources as `pods/log`; `*` for all.
   *
   * @default - all resources of the group
   * @minLength 1
   * @maxLength 253
   * @example [secrets, configmaps]
   */
  readonly resources?: string[];

  /**
   * Names of objects. Needs `resources`.
   *
   * @default - all objects
   * @minLength 1
   * @maxLength 253
   * @example [kubeadm-config]
   */
  readonly resourceNames?: string[];
}
