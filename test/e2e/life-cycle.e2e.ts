import { withOverrides } from '../fixtures/documents';
import type { Documents } from '../generators/descriptions';
import { changedWhenAppliedAgain } from './life-cycle/applied-again';
import {
  type Change, type ExamplePools, NEW_IMAGE, NEXT_MINOR, SYNCED, controlPlaneAndFewerPools, inPlaceAndNewPools, rollingPools,
} from './life-cycle/changes';
import { changesPage, row, writePage } from './life-cycle/changes-page';
import { expectedOutcomes, mutabilityOf, mutabilityOfManifests } from './life-cycle/declared';
import { LivingCluster } from './life-cycle/living-cluster';
import { CONTROL_PLANE } from './life-cycle/observed-cluster';
import { Outcome, outcomes } from './life-cycle/outcomes';
import { creations, lastFarewell, rolloutViolations } from './life-cycle/rollouts';
import { WorkloadNodes } from './life-cycle/workload-nodes';
import { nothingLeft } from './life-cycle/nothing-left';
import { Client } from './management-cluster/client';
import { type ManagementCluster, startManagementCluster } from './management-cluster/management-cluster';
import { exampleDocuments } from './manifests';
import { tell } from './numbers';

const EXAMPLES: Readonly<Record<string, ExamplePools>> = {
  minimal: { fixed: 'general', autoscaled: 'burst' },
  production: { fixed: 'batch', autoscaled: 'general' },
};

/** Without `--all`, this one alone takes every step. */
const WHOLE_LIFE = 'minimal';
const isAll = process.env.E2E_ALL === 'true';

let managementCluster: ManagementCluster;
let client: Client;
let lives: LivingCluster[];
const rows = new Map<string, string[]>();
const done = { steps: 0, machines: 0 };
/** A step that is not done, or did not end well. */
let failed: string | undefined;

beforeAll(async () => {
  managementCluster = await startManagementCluster({ capi: '1.14', providers: ['dev'] });
  client = await Client.connect(managementCluster.kubeconfig);
  lives = await Promise.all(Object.keys(EXAMPLES).map((name) => LivingCluster.start(name, atOnce(exampleDocuments(name, 'development')[0]), client)));
});

afterAll(async () => {
  const page = rows.get(WHOLE_LIFE) ?? [];
  tell(`life cycle: ${lives?.length ?? 0} clusters, ${done.steps} steps, ${page.length} changes, ${done.machines} machines made${failed === undefined ? '' : `, failed in "${failed}"`}`);
  lives?.forEach(({ observed }) => observed.stop());
  client?.close();
  await managementCluster?.stop();
});

test('the examples become available', () => eachLife('create', async (life) => {
  await life.apply();
  await life.settle();
  for (const machine of life.observed.all('Machine')) {
    const [group] = life.groups(life.observed.unitOf(machine)).filter(({ metadata }) => metadata.name === life.observed.groupOf(machine));
    const { version, failureDomain } = group.kind === 'KubeadmControlPlane' ? { ...group.spec, failureDomain: undefined } : group.spec.template.spec;
    expect(machine.spec).toMatchObject({ version, ...(failureDomain && { failureDomain }) });
  }
}));

test('nothing changes when all is applied again', () => eachLife('apply again', async (life) => {
  expect(await changedWhenAppliedAgain(client, life.manifests)).toEqual([]);
}));

test('what changes in place, more machines and new pools leave all machines that are there', () => eachLife('in place, scale up, add pools', async (life) => {
  const before = life.machines;
  await change(life, (pools) => inPlaceAndNewPools(pools, life.documents));
  const nodes = await WorkloadNodes.connect(client, life.cluster);
  await nodes.untilHave([CONTROL_PLANE, EXAMPLES[life.name].fixed].flatMap((unit) => [...before.get(unit)!]), SYNCED);
  nodes.close();
}));

test('a changed pool has its machines replaced, and a changed control plane, and no others', () => wholeLife('roll pools and control plane', async (life) => {
  await change(life, rollingPools);
}));

test('a changed control plane is replaced while pools shrink and go', () => wholeLife('roll control plane, scale down, remove pools', async (life) => {
  await change(life, controlPlaneAndFewerPools);
}));

test('a new minor reaches the control plane first, then the pools', () => wholeLife('upgrade', async (life) => {
  const start = life.observed.history.length;
  const [controlPlane] = life.groups(CONTROL_PLANE);
  const old = life.machines.get(CONTROL_PLANE) ?? [];
  await change(life, () => [NEXT_MINOR]);
  const made = creations(life.observed, start);
  const firstOfPools = made.find(({ group }) => group !== controlPlane.metadata.name);
  expect(made.slice(0, controlPlane.spec.replicas).map(({ group }) => group)).toEqual(Array(controlPlane.spec.replicas).fill(controlPlane.metadata.name));
  expect(lastFarewell(life.observed, old)).toBeLessThan(firstOfPools?.index ?? 0);
}));

test('broken machines are replaced, and what the autoscaler wants is left alone', () => wholeLife('remediate, autoscale', async (life) => {
  const { fixed, autoscaled } = EXAMPLES[life.name];
  const before = life.machines;
  const start = life.observed.history.length;
  const broken = [CONTROL_PLANE, fixed].map((unit) => [...before.get(unit)!].sort()[0]);
  const nodes = await WorkloadNodes.connect(client, life.cluster);
  for (const name of broken) await nodes.break(name);
  nodes.close();
  const [deployment] = life.groups(autoscaled);
  await client.apply({ ...refOf(deployment), spec: { replicas: deployment.spec.replicas + 1 } } as never, { fieldManager: 'cluster-autoscaler' });
  await life.observed.until(() => broken.filter((name) => life.observed.get('Machine', name) !== undefined));
  await life.observed.until(() => (life.observed.get('MachineDeployment', deployment.metadata.name)?.spec.replicas > deployment.spec.replicas ? [] : ['not scaled']));
  await life.apply();
  await life.settle();
  const after = life.machines;
  for (const [unit, names] of before) {
    const gone = [...names].filter((name) => !after.get(unit)!.has(name));
    expect([unit, gone]).toEqual([unit, broken.filter((name) => names.has(name))]);
    expect([unit, after.get(unit)!.size]).toEqual([unit, names.size + (unit === autoscaled ? 1 : 0)]);
  }
  expect(creations(life.observed, start)).toHaveLength(broken.length + 1);
}));

test('a new image reaches all machines', () => wholeLife('new image', async (life) => {
  await change(life, () => [NEW_IMAGE]);
}));

test('the examples have told the same of every change, and the page says so', () => {
  const page = rows.get(WHOLE_LIFE) ?? [];
  for (const [, others] of rows) expect(page.slice(0, others.length)).toEqual(others);
  expect(failed).toBeUndefined();
  expect(writePage(changesPage(page, MORE))).toBe(true);
  tell(`docs/reference/changes.md: ${page.length} changes, each as declared`);
});

// As the development provider cannot delete machines whose DevCluster is gone, the objects are not deleted all at once here.
test('nothing is left when the Cluster is deleted, and what it does not own', () => eachLife('delete', async (life) => {
  await life.delete();
  await nothingLeft(client, life.namespace);
}));

const MORE = [
  'A machine whose node is not healthy, of the control plane or of a pool, is replaced; all others stay.',
  'The number of machines that the autoscaler has given a pool with `autoscaling` stays when the manifests are applied again.',
  'An upgrade replaces the machines of the control plane first; those of pools follow when the last old one is gone.',
];

/** A step of all lives, beside each other. After one that has failed, nothing that follows would mean anything. */
async function eachLife(step: string, work: (life: LivingCluster) => Promise<void>, taken = lives): Promise<void> {
  if (failed !== undefined) throw new Error(`not tried, as a step before it has failed: ${failed}`);
  failed = step;
  const results = await Promise.allSettled(taken.map(async (life) => {
    const begin = Date.now();
    const start = life.observed.history.length;
    await work(life);
    const made = creations(life.observed, start).length;
    done.steps += 1;
    done.machines += made;
    tell(`life of ${life.name}: ${step}: ${Math.round((Date.now() - begin) / 1000)} s, ${made} machines made`);
  }));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  failed = undefined;
}

/** Makes changes at once, and holds what becomes of every machine against what is declared. */
async function change(life: LivingCluster, made: (pools: ExamplePools) => readonly Change[]): Promise<void> {
  const changes = made(EXAMPLES[life.name]);
  const before = life.machines;
  const groupsBefore = new Set(life.observed.all('Machine').map((machine) => life.observed.groupOf(machine)));
  const start = life.observed.history.length;
  let { documents } = life;
  for (const each of changes) {
    expect([each.what, mutabilityOfManifests(each, documents)]).toEqual([each.what, mutabilityOf(each)]);
    documents = each.change(documents);
  }
  await life.apply(documents);
  await life.settle();
  const seen = outcomes(life.observed, before, life.machines, start);
  expect(seen).toEqual(expectedOutcomes(changes, [...before.keys()]));
  const replaced = Object.keys(seen).filter((unit) => seen[unit] === Outcome.REPLACED).flatMap((unit) => life.groups(unit));
  const rolled = replaced.filter(({ metadata }) => groupsBefore.has(metadata.name));
  expect(rolled.flatMap((group) => rolloutViolations(life.observed, group, start))).toEqual([]);
  rows.set(life.name, [...(rows.get(life.name) ?? []), ...changes.map((each) => row(each, seen))]);
}

/** A step that only one life takes, unless all is asked for. */
async function wholeLife(step: string, work: (life: LivingCluster) => Promise<void>): Promise<void> {
  await eachLife(step, work, lives.filter(({ name }) => isAll || name === WHOLE_LIFE));
}

/** Machines in memory need no time to start. */
function atOnce({ description, profile }: Documents): Documents {
  return { description, profile: withOverrides(profile, { spec: { dev: { startupDuration: '0s' } } }) as Documents['profile'] };
}

function refOf({ apiVersion, kind, metadata: { name, namespace } }: { apiVersion: string; kind: string; metadata: { name: string; namespace?: string } }) {
  return { apiVersion, kind, metadata: { name, namespace } };
}
