import type { CloudRef } from '../params';

/** How disks are found inside of machines. */
export enum ProfileBlockDevices {
  /** By the name that Cluster API gives each disk as a tag. It does not depend on the disk bus of the image. */
  BY_TAG = 'ByTag',
  /** By letters of the virtio bus, for clouds that tell machines no tags: `vda` is the root disk, `vdb` the next. */
  VIRTIO = 'Virtio',
  /** By letters of the SCSI bus, likewise: `sda` is the root disk, `sdb` the next. */
  SCSI = 'Scsi',
}

/** Formats of image files. */
export enum ProfileImageFormat {
  /** QEMU's copy-on-write format. */
  QCOW2 = 'Qcow2',
  /** The disk as it is. */
  RAW = 'Raw',
}

/** An image that is imported for clusters. */
export interface ProfileImageDownload {
  /**
   * Address of the image. `{version}` stands for the Kubernetes version, without a leading `v`.
   *
   * Where the address ends in `.xz`, `.gz` or `.bz2`, the file is decompressed.
   *
   * @pattern ^https?://([^\s{}]|\{version\})+$
   * @maxLength 2048
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn Image spec.resource.content.download.{url,decompress}
   * @example "https://images.example.org/ubuntu-capi-image-v{version}.qcow2"
   */
  readonly url: string;

  /**
   * Hash of the image file: the algorithm, a colon and lower-case hexadecimal digits.
   *
   * It fits one file, so it needs an address without `{version}`.
   *
   * @default - not checked
   * @pattern ^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn Image spec.resource.content.download.hash
   * @example "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
   */
  readonly hash?: string;

  /**
   * Format of the image file, once it is decompressed.
   *
   * @default Qcow2
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn Image spec.resource.content.diskFormat
   * @example Raw
   */
  readonly format?: ProfileImageFormat;
}

/** The image that machines boot from. At most one of `name`, `id` and `orc`. */
export interface ProfileImage {
  /**
   * Name of the image.
   *
   * `{version}` stands for the Kubernetes version, without a leading `v`. The name must belong to one image only. A new image
   * under an old name reaches no machine that exists, so the name should have a version.
   *
   * @default "ubuntu-capi-image-v{version}"
   * @pattern ^([^{}]|\{version\})+$
   * @maxLength 255
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.image.filter.name
   * @example "ubuntu-capi-image-v{version}"
   */
  readonly name?: string;

  /**
   * Identifier of the image. It fits one Kubernetes version only.
   *
   * @default - the name is used
   * @format uuid
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.image.id
   * @example 5f5a9e4c-6f0f-4b39-8a5e-2f4c3f0b8f11
   */
  readonly id?: string;

  /**
   * Image that is imported by the OpenStack resource controller, once for all clusters of a namespace. Where there are several, they need
   * one credential for it, such as `credentials.orcSecretRef` without `{cluster}`.
   *
   * Another address, hash or format is another image, and replaces the machines. Old images stay, as old machines were made of them;
   * delete the object of one once nothing refers to it.
   *
   * @default - the image exists already
   * @mutability RollsAll
   * @since v1alpha1
   * @example {url: "https://images.example.org/ubuntu-capi-image-v{version}.qcow2"}
   */
  readonly orc?: ProfileImageDownload;

  /**
   * How further disks are found inside of machines.
   *
   * @default ByTag
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate spec.template.spec}.preKubeadmCommands
   * @example ByTag
   */
  readonly blockDevices?: ProfileBlockDevices;
}

/** Operating systems of machine images. */
export enum ProfileOs {
  /** Ubuntu. */
  UBUNTU = 'ubuntu',
  /** Debian. */
  DEBIAN = 'debian',
  /** Rocky Linux. */
  ROCKYLINUX = 'rockylinux',
  /** Flatcar Container Linux, which needs the feature gate `KubeadmBootstrapFormatIgnition`. */
  FLATCAR = 'flatcar',
}

/** What spreads requests over the API servers of a cluster. */
export enum ProfileApiLoadBalancerProvider {
  /** Octavia with machines of its own. The only one that can restrict who may connect. */
  AMPHORA = 'amphora',
  /** Octavia in the virtual network itself. Cluster API cannot restrict who may connect to it. */
  OVN = 'ovn',
  /**
   * A virtual address that wanders between control-plane machines, for clouds without Octavia. For internal API servers in networks
   * that exist already: `apiServer.address` is an address of the first subnet that nothing else has or gets.
   */
  KUBE_VIP = 'kube-vip',
  /** Nothing. For one control-plane machine, or with an endpoint of the user's own (`apiServer.endpoint`). */
  NONE = 'none',
}

/** How the load balancer finds out which API servers live. */
export interface ProfileHealthMonitor {
  /**
   * Time between two probes. Whole seconds.
   *
   * @default 10s
   * @format duration
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.apiServerLoadBalancer.monitor.delay
   * @example 10s
   */
  readonly delay?: string;

  /**
   * Time after which a probe has failed. Whole seconds, less than `delay`.
   *
   * @default 5s
   * @format duration
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.apiServerLoadBalancer.monitor.timeout
   * @example 5s
   */
  readonly timeout?: string;

  /**
   * Probes in a row that must succeed before an API server gets requests.
   *
   * @default 5
   * @minimum 1
   * @maximum 10
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.apiServerLoadBalancer.monitor.maxRetries
   * @example 5
   */
  readonly maxRetries?: number;

  /**
   * Probes in a row that must fail before an API server gets no more requests.
   *
   * @default 3
   * @minimum 1
   * @maximum 10
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.apiServerLoadBalancer.monitor.maxRetriesDown
   * @example 3
   */
  readonly maxRetriesDown?: number;
}

/** kube-vip, which gives the API server's address to one control-plane machine after the other. */
export interface ProfileKubeVip {
  /**
   * Image of kube-vip, as it is asked for. Where none is named, `registries.prefix` holds for it, too.
   *
   * @default ghcr.io/kube-vip/kube-vip:v1.2.3
   * @pattern ^[a-z0-9][a-zA-Z0-9._:/@-]*$
   * @maxLength 512
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @endsIn Pod spec.containers[kube-vip].image
   * @example registry.example.org/kube-vip/kube-vip:v1.2.3
   */
  readonly image?: string;

  /**
   * Network card of the machines that has the address.
   *
   * @default - that of the default route
   * @pattern ^[a-zA-Z0-9_.-]+$
   * @maxLength 15
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @endsIn Pod spec.containers[kube-vip].env
   * @example ens3
   */
  readonly interface?: string;
}

/** Load balancer of the API servers. */
export interface ProfileApiLoadBalancer {
  /**
   * What spreads the requests.
   *
   * @default amphora
   * @mutability NewCluster
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.apiServerLoadBalancer; KubeadmControlPlane
   *   spec.kubeadmConfigSpec.{files[/etc/kubernetes/manifests/kube-vip.yaml],preKubeadmCommands,postKubeadmCommands}; OpenStackMachineTemplate
   *   spec.template.spec.ports
   * @example amphora
   */
  readonly provider?: ProfileApiLoadBalancerProvider;

  /**
   * Flavor of the load balancer in Octavia.
   *
   * @default - the default of Octavia
   * @minLength 1
   * @maxLength 255
   * @mutability NewCluster
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.apiServerLoadBalancer.flavor
   * @example ha
   */
  readonly flavor?: string;

  /**
   * Availability zone of the load balancer in Octavia.
   *
   * @default - the default of Octavia
   * @minLength 1
   * @maxLength 255
   * @mutability NewCluster
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.apiServerLoadBalancer.availabilityZone
   * @example az1
   */
  readonly availabilityZone?: string;

  /**
   * Network of the load balancer's internal address.
   *
   * It needs a way to the nodes' network and, for a public API server, a router to the external network.
   *
   * @default - the network of the cluster
   * @mutability NewCluster
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.apiServerLoadBalancer.network
   * @example {name: corp}
   */
  readonly network?: CloudRef;

  /**
   * Subnet of the load balancer's internal address, by its id. It belongs to `network`; Cluster API takes one only.
   *
   * @default - a subnet of the network
   * @maxItems 1
   * @mutability NewCluster
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.apiServerLoadBalancer.subnets
   * @example [{id: 5f5a9e4c-6f0f-4b39-8a5e-2f4c3f0b8f11}]
   */
  readonly subnets?: CloudRef[];

  /**
   * Further ports of the control-plane machines that the load balancer forwards. Their security group opens them to the world.
   *
   * @default []
   * @minimum 1
   * @maximum 65535
   * @maxItems 20
   * @mutability NewCluster
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.apiServerLoadBalancer.additionalPorts
   * @example [8132]
   */
  readonly additionalPorts?: number[];

  /**
   * How kube-vip runs, where that is the provider.
   *
   * @default - with the defaults of its fields
   * @mutability RollsControlPlane
   * @since v1alpha1
   * @example {interface: ens3}
   */
  readonly kubeVip?: ProfileKubeVip;

  /**
   * How the load balancer finds out which API servers live.
   *
   * @default {delay: 10s, timeout: 5s, maxRetries: 5, maxRetriesDown: 3}
   * @mutability InPlace
   * @since v1alpha1
   * @example {delay: 5s, timeout: 3s}
   */
  readonly monitor?: ProfileHealthMonitor;
}

/** What makes load balancers for services inside of clusters. */
export enum ProfileServiceLoadBalancerProvider {
  /** Octavia with machines of its own. */
  AMPHORA = 'amphora',
  /** Octavia in the virtual network itself. It keeps clients' addresses, so node ports are open to the world. */
  OVN = 'ovn',
  /** Nothing: services of type LoadBalancer stay pending. */
  NONE = 'none',
}

/** Load balancers for services inside of clusters. */
export interface ProfileServiceLoadBalancer {
  /**
   * What makes the load balancers. It does not depend on the API server's.
   *
   * @default amphora
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.managedSecurityGroups.workerNodesSecurityGroupRules
   * @example amphora
   */
  readonly provider?: ProfileServiceLoadBalancerProvider;

  /**
   * External network that the services' addresses are taken from.
   *
   * It stands in the configuration of the cloud controller manager, which `scs secrets` shows.
   *
   * @default - `externalNetwork`
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn - the key `cloud.conf` of the Secret `cloud-config` in the cluster, which `scs secrets` shows
   * @example {name: public}
   */
  readonly floatingNetwork?: CloudRef;
}

/** An address of the cluster's router in the external network. */
export interface ProfileRouterAddress {
  /**
   * Subnet of the external network.
   *
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.externalRouterIPs[].subnet
   * @example {name: public-v4}
   */
  readonly subnet: CloudRef;

  /**
   * The address. As two routers cannot share one, an address fits one cluster only.
   *
   * @default - a free address of the subnet
   * @format ip
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.externalRouterIPs[].fixedIP
   * @example 203.0.113.17
   */
  readonly address?: string;
}

/** A range of addresses, both ends included. */
export interface ProfileAllocationPool {
  /**
   * First address. IPv4.
   *
   * @format ip
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.managedSubnets[].allocationPools[].start
   * @example 10.8.0.10
   */
  readonly start: string;

  /**
   * Last address. IPv4.
   *
   * @format ip
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.managedSubnets[].allocationPools[].end
   * @example 10.8.14.250
   */
  readonly end: string;
}

/** A machine for logins into the nodes' network. */
export interface ProfileBastion {
  /**
   * Whether clusters have such a machine. Switch it off before you remove or change it.
   *
   * @default false
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.bastion.enabled
   * @example true
   */
  readonly enabled?: boolean;

  /**
   * What the cloud calls the flavor of the machine. Required where `enabled` is true.
   *
   * @default - none
   * @minLength 1
   * @maxLength 255
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.bastion.spec.flavor
   * @example SCS-1V-2-5
   */
  readonly flavor?: string;

  /**
   * Image of the machine. Required where `enabled` is true.
   *
   * @default - none
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.bastion.spec.image
   * @example {name: Ubuntu 24.04}
   */
  readonly image?: CloudRef;

  /**
   * Name of the SSH key that the machine accepts.
   *
   * @default - the key of the nodes
   * @minLength 1
   * @maxLength 255
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.bastion.spec.sshKeyName
   * @example ops
   */
  readonly sshKeyName?: string;

  /**
   * Floating address that was allocated before. IPv4. Leave it as long as the machine is there, otherwise it goes back to the cloud with it.
   *
   * @default - the cloud chooses one
   * @format ip
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.bastion.floatingIP
   * @example 203.0.113.11
   */
  readonly floatingIP?: string;
}

/** Which zone volumes are made in. */
export enum ProfileBlockStorageZones {
  /** No zone is asked for, as block storage has other zones than machines, or only one. */
  IGNORE = 'Ignore',
  /** The zone of the machine. */
  SAME_AS_COMPUTE = 'SameAsCompute',
}

/** What nodes of a cluster may send to each other. */
export enum ProfileInClusterTraffic {
  /** What Kubernetes and the network plugin need. */
  LEAST_PRIVILEGE = 'LeastPrivilege',
  /** Everything. */
  ALLOW_ALL = 'AllowAll',
}

/** Direction of traffic, seen from the machine, as OpenStack Neutron names it. */
export enum ProfileSecurityRuleDirection {
  /** To the machine. */
  INGRESS = 'ingress',
  /** From the machine. */
  EGRESS = 'egress',
}

/** Address families of security group rules, as OpenStack Neutron names them. */
export enum ProfileEtherType {
  /** IPv4. */
  IPV4 = 'IPv4',
  /** IPv6. */
  IPV6 = 'IPv6',
}

/** Security groups that Cluster API makes for a cluster. */
export enum ProfileManagedSecurityGroup {
  /** That of the control plane. */
  CONTROLPLANE = 'controlplane',
  /** That of the workers. */
  WORKER = 'worker',
  /** That of the machine for logins. */
  BASTION = 'bastion',
}

/**
 * A rule of a security group.
 *
 * At most one of `remoteManagedGroups` and `remoteIPPrefix`; with neither, the rule holds for the whole world.
 */
export interface ProfileSecurityRule {
  /**
   * Name of the rule, unique in its list. It does not reach the cloud.
   *
   * @format dns-label
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.managedSecurityGroups.{allNodesSecurityGroupRules,controlPlaneNodesSecurityGroupRules,workerNodesSecurityGroupRules}[]
   * @example node-exporter
   */
  readonly name: string;

  /**
   * What the rule is for.
   *
   * @default - the name
   * @maxLength 255
   * @since v1alpha1
   * @endsIn OpenStackCluster
   *   spec.managedSecurityGroups.{allNodesSecurityGroupRules,controlPlaneNodesSecurityGroupRules,workerNodesSecurityGroupRules}[].description
   * @example Metrics of the nodes
   */
  readonly description?: string;

  /**
   * Direction of the traffic.
   *
   * @default ingress
   * @since v1alpha1
   * @endsIn OpenStackCluster
   *   spec.managedSecurityGroups.{allNodesSecurityGroupRules,controlPlaneNodesSecurityGroupRules,workerNodesSecurityGroupRules}[].direction
   * @example ingress
   */
  readonly direction?: ProfileSecurityRuleDirection;

  /**
   * Address family.
   *
   * @default IPv4
   * @since v1alpha1
   * @endsIn OpenStackCluster
   *   spec.managedSecurityGroups.{allNodesSecurityGroupRules,controlPlaneNodesSecurityGroupRules,workerNodesSecurityGroupRules}[].etherType
   * @example IPv4
   */
  readonly etherType?: ProfileEtherType;

  /**
   * Protocol: a name of OpenStack Neutron or a number.
   *
   * @default - all protocols
   * @pattern ^([a-z][a-z0-9-]*|[0-9]{1,3})$
   * @maxLength 32
   * @since v1alpha1
   * @endsIn OpenStackCluster
   *   spec.managedSecurityGroups.{allNodesSecurityGroupRules,controlPlaneNodesSecurityGroupRules,workerNodesSecurityGroupRules}[].protocol
   * @example tcp
   */
  readonly protocol?: string;

  /**
   * First port, or the type for ICMP.
   *
   * @default - all ports
   * @minimum 0
   * @maximum 65535
   * @since v1alpha1
   * @endsIn OpenStackCluster
   *   spec.managedSecurityGroups.{allNodesSecurityGroupRules,controlPlaneNodesSecurityGroupRules,workerNodesSecurityGroupRules}[].portRangeMin
   * @example 9100
   */
  readonly portRangeMin?: number;

  /**
   * Last port, or the code for ICMP.
   *
   * @default - all ports
   * @minimum 0
   * @maximum 65535
   * @since v1alpha1
   * @endsIn OpenStackCluster
   *   spec.managedSecurityGroups.{allNodesSecurityGroupRules,controlPlaneNodesSecurityGroupRules,workerNodesSecurityGroupRules}[].portRangeMax
   * @example 9100
   */
  readonly portRangeMax?: number;

  /**
   * The other side: machines of these groups.
   *
   * @default - not restricted
   * @minItems 1
   * @maxItems 3
   * @since v1alpha1
   * @endsIn OpenStackCluster
   *   spec.managedSecurityGroups.{allNodesSecurityGroupRules,controlPlaneNodesSecurityGroupRules,workerNodesSecurityGroupRules}[].remoteManagedGroups
   * @example [worker]
   */
  readonly remoteManagedGroups?: ProfileManagedSecurityGroup[];

  /**
   * The other side: addresses of this range.
   *
   * @default - not restricted
   * @format cidr
   * @since v1alpha1
   * @endsIn OpenStackCluster
   *   spec.managedSecurityGroups.{allNodesSecurityGroupRules,controlPlaneNodesSecurityGroupRules,workerNodesSecurityGroupRules}[].remoteIPPrefix
   * @example 198.51.100.0/24
   */
  readonly remoteIPPrefix?: string;
}

/** Rules besides those that Kubernetes, the network plugin and service load balancers need. */
export interface ProfileAdditionalSecurityRules {
  /**
   * Rules for all nodes.
   *
   * @default []
   * @key name
   * @maxItems 100
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.managedSecurityGroups.allNodesSecurityGroupRules
   * @example [{name: node-exporter, protocol: tcp, portRangeMin: 9100, portRangeMax: 9100, remoteIPPrefix: 198.51.100.0/24}]
   */
  readonly allNodes?: ProfileSecurityRule[];

  /**
   * Rules for the control plane.
   *
   * @default []
   * @key name
   * @maxItems 100
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.managedSecurityGroups.controlPlaneNodesSecurityGroupRules
   * @example []
   */
  readonly controlPlane?: ProfileSecurityRule[];

  /**
   * Rules for the workers.
   *
   * @default []
   * @key name
   * @maxItems 100
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.managedSecurityGroups.workerNodesSecurityGroupRules
   * @example [{name: icmp, protocol: icmp, remoteManagedGroups: [controlplane, worker]}]
   */
  readonly workers?: ProfileSecurityRule[];
}

/** Which traffic security groups allow. */
export interface ProfileSecurityRules {
  /**
   * Whether security groups are made for each cluster. Otherwise machines have those of `expert.securityGroups` only.
   *
   * @default true
   * @mutability NewCluster
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.managedSecurityGroups
   * @example false
   */
  readonly managed?: boolean;

  /**
   * What nodes of a cluster may send to each other.
   *
   * @default LeastPrivilege
   * @mutability InPlace
   * @since v1alpha1
   * @scsRule scs-0217-v1/ports
   * @endsIn OpenStackCluster spec.managedSecurityGroups.{allowAllInClusterTraffic,allNodesSecurityGroupRules}
   * @example LeastPrivilege
   */
  readonly inCluster?: ProfileInClusterTraffic;

  /**
   * Further rules.
   *
   * @default {allNodes: [], controlPlane: [], workers: []}
   * @mutability InPlace
   * @since v1alpha1
   * @example {workers: [{name: icmp, protocol: icmp, remoteManagedGroups: [controlplane, worker]}]}
   */
  readonly additional?: ProfileAdditionalSecurityRules;
}

/**
 * An OpenStack cloud.
 *
 * Most of it is fixed once a cluster exists: Cluster API refuses to change it. Such fields have the mutability `NewCluster`.
 */
export interface ProfileOpenStack {
  /**
   * The external network, which routers and public API servers have their addresses from.
   *
   * Name and id are not the same to Cluster API: respelling it is refused for clusters that exist.
   *
   * @default - the cloud's only external network
   * @mutability NewCluster
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.externalNetwork
   * @example {name: public}
   */
  readonly externalNetwork?: CloudRef;

  /**
   * Whether clusters use the external network. Without it there are no floating addresses, and the network of a cluster has no way out
   * but its own.
   *
   * @default true
   * @mutability NewCluster
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.disableExternalNetwork
   * @example false
   */
  readonly externalNetworkEnabled?: boolean;

  /**
   * The image that machines boot from.
   *
   * @default {name: "ubuntu-capi-image-v{version}"}
   * @mutability RollsAll
   * @since v1alpha1
   * @example {name: "ubuntu-capi-image-v{version}"}
   */
  readonly image?: ProfileImage;

  /**
   * Operating system of the image, which has containerd, the kubelet and kubeadm, as those of image-builder do.
   *
   * Flatcar is configured by Ignition, and has no packages to install; `management.featureGates` must list
   * `KubeadmBootstrapFormatIgnition`. Whatever is not Ubuntu or Debian needs an image that is named.
   *
   * @default ubuntu
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate
   *   spec.template.spec}.{format,ignition,files,ntp,preKubeadmCommands}; {KubeadmControlPlane
   *   spec.kubeadmConfigSpec.initConfiguration,KubeadmControlPlane spec.kubeadmConfigSpec.joinConfiguration,KubeadmConfigTemplate
   *   spec.template.spec.joinConfiguration}.nodeRegistration
   * @example ubuntu
   */
  readonly os?: ProfileOs;

  /**
   * Load balancer of the API servers.
   *
   * @default {provider: amphora}
   * @since v1alpha1
   * @example {provider: amphora}
   */
  readonly apiLoadBalancer?: ProfileApiLoadBalancer;

  /**
   * Load balancers for services inside of clusters.
   *
   * @default {provider: amphora}
   * @since v1alpha1
   * @example {provider: ovn, floatingNetwork: {name: public}}
   */
  readonly serviceLoadBalancer?: ProfileServiceLoadBalancer;

  /**
   * Largest packet of the nodes' network in bytes. The network plugin needs its own, smaller number.
   *
   * @default - the default of the cloud
   * @minimum 1280
   * @maximum 9216
   * @mutability NewCluster
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.networkMTU
   * @example 1450
   */
  readonly mtu?: number;

  /**
   * Addresses of the cluster's router in the external network, so that its traffic comes from a known place.
   *
   * @default []
   * @maxItems 8
   * @mutability NewCluster
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.externalRouterIPs
   * @example [{subnet: {name: public-v4}}]
   */
  readonly routerAddresses?: ProfileRouterAddress[];

  /**
   * Parts of the nodes' network that addresses are given from. The rest is free for virtual addresses.
   *
   * @default []
   * @maxItems 16
   * @mutability NewCluster
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.managedSubnets[].allocationPools
   * @example [{start: 10.8.0.10, end: 10.8.14.250}]
   */
  readonly allocationPools?: ProfileAllocationPool[];

  /**
   * A machine for logins into the nodes' network. The world can reach its SSH server.
   *
   * @default - none
   * @mutability InPlace
   * @since v1alpha1
   * @example {enabled: true, flavor: SCS-1V-2-5, image: {name: Ubuntu 24.04}}
   */
  readonly bastion?: ProfileBastion;

  /**
   * Name of the SSH key that nodes accept.
   *
   * @default - none: nobody can log in
   * @minLength 1
   * @maxLength 255
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.sshKeyName
   * @example ops
   */
  readonly sshKeyName?: string;

  /**
   * Hosts that each zone has at least. Required anti-affinity is checked against it.
   *
   * @default - not known, so not checked
   * @minimum 1
   * @maximum 10000
   * @since v1alpha1
   * @scsRule scs-0214-v2/cp-multi-host
   * @endsIn - checks whether machines find hosts of their own
   * @example 2
   */
  readonly hostsPerZone?: number;

  /**
   * Which zone volumes are made in.
   *
   * @default Ignore
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.rootVolume.availabilityZone
   * @example Ignore
   */
  readonly blockStorageZones?: ProfileBlockStorageZones;

  /**
   * Zone of the block storage that all volumes of machines are made in, by its name there. Instead of `blockStorageZones: SameAsCompute`.
   *
   * @default - as `blockStorageZones` says
   * @pattern ^[^ ]+$
   * @maxLength 255
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.{rootVolume.availabilityZone,additionalBlockDevices[].storage.volume.availabilityZone}
   * @example nova
   */
  readonly blockStorageZone?: string;

  /**
   * Volumes that a machine can have at most.
   *
   * It stands in the configuration of the Cinder CSI driver, which `scs secrets` shows. The root volume and those of pools count, too.
   *
   * @default - the driver's own, 256
   * @minimum 1
   * @maximum 256
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn - the key `cloud.conf` of the Secret `cloud-config` in the cluster, which `scs secrets` shows
   * @example 20
   */
  readonly volumeAttachLimit?: number;

  /**
   * Whether machines get their first data from a disk instead of the network.
   *
   * @default false
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn OpenStackMachineTemplate spec.template.spec.configDrive
   * @example false
   */
  readonly configDrive?: boolean;

  /**
   * Whether the cloud filters the traffic of nodes. Without it there are no security groups; a network that exists must have it off as well.
   *
   * @default true
   * @mutability NewCluster
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.{disablePortSecurity,managedSecurityGroups}
   * @example false
   */
  readonly portSecurity?: boolean;

  /**
   * Which traffic security groups allow.
   *
   * @default {inCluster: LeastPrivilege}
   * @mutability InPlace
   * @since v1alpha1
   * @scsRule scs-0217-v1/ports
   * @example {inCluster: LeastPrivilege}
   */
  readonly securityRules?: ProfileSecurityRules;
}
