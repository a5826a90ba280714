import type { Problem } from '../diagnostics/result';

interface NameRule {
  readonly pattern: RegExp;
  readonly maxLength: number;
  readonly phrase: string;
}

const LABEL: NameRule = {
  pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
  maxLength: 63,
  phrase: 'lower-case letters, digits and "-", a letter or digit at both ends, at most 63 characters (RFC 1123 label)',
};

const SUBDOMAIN: NameRule = {
  pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
  maxLength: 253,
  phrase:
    'lower-case letters, digits, "-" and ".", a letter or digit at both ends and around each ".", ' +
    'at most 253 characters (RFC 1123 subdomain)',
};

const PATH_SEGMENT: NameRule = {
  pattern: /^(?!\.\.?$)[^/%]+$/,
  maxLength: Number.POSITIVE_INFINITY,
  phrase: 'anything without "/" and "%", but not "." or ".."',
};

// The API server is laxer with these (`system:node` is a ClusterRole, `2001:db8::1` an IPAddress).
const PATH_SEGMENT_KINDS: ReadonlySet<string> = new Set([
  'certificates.k8s.io/CertificateSigningRequest',
  'certificates.k8s.io/ClusterTrustBundle',
  'networking.k8s.io/IPAddress',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'rbac.authorization.k8s.io/Role',
  'rbac.authorization.k8s.io/RoleBinding',
]);

/** What is wrong with the `metadata.name` of an object, if anything. */
export function objectNameProblem(group: string, kind: string, name: string): Problem | undefined {
  const rule = PATH_SEGMENT_KINDS.has(`${group}/${kind}`) ? PATH_SEGMENT : group === '' && kind === 'Namespace' ? LABEL : SUBDOMAIN;
  return nameProblem(`the name of a ${kind}`, name, rule);
}

/** What is wrong with the `metadata.namespace` of an object, if anything. */
export function namespaceProblem(namespace: string): Problem | undefined {
  return nameProblem('the name of a namespace', namespace, LABEL);
}

function nameProblem(what: string, name: string, rule: NameRule): Problem | undefined {
  if (fits(name, rule)) {
    return undefined;
  }
  const guess = name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return {
    message: `${JSON.stringify(name)} (${name.length} characters) cannot be ${what}: it takes ${rule.phrase}`,
    ...(guess !== name && fits(guess, rule) ? { didYouMean: guess } : {}),
  };
}

function fits(name: string, rule: NameRule): boolean {
  return name.length <= rule.maxLength && rule.pattern.test(name);
}
