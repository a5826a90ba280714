import { kindSchemas } from '../../src/objects/kind-schemas';
import { olderPlaces, presentForm, presentPlace, schemaAt } from '../../src/validation/older-fields';

const SCHEMAS = new Map(kindSchemas.names().map((name) => {
  const [group, kind] = name.split('/');
  return [kind, kindSchemas.schemas(group, kind).at(-1)!];
}));

const at = (kind: string, place: string) => schemaAt(SCHEMAS.get(kind)!, place);

const PLACES = olderPlaces();

function isReal({ kind, older, present }: (typeof PLACES)[number]): boolean {
  return (older === undefined || at(kind, older) === undefined) && (present === undefined || at(kind, present) !== undefined);
}

test('every row is true of a kind', () => {
  const real = new Set(PLACES.filter(isReal).map(({ row }) => row));
  expect([...new Set(PLACES.map(({ row }) => row))].filter((row) => !real.has(row))).toEqual([]);
});

test('no kind has an older name still', () => {
  expect(PLACES.filter(({ kind, older }) => older !== undefined && at(kind, older) !== undefined)).toEqual([]);
});

test.each([
  ['OpenStackMachineTemplate', ['spec', 'template', 'spec', 'rootVolume', 'diskSize'], 'spec.template.spec.rootVolume.sizeGiB'],
  ['OpenStackCluster', ['spec', 'subnets', 0, 'uuid'], 'spec.subnets[].id'],
  ['OpenStackCluster', ['spec', 'bastion', 'spec', 'serverGroupID'], 'spec.bastion.spec.serverGroup.id'],
  ['MachineDeployment', ['spec', 'template', 'spec', 'bootstrap', 'configRef', 'apiVersion'], 'spec.template.spec.bootstrap.configRef.apiGroup'],
  ['KubeadmControlPlane', ['spec', 'kubeadmConfigSpec', 'clusterConfiguration', 'networking'], 'there is none: it is clusterNetwork of the Cluster'],
  ['MachineHealthCheck', ['spec', 'maxUnhealthy'], 'spec.remediation.triggerIf.unhealthyLessThanOrEqualTo'],
  ['MachineHealthCheck', ['spec', 'constructor'], undefined],
])('%s %j', (kind, path, present) => {
  expect(presentPlace(kind, SCHEMAS.get(kind)!, path as string[])).toBe(present);
});

test('fields with another form', () => {
  expect(presentForm('OpenStackMachineTemplate', ['spec', 'template', 'spec', 'image'])).toContain('filter');
  expect(presentForm('OpenStackMachineTemplate', ['spec', 'template', 'spec', 'flavor'])).toBeUndefined();
});
