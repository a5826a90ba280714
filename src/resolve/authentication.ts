import type { FieldPath } from '../diagnostics/diagnostic';
import { AnonymousAccess, type OidcClaimMapping, type OidcClaimRule, type OidcIssuer } from '../params';
import { authenticationConfigurationApiVersion, supportsAnonymousConditions } from '../versions/kubernetes-features';
import { isCertificates, NO_CERTIFICATE } from './certificates';
import { readClaimExpression } from './claim-expression';
import type { Report } from './report';
import type { ResolvedAuthentication, ResolvedClaimMapping, ResolvedClaimRule, ResolvedOidcIssuer } from './resolved-cluster';
import type { Settings } from './settings';

const DEFAULT_PREFIX = 'oidc:';
/** Users and groups of Kubernetes itself start so. */
const SYSTEM_PREFIX = 'system:';
const SYSTEM_NAMES = `names that start with "${SYSTEM_PREFIX}" belong to Kubernetes itself: an issuer could make anybody an administrator`;
/** Types of expressions that can become a user name, and groups. */
const STRING = /^(string|dyn)$/;
const STRINGS = /^(string|dyn|list<(string|dyn)>|list)$/;

/** Decides who may talk to the API server: always by structured authentication. */
export function resolveAuthentication(settings: Settings, minor: string, report: Report): ResolvedAuthentication {
  const { oidc, anonymous } = settings.authentication;
  const apiVersion = authenticationConfigurationApiVersion(minor);
  if (apiVersion === undefined) {
    report.error('VersionTooOld', ['kubernetesVersion'], `Kubernetes ${minor} has no structured authentication; use 1.30 or newer`);
  } else if (anonymous === AnonymousAccess.HEALTH_ONLY && !supportsAnonymousConditions(minor)) {
    report.error('VersionTooOld', ['authentication', 'anonymous'], `Kubernetes ${minor} cannot limit anonymous requests to paths, which it can from 1.32 on; use a newer version, or set authentication.anonymous to Allowed`);
  }
  return {
    apiVersion: apiVersion ?? '',
    anonymous,
    oidc: oidc.map((issuer, index) => {
      const path = ['authentication', 'oidc', index];
      checkIssuerUrl(issuer.issuerURL, settings.network.serviceDomain, [...path, 'issuerURL'], report);
      return resolveIssuer(issuer, path, report);
    }),
  };
}

/** The API server does not start with others (k8s.io/apiserver, pkg/apis/apiserver/validation). */
function checkIssuerUrl(url: string, serviceDomain: string, path: FieldPath, report: Report): void {
  const part = url.includes('#') ? 'a fragment' : url.includes('?') ? 'a query' : undefined;
  if (part !== undefined) report.error('InvalidValue', path, `the URL of an issuer has no query and no fragment, and this one has ${part}`);
  if (!URL.canParse(url) || !isDecodable(url)) report.error('InvalidValue', path, `"${url}" is not an address: "%" begins an escape of two hexadecimal digits`);
  if (url === `https://kubernetes.default.svc.${serviceDomain}`) {
    report.error('InvalidValue', path, "this is the issuer of the cluster's own service accounts, whose tokens are accepted in any case");
  }
}

function isDecodable(url: string): boolean {
  return !/%(?![0-9A-Fa-f]{2})/.test(url);
}

function resolveIssuer(issuer: OidcIssuer, path: FieldPath, report: Report): ResolvedOidcIssuer {
  const { username, groups, claimRules = [] } = issuer;
  issuer.audiences.forEach((audience, index) => {
    if (issuer.audiences.indexOf(audience) !== index) report.error('DuplicateItem', [...path, 'audiences', index], `audience "${audience}" is listed twice`);
  });
  if (issuer.ca && !isCertificates(issuer.ca)) report.error('InvalidValue', [...path, 'ca'], NO_CERTIFICATE);
  const user = resolveMapping(username, 'sub', STRING, [...path, 'username'], report);
  const group = resolveMapping(groups, 'groups', STRINGS, [...path, 'groups'], report);
  const rules = claimRules.map((rule, index) => resolveClaimRule(rule, claimRules.slice(0, index), [...path, 'claimRules', index], report));
  const isVerified = [user, ...rules].some(({ claims }) => claims?.has('email_verified'));
  if (user.claims?.has('email') && !isVerified) {
    report.error('MissingField', [...path, 'username', 'expression'], 'the API server does not start with an address from claims.email as long as nothing asks for claims.email_verified: add to claimRules {expression: "claims.?email_verified.orValue(true) == true", message: "the address must be verified"}');
  }
  return {
    issuerURL: issuer.issuerURL,
    audiences: issuer.audiences,
    username: user.mapping,
    groups: group.mapping,
    claimRules: rules.map(({ rule }) => rule),
    ...(issuer.ca && { ca: issuer.ca }),
  };
}

/** A rule is a claim with its value, or an expression with its message; the API server takes no mixture and nothing twice. */
function resolveClaimRule(
  rule: OidcClaimRule, before: readonly OidcClaimRule[], path: FieldPath, report: Report,
): { rule: ResolvedClaimRule; claims?: ReadonlySet<string> } {
  const { claim, requiredValue, expression, message } = rule;
  if (expression === undefined) {
    const first = before.findIndex((other) => other.claim === claim);
    if (claim === undefined) {
      report.error('MissingField', path, { message: 'a rule has a claim or an expression', allowed: ['claim', 'expression'] });
    } else if (first !== -1) {
      report.error('DuplicateItem', [...path, 'claim'], `there is a rule for the claim "${claim}" already, at index ${first}`);
    }
    if (message !== undefined) report.error('ConflictingFields', [...path, 'message'], 'the message goes with an expression, and this rule has none');
    return { rule: { claim: claim ?? '', ...(requiredValue !== undefined && { requiredValue }) } };
  }
  const conflicting = claim !== undefined ? 'claim' : requiredValue !== undefined ? 'requiredValue' : undefined;
  const first = before.findIndex((other) => other.expression === expression);
  if (conflicting !== undefined) report.error('ConflictingFields', [...path, conflicting], 'a rule has a claim with its value or an expression, not both');
  if (first !== -1) report.error('DuplicateItem', [...path, 'expression'], `there is a rule with this expression already, at index ${first}`);
  const read = report.read(readClaimExpression(expression), [...path, 'expression'], undefined);
  if (read !== undefined && read.type !== 'bool') {
    report.error('InvalidValue', [...path, 'expression'], `the expression becomes ${typeName(read.type)}, and a rule must become true or false: compare it, as in claims.hd == "example.org"`);
  }
  return { rule: { expression, ...(message !== undefined && { message }) }, claims: read?.claims };
}

/** A mapping is a claim with its prefix, or an expression. */
function resolveMapping(
  mapping: OidcClaimMapping | undefined, defaultClaim: string, types: RegExp, path: FieldPath, report: Report,
): { mapping: ResolvedClaimMapping; claims?: ReadonlySet<string> } {
  const { expression } = mapping ?? {};
  if (expression === undefined) return { mapping: resolveClaim(mapping, defaultClaim, path, report) };
  for (const field of ['claim', 'prefix'] as const) {
    if (mapping?.[field] !== undefined) report.error('ConflictingFields', [...path, field], `beside an expression, the API server takes no ${field}: make it part of the expression`);
  }
  const at = [...path, 'expression'];
  const read = report.read(readClaimExpression(expression), at, undefined);
  if (read !== undefined && !types.test(read.type)) {
    report.error('InvalidValue', at, `the expression becomes ${typeName(read.type)}, with which every login would fail: ${types === STRING ? 'a user name is a string' : 'groups are a string or a list of strings'}`);
  } else if (read?.beginnings.some((beginning) => beginning?.startsWith(SYSTEM_PREFIX))) {
    report.error('InvalidValue', at, SYSTEM_NAMES);
  } else if (read?.beginnings.includes(undefined)) {
    report.warning('UnsafePrefix', at, `nothing in the expression keeps these names apart from others: whoever controls the claims can take any name, also one of Kubernetes itself such as system:masters; begin with a text, as in ${types === STRING ? `"${DEFAULT_PREFIX}" + claims.sub` : `dyn(claims.groups).map(g, "${DEFAULT_PREFIX}" + g)`}`);
  }
  return { mapping: { expression }, claims: read?.claims };
}

function resolveClaim(mapping: OidcClaimMapping | undefined, claim: string, path: FieldPath, report: Report): ResolvedClaimMapping {
  const prefix = mapping?.prefix ?? DEFAULT_PREFIX;
  if (prefix.startsWith(SYSTEM_PREFIX)) report.error('InvalidValue', [...path, 'prefix'], SYSTEM_NAMES);
  if (prefix === '') {
    report.warning('UnsafePrefix', [...path, 'prefix'], `without a prefix, whoever controls the claim "${mapping?.claim ?? claim}" can take any name, also one of Kubernetes itself such as system:masters`);
  }
  return { claim: mapping?.claim ?? claim, prefix };
}

function typeName(type: string): string {
  return type === 'dyn' ? 'whatever the claim is' : type;
}
