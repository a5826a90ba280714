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
}
