/*
 * Phases of kubeadm as its help lists them (1.29 to 1.36), and the names of its checks (k8s.io/kubernetes, cmd/kubeadm/app/preflight).
 * kubeadm does not run with a phase that it does not know, and says nothing of a check that it does not know.
 */

/** Phases of `kubeadm init`, which makes the first machine of a control plane. */
export const INIT_PHASES: readonly string[] = [
  'preflight',
  'certs', ...[
    'all', 'ca', 'apiserver', 'apiserver-kubelet-client', 'front-proxy-ca', 'front-proxy-client', 'etcd-ca', 'etcd-server', 'etcd-peer',
    'etcd-healthcheck-client', 'apiserver-etcd-client', 'sa',
  ].map((phase) => `certs/${phase}`),
  'kubeconfig', ...['all', 'admin', 'super-admin', 'kubelet', 'controller-manager', 'scheduler'].map((phase) => `kubeconfig/${phase}`),
  'etcd', 'etcd/local',
  'control-plane', ...['all', 'apiserver', 'controller-manager', 'scheduler'].map((phase) => `control-plane/${phase}`),
  'kubelet-start', 'wait-control-plane',
  'upload-config', 'upload-config/all', 'upload-config/kubeadm', 'upload-config/kubelet', 'upload-certs', 'mark-control-plane', 'bootstrap-token',
  'kubelet-finalize', 'addon', 'addon/all', 'addon/coredns', 'addon/kube-proxy', 'show-join-command',
];

/** Phases of `kubeadm join`, which makes all other machines. */
export const JOIN_PHASES: readonly string[] = [
  'preflight',
  'control-plane-prepare', ...['all', 'download-certs', 'certs', 'kubeconfig', 'control-plane'].map((phase) => `control-plane-prepare/${phase}`),
  'kubelet-start', 'control-plane-join', 'control-plane-join/all', 'control-plane-join/mark-control-plane',
];

/** Checks before kubeadm changes anything. */
export const PREFLIGHT_CHECKS: readonly string[] = [
  'all', 'CRI', 'ContainerRuntimeVersion', 'Firewalld', 'IsPrivilegedUser', 'Hostname', 'HTTPProxy', 'HTTPProxyCIDR', 'SystemVerification',
  'KubernetesVersion', 'KubeletVersion', 'Swap', 'ExternalEtcdVersion', 'ExternalEtcdClientCertificates', 'ImagePull', 'NumCPU', 'Mem',
];

/** Checks whose names end in what they are about. */
export const PREFLIGHT_CHECK_PREFIXES: readonly string[] = ['Service-', 'Port-', 'DirAvailable-', 'FileAvailable-', 'FileExisting-', 'FileContent-'];
