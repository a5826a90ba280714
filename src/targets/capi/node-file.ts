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

export function withNewline(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
