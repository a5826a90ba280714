import type { SecretKeyRef } from './references';

/** Encryption of Secrets and other resources in etcd. */
export interface Encryption {
  /**
   * Whether resources are encrypted in etcd. Needs `configRef`.
   *
   * @default false
   * @mutability RollsControlPlane
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.clusterConfiguration.apiServer.{extraArgs,extraVolumes}[encryption*]; KubeadmControlPlane
   *   spec.kubeadmConfigSpec.files[/etc/kubernetes/encryption/*]
   * @example true
   */
  readonly enabled?: boolean;

  /**
   * Secret with a whole `EncryptionConfiguration` of apiserver.config.k8s.io/v1.
   *
   * Keys are never made here, as the same input gives the same output. To rotate a key, make a Secret with a new name that has
   * the new key in the first place and the old one after it, and name it here: a changed content of the same Secret reaches no node.
   *
   * @default - none
   * @mutability RollsControlPlane
   * @endsIn KubeadmControlPlane spec.kubeadmConfigSpec.files[].contentFrom.secret
   * @example {name: shop-encryption-1, key: config.yaml}
   */
  readonly configRef?: SecretKeyRef;
}
