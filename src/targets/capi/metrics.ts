import { stringify } from 'yaml';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import type { Argument } from './argument';
import { publicFile, type NodeFile } from './node-file';

const EVERYWHERE = '0.0.0.0';
/** Ports of the endpoints (k8s.io/kubernetes, pkg/cluster/ports). The first two want a login, kube-proxy does not. */
export const METRICS_PORTS = { controllerManager: 10257, scheduler: 10259, kubeProxy: 10249 };

const KUBE_PROXY_FILE = '/etc/kubernetes/kube-proxy-configuration.yaml';
/** Where Cluster API's cloud-init puts the configuration of the first machine only. */
const KUBEADM_INIT_FILE = '/run/kubeadm/kubeadm.yaml';

/** The controller manager and the scheduler listen on their own machine only, unless they are told otherwise. */
export function metricsArguments({ metricsExposed }: ResolvedCluster): Argument[] {
  return metricsExposed ? [{ name: 'bind-address', value: EVERYWHERE }] : [];
}

/** Whether kube-proxy is there, and shows its metrics. */
export function exposesKubeProxy({ metricsExposed, network }: Pick<ResolvedCluster, 'metricsExposed' | 'network'>): boolean {
  return metricsExposed && !network.kubeProxyReplaced;
}

/** Cluster API has no field for kube-proxy's configuration, and kubeadm reads it beside its own when it makes the cluster. */
export function kubeProxyConfiguration(cluster: ResolvedCluster): { readonly files: readonly NodeFile[]; readonly preKubeadmCommands: readonly string[] } {
  const { expert: { kubeProxyMode }, network } = cluster;
  const settings = {
    ...(exposesKubeProxy(cluster) && { metricsBindAddress: `${EVERYWHERE}:${METRICS_PORTS.kubeProxy}` }),
    ...(kubeProxyMode !== undefined && !network.kubeProxyReplaced && { mode: kubeProxyMode }),
  };
  if (Object.keys(settings).length === 0) return { files: [], preKubeadmCommands: [] };
  const configuration = {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    ...settings,
  };
  return {
    files: [publicFile(KUBE_PROXY_FILE, `---\n${stringify(configuration)}`)],
    preKubeadmCommands: [`if [ -f ${KUBEADM_INIT_FILE} ]; then cat ${KUBE_PROXY_FILE} >> ${KUBEADM_INIT_FILE}; fi`],
  };
}
