import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { crdFile, readCrdSources } from './import/crd-sources';
import type { ReducedCrd } from './import/reduce-crds';

/**
 * Writes schema/kinds: the schema of each kind of imports/crds (oldest supported release) as JSON, and index.json.
 * src/objects/kind-schemas.ts reads them at run time, without parsing YAML.
 */
export function writeKinds(root: string, directory: string = join(root, 'schema/kinds')): void {
  const sources = readCrdSources(readFileSync(join(root, 'cdk8s.yaml'), 'utf8'));
  const texts = sources.map((source) => readFileSync(join(root, crdFile(source, source.releases[0])), 'utf8'));
  rmSync(directory, { recursive: true, force: true });
  for (const [path, content] of kindFiles(texts)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
}

/** The files of schema/kinds from the texts of reduced CRDs: path below schema/kinds, and content. */
export function kindFiles(texts: readonly string[]): Map<string, string> {
  const crds = texts.flatMap((text) => parseAllDocuments(text).map((document) => document.toJS() as ReducedCrd));
  const byKind = new Map(crds.map((crd) => [`${crd.spec.group}/${crd.spec.names.kind}`, crd.spec]));
  if (byKind.size !== crds.length) {
    throw new Error('two sources of cdk8s.yaml have a CRD of the same group and kind');
  }
  const kinds = [...byKind].sort(([a], [b]) => (a < b ? -1 : 1));
  const index = kinds.map(([kind, { group, scope, names, versions }]) => [
    kind,
    { apiVersion: `${group}/${versions[0].name}`, scope, plural: names.plural, file: `${kind}.json` },
  ]);
  return new Map([
    ['index.json', JSON.stringify(Object.fromEntries(index))],
    ...kinds.map(([kind, { versions }]) => [`${kind}.json`, JSON.stringify(versions[0].schema.openAPIV3Schema)] as const),
  ]);
}
