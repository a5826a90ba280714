import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The kinds of Kubernetes itself, reduced to what objects are judged by. Written by `npm run import -- --refresh-kubernetes`. */
export interface KubernetesKinds {
  readonly source: string;
  /** By `apiVersion/Kind`, such as `apps/v1/Deployment`. */
  readonly kinds: Readonly<Record<string, { readonly scope: 'Namespaced' | 'Cluster'; readonly schema: JsonObject }>>;
  /** Definitions that several kinds have: there stands `{"$ref": "PodSpec"}`. */
  readonly shared: Readonly<Record<string, JsonObject>>;
}

type JsonObject = Record<string, any>;

export const KUBERNETES_FILE = 'imports/kubernetes/kinds.json';

/** The folder of a Go module that has the version of Kubernetes whose API servers the tests run. */
const GO_MODULE = 'test/e2e/management-cluster/modules/kubernetes';
/** Stable versions of APIs only: others come and go. */
const DOCUMENT = /^apis?__.*v\d+_openapi\.json$/;
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
const SHARED = ['io.k8s.api.core.v1.PodSpec'];
const ANYTHING: JsonObject = { 'x-kubernetes-preserve-unknown-fields': true };
/** Types with a way of their own to be written. */
const KNOWN: Readonly<Record<string, JsonObject>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { format: 'quantity' },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { 'x-kubernetes-int-or-string': true, format: 'int32' },
};
const KEYWORDS = ['enum', 'format', 'maximum', 'minimum', 'required', 'type', 'x-kubernetes-list-map-keys', 'x-kubernetes-list-type'];

/** Reads the OpenAPI documents in the sources of Kubernetes, as pinned by the Go module of the tests. */
export function readKubernetesKinds(root: string): KubernetesKinds {
  const list = (format: string) => execFileSync('go', ['list', '-m', '-f', format, 'k8s.io/kubernetes'], { cwd: join(root, GO_MODULE), encoding: 'utf8' }).trim();
  const folder = join(list('{{.Dir}}'), 'api/openapi-spec/v3');
  const documents = readdirSync(folder).filter((file) => DOCUMENT.test(file)).sort().map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as JsonObject);
  return reduceKubernetesKinds(documents, `k8s.io/kubernetes ${list('{{.Version}}')} (Apache-2.0), api/openapi-spec/v3`);
}

/** The kinds that can be created of OpenAPI v3 documents, each of one group and version. */
export function reduceKubernetesKinds(documents: readonly JsonObject[], source: string): KubernetesKinds {
  const kinds: [string, KubernetesKinds['kinds'][string]][] = [];
  const shared: Record<string, JsonObject> = {};
  for (const { paths, components: { schemas } } of documents) {
    const reduce = (name: string): JsonObject => reduced(schemas[name], schemas, [name]);
    for (const name of SHARED.filter((known) => known in schemas)) shared[shortName(name)] ??= reduce(name);
    for (const [path, { post }] of Object.entries<JsonObject>(paths)) {
      // What is created below an object, or answered at once and not kept, is nothing that people apply.
      if (post === undefined || path.includes('{name}')) continue;
      const { group, version, kind } = post['x-kubernetes-group-version-kind'];
      const isKind = (type: JsonObject) => type.group === group && type.version === version && type.kind === kind;
      const name = Object.keys(schemas).find((candidate) => schemas[candidate]['x-kubernetes-group-version-kind']?.some(isKind));
      if (name === undefined || refOf(schemas[name].properties?.metadata ?? {}) !== META || /Review$/.test(kind)) continue;
      const key = `${group === '' ? version : `${group}/${version}`}/${kind}`;
      if (kinds.some(([known]) => known === key)) continue;
      const { apiVersion: _a, kind: _k, metadata: _m, status: _s, ...properties } = (reduce(name).properties ?? {}) as JsonObject;
      const required = ((schemas[name].required ?? []) as string[]).filter((field) => field in properties);
      const schema = { type: 'object', properties, ...(required.length > 0 && { required }) };
      const scope = Object.keys(paths).some((other) => other.includes('{namespace}') && other.split('/').at(-1) === path.split('/').at(-1)) ? 'Namespaced' : 'Cluster';
      kinds.push([key, { scope, schema }]);
    }
  }
  const sorted = kinds.sort(([a], [b]) => (a < b ? -1 : 1));
  return { source, kinds: Object.fromEntries(sorted), shared };
}

/** One entry a line, so that changes can be reviewed. */
export function renderKubernetesKinds({ source, kinds, shared }: KubernetesKinds): string {
  const lines = (entries: object) => Object.entries(entries).map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(',\n');
  return `{\n  "source": ${JSON.stringify(source)},\n  "kinds": {\n${lines(kinds)}\n  },\n  "shared": {\n${lines(shared)}\n  }\n}\n`;
}

function reduced(schema: JsonObject, schemas: JsonObject, names: readonly string[]): JsonObject {
  const ref = refOf(schema);
  if (ref !== undefined) {
    if (KNOWN[ref]) return KNOWN[ref];
    if (SHARED.includes(ref)) return { $ref: shortName(ref) };
    // A schema within a schema has no end.
    return names.includes(ref) ? ANYTHING : reduced(schemas[ref], schemas, [...names, ref]);
  }
  const { properties, items, additionalProperties, format } = schema;
  const isOpen = schema.type === 'object' && properties === undefined && additionalProperties === undefined;
  return {
    ...Object.fromEntries(KEYWORDS.filter((keyword) => schema[keyword] !== undefined).map((keyword) => [keyword, schema[keyword]])),
    // Data in JSON of Go: it may be empty.
    ...(format === 'byte' && { format: 'base64' }),
    ...((isOpen || schema.type === undefined) && ANYTHING),
    ...(properties && {
      properties: Object.fromEntries(Object.entries<JsonObject>(properties).map(([name, inner]) => [name, reduced(inner, schemas, names)])),
    }),
    ...(items && { items: reduced(items, schemas, names) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: reduced(additionalProperties, schemas, names) }),
  };
}

function refOf(schema: JsonObject): string | undefined {
  const { $ref, allOf } = schema;
  const ref: unknown = typeof $ref === 'string' ? $ref : Array.isArray(allOf) && allOf.length === 1 ? allOf[0].$ref : undefined;
  return typeof ref === 'string' ? ref.split('/').at(-1) : undefined;
}

function shortName(definition: string): string {
  return definition.split('.').at(-1)!;
}
