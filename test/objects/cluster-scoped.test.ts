import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { apiGroup, isClusterScoped } from '../../src/objects/cluster-scoped';

interface CustomResourceDefinition {
  readonly spec: { readonly group: string; readonly scope: string; readonly names: { readonly kind: string } };
}

const crds = path.join(__dirname, '../../imports/crds');

test.each(fs.readdirSync(crds))('knows the scopes of %s', (file) => {
  const definitions = parseAllDocuments(fs.readFileSync(path.join(crds, file), 'utf8')).map(
    (document) => document.toJS() as CustomResourceDefinition,
  );
  expect(definitions.length).toBeGreaterThan(0);
  const clusterScoped = definitions.filter(({ spec }) => spec.scope === 'Cluster').map(({ spec }) => `${spec.group}/${spec.names.kind}`);
  const claimed = definitions
    .filter(({ spec }) => isClusterScoped(`${spec.group}/v1`, spec.names.kind))
    .map(({ spec }) => `${spec.group}/${spec.names.kind}`);
  expect(claimed).toEqual(clusterScoped);
});

test.each([
  ['v1', 'Namespace', true],
  ['v1', 'ConfigMap', false],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', true],
  ['rbac.authorization.k8s.io/v1', 'Role', false],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', true],
  ['infrastructure.cluster.x-k8s.io/v1alpha1', 'OpenStackClusterIdentity', true],
  ['example.org/v1', 'Namespace', false],
])('%s %s: %s', (apiVersion, kind, expected) => {
  expect(isClusterScoped(apiVersion, kind)).toBe(expected);
});

test('the group of an API version', () => {
  expect([apiGroup('v1'), apiGroup('apps/v1')]).toEqual(['', 'apps']);
});
