import { parse } from 'yaml';
import { isPlainObject } from '../../src/resolve/settings';
import type { ScsCluster } from '../../src/scs-cluster';
import type { Manifest } from '../../src/targets/rendered-object';

/** An object of the manifests, or a document with a kind inside of a file of a machine. */
export interface ManifestPart {
  readonly kind: string;
  readonly value: unknown;
}

/** A step into an object: the name of a field, or the place in a list with the name of the item, where it has one. */
export type Step = string | { readonly index: number; readonly key?: string };

/** A field that is not the same in two sets of objects. Without steps, the object is in one of them only. */
export interface ChangedPart {
  readonly kind: string;
  /** Of the part: what the object is for, and the path of the file. */
  readonly role: string;
  readonly steps: readonly Step[];
  /** Of a whole object: whether it is new, or gone. */
  readonly isNew?: boolean;
}

/** An object as it is written, and what it is for: the id of its construct. */
export interface WrittenObject {
  readonly role: string;
  readonly manifest: Manifest;
}

/** The parts of a cluster's objects. */
export function clusterParts(cluster: ScsCluster): Map<string, ManifestPart> {
  return manifestParts(cluster.objects.map((object) => ({ role: object.node.id, manifest: object.toJson() as Manifest })));
}

const HASHED = /-[0-9a-f]{8}$/;

/**
 * The parts of a cluster by their role, which stays when names change. What is made of the content of a template, its name and the
 * references to it, is taken out: it follows from changes that are seen themselves.
 */
export function manifestParts(objects: readonly WrittenObject[]): Map<string, ManifestPart> {
  const hashed = objects.map(({ role, manifest }) => [manifest.metadata.name, `<${role}>`] as const).filter(([name]) => HASHED.test(name));
  const unhashed = (text: string): string => hashed.reduce((result, [name, role]) => result.replaceAll(name, role), text);
  const parts = new Map<string, ManifestPart>();
  for (const { role, manifest } of objects) {
    const named = JSON.parse(unhashed(JSON.stringify(manifest))) as unknown;
    const value = withoutDocuments(named, (path, document) => parts.set(`${role} ${path}`, { kind: document.kind, value: document }));
    parts.set(role, { kind: manifest.kind, value });
  }
  return parts;
}

/** An object with the name of the kind in place of each document that it has in a file. */
function withoutDocuments(value: unknown, found: (path: string, document: { kind: string }) => void): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutDocuments(item, found));
  if (!isPlainObject(value)) return value;
  if (typeof value.path === 'string' && typeof value.content === 'string' && /^kind: /m.test(value.content)) {
    const document = parse(value.content) as { kind: string };
    found(value.path, document);
    return { ...value, content: document.kind };
  }
  return Object.fromEntries(Object.entries(value).map(([name, below]) => [name, withoutDocuments(below, found)]));
}

/** What is not the same in two sets of parts. A document comes and goes with its file, which is seen itself. */
export function changedParts(before: ReadonlyMap<string, ManifestPart>, after: ReadonlyMap<string, ManifestPart>): ChangedPart[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((role) => {
    const [old, now] = [before.get(role), after.get(role)];
    const { kind } = (old ?? now)!;
    if (old !== undefined && now !== undefined) return changedSteps(old.value, now.value).map((steps) => ({ kind, role, steps }));
    return role.includes(' ') ? [] : [{ kind, role, steps: [], isNew: old === undefined }];
  });
}

function changedSteps(before: unknown, after: unknown): Step[][] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const [old, now] = [before ?? {}, after ?? {}];
  if (isPlainObject(old) && isPlainObject(now) && Object.keys(old).length + Object.keys(now).length > 0) {
    return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((name) => below(name, old[name], now[name]));
  }
  const [oldList, nowList] = [objectList(before), objectList(after)];
  if (oldList === undefined || nowList === undefined || oldList.length + nowList.length === 0) return [[]];
  const [oldKeys, nowKeys] = [oldList.map(keyOf), nowList.map(keyOf)];
  if ([oldKeys, nowKeys].every((keys) => !keys.includes(undefined) && new Set(keys).size === keys.length)) {
    const items = [...new Set([...oldKeys, ...nowKeys])] as string[];
    const inner = items.flatMap((key, index) => {
      const [one, other] = [oldList[oldKeys.indexOf(key)], nowList[nowKeys.indexOf(key)]];
      return one === undefined || other === undefined ? [[{ index, key }]] : below({ index, key }, one, other);
    });
    return inner.length > 0 ? inner : [[]];
  }
  return Array.from({ length: Math.max(oldList.length, nowList.length) }, (_, index) => below({ index }, oldList[index], nowList[index])).flat();
}

function below(step: Step, before: unknown, after: unknown): Step[][] {
  return changedSteps(before, after).map((steps) => [step, ...steps]);
}

function objectList(value: unknown): readonly object[] | undefined {
  const list = value ?? [];
  return Array.isArray(list) && list.every(isPlainObject) ? list : undefined;
}

/** What an item of a list is known by: an argument by its name, a file by its path. */
function keyOf(item: object): string | undefined {
  const { name, path } = item as { name?: unknown; path?: unknown };
  return [name, path].find((key) => typeof key === 'string');
}

/** As it would be written in `@endsIn`. */
export function changedPartText({ kind, steps }: ChangedPart): string {
  const path = steps.map((step) => (typeof step !== 'string' ? `[${step.key ?? step.index}]` : /^\w+$/.test(step) ? `.${step}` : `[${step}]`)).join('');
  return `${kind} ${path.replace(/^\./, '')}`.trim();
}
