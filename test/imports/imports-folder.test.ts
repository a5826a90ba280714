import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differences, readImports, writeImports } from '../../tools/import/imports-folder';

const WANTED = new Map([
  ['imports/a/index.ts', 'new'],
  ['imports/crds/a-v1.0.0.yaml', 'same'],
  ['imports/b/index.ts', 'added'],
]);

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'scs-imports-'));
  for (const [path, content] of [['imports/a/index.ts', 'old'], ['imports/a/gone.ts', 'old'], ['imports/crds/a-v1.0.0.yaml', 'same']]) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), content);
  }
});

afterEach(() => rmSync(root, { recursive: true }));

test('lists what is not current', () => {
  expect(differences(readImports(root), WANTED)).toEqual([
    'imports/a/gone.ts: not generated from anything',
    'imports/a/index.ts: not current',
    'imports/b/index.ts: missing',
  ]);
});

test('writes exactly the wanted files', () => {
  writeImports(root, WANTED);
  expect(readImports(root)).toEqual(new Map([...WANTED].sort()));
  expect(differences(readImports(root), WANTED)).toEqual([]);
});
