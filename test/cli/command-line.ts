import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { run } from '../../src/cli/run';

/** What a command line did. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process; standard input comes in several chunks. */
export async function scs(args: readonly string[], stdin: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written) => ({ write: (text: string) => { written[name] += text; } });
  const exitCode = await run(args, { stdin: chunks(stdin), stdout: output('stdout'), stderr: output('stderr'), env });
  return { exitCode, ...written };
}

async function* chunks(texts: readonly string[]): AsyncIterable<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

/** Path of a fixture, as a user would type it. */
export function fixture(name: string): string {
  return relative(process.cwd(), join(__dirname, '../fixtures/cli', name));
}

/** A folder for a test, removed after it. */
export function temporaryFolder(): () => string {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'scs-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}
