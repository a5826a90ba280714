import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CloudConfig, WrittenFile } from './cloud-config';

/** Of the configuration that Ignition reads, what is judged here. */
interface IgnitionConfig {
  readonly storage?: { readonly files?: readonly { readonly path: string; readonly mode?: number; readonly contents: { readonly source: string } }[] };
  readonly systemd?: { readonly units?: readonly IgnitionUnit[] };
}

interface IgnitionUnit {
  readonly name: string;
  readonly contents?: string;
  readonly dropins?: readonly { readonly name: string; readonly contents: string }[];
}

const KUBEADM_SCRIPT = '/etc/kubeadm.sh';
const KUBEADM_FILE = '/etc/kubeadm.yml';
const UNITS = '/etc/systemd/system';
/** Units of Flatcar that ours refer to. */
const IMAGE_UNITS = ['containerd.service', 'coreos-metadata.service'];
const IMAGE_UNIT = '[Unit]\nDescription=of the image\n[Service]\nType=oneshot\nExecStart=/bin/true\n';

/** Cluster API writes the empty object with Ignition's own types, of which the validator does not know this one. */
const ACCEPTED = /^warning [^]*Config has unrecognized key: tls\n$/;

/** Whether a machine reads its bootstrap data with Ignition. */
export function isIgnition(userData: string): boolean {
  return userData.startsWith('{');
}

/** What the validator of Flatcar's Ignition says, warnings included; and what later versions of it refuse. */
export function ignitionObjections(validator: string, userData: string): string[] {
  const { status, stdout, stderr } = spawnSync(validator, ['-'], { input: userData, encoding: 'utf8' });
  const said = stdout.split(/^(?=\w+ at line )/m).filter((entry) => entry.trim() !== '' && !ACCEPTED.test(entry));
  const paths = (JSON.parse(userData) as IgnitionConfig).storage?.files?.map(({ path }) => path) ?? [];
  const twice = paths.filter((path, index) => paths.indexOf(path) !== index);
  return [...said, ...(status === 0 ? [] : [`exit ${status}: ${stderr}`]), ...twice.map((path) => `${path} is written twice`)];
}

/** The files that Ignition writes, in the words of cloud-init; its units are files too. */
export function fromIgnition(userData: string): CloudConfig {
  const { storage, systemd } = JSON.parse(userData) as IgnitionConfig;
  const files = (storage?.files ?? []).map(({ path, mode = 0o644, contents }): WrittenFile => {
    return { path, permissions: mode.toString(8).padStart(4, '0'), encoding: 'base64', content: readDataUrl(contents.source).toString('base64') };
  });
  const units = (systemd?.units ?? []).flatMap(({ name, contents, dropins = [] }): WrittenFile[] => [
    ...(contents === undefined ? [] : [{ path: `${UNITS}/${name}`, content: contents }]),
    ...dropins.map((dropin) => ({ path: `${UNITS}/${name}.d/${dropin.name}`, content: dropin.contents })),
  ]);
  return { write_files: [...files, ...units], runcmd: [] };
}

/** Puts what Flatcar's image has into a folder that stands for the root of the machine. */
export function prepareFlatcar(root: string): void {
  for (const name of IMAGE_UNITS) {
    const target = join(root, '/lib/systemd/system', name);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, IMAGE_UNIT);
  }
  mkdirSync(join(root, 'bin'), { recursive: true });
  writeFileSync(join(root, 'bin/bash'), '#!/bin/sh\n', { mode: 0o755 });
}

/** Runs the commands by which the machine puts its name and id into kubeadm's configuration; where that is. */
export function filledKubeadmFile(root: string, hostname: string): string {
  const script = readFileSync(join(root, KUBEADM_SCRIPT), 'utf8').replaceAll(KUBEADM_FILE, join(root, KUBEADM_FILE));
  const commands = script.slice(0, script.indexOf('\nkubeadm ')).split('\n').filter((line) => /COREOS_OPENSTACK_/.test(line));
  const env = { PATH: process.env.PATH, COREOS_OPENSTACK_HOSTNAME: `${hostname}.domain.example.org`, COREOS_OPENSTACK_INSTANCE_UUID: hostname };
  execFileSync('bash', ['--norc', '-ec', commands.join('\n')], { env });
  return KUBEADM_FILE;
}

/** A data URL as in RFC 2397, of text or in base64. */
function readDataUrl(url: string): Buffer {
  const [, encoding, data] = /^data:[^,]*?(;base64)?,(.*)$/s.exec(url) ?? [];
  if (data === undefined) throw new Error(`not a data URL: ${url.slice(0, 80)}`);
  return encoding === undefined ? Buffer.from(decodeURIComponent(data)) : Buffer.from(data, 'base64');
}
