import type { ResolvedMirror } from '../../resolve/resolved-cluster';
import { publicFile, rootFile, script, withNewline, type NodeFile, type NodeSystem } from './node-file';

const FOLDER = '/etc/containerd/certs.d';
const LOGIN = '/opt/scs/registry-login';
/** Stands in the files of mirrors until the machine fills in the login, which no manifest has. */
const PLACEHOLDER = '@LOGIN@';

/** Where containerd looks for images, and, where a mirror needs a login, the command that gives it to containerd. */
export function registryFiles(mirrors: readonly ResolvedMirror[]): Pick<NodeSystem, 'files' | 'preKubeadmCommands'> {
  const files = mirrors.flatMap(mirrorFiles);
  if (mirrors.every(({ authRef }) => authRef === undefined)) return { files, preKubeadmCommands: [] };
  return { files: [...files, script(LOGIN, REGISTRY_LOGIN)], preKubeadmCommands: [LOGIN] };
}

/**
 * containerd reads `hosts.toml` for every pull, and where no mirror answers, it asks the registry itself (containerd, docs/hosts.md).
 * That it looks into this folder is set in the images of image-builder; a drop-in of ours would replace other settings of theirs.
 */
function mirrorFiles({ host, endpoints, ca, authRef }: ResolvedMirror): NodeFile[] {
  const folder = `${FOLDER}/${host}`;
  const caLine = ca === undefined ? [] : [`  ca = ${tomlString(`${folder}/ca.crt`)}`];
  const header = (endpoint: string): string[] => [`[host.${tomlString(endpoint)}.header]`, `  Authorization = ${tomlString(`Basic ${PLACEHOLDER}`)}`];
  const hosts = endpoints.map((endpoint) =>
    [
      `[host.${tomlString(endpoint)}]`,
      '  capabilities = ["pull", "resolve"]',
      // Otherwise containerd would append the path of the API once more.
      ...(/\/v2(\/|$)/.test(endpoint) ? ['  override_path = true'] : []),
      ...caLine,
      ...(authRef === undefined ? [] : header(endpoint)),
      '',
    ].join('\n'),
  );
  return [
    (authRef === undefined ? publicFile : rootFile)(`${folder}/hosts.toml`, hosts.join('\n')),
    ...(ca === undefined ? [] : [publicFile(`${folder}/ca.crt`, withNewline(ca))]),
    ...(authRef === undefined ? [] : [{ path: `${folder}/login`, owner: 'root:root', permissions: '0600', contentFrom: { secret: authRef } }]),
  ];
}

/** JSON's strings are TOML's basic strings. */
function tomlString(text: string): string {
  return JSON.stringify(text);
}

/**
 * containerd 2 sends the headers of a mirror to the server of its tokens, too, as far as it is asked for one; containerd 1 does not
 * (core/remotes/docker/config/hosts.go), and takes the login of its own configuration, which containerd 2.4 has no more.
 * cloud-init reads all files as Jinja templates, so a brace is never followed by a brace, "%" or "#" here.
 */
const REGISTRY_LOGIN = String.raw`#!/bin/bash
# Gives containerd the logins of registries: those in the files "login" beside the files "hosts.toml".
set -euo pipefail
shopt -s nullglob
config=/etc/containerd/config.toml
version=$(containerd --version)

for file in ${FOLDER}/*/login; do
  hosts=$(dirname "$file")/hosts.toml
  login=$(tr -d '\r\n' < "$file" | base64 --wrap=0)
  sed -i "s|${PLACEHOLDER}|$login|" "$hosts"
  [[ $version == *" v1."* || $version == *" 1."* ]] || continue
  sed -n 's|^\[host\."https*://\([^/"]*\).*"\]$|\1|p' "$hosts" | while read -r endpoint; do
    table="[plugins.\"io.containerd.grpc.v1.cri\".registry.configs.\"$endpoint\".auth]"
    grep -qF "$table" "$config" || printf '\n%s\n  auth = "%s"\n' "$table" "$login" >> "$config"
  done
  chmod go-rwx "$config"
done
`;
