import type { ResolvedCluster, ResolvedNode } from '../../resolve/resolved-cluster';
import { kubeletConfiguration } from './kubelet-configuration';
import { registryFiles } from './registry-files';
import { trustedCertificateFiles } from './trusted-certificates';

/** A file on the nodes, as Cluster API's KubeadmConfig writes it. */
export interface NodeFile {
  readonly path: string;
  readonly owner: string;
  readonly permissions: string;
  /** `base64`, `gzip`, or `gzip+base64`. */
  readonly encoding?: string;
  readonly append?: boolean;
  readonly content?: string;
  readonly contentFrom?: { readonly secret: { readonly name: string; readonly key: string } };
}

/** What machines get besides kubeadm's own configuration: files, and commands by when they run, as KubeadmConfig names them. */
export interface NodeSystem {
  readonly files: readonly NodeFile[];
  readonly bootCommands: readonly string[];
  readonly preKubeadmCommands: readonly string[];
  readonly postKubeadmCommands: readonly string[];
}

/** Folder of kubeadm's patches on the nodes. */
export const KUBEADM_PATCHES_DIRECTORY = '/etc/kubernetes/patches';
/** kubeadm lays it over the kubelet's configuration of the node (kubeadm, patches with suffix and type). */
const KUBELET_PATCH = `${KUBEADM_PATCHES_DIRECTORY}/kubeletconfiguration+merge.yaml`;

/** A file that anybody may read. */
export function publicFile(path: string, content: string): NodeFile {
  return { path, owner: 'root:root', permissions: '0644', content };
}

/** A script that root runs. */
export function script(path: string, content: string): NodeFile {
  return { path, owner: 'root:root', permissions: '0755', content };
}

/** A file that only root may read. */
export function rootFile(path: string, content: string): NodeFile {
  return { path, owner: 'root:root', permissions: '0600', content };
}

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

export function withNewline(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
