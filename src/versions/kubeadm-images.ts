import { resolveKubernetesVersion } from './kubernetes-versions';

/**
 * Images that kubeadm takes besides those of its own version.
 *
 * Source: the constants of kubeadm in the Go module k8s.io/kubernetes (cmd/kubeadm/app/constants: PauseVersion, CoreDNSVersion,
 * SupportedEtcdVersion of its own minor), read from every patch up to `checked` that the module proxy has; it lacks 1.29.11 to 1.29.13
 * and some others, between patches that are alike. A patch that is newer may take a newer etcd.
 */
export interface KubeadmImages {
  readonly minor: string;
  readonly pause: string;
  /** By the patch from which on it is taken. */
  readonly coredns: Readonly<Record<number, string>>;
  readonly etcd: Readonly<Record<number, string>>;
  /** The newest patch whose constants were read. */
  readonly checked: number;
}

export const KUBEADM_IMAGES: readonly KubeadmImages[] = [
  { minor: '1.29', pause: '3.9', coredns: { 0: 'v1.11.1' }, etcd: { 0: '3.5.10-0', 3: '3.5.12-0', 9: '3.5.15-0', 14: '3.5.16-0' }, checked: 15 },
  { minor: '1.30', pause: '3.9', coredns: { 0: 'v1.11.1', 5: 'v1.11.3' }, etcd: { 0: '3.5.12-0', 5: '3.5.15-0' }, checked: 14 },
  { minor: '1.31', pause: '3.10', coredns: { 0: 'v1.11.1', 1: 'v1.11.3' }, etcd: { 0: '3.5.15-0', 14: '3.5.24-0' }, checked: 14 },
  { minor: '1.32', pause: '3.10', coredns: { 0: 'v1.11.3' }, etcd: { 0: '3.5.16-0', 10: '3.5.24-0' }, checked: 13 },
  { minor: '1.33', pause: '3.10', coredns: { 0: 'v1.12.0' }, etcd: { 0: '3.5.21-0', 6: '3.5.24-0' }, checked: 13 },
  { minor: '1.34', pause: '3.10.1', coredns: { 0: 'v1.12.1' }, etcd: { 0: '3.6.4-0', 2: '3.6.5-0' }, checked: 4 },
  { minor: '1.35', pause: '3.10.1', coredns: { 0: 'v1.13.1' }, etcd: { 0: '3.6.6-0' }, checked: 4 },
  { minor: '1.36', pause: '3.10.2', coredns: { 0: 'v1.14.2' }, etcd: { 0: '3.6.8-0' }, checked: 3 },
  { minor: '1.37', pause: '3.10.2', coredns: { 0: 'v1.14.6' }, etcd: { 0: '3.7.0-0' }, checked: 2 },
];

/** An image by its path below the registry of Kubernetes, and its tag. */
export interface KubernetesImage {
  readonly path: string;
  readonly tag: string;
}

/** What `kubeadm config images list` names for a version such as `v1.36.3`. */
export interface ImagesOfVersion {
  readonly images: readonly KubernetesImage[];
  /** Whether the constants of this patch, or of a newer one, were read. */
  readonly isChecked: boolean;
  readonly newestChecked: string;
}

/** For a version that the table of versions knows. */
export function imagesOfVersion(version: string): ImagesOfVersion {
  const read = resolveKubernetesVersion(version);
  const row = read.ok ? KUBEADM_IMAGES.find(({ minor }) => minor === read.value.minor) : undefined;
  if (row === undefined) throw new Error(`there is no row of images for ${version}`);
  const patch = Number(version.split('.')[2]);
  return {
    images: [
      ...['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy'].map((path) => ({ path, tag: version })),
      { path: 'coredns/coredns', tag: since(row.coredns, patch) },
      { path: 'pause', tag: row.pause },
      { path: 'etcd', tag: since(row.etcd, patch) },
    ],
    isChecked: patch <= row.checked,
    newestChecked: `v${row.minor}.${row.checked}`,
  };
}

function since(tags: Readonly<Record<number, string>>, patch: number): string {
  const first = Math.max(...Object.keys(tags).map(Number).filter((from) => from <= patch));
  return tags[first];
}
