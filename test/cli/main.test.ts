import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fixture } from './command-line';

const main = ['-r', 'tsx/cjs', join(__dirname, '../../src/cli/main.ts')];

it('passes arguments, output and exit code on', () => {
  expect(execFileSync(process.execPath, [...main, '--version'], { encoding: 'utf8' })).toMatch(/^\d+\.\d+\.\d+\n$/);
  const { status, stdout } = spawnSync(process.execPath, [...main, 'validate', '-'], { encoding: 'utf8', input: 'a: 1\n' });
  expect(status).toBe(1);
  expect(stdout).toContain('<stdin>:1:1: error UnknownKind');
});

it('is quiet where the reader of its output wants no more', async () => {
  const child = spawn(process.execPath, [...main, 'synth', fixture('two-clusters.yaml'), '-p', fixture('profile.yaml'), '-o', '-']);
  child.stdout.destroy();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
  const exitCode = await new Promise((resolve) => child.on('close', resolve));
  expect({ exitCode, stderr: stderr.replace(/.*: warning .*\n1 warning\n/, '') }).toEqual({ exitCode: 0, stderr: '' });
});

(existsSync('/dev/full') ? it : it.skip)('says so where its output cannot be written', () => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [...main, 'explain'], { encoding: 'utf8', stdio: ['ignore', full, 'pipe'] });
  closeSync(full);
  expect({ status, stderr }).toEqual({ status: 2, stderr: 'error: cannot write to standard output: ENOSPC: no space left on device, write\n' });
});
