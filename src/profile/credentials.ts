/** A Secret whose name is made for each cluster. */
export interface ProfileSecretRef {
  /**
   * Name of the Secret. `{cluster}`, `{namespace}` and `{region}` stand for those of the cluster; the region is lower-cased.
   *
   * @pattern ^([a-z0-9]|\{(cluster|namespace|region)\})([a-z0-9.-]|\{(cluster|namespace|region)\})*$
   * @maxLength 253
   * @since v1alpha1
   * @example "{cluster}-cloud-config"
   */
  readonly name: string;
}

/** An OpenStackClusterIdentity, by which namespaces share a credential. */
export interface ProfileIdentityRef {
  /**
   * Name of the OpenStackClusterIdentity.
   *
   * @format dns-subdomain
   * @since v1alpha1
   * @example shared
   */
  readonly name: string;
}

/** The endpoints of an OpenStack service. */
export enum ProfileCloudInterface {
  /** The public one. */
  PUBLIC = 'public',
  /** The internal one. */
  INTERNAL = 'internal',
}

/** The credential that components inside of the cluster use. */
export interface ProfileInClusterCredentials {
  /**
   * Secret in the namespace `kube-system` of the cluster itself, with the key `cloud.conf`.
   *
   * It should hold another credential than the management cluster's, with fewer rights.
   *
   * @default {name: cloud-config}
   * @mutability InPlace
   * @since v1alpha1
   * @example {name: cloud-config}
   */
  readonly secretRef?: ProfileSecretRef;

  /**
   * Endpoints of the cloud that nodes reach.
   *
   * @default public
   * @mutability InPlace
   * @since v1alpha1
   * @example public
   */
  readonly interface?: ProfileCloudInterface;
}

/** Credentials of the cloud, by reference. They are never part of an input or output. */
export interface ProfileCredentials {
  /**
   * Secret in the namespace of the cluster with the key `clouds.yaml` and, for a private authority, `cacert`.
   *
   * @default {name: "{cluster}-cloud-config"}
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.identityRef.name; {ServerGroup,Image} spec.cloudCredentialsRef.secretName
   * @example {name: "{cluster}-cloud-config"}
   */
  readonly secretRef?: ProfileSecretRef;

  /**
   * Name of the entry in the Secret's `clouds.yaml`.
   *
   * @default openstack
   * @pattern ^[A-Za-z0-9][A-Za-z0-9._-]*$
   * @maxLength 253
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.identityRef.cloudName; {ServerGroup,Image} spec.cloudCredentialsRef.cloudName
   * @example openstack
   */
  readonly cloudName?: string;

  /**
   * OpenStackClusterIdentity instead of `secretRef`.
   *
   * @default - `secretRef` is used
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn OpenStackCluster spec.identityRef
   * @example {name: shared}
   */
  readonly identityRef?: ProfileIdentityRef;

  /**
   * Secret for the OpenStack resource controller, which makes server groups and images.
   *
   * It has the keys of `secretRef`. With `identityRef` it is required as soon as such an object is made, as that controller
   * knows no OpenStackClusterIdentity.
   *
   * @default - `secretRef`
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn {ServerGroup,Image} spec.cloudCredentialsRef.secretName
   * @example {name: orc-cloud-config}
   */
  readonly orcSecretRef?: ProfileSecretRef;

  /**
   * The credential that components inside of the cluster use.
   *
   * @default {secretRef: {name: cloud-config}, interface: public}
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn - for the addons, which this release does not deliver
   * @example {secretRef: {name: cloud-config}, interface: public}
   */
  readonly inCluster?: ProfileInClusterCredentials;
}
