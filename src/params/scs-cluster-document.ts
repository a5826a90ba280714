import type { Addons } from './addons';
import type { ApiServer } from './api-server';
import type { Audit } from './audit';
import type { Authentication } from './authentication';
import type { ControlPlane } from './control-plane';
import type { Encryption } from './encryption';
import type { Etcd } from './etcd';
import type { Expert } from './expert';
import type { Maintenance } from './maintenance';
import type { Network } from './network';
import type { NodePool } from './node-pools';
import type { PodSecurity } from './pod-security';
import type { StorageClass } from './storage-classes';

/** A cluster description: what a user wants of a cluster, the same for every provider. */
export interface ScsClusterDocument {
  /**
   * Version of the API.
   *
   * @pattern ^kaas\.scs\.community/v1alpha1$
   * @example kaas.scs.community/v1alpha1
   */
  readonly apiVersion: string;

  /**
   * Kind of the document.
   *
   * @pattern ^ScsCluster$
   * @example ScsCluster
   */
  readonly kind: string;

  /**
   * Name and namespace of the cluster, and what is written on its objects.
   *
   * @example {name: shop-prod}
   */
  readonly metadata: ScsClusterMetadata;

  /**
   * What the user wants of the cluster.
   *
   * @example {kubernetesVersion: "1.36", nodePools: [{name: general, flavor: SCS-4V-16}]}
   */
  readonly spec: ScsClusterSpec;
}

/** Name and namespace of a cluster, and what is written on its objects. */
export interface ScsClusterMetadata {
  /**
   * Name of the cluster. The first part of the name of every object, so it is short.
   *
   * @format dns-label
   * @maxLength 30
   * @mutability NewCluster
   * @endsIn *
   * @example shop-prod
   */
  readonly name: string;

  /**
   * Namespace of the cluster in the management cluster.
   *
   * @default - the name of the cluster
   * @format dns-label
   * @mutability NewCluster
   * @endsIn * metadata.namespace; Namespace metadata.name; {ServerGroup,Image} spec.resource.name;
   *   ApplicationCredential spec.resource; OpenStackMachineTemplate
   *   spec.template.spec.serverGroup.filter.name; RoleBinding subjects[].namespace; Deployment spec.template.spec.containers[].args
   * @example shop
   */
  readonly namespace?: string;

  /**
   * Labels on every object of the cluster, never on the Namespace.
   *
   * @default {}
   * @keyFormat label-key
   * @format label-value
   * @mutability InPlace
   * @endsIn * metadata.labels
   * @example {team: shop}
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations on the Cluster object. The key `kaas.scs.community/display-name` holds a free text for people.
   *
   * @default {}
   * @keyFormat label-key
   * @maxLength 4096
   * @mutability InPlace
   * @endsIn Cluster metadata.annotations
   * @example {kaas.scs.community/display-name: Shop (production)}
   */
  readonly annotations?: { [key: string]: string };
}

/** Everything that a description may leave out, and that a profile may give defaults for. */
export interface ScsClusterDefaults {
  /**
   * Region of the cloud.
   *
   * @default - the profile's only region
   * @minLength 1
   * @maxLength 63
   * @mutability NewCluster
   * @scsRule scs-0214-v2/label-region
   * @endsIn OpenStackCluster spec.identityRef.region; MachineDeployment metadata.annotations[capacity.cluster-autoscaler.kubernetes.io/labels]
   * @example RegionOne
   */
  readonly region?: string;

  /**
   * The machines that run the control plane.
   *
   * @default {replicas: 3}
   * @example {replicas: 3, flavor: SCS-4V-8-20s}
   */
  readonly controlPlane?: ControlPlane;

  /**
   * Networks of the cluster.
   *
   * @default {nodeCidr: 10.8.0.0/20, podCidrs: [10.244.0.0/16], serviceCidrs: [10.96.0.0/12]}
   * @example {nodeCidr: 10.8.0.0/20}
   */
  readonly network?: Network;

  /**
   * Access to the API server.
   *
   * @default {exposure: Public, allowedCidrs: []}
   * @example {allowedCidrs: [198.51.100.0/24]}
   */
  readonly apiServer?: ApiServer;

  /**
   * How users prove who they are.
   *
   * @default {oidc: [], anonymous: HealthOnly}
   * @example {oidc: [{issuerURL: "https://dex.example.org", audiences: [kubectl]}]}
   */
  readonly authentication?: Authentication;

  /**
   * The API server's audit log.
   *
   * @default {level: Metadata}
   * @example {level: Metadata}
   */
  readonly audit?: Audit;

  /**
   * Encryption in etcd.
   *
   * @default {enabled: false}
   * @example {enabled: true, configRef: {name: shop-encryption-1, key: config.yaml}}
   */
  readonly encryption?: Encryption;

  /**
   * Pod Security admission.
   *
   * @default {enforce: baseline, audit: restricted, warn: restricted}
   * @example {enforce: restricted}
   */
  readonly podSecurity?: PodSecurity;

  /**
   * etcd of the control plane.
   *
   * @default {}
   * @endsIn - part of the API, without fields in this release
   * @example {dedicatedVolume: {size: 10Gi}}
   */
  readonly etcd?: Etcd;

  /**
   * Addons of the cluster.
   *
   * @default {}
   * @endsIn - part of the API, without fields in this release
   * @example {}
   */
  readonly addons?: Addons;

  /**
   * StorageClasses of the cluster.
   *
   * @default - none in this release
   * @key name
   * @maxItems 32
   * @stage Planned
   * @example [{name: standard, type: ssd, default: true}]
   */
  readonly storageClasses?: StorageClass[];

  /**
   * When the cluster may be changed.
   *
   * @default {}
   * @example {rolloutAfter: "2026-12-01T02:00:00Z"}
   */
  readonly maintenance?: Maintenance;

  /**
   * Whether GitOps tools are kept from deleting the cluster.
   *
   * Annotations keep Flux and Argo CD from pruning or deleting the Namespace and the Cluster. They do not keep anybody from
   * `kubectl delete`, and `false` is needed before a GitOps tool shall delete the cluster.
   *
   * @default true
   * @mutability InPlace
   * @endsIn {Namespace,Cluster,OpenStackCluster,KubeadmControlPlane} metadata.annotations
   * @example true
   */
  readonly deletionProtection?: boolean;

  /**
   * Tags on everything that is made for the cluster in the cloud.
   *
   * @default []
   * @maxItems 40
   * @pattern ^[^,/]+$
   * @minLength 1
   * @maxLength 60
   * @mutability NewCluster
   * @endsIn OpenStackCluster spec.tags
   * @example [team-shop]
   */
  readonly tags?: string[];

  /**
   * Switches of the provider. Each name is one of the profile's `features`.
   *
   * A feature is used where it is named here, or in the profile's defaults; parameters that are left out have the defaults of their
   * schema. `scs schema ScsCluster --profile FILE` gives the schema with the features of a profile.
   *
   * @default {}
   * @endsIn - where the effects of the feature say
   * @example {confidentialComputing: {enabled: true}}
   */
  readonly features?: { [key: string]: any };

  /**
   * Expert settings. Accepted where the profile's `policy.allowExpert` is true.
   *
   * @default {}
   * @example {patches: []}
   */
  readonly expert?: Expert;
}

/** What a user wants of a cluster. */
export interface ScsClusterSpec extends ScsClusterDefaults {
  /**
   * Kubernetes version: a minor (its newest known patch is taken), `1.36.x`, or an exact patch. Always a string.
   *
   * @format kubernetes-version
   * @mutability RollsAll
   * @scsRule scs-0210-v2/patch-recency
   * @endsIn KubeadmControlPlane spec.version; MachineDeployment spec.template.spec.version; OpenStackMachineTemplate spec.template.spec.image.filter.name;
   *   Deployment spec.template.spec.containers[].image
   * @example "1.36"
   */
  readonly kubernetesVersion: string;

  /**
   * Groups of worker machines that are alike.
   *
   * @key name
   * @minItems 1
   * @maxItems 100
   * @mutability InPlace
   * @endsIn {MachineDeployment,OpenStackMachineTemplate,KubeadmConfigTemplate,ServerGroup,MachineHealthCheck}; {Deployment,Role,RoleBinding,ServiceAccount}
   * @example [{name: general, flavor: SCS-4V-16, replicas: 3}]
   */
  readonly nodePools: NodePool[];
}
