import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatDiagnostic } from '../../src/diagnostics/format';
import { MAX_BYTES } from '../../src/documents/source-text';
import { readManifests } from '../../src/plan/read-manifests';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'manifests-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

function read(path = folder): { objects: string[]; problems: string[] } {
  const { manifests, diagnostics } = readManifests(path);
  return { objects: manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`), problems: diagnostics.map((diagnostic) => formatDiagnostic(diagnostic).replaceAll(folder, 'DIR')) };
}

const object = (kind: string, name: string): string => `apiVersion: v1\nkind: ${kind}\nmetadata: {name: ${name}}\n`;

it('reads all objects of YAML and JSON files, in the order of their paths', () => {
  write('b/two.yaml', `${object('ConfigMap', 'c')}---\n${object('Secret', 'd')}`);
  write('a.yml', object('Namespace', 'a'));
  write('b/one.json', '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "b"}}');
  write('c.txt', object('ConfigMap', 'no'));
  expect(read()).toEqual({ objects: ['Namespace a', 'ConfigMap b', 'ConfigMap c', 'Secret d'], problems: [] });
});

it('leaves out what is no object, and what is hidden', () => {
  write('values.yaml', 'replicas: 3\n');
  write('list.yaml', '[1, 2]\n');
  write('empty.yaml', '');
  write('construct-metadata.json', '{"version": "1.0.0", "resources": {}}');
  write('kustomization.yaml', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n');
  write('.git/config.yaml', 'a: {');
  write('.hidden.yaml', 'a: {');
  expect(read()).toEqual({ objects: [], problems: [] });
});

it('tells what cannot be read, and reads the rest', () => {
  write('a.yaml', object('Namespace', 'a'));
  write('broken.yaml', 'a: {');
  write('large.yaml', `# ${'x'.repeat(MAX_BYTES)}\n`);
  write('list.yaml', `---\n\n${object('Namespace', 'b')}---\napiVersion: v1\nkind: List\nitems: []\n`);
  symlinkSync(join(folder, 'nowhere'), join(folder, 'link.yaml'));
  const { objects, problems } = read();
  expect(objects).toEqual(['Namespace a', 'Namespace b']);
  expect(problems).toEqual([
    expect.stringMatching(/^DIR\/broken\.yaml:1:5: error SyntaxError: /),
    `DIR/large.yaml:1:1: error FileUnreadable: the file cannot be read: it has ${MAX_BYTES + 3} bytes, ${MAX_BYTES} are read`,
    'DIR/link.yaml:1:1: error FileUnreadable: the file cannot be read: there is no such file',
    'DIR/list.yaml:7:1: warning MissingField: metadata.name: the object has no metadata.name, so nothing can be compared with it',
  ]);
});

it('tells that there is no such folder', () => {
  expect(read(join(folder, 'none'))).toEqual({ objects: [], problems: ['DIR/none:1:1: error FileUnreadable: the folder cannot be read: there is no such folder'] });
  write('file.yaml', '');
  expect(read(join(folder, 'file.yaml'))).toEqual({ objects: [], problems: ['DIR/file.yaml:1:1: error FileUnreadable: the folder cannot be read: it is a file'] });
});
