import type { FieldPath } from '../diagnostics/diagnostic';
import { apiGroup, isClusterScoped } from '../objects/cluster-scoped';
import { kindSchemas } from '../objects/kind-schemas';
import { valueAt } from '../objects/value-at';
import { isFields, textOf, type Fields } from './object-problem';

/** Something that others refer to by its name: an object, or what an object makes. */
export interface Referent {
  readonly group: string;
  readonly kind: string;
  /** Empty for what is of no namespace. */
  readonly namespace: string;
  readonly name: string;
}

/** How sure it is that what is referred to has to be among the objects. */
export type Expectation =
  /** Nobody else makes it. */
  | 'Here'
  /** Others may have made it, so that a name is doubtful only beside others of its kind. */
  | 'HereIfAny'
  /** People or other programs make most of them, so that a name is doubtful only where it is nearly that of another. */
  | 'Anywhere';

/** A place of an object that names something in its namespace. */
export interface Reference extends Referent {
  readonly path: FieldPath;
  readonly expected: Expectation;
}

export const CORE = 'cluster.x-k8s.io';
export const INFRASTRUCTURE = 'infrastructure.cluster.x-k8s.io';
const ORC = 'openstack.k-orc.cloud';
/** What a ServerGroup makes in OpenStack, where machines find it by its name. */
export const SERVER_GROUP = 'server group';

/** Where objects of Cluster API refer to others by group, kind and name. */
const OBJECT_REFERENCES: readonly FieldPath[] = [
  ['spec', 'infrastructureRef'], ['spec', 'controlPlaneRef'], ['spec', 'bootstrap', 'configRef'],
  ['spec', 'template', 'spec', 'infrastructureRef'], ['spec', 'template', 'spec', 'bootstrap', 'configRef'],
  ['spec', 'machineTemplate', 'spec', 'infrastructureRef'],
];
const CLUSTER_NAMES: readonly FieldPath[] = [['spec', 'clusterName'], ['spec', 'template', 'spec', 'clusterName']];
/** The blocks of OpenStack machines and clusters, themselves or in templates; written out, as this is asked of every object. */
const OPENSTACK_BLOCKS = [['spec'], ['spec', 'template', 'spec'], ['spec', 'bastion', 'spec'], ['spec', 'template', 'spec', 'bastion', 'spec']].map((block) => ({
  identityType: [...block, 'identityRef', 'type'], identityName: [...block, 'identityRef', 'name'], serverGroup: [...block, 'serverGroup', 'filter', 'name'],
}));
const CLUSTER_IDENTITY = 'ClusterIdentity';
/** The blocks of configurations of kubeadm, by kind. */
const KUBEADM_BLOCKS: Readonly<Record<string, FieldPath>> = {
  KubeadmConfig: ['spec'], KubeadmConfigTemplate: ['spec', 'template', 'spec'], KubeadmControlPlane: ['spec', 'kubeadmConfigSpec'],
};
/** What Cluster API itself makes for a cluster: Secrets with the cluster's name in front. */
const SECRET_OF_CLUSTER = /^(.+)-(?:ca|etcd|kubeconfig|proxy|sa)$/;
const CLUSTER_NAME_LABEL = 'cluster.x-k8s.io/cluster-name';
/** Kinds of others whose objects make a Secret, and where its name stands; where it does not, it is that of the object. */
const MAKE_SECRETS: Readonly<Record<string, FieldPath>> = {
  'bitnami.com/SealedSecret': ['spec', 'template', 'metadata', 'name'],
  'cert-manager.io/Certificate': ['spec', 'secretName'],
  'external-secrets.io/ExternalSecret': ['spec', 'target', 'name'],
};

/** What an object is, by which others can name it. */
export function identityOf(object: Fields): Referent {
  const group = apiGroup(textOf(object.apiVersion));
  const [namespace, name] = [valueAt(object, ['metadata', 'namespace']), valueAt(object, ['metadata', 'name'])].map(textOf);
  return placed({ group, kind: textOf(object.kind), namespace, name });
}

/** What others can refer to once an object is there: itself, and what is made of it. */
export function referentsOf(object: Fields, identity = identityOf(object)): Referent[] {
  const { group, kind, namespace, name } = identity;
  if (group === ORC && kind === 'ServerGroup') return [identity, { group, kind: SERVER_GROUP, namespace, name: textOf(valueAt(object, ['spec', 'resource', 'name'])) || name }];
  const path = Object.hasOwn(MAKE_SECRETS, `${group}/${kind}`) ? MAKE_SECRETS[`${group}/${kind}`] : undefined;
  return path === undefined ? [identity] : [{ group: '', kind: 'Secret', namespace, name: textOf(valueAt(object, path)) || name }];
}

/** The cluster that an object belongs to, or is. */
export function clusterOf(object: Fields, identity = identityOf(object)): Referent | undefined {
  if (identity.group === CORE && identity.kind === 'Cluster') return identity;
  const name = textOf(valueAt(object, ['spec', 'clusterName'])) || textOf(valueAt(object, ['metadata', 'labels', CLUSTER_NAME_LABEL]));
  return name === '' ? undefined : { group: CORE, kind: 'Cluster', namespace: identity.namespace, name };
}

/** The cluster for which Cluster API makes what is referred to. */
export function makerOf({ kind, namespace, name }: Reference): Referent | undefined {
  const [, cluster] = kind === 'Secret' ? SECRET_OF_CLUSTER.exec(name) ?? [] : [];
  return cluster === undefined ? undefined : { group: CORE, kind: 'Cluster', namespace, name: cluster };
}

/** Where an object names others, but for what may be anywhere where that does not matter. */
export function referencesOf(object: Fields, identity = identityOf(object), withAnywhere = true): Reference[] {
  const { group, kind, namespace } = identity;
  const ofObjects = isClusterApi(group) ? ofClusterApi(object, group) : [];
  const places = withAnywhere ? [...ofObjects, ...anywhere(object, group, kind)] : ofObjects;
  return places.map((place) => ({ ...place, namespace: isClusterScoped(`${place.group}/v1`, place.kind) ? '' : namespace }));
}

type Place = Omit<Reference, 'namespace'>;

/** Whether a group is one of Cluster API or its providers. */
function isClusterApi(group: string): boolean {
  return group === CORE || group.endsWith(`.${CORE}`);
}

function ofClusterApi(object: Fields, group: string): Place[] {
  if (group === INFRASTRUCTURE) {
    return OPENSTACK_BLOCKS.flatMap(({ identityType, identityName, serverGroup }) => [
      ...(valueAt(object, identityType) === CLUSTER_IDENTITY ? named(object, identityName, INFRASTRUCTURE, 'OpenStackClusterIdentity', 'HereIfAny') : []),
      ...named(object, serverGroup, ORC, SERVER_GROUP, 'HereIfAny'),
    ]);
  }
  const ofObjects = OBJECT_REFERENCES.flatMap((path) => objectAt(object, path));
  return group === CORE ? [...ofObjects, ...CLUSTER_NAMES.flatMap((path) => named(object, path, CORE, 'Cluster', 'HereIfAny'))] : ofObjects;
}

/** What people and other programs make, by kind. */
function anywhere(object: Fields, group: string, kind: string): Place[] {
  if (group === ORC) return named(object, ['spec', 'cloudCredentialsRef', 'secretName'], '', 'Secret', 'Anywhere');
  if (group === INFRASTRUCTURE) {
    return OPENSTACK_BLOCKS.flatMap(({ identityType, identityName }) => (valueAt(object, identityType) === CLUSTER_IDENTITY ? [] : named(object, identityName, '', 'Secret', 'Anywhere')));
  }
  if (!isClusterApi(group)) return ofWorkload(object, group);
  if (kind === 'ClusterResourceSet') return ofResourceSet(object);
  return Object.hasOwn(KUBEADM_BLOCKS, kind) ? ofKubeadm(object, KUBEADM_BLOCKS[kind]) : [];
}

function objectAt(object: Fields, path: FieldPath): Place[] {
  const reference = valueAt(object, path);
  if (!isFields(reference)) return [];
  const { apiGroup: group, kind, name } = reference;
  // Kinds of other providers are not for us to look for.
  if (typeof group !== 'string' || typeof kind !== 'string' || typeof name !== 'string' || kindSchemas.info(group, kind) === undefined) return [];
  return [{ path: [...path, 'name'], group, kind, name, expected: 'Here' }];
}

function ofKubeadm(object: Fields, block: FieldPath): Place[] {
  return [
    ...indexes(object, [...block, 'files']).flatMap((path) => named(object, [...path, 'contentFrom', 'secret', 'name'], '', 'Secret', 'Anywhere')),
    ...indexes(object, [...block, 'users']).flatMap((path) => named(object, [...path, 'passwdFrom', 'secret', 'name'], '', 'Secret', 'Anywhere')),
  ];
}

function ofResourceSet(object: Fields): Place[] {
  return indexes(object, ['spec', 'resources']).flatMap((path) => {
    const kind = valueAt(object, [...path, 'kind']);
    return kind === 'Secret' || kind === 'ConfigMap' ? named(object, [...path, 'name'], '', kind, 'Anywhere') : [];
  });
}

/** What the pods of Kubernetes' own kinds mount and read; what is optional need not be there. */
function ofWorkload(object: Fields, group: string): Place[] {
  const block: FieldPath = ['spec', 'template', 'spec'];
  if (group !== 'apps' && group !== 'batch') return [];
  const unlessOptional = (path: FieldPath, name: string, kind: string): Place[] =>
    valueAt(object, [...path, 'optional']) === true ? [] : named(object, [...path, name], '', kind, 'Anywhere');
  const containers = ['containers', 'initContainers'].flatMap((list) => indexes(object, [...block, list]));
  return [
    ...indexes(object, [...block, 'volumes']).flatMap((path) => [...unlessOptional([...path, 'secret'], 'secretName', 'Secret'), ...unlessOptional([...path, 'configMap'], 'name', 'ConfigMap')]),
    ...containers.flatMap((path) => indexes(object, [...path, 'envFrom'])).flatMap((path) => [
      ...unlessOptional([...path, 'secretRef'], 'name', 'Secret'), ...unlessOptional([...path, 'configMapRef'], 'name', 'ConfigMap'),
    ]),
    ...containers.flatMap((path) => indexes(object, [...path, 'env'])).flatMap((path) => [
      ...unlessOptional([...path, 'valueFrom', 'secretKeyRef'], 'name', 'Secret'), ...unlessOptional([...path, 'valueFrom', 'configMapKeyRef'], 'name', 'ConfigMap'),
    ]),
  ];
}

function named(object: Fields, path: FieldPath, group: string, kind: string, expected: Expectation): Place[] {
  const name = valueAt(object, path);
  return typeof name === 'string' && name !== '' ? [{ path, group, kind, name, expected }] : [];
}

function indexes(object: Fields, list: FieldPath): FieldPath[] {
  const items = valueAt(object, list);
  return Array.isArray(items) ? items.map((_, index) => [...list, index]) : [];
}

function placed(referent: Referent): Referent {
  const { group, kind, namespace, name } = referent;
  return { group, kind, namespace: isClusterScoped(`${group}/v1`, kind) ? '' : namespace, name };
}
