import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { FILE_LIST, moveAll, writeOutputFolder } from '../../src/synthesis/output-folder';

jest.mock('node:fs', () => {
  const actual = jest.requireActual<typeof fs>('node:fs');
  return { ...actual, renameSync: jest.fn(actual.renameSync) };
});
const rename = jest.requireActual<typeof fs>('node:fs').renameSync;

let root: string;
let out: string;

beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'output-folder-')));
  out = path.join(root, 'dist');
});

afterEach(() => {
  jest.restoreAllMocks();
  jest.mocked(fs.renameSync).mockImplementation(rename);
  fs.rmSync(root, { recursive: true, force: true });
});

function write(files: Record<string, string>, folder = out): void {
  writeOutputFolder(folder, new Map(Object.entries(files)));
}

/** All files below the folder, without the list of files; empty folders with a slash. */
function read(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const full = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, full);
    if (entry.isDirectory()) {
      if (fs.readdirSync(full).length === 0) found[`${name}/`] = '';
    } else if (entry.name !== FILE_LIST) {
      found[name] = entry.isSymbolicLink() ? `-> ${fs.readlinkSync(full)}` : fs.readFileSync(full, 'utf8');
    }
  }
  return found;
}

function put(file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(out, file)), { recursive: true });
  fs.writeFileSync(path.join(out, file), text);
}

test('makes the folder and those around it, and nothing else', () => {
  out = path.join(root, 'a/b/dist');
  write({ 'x.yaml': 'x', 'c/y.yaml': 'y' });
  expect(read(root)).toEqual({ 'a/b/dist/x.yaml': 'x', 'a/b/dist/c/y.yaml': 'y' });
  expect(fs.readFileSync(path.join(out, FILE_LIST), 'utf8')).toBe(
    '# The files of the last synthesis, written by cdk8s-scs. The next one replaces and removes these, and no others.\nc/y.yaml\nx.yaml\n',
  );
});

test('modes are those of any new file, or of the folder before', () => {
  const mask = process.umask();
  write({ 'c/x.yaml': 'x' });
  const mode = (name: string) => fs.statSync(path.join(out, name)).mode & 0o777;
  expect([mode('.'), mode('c'), mode('c/x.yaml')]).toEqual([0o777 & ~mask, 0o777 & ~mask, 0o666 & ~mask]);
  fs.chmodSync(out, 0o711);
  write({ 'x.yaml': 'x' });
  expect(mode('.')).toBe(0o711);
});

describe.each([
  ['a folder of ours alone', false],
  ['a folder with a foreign file', true],
])('%s', (_, foreign) => {
  const own = foreign ? { 'README.md': 'mine' } : {};

  beforeEach(() => {
    write({ 'a/one.yaml': '1', 'b/two.yaml': '2', 'three.yaml': '3' });
    if (foreign) put('README.md', 'mine');
  });

  test('gets the new files and loses those that are not written again', () => {
    write({ 'a/one.yaml': '1', 'c/two.yaml': '22', 'three.yaml': '33' });
    expect(read(root)).toEqual(
      Object.fromEntries(
        Object.entries({ 'a/one.yaml': '1', 'c/two.yaml': '22', 'three.yaml': '33', ...own }).map(([name, text]) => [`dist/${name}`, text]),
      ),
    );
  });

  test('can become empty', () => {
    write({});
    expect(read(out)).toEqual(own);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('is as it was if the %i. rename fails', (count) => {
    const before = { ...read(root), list: fs.readFileSync(path.join(out, FILE_LIST), 'utf8') };
    let renames = 0;
    jest.mocked(fs.renameSync).mockImplementation((from, to) => {
      renames++;
      if (renames === count) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      rename(from, to);
    });
    const action = () => write({ 'a/one.yaml': '11', 'c/new.yaml': '2', 'three.yaml': '33' });
    if (!foreign && count > 2) {
      action();
      expect(renames).toBe(2);
      return;
    }
    expect(action).toThrow('no space');
    expect({ ...read(root), list: fs.readFileSync(path.join(out, FILE_LIST), 'utf8') }).toEqual(before);
  });

  test('is as it was if a file cannot be written', () => {
    const before = read(root);
    expect(() => write({ 'a/one.yaml': '11', x: '', 'x/y.yaml': '' })).toThrow(/EEXIST|ENOTDIR/);
    expect(read(root)).toEqual(before);
  });
});

test('folders made on the way go if writing fails', () => {
  expect(() => write({ x: '', 'x/y.yaml': '' }, path.join(root, 'a/b/dist'))).toThrow(/EEXIST|ENOTDIR/);
  expect(fs.readdirSync(root)).toEqual([]);
});

test.each(['EBUSY', 'EXDEV', 'EPERM', 'EACCES'])('a folder that cannot be renamed (%s) gets its files one by one', (code) => {
  write({ 'a/one.yaml': '1', 'b/two.yaml': '2' });
  const inode = fs.statSync(out).ino;
  jest.mocked(fs.renameSync).mockImplementation((from, to) => {
    if (from === out) throw Object.assign(new Error(code), { code });
    rename(from, to);
  });
  write({ 'a/one.yaml': '11', 'c/three.yaml': '3' });
  expect(read(root)).toEqual({ 'dist/a/one.yaml': '11', 'dist/c/three.yaml': '3' });
  expect(fs.statSync(out).ino).toBe(inode);
});

test('a folder on a file system of its own gets its files from a temporary folder inside', () => {
  write({ 'a/one.yaml': '1', 'b/two.yaml': '2' });
  const volume = (file: fs.PathLike) => path.relative(out, String(file)).startsWith('..') || file === out;
  const staging = new Set<string>();
  jest.mocked(fs.renameSync).mockImplementation((from, to) => {
    if (volume(from) !== volume(to) || from === out) throw Object.assign(new Error('EXDEV'), { code: 'EXDEV' });
    staging.add(path.relative(root, String(from)).replace(/-\w{6}\/.*/, '-'));
    rename(from, to);
  });
  write({ 'a/one.yaml': '11', 'c/three.yaml': '3' });
  expect(read(root)).toEqual({ 'dist/a/one.yaml': '11', 'dist/c/three.yaml': '3' });
  expect([...staging]).toContain('dist/.cdk8s-scs-');
});

test('what cannot be put back is kept, and the message says where', () => {
  write({ 'a.yaml': '1' });
  jest.mocked(fs.renameSync).mockImplementation((from, to) => {
    if (to === out) throw new Error('broken');
    rename(from, to);
  });
  let message = '';
  try {
    write({ 'a.yaml': '2' });
  } catch (error) {
    message = (error as Error).message;
  }
  const staging = /^broken; what could not be put back is in (.*)$/.exec(message)?.[1] ?? '';
  expect(read(staging)).toEqual({ 'previous/a.yaml': '1' });
});

test('a foreign folder keeps its files, also where the list of files is missing', () => {
  put('apps/mine.yaml', 'mine');
  put('old.yaml', 'old');
  fs.mkdirSync(path.join(out, 'empty'));
  const inode = fs.statSync(out).ino;
  write({ 'apps/ours.yaml': 'ours', 'old.yaml': 'new' });
  expect(read(out)).toEqual({ 'apps/mine.yaml': 'mine', 'apps/ours.yaml': 'ours', 'old.yaml': 'new', 'empty/': '' });
  expect(fs.statSync(out).ino).toBe(inode);
  write({});
  expect(read(out)).toEqual({ 'apps/mine.yaml': 'mine', 'empty/': '' });
});

test('a list of files removes nothing outside of the folder, and nothing without our header', () => {
  fs.writeFileSync(path.join(root, 'precious'), 'x');
  write({ 'a.yaml': 'a' });
  put('mine', 'x');
  const list = path.join(out, FILE_LIST);
  const header = fs.readFileSync(list, 'utf8').split('\n')[0];
  fs.writeFileSync(list, [header, '../precious', path.join(root, 'precious'), 'b/../../precious', ''].join('\n'));
  write({});
  expect(read(root)).toEqual({ precious: 'x', 'dist/a.yaml': 'a', 'dist/mine': 'x' });
  fs.writeFileSync(list, 'a.yaml\n');
  write({});
  expect(read(out)).toEqual({ 'a.yaml': 'a', mine: 'x' });
});

test('the current folder is not exchanged', () => {
  write({ 'a.yaml': '1' });
  const inode = fs.statSync(out).ino;
  jest.spyOn(process, 'cwd').mockReturnValue(out);
  write({ 'a.yaml': '2' });
  expect(read(out)).toEqual({ 'a.yaml': '2' });
  expect(fs.statSync(out).ino).toBe(inode);
});

describe('symbolic links', () => {
  test('one in place of the folder is followed and kept', () => {
    fs.mkdirSync(path.join(root, 'real'));
    fs.symlinkSync('real', out);
    write({ 'a.yaml': '1' });
    write({ 'b.yaml': '2' });
    expect(read(root)).toEqual({ dist: '-> real', 'real/b.yaml': '2' });
  });

  test('one to a folder that is not there yet makes that folder', () => {
    fs.symlinkSync('not/there', out);
    write({ 'a.yaml': '1' });
    expect(read(root)).toEqual({ dist: '-> not/there', 'not/there/a.yaml': '1' });
  });

  test('a ring of them is an error', () => {
    fs.symlinkSync('dist', out);
    expect(() => write({ 'a.yaml': '1' })).toThrow('ELOOP');
  });

  test('one inside, in place of a folder, is an error', () => {
    fs.mkdirSync(path.join(root, 'elsewhere'));
    fs.mkdirSync(out);
    fs.symlinkSync('../elsewhere', path.join(out, 'a'));
    expect(() => write({ 'a/x.yaml': 'x' })).toThrow(`cannot write ${out}/a/x.yaml: a is a symbolic link, not a folder`);
    expect(read(root)).toEqual({ 'elsewhere/': '', 'dist/a': '-> ../elsewhere' });
  });

  test('one inside, in place of a file, is replaced, not written through', () => {
    fs.writeFileSync(path.join(root, 'elsewhere'), 'x');
    fs.mkdirSync(out);
    fs.symlinkSync('../elsewhere', path.join(out, 'a.yaml'));
    write({ 'a.yaml': 'a' });
    expect(read(root)).toEqual({ elsewhere: 'x', 'dist/a.yaml': 'a' });
  });

  test('a stale file behind one is left alone', () => {
    write({ 'a/x.yaml': 'x' });
    fs.renameSync(path.join(out, 'a'), path.join(root, 'elsewhere'));
    fs.symlinkSync('../elsewhere', path.join(out, 'a'));
    write({});
    expect(read(root)).toEqual({ 'elsewhere/x.yaml': 'x', 'dist/a': '-> ../elsewhere' });
  });
});

test('obstacles are errors and nothing is touched', () => {
  fs.writeFileSync(out, 'file');
  expect(() => write({ 'a.yaml': '1' })).toThrow(`cannot write to ${out}: it is a file, not a folder`);
  fs.rmSync(out);
  put('a.yaml/x', 'x');
  put('b', 'b');
  expect(() => write({ 'a.yaml': '1' })).toThrow(`cannot write ${out}/a.yaml: there is a folder of that name`);
  expect(() => write({ 'b/c.yaml': '1' })).toThrow(`cannot write ${out}/b/c.yaml: b is a file, not a folder`);
  expect(read(root)).toEqual({ 'dist/a.yaml/x': 'x', 'dist/b': 'b' });
});

test('moves that cannot be done are taken back, with the folders made for them', () => {
  put('a', 'a');
  const at = (name: string) => path.join(out, name);
  expect(() =>
    moveAll([
      [at('a'), at('x/y/a')],
      [at('missing'), at('z/missing')],
    ]),
  ).toThrow('ENOENT');
  expect(read(out)).toEqual({ a: 'a' });
});
