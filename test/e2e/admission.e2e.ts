import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import type { ScsClusterDocument } from '../../src/params';
import type { ProviderProfileDocument } from '../../src/profile';
import { type Documents, documentsArbitrary } from '../generators/descriptions';
import { devDocumentsArbitrary } from '../generators/dev-documents';
import { serverSideDifferences, threeWayDifferences, wronglyOwned } from './drift';
import { Client, type ObjectRef } from './management-cluster/client';
import { type ManagementCluster, startManagementCluster } from './management-cluster/management-cluster';
import { CLUSTER_API_RELEASES } from './management-cluster/programs';
import type { ProviderName } from './management-cluster/providers';
import { openStackManifests, synthesizedManifests, type WrittenObject } from './manifests';
import { tell } from './numbers';
import { identity, makeNamespaces, objectionsTo } from './server-objections';
import { WRONG_OBJECTS } from './wrong-objects';

const RUNS = Number(process.env.E2E_RUNS ?? 500);
const SEED = Number(process.env.E2E_SEED ?? 1);
/** In which controllers complete what they will of new objects. */
const SETTLED_SECONDS = 20;

const PROVIDERS: readonly ProviderName[] = ['openstack', 'orc'];
const EXAMPLES = openStackManifests();
/** What is there for good, and must not drift: the examples, and some of what is generated. */
const KEPT = new Map([...EXAMPLES, ...generated(Math.ceil(RUNS / 25))]);

beforeAll(() => tell(`admission of ${RUNS} generated descriptions by each release, --seed ${SEED}`));

test('there are examples', () => {
  const names = ['minimal', 'production', 'fleet', 'minimal with scs-cloud-ovn', 'production with openstack-laboratory', 'fleet with scs-cloud-ovn'];
  expect([...EXAMPLES.keys()]).toEqual(expect.arrayContaining(names));
});

describe.each(CLUSTER_API_RELEASES)('Cluster API %s', (capi) => {
  let cluster: ManagementCluster;
  let client: Client;
  let lastApplied = 0;
  const hasDevelopment = capi === '1.14';

  beforeAll(async () => {
    const providers = hasDevelopment ? [...PROVIDERS, 'dev' as const] : PROVIDERS;
    cluster = await startManagementCluster({ capi, providers, featureGates: ['KubeadmBootstrapFormatIgnition'] });
    client = await Client.connect(cluster.kubeconfig);
  });

  afterAll(async () => {
    client?.close();
    await cluster?.stop();
  });

  test.each(WRONG_OBJECTS)('objects to $what', async ({ objection, ...manifest }) => {
    expect(await objectionsTo(client, manifest, { dryRun: true })).toEqual([expect.stringMatching(objection)]);
  });

  test.each([...KEPT.keys()])('takes all objects of %s', async (name) => {
    const manifests = KEPT.get(name) ?? [];
    const objections = [];
    for (const manifest of manifests) objections.push(...(await objectionsTo(client, manifest)));
    lastApplied = Date.now();
    expect(objections).toEqual([]);
    expect(manifests.length).toBeGreaterThan(5);
    tell(`Cluster API ${capi}: ${manifests.length} objects of ${name} admitted`);
  });

  test('takes all objects of generated descriptions', () => takesGenerated(documentsArbitrary, 'generated descriptions'));

  // The development provider can be had for one release.
  if (hasDevelopment) test('takes all objects of generated descriptions for development', () => takesGenerated(devDocumentsArbitrary, 'such for development'));

  async function takesGenerated(documents: fc.Arbitrary<Documents>, what: string): Promise<void> {
    const namespaces = new Set<string>();
    const begin = Date.now();
    let [descriptions, objects] = [0, 0];
    const takes = async (each: Documents) => {
      const manifests = synthesizedManifests(each);
      await makeNamespaces(client, manifests, namespaces);
      const objections = await Promise.all(manifests.map((manifest) => objectionsTo(client, manifest, { dryRun: true })));
      descriptions += 1;
      objects += manifests.length;
      expect(objections.flat()).toEqual([]);
    };
    await fc.assert(fc.asyncProperty(documents, takes), { numRuns: RUNS, seed: SEED + CLUSTER_API_RELEASES.indexOf(capi) });
    const perSecond = Math.round((1000 * objects) / (Date.now() - begin));
    tell(`Cluster API ${capi}: ${objects} objects of ${descriptions} ${what} admitted, ${perSecond} a second`);
  }

  test('has nothing to change when all of them are applied again', async () => {
    await delay(Math.max(0, lastApplied + SETTLED_SECONDS * 1000 - Date.now()));
    for (const { metadata } of await client.list('cluster.x-k8s.io/v1beta2', 'Cluster')) expect(metadata.finalizers).toBeDefined();
    const drifted: string[] = [];
    for (const { object, text } of [...KEPT.values()].flat()) {
      const before = await client.get(object);
      const { object: dryRun } = await client.apply(object, { text, dryRun: true });
      const { object: after, rejection } = await client.apply(object, { text });
      const isWritten = before?.metadata.resourceVersion !== after?.metadata.resourceVersion;
      const changes = [
        ...(rejection ? [rejection.message] : []),
        ...(isWritten && !hasOnlyName(object) ? ['is written again'] : []),
        // A value that a webhook replaces is replaced again, which the version does not tell.
        ...threeWayDifferences(object, before),
        ...(before && dryRun ? serverSideDifferences(before, dryRun) : ['cannot be compared']),
        ...(before ? wronglyOwned(before) : []),
      ];
      drifted.push(...changes.map((change) => `${identity(object)} ${change}`));
    }
    expect(drifted).toEqual([]);
    tell(`Cluster API ${capi}: ${[...KEPT.values()].flat().length} objects after their controllers: no drift for Argo CD and Flux, nothing written when applied again`);
  });
});

/** Of such an object the server notes no owner of fields when it makes it, and makes good for that once, when it is applied again. */
function hasOnlyName({ apiVersion: _version, kind: _kind, metadata: { name: _name, ...metadata }, ...rest }: ObjectRef): boolean {
  return Object.keys(metadata).length + Object.keys(rest).length === 0;
}

/** Manifests of generated descriptions, each in a namespace of its own, without patches: these may write what others own, and drift. */
function generated(count: number): [string, WrittenObject[]][] {
  return fc.sample(documentsArbitrary, { numRuns: count, seed: SEED }).map(({ description, profile }, index) => {
    const inNamespace = { ...description, metadata: { ...description.metadata, namespace: `generated-${index}` } };
    return [`generated description ${index}`, synthesizedManifests({ description: withoutPatches(inNamespace), profile: withoutPatches(profile) })];
  });
}

function withoutPatches<T extends ScsClusterDocument | ProviderProfileDocument>(document: T): T {
  const { expert } = document.spec;
  return expert === undefined ? document : { ...document, spec: { ...document.spec, expert: { ...expert, patches: undefined } } };
}
