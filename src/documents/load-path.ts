import { fileBytes, unreadableFile } from './file-bytes';
import { loadFile, type LoadedFile } from './load';

/** Reads the documents of the file at a path. A file that cannot be read is a diagnostic, too. */
export function loadPath(file: string): LoadedFile {
  const read = fileBytes(file);
  return read instanceof Uint8Array ? loadFile(read, file) : { clusters: [], profiles: [], diagnostics: [read] };
}

/** What is known of a file that cannot be read. */
export function unreadable(file: string, why: string): LoadedFile {
  return { clusters: [], profiles: [], diagnostics: [unreadableFile(file, why)] };
}
