import type { CloudRef } from './references';

/** NetworkPolicies that user namespaces start with. */
export enum DefaultNetworkPolicy {
  /** None: all pods reach each other. */
  NONE = 'None',
  /** Traffic from other namespaces is denied. */
  DENY_INGRESS = 'DenyIngress',
  /** Traffic from and to other namespaces is denied. */
  DENY_ALL = 'DenyAll',
}

/** Networks of the cluster. */
export interface Network {
  /**
   * Range of the nodes' network, which is made for the cluster. IPv4.
   *
   * @default 10.8.0.0/20
   * @format cidr
   * @mutability NewCluster
   * @endsIn OpenStackCluster spec.managedSubnets[].cidr; {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate
   *   spec.template.spec}.files[/etc/systemd/system/containerd.service.d/scs-proxy.conf]
   * @example 10.8.0.0/20
   */
  readonly nodeCidr?: string;

  /**
   * Networks that exist already, instead of `nodeCidr`.
   *
   * @default - a network is made for the cluster
   * @mutability NewCluster
   * @endsIn OpenStackCluster spec.{network,subnets,router}
   * @example {network: {name: corp}, subnets: [{name: corp-v4}], router: {name: corp}}
   */
  readonly existing?: ExistingNetwork;

  /**
   * Ranges of the pods, one for each address family.
   *
   * Two make a dual-stack cluster: first the range of IPv4, then that of IPv6. `serviceCidrs` has two as well then, and `existing`
   * has a subnet of each family. Security groups open IPv6 node ports between nodes only, so load balancers that reach them over
   * IPv6 need a rule of the profile.
   *
   * @default [10.244.0.0/16]
   * @minItems 1
   * @maxItems 2
   * @format cidr
   * @mutability NewCluster
   * @endsIn Cluster spec.clusterNetwork.pods.cidrBlocks; {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate
   *   spec.template.spec}.files[/etc/systemd/system/containerd.service.d/scs-proxy.conf]
   * @example [10.244.0.0/16]
   */
  readonly podCidrs?: string[];

  /**
   * Ranges of the services, one for each address family, as for the pods.
   *
   * @default [10.96.0.0/12]
   * @minItems 1
   * @maxItems 2
   * @format cidr
   * @mutability NewCluster
   * @endsIn Cluster spec.clusterNetwork.services.cidrBlocks; {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate
   *   spec.template.spec}.files[/etc/systemd/system/containerd.service.d/scs-proxy.conf]
   * @example [10.96.0.0/12]
   */
  readonly serviceCidrs?: string[];

  /**
   * DNS domain of the services.
   *
   * @default cluster.local
   * @format dns-subdomain
   * @mutability NewCluster
   * @endsIn Cluster spec.clusterNetwork.serviceDomain; {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate
   *   spec.template.spec}.files[/etc/systemd/system/containerd.service.d/scs-proxy.conf]
   * @example cluster.local
   */
  readonly serviceDomain?: string;

  /**
   * DNS servers of the nodes.
   *
   * @default - the profile's `defaults.network.dnsServers`, otherwise the cloud's own
   * @maxItems 5
   * @format ip
   * @mutability InPlace
   * @endsIn OpenStackCluster spec.managedSubnets[].dnsNameservers
   * @example [9.9.9.9, 149.112.112.112]
   */
  readonly dnsServers?: string[];

  /**
   * Prefix length of the part of the pods' IPv4 range that each node gets. It bounds the number of nodes.
   *
   * @default 24
   * @minimum 16
   * @maximum 28
   * @mutability NewCluster
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.controllerManager.extraArgs[node-cidr-mask-size]
   * @example 24
   */
  readonly nodeCidrMaskSize?: number;

  /**
   * Prefix length of the part of the pods' IPv6 range that each node gets. It bounds the number of nodes, too.
   *
   * @default 64
   * @minimum 32
   * @maximum 124
   * @mutability NewCluster
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.controllerManager.extraArgs[node-cidr-mask-size-ipv6]
   * @example 64
   */
  readonly nodeCidrMaskSizeIPv6?: number;

  /**
   * NetworkPolicies that user namespaces start with.
   *
   * @default None
   * @mutability InPlace
   * @stage Planned
   * @scsRule scs-0219-v1/default-restrictions
   * @example None
   */
  readonly defaultPolicy?: DefaultNetworkPolicy;
}

/** Networks of the cloud that the cluster joins. */
export interface ExistingNetwork {
  /**
   * The network.
   *
   * @example {name: corp}
   */
  readonly network: CloudRef;

  /**
   * Its subnets, one for each address family, that of IPv4 first. Two are needed for a dual-stack cluster.
   *
   * @default - all subnets of the network
   * @maxItems 2
   * @example [{name: corp-v4}]
   */
  readonly subnets?: CloudRef[];

  /**
   * The router. Needed for a public API server.
   *
   * @default - none
   * @example {name: corp}
   */
  readonly router?: CloudRef;
}
