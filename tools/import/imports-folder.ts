import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** All files below imports/, path relative to the repository's root and content. */
export function readImports(root: string): Map<string, string> {
  const files = readdirSync(join(root, 'imports'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, '/').length).replaceAll('\\', '/'));
  return new Map(files.sort().map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}

/** What would have to change to get from one set of files to the other: one line per file. */
export function differences(actual: ReadonlyMap<string, string>, expected: ReadonlyMap<string, string>): string[] {
  const paths = [...new Set([...actual.keys(), ...expected.keys()])].sort();
  return paths.flatMap((path) => {
    const [old, wanted] = [actual.get(path), expected.get(path)];
    if (old === wanted) {
      return [];
    }
    return [`${path}: ${old === undefined ? 'missing' : wanted === undefined ? 'not generated from anything' : 'not current'}`];
  });
}

/** Makes imports/ hold exactly the given files; untouched ones keep their time. */
export function writeImports(root: string, files: ReadonlyMap<string, string>): void {
  const actual = readImports(root);
  for (const path of actual.keys()) {
    if (!files.has(path)) {
      rmSync(join(root, path));
    }
  }
  for (const [path, content] of files) {
    if (actual.get(path) !== content) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
  }
}
