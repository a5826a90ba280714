import { join } from 'node:path';
import { apiGroup } from '../../src/objects/cluster-scoped';
import { kindSchemas } from '../../src/objects/kind-schemas';
import { OWNED_FIELDS, type OwnedField } from '../../src/objects/owned-fields';
import { schemaAllowsPath } from '../../src/objects/schema-path';
import { readManifests } from '../../src/plan/read-manifests';
import { valueAt } from '../../src/objects/value-at';
import type { Manifest } from '../../src/targets/rendered-object';
import { description, profile } from '../fixtures/documents';
import { manifests } from '../fixtures/rendering';

const EXAMPLES = ['minimal', 'production', 'fleet'].map((name) => [name, readManifests(join(__dirname, '../../examples', name, 'dist')).manifests] as const);
const IMPORTED = manifests(description(), profile({ spec: { openstack: { image: { orc: { url: 'https://images.example.org/{version}.qcow2' } } } } }));
const CREDENTIALS = manifests(description(), profile({
  spec: {
    credentials: { orcSecretRef: { name: 'orc' }, applicationCredentials: { user: { name: 'clusters', domain: 'users' }, management: { secretRef: { name: 'value' }, roles: ['member'] } } },
  },
}));
const DEVELOPMENT = manifests(
  description({ spec: { nodePools: [{ name: 'general', flavor: 'SCS-4V-16', autoscaling: { min: 3, max: 9 } }] } }),
  profile({ spec: { target: 'capi-dev', defaults: undefined } }),
);

function isOf({ group, kind }: OwnedField, object: Manifest): boolean {
  return group === '*' || (group === apiGroup(object.apiVersion) && kind === object.kind);
}

function has(object: Manifest, { path, whereAnnotated }: OwnedField): boolean {
  return valueAt(object, path) !== undefined && (whereAnnotated === undefined || object.metadata.annotations?.[whereAnnotated] !== undefined);
}

const ADDRESSED = manifests(description(), profile({ spec: { expert: { floatingIPs: { enabled: true } } } }));

it.each([
  ...EXAMPLES, ['of the development target', DEVELOPMENT] as const, ['with an image', IMPORTED] as const, ['with floating addresses', ADDRESSED] as const,
  ['with application credentials', CREDENTIALS] as const,
])('are in no object %s', (_, objects) => {
  expect(objects.length).toBeGreaterThan(5);
  const found = objects.flatMap((object) => OWNED_FIELDS.filter((field) => isOf(field, object) && has(object, field)).map(({ path }) => `${object.kind} ${path.join('.')}`));
  expect(found).toEqual([]);
});

it('are in objects only where a description says so', () => {
  const [field, ...others] = OWNED_FIELDS.filter(({ unlessDescribed }) => unlessDescribed);
  expect(others).toEqual([]);
  const objects = manifests(
    description({ spec: { apiServer: { endpoint: { host: 'api.shop.example.org' } } } }), profile({ spec: { openstack: { apiLoadBalancer: { provider: 'none' } } } }),
  );
  expect(objects.filter((object) => isOf(field, object)).map((object) => valueAt(object, field.path))).toEqual([{ host: 'api.shop.example.org', port: 6443 }]);
});

it('would be found', () => {
  const autoscaled = DEVELOPMENT.find(({ kind }) => kind === 'MachineDeployment')!;
  const replicas = OWNED_FIELDS.find(({ path }) => path.at(-1) === 'replicas')!;
  expect(has({ ...autoscaled, spec: { replicas: 3 } }, replicas)).toBe(true);
  expect(has({ ...autoscaled, metadata: { name: 'a' }, spec: { replicas: 3 } }, replicas)).toBe(false);
  expect(has({ ...autoscaled, status: {} }, OWNED_FIELDS.find(({ path }) => path[0] === 'status')!)).toBe(true);
});

/** Kinds in which nobody else writes anything. */
const ALL_OURS = ['/ServiceAccount', 'rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/RoleBinding'];

it('are of kinds that this library emits, and of all with an owner or a finalizer', () => {
  const emitted = new Set([...EXAMPLES.flatMap(([, objects]) => objects), ...DEVELOPMENT, ...IMPORTED, ...ADDRESSED, ...CREDENTIALS].map(({ apiVersion, kind }) => `${apiGroup(apiVersion)}/${kind}`));
  const named = OWNED_FIELDS.filter(({ group }) => group !== '*').map(({ group, kind }) => `${group}/${kind}`);
  expect([...new Set([...named, ...ALL_OURS])].sort()).toEqual([...emitted].sort());
});

it('exist', () => {
  const specs = OWNED_FIELDS.filter(({ group, path }) => group.includes('.') && path[0] === 'spec');
  expect(specs.length).toBeGreaterThan(5);
  for (const { group, kind, path } of specs) {
    expect({ kind, path, ...schemaAllowsPath(kindSchemas.schema(group, kind)!, path.map(String)) }).toEqual({ kind, path, allowed: true });
  }
});

it('are named once', () => {
  const names = OWNED_FIELDS.map(({ group, kind, path }) => `${group}/${kind} ${path.join('.')}`);
  expect(names).toEqual([...new Set(names)]);
});
