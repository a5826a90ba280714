import fc from 'fast-check';
import { devDocumentsArbitrary } from '../generators/dev-documents';
import type { Documents } from '../generators/descriptions';
import { threeWayDifferences } from './drift';
import { conditionIsTrue } from './conditions';
import { Client, type ObjectRef, type StoredObject } from './management-cluster/client';
import { type ManagementCluster, startManagementCluster } from './management-cluster/management-cluster';
import { type WrittenObject, exampleDocuments, synthesizedManifests } from './manifests';
import { tell } from './numbers';
import { identity, makeNamespaces, objectionsTo } from './server-objections';

const RUNS = Number(process.env.E2E_RUNS ?? 500);
const SEED = Number(process.env.E2E_SEED ?? 1);
const AVAILABLE_SECONDS = 600;
const DELETED_SECONDS = 300;
/** A controller may write to an object at the moment in which it is applied; what is written each time is our doing. */
const ATTEMPTS = 3;

const CLUSTER_API = 'cluster.x-k8s.io/v1beta2';

/** An example on the development provider, and what of it is to be there. */
const EXAMPLES = ['minimal', 'production'].map((name) => {
  const manifests = synthesizedManifests(...exampleDocuments(name, 'development'));
  const cluster = manifests.find(({ object }) => object.kind === 'Cluster')?.object as ObjectRef;
  return { name, manifests, cluster, namespace: cluster.metadata.namespace as string };
});

let managementCluster: ManagementCluster;
let client: Client;

beforeAll(async () => {
  managementCluster = await startManagementCluster({ capi: '1.14', providers: ['dev'] });
  client = await Client.connect(managementCluster.kubeconfig);
});

afterAll(async () => {
  client?.close();
  await managementCluster?.stop();
});

test('the examples become available, all at the same time', async () => {
  const begin = Date.now();
  const objections: string[] = [];
  for (const manifest of EXAMPLES.flatMap(({ manifests }) => manifests)) objections.push(...(await objectionsTo(client, manifest)));
  expect(objections).toEqual([]);
  await Promise.all(EXAMPLES.map(async ({ name, manifests, cluster }) => {
    await client.waitFor(cluster, (object) => object !== undefined && isComplete(object), AVAILABLE_SECONDS);
    tell(`example ${name}: ${manifests.length} objects, available after ${secondsSince(begin)} s`);
  }));
});

test.each(EXAMPLES)('the machines of $name are those that were asked for', async ({ name, manifests, namespace }) => {
  const machines = await client.list(CLUSTER_API, 'Machine', namespace);
  expect(countBy(machines.map(groupOf))).toEqual(wantedMachines(manifests));
  expect(countBy(machines.map(({ status }) => status.phase))).toEqual({ Running: machines.length });
  for (const { spec, metadata } of await client.list(CLUSTER_API, 'MachineDeployment', namespace)) {
    const own = machines.filter((machine) => groupOf(machine) === metadata.name);
    for (const machine of own) expect(machine.spec).toMatchObject({ version: spec.template.spec.version, failureDomain: spec.template.spec.failureDomain });
  }
  tell(`example ${name}: ${machines.length} machines, each in its group and zone`);
});

test.each(EXAMPLES)('applying $name again changes nothing', async ({ name, manifests }) => {
  const drifted: string[] = [];
  for (const manifest of manifests) drifted.push(...(await drift(manifest)));
  expect(drifted).toEqual([]);
  tell(`example ${name}: ${manifests.length} objects applied again, none changed`);
});

// As the development provider cannot delete machines whose DevCluster is gone, the objects are not deleted all at once here.
test.each(EXAMPLES)('deleting the Cluster of $name takes everything with it but the Namespace', async ({ name, cluster, namespace }) => {
  const begin = Date.now();
  await client.delete(cluster);
  await client.waitFor(cluster, (object) => object === undefined, DELETED_SECONDS);
  await nothingLeft(namespace);
  await client.delete(namespaceRef(namespace));
  await client.waitFor(namespaceRef(namespace), (object) => object === undefined, DELETED_SECONDS);
  tell(`example ${name}: deleted by its Cluster in ${secondsSince(begin)} s, nothing left`);
});

test('all objects of generated descriptions are admitted', async () => {
  const namespaces = new Set<string>();
  let [descriptions, objects] = [0, 0];
  const takes = async (documents: Documents) => {
    const manifests = synthesizedManifests(documents);
    await makeNamespaces(client, manifests, namespaces);
    const objections = await Promise.all(manifests.map((manifest) => objectionsTo(client, manifest, { dryRun: true })));
    descriptions += 1;
    objects += manifests.length;
    expect(objections.flat()).toEqual([]);
  };
  await fc.assert(fc.asyncProperty(devDocumentsArbitrary, takes), { numRuns: Math.ceil(RUNS / 3), seed: SEED });
  tell(`${objects} objects of ${descriptions} generated descriptions admitted, --seed ${SEED}`);
});

/** Whether all machines are there, and the cluster says that it is available. */
function isComplete({ status }: StoredObject): boolean {
  const groups = [status?.controlPlane, status?.workers];
  return conditionIsTrue(status, 'Available') && groups.every((group) => group?.desiredReplicas > 0 && group.availableReplicas === group.desiredReplicas);
}

/** How many machines each control plane and MachineDeployment is to have, by its name. */
function wantedMachines(manifests: readonly WrittenObject[]): Record<string, number> {
  const groups = manifests.map(({ object }) => object as StoredObject).filter(({ kind }) => kind === 'KubeadmControlPlane' || kind === 'MachineDeployment');
  return Object.fromEntries(groups.map(({ metadata, spec }) => {
    return [metadata.name, spec.replicas ?? Number(metadata.annotations?.['cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size'])];
  }));
}

function groupOf({ metadata }: StoredObject): string {
  return metadata.labels?.['cluster.x-k8s.io/deployment-name'] ?? metadata.labels?.['cluster.x-k8s.io/control-plane-name'] ?? '';
}

/** What an object that is applied again changes in the server: it would be written for ever. */
async function drift({ object, text }: WrittenObject): Promise<string[]> {
  let changes: string[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = await client.get(object);
    const { object: after, rejection } = await client.apply(object, { text });
    const isWritten = before?.metadata.resourceVersion !== after?.metadata.resourceVersion;
    changes = [...(rejection ? [rejection.message] : []), ...(isWritten ? ['is written again'] : []), ...threeWayDifferences(object, before)];
    if (changes.length === 0) break;
  }
  return changes.map((change) => `${identity(object)} ${change}`);
}

/** What no Cluster owns, and goes with the manifests or the Namespace. */
const AUTOSCALER = /^(Deployment|Role|RoleBinding|ServiceAccount) .*-autoscaler$/;

/** Waits until the garbage collector is done. Events are no part of a cluster: they tell of what was. */
async function nothingLeft(namespace: string): Promise<void> {
  for (const end = Date.now() + DELETED_SECONDS * 1000; ; ) {
    const left = (await client.listAll(namespace)).filter(({ kind }) => kind !== 'Event').map(identity).filter((name) => !AUTOSCALER.test(name));
    if (left.length === 0) return;
    if (Date.now() > end) throw new Error(`left in namespace ${namespace}: ${left.join(', ')}`);
  }
}

function namespaceRef(name: string): ObjectRef {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

function countBy(values: readonly string[]): Record<string, number> {
  return values.reduce<Record<string, number>>((counts, value) => ({ ...counts, [value]: (counts[value] ?? 0) + 1 }), {});
}

function secondsSince(begin: number): number {
  return Math.round((Date.now() - begin) / 1000);
}
