import { readFileSync, statSync } from 'node:fs';
import type { LocatedDiagnostic } from '../diagnostics/diagnostic';
import { loadFile, type LoadedFile } from './load';
import { MAX_BYTES } from './source-text';

/** Reads the documents of the file at a path. A file that cannot be read is a diagnostic, too. */
export function loadPath(file: string): LoadedFile {
  try {
    const stat = statSync(file);
    if (stat.isDirectory()) return unreadable(file, 'it is a folder');
    // A larger one is refused anyway; it need not be read for that.
    if (stat.size > MAX_BYTES) return unreadable(file, `it has ${stat.size} bytes, ${MAX_BYTES} are read`);
    return loadFile(readFileSync(file), file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return unreadable(file, code === 'ENOENT' ? 'there is no such file' : code === 'EACCES' ? 'access is denied' : code);
  }
}

/** What is known of a file that cannot be read. */
export function unreadable(file: string, why: string): LoadedFile {
  const diagnostic: LocatedDiagnostic = {
    code: 'FileUnreadable', severity: 'Error', document: 'file', path: [], message: `the file cannot be read: ${why}`, position: { file, line: 1, column: 1 },
  };
  return { clusters: [], profiles: [], diagnostics: [diagnostic] };
}
