import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatDiagnostic } from '../../src/diagnostics/format';
import { readManifestFolder } from '../../src/plan/read-manifests';
import { scs } from '../cli/command-line';

let folder: string;
let manifests: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scs-hostile-'));
  manifests = join(folder, 'manifests');
  mkdirSync(manifests);
});

afterEach(() => rmSync(folder, { recursive: true }));

const POOL = 'apiVersion: cluster.x-k8s.io/v1beta2\nkind: MachineDrainRule\nmetadata: {name: a}\nspec: ';
const DRAIN = '{drain: {behavior: Drain}}\n';

/** What `scs validate --manifests` says of a file. */
async function told(content: string | Uint8Array, name = 'a.yaml'): Promise<string> {
  writeFileSync(join(manifests, name), content);
  const { exitCode, stdout, stderr } = await scs(['validate', '--manifests', manifests]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  return stdout.replaceAll(`${manifests}/`, '');
}

const BOMB = ['a: &a [x, x, x, x, x, x, x, x, x]', ...[...'bcdefghi'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(', ')}]`)].join('\n');

it.each<[string, string | Uint8Array, string]>([
  ['a YAML bomb', `${POOL}${DRAIN}${BOMB}\n`, 'a.yaml:10:12: error LimitExceeded: the file has more than 200000 values, with aliases written out'],
  ['an anchor within itself', `${POOL}&a {drain: *a}\n`, 'a.yaml:4:18: error LimitExceeded: the alias *a stands inside of its own anchor and would never end'],
  ['lists in lists', `${POOL}${'['.repeat(100_000)}\n`, 'error LimitExceeded: lists and objects are nested more than 64 deep'],
  ['a NUL byte', `${POOL}{drain: "\0"}\n`, 'a.yaml:4:16: error SyntaxError: the control character U+0000 is not allowed in a text file'],
  ['bytes that are no UTF-8', Buffer.concat([Buffer.from(`${POOL}"`), Buffer.from([0xff, 0xfe])]), 'a.yaml:4:8: error SyntaxError: the file is not UTF-8 text from here on'],
  ['the prototype as a key', `${POOL}{drain: {behavior: Drain}, __proto__: {order: 1}}\n`, 'a.yaml:4:34: error UnknownField: spec.__proto__: MachineDrainRule a: the kind has no such field'],
  ['a constructor as a key', `${POOL}{drain: {behavior: Drain, constructor: 1, toString: 2}}\n`, 'spec.drain.toString: MachineDrainRule a: the kind has no such field'],
  ['a number that JSON lacks', `${POOL}{drain: {behavior: Drain, order: .inf}}\n`, 'a.yaml:4:40: error InvalidType: spec.drain.order: MachineDrainRule a: Infinity is no number that JSON has'],
  ['neither kind nor apiVersion as a text', 'apiVersion: [1]\nkind: {}\n', 'a.yaml:1:13: error InvalidType: apiVersion: object: it takes a string'],
  ['a kind with a toString of its own', 'apiVersion: v1\nkind: {toString: 1}\nmetadata: {name: {toString: 1}}\n', 'a.yaml:2:7: error InvalidType: kind: object: it takes a string'],
  ['an object without a kind', 'apiVersion: v1\nmetadata: {name: a}\n', 'a.yaml:1:1: error MissingField: kind: object a: every object needs it'],
  ['a name of the prototype as kind', 'apiVersion: v1\nkind: constructor\nmetadata: {name: a}\n', 'error UnknownKind: kind: constructor a: there is no schema for constructor of v1'],
  ['metadata that is none', 'apiVersion: v1\nkind: Namespace\nmetadata: [1]\n', 'a.yaml:3:11: error InvalidType: metadata: Namespace: expected an object, found a list'],
])('%s', async (_name, content, message) => {
  expect(await told(content)).toContain(message);
});

it('more problems than anybody reads', async () => {
  const text = await told(`${POOL}\n${Array.from({ length: 20_000 }, (_, index) => `  f${index}: 1\n`).join('')}`);
  expect(text).toContain('a.yaml:1:1: error LimitExceeded: MachineDrainRule a: there are 20001 problems; those after the first 200 are not shown');
  expect(text.split('\n')).toHaveLength(203);
});

it('ten thousand files are judged without having all of them at once', () => {
  const data = Array.from({ length: 8 }, (_, index) => `  key-${index}: a text that has some length, as texts have it\n`).join('');
  for (let index = 0; index < 10_000; index += 1) {
    writeFileSync(join(manifests, `${index}.yaml`), `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: configuration-${index}, namespace: shop}\ndata:\n${data}`);
  }
  // All documents with the places of their fields take several times as much.
  const program = ['--max-old-space-size=64', '-r', 'tsx/cjs', join(__dirname, '../../src/cli/main.ts')];
  expect(execFileSync(process.execPath, [...program, 'validate', '--manifests', manifests], { encoding: 'utf8' })).toBe('no problems in 10000 objects\n');
}, 600_000);

it('a folder with more findings than anybody reads is not read to its end', async () => {
  const wrong = `${POOL}\n${Array.from({ length: 300 }, (_, index) => `  f${index}: 1\n`).join('')}`;
  for (let index = 0; index < 60; index += 1) writeFileSync(join(manifests, `b${index}.yaml`), wrong);
  const lines = (await told(wrong)).trimEnd().split('\n');
  expect(lines[0]).toMatch(/manifests:1:1: error LimitExceeded: there are more than 10000 problems; those of further files are not looked for$/);
  expect(lines.length).toBeGreaterThan(10_000);
  expect(lines.length).toBeLessThan(10_300);
});

it('a folder with more bytes than are read is read up to there', () => {
  const text = `${POOL}${DRAIN}`;
  for (const name of ['a.yaml', 'b.yaml', 'c.yaml']) writeFileSync(join(manifests, name), text);
  const read = [...readManifestFolder(manifests, text.length + 1)];
  expect(read.flatMap(({ documents }) => documents)).toHaveLength(1);
  expect(read.flatMap(({ diagnostics }) => diagnostics).map(formatDiagnostic)).toEqual([
    `${manifests}/b.yaml:1:1: error LimitExceeded: the files of the folder before this one have ${text.length} bytes, and ${text.length + 1} are read: name the folders in it one by one`,
  ]);
});

it('a file of 100 MB is not read', async () => {
  const file = join(manifests, 'large.yaml');
  writeFileSync(file, '');
  truncateSync(file, 100 * 1024 * 1024);
  expect(await told(`${POOL}${DRAIN}`)).toBe('large.yaml:1:1: error FileUnreadable: the file cannot be read: it has 104857600 bytes, 1048576 are read\n1 error\n');
});

it('symbolic links out of the folder are not followed, those within it are', async () => {
  writeFileSync(join(folder, 'secret.yaml'), 'a: b\n');
  symlinkSync(join(folder, 'secret.yaml'), join(manifests, 'out.yaml'));
  symlinkSync('..', join(manifests, 'up'));
  symlinkSync('.', join(manifests, 'itself'));
  symlinkSync('nowhere.yaml', join(manifests, 'nowhere.yml'));
  symlinkSync('a.yaml', join(manifests, 'b.yaml'));
  expect(await told(`${POOL}{}\n`)).toBe(`\
a.yaml:4:1: error MissingField: spec.drain: MachineDrainRule a: the field is required
b.yaml:4:1: error MissingField: spec.drain: MachineDrainRule a: the field is required
nowhere.yml:1:1: error FileUnreadable: the file cannot be read: there is no such file
out.yaml:1:1: error FileUnreadable: the file cannot be read: it is a symbolic link that leads out of the folder
up:1:1: error FileUnreadable: the file cannot be read: it is a symbolic link that leads out of the folder
5 errors
`);
});

it('pipes are not waited for', async () => {
  execFileSync('mkfifo', [join(manifests, 'pipe.yaml')]);
  expect(await told(`${POOL}${DRAIN}`)).toBe('pipe.yaml:1:1: error FileUnreadable: the file cannot be read: it is no file with a content\n1 error\n');
});

it('of a device that never ends no more is read than can be used', async () => {
  expect(await scs(['validate', '/dev/zero'])).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('/dev/zero:1:1: error LimitExceeded: the file has') });
});
