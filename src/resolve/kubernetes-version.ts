import type { FieldPath } from '../diagnostics/diagnostic';
import { didYouMean } from '../diagnostics/did-you-mean';
import type { ProviderProfileSpec } from '../profile';
import { KUBERNETES_RELEASES_DATE } from '../versions/kubernetes-releases';
import { clusterApiSupports, isEndOfLife, kubernetesRelease, leastClusterApiRelease, minorsSupportedBy, resolveKubernetesVersion, type ClusterApiMinor } from '../versions/kubernetes-versions';
import type { Report } from './report';

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
  const clusterApi = profile.management?.clusterApi as ClusterApiMinor | undefined;
  if (offered !== undefined && !offered.includes(minor)) {
    const guess = didYouMean(minor, offered);
    report.error('VersionNotOffered', path, { message: `Kubernetes ${minor} is not offered`, allowed: offered, ...(guess !== undefined && { didYouMean: guess }) });
  } else if (clusterApi !== undefined && !clusterApiSupports(clusterApi, minor)) {
    report.error('VersionNotOffered', path, { message: `Cluster API ${clusterApi} of the management cluster does not support Kubernetes ${minor}`, allowed: minorsSupportedBy(clusterApi) });
  } else {
    warnOfVersion(minor, clusterApi, path, profile, report);
  }
  return { version, minor };
}

function warnOfVersion(minor: string, clusterApi: ClusterApiMinor | undefined, path: FieldPath, profile: ProviderProfileSpec, report: Report): void {
  const release = kubernetesRelease(minor);
  const state = profile.kubernetesVersions?.find((entry) => entry.minor === minor)?.state;
  if (release !== undefined && isEndOfLife(release)) {
    report.warning('VersionEndOfLife', path, `Kubernetes ${minor} gets no fixes since ${release.endOfLife} (scs-0210-v2/eol-branch)`);
  } else if (state === 'Deprecated') {
    report.warning('VersionEndOfLife', path, `the provider has deprecated Kubernetes ${minor}`);
  } else if (state === 'Preview') {
    report.warning('VersionPreview', path, `Kubernetes ${minor} is a preview at this provider`);
  }
  const least = clusterApi && leastClusterApiRelease(clusterApi, minor);
  if (least !== undefined && !least.endsWith('.0')) {
    report.warning('ManagementClusterVersion', path, `Kubernetes ${minor} needs Cluster API ${least} or newer in the management cluster`);
  }
}
