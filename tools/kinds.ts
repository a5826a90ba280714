import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { crdFile, readCrdSources } from './import/crd-sources';
import { KUBERNETES_FILE, type KubernetesKinds } from './import/kubernetes-kinds';
import type { ReducedCrd } from './import/reduce-crds';
import { schemaDifferences } from './schema-differences';

/**
 * Writes schema/kinds: the schemas of each kind of imports/crds (oldest and newest supported release) as JSON, and index.json; and
 * those of Kubernetes itself. src/objects/kind-schemas.ts and kubernetes-kinds.ts read them at run time, without parsing YAML.
 */
export function writeKinds(root: string, directory: string = join(root, 'schema/kinds')): void {
  const sources = readCrdSources(readFileSync(join(root, 'cdk8s.yaml'), 'utf8'));
  const textsOf = (index: number) => sources.map((source) => readFileSync(join(root, crdFile(source, source.releases.at(index)!)), 'utf8'));
  rmSync(directory, { recursive: true, force: true });
  const kubernetes = JSON.parse(readFileSync(join(root, KUBERNETES_FILE), 'utf8')) as KubernetesKinds;
  for (const [path, content] of [...kindFiles(textsOf(0), textsOf(-1)), ...kubernetesFiles(kubernetes)]) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
}

/** The files of schema/kinds from the texts of reduced CRDs of the oldest and the newest releases: path below schema/kinds, and content. */
export function kindFiles(oldest: readonly string[], newest: readonly string[]): Map<string, string> {
  const newestKinds = kindsOf(newest);
  const kinds = [...kindsOf(oldest)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, spec]) => {
    const schemas = [spec, newestKinds.get(kind)].map((crd) => crd?.versions[0].schema.openAPIV3Schema);
    const [content, newestContent] = schemas.map((schema) => schema && JSON.stringify(schema));
    const { group, scope, names, versions } = spec;
    const changed = newestContent !== undefined && newestContent !== content;
    const info = {
      apiVersion: `${group}/${versions[0].name}`, scope, plural: names.plural, file: `${kind}.json`, ...(changed && { newestFile: `${kind}.newest.json`, differences: schemaDifferences(schemas[0]!, schemas[1]!) }),
    };
    return { kind, info, files: [[info.file, content!], ...(changed ? [[`${kind}.newest.json`, newestContent]] : [])] as [string, string][] };
  });
  return new Map([['index.json', JSON.stringify(Object.fromEntries(kinds.map(({ kind, info }) => [kind, info])))], ...kinds.flatMap(({ files }) => files)]);
}

/** The files of schema/kinds/kubernetes: src/objects/kubernetes-kinds.ts reads them. */
export function kubernetesFiles({ kinds, shared }: KubernetesKinds): Map<string, string> {
  const scopes = Object.fromEntries(Object.entries(kinds).map(([name, { scope }]) => [name, scope]));
  const schemas = [...Object.entries(kinds).map(([name, { schema }]) => [name, schema]), ...Object.entries(shared).map(([name, schema]) => [`shared/${name}`, schema])];
  return new Map([['index', scopes], ...schemas].map(([name, content]) => [`kubernetes/${name as string}.json`, JSON.stringify(content)]));
}

function kindsOf(texts: readonly string[]): Map<string, ReducedCrd['spec']> {
  const crds = texts.flatMap((text) => parseAllDocuments(text).map((document) => document.toJS() as ReducedCrd));
  const byKind = new Map(crds.map(({ spec }) => [`${spec.group}/${spec.names.kind}`, spec]));
  if (byKind.size !== crds.length) {
    throw new Error('two sources of cdk8s.yaml have a CRD of the same group and kind');
  }
  return byKind;
}
