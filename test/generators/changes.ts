import fc from 'fast-check';
import type { FieldPath } from '../../src/diagnostics/diagnostic';
import { validateShape } from '../../src/documents/shape-validation';
import { canonicalJson } from '../../src/objects/content-hash';
import { isPlainObject } from '../../src/resolve/settings';
import type { Manifest } from '../../src/targets/rendered-object';
import { documentFields, valuesByField, type DocumentName } from '../fixtures/document-fields';
import { judged } from '../fixtures/rendering';
import { descriptionArbitrary, documentsArbitrary, type Documents } from './descriptions';

/** Documents of which one is changed in one place. */
interface Change extends Documents {
  readonly document: DocumentName;
  /** A field, or a block of fields. */
  readonly path: FieldPath;
}

/** A cluster, and what it can become by changes of its documents, each valid by itself. */
export interface ChangingCluster {
  readonly objects: readonly Manifest[];
  readonly updates: readonly Update[];
}

export interface Update {
  /** Document and place. */
  readonly place: string;
  /** Fields that are not the same, with the document before them. */
  readonly fields: readonly string[];
  readonly objects: readonly Manifest[];
}

const ROLES = { cluster: 'description', profile: 'profile' } as const;

/**
 * The steps from documents towards others, each by itself: a field or a block gets the value that it has in the others, or goes.
 * Not all of them are valid.
 */
function changes(base: Documents, other: Documents): Change[] {
  return (['cluster', 'profile'] as const).flatMap((document) => {
    const [before, after] = [base[ROLES[document]], other[ROLES[document]]];
    const places = (['metadata', 'spec'] as const).flatMap((part) => differentPlaces(before[part], after[part], [part]));
    return places.map(({ path, value }) => ({ ...base, [ROLES[document]]: withValue(before, path, value), document, path }));
  });
}

/** How often each place is changed at most, and how often that is tried, but where a field is still to be changed. */
const TIMES = 2;
const TRIES = 60;
const MOST_CLUSTERS = 3000;

/** Fields that no change of a cluster has, each with the reason. */
const NEVER_CHANGED: readonly { readonly field: RegExp; readonly reason: string }[] = [
  { field: /: (apiVersion|kind)$/, reason: 'there is one' },
  { field: /^profile: spec\.(target|dev\..*)$/, reason: 'the target of a cluster is for its life, and the generator makes profiles of one' },
  { field: /^profile: spec\.openstack\.apiLoadBalancer\.subnets\[\]\.name$/, reason: 'such a subnet is found by its id only' },
  { field: /^profile: spec\.expert\.patches\[\]\.target\.name$/, reason: 'a profile does not know the names of clusters' },
  { field: /^profile: spec\.expert\.floatingIPs\.addresses\[\]$/, reason: 'addresses are of one pool of one cluster' },
  { field: /: spec\.expert\.ports\[\]\.fixedIPs\[\]\.ipAddress$/, reason: 'refused, as all machines would have it' },
  { field: /^profile: spec\.(defaults|policy\.enforce)\./, reason: 'the settings of descriptions, which are changed there' },
];

/** The fields that work, with the document before them, without those that cannot change. */
export function changeableFields(): string[] {
  const names = (['cluster', 'profile'] as const).flatMap((document) => {
    return documentFields(document).filter(({ leaf, planned }) => leaf && !planned).map(({ path }) => `${document}: ${path}`);
  });
  return names.filter((name) => !NEVER_CHANGED.some(({ field }) => field.test(name)));
}

/** Clusters with updates: as many as it takes to change every place of both documents, and each changeable field at least once. */
export function changingClusters(seed: number): ChangingCluster[] {
  const missing = new Set(changeableFields());
  const taken = new Map<string, number>();
  const tried = new Map<string, number>();
  const documentsOf = (index: number): Documents => fc.sample(documentsArbitrary, { numRuns: 1, seed: seed + index })[0];
  const clusters: ChangingCluster[] = [];
  let next = documentsOf(0);
  for (let index = 0; index < MOST_CLUSTERS && missing.size > 0; index++) {
    const { description, profile } = next;
    next = documentsOf(index + 1);
    const base = { description: { ...description, metadata: { ...description.metadata, namespace: `updates-${index}` } }, profile };
    const [otherDescription] = fc.sample(descriptionArbitrary(profile), { numRuns: 1, seed: seed + index });
    const other = { description: otherDescription, profile: next.profile };
    const updates: Update[] = [];
    for (const change of changes(base, other)) {
      const place = placeOf(change);
      const isEnough = (taken.get(place) ?? 0) >= TIMES || (tried.get(place) ?? 0) >= TRIES;
      if (isEnough && ![...missing].some((field) => field.startsWith(place))) continue;
      const fields = fieldsChanged(base, change).map((field) => `${change.document}: ${field}`);
      if (isEnough && !fields.some((field) => missing.has(field))) continue;
      tried.set(place, (tried.get(place) ?? 0) + 1);
      const objects = fields.length === 0 ? undefined : validObjects(change);
      if (objects === undefined) continue;
      taken.set(place, (taken.get(place) ?? 0) + 1);
      fields.forEach((field) => missing.delete(field));
      updates.push({ place, fields, objects });
    }
    if (updates.length > 0) clusters.push({ objects: validObjects(base)!, updates });
  }
  return clusters;
}

/** The objects of documents, unless something is wrong with them. */
function validObjects({ description, profile }: Documents): Manifest[] | undefined {
  const isOfShape = validateShape('ScsCluster', description).length === 0 && validateShape('ProviderProfile', profile).length === 0;
  return isOfShape ? judged(description, profile).objects : undefined;
}

/** The place of a change as `documentFields` has it, with `[]` for items of lists. */
function placeOf({ document, path }: Change): string {
  return `${document}: ${path.map((part) => (typeof part === 'number' ? '[]' : `.${part}`)).join('').slice(1)}`;
}

/** Fields without fields of their own that are not the same in a change as in the documents from which it was made. */
function fieldsChanged(base: Documents, { document, ...after }: Change): string[] {
  const [old, now] = [base, after].map((documents) => valuesByField(document, documents[ROLES[document]]));
  const leaves = documentFields(document).filter(({ leaf }) => leaf);
  return leaves.map(({ path }) => path).filter((path) => canonicalJson(old.get(path)) !== canonicalJson(now.get(path)));
}

interface Place {
  readonly path: FieldPath;
  readonly value: unknown;
}

/** Below a path, every place with another value: blocks first, then what is in them. */
function differentPlaces(before: unknown, after: unknown, path: FieldPath): Place[] {
  if (canonicalJson(before) === canonicalJson(after)) return [];
  const here = path.length > 1 ? [{ path, value: after }] : [];
  return [...here, ...keysOf(before, after).flatMap((key) => differentPlaces(valueOf(before, key), valueOf(after, key), [...path, key]))];
}

/** Of objects their fields, of lists of objects their items. */
function keysOf(before: unknown, after: unknown): (string | number)[] {
  const values = [before, after].filter((value) => value !== undefined);
  if (values.every(isPlainObject)) return [...new Set(values.flatMap(Object.keys))];
  if (!values.every(isObjectList)) return [];
  return Array.from({ length: Math.max(...values.map(({ length }) => length)) }, (_, index) => index);
}

function isObjectList(value: unknown): value is object[] {
  return Array.isArray(value) && value.every(isPlainObject);
}

function valueOf(value: unknown, key: string | number): unknown {
  return (value as Readonly<Record<string | number, unknown>> | undefined)?.[key];
}

/** A value with another one in a place; `undefined` takes the field, or the item, away. */
function withValue(base: unknown, [key, ...rest]: FieldPath, value: unknown): unknown {
  const inner = rest.length === 0 ? value : withValue(valueOf(base, key), rest, value);
  if (typeof key === 'number') {
    const items = [...((base as readonly unknown[] | undefined) ?? [])];
    items.splice(key, 1, ...(inner === undefined ? [] : [inner]));
    return items;
  }
  const { [key]: _, ...others } = (base ?? {}) as Record<string, unknown>;
  return inner === undefined ? others : { ...others, [key]: inner };
}
