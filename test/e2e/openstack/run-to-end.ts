import { execFile } from 'node:child_process';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ENVIRONMENT } from './services';

const execute = promisify(execFile);

/** Runs a program of the installation to its end; what it says is in a log. */
export async function runToEnd(folder: string, program: string, args: readonly string[]): Promise<void> {
  try {
    const { stdout, stderr } = await execute(program, args, { env: { ...process.env, ...ENVIRONMENT }, maxBuffer: 64 * 1024 * 1024 });
    await appendFile(join(folder, 'log/installation.log'), `${program}\n${stdout}${stderr}`);
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${program} failed:\n${`${stdout}${stderr}`.trim().split('\n').slice(-20).join('\n')}`, { cause: error });
  }
}
