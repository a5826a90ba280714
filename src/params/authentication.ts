/** What may be asked of the API server without authentication. */
export enum AnonymousAccess {
  /** Health paths, and the one ConfigMap that joining nodes read. */
  HEALTH_ONLY = 'HealthOnly',
  /** Whatever RBAC grants to the user `system:anonymous`. */
  ALLOWED = 'Allowed',
}

/** Who may talk to the API server, and how users prove who they are. */
export interface Authentication {
  /**
   * OpenID Connect issuers whose tokens are accepted. Issuers and audiences together must be unique.
   *
   * @default []
   * @key issuerURL
   * @maxItems 64
   * @mutability RollsControlPlane
   * @scsRule scs-0217-v1/authn
   * @endsIn AuthenticationConfiguration jwt
   * @example [{issuerURL: "https://dex.example.org", audiences: [kubectl]}]
   */
  readonly oidc?: OidcIssuer[];

  /**
   * What may be asked without authentication.
   *
   * @default HealthOnly
   * @mutability RollsControlPlane
   * @endsIn AuthenticationConfiguration anonymous
   * @example HealthOnly
   */
  readonly anonymous?: AnonymousAccess;
}

/** An OpenID Connect issuer. */
export interface OidcIssuer {
  /**
   * URL of the issuer, exactly as in the tokens.
   *
   * @format https-url
   * @maxLength 2048
   * @endsIn AuthenticationConfiguration jwt[].issuer.url
   * @example https://dex.example.org
   */
  readonly issuerURL: string;

  /**
   * Audiences of which a token must name one. The first is the client id that users log in with.
   *
   * @minItems 1
   * @maxItems 64
   * @minLength 1
   * @maxLength 253
   * @endsIn AuthenticationConfiguration jwt[].issuer.audiences
   * @example [kubectl]
   */
  readonly audiences: string[];

  /**
   * Where the user name comes from.
   *
   * @default {claim: sub, prefix: "oidc:"}
   * @endsIn AuthenticationConfiguration jwt[].claimMappings.username
   * @example {claim: email, prefix: "oidc:"}
   */
  readonly username?: OidcClaimMapping;

  /**
   * Where the groups come from.
   *
   * @default {claim: groups, prefix: "oidc:"}
   * @endsIn AuthenticationConfiguration jwt[].claimMappings.groups
   * @example {claim: groups, prefix: "oidc:"}
   */
  readonly groups?: OidcClaimMapping;

  /**
   * What a token must fulfil besides.
   *
   * @default []
   * @maxItems 64
   * @endsIn AuthenticationConfiguration jwt[].claimValidationRules
   * @example [{claim: hd, requiredValue: example.org}]
   */
  readonly claimRules?: OidcClaimRule[];

  /**
   * Certificate authorities of the issuer, in PEM. No secret.
   *
   * @default - the authorities that the node's system trusts
   * @format pem-or-empty
   * @maxLength 65536
   * @endsIn AuthenticationConfiguration jwt[].issuer.certificateAuthority
   * @example ""
   */
  readonly ca?: string;
}

/** Where a user name or groups come from: a claim, or an expression over the claims. */
export interface OidcClaimMapping {
  /**
   * Name of the claim.
   *
   * @default - `sub` for the user name, `groups` for groups
   * @minLength 1
   * @maxLength 253
   * @example sub
   */
  readonly claim?: string;

  /**
   * Prefix that keeps these names apart from others. May be empty.
   *
   * @default "oidc:"
   * @maxLength 253
   * @example "oidc:"
   */
  readonly prefix?: string;

  /**
   * CEL expression over the `claims`, instead of `claim` and `prefix`.
   *
   * It is compiled here, as the API server does not start with one that does not compile. Begin it with a text that keeps the names
   * apart from others. A user name from `claims.email` needs a rule that asks for `claims.email_verified`.
   *
   * @default - the claim is used
   * @minLength 1
   * @maxLength 4096
   * @example "'oidc:' + claims.email"
   */
  readonly expression?: string;
}

/** A rule that tokens must fulfil: a claim with a value, or a CEL expression. */
export interface OidcClaimRule {
  /**
   * Name of the claim.
   *
   * @default - the expression is used
   * @minLength 1
   * @maxLength 253
   * @example hd
   */
  readonly claim?: string;

  /**
   * Value that the claim must have.
   *
   * @default - the claim must be there
   * @maxLength 253
   * @example example.org
   */
  readonly requiredValue?: string;

  /**
   * CEL expression over the `claims` that must be true, instead of `claim`.
   *
   * @default - the claim is used
   * @minLength 1
   * @maxLength 4096
   * @example "claims.email_verified == true"
   */
  readonly expression?: string;

  /**
   * What a refused user is told. Together with `expression`.
   *
   * @default - a message of the API server
   * @minLength 1
   * @maxLength 1024
   * @example the address must be verified
   */
  readonly message?: string;
}
