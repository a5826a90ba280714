import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

/** A file that cloud-init writes. */
export interface WrittenFile {
  readonly path: string;
  readonly content: string;
  readonly permissions?: string;
  readonly encoding?: string;
}

/** What cloud-init does on a machine, as far as it is judged here. */
export interface CloudConfig {
  readonly write_files: readonly WrittenFile[];
  readonly bootcmd?: readonly (string | readonly string[])[];
  readonly runcmd: readonly (string | readonly string[])[];
}

/** Renders user data as cloud-init does on a machine of this name. */
export function rendered(userData: string, hostname: string, folder: string): string {
  const [instance, file] = [join(folder, 'instance-data.json'), join(folder, 'user-data')];
  const names = { instance_id: hostname, local_hostname: hostname };
  writeFileSync(instance, JSON.stringify({ v1: names, ds: { meta_data: names } }));
  writeFileSync(file, userData);
  return execFileSync('cloud-init', ['devel', 'render', '--instance-data', instance, file], { encoding: 'utf8', maxBuffer: 1 << 26 });
}

export function readCloudConfig(text: string): CloudConfig {
  return parse(text) as CloudConfig;
}

/** What cloud-init itself has against a configuration. */
export function schemaObjections(text: string, folder: string): string {
  const file = join(folder, 'cloud-config');
  writeFileSync(file, text);
  const { status, stdout, stderr } = spawnSync('cloud-init', ['schema', '--config-file', file], { encoding: 'utf8' });
  return status === 0 ? '' : `${stdout}${stderr}`;
}

/** Writes the files below a folder that stands for the root of the machine. */
export function writeFilesTo(root: string, { write_files: files }: CloudConfig): void {
  for (const { path, content, permissions = '0644', encoding } of files) {
    if (encoding !== undefined && !['base64', 'b64'].includes(encoding)) throw new Error(`${path} is encoded as ${encoding}`);
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, encoding === undefined ? content : Buffer.from(content, 'base64'));
    chmodSync(target, Number.parseInt(permissions, 8));
  }
}
