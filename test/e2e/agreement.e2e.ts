import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import type { FieldPath } from '../../src/diagnostics/diagnostic';
import { type KnownKind, objectProblems } from '../../src/validation/object-problems';
import { type BrokenObject, brokenArbitrary } from './broken-objects';
import { Client, type Rejection } from './management-cluster/client';
import { type ManagementCluster, startManagementCluster } from './management-cluster/management-cluster';
import type { ClusterApiRelease } from './management-cluster/programs';
import { EXAMPLE_NAMES, exampleManifests } from './manifests';
import { tell } from './numbers';

const BROKEN = Number(process.env.E2E_BROKEN ?? 2000);
const SEED = Number(process.env.E2E_SEED ?? 1);

const CRDS = join(__dirname, '..', '..', 'imports', 'crds');
const RELEASES: readonly (readonly [ClusterApiRelease, string])[] = [['1.12', 'cluster-api-v1.12.11'], ['1.14', 'cluster-api-v1.14.2']];
const OTHERS = ['cluster-api-provider-openstack-v0.14.7', 'openstack-resource-controller-v2.6.0'];

/** One object of each kind and content of the examples. */
const OBJECTS = EXAMPLE_NAMES.flatMap(exampleManifests).map(({ object }) => object).filter(({ apiVersion }) => apiVersion !== 'v1');

describe.each(RELEASES)('the schemas of Cluster API %s', (capi, crds) => {
  const kinds = knownKinds([crds, ...OTHERS]);
  let cluster: ManagementCluster;
  let client: Client;

  beforeAll(async () => {
    cluster = await startManagementCluster({ capi, providers: ['openstack', 'orc'], featureGates: ['KubeadmBootstrapFormatIgnition'] });
    client = await Client.connect(cluster.kubeconfig);
    // Only the schemas are to judge.
    for (const kind of ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']) {
      for (const configuration of await client.list('admissionregistration.k8s.io/v1', kind)) await client.delete(configuration);
    }
    for (const name of new Set(OBJECTS.map(({ metadata }) => metadata.namespace ?? ''))) await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  });

  afterAll(async () => {
    client?.close();
    await cluster?.stop();
  });

  test('judge broken objects as the server does', async () => {
    let refused = 0;
    const disagreements: string[] = [];
    const agrees = async ({ how, object }: BrokenObject) => {
      const ours = objectProblems(object as never, kinds.get(object.kind) as KnownKind).map(({ path }) => fieldName(path));
      const { rejection } = await client.tryCreate(object);
      if (rejection) refused += 1;
      const theirs = rejection === undefined ? [] : refusedFields(rejection);
      const same = rejection === undefined ? ours.length === 0 : ours.some((field) => theirs.includes(field));
      if (!same) disagreements.push(`${object.kind} ${how}: ours ${ours.join(', ') || 'none'}; the server's ${rejection?.message ?? 'none'}`);
    };
    const broken = fc.constantFrom(...OBJECTS).chain((object) => brokenArbitrary(object, (kinds.get(object.kind) as KnownKind).schema));
    const samples = fc.sample(broken, { numRuns: Math.ceil(BROKEN / RELEASES.length), seed: SEED });
    for (let begin = 0; begin < samples.length; begin += 16) await Promise.all(samples.slice(begin, begin + 16).map(agrees));
    expect(disagreements).toEqual([]);
    tell(`Cluster API ${capi}: ${samples.length} broken objects judged as by the server, ${refused} of them refused, --seed ${SEED}`);
  });
});

function knownKinds(files: readonly string[]): Map<string, KnownKind> {
  const crds = files.flatMap((file) => parseAllDocuments(readFileSync(join(CRDS, `${file}.yaml`), 'utf8')).map((document) => document.toJS()));
  return new Map(crds.map(({ spec }) => [spec.names.kind, { group: spec.group, scope: spec.scope, schema: spec.versions[0].schema.openAPIV3Schema }]));
}

/** As the server writes a path, without its brackets and quotes. */
function fieldName(path: FieldPath): string {
  return path.join('.');
}

function refusedFields({ message, causes }: Rejection): string[] {
  const unknown = [...message.matchAll(/unknown field "([^"]+)"/g)].map(([, field]) => field);
  const ranges = [...message.matchAll(/value must be of type \w+ with format \w+ in ([^\s,]+)/g)].map(([, field]) => field);
  return [...unknown, ...ranges, ...causes.map(({ field }) => field ?? '')].map((field) => field.replaceAll(/\[["']?([^\]"']+)["']?\]/g, '.$1').replace(/^\./, ''));
}
