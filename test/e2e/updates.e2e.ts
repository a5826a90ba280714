import { objectName } from '../../src/plan/object-key';
import { validateUpdate } from '../../src/plan/validate-update';
import type { Manifest } from '../../src/targets/rendered-object';
import { identity } from '../fixtures/rendering';
import { changeableFields, changingClusters, type ChangingCluster, type Update } from '../generators/changes';
import { Client, type ObjectRef } from './management-cluster/client';
import { type ManagementCluster, startManagementCluster } from './management-cluster/management-cluster';
import { CLUSTER_API_RELEASES, type ClusterApiRelease } from './management-cluster/programs';
import type { ProviderName } from './management-cluster/providers';
import { tell } from './numbers';
import { WEBHOOK_RULES } from './webhook-rules';

const SEED = Number(process.env.E2E_SEED ?? 1);
const PROVIDERS: Readonly<Record<ClusterApiRelease, readonly ProviderName[]>> = {
  '1.12': ['openstack', 'orc'],
  '1.13': ['openstack', 'orc'],
  '1.14': ['openstack', 'orc', 'dev'],
};

/** Changes that the servers take and this library refuses, each with the reason. */
const REFUSED_HERE_ONLY: readonly { readonly objection: RegExp; readonly reason: string }[] = [
  { objection: /^Cluster .*the server takes it, but the nodes keep the ranges/, reason: 'nothing comes of it' },
  { objection: /^KubeadmControlPlane .*cannot go back .*the server takes it/, reason: 'etcd would have what an older API server cannot read' },
  { objection: /^MachineDeployment .*its kubeadm cannot join/, reason: 'the machines are never made' },
];
/** Changes that only a server can judge, as it knows what was found in the cloud: this library warns. */
const WARNED_OF = /only the id of the network|only ids of the subnets|only the address that the API server already has/;

const CLUSTERS = changingClusters(SEED);

test('every field that works is changed', () => {
  const updates = CLUSTERS.flatMap((cluster) => cluster.updates);
  const changed = new Set(updates.flatMap(({ fields }) => fields));
  const alone = new Set(updates.filter(({ fields }) => fields.length === 1).flatMap(({ fields }) => fields));
  const fields = changeableFields();
  tell(`updates, --seed ${SEED}: ${updates.length} changes of ${fields.length} fields, ${fields.filter((field) => alone.has(field)).length} of them alone, of ${CLUSTERS.length} clusters`);
  expect(fields.filter((field) => !changed.has(field))).toEqual([]);
});

describe.each(CLUSTER_API_RELEASES)('Cluster API %s', (capi) => {
  let cluster: ManagementCluster;
  let client: Client;

  beforeAll(async () => {
    cluster = await startManagementCluster({ capi, providers: PROVIDERS[capi], featureGates: ['KubeadmBootstrapFormatIgnition'] });
    client = await Client.connect(cluster.kubeconfig);
  });

  afterAll(async () => {
    client?.close();
    await cluster?.stop();
  });

  test('takes every change of an object that is not refused here', async () => {
    const own = CLUSTERS.filter((_, index) => index % CLUSTER_API_RELEASES.length === CLUSTER_API_RELEASES.indexOf(capi));
    const results: Result[] = [];
    for (const changing of own) results.push(...(await tryUpdates(client, changing)));
    const having = (outcome: Outcome): Result[] => results.filter((result) => result.outcome === outcome);
    tell([
      `Cluster API ${capi}: ${results.length} changed objects tried`,
      ...Object.values(Outcome).map((outcome) => `${having(outcome).length} ${outcome}`),
    ].join(', '));
    const unexplained = having(Outcome.REFUSED_HERE).filter(({ said }) => !said.every(isExplained));
    expect([...having(Outcome.MISSED), ...unexplained]).toEqual([]);
    expect(having(Outcome.ACCEPTED).length).toBeGreaterThan(50);
  });

  const rules = WEBHOOK_RULES.filter(({ provider }) => PROVIDERS[capi].includes(provider));
  let refusals = 0;
  afterAll(() => tell(`Cluster API ${capi}: ${refusals} rules of webhooks and schemas exercised`));

  test.each(rules)('refuses $id', async ({ objects, server }) => {
    const { existing, refused } = objects();
    for (const object of existing) expect(await rejection(client, object)).toBeUndefined();
    expect(await rejection(client, refused)).toMatch(server);
    refusals += 1;
  });
});

enum Outcome {
  ACCEPTED = 'accepted',
  REFUSED_BY_BOTH = 'refused by both',
  REFUSED_HERE = 'refused here only',
  WARNED_OF = 'refused after a warning here',
  MISSED = 'missed',
}

interface Result {
  readonly outcome: Outcome;
  readonly place: string;
  readonly object: string;
  readonly said: readonly string[];
  readonly server?: string;
}

/** Makes the objects of a cluster, and asks the server about each object that an update changes or adds. */
async function tryUpdates(client: Client, { objects, updates }: ChangingCluster): Promise<Result[]> {
  for (const object of objects) expect(await rejection(client, object)).toBeUndefined();
  const before = new Map(objects.map((object) => [identity(object), JSON.stringify(object)]));
  const results: Result[] = [];
  for (const update of updates) {
    const others = update.objects.filter((object) => before.get(identity(object)) !== JSON.stringify(object));
    // What is in another namespace is another cluster.
    const changed = others.filter(({ metadata: { name, namespace = name } }) => namespace === objects[0].metadata.name);
    results.push(...(await Promise.all(changed.map((object) => tryObject(client, objects, update, object)))));
  }
  return results;
}

async function tryObject(client: Client, previous: readonly Manifest[], { place, objects }: Update, object: Manifest): Promise<Result> {
  const said = validateUpdate(previous, objects).filter(({ message }) => message.startsWith(`${objectName(object)}: `));
  const errors = said.filter(({ severity }) => severity === 'Error');
  const server = await rejection(client, object, true);
  const outcome = outcomeOf(server, errors.length > 0, said.some(({ message }) => WARNED_OF.test(message)));
  return { outcome, place, object: identity(object), said: errors.map(({ message }) => message), server };
}

function isExplained(said: string): boolean {
  return REFUSED_HERE_ONLY.some(({ objection }) => objection.test(said));
}

function outcomeOf(server: string | undefined, isRefusedHere: boolean, isWarnedOf: boolean): Outcome {
  if (server === undefined) return isRefusedHere ? Outcome.REFUSED_HERE : Outcome.ACCEPTED;
  if (isRefusedHere) return Outcome.REFUSED_BY_BOTH;
  return isWarnedOf ? Outcome.WARNED_OF : Outcome.MISSED;
}

/** Why the server does not take an object. */
async function rejection(client: Client, object: Manifest, dryRun = false): Promise<string | undefined> {
  return (await client.apply(object as ObjectRef, { dryRun })).rejection?.message;
}
