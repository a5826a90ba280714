import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kindFiles, writeKinds } from '../../tools/kinds';

const ROOT = join(__dirname, '../..');

function crd(kind: string, scope: string): string {
  return `spec:
  group: things.io
  names: {kind: ${kind}, plural: ${kind.toLowerCase()}s}
  scope: ${scope}
  versions:
    - name: v1
      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object}}}}
`;
}

test('gives a schema for each kind, and an index', () => {
  const text = `# a comment\n${crd('Thing', 'Namespaced')}---\n${crd('Part', 'Cluster')}`;
  expect(kindFiles([text], [text])).toEqual(
    new Map([
      [
        'index.json',
        '{"things.io/Part":{"apiVersion":"things.io/v1","scope":"Cluster","plural":"parts","file":"things.io/Part.json"},' +
          '"things.io/Thing":{"apiVersion":"things.io/v1","scope":"Namespaced","plural":"things","file":"things.io/Thing.json"}}',
      ],
      ['things.io/Part.json', '{"type":"object","properties":{"spec":{"type":"object"}}}'],
      ['things.io/Thing.json', '{"type":"object","properties":{"spec":{"type":"object"}}}'],
    ]),
  );
});

test('has the schema of the newest release beside that of the oldest where it is another', () => {
  const files = kindFiles([crd('Thing', 'Cluster'), crd('Part', 'Cluster')], [crd('Thing', 'Cluster').replace('properties: {spec:', 'properties: {more:'), crd('Part', 'Cluster')]);
  expect([...files.keys()]).toEqual(['index.json', 'things.io/Part.json', 'things.io/Thing.json', 'things.io/Thing.newest.json']);
  expect(JSON.parse(files.get('index.json')!)['things.io/Thing'].newestFile).toBe('things.io/Thing.newest.json');
  expect(files.get('things.io/Thing.newest.json')).toContain('"more"');
});

test('refuses two kinds of the same name', () => {
  expect(() => kindFiles([crd('Thing', 'Cluster'), crd('Thing', 'Cluster')], [])).toThrow(
    new Error('two sources of cdk8s.yaml have a CRD of the same group and kind'),
  );
});

test('writes the kinds of imports/crds, and those of Kubernetes', () => {
  const directory = mkdtempSync(join(tmpdir(), 'scs-kinds-'));
  try {
    writeFileSync(join(directory, 'stale.json'), '{}');
    writeKinds(ROOT, directory);
    const index = JSON.parse(readFileSync(join(directory, 'index.json'), 'utf8'));
    const written = readdirSync(directory, { recursive: true }).map(String).filter((file) => file.endsWith('.json') && !file.startsWith('kubernetes'));
    expect(written.sort()).toEqual(['index.json', ...Object.values<{ file: string; newestFile?: string }>(index).flatMap(({ file, newestFile }) => (newestFile ? [file, newestFile] : [file]))].sort());
    expect(index['cluster.x-k8s.io/MachineDeployment']).toEqual({
      apiVersion: 'cluster.x-k8s.io/v1beta2',
      scope: 'Namespaced',
      plural: 'machinedeployments',
      file: 'cluster.x-k8s.io/MachineDeployment.json',
      newestFile: 'cluster.x-k8s.io/MachineDeployment.newest.json',
      differences: [['spec', 'template', 'spec', 'taints', '*', 'key']],
    });
    expect(index['infrastructure.cluster.x-k8s.io/OpenStackClusterIdentity'].scope).toBe('Cluster');
  } finally {
    rmSync(directory, { recursive: true });
  }
});
