import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { CloudConfig } from './cloud-config';

const FOLDER = /^\/(?:etc|lib|usr\/lib)\/systemd\/system\//;
const UNIT = /\.(service|timer|mount|path|socket|target)$/;
/** Units of a machine's image that ours refer to or add to. */
const IMAGE_UNIT = '[Unit]\nDescription=of the image\n[Service]\nType=oneshot\nExecStart=/bin/true\n';

/** What systemd has against the units among the files of a machine, and those of the image that they are dropped into. */
export function unitObjections(root: string, { write_files: files }: CloudConfig): { readonly units: readonly string[]; readonly objections: string } {
  const units = files.map(({ path }) => path).filter((path) => FOLDER.test(path) && UNIT.test(path));
  const dropInto = files.map(({ path }) => path).filter((path) => FOLDER.test(path) && path.endsWith('.conf')).map((path) => dirname(path).replace(/\.d$/, ''));
  for (const path of dropInto) if (!existsSync(join(root, path))) writeFileSync(place(root, path), IMAGE_UNIT);
  const all = [...new Set([...units, ...dropInto])];
  if (all.length === 0) return { units: [], objections: '' };
  for (const target of ['sysinit.target', 'basic.target', 'shutdown.target', 'timers.target', 'multi-user.target', 'network-online.target', 'time-sync.target', 'local-fs.target']) {
    writeFileSync(place(root, `/lib/systemd/system/${target}`), '[Unit]\nDescription=of the image\n');
  }
  for (const slice of ['-.slice', 'system.slice']) writeFileSync(place(root, `/lib/systemd/system/${slice}`), '[Unit]\nDescription=of the image\n');
  writeFileSync(place(root, '/bin/true'), '#!/bin/sh\n', { mode: 0o755 });
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', `--root=${root}`, '--man=no', ...all.map((path) => basename(path))], { encoding: 'utf8' });
  return { units: all, objections: status === 0 && stderr.trim() === '' ? '' : `exit ${status}: ${stderr}` };
}

function place(root: string, path: string): string {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  return target;
}
