/** A certificate of conformance. */
export interface ProfileConformance {
  /**
   * Scope of the certificate, with its version.
   *
   * @pattern ^scs-[0-9]{4}-v[0-9]+$
   * @maxLength 63
   * @since v1alpha1
   * @example scs-0502-v1
   */
  readonly scope: string;

  /**
   * Address at which the certificate can be checked.
   *
   * @default - none
   * @format https-url
   * @maxLength 2048
   * @since v1alpha1
   * @example https://example.org/cert
   */
  readonly certificate?: string;

  /**
   * Last day on which the certificate is valid.
   *
   * @default - not told
   * @format date
   * @since v1alpha1
   * @example "2027-06-30"
   */
  readonly validUntil?: string;
}

/** The interfaces at which clusters can be ordered. */
export enum ProfileEndpointType {
  /** An HTTP interface of resources. */
  REST = 'Rest',
  /** A Kubernetes API server. */
  KUBERNETES = 'Kubernetes',
}

/** Where clusters are ordered. */
export interface ProfileEndpoint {
  /**
   * Address of the interface. A running server tells its own instead.
   *
   * @format https-url
   * @maxLength 2048
   * @since v1alpha1
   * @example https://kaas.example.org
   */
  readonly url: string;

  /**
   * What the interface speaks.
   *
   * @default Rest
   * @since v1alpha1
   * @example Rest
   */
  readonly type?: ProfileEndpointType;
}
