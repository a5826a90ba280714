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

/** A user of the cloud: by id, or by name and domain. */
export interface ProfileCredentialUser {
  /**
   * Identifier of the user, from `openstack token issue -f value -c user_id`. Needs no rights to read users.
   *
   * @default - `name` is used
   * @format keystone-id
   * @since v1alpha1
   * @endsIn User
   * @example 9f2c4e6a8b0d4f1e9a7c5b3d1f0e2a4c
   */
  readonly id?: string;

  /**
   * Name of the user. For it, the credential of `orcSecretRef` must be allowed to list users and domains.
   *
   * @default - `id` is used
   * @pattern ^[^,]+$
   * @maxLength 255
   * @since v1alpha1
   * @endsIn User
   * @example cluster-api
   */
  readonly name?: string;

  /**
   * Name of the user's domain. Only and always together with `name`.
   *
   * @default - none, for `id`
   * @minLength 1
   * @maxLength 64
   * @since v1alpha1
   * @endsIn Domain
   * @example Default
   */
  readonly domain?: string;
}

/** An application credential of a cluster. */
export interface ProfileApplicationCredential {
  /**
   * Secret in the namespace of the cluster with the key `value`: the secret of the credential, which you choose.
   *
   * Another name makes another credential beside the old one: name a new Secret to rotate, then renew the Secret that uses the
   * credential, and delete the old ApplicationCredential when nothing uses it.
   *
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn ApplicationCredential spec.resource.secretRef
   * @example {name: "{cluster}-application-credential-1"}
   */
  readonly secretRef: ProfileSecretRef;

  /**
   * Roles that the credential has, of those that the user has in the project.
   *
   * For them, the credential of `orcSecretRef` must be allowed to list roles.
   *
   * @default - those of the credential of `orcSecretRef`
   * @minLength 1
   * @maxLength 64
   * @maxItems 32
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn Role; ApplicationCredential
   * @example [member, load-balancer_member]
   */
  readonly roles?: string[];

  /**
   * Time at which the credential ends.
   *
   * @default - it does not end
   * @format rfc3339
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn ApplicationCredential spec.resource.expiresAt
   * @example "2027-06-30T00:00:00Z"
   */
  readonly expiresAt?: string;
}

/** Application credentials that ORC makes for each cluster. */
export interface ProfileApplicationCredentials {
  /**
   * User that the credentials belong to: the one whom the Secret of `orcSecretRef` logs in, as nobody else can make them.
   *
   * @mutability InPlace
   * @since v1alpha1
   * @example {id: 9f2c4e6a8b0d4f1e9a7c5b3d1f0e2a4c}
   */
  readonly user: ProfileCredentialUser;

  /**
   * The credential of Cluster API, which the Secret of `secretRef` uses.
   *
   * @default - none is made
   * @mutability InPlace
   * @since v1alpha1
   * @example {secretRef: {name: "{cluster}-application-credential-1"}}
   */
  readonly management?: ProfileApplicationCredential;

  /**
   * The credential of components inside of the cluster, which the Secret of `inCluster` uses.
   *
   * @default - none is made
   * @mutability InPlace
   * @since v1alpha1
   * @example {secretRef: {name: "{cluster}-in-cluster-credential-1"}, roles: [member, load-balancer_member]}
   */
  readonly inCluster?: ProfileApplicationCredential;
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
   * @endsIn OpenStackCluster spec.identityRef.cloudName; {ServerGroup,Image,User,Domain,Role,ApplicationCredential} spec.cloudCredentialsRef.cloudName
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
   * Secret for the OpenStack resource controller, which makes server groups, images and application credentials.
   *
   * It has the keys of `secretRef`. With `identityRef` it is required as soon as such an object is made, as that controller
   * knows no OpenStackClusterIdentity; and with `applicationCredentials`, as a credential cannot make itself. It logs in with a
   * password then, or with an application credential that is unrestricted.
   *
   * @default - `secretRef`
   * @mutability InPlace
   * @since v1alpha1
   * @endsIn {ServerGroup,Image,User,Domain,Role,ApplicationCredential} spec.cloudCredentialsRef.secretName
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

  /**
   * Application credentials of each cluster, made by ORC: one for Cluster API, one for what runs inside of the cluster.
   *
   * Nothing of their secrets is in a manifest: `scs secrets` tells which Secrets to make, with the names of the credentials.
   *
   * @default - none are made; the Secrets hold credentials that exist
   * @mutability InPlace
   * @since v1alpha1
   * @example {user: {id: 9f2c4e6a8b0d4f1e9a7c5b3d1f0e2a4c}, management: {secretRef: {name: "{cluster}-application-credential-1"}}}
   */
  readonly applicationCredentials?: ProfileApplicationCredentials;
}
