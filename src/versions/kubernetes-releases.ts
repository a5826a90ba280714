/**
 * Kubernetes releases, as known on KUBERNETES_RELEASES_DATE.
 *
 * Sources:
 * - patches: the versions of the Go modules k8s.io/kubernetes and k8s.io/api, older ones by the history of endoflife.date; no patch
 *   number between 0 and the newest was left out by any of these minors
 * - release dates: endoflife.date; 1.37: kubernetes.io/releases/1.37
 * - end of life: SovereignCloudStack/standards, Tests/kaas/scs_0210_version_policy/k8s-eol-data.yml, which is what the conformance check
 *   counts by (for 1.30 and 1.31 kubernetes.io gives a date two weeks later); 1.37: kubernetes.io/releases/1.37
 * - Cluster API: docs/book/src/reference/versions.md of its release 1.14.2, table of the core provider
 */
export const KUBERNETES_RELEASES_DATE = '2026-11-23';

/** Minor releases of Cluster API that manifests are written for, oldest first. */
export const CLUSTER_API_MINORS = ['1.12', '1.13', '1.14'] as const;

export type ClusterApiMinor = (typeof CLUSTER_API_MINORS)[number];

/** One minor release of Kubernetes. Dates are `YYYY-MM-DD`. */
export interface KubernetesRelease {
  readonly minor: string;
  readonly released: string;
  /** First day on which the minor is no longer supported. */
  readonly endOfLife: string;
  /** All patches from 0 to this one exist. */
  readonly newestPatch: number;
  /** Per minor of Cluster API that supports workload clusters of this version: its first release that does. */
  readonly clusterApi: { readonly [minor in ClusterApiMinor]?: string };
}

/** All known minors, oldest first. */
export const KUBERNETES_RELEASES: readonly KubernetesRelease[] = [
  { minor: '1.29', released: '2023-12-13', endOfLife: '2025-02-28', newestPatch: 15, clusterApi: { '1.12': '1.12.0' } },
  { minor: '1.30', released: '2024-04-17', endOfLife: '2025-06-28', newestPatch: 14, clusterApi: { '1.12': '1.12.0', '1.13': '1.13.0' } },
  {
    minor: '1.31', released: '2024-08-13', endOfLife: '2025-10-28', newestPatch: 14,
    clusterApi: { '1.12': '1.12.0', '1.13': '1.13.0', '1.14': '1.14.0' },
  },
  {
    minor: '1.32', released: '2024-12-11', endOfLife: '2026-02-28', newestPatch: 13,
    clusterApi: { '1.12': '1.12.0', '1.13': '1.13.0', '1.14': '1.14.0' },
  },
  {
    minor: '1.33', released: '2025-04-23', endOfLife: '2026-06-28', newestPatch: 13,
    clusterApi: { '1.12': '1.12.0', '1.13': '1.13.0', '1.14': '1.14.0' },
  },
  {
    minor: '1.34', released: '2025-08-27', endOfLife: '2026-10-27', newestPatch: 13,
    clusterApi: { '1.12': '1.12.0', '1.13': '1.13.0', '1.14': '1.14.0' },
  },
  {
    minor: '1.35', released: '2025-12-17', endOfLife: '2027-02-28', newestPatch: 10,
    clusterApi: { '1.12': '1.12.1', '1.13': '1.13.0', '1.14': '1.14.0' },
  },
  {
    minor: '1.36', released: '2026-04-22', endOfLife: '2027-06-28', newestPatch: 6,
    clusterApi: { '1.12': '1.12.8', '1.13': '1.13.1', '1.14': '1.14.0' },
  },
  { minor: '1.37', released: '2026-08-26', endOfLife: '2027-10-28', newestPatch: 2, clusterApi: { '1.13': '1.13.6', '1.14': '1.14.1' } },
];
