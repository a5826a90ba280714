import { ExpertFileEncoding } from '../../params';
import type { ResolvedFile, ResolvedNodeExpert, ResolvedRolloutToken } from '../../resolve/resolved-cluster';
import { publicFile, type NodeFile, type NodeSystem } from './node-file';

/** As KubeadmConfig names encodings. */
const ENCODINGS: Readonly<Record<ExpertFileEncoding, string>> = {
  [ExpertFileEncoding.BASE64]: 'base64', [ExpertFileEncoding.GZIP]: 'gzip', [ExpertFileEncoding.GZIP_BASE64]: 'gzip+base64',
};

/** What machines get, with what expert settings add to it: after everything else, so that it finds a machine that is set up. */
export function withExpert(system: NodeSystem, { files, commands, packages }: ResolvedNodeExpert, tokens: readonly ResolvedRolloutToken[]): NodeSystem {
  const all = [...system.files, ...files.map(nodeFile)];
  return {
    files: [...all, ...tokenFile(all, tokens)],
    bootCommands: [...system.bootCommands, ...commands.boot],
    preKubeadmCommands: [...system.preKubeadmCommands, ...(packages.length > 0 ? [installation(packages)] : []), ...commands.pre],
    postKubeadmCommands: [...system.postKubeadmCommands, ...commands.post],
  };
}

function nodeFile({ encoding, contentFrom, ...file }: ResolvedFile): NodeFile {
  return {
    ...file,
    ...(encoding !== undefined && { encoding: ENCODINGS[encoding] }),
    ...(contentFrom && { contentFrom: { secret: { name: contentFrom.name, key: contentFrom.key } } }),
  };
}

/** With the tool that the image has; other processes may hold the lock of apt while a machine boots. */
function installation(packages: readonly string[]): string {
  const list = packages.join(' ');
  const apt = 'apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3';
  return `if command -v apt-get; then ${apt} update && DEBIAN_FRONTEND=noninteractive ${apt} install --yes --no-install-recommends ${list}; else dnf install --assumeyes ${list}; fi`;
}

/** Cluster API does not see what is in a Secret; another content of this file replaces the machines that have files of it. */
function tokenFile(files: readonly NodeFile[], tokens: readonly ResolvedRolloutToken[]): NodeFile[] {
  const used = tokens.filter(({ secretName }) => files.some(({ contentFrom }) => contentFrom?.secret.name === secretName));
  const lines = used.map(({ secretName, token }) => `${secretName} ${token}\n`).sort();
  return lines.length > 0 ? [publicFile('/etc/kubernetes/rollout-tokens', lines.join(''))] : [];
}
