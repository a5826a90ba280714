import { parse, stringify } from 'yaml';
import type { CrdSource } from './crd-sources';

/** A CRD with one version, without descriptions, status and everything that only a running API server needs. */
export interface ReducedCrd {
  readonly apiVersion: 'apiextensions.k8s.io/v1';
  readonly kind: 'CustomResourceDefinition';
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string; readonly listKind: string; readonly plural: string; readonly singular: string };
    readonly scope: 'Namespaced' | 'Cluster';
    readonly versions: readonly [
      { readonly name: string; readonly served: true; readonly storage: true; readonly schema: { readonly openAPIV3Schema: JsonObject } },
    ];
  };
}

type JsonObject = Record<string, unknown>;

const SCHEMA_TEXTS = ['description', 'title', 'example', 'externalDocs'];
const SCHEMA_LISTS = ['allOf', 'anyOf', 'oneOf'];

/**
 * Takes the wanted CRDs out of a release file (which holds other objects too) and reduces each to the one version wanted.
 * Same content in any order gives the same result. Throws one error with all problems.
 */
export function reduceCrds(text: string, wanted: Pick<CrdSource, 'apis' | 'kinds'>): ReducedCrd[] {
  const problems: string[] = [];
  const reduced = new Map<string, ReducedCrd>();
  const groups = new Set(wanted.apis.map((api) => api.split('/')[0]));
  const candidates = parseCrds(text).filter(
    (crd) => groups.has(crd.spec.group) && (wanted.kinds?.includes(crd.spec.names.kind) ?? true),
  );
  for (const crd of candidates) {
    const { group, names, versions } = crd.spec;
    const id = `${group}/${names.kind}`;
    const choices = wanted.apis.filter((api) => api.startsWith(`${group}/`)).map((api) => api.slice(group.length + 1));
    const served: any[] = versions.filter((version: any) => version.served);
    const chosen = choices.map((choice) => served.find((version) => version.name === choice)).find(Boolean);
    if (!chosen) {
      problems.push(`${id} serves ${served.map((version) => version.name).join(', ') || 'no version'}, wanted is ${choices.join(' or ')}`);
    } else if (reduced.has(id)) {
      problems.push(`${id} is defined twice`);
    } else {
      reduced.set(id, reduceCrd(crd, chosen));
    }
  }
  for (const group of groups) {
    if (!candidates.some((crd) => crd.spec.group === group)) {
      problems.push(`no CRD of the group ${group}`);
    }
  }
  for (const kind of wanted.kinds ?? []) {
    if (!candidates.some((crd) => crd.spec.names.kind === kind)) {
      problems.push(`no CRD of the kind ${kind}`);
    }
  }
  if (problems.length > 0) {
    throw new Error(problems.join('\n'));
  }
  return [...reduced.values()].sort((a, b) => compare(a.metadata.name, b.metadata.name));
}

/** The text of a file in imports/crds. */
export function renderCrds(crds: readonly ReducedCrd[], provider: string, release: string, url: string): string {
  const header = [
    `# CRDs of ${provider} ${release} (Apache-2.0), each reduced to one version, without descriptions and status.`,
    '# Written by `npm run import -- --refresh`; do not edit. From:',
    `# ${url}`,
    '',
  ].join('\n');
  return header + crds.map((crd) => stringify(crd, { lineWidth: 0, aliasDuplicateObjects: false })).join('---\n');
}

function parseCrds(text: string): any[] {
  // Only documents that are CRDs are parsed: the others hold ${VARIABLES} of clusterctl and need not be valid YAML.
  const documents = text.split(/^---.*$/m).filter((document) => /^kind: *["']?CustomResourceDefinition["']?\s*$/m.test(document));
  if (documents.length === 0) {
    throw new Error('the text holds no CustomResourceDefinition');
  }
  return documents.map((document) => parse(document));
}

function reduceCrd(crd: any, version: any): ReducedCrd {
  const { group, names, scope } = crd.spec;
  const schema = withoutTexts(version.schema.openAPIV3Schema);
  const { status, ...properties } = (schema.properties ?? {}) as JsonObject;
  const required = ((schema.required ?? []) as string[]).filter((name) => name !== 'status');
  const { required: dropped, ...rest } = schema;
  const openAPIV3Schema = { ...rest, properties, ...(required.length > 0 ? { required } : {}) };
  return sorted({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: crd.metadata.name },
    spec: {
      group,
      names: { kind: names.kind, listKind: names.listKind, plural: names.plural, singular: names.singular },
      scope,
      versions: [{ name: version.name, served: true, storage: true, schema: { openAPIV3Schema } }],
    },
  }) as ReducedCrd;
}

// Knows where schemas are, because fields of an object may be called `description` too (they are in ORC).
function withoutTexts(schema: JsonObject): JsonObject {
  const entries = Object.entries(schema).filter(([key]) => !SCHEMA_TEXTS.includes(key));
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (key === 'properties') {
        const fields = Object.entries(value as JsonObject);
        return [key, Object.fromEntries(fields.map(([name, field]) => [name, withoutTexts(field as JsonObject)]))];
      }
      if (SCHEMA_LISTS.includes(key)) {
        return [key, (value as JsonObject[]).map(withoutTexts)];
      }
      if ((key === 'items' || key === 'not' || key === 'additionalProperties') && typeof value === 'object') {
        return [key, withoutTexts(value as JsonObject)];
      }
      return [key, value];
    }),
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  const entries = Object.entries(value).sort(([a], [b]) => compare(a, b));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

// Not localeCompare: the result must not depend on the locale.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
