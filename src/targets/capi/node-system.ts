import type { ResolvedCluster, ResolvedNode } from '../../resolve/resolved-cluster';
import { kubeletConfiguration } from './kubelet-configuration';
import { publicFile, type NodeFile, type NodeSystem } from './node-file';
import { registryFiles } from './registry-files';
import { trustedCertificateFiles } from './trusted-certificates';

/** Folder of kubeadm's patches on the nodes. */
export const KUBEADM_PATCHES_DIRECTORY = '/etc/kubernetes/patches';
/** kubeadm lays it over the kubelet's configuration of the node (kubeadm, patches with suffix and type). */
const KUBELET_PATCH = `${KUBEADM_PATCHES_DIRECTORY}/kubeletconfiguration+merge.yaml`;

/** Mirrors, trusted certificates, proxy, the kubelet's configuration and kernel parameters. What is not set leaves no trace. */
export function nodeSystem(cluster: ResolvedCluster, node: ResolvedNode): NodeSystem {
  const { mirrors, trustedCertificates, proxy } = cluster.nodeSystem;
  const registries = registryFiles(mirrors);
  const trust = trustedCertificateFiles(trustedCertificates, node.os);
  return {
    files: [
      ...trust.files,
      ...registries.files,
      ...(proxy ? [proxyDropIn(proxy)] : []),
      publicFile(KUBELET_PATCH, kubeletConfiguration(cluster, node)),
      ...(node.sysctls.length > 0 ? [sysctlFile(node.sysctls)] : []),
    ],
    bootCommands: [],
    preKubeadmCommands: [
      ...trust.preKubeadmCommands,
      ...registries.preKubeadmCommands,
      ...(proxy || trustedCertificates.length > 0 ? ['systemctl daemon-reload'] : []),
      ...(proxy || trustedCertificates.length > 0 || registries.preKubeadmCommands.length > 0 ? ['systemctl restart containerd'] : []),
      ...(node.sysctls.length > 0 ? ['sysctl --system'] : []),
    ],
    postKubeadmCommands: [],
  };
}

/** Only containerd goes through the proxy: it pulls the images. The kubelet talks to the API server, whose address is not known yet. */
function proxyDropIn({ http, https, noProxy }: NonNullable<ResolvedCluster['nodeSystem']['proxy']>): NodeFile {
  const variables = [
    ...(http === undefined ? [] : [`HTTP_PROXY=${http}`]),
    ...(https === undefined ? [] : [`HTTPS_PROXY=${https}`]),
    `NO_PROXY=${noProxy.join(',')}`,
  ];
  // systemd reads % as a specifier.
  const lines = variables.map((variable) => `Environment="${variable.replaceAll('%', '%%')}"`);
  return publicFile('/etc/systemd/system/containerd.service.d/scs-proxy.conf', ['[Service]', ...lines, ''].join('\n'));
}

/** The last one that is read, so that it wins over the image's own. */
function sysctlFile(sysctls: ResolvedNode['sysctls']): NodeFile {
  return publicFile('/etc/sysctl.d/99-zz-scs.conf', sysctls.map(({ name, value }) => `${name} = ${value}\n`).join(''));
}
