/** Folders below `modules`. Their go.mod and go.sum pin the source of programs down to every dependency. */
export type GoModule =
  'etcd' | 'etcd-tools' | 'kubernetes' | 'capi-1.12' | 'capi-1.13' | 'capi-1.14' | 'openstack' | 'cloud-provider' | 'kubeconform' | 'ignition';

/** A program of the environment and where its source is. */
export interface Program {
  readonly name: string;
  readonly module: GoModule;
  readonly package: string;
  /** One of the three programs that a folder named by KUBEBUILDER_ASSETS has. */
  readonly kubebuilderAsset?: boolean;
}

/** Releases of Cluster API that objects are judged by. */
export const CLUSTER_API_RELEASES = ['1.12', '1.13', '1.14'] as const;
export type ClusterApiRelease = (typeof CLUSTER_API_RELEASES)[number];

export const ETCD: Program = { name: 'etcd', module: 'etcd', package: 'go.etcd.io/etcd/server/v3', kubebuilderAsset: true };
export const ETCDCTL: Program = { name: 'etcdctl', module: 'etcd-tools', package: 'go.etcd.io/etcd/etcdctl/v3' };
export const ETCDUTL: Program = { name: 'etcdutl', module: 'etcd-tools', package: 'go.etcd.io/etcd/etcdutl/v3' };
export const KUBE_APISERVER: Program = kubernetes('kube-apiserver', { kubebuilderAsset: true });
export const KUBECTL: Program = kubernetes('kubectl', { kubebuilderAsset: true });
export const KUBE_CONTROLLER_MANAGER: Program = kubernetes('kube-controller-manager');
export const KUBEADM: Program = kubernetes('kubeadm');

export const CAPI_CORE: Readonly<Record<ClusterApiRelease, Program>> = {
  '1.12': { name: 'capi-core', module: 'capi-1.12', package: 'sigs.k8s.io/cluster-api' },
  '1.13': { name: 'capi-core', module: 'capi-1.13', package: 'sigs.k8s.io/cluster-api' },
  '1.14': { name: 'capi-core', module: 'capi-1.14', package: 'sigs.k8s.io/cluster-api/core' },
};
export const CAPI_KUBEADM_BOOTSTRAP = ofEachRelease('capi-kubeadm-bootstrap', 'sigs.k8s.io/cluster-api/bootstrap/kubeadm');
export const CAPI_KUBEADM_CONTROL_PLANE = ofEachRelease('capi-kubeadm-control-plane', 'sigs.k8s.io/cluster-api/controlplane/kubeadm');

/** What judges configuration for Flatcar's Ignition, of the release of it that Cluster API writes with. */
export const IGNITION_VALIDATE: Program = { name: 'ignition-validate', module: 'ignition', package: 'github.com/flatcar/ignition/validate' };

/** Of 1.14 only: the Go module of its tests is not published for every release. */
export const CAPD: Program = { name: 'capd', module: 'capi-1.14', package: 'sigs.k8s.io/cluster-api/test/infrastructure/docker' };
export const CAPO: Program = { name: 'capo', module: 'openstack', package: 'sigs.k8s.io/cluster-api-provider-openstack' };
export const ORC: Program = { name: 'orc', module: 'openstack', package: 'github.com/k-orc/openstack-resource-controller/v2/cmd/manager' };
export const OPENSTACK_CLOUD_CONTROLLER_MANAGER: Program = {
  name: 'openstack-cloud-controller-manager', module: 'cloud-provider', package: 'k8s.io/cloud-provider-openstack/cmd/openstack-cloud-controller-manager',
};

/** No server: what `npm run bench` compares the validation with. */
export const KUBECONFORM: Program = { name: 'kubeconform', module: 'kubeconform', package: 'github.com/yannh/kubeconform/cmd/kubeconform' };

function kubernetes(name: string, more: Partial<Program> = {}): Program {
  return { name, module: 'kubernetes', package: `k8s.io/kubernetes/cmd/${name}`, ...more };
}

function ofEachRelease(name: string, goPackage: string): Readonly<Record<ClusterApiRelease, Program>> {
  return {
    '1.12': { name, module: 'capi-1.12', package: goPackage },
    '1.13': { name, module: 'capi-1.13', package: goPackage },
    '1.14': { name, module: 'capi-1.14', package: goPackage },
  };
}

/** Every program that some suite or a person may want, those first that others need. */
export const ALL_PROGRAMS: readonly Program[] = [
  ETCD, KUBE_APISERVER, KUBE_CONTROLLER_MANAGER, KUBECTL, KUBEADM,
  ...[...CLUSTER_API_RELEASES].reverse().flatMap((release) => [CAPI_CORE[release], CAPI_KUBEADM_BOOTSTRAP[release], CAPI_KUBEADM_CONTROL_PLANE[release]]),
  CAPD, CAPO, ORC, ETCDCTL, ETCDUTL, OPENSTACK_CLOUD_CONTROLLER_MANAGER, IGNITION_VALIDATE,
];
