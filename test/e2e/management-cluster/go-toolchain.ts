import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { GoModule } from './programs';

const execute = promisify(execFile);

/** Flags of every build: the same source makes the same program, wherever it is built. */
export const BUILD_FLAGS = '-mod=readonly -trimpath -buildvcs=false';

/** What is needed to build the programs cannot be had here: no Go, a Go that is too old, or sources that cannot be downloaded. */
export class ProgramsUnavailableError extends Error {}

/** Folder of one of our Go modules. */
export function moduleFolder(module: GoModule): string {
  return join(__dirname, 'modules', module);
}

/** Runs the go command in the folder of a module; returns what it printed. */
export async function go(module: GoModule, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await execute('go', args, {
      cwd: moduleFolder(module),
      maxBuffer: 64 * 1024 * 1024,
      // A go.work or GOFLAGS of the surroundings must not change what is built.
      env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: BUILD_FLAGS, GOWORK: 'off' },
    });
    return stdout;
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string };
    if (code === 'ENOENT') {
      throw new ProgramsUnavailableError('the management cluster is built from source with Go, but there is no go command: see https://go.dev/dl, 1.26 or newer');
    }
    const message = `go ${args.join(' ')} in ${moduleFolder(module)}:\n${stderr ?? String(error)}`;
    throw isUnavailable(stderr) ? new ProgramsUnavailableError(message) : new Error(message);
  }
}

/** As the go command words it that the module proxy did not answer with a module, or that it is too old for what go.mod asks for. */
function isUnavailable(stderr = ''): boolean {
  return /\b(Get|reading) "?https?:\/\/|module lookup disabled|requires go >= /.test(stderr);
}

/** Folders with the source of Go modules that the given module depends on, by path; what is missing is downloaded. */
export async function sourceFolders(module: GoModule, paths: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const printed = await go(module, ['mod', 'download', '-json', ...paths]);
  // One JSON object after the other.
  const downloads = JSON.parse(`[${printed.trim().replace(/^\}\n\{/gm, '},{')}]`) as { readonly Path: string; readonly Dir: string }[];
  return Object.fromEntries(downloads.map(({ Path, Dir }) => [Path, Dir]));
}
