import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fixture } from './command-line';

const main = ['-r', 'tsx/cjs', join(__dirname, '../../src/cli/main.ts')];

it('passes arguments, output and exit code on', () => {
  expect(execFileSync(process.execPath, [...main, '--version'], { encoding: 'utf8' })).toMatch(/^\d+\.\d+\.\d+\n$/);
  let failure: { status?: number; stdout?: string } = {};
  try {
    execFileSync(process.execPath, [...main, 'validate', '-'], { encoding: 'utf8', input: 'a: 1\n', stdio: 'pipe' });
  } catch (error) {
    failure = error as typeof failure;
  }
  expect(failure.status).toBe(1);
  expect(failure.stdout).toContain('<stdin>:1:1: error UnknownKind');
});

it('is quiet where the reader of its output wants no more', async () => {
  const child = spawn(process.execPath, [...main, 'synth', fixture('two-clusters.yaml'), '-p', fixture('profile.yaml'), '-o', '-']);
  child.stdout.destroy();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
  const exitCode = await new Promise((resolve) => child.on('close', resolve));
  expect({ exitCode, stderr: stderr.replace(/.*: warning .*\n1 warning\n/, '') }).toEqual({ exitCode: 0, stderr: '' });
});
