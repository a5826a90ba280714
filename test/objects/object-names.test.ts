import { namespaceProblem, objectNameProblem } from '../../src/objects/object-names';

test.each([
  ['', 'ConfigMap', 'a'],
  ['', 'ConfigMap', 'kube-root-ca.crt'],
  ['', 'ConfigMap', '1.2-3'],
  ['', 'ConfigMap', 'a'.repeat(253)],
  ['', 'Namespace', 'a'.repeat(63)],
  ['example.org', 'Namespace', 'a.b'],
  ['rbac.authorization.k8s.io', 'ClusterRole', 'system:Node_x'],
  ['networking.k8s.io', 'IPAddress', '2001:db8::1'],
])('%s %s %s is fine', (group, kind, name) => {
  expect(objectNameProblem(group, kind, name)).toBeUndefined();
});

const SUBDOMAIN =
  'it takes lower-case letters, digits, "-" and ".", a letter or digit at both ends and around each ".", ' +
  'at most 253 characters (RFC 1123 subdomain)';
const LABEL = 'it takes lower-case letters, digits and "-", a letter or digit at both ends, at most 63 characters (RFC 1123 label)';

test.each([
  ['', 'ConfigMap', 'Not_Valid Name', `"Not_Valid Name" (14 characters) cannot be the name of a ConfigMap: ${SUBDOMAIN}`, 'not-valid-name'],
  ['', 'ConfigMap', '-a', `"-a" (2 characters) cannot be the name of a ConfigMap: ${SUBDOMAIN}`, 'a'],
  ['', 'ConfigMap', 'a..b', `"a..b" (4 characters) cannot be the name of a ConfigMap: ${SUBDOMAIN}`, undefined],
  ['', 'ConfigMap', 'a\n', `"a\\n" (2 characters) cannot be the name of a ConfigMap: ${SUBDOMAIN}`, 'a'],
  ['', 'Namespace', 'a.b', `"a.b" (3 characters) cannot be the name of a Namespace: ${LABEL}`, undefined],
  [
    'rbac.authorization.k8s.io',
    'Role',
    'a/b',
    '"a/b" (3 characters) cannot be the name of a Role: it takes anything without "/" and "%", but not "." or ".."',
    'a-b',
  ],
  [
    'rbac.authorization.k8s.io',
    'Role',
    '..',
    '".." (2 characters) cannot be the name of a Role: it takes anything without "/" and "%", but not "." or ".."',
    undefined,
  ],
])('%s %s %s is not', (group, kind, name, message, didYouMean) => {
  expect(objectNameProblem(group, kind, name)).toEqual(didYouMean === undefined ? { message } : { message, didYouMean });
});

test.each([
  [
    objectNameProblem('', 'ConfigMap', 'a'.repeat(254)),
    `"${'a'.repeat(254)}" (254 characters) cannot be the name of a ConfigMap: ${SUBDOMAIN}`,
  ],
  [objectNameProblem('', 'Namespace', 'a'.repeat(64)), `"${'a'.repeat(64)}" (64 characters) cannot be the name of a Namespace: ${LABEL}`],
  [namespaceProblem('a'.repeat(64)), `"${'a'.repeat(64)}" (64 characters) cannot be the name of a namespace: ${LABEL}`],
])('too long: %#', (problem, message) => {
  expect(problem).toEqual({ message });
});
