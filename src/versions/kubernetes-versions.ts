import { failure, success, type Result } from '../diagnostics/result';
import { KUBERNETES_RELEASES, KUBERNETES_RELEASES_DATE, type ClusterApiMinor, type KubernetesRelease } from './kubernetes-releases';

export type { ClusterApiMinor };

/** A Kubernetes version as it goes into manifests. */
export interface KubernetesVersion {
  /** With the leading `v`, such as `v1.36.3`. */
  readonly version: string;
  /** Such as `1.36`. */
  readonly minor: string;
  /** False: a patch of a known minor that the table does not have. It may be newer than the table, or never have existed. */
  readonly patchKnown: boolean;
  /** The newest patch of the minor that the table has, with the leading `v`. */
  readonly newestKnown: string;
}

const FORM = /^v?(1\.(?:0|[1-9][0-9]*))(?:\.(x|0|[1-9][0-9]*))?$/;

/** Minors that the table knows, oldest first. */
export function knownMinors(): string[] {
  return KUBERNETES_RELEASES.map((release) => release.minor);
}

/** What the table knows of a minor such as `1.36`. */
export function kubernetesRelease(minor: string): KubernetesRelease | undefined {
  return KUBERNETES_RELEASES.find((release) => release.minor === minor);
}

/** Reads `1.36` and `1.36.x` (newest known patch), `1.36.3` and `v1.36.3`; answers from the table alone. */
export function resolveKubernetesVersion(text: string): Result<KubernetesVersion> {
  const match = FORM.exec(text);
  if (match === null) {
    return failure({ message: `"${text}" is not a Kubernetes version: a minor (1.36 or 1.36.x) or an exact one (1.36.3 or v1.36.3)` });
  }
  const [, minor, patch = 'x'] = match;
  const release = kubernetesRelease(minor);
  if (release === undefined) {
    return failure({
      message: `Kubernetes ${minor} is not in the version table of this release (of ${KUBERNETES_RELEASES_DATE})`,
      allowed: knownMinors(),
    });
  }
  const newestKnown = `v${minor}.${release.newestPatch}`;
  return success({
    version: patch === 'x' ? newestKnown : `v${minor}.${patch}`,
    minor,
    patchKnown: patch === 'x' || Number(patch) <= release.newestPatch,
    newestKnown,
  });
}

/** How many minors of Kubernetes 1 `a` is ahead of `b`; negative when it is behind. Serves as a comparator, oldest first. */
export function compareMinors(a: string, b: string): number {
  return Number(a.split('.')[1]) - Number(b.split('.')[1]);
}

/** Does any release of this minor of Cluster API support workload clusters of this Kubernetes minor? */
export function clusterApiSupports(clusterApi: ClusterApiMinor, minor: string): boolean {
  return leastClusterApiRelease(clusterApi, minor) !== undefined;
}

/** The first release, such as `1.13.6`, of a minor of Cluster API that supports workload clusters of this Kubernetes minor. */
export function leastClusterApiRelease(clusterApi: ClusterApiMinor, minor: string): string | undefined {
  return kubernetesRelease(minor)?.clusterApi[clusterApi];
}

/** Minors that this minor of Cluster API supports for workload clusters, oldest first. */
export function minorsSupportedBy(clusterApi: ClusterApiMinor): string[] {
  return knownMinors().filter((minor) => clusterApiSupports(clusterApi, minor));
}

/** Had the minor ended by that day (`YYYY-MM-DD`)? On its end-of-life date it had, as the SCS version policy check counts. */
export function isEndOfLife(release: KubernetesRelease, date: string = KUBERNETES_RELEASES_DATE): boolean {
  return date >= release.endOfLife;
}
