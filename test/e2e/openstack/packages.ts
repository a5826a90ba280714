import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Debian's packages of OpenStack: the code of the services without those that would start them. */
export const PACKAGES: readonly string[] = readFileSync(join(__dirname, 'packages.txt'), 'utf8').trim().split('\n');

/** Packages ask it whether their services may be started. */
const START_POLICY = '/usr/sbin/policy-rc.d';

/** Why the services cannot be run here; undefined where they can. */
export function whyUnavailable(): string | undefined {
  const missing = whyNotInstallable();
  if (missing !== undefined) return missing;
  const absent = PACKAGES.filter((name) => !isInstalled(name));
  return absent.length === 0 ? undefined : `packages are missing (${absent.join(', ')}); \`npm run openstack -- install\` installs them`;
}

/** Why the packages cannot be installed here; undefined where they can. */
export function whyNotInstallable(): string | undefined {
  const release = existsSync('/etc/debian_version') ? readFileSync('/etc/debian_version', 'utf8').trim() : 'no Debian';
  if (!release.startsWith('12.')) return `the services of OpenStack come from packages of Debian 12, and this is ${release}`;
  if (process.getuid?.() !== 0) return 'the services of OpenStack are installed and run by root';
  return undefined;
}

/** Installs the packages; nothing of them is started. Returns whether they are there. */
export function installPackages(): boolean {
  const apt = (...args: string[]): boolean => spawnSync('apt-get', ['-o', 'Dpkg::Use-Pty=0', ...args], {
    stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;
  const isOurs = !existsSync(START_POLICY);
  if (isOurs) writeFileSync(START_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    const confold = ['-o', 'Dpkg::Options::=--force-unsafe-io', '-o', 'Dpkg::Options::=--force-confold'];
    return apt('update') && apt('install', '-y', '--no-install-recommends', ...confold, ...PACKAGES);
  } finally {
    if (isOurs) rmSync(START_POLICY);
  }
}

function isInstalled(name: string): boolean {
  try {
    return execFileSync('dpkg-query', ['--show', '--showformat=${Status}', name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }) === 'install ok installed';
  } catch {
    return false;
  }
}
