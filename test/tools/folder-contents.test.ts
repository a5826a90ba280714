import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differences, readFolder } from '../../tools/folder-contents';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'folder-contents-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('reads all files below a folder, also hidden ones', () => {
  mkdirSync(join(folder, 'a/b'), { recursive: true });
  writeFileSync(join(folder, 'a/b/c.yaml'), 'c');
  writeFileSync(join(folder, '.list'), '');
  expect(readFolder(folder)).toEqual(new Map([['.list', ''], ['a/b/c.yaml', 'c']]));
});

it('reads a folder that is not there as empty', () => {
  expect(readFolder(join(folder, 'none'))).toEqual(new Map());
});

it('tells what differs, and how', () => {
  const committed = new Map([['gone', '1'], ['changed', '1'], ['same', '1']]);
  const written = new Map([['same', '1'], ['changed', '2'], ['added', '1']]);
  expect(differences(committed, written)).toEqual([
    { file: 'added', how: 'is not committed, but written' },
    { file: 'changed', how: 'is written differently' },
    { file: 'gone', how: 'is not written' },
  ]);
  expect(differences(committed, committed)).toEqual([]);
});
