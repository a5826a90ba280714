import type { ProfileOs } from '../../profile';
import { usesIgnition } from './ignition';
import type { NodeFile } from './node-file';

/** Bytes of bootstrap data that a server of OpenStack can be given: 65535 characters of base64. */
export const USER_DATA_MOST = 49_151;

/** What the bootstrap data of a control plane has besides our files: certificates and keys, kubeadm's configuration, scripts. */
const BASE = { cloudInit: 17_000, ignition: 26_000 };
/** Every line of a file is indented in cloud-init. */
const INDENTATION = 6;
/** What Ignition says of a file besides its content. */
const IGNITION_FILE = 200;

/** About how many bytes of bootstrap data files make. Ignition has contents as `data:` URLs. */
export function filesSize(files: readonly NodeFile[], os: ProfileOs): number {
  const sizes = files.map(({ content = '' }) =>
    (usesIgnition(os) ? IGNITION_FILE + encodeURIComponent(Buffer.from(content).toString()).length : Buffer.byteLength(content) + INDENTATION * content.split('\n').length));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** About how many bytes of bootstrap data a control-plane machine has. */
export function controlPlaneSize(files: readonly NodeFile[], os: ProfileOs): number {
  return (usesIgnition(os) ? BASE.ignition : BASE.cloudInit) + filesSize(files, os);
}
