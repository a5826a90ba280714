/** From where the API server can be reached. */
export enum ApiServerExposure {
  /** From outside, by a public address. */
  PUBLIC = 'Public',
  /** From the nodes' network and networks routed to it only. */
  INTERNAL = 'Internal',
}

/** Access to the Kubernetes API server. */
export interface ApiServer {
  /**
   * From where the API server can be reached. `Internal` needs a management cluster that reaches the nodes' network.
   *
   * @default Public
   * @mutability NewCluster
   * @endsIn OpenStackCluster spec.disableAPIServerFloatingIP
   * @example Public
   */
  readonly exposure?: ApiServerExposure;

  /**
   * Ranges that may reach the API server. Empty means open to all.
   *
   * The profile's management addresses are added, otherwise the management cluster would lock itself out; nodes always have access.
   *
   * @default []
   * @maxItems 100
   * @format cidr
   * @mutability InPlace
   * @endsIn OpenStackCluster spec.apiServerLoadBalancer.allowedCIDRs
   * @example [198.51.100.0/24]
   */
  readonly allowedCidrs?: string[];

  /**
   * Further names and addresses that the API server's certificate is valid for.
   *
   * @default []
   * @maxItems 50
   * @format host-or-ip
   * @mutability RollsControlPlane
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.apiServer.certSANs
   * @example [api.shop.example.org]
   */
  readonly certificateSANs?: string[];

  /**
   * Address of the API server that was allocated before: public or internal, as `exposure` says. IPv4.
   *
   * @default - the cloud chooses one
   * @format ip
   * @mutability NewCluster
   * @endsIn OpenStackCluster spec.{apiServerFloatingIP,apiServerFixedIP}; {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate
   *   spec.template.spec}.files[/etc/systemd/system/containerd.service.d/scs-proxy.conf]
   * @example 203.0.113.10
   */
  readonly address?: string;

  /**
   * Address of a public API server in the nodes' network, allocated before, such as for a rule of a firewall. IPv4. Its certificate is valid for it.
   *
   * Where the profile has a network of its own for load balancers, it is an address of that network.
   *
   * @default - the cloud chooses one
   * @format ip
   * @mutability NewCluster
   * @endsIn OpenStackCluster spec.apiServerFixedIP; KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.apiServer.certSANs;
   *   {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate spec.template.spec}.files[/etc/systemd/system/containerd.service.d/scs-proxy.conf]
   * @example 10.8.0.250
   */
  readonly internalAddress?: string;

  /**
   * Endpoint of your own in front of the API servers: a name or an address that you point at them.
   *
   * With it, the cloud makes neither a load balancer nor a public address. What stands behind the endpoint is yours: it must be there before the
   * cluster, reach all control-plane machines that come and go, and be reached by them and by the management cluster.
   *
   * @default - the address of the load balancer, or that of the API server
   * @mutability NewCluster
   * @example {host: api.shop.example.org}
   */
  readonly endpoint?: ApiServerEndpoint;
}

/** Where clients find an API server. */
export interface ApiServerEndpoint {
  /**
   * Name or address. The API server's certificate is valid for it.
   *
   * @format host-or-ip
   * @mutability NewCluster
   * @endsIn OpenStackCluster spec.controlPlaneEndpoint.host; {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate
   *   spec.template.spec}.files[/etc/systemd/system/containerd.service.d/scs-proxy.conf]
   * @example api.shop.example.org
   */
  readonly host: string;

  /**
   * Port. The machines have the API server's own.
   *
   * @default - the API server's: 6443, unless `expert.apiServer.port` says otherwise
   * @minimum 1
   * @maximum 65535
   * @mutability NewCluster
   * @endsIn OpenStackCluster spec.controlPlaneEndpoint.port
   * @example 443
   */
  readonly port?: number;
}
