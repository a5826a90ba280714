/** A reference to a Secret in the namespace of the cluster. Its content is never part of an input or output. */
export interface SecretRef {
  /**
   * Name of the Secret.
   *
   * @format dns-subdomain
   * @example shop-prod-cloud-config
   */
  readonly name: string;
}

/** A reference to one key of a Secret in the namespace of the cluster. */
export interface SecretKeyRef {
  /**
   * Name of the Secret.
   *
   * @format dns-subdomain
   * @example shop-encryption-1
   */
  readonly name: string;

  /**
   * Key inside the Secret's data.
   *
   * @pattern ^[-._a-zA-Z0-9]+$
   * @minLength 1
   * @maxLength 253
   * @example config.yaml
   */
  readonly key: string;
}

/** A reference to something that exists in the cloud already: by name or by id, exactly one of the two. */
export interface CloudRef {
  /**
   * Name of the thing in the cloud. It must be unique among what the credential can see.
   *
   * @default - the id is used
   * @minLength 1
   * @maxLength 255
   * @example public
   */
  readonly name?: string;

  /**
   * Identifier of the thing in the cloud.
   *
   * @default - the name is used
   * @format uuid
   * @example 5f5a9e4c-6f0f-4b39-8a5e-2f4c3f0b8f11
   */
  readonly id?: string;
}
