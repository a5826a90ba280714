import type { Diagnostic, FieldPath } from '../diagnostics/diagnostic';
import { didYouMean } from '../diagnostics/did-you-mean';
import { apiGroup, isClusterScoped } from '../objects/cluster-scoped';
import { canonicalJson } from '../objects/content-hash';
import { kindSchemas } from '../objects/kind-schemas';
import { overlaps, parseCidr, type Cidr } from '../resolve/cidr';
import { valueAt } from '../resolve/report';
import { objectLabel } from '../validation/object-label';
import { textOf, type Fields } from '../validation/object-problem';

/** Something that is wrong with an object only together with others, by the index of the object. */
export interface SetProblem extends Pick<Diagnostic, 'code' | 'severity' | 'path' | 'message' | 'value' | 'didYouMean'> {
  readonly object: number;
}

/** A reference by kind and name to an object of the same namespace. */
interface Reference {
  readonly path: FieldPath;
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** Others may make what is referred to, so that it need not be in the set. */
  readonly mayBeElsewhere?: boolean;
}

const CORE = 'cluster.x-k8s.io';
const INFRASTRUCTURE = 'infrastructure.cluster.x-k8s.io';
const ORC = 'openstack.k-orc.cloud';

/** Where objects of Cluster API refer to others by group, kind and name. */
const OBJECT_REFERENCES: readonly FieldPath[] = [
  ['spec', 'infrastructureRef'], ['spec', 'controlPlaneRef'], ['spec', 'bootstrap', 'configRef'],
  ['spec', 'template', 'spec', 'infrastructureRef'], ['spec', 'template', 'spec', 'bootstrap', 'configRef'],
  ['spec', 'machineTemplate', 'spec', 'infrastructureRef'],
];
const CLUSTER_NAMES: readonly FieldPath[] = [['spec', 'clusterName'], ['spec', 'template', 'spec', 'clusterName']];
/** The blocks of OpenStack machines and clusters, themselves or in templates. */
const OPENSTACK_BLOCKS: readonly FieldPath[] = [['spec'], ['spec', 'template', 'spec'], ['spec', 'bastion', 'spec'], ['spec', 'template', 'spec', 'bastion', 'spec']];

/** What is wrong with objects that are applied together: two of one name that differ, and references to what is not among them. */
export function setProblems(objects: readonly Fields[]): SetProblem[] {
  const keys = objects.map(keyOf);
  const known = new Set(keys);
  const firsts = new Map<string, Fields>();
  const duplicates = objects.flatMap((object, index) => {
    const first = firsts.get(keys[index]);
    if (first === undefined) firsts.set(keys[index], object);
    return first !== undefined && identityOf(object).name !== '' && canonicalJson(first) !== canonicalJson(object) ? [duplicate(object, index)] : [];
  });
  const dangling = objects.flatMap((object, index) => {
    const { namespace } = identityOf(object);
    return referencesOf(object).filter(({ group, kind, name }) => !known.has(key(group, kind, namespace, name))).flatMap((reference) => {
      const candidates = objects.map(identityOf).filter((other) => isCandidate(other, reference, namespace)).map(({ name }) => name);
      return reference.mayBeElsewhere && candidates.length === 0 ? [] : [unresolved(reference, candidates, object, index)];
    });
  });
  return [...duplicates, ...dangling, ...serverGroupProblems(objects)];
}

function unresolved({ path, kind, name, mayBeElsewhere }: Reference, candidates: readonly string[], object: Fields, index: number): SetProblem {
  const guess = didYouMean(name, candidates);
  const message = `${objectLabel(object)}: no ${kind} "${name}" is among the objects of its namespace`;
  const severity = mayBeElsewhere ? 'Warning' : 'Error';
  return { object: index, code: 'UnresolvedReference', severity, path, value: name, message, ...(guess !== undefined && { didYouMean: guess }) };
}

function duplicate(object: Fields, index: number): SetProblem {
  const isTemplate = textOf(object.kind).endsWith('Template');
  const why = isTemplate ? ': API servers do not let a template change under its name' : '';
  const message = `${objectLabel(object)}: another object of this name has another content${why}`;
  return { object: index, code: 'DuplicateObject', severity: 'Error', path: ['metadata', 'name'], message };
}

function referencesOf(object: Fields): Reference[] {
  const group = apiGroup(textOf(object.apiVersion));
  if (!group.endsWith(CORE)) return [];
  const ofObjects = OBJECT_REFERENCES.flatMap((path): Reference[] => {
    const { apiGroup: target, kind, name } = (valueAt(object, path) ?? {}) as Readonly<Record<string, unknown>>;
    // Kinds of other providers are not for us to look for.
    if (typeof target !== 'string' || typeof kind !== 'string' || typeof name !== 'string' || kindSchemas.info(target, kind) === undefined) return [];
    return [{ path: [...path, 'name'], group: target, kind, name }];
  });
  const ofClusters = CLUSTER_NAMES.flatMap((path): Reference[] => {
    const name = valueAt(object, path);
    return group === CORE && typeof name === 'string' ? [{ path, group: CORE, kind: 'Cluster', name, mayBeElsewhere: true }] : [];
  });
  const ofIdentities = OPENSTACK_BLOCKS.flatMap((block): Reference[] => {
    const path = [...block, 'identityRef', 'name'];
    const [type, name] = [valueAt(object, [...block, 'identityRef', 'type']), valueAt(object, path)];
    if (group !== INFRASTRUCTURE || type !== 'ClusterIdentity' || typeof name !== 'string') return [];
    return [{ path, group: INFRASTRUCTURE, kind: 'OpenStackClusterIdentity', name, mayBeElsewhere: true }];
  });
  return [...ofObjects, ...ofClusters, ...ofIdentities];
}

/** Server groups are found in OpenStack by their names; those of the set are made by its objects. */
function serverGroupProblems(objects: readonly Fields[]): SetProblem[] {
  const made = objects.filter(({ apiVersion, kind }) => apiGroup(textOf(apiVersion)) === ORC && kind === 'ServerGroup').map((object) => {
    return { namespace: identityOf(object).namespace, name: textOf(valueAt(object, ['spec', 'resource', 'name'])) || identityOf(object).name };
  });
  return objects.flatMap((object, index) => OPENSTACK_BLOCKS.flatMap((block): SetProblem[] => {
    const path = [...block, 'serverGroup', 'filter', 'name'];
    const name = apiGroup(textOf(object.apiVersion)) === INFRASTRUCTURE ? valueAt(object, path) : undefined;
    const own = made.filter(({ namespace }) => namespace === identityOf(object).namespace).map((group) => group.name);
    if (typeof name !== 'string' || own.length === 0 || own.includes(name)) return [];
    const guess = didYouMean(name, own);
    const message = `${objectLabel(object)}: no ServerGroup of its namespace makes a server group "${name}"`;
    return [{ object: index, code: 'UnresolvedReference', severity: 'Warning', path, value: name, message, ...(guess !== undefined && { didYouMean: guess }) }];
  }));
}

/** Ranges of clusters that have addresses in common, so that these could never be joined: of pods, of services and of nodes. */
export function fleetCidrProblems(objects: readonly Fields[]): SetProblem[] {
  const ranges = objects.flatMap((object, index) => rangesOf(object).flatMap(({ path, text, cluster }) => {
    const parsed = parseCidr(text);
    return parsed.ok ? [{ object: index, path, text, cluster, cidr: parsed.value as Cidr }] : [];
  }));
  return ranges.flatMap((range, index) => {
    const other = ranges.slice(0, index).find(({ cluster, cidr }) => cluster !== range.cluster && overlaps(cidr, range.cidr));
    if (other === undefined) return [];
    const message = `${objectLabel(objects[range.object])}: ${range.text} has addresses in common with ${other.text} of ${objectLabel(objects[other.object])}`;
    return [{ object: range.object, code: 'CidrOverlap', severity: 'Error', path: range.path, value: range.text, message }];
  });
}

function rangesOf(object: Fields): { readonly path: FieldPath; readonly text: string; readonly cluster: string }[] {
  const { group, kind, namespace, name } = identityOf(object);
  const ofCluster = group === CORE && kind === 'Cluster' ? ['pods', 'services'].map((what) => ['spec', 'clusterNetwork', what, 'cidrBlocks']) : [];
  const lists: FieldPath[] = [...ofCluster, ...(group === INFRASTRUCTURE && kind === 'OpenStackCluster' ? [['spec', 'managedSubnets']] : [])];
  return lists.flatMap((list) => {
    const items = valueAt(object, list);
    return (Array.isArray(items) ? items : []).flatMap((item: unknown, index) => {
      const path = typeof item === 'string' ? [...list, index] : [...list, index, 'cidr'];
      const text = valueAt(object, path);
      return typeof text === 'string' ? [{ path, text, cluster: `${namespace}/${name}` }] : [];
    });
  });
}

function identityOf(object: Fields): { readonly group: string; readonly kind: string; readonly namespace: string; readonly name: string } {
  const [namespace, name] = [valueAt(object, ['metadata', 'namespace']), valueAt(object, ['metadata', 'name'])];
  return { group: apiGroup(textOf(object.apiVersion)), kind: textOf(object.kind), namespace: textOf(namespace), name: textOf(name) };
}

function isCandidate(other: ReturnType<typeof identityOf>, { group, kind }: Reference, namespace: string): boolean {
  return other.group === group && other.kind === kind && (other.namespace === namespace || isClusterScoped(`${group}/v1`, kind));
}

function keyOf(object: Fields): string {
  const { group, kind, namespace, name } = identityOf(object);
  return key(group, kind, namespace, name);
}

function key(group: string, kind: string, namespace: string, name: string): string {
  return JSON.stringify([group, kind, isClusterScoped(`${group}/v1`, kind) ? '' : namespace, name]);
}
