import { objectOf } from '../../fixtures/changed-objects';
import { descriptionWith, profileWith, type Overrides } from '../../fixtures/documents';
import { judged, manifests } from '../../fixtures/rendering';

const DEVELOPMENT = { target: 'capi-dev', openstack: undefined, defaults: undefined, onUnsupported: 'Warn' };

function objects(description: Overrides = {}, profile: Overrides = {}) {
  return manifests(descriptionWith(description), profileWith({ ...DEVELOPMENT, ...profile }));
}

/** Names of the machine templates. */
function templates(description: Overrides = {}, profile: Overrides = {}): string[] {
  return objects(description, profile).filter(({ kind }) => kind === 'DevMachineTemplate').map(({ metadata }) => metadata.name!);
}

it('gives the zones of containers in the order that the webhook takes', () => {
  const { spec } = objectOf(objects({ controlPlane: { zones: ['az3', 'az1'] } }, { dev: { backend: 'Docker' } }), 'DevCluster');
  expect(spec).toEqual({ backend: { docker: { failureDomains: [{ name: 'az1', controlPlane: true }, { name: 'az3', controlPlane: true }] } } });
});

it('never gives a DevCluster without an annotation, which would end the provider', () => {
  expect(objectOf(objects({ deletionProtection: false }), 'DevCluster').metadata.annotations).toEqual({ 'kaas.scs.community/backend': 'InMemory' });
});

it.each<[string, Overrides, number]>([
  ['flavor of a pool', { nodePools: [{ name: 'general', flavor: 'SCS-4V-8' }] }, 1],
  ['root disk of a pool', { nodePools: [{ name: 'general', flavor: 'SCS-4V-16', rootDisk: { size: '100Gi' } }] }, 1],
  ['flavor of the control plane', { controlPlane: { flavor: 'SCS-4V-8' } }, 1],
  ['version', { kubernetesVersion: '1.35' }, 2],
  ['number of machines', { nodePools: [{ name: 'general', flavor: 'SCS-4V-16', replicas: 6 }] }, 0],
])('gives new templates to those machines only whose %s changes', (_what, change, expected) => {
  const before = templates();
  expect(templates(change).filter((name) => !before.includes(name))).toHaveLength(expected);
});

it('starts machines after the time of the profile', () => {
  const part = { provisioning: { startupDuration: '1m30s' } };
  expect(objectOf(objects({}, { dev: { startupDuration: '90s' } }), 'DevMachineTemplate').spec).toMatchObject({
    template: { spec: { backend: { inMemory: { vm: part, node: part, apiServer: part, etcd: part } } } },
  });
});

it('tells what has no meaning without a cloud', () => {
  const { diagnostics } = judged(descriptionWith({ apiServer: { allowedCidrs: ['198.51.100.0/24'] } }), profileWith(DEVELOPMENT));
  expect(diagnostics.map(({ code, severity, path }) => [severity, code, path.join('.')])).toContainEqual(['Warning', 'UnsupportedSetting', 'spec.apiServer.allowedCidrs']);
});

it.each<[string, Overrides, readonly string[]]>([
  ['simulated machines, which would never start', { certificates: { algorithm: 'ECDSA-P256' } }, [
    'UnsupportedSetting spec.certificates.algorithm: simulated machines cannot start with keys of ECDSA-P256, only with those of RSA (RSA-2048, RSA-3072, RSA-4096)',
  ]],
  ['containers', { certificates: { algorithm: 'ECDSA-P256' }, dev: { backend: 'Docker' } }, []],
  ['authorities that are there already', {
    certificates: { algorithm: 'ECDSA-P256', authorities: { ca: { name: '{cluster}-ca' }, etcd: { name: '{cluster}-etcd' } } },
  }, []],
])('holds the algorithm of certificates against the back end: %s', (_what, profile, expected) => {
  const { diagnostics } = judged(descriptionWith({}), profileWith({ ...DEVELOPMENT, ...profile }));
  const errors = diagnostics.filter(({ severity }) => severity === 'Error');
  expect(errors.map(({ code, path, message, allowed }) => `${code} ${path.join('.')}: ${message} (${allowed?.join(', ')})`)).toEqual(expected);
});
