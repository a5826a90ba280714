import type { SecretKeyRef } from '../params';

/** A mirror of a container registry. */
export interface ProfileRegistryMirror {
  /**
   * Host of the registry that is mirrored, with its port where it has one. `_default` stands for all others.
   *
   * @pattern ^(_default|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?)$
   * @maxLength 253
   * @since v1alpha1
   * @example docker.io
   */
  readonly host: string;

  /**
   * Addresses of the mirror, tried in their order before the registry itself. Without user and password.
   *
   * @minItems 1
   * @maxItems 16
   * @pattern ^https?://[A-Za-z0-9._:\[\]-]+(/[A-Za-z0-9._~/-]*)?$
   * @maxLength 2048
   * @since v1alpha1
   * @example ["https://mirror.example.org"]
   */
  readonly endpoints: string[];

  /**
   * Certificate authorities of the mirror, in PEM.
   *
   * @default ""
   * @format pem-or-empty
   * @since v1alpha1
   * @example ""
   */
  readonly ca?: string;

  /**
   * Secret in the namespace of the cluster with the login of the mirror: user and password with a colon between them.
   *
   * The registry itself needs a login where it is listed as its own mirror. A registry that gives out tokens takes it, too.
   *
   * @default - no login
   * @since v1alpha1
   * @endsIn {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate spec.template.spec}.files[/etc/containerd/certs.d/*];
   *   {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate spec.template.spec}.files[/opt/scs/registry-login];
   *   {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate spec.template.spec}.preKubeadmCommands
   * @example {name: shop-registry, key: login}
   */
  readonly authRef?: SecretKeyRef;
}

/** Where container images come from. */
export interface ProfileRegistries {
  /**
   * Mirrors of registries. They need a machine image whose containerd reads `/etc/containerd/certs.d`, as image-builder's do since 0.1.31.
   *
   * @default []
   * @key host
   * @maxItems 64
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate spec.template.spec}.files[/etc/containerd/certs.d/*]
   * @example [{host: docker.io, endpoints: ["https://mirror.example.org"]}]
   */
  readonly mirrors?: ProfileRegistryMirror[];

  /**
   * Registry and folder that hold the images of Kubernetes itself, under their paths below `registry.k8s.io`, and that of kube-vip under
   * its path below `ghcr.io`: for sites without access to others. Empty: the upstream registries.
   *
   * `scs images` lists the images. Where `registry.k8s.io` has no mirror, nodes look here for its other images, too: containerd
   * takes the image `pause` from there.
   *
   * @default ""
   * @pattern ^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?(/[a-z0-9]([a-z0-9._-]*[a-z0-9])?)*)?$
   * @maxLength 512
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.{imageRepository,dns.imageRepository}; {KubeadmControlPlane
   *   spec.kubeadmConfigSpec,KubeadmConfigTemplate spec.template.spec}.files[/etc/containerd/certs.d/registry.k8s.io/hosts.toml];
   *   Deployment spec.template.spec.containers[].image; Pod spec.containers[kube-vip].image
   * @example registry.example.org/kubernetes
   */
  readonly prefix?: string;
}

/** What all nodes trust. */
export interface ProfileTrust {
  /**
   * Certificate authorities in PEM, added to those of the machine image.
   *
   * @default []
   * @maxItems 50
   * @format pem
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate spec.template.spec}.files[/usr/local/share/ca-certificates/*];
   *   {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate spec.template.spec}.preKubeadmCommands
   * @example []
   */
  readonly certificates?: string[];
}

/** Proxy that nodes use to reach other networks. */
export interface ProfileProxy {
  /**
   * Proxy for HTTP. Without user and password.
   *
   * @default - none
   * @pattern ^https?://(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?/?$
   * @maxLength 512
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate
   *   spec.template.spec}.files[/etc/systemd/system/containerd.service.d/scs-proxy.conf]; {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate
   *   spec.template.spec}.preKubeadmCommands
   * @example http://proxy.example.org:3128
   */
  readonly http?: string;

  /**
   * Proxy for HTTPS. Without user and password.
   *
   * @default - none
   * @pattern ^https?://(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?/?$
   * @maxLength 512
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate
   *   spec.template.spec}.files[/etc/systemd/system/containerd.service.d/scs-proxy.conf]
   * @example http://proxy.example.org:3128
   */
  readonly https?: string;

  /**
   * Hosts, domains and ranges that are reached without the proxy.
   *
   * The networks of the cluster, its own domain, the API server and the cloud's metadata service are added.
   *
   * @default []
   * @maxItems 100
   * @pattern ^[A-Za-z0-9._:/-]+$
   * @maxLength 253
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate
   *   spec.template.spec}.files[/etc/systemd/system/containerd.service.d/scs-proxy.conf]
   * @example [.example.org, 192.0.2.0/24]
   */
  readonly noProxy?: string[];
}

/** Time of the nodes. */
export interface ProfileNtp {
  /**
   * Time servers. Empty: those of the machine image.
   *
   * @default []
   * @maxItems 100
   * @format host-or-ip
   * @mutability RollsAll
   * @since v1alpha1
   * @endsIn {KubeadmControlPlane spec.kubeadmConfigSpec,KubeadmConfigTemplate spec.template.spec}.ntp
   * @example [ptbtime1.ptb.de, ptbtime2.ptb.de]
   */
  readonly servers?: string[];
}

/** Kubelet of all nodes. */
export interface ProfileKubelet {
  /**
   * Whether kubelets have serving certificates of the cluster's authority, instead of certificates that they sign themselves.
   *
   * Kubernetes does not approve the requests (CertificateSigningRequests of the signer `kubernetes.io/kubelet-serving`) by itself,
   * and this library installs nothing in clusters: an approver must run in the cluster, such as kubelet-csr-approver, or people run
   * `kubectl certificate approve` for every node. Until its request is approved, a kubelet refuses connections: no logs, no `kubectl
   * exec`, no metrics of the node.
   *
   * @default false
   * @mutability RollsAll
   * @since v1alpha1
   * @scsRule scs-0215-v1/cert-rotation
   * @endsIn KubeletConfiguration serverTLSBootstrap
   * @example true
   */
  readonly servingCertificates?: boolean;
}
