import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import type { FieldPath } from '../../src/diagnostics/diagnostic';
import { kubernetesKind } from '../../src/objects/kubernetes-kinds';
import { type KnownKind, objectProblems } from '../../src/validation/object-problems';
import { unjudged, validateObject } from '../../src/validation/validate-object';
import { documentsArbitrary } from '../generators/descriptions';
import { type BrokenObject, brokenArbitrary } from './broken-objects';
import { type Applied, Client, type ObjectRef, type Rejection } from './management-cluster/client';
import { CLUSTER_API_RELEASES, type ClusterApiRelease } from './management-cluster/programs';
import { type SchemaServer, startSchemaServer } from './management-cluster/schema-server';
import { EXAMPLE_NAMES, exampleManifests, synthesizedManifests } from './manifests';
import { tell } from './numbers';
import { VALID_OBJECTS } from './valid-objects';

const BROKEN = Number(process.env.E2E_BROKEN ?? 2000);
const SEED = Number(process.env.E2E_SEED ?? 1);
const GENERATED = 15;

const CRDS = join(__dirname, '..', '..', 'imports', 'crds');
/** The schemas that come with this package; of releases between them, those of the server are taken. */
const SHIPPED: Partial<Record<ClusterApiRelease, string>> = { '1.12': 'cluster-api-v1.12.11', '1.14': 'cluster-api-v1.14.2' };
const OTHERS = ['cluster-api-provider-openstack-v0.14.7', 'openstack-resource-controller-v2.6.0'];

interface Exception {
  readonly reason: string;
  readonly is: (broken: BrokenObject, ours: readonly string[], rejection: Rejection | undefined) => boolean;
}

/** Whether an object is of a kind of Kubernetes itself. */
function isOfKubernetes({ apiVersion, kind }: ObjectRef): boolean {
  return kubernetesKind(apiVersion, kind) !== undefined;
}

/** Where we know better than the server, each with the reason. */
const EXCEPTIONS: readonly Exception[] = [
  {
    // kube-openapi, typeValidator. Controllers then fail to decode the object.
    reason: 'a list where a string with a format is wanted passes the server, which looks at the format only',
    is: ({ how, schema, object }, ours, rejection) => rejection === undefined && ours.length === 1 && how.endsWith('has another type')
      && typeof schema.format === 'string' && schema.type === 'string' && Array.isArray(valueAt(object, ours[0])),
  },
  {
    // GitOps tools find such an object changed for ever.
    reason: 'a namespace of an object that is in none is dropped without a word',
    is: (_broken, ours, rejection) => rejection === undefined && ours.length === 1 && ours[0] === 'metadata.namespace',
  },
  {
    reason: 'of kinds of Kubernetes itself, much is known to the code of API servers only, and is in none of their schemas',
    is: ({ collection }, ours, rejection) => isOfKubernetes(collection) && ours.length === 0 && / is invalid: /.test(rejection?.message ?? ''),
  },
  {
    // As kubectl apply --server-side and GitOps tools apply them, they are refused.
    reason: 'of kinds of Kubernetes itself, entries that are there twice, and null for an entry, pass when an object is created',
    is: ({ collection, how, object }, ours, rejection) => isOfKubernetes(collection) && rejection === undefined && ours.length > 0
      && (/has (an item|a key) twice|has null for an item$/.test(how) || ours.every((field) => valueAt(object, field) === null)),
  },
];

/** Of the examples, of generated descriptions, and of kinds that nobody generates. */
const OBJECTS: readonly ObjectRef[] = [
  ...EXAMPLE_NAMES.flatMap(exampleManifests).map(({ object }) => object),
  ...fc.sample(documentsArbitrary, { numRuns: GENERATED, seed: SEED }).flatMap((documents) => synthesizedManifests(documents)).map(({ object }) => object),
  ...VALID_OBJECTS,
];

describe.each(CLUSTER_API_RELEASES)('the schemas of Cluster API %s', (capi) => {
  let kinds: Map<string, KnownKind>;
  let server: SchemaServer;
  let client: Client;

  beforeAll(async () => {
    server = await startSchemaServer(capi, ['openstack', 'orc'], (line) => process.stderr.write(`${line}\n`));
    client = await Client.connect(server.kubeconfig);
    const shipped = SHIPPED[capi];
    kinds = shipped === undefined ? new Map([...(await kindsOfServer(client)), ...shippedKinds([])]) : shippedKinds([shipped, ...OTHERS]);
    const namespaces = new Set(OBJECTS.map(({ metadata }) => metadata.namespace ?? 'default'));
    for (const name of namespaces) await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  });

  afterAll(async () => {
    client?.close();
    await server?.stop();
  });

  test('judge sound objects as the server does', async () => {
    const objections: string[] = [];
    for (const object of OBJECTS.filter((candidate) => kinds.has(kindName(candidate)))) {
      const rejection = refusalOf(await client.tryCreate(object));
      const ours = objectProblems(object as never, kinds.get(kindName(object))!).map(({ path, message }) => `ours ${fieldName(path)} ${message}`);
      const found = [...ours, ...(rejection ? [`the server's ${rejection.message}`] : [])];
      if (found.length > 0) objections.push(`${object.kind} ${object.metadata.name}: ${found.join('; ')}`);
    }
    expect(objections).toEqual([]);
  });

  test('judge broken objects as the server does', async () => {
    const counts = { refused: 0, excepted: 0 };
    const disagreements: string[] = [];
    const agrees = async (broken: BrokenObject) => {
      const { how, object, collection } = broken;
      const known = kinds.get(kindName(collection))!;
      const isOther = object.apiVersion !== collection.apiVersion || object.kind !== collection.kind;
      const found = isOther ? (validateObject(object as never) ?? [unjudged(object as never)]) : objectProblems(object as never, known);
      const ours = found.map(({ path }) => fieldName(path));
      const rejection = refusalOf(await client.tryCreate(object, collection));
      if (rejection) counts.refused += 1;
      const theirs = rejection === undefined ? [] : refusedFields(rejection);
      const isRefused = (field: string) => (isOther && ['apiVersion', 'kind'].includes(field)) || theirs.some((other) => isSame(field, other, rejection!, isOfKubernetes(collection)));
      if (rejection === undefined ? ours.length === 0 : ours.some(isRefused)) return;
      if (EXCEPTIONS.some(({ is }) => is(broken, ours, rejection))) counts.excepted += 1;
      else disagreements.push(`${collection.kind} ${how}: ours ${ours.join(', ') || 'none'}; the server's ${rejection?.message ?? 'none'}`);
    };
    const judged = OBJECTS.filter((object) => kinds.has(kindName(object)));
    const broken = fc.constantFrom(...judged).chain((object) => brokenArbitrary(object, kinds.get(kindName(object))!.schema));
    const samples = fc.sample(broken, { numRuns: BROKEN, seed: SEED });
    for (let begin = 0; begin < samples.length; begin += 16) await Promise.all(samples.slice(begin, begin + 16).map(agrees));
    expect(disagreements).toEqual([]);
    const kindsJudged = new Set(samples.map(({ collection }) => kindName(collection))).size;
    const numbers = `${counts.refused} of them refused, ${counts.excepted} excepted, --seed ${SEED}`;
    tell(`Cluster API ${capi}: ${samples.length} broken objects of ${kindsJudged} kinds judged as by the server, ${numbers}`);
  });
});

/** Groups have kinds of the same name. */
function kindName({ apiVersion, kind }: ObjectRef): string {
  return `${apiVersion}/${kind}`;
}

function shippedKinds(files: readonly string[]): Map<string, KnownKind> {
  const crds = files.flatMap((file) => parseAllDocuments(readFileSync(join(CRDS, `${file}.yaml`), 'utf8')).map((document) => document.toJS()));
  const ofProviders = crds.map(({ spec: { group, names, scope, versions: [version] } }) => {
    return [`${group}/${version.name}/${names.kind}`, { group, scope, schema: version.schema.openAPIV3Schema }] as const;
  });
  const ofKubernetes = OBJECTS.filter(isOfKubernetes).map((object) => {
    const { apiVersion, kind } = object;
    const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
    return [kindName(object), { group, ...kubernetesKind(apiVersion, kind)! }] as const;
  });
  return new Map<string, KnownKind>([...ofProviders, ...ofKubernetes]);
}

async function kindsOfServer(client: Client): Promise<Map<string, KnownKind>> {
  const crds = await client.list('apiextensions.k8s.io/v1', 'CustomResourceDefinition');
  return new Map(crds.map(({ spec }) => {
    const stored = spec.versions.find(({ storage }: { storage: boolean }) => storage);
    const { properties: { status: _status, ...properties }, ...schema } = stored.schema.openAPIV3Schema;
    return [`${spec.group}/${stored.name}/${spec.names.kind}`, { group: spec.group, scope: spec.scope, schema: { ...schema, properties } }];
  }));
}

/** As the server writes a path, without its brackets and quotes. */
function fieldName(path: FieldPath): string {
  return path.join('.');
}

function valueAt(object: unknown, field: string): unknown {
  return field.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], object);
}

/** A Namespace of the examples is there already; the server says so of what it has nothing else against. */
function refusalOf({ rejection }: Applied): Rejection | undefined {
  return rejection?.reason === 'AlreadyExists' ? undefined : rejection;
}

/**
 * Of what is within `metadata`, or cannot be decoded into a type of Go, the server names the block, without items and entries; of what
 * is missing in a kind of Kubernetes itself, or is there twice, often only what is within.
 */
function isSame(ours: string, theirs: string, { message }: Rejection, isKubernetes: boolean): boolean {
  if (isKubernetes && (theirs.startsWith(`${ours}.`) || /quantities must match/.test(message))) return true;
  const isCoarse = /cannot be handled as/.test(message) || theirs.startsWith('metadata');
  return ours === theirs || (isCoarse && (ours.startsWith(`${theirs}.`) || withoutItems(ours) === theirs));
}

function withoutItems(field: string): string {
  return field.split('.').filter((part) => !/^\d+$/.test(part)).join('.');
}

function refusedFields({ message, causes }: Rejection): string[] {
  const unknown = [...message.matchAll(/unknown field "([^"]+)"/g)].map(([, field]) => field);
  const ranges = [...message.matchAll(/value must be of type \w+ with format \w+ in ([^\s,]+)/g)].map(([, field]) => field);
  const decoded = [...message.matchAll(/Go struct field (\w+)\.([\w.]+) of type/g)].map(([, type, place]) => {
    // With the types that are embedded in others; the metadata of custom resources is decoded by itself.
    const parts = place.split('.').filter((part) => !/^[A-Z]/.test(part));
    const isByItself = ['ObjectMeta', 'OwnerReference'].includes(type) && !parts.includes('metadata');
    return [...(isByItself ? ['metadata'] : []), ...parts].join('.');
  });
  const isOfMetadata = /Go value of type v1\.ObjectMeta|namespace of the provided object/.test(message);
  // Whose time it is, is not said: that of the object, or of the pods that it makes.
  const metadata = /parsing time/.test(message) ? ['metadata', 'spec.template.metadata'] : isOfMetadata ? ['metadata'] : [];
  // Which of the entries of a Secret it is, is not said.
  const data = /illegal base64 data/.test(message) ? ['data', 'binaryData'] : /quantities must match/.test(message) ? ['spec'] : [];
  const fields = [...unknown, ...ranges, ...decoded, ...data, ...metadata, ...causes.map(({ field }) => field ?? '')];
  return fields.map((field) => field.replaceAll(/\[["']?([^\]"']+)["']?\]/g, '.$1').replace(/^\./, ''));
}
