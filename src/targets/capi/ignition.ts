import { ProfileOs } from '../../profile';
import { publicFile, type NodeFile, type NodeSystem } from './node-file';

/*
 * Flatcar reads its first configuration with Ignition, which Cluster API's kubeadm provider writes by a template of its own
 * (bootstrap/kubeadm/pkg/ignition/clc): all commands are one script of bash that ends with the first that fails, files are written
 * before the system starts, and some fields are refused, or left out without a word.
 */

export function usesIgnition(os: ProfileOs): boolean {
  return os === ProfileOs.FLATCAR;
}

/** What machines get, as Ignition takes it: the same, in another way where its template does otherwise. */
export function asIgnition(system: NodeSystem, ntpServers: readonly string[]): NodeSystem {
  return { ...system, files: [...system.files.map(exactFile), ...timeServers(ntpServers)] };
}

/** Modes are numbers of YAML there, octal with a leading zero only, and a text that is no plain block of lines would not stay as it is. */
function exactFile(file: NodeFile): NodeFile {
  const { content, permissions } = file;
  const exact = { ...file, permissions: permissions.startsWith('0') ? permissions : `0${permissions}` };
  if (content === undefined || file.encoding !== undefined || isPlainBlock(content)) return exact;
  return { ...exact, encoding: 'base64', content: Buffer.from(content).toString('base64') };
}

/** Begins in the first column of its first line, ends with one line end, and has nothing that a block of YAML cannot hold. */
function isPlainBlock(text: string): boolean {
  return /^[^\s]/.test(text) && /[^\n]\n$/.test(text) && !/[^\n\P{Cc}]|[\u0085\u2028\u2029\uFEFF]/u.test(text);
}

/** The template would set up another service than the one that runs there. */
function timeServers(servers: readonly string[]): NodeFile[] {
  return servers.length > 0 ? [publicFile('/etc/systemd/timesyncd.conf.d/scs.conf', `[Time]\nNTP=${servers.join(' ')}\n`)] : [];
}
