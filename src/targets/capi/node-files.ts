import type { ResolvedCluster, ResolvedNode } from '../../resolve/resolved-cluster';
import { kubeletConfiguration } from './kubelet-configuration';

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
  return {
    files: [
      ...trustedCertificates.map((certificate, index) => publicFile(`/usr/local/share/ca-certificates/scs-${index + 1}.crt`, withNewline(certificate))),
      ...mirrors.flatMap(mirrorFiles),
      ...(proxy ? [proxyDropIn(proxy)] : []),
      publicFile(KUBELET_PATCH, kubeletConfiguration(cluster, node)),
      ...(node.sysctls.length > 0 ? [sysctlFile(node.sysctls)] : []),
    ],
    bootCommands: [],
    preKubeadmCommands: [
      ...(trustedCertificates.length > 0 ? ['update-ca-certificates'] : []),
      ...(proxy || trustedCertificates.length > 0 ? ['systemctl daemon-reload', 'systemctl restart containerd'] : []),
      ...(node.sysctls.length > 0 ? ['sysctl --system'] : []),
    ],
    postKubeadmCommands: [],
  };
}

type Mirror = ResolvedCluster['nodeSystem']['mirrors'][number];

/**
 * containerd reads `hosts.toml` for every pull, and where no mirror answers, it asks the registry itself (containerd, docs/hosts.md).
 * That it looks into this folder is set in the images of image-builder; a drop-in of ours would replace other settings of theirs.
 */
function mirrorFiles({ host, endpoints, ca }: Mirror): NodeFile[] {
  const folder = `/etc/containerd/certs.d/${host}`;
  const caLine = ca === undefined ? [] : [`  ca = ${tomlString(`${folder}/ca.crt`)}`];
  const hosts = endpoints.map((endpoint) =>
    [
      `[host.${tomlString(endpoint)}]`,
      '  capabilities = ["pull", "resolve"]',
      // Otherwise containerd would append the path of the API once more.
      ...(/\/v2(\/|$)/.test(endpoint) ? ['  override_path = true'] : []),
      ...caLine,
      '',
    ].join('\n'),
  );
  return [
    publicFile(`${folder}/hosts.toml`, hosts.join('\n')),
    ...(ca === undefined ? [] : [publicFile(`${folder}/ca.crt`, withNewline(ca))]),
  ];
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

/** JSON's strings are TOML's basic strings. */
function tomlString(text: string): string {
  return JSON.stringify(text);
}

function withNewline(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
