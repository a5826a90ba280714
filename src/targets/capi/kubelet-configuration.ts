import type { ResolvedCluster, ResolvedNode } from '../../resolve/resolved-cluster';
import { configurationText } from './configuration-text';

/** What a node's KubeletConfiguration (kubelet.config.k8s.io/v1beta1) says besides what kubeadm writes for all nodes. */
export function kubeletConfiguration({ hardening, nodeSystem }: ResolvedCluster, { kubelet, expert: { featureGates } }: ResolvedNode): string {
  const { tlsMinVersion, tlsCipherSuites } = hardening;
  const configuration = {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    tlsMinVersion,
    ...(tlsCipherSuites.length > 0 && { tlsCipherSuites }),
    ...(nodeSystem.kubeletServingCertificates && { serverTLSBootstrap: true }),
    ...kubelet,
    ...(Object.keys(featureGates).length > 0 && { featureGates }),
  };
  return configurationText(configuration);
}
