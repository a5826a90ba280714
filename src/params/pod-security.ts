/** Levels of the Pod Security Standards. */
export enum PodSecurityLevel {
  /** No restriction. */
  PRIVILEGED = 'privileged',
  /** Known privilege escalations are prevented. */
  BASELINE = 'baseline',
  /** Hardened pods only. */
  RESTRICTED = 'restricted',
}

/** Pod Security admission for namespaces that have no labels of their own for it. */
export interface PodSecurity {
  /**
   * Level that is enforced: other pods are refused.
   *
   * @default baseline
   * @mutability RollsControlPlane
   * @scsRule scs-0217-v1/pod-security-enforce
   * @endsIn AdmissionConfiguration plugins[PodSecurity].configuration.defaults.enforce
   * @example baseline
   */
  readonly enforce?: PodSecurityLevel;

  /**
   * Level whose violations are written to the audit log.
   *
   * @default restricted
   * @mutability RollsControlPlane
   * @endsIn AdmissionConfiguration plugins[PodSecurity].configuration.defaults.audit
   * @example restricted
   */
  readonly audit?: PodSecurityLevel;

  /**
   * Level whose violations users are warned about.
   *
   * @default restricted
   * @mutability RollsControlPlane
   * @endsIn AdmissionConfiguration plugins[PodSecurity].configuration.defaults.warn
   * @example restricted
   */
  readonly warn?: PodSecurityLevel;

  /**
   * Namespaces that are exempt, added to `kube-system`.
   *
   * @default []
   * @maxItems 100
   * @format dns-label
   * @mutability RollsControlPlane
   * @endsIn AdmissionConfiguration plugins[PodSecurity].configuration.exemptions.namespaces
   * @example [monitoring]
   */
  readonly exemptNamespaces?: string[];
}
