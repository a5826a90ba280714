import type { LocatedDiagnostic } from '../diagnostics/diagnostic';
import { fileBytes, fileProblem, unreadableFile } from '../documents/file-bytes';
import { loadFile, type LoadedDocument, type LoadedFile } from '../documents/load';
import { loadPath } from '../documents/load-path';
import { singleProfile } from '../documents/single-profile';
import { MAX_BYTES } from '../documents/source-text';
import { readYaml, type YamlSource } from '../documents/yaml-source';
import type { Io } from './io';
import { UsageError } from './usage-error';

/** How standard input is named on the command line, and in messages. */
const STDIN = '-';
const STDIN_NAME = '<stdin>';

/** What the files of a command line have. */
export interface Inputs {
  readonly files: readonly (LoadedFile & { readonly name: string })[];
  /** Absent where none was asked for, and where the file has none. */
  readonly profile?: LoadedDocument;
  /** Of the file that was asked for. */
  readonly profileName?: string;
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** Reads all files, `-` for standard input. A file that is named twice is read once. Whatever is wrong with one is a diagnostic. */
export async function readInputs(names: readonly string[], profileName: string | undefined, io: Io): Promise<Inputs> {
  if (profileName === STDIN && names.includes(STDIN)) throw new UsageError('standard input (-) cannot be both a FILE and the profile');
  const files: Inputs['files'][number][] = [];
  for (const name of new Set(names)) files.push({ name: displayName(name), ...(await read(name, io)) });
  const found = files.flatMap(({ diagnostics }) => diagnostics);
  if (profileName === undefined) return { files, diagnostics: found };
  const name = displayName(profileName);
  const { profile, diagnostics } = singleProfile(await read(profileName, io), name);
  return { files, ...(profile && { profile }), profileName: name, diagnostics: [...found, ...diagnostics] };
}

/** An error for each file without a cluster, unless it has another already: for commands that make something of clusters. */
export function filesWithoutCluster({ files }: Inputs): LocatedDiagnostic[] {
  return files
    .filter(({ clusters, diagnostics }) => clusters.length === 0 && !diagnostics.some(({ severity }) => severity === 'Error'))
    .map(({ name }) => ({
      code: 'UnknownKind', severity: 'Error', document: 'file', path: [], message: 'the file has no ScsCluster', position: { file: name, line: 1, column: 1 },
    }));
}

function displayName(name: string): string {
  return name === STDIN ? STDIN_NAME : name;
}

async function read(name: string, io: Io): Promise<LoadedFile> {
  if (name !== STDIN) return loadPath(name);
  const bytes = await stdinBytes(io);
  return bytes instanceof Uint8Array ? loadFile(bytes, STDIN_NAME) : { clusters: [], profiles: [], diagnostics: [bytes] };
}

/** The documents of a file that are of no kind of ours, and what is wrong with its text. */
export async function readForeignDocuments(name: string, io: Io): Promise<Pick<YamlSource, 'documents' | 'diagnostics'>> {
  const bytes = name === STDIN ? await stdinBytes(io) : fileBytes(name);
  return bytes instanceof Uint8Array ? readYaml(bytes, displayName(name)) : { documents: [], diagnostics: [bytes] };
}

/** Reads no more than can be used, as a pipe may never end. */
async function stdinBytes({ stdin }: Io): Promise<Uint8Array | LocatedDiagnostic> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stdin) {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size > MAX_BYTES) return tooLarge();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return unreadableFile(STDIN_NAME, code);
  }
  return Buffer.concat(chunks);
}

function tooLarge(): LocatedDiagnostic {
  return fileProblem(STDIN_NAME, 'LimitExceeded', `there are more than ${MAX_BYTES} bytes, and no more are read`);
}
