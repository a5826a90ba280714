import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lazyIndex, readReExports } from '../../tools/lazy-index';

describe('the re-exports of an index', () => {
  it('are read from its source', () => {
    expect(readReExports("// The API.\nexport * from './params';\nexport * as capi from '../imports/capi';\n")).toEqual([
      { module: './params' },
      { module: '../imports/capi', namespace: 'capi' },
    ]);
  });

  it.each([
    ["import './a';", 'an index may only have re-exports'],
    ['export const a = 1;', 'an index may only have re-exports'],
    ["export { a } from './a';", 'an index has "export * from \'./a\'" instead of single names'],
  ])('are refused in any other form: %s', (source, message) => {
    expect(() => readReExports(source)).toThrow(message);
  });
});

it('exports no name twice', () => {
  expect(() => lazyIndex([{ module: './a', names: ['x'] }, { module: './b', names: ['x'], isNamespace: true }])).toThrow('an index exports x twice');
});

describe('the lazy index', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lazy-index-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  for (const name of ['a', 'b', 'c']) {
    writeFileSync(join(folder, `${name}.js`), `console.log('loads ${name}'); exports.${name}1 = '${name}1'; exports.${name}2 = '${name}2';\n`);
  }
  writeFileSync(
    join(folder, 'index.js'),
    lazyIndex([
      { module: './a', names: ['a1', 'a2'] },
      { module: './b', names: ['b1', 'b2'] },
      { module: './c', names: ['c'], isNamespace: true },
      { module: './types-only', names: [] },
    ]),
  );

  it.each([
    ['loads nothing before use', "require('./index.js')", ''],
    ['loads a module once, on first use', "const i = require('./index.js'); console.log(i.a1, i.a2, i.a1)", 'loads a\na1 a2 a1\n'],
    ['loads a namespace on first use', "const i = require('./index.js'); console.log(i.a1); console.log(i.c.c2, i.c.c1)", 'loads a\na1\nloads c\nc2 c1\n'],
    ['lists its names', "console.log(Object.keys(require('./index.js')).join())", 'a1,a2,b1,b2,c\n'],
  ])('%s', (_name, script, output) => {
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toBe(output);
  });

  it('has names for import statements', () => {
    writeFileSync(join(folder, 'main.mjs'), "import { b2, c } from './index.js'; console.log(b2, typeof c);\n");
    const { stdout, stderr } = spawnSync(process.execPath, ['main.mjs'], { cwd: folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout.split('\n').filter((text) => text !== '').sort()).toEqual(['b2 object', 'loads a', 'loads b', 'loads c']);
  });
});
