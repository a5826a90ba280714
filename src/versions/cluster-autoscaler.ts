import { compareMinors } from './kubernetes-versions';

/**
 * The newest release of the cluster autoscaler for each Kubernetes minor, as known on 2026-08-22. Its image is
 * registry.k8s.io/autoscaling/cluster-autoscaler, with the version as tag.
 *
 * Source: the tags cluster-autoscaler-1.29.0 to cluster-autoscaler-1.36.1 of kubernetes/autoscaler. A release is made for the
 * Kubernetes minor of its own number (its README, "Releases").
 */
const RELEASES: Readonly<Record<string, number>> = { '1.29': 5, '1.30': 7, '1.31': 5, '1.32': 7, '1.33': 6, '1.34': 3, '1.35': 2, '1.36': 1 };

/** The release for a Kubernetes minor, with the leading `v`: of the minor itself, or of the newest older one while it has none. */
export function clusterAutoscalerVersion(minor: string): string {
  const [nearest = Object.keys(RELEASES)[0]] = Object.keys(RELEASES).filter((known) => compareMinors(known, minor) <= 0).sort(compareMinors).reverse();
  return `v${nearest}.${RELEASES[nearest]}`;
}
