import { fileBytes, unreadableFile } from './file-bytes';
import { loadFile, type LoadedFile } from './load';

/** Reads the documents of the file at a path. A file that cannot be read is a diagnostic, too. */
export function loadPath(file: string): LoadedFile {
  const read = fileBytes(file);
  return read instanceof Uint8Array ? loadFile(read, file) : { clusters: [], profiles: [], diagnostics: [read] };
}

const parsed = new Map<string, { readonly bytes: Uint8Array; readonly file: LoadedFile }>();

/** As `loadPath`, for files that are asked for once for each of their clusters: what has not changed since is not parsed again. */
export function loadPathOnce(path: string): LoadedFile {
  const bytes = fileBytes(path);
  if (!(bytes instanceof Uint8Array)) return loadPath(path);
  const before = parsed.get(path);
  if (before !== undefined && Buffer.compare(before.bytes, bytes) === 0) return before.file;
  const file = loadFile(bytes, path);
  parsed.set(path, { bytes, file });
  return file;
}

/** What is known of a file that cannot be read. */
export function unreadable(file: string, why: string): LoadedFile {
  return { clusters: [], profiles: [], diagnostics: [unreadableFile(file, why)] };
}
