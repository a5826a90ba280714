import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../documents/package-root';
import type { OpenApiSchema } from './schema-path';

/** A kind of Kubernetes itself. */
export interface KubernetesKind {
  readonly scope: 'Namespaced' | 'Cluster';
  readonly schema: OpenApiSchema;
}

type Scope = KubernetesKind['scope'];

const FOLDER = 'schema/kinds/kubernetes';

let scopes: Readonly<Record<string, Scope>> | undefined;
const schemas = new Map<string, OpenApiSchema>();

/** A kind of the newest supported Kubernetes, in a stable version of its API; its file is read when it is first needed. */
export function kubernetesKind(apiVersion: string, kind: string): KubernetesKind | undefined {
  const name = `${apiVersion}/${kind}`;
  return Object.hasOwn(names(), name) ? { scope: names()[name], schema: schemaOf(name) } : undefined;
}

/** The kinds of a group, each with the versions that it is known in; empty for a group of others. */
export function kubernetesKindsOf(group: string): ReadonlyMap<string, readonly string[]> {
  const kinds = new Map<string, string[]>();
  for (const name of Object.keys(names())) {
    const [kind, apiVersion] = [name.slice(name.lastIndexOf('/') + 1), name.slice(0, name.lastIndexOf('/'))];
    if ((apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '') === group) kinds.set(kind, [...(kinds.get(kind) ?? []), apiVersion]);
  }
  return kinds;
}

function names(): Readonly<Record<string, Scope>> {
  scopes ??= read('index') as Readonly<Record<string, Scope>>;
  return scopes;
}

function schemaOf(name: string): OpenApiSchema {
  let schema = schemas.get(name);
  if (schema === undefined) schemas.set(name, (schema = withShared(read(name)) as OpenApiSchema));
  return schema;
}

/** What several kinds have is in a file of its own, and stands there as `{"$ref": "PodSpec"}`. */
function withShared(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withShared);
  if (typeof value !== 'object' || value === null) return value;
  const { $ref } = value as { readonly $ref?: unknown };
  if (typeof $ref === 'string') return schemaOf(`shared/${$ref}`);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withShared(inner)]));
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(packageRoot(), FOLDER, `${name}.json`), 'utf8'));
}
