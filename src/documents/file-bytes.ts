import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { DiagnosticCode } from '../diagnostics/codes';
import type { LocatedDiagnostic } from '../diagnostics/diagnostic';
import { MAX_BYTES } from './source-text';

/** The content of the file at a path, or why it cannot be read. */
export function fileBytes(file: string): Uint8Array | LocatedDiagnostic {
  try {
    const stat = statSync(file);
    if (stat.isDirectory()) return unreadableFile(file, 'it is a folder');
    // A larger one is refused anyway; it need not be read for that.
    if (stat.size > MAX_BYTES) return unreadableFile(file, `it has ${stat.size} bytes, ${MAX_BYTES} are read`);
    return boundedBytes(file);
  } catch (error) {
    return unreadableFile(file, refusal(error, 'file'));
  }
}

/** No more than can be used, and one byte that tells that there is more: a device or a pipe may never end, and has no size. */
function boundedBytes(file: string): Uint8Array {
  const descriptor = openSync(file, 'r');
  try {
    const buffer = Buffer.allocUnsafe(MAX_BYTES + 1);
    let size = 0;
    for (let read = -1; read !== 0 && size < buffer.length; size += read) read = readSync(descriptor, buffer, size, buffer.length - size, null);
    return Buffer.from(buffer.subarray(0, size));
  } finally {
    closeSync(descriptor);
  }
}

/** Why the system refused to read something; what is no refusal of the system is thrown again. */
export function refusal(error: unknown, what: 'file' | 'folder'): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return code === 'ENOTDIR' ? 'it is a file' : code === 'ENOENT' ? `there is no such ${what}` : code === 'EACCES' ? 'access is denied' : code;
}

/** A file, or folder, that cannot be read. */
export function unreadableFile(file: string, why: string, what: 'file' | 'folder' = 'file'): LocatedDiagnostic {
  return fileProblem(file, 'FileUnreadable', `the ${what} cannot be read: ${why}`);
}

/** What is wrong with a file, or folder, as a whole. */
export function fileProblem(file: string, code: DiagnosticCode, message: string): LocatedDiagnostic {
  return { code, severity: 'Error', document: 'file', path: [], message, position: { file, line: 1, column: 1 } };
}
