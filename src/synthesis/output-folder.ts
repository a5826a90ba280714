import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Files } from './file-layout';

/** Lists the files of a synthesis in its output folder. No YAML or JSON, as `kubectl` would read that. */
export const FILE_LIST = '.cdk8s-scs-files';

const FILE_LIST_HEADER = '# The files of the last synthesis, written by cdk8s-scs. The next one replaces and removes these, and no others.';

/**
 * Makes the folder hold these files, and none of an earlier synthesis. If that fails, the folder is as it was.
 *
 * A folder that holds nothing else is exchanged as a whole; in one that does, or that cannot be renamed, files are exchanged one by
 * one. Everything is written to a temporary folder first: beside the folder, or inside of it where that is another file system.
 */
export function writeOutputFolder(folder: string, files: Files): void {
  const target = behindLinks(path.resolve(folder));
  const previous = readFileList(target);
  const all = new Map([...files, [FILE_LIST, `${[FILE_LIST_HEADER, ...[...files.keys()].sort()].join('\n')}\n`]]);
  const isOurs = holdsOnly(target, new Set([...previous, FILE_LIST])) && !isInside(process.cwd(), target);
  const beside = path.join(path.dirname(target), `.${path.basename(target)}-`);
  const inside = path.join(target, '.cdk8s-scs-');
  const ways = [
    ...(isOurs ? [() => exchangeFolder(target, all, beside)] : []),
    () => exchangeFiles(target, all, previous, beside),
    () => exchangeFiles(target, all, previous, inside),
  ];
  for (const [index, way] of ways.entries()) {
    try {
      return way();
    } catch (error) {
      if (index === ways.length - 1 || !CANNOT_RENAME.has((error as NodeJS.ErrnoException).code ?? '')) {
        throw error;
      }
    }
  }
}

// A mount point, or what is beside may not be written. On Windows also: something in the folder is open.
const CANNOT_RENAME = new Set(['EACCES', 'EBUSY', 'EPERM', 'EROFS', 'EXDEV']);

function exchangeFolder(target: string, files: Files, stagingPrefix: string): void {
  const parent = path.dirname(target);
  const created = fs.mkdirSync(parent, { recursive: true });
  try {
    withStaging(stagingPrefix, (staging) => {
      const next = path.join(staging, NEXT);
      writeFiles(next, files);
      if (fs.existsSync(target)) {
        fs.chmodSync(next, fs.statSync(target).mode);
        moveAll([
          [target, path.join(staging, PREVIOUS)],
          [next, target],
        ]);
      } else {
        moveAll([[next, target]]);
      }
    });
  } catch (error) {
    removeEmptyFolders(parent, created);
    throw error;
  }
}

function exchangeFiles(target: string, files: Files, previous: readonly string[], stagingPrefix: string): void {
  fs.mkdirSync(target, { recursive: true });
  for (const file of files.keys()) {
    const obstacle = obstacleAt(target, file);
    if (obstacle !== undefined) {
      throw new Error(`cannot write ${path.join(target, file)}: ${obstacle}`);
    }
  }
  const stale = previous.filter((file) => !files.has(file) && obstacleAt(target, file) === undefined);
  withStaging(stagingPrefix, (staging) => {
    writeFiles(path.join(staging, NEXT), files);
    const replaced = [...stale, ...files.keys()].filter((file) => isPresent(path.join(target, file)));
    moveAll([
      ...replaced.map((file): Move => [path.join(target, file), path.join(staging, PREVIOUS, file)]),
      ...[...files.keys()].map((file): Move => [path.join(staging, NEXT, file), path.join(target, file)]),
    ]);
  });
  stale.forEach((file) => removeEmptyFolders(path.dirname(path.join(target, file)), target, false));
}

const NEXT = 'next';
const PREVIOUS = 'previous';

/** Gives a new temporary folder to the action and removes it afterwards, unless it holds what could not be put back. */
function withStaging(prefix: string, action: (staging: string) => void): void {
  const staging = fs.mkdtempSync(prefix);
  try {
    action(staging);
  } catch (error) {
    fs.rmSync(path.join(staging, NEXT), { recursive: true, force: true });
    removeEmptyFolders(staging, staging);
    if (fs.existsSync(staging)) {
      throw new Error(`${(error as Error).message}; what could not be put back is in ${staging}`, { cause: error });
    }
    throw error;
  }
  fs.rmSync(staging, { recursive: true, force: true });
}

function writeFiles(folder: string, files: Files): void {
  const folders = new Set([...files.keys()].map((file) => path.join(folder, path.dirname(file))));
  folders.forEach((name) => fs.mkdirSync(name, { recursive: true }));
  for (const [file, text] of files) {
    fs.writeFileSync(path.join(folder, file), text, { flag: 'wx' });
  }
}

type Move = readonly [from: string, to: string];

/** Renames one after the other; if one fails, puts everything back. */
export function moveAll(moves: readonly Move[]): void {
  const undo: (() => void)[] = [];
  try {
    for (const [from, to] of moves) {
      const parent = path.dirname(to);
      const created = fs.mkdirSync(parent, { recursive: true });
      undo.push(() => removeEmptyFolders(parent, created));
      fs.renameSync(from, to);
      undo.push(() => fs.renameSync(to, from));
    }
  } catch (error) {
    for (const step of undo.reverse()) {
      try {
        step();
      } catch {
        // The others may still succeed; what stays behind is reported by withStaging.
      }
    }
    throw error;
  }
}

/** Removes a folder and those around it up to `last`, as far as they are empty. */
function removeEmptyFolders(folder: string, last: string | undefined, withLast = true): void {
  for (let at = folder; last !== undefined && isInside(at, last) && (withLast || at !== last); at = path.dirname(at)) {
    try {
      fs.rmdirSync(at);
    } catch {
      return;
    }
  }
}

/** Where the folder is or would be: symbolic links are followed, also those whose end does not exist yet. */
function behindLinks(folder: string): string {
  if (!isPresent(folder)) {
    return folder;
  }
  let target: string;
  try {
    target = fs.realpathSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
    return behindLinks(path.resolve(path.dirname(folder), fs.readlinkSync(folder)));
  }
  if (!fs.statSync(target).isDirectory()) {
    throw new Error(`cannot write to ${folder}: it is a file, not a folder`);
  }
  return target;
}

function readFileList(folder: string): string[] {
  const file = path.join(folder, FILE_LIST);
  const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : [];
  const isRelative = (line: string) => line !== '' && !path.isAbsolute(line) && !line.split(/[/\\]/).includes('..');
  return lines[0] === FILE_LIST_HEADER ? lines.slice(1).filter(isRelative) : [];
}

/** Whether all files below the folder are among these, and no folder is there for other reasons. */
function holdsOnly(folder: string, files: ReadonlySet<string>): boolean {
  const folders = new Set([...files].flatMap((file) => ancestors(file)));
  const check = (relative: string): boolean =>
    fs.readdirSync(path.join(folder, relative), { withFileTypes: true }).every((entry) => {
      const name = relative === '' ? entry.name : `${relative}/${entry.name}`;
      return entry.isDirectory() ? folders.has(name) && check(name) : entry.isFile() && files.has(name);
    });
  return !fs.existsSync(folder) || check('');
}

/** What keeps a file from being written below the folder, without leaving it through a link. */
function obstacleAt(folder: string, file: string): string | undefined {
  for (const ancestor of ancestors(file)) {
    const entry = fs.lstatSync(path.join(folder, ancestor), { throwIfNoEntry: false });
    if (entry && !entry.isDirectory()) {
      return `${ancestor} is a ${entry.isSymbolicLink() ? 'symbolic link' : 'file'}, not a folder`;
    }
  }
  const own = fs.lstatSync(path.join(folder, file), { throwIfNoEntry: false });
  return own?.isDirectory() ? 'there is a folder of that name' : undefined;
}

/** `a` and `a/b` of `a/b/c`. */
function ancestors(file: string): string[] {
  const names = file.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

function isPresent(file: string): boolean {
  return fs.lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

function isInside(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(outer.endsWith(path.sep) ? outer : `${outer}${path.sep}`);
}
