import type { FieldPath } from '../diagnostics/diagnostic';
import { AnonymousAccess, type OidcClaimMapping, type OidcIssuer } from '../params';
import { authenticationConfigurationApiVersion, supportsAnonymousConditions } from '../versions/kubernetes-features';
import { isCertificates, NO_CERTIFICATE } from './certificates';
import type { Report } from './report';
import type { ResolvedAuthentication, ResolvedOidcIssuer } from './resolved-cluster';
import type { Settings } from './settings';

const DEFAULT_PREFIX = 'oidc:';
/** Users and groups of Kubernetes itself start so. */
const SYSTEM_PREFIX = 'system:';

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
  const { username, groups } = issuer;
  issuer.audiences.forEach((audience, index) => {
    if (issuer.audiences.indexOf(audience) !== index) report.error('DuplicateItem', [...path, 'audiences', index], `audience "${audience}" is listed twice`);
  });
  issuer.claimRules?.forEach((rule, index) => {
    const first = issuer.claimRules?.findIndex(({ claim }) => claim === rule.claim);
    if (rule.claim === undefined) {
      report.error('MissingField', [...path, 'claimRules', index], { message: 'a rule names the claim that it is about', allowed: ['claim'] });
    } else if (first !== index) {
      report.error('DuplicateItem', [...path, 'claimRules', index, 'claim'], `there is a rule for the claim "${rule.claim}" already, at index ${first}`);
    }
  });
  if (issuer.ca && !isCertificates(issuer.ca)) report.error('InvalidValue', [...path, 'ca'], NO_CERTIFICATE);
  return {
    issuerURL: issuer.issuerURL,
    audiences: issuer.audiences,
    username: resolveMapping(username, 'sub', [...path, 'username'], report),
    groups: resolveMapping(groups, 'groups', [...path, 'groups'], report),
    claimRules: (issuer.claimRules ?? []).map(({ claim = '', requiredValue }) => ({ claim, ...(requiredValue !== undefined && { requiredValue }) })),
    ...(issuer.ca && { ca: issuer.ca }),
  };
}

function resolveMapping(mapping: OidcClaimMapping | undefined, claim: string, path: FieldPath, report: Report): { claim: string; prefix: string } {
  const prefix = mapping?.prefix ?? DEFAULT_PREFIX;
  if (prefix.startsWith(SYSTEM_PREFIX)) {
    report.error('InvalidValue', [...path, 'prefix'], `names that start with "${SYSTEM_PREFIX}" belong to Kubernetes itself: an issuer could make anybody an administrator`);
  }
  if (prefix === '') {
    report.warning('UnsafePrefix', [...path, 'prefix'], `without a prefix, whoever controls the claim "${mapping?.claim ?? claim}" can take any name, also one of Kubernetes itself such as system:masters`);
  }
  return { claim: mapping?.claim ?? claim, prefix };
}
