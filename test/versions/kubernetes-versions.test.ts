import { CLUSTER_API_MINORS, KUBERNETES_RELEASES, KUBERNETES_RELEASES_DATE } from '../../src/versions/kubernetes-releases';
import {
  authenticationConfigurationApiVersion,
  supportsAnonymousConditions,
  supportsCertificateValidityPeriod,
} from '../../src/versions/kubernetes-features';
import {
  clusterApiSupports,
  compareMinors,
  isEndOfLife,
  knownMinors,
  kubernetesRelease,
  leastClusterApiRelease,
  minorsSupportedBy,
  resolveKubernetesVersion,
} from '../../src/versions/kubernetes-versions';

const MINORS = ['1.29', '1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36', '1.37'];

test.each<[string, string, string, boolean]>([
  ['1.36', 'v1.36.6', '1.36', true],
  ['1.36.x', 'v1.36.6', '1.36', true],
  ['1.36.3', 'v1.36.3', '1.36', true],
  ['v1.36.3', 'v1.36.3', '1.36', true],
  ['v1.36', 'v1.36.6', '1.36', true],
  ['1.36.0', 'v1.36.0', '1.36', true],
  ['1.36.6', 'v1.36.6', '1.36', true],
  ['1.36.7', 'v1.36.7', '1.36', false],
  ['1.30', 'v1.30.14', '1.30', true],
  ['1.37', 'v1.37.2', '1.37', true],
])('%s is %s', (text, version, minor, patchKnown) => {
  expect(resolveKubernetesVersion(text)).toEqual({
    ok: true,
    value: { version, minor, patchKnown, newestKnown: `v${minor}.${kubernetesRelease(minor)!.newestPatch}` },
  });
});

test.each(['1.28', '1.38.1', 'v1.3', '1.0', '1.360'])('the minor of %s is not known', (text) => {
  const minor = /1\.[0-9]+/.exec(text)![0];
  expect(resolveKubernetesVersion(text)).toEqual({
    ok: false,
    problem: { message: `Kubernetes ${minor} is not in the version table of this release (of 2026-11-23)`, allowed: MINORS },
  });
});

const MALFORMED = [
  '', 'latest', '1', '36', '2.0', 'V1.36', '1.36.', '1.36.03', '1.036', '1.36.3-rc.1', '1.36.3+k3s1', ' 1.36', '1.36\n', '1.36.X', '1.36.*',
];

test.each(MALFORMED)('%p is not a version', (text) => {
  expect(resolveKubernetesVersion(text)).toEqual({
    ok: false,
    problem: { message: `"${text}" is not a Kubernetes version: a minor (1.36 or 1.36.x) or an exact one (1.36.3 or v1.36.3)` },
  });
});

test('the table is in order and whole', () => {
  expect(knownMinors()).toEqual(MINORS);
  for (const [i, release] of KUBERNETES_RELEASES.entries()) {
    expect(release.released).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(release.endOfLife > release.released).toBe(true);
    expect(release.released <= KUBERNETES_RELEASES_DATE).toBe(true);
    expect(i === 0 || KUBERNETES_RELEASES[i - 1].endOfLife < release.endOfLife).toBe(true);
    for (const [clusterApi, first] of Object.entries(release.clusterApi)) {
      expect(CLUSTER_API_MINORS).toContain(clusterApi);
      expect(first).toMatch(new RegExp(`^${clusterApi}\\.\\d+$`));
    }
  }
});

test('minors are compared by number', () => {
  expect(compareMinors('1.36', '1.35')).toBe(1);
  expect(compareMinors('1.9', '1.36')).toBe(-27);
  expect(compareMinors('1.36', '1.36')).toBe(0);
  expect(['1.36', '1.9', '1.30'].sort(compareMinors)).toEqual(['1.9', '1.30', '1.36']);
});

test('Cluster API supports what its book says', () => {
  expect(minorsSupportedBy('1.12')).toEqual(MINORS.slice(0, 8));
  expect(minorsSupportedBy('1.13')).toEqual(MINORS.slice(1));
  expect(minorsSupportedBy('1.14')).toEqual(MINORS.slice(2));
  expect(clusterApiSupports('1.12', '1.37')).toBe(false);
  expect(clusterApiSupports('1.14', '1.37')).toBe(true);
  expect(clusterApiSupports('1.14', '1.38')).toBe(false);
});

test.each<['1.12' | '1.13' | '1.14', string, string | undefined]>([
  ['1.13', '1.37', '1.13.6'],
  ['1.14', '1.37', '1.14.1'],
  ['1.12', '1.36', '1.12.8'],
  ['1.13', '1.36', '1.13.1'],
  ['1.12', '1.35', '1.12.1'],
  ['1.14', '1.36', '1.14.0'],
  ['1.12', '1.37', undefined],
])('Cluster API %s for Kubernetes %s from %s', (clusterApi, minor, first) => {
  expect(leastClusterApiRelease(clusterApi, minor)).toBe(first);
});

test('a minor has ended from its end-of-life date on', () => {
  const release = kubernetesRelease('1.34')!;
  expect(isEndOfLife(release, '2026-10-26')).toBe(false);
  expect(isEndOfLife(release, '2026-10-27')).toBe(true);
  expect(KUBERNETES_RELEASES.filter((known) => !isEndOfLife(known)).map((known) => known.minor)).toEqual(['1.35', '1.36', '1.37']);
});

test.each<[string, string | undefined, boolean, boolean]>([
  ['1.29', undefined, false, false],
  ['1.30', 'apiserver.config.k8s.io/v1beta1', false, false],
  ['1.31', 'apiserver.config.k8s.io/v1beta1', false, true],
  ['1.32', 'apiserver.config.k8s.io/v1beta1', true, true],
  ['1.33', 'apiserver.config.k8s.io/v1beta1', true, true],
  ['1.34', 'apiserver.config.k8s.io/v1', true, true],
  ['1.37', 'apiserver.config.k8s.io/v1', true, true],
])('features of %s', (minor, authentication, anonymous, validity) => {
  expect(authenticationConfigurationApiVersion(minor)).toBe(authentication);
  expect(supportsAnonymousConditions(minor)).toBe(anonymous);
  expect(supportsCertificateValidityPeriod(minor)).toBe(validity);
});
