import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Texts of all files below a folder, by their paths with `/`. Empty where there is no such folder. */
export function readFolder(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')]));
}

/** A file that is not what it should be. */
export interface Difference {
  readonly file: string;
  readonly how: 'is not written' | 'is not committed, but written' | 'is written differently';
}

/** Compares what is committed with what is written now. */
export function differences(committed: ReadonlyMap<string, string>, written: ReadonlyMap<string, string>): Difference[] {
  const files = [...new Set([...committed.keys(), ...written.keys()])].sort();
  return files.flatMap((file): Difference[] => {
    if (!written.has(file)) return [{ file, how: 'is not written' }];
    if (!committed.has(file)) return [{ file, how: 'is not committed, but written' }];
    return committed.get(file) === written.get(file) ? [] : [{ file, how: 'is written differently' }];
  });
}
