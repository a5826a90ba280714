import type { FieldPath } from '../diagnostics/diagnostic';
import type { ProviderProfileSpec } from '../profile';
import { CLUSTER_API_MINORS, KUBERNETES_RELEASES_DATE, type ClusterApiMinor } from '../versions/kubernetes-releases';
import { isEndOfLife, kubernetesRelease, leastClusterApiRelease, minorsSupportedBy, resolveKubernetesVersion } from '../versions/kubernetes-versions';
import type { Report } from './report';
import { PROFILE_DEFAULTS } from './settings';

/** An exact version, with the leading `v`, and its minor. */
export interface ResolvedVersion {
  readonly version: string;
  readonly minor: string;
}

/** Pins a version of the description, and holds it against what the profile offers and the management cluster supports. */
export function resolveVersion(text: string, path: FieldPath, profile: ProviderProfileSpec, report: Report): ResolvedVersion | undefined {
  const read = resolveKubernetesVersion(text);
  if (!read.ok) {
    report.error('VersionUnknown', path, read.problem);
    return undefined;
  }
  const { version, minor, patchKnown, newestKnown } = read.value;
  if (!patchKnown) {
    report.warning('VersionPatchUnknown', path, `${version} is not in the version table of ${KUBERNETES_RELEASES_DATE}, whose newest is ${newestKnown}`);
  }
  const offered = profile.kubernetesVersions?.map((entry) => entry.minor);
  const clusterApi = clusterApiOf(profile);
  if (offered !== undefined && !offered.includes(minor)) {
    report.error('VersionNotOffered', path, { message: `Kubernetes ${minor} is not offered`, allowed: offered });
  } else if (clusterApi !== undefined && !supports(clusterApi, minor)) {
    const least = leastClusterApiRelease(clusterApi.minor, minor);
    report.error('VersionNotOffered', path, {
      message: `Cluster API ${clusterApi.text} of the management cluster does not support Kubernetes ${minor}${least === undefined ? '' : `, which needs ${least} or newer`}`,
      allowed: managementMinors(profile),
    });
  } else {
    warnOfVersion(minor, clusterApi, path, profile, report);
  }
  return { version, minor };
}

/** A release of Cluster API: a minor, or one of its patches. */
interface ClusterApiRelease {
  readonly text: string;
  readonly minor: ClusterApiMinor;
  readonly patch?: number;
}

/** Cluster API of the management cluster; undefined where it is no minor that objects are made for. */
export function clusterApiOf(profile: ProviderProfileSpec): ClusterApiRelease | undefined {
  const text = profile.management?.clusterApi ?? PROFILE_DEFAULTS.management.clusterApi;
  const [major, second, patch] = text.split('.');
  const minor = CLUSTER_API_MINORS.find((known) => known === `${major}.${second}`);
  return minor && { text, minor, ...(patch !== undefined && { patch: Number(patch) }) };
}

/** Minors that the management cluster supports, oldest first. */
export function managementMinors(profile: ProviderProfileSpec): string[] {
  const clusterApi = clusterApiOf(profile);
  return clusterApi === undefined ? [] : minorsSupportedBy(clusterApi.minor).filter((minor) => supports(clusterApi, minor));
}

/** Whether the management cluster supports a minor. */
export function isSupportedByManagement(profile: ProviderProfileSpec, minor: string): boolean {
  return managementMinors(profile).includes(minor);
}

/** A patch that is not known counts as new enough. */
function supports({ minor, patch = Infinity }: ClusterApiRelease, kubernetesMinor: string): boolean {
  const least = leastClusterApiRelease(minor, kubernetesMinor);
  return least !== undefined && Number(least.split('.')[2]) <= patch;
}

function warnOfVersion(minor: string, clusterApi: ClusterApiRelease | undefined, path: FieldPath, profile: ProviderProfileSpec, report: Report): void {
  const release = kubernetesRelease(minor);
  const state = profile.kubernetesVersions?.find((entry) => entry.minor === minor)?.state;
  if (release !== undefined && isEndOfLife(release)) {
    report.warning('VersionEndOfLife', path, `Kubernetes ${minor} gets no fixes since ${release.endOfLife} (scs-0210-v2/eol-branch)`);
  } else if (state === 'Deprecated') {
    report.warning('VersionEndOfLife', path, `the provider has deprecated Kubernetes ${minor}`);
  } else if (state === 'Preview') {
    report.warning('VersionPreview', path, `Kubernetes ${minor} is a preview at this provider`);
  }
  const least = clusterApi && leastClusterApiRelease(clusterApi.minor, minor);
  if (least !== undefined && !least.endsWith('.0') && clusterApi?.patch === undefined) {
    report.warning('ManagementClusterVersion', path, `Kubernetes ${minor} needs Cluster API ${least} or newer in the management cluster`);
  }
}
