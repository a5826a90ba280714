import type { FieldPath } from '../diagnostics/diagnostic';
import { didYouMean } from '../diagnostics/did-you-mean';
import { API_VERSION } from '../documents/api-version';
import { fieldSchema, schemaOf } from '../documents/document-schemas';
import type { ScsClusterDocument } from '../params';
import type { ProfileFeature } from '../profile';
import { isPlainObject } from '../resolve/settings';
import type { ClusterBody, Tell, WorkerGroup } from './cluster-body';
import { NOT_POOL_FEATURES, POOLS_FEATURE, reservedFeatures } from './portable-features';
import { isScalarFeature, wireNameOf } from './provider-features';

/** Keeps a name for people that is no name of objects. */
export const DISPLAY_NAME = 'kaas.scs.community/display-name';

/** What a body does not say. */
export interface Placement {
  /** Name of the cluster, where that of the body is no name for objects or another is wanted. */
  readonly name?: string;
  readonly namespace?: string;
}

/** A description, and where in the body each of its fields comes from. */
export interface FromBody {
  readonly document: ScsClusterDocument;
  bodyPath(path: FieldPath): FieldPath;
}

/**
 * The description that says what a body says; undefined after an error. Names are never made of free text. `features` are those of
 * the provider; undefined: they are not known, and taken as they are.
 */
export function fromClusterBody(
  body: ClusterBody, { name = body.name, namespace }: Placement, features: readonly ProfileFeature[] | undefined, tell: Tell,
): FromBody | undefined {
  let sound = true;
  const judge: Tell = (severity, ...told) => {
    sound &&= severity !== 'Error';
    tell(severity, ...told);
  };
  if (!isName(name)) {
    judge('Error', 'InvalidValue', ['name'], `${JSON.stringify(name)} is a text for people, and no name for objects, which are never made of such a text; give one with --name`);
  }
  if (!/^v?1\.[0-9]+\.[0-9]+$/.test(body.version)) judge('Error', 'InvalidValue', ['version'], `${JSON.stringify(body.version)} is not an exact version, such as "1.36.3"`);
  const { pools = {}, ...settings } = descriptionFeatures(body, features, judge);
  const nodePools = body.workerGroups.map((group, index) => ({ name: group.name, flavor: group.size, ...sizeOf(group, index, judge), ...pools[group.name] }));
  const document = {
    apiVersion: API_VERSION,
    kind: 'ScsCluster',
    metadata: { name, ...(namespace !== undefined && { namespace }), ...(name !== body.name && { annotations: { [DISPLAY_NAME]: body.name } }) },
    spec: { kubernetesVersion: body.version, ...settings, nodePools },
  } as unknown as ScsClusterDocument;
  return sound ? { document, bodyPath: (path) => bodyPathOf(path, body, features) } : undefined;
}

function isName(text: string): boolean {
  const { pattern, maxLength } = fieldSchema(schemaOf('ScsCluster'), ['metadata', 'name'])!;
  return new RegExp(pattern!, 'u').test(text) && text.length <= maxLength!;
}

/** The draft does not say whether `replicas` is the least where there is a `maxReplicas`; its proof of concept reads it so. */
function sizeOf({ replicas, maxReplicas }: WorkerGroup, index: number, tell: Tell): object {
  if (maxReplicas === undefined || maxReplicas === replicas) return replicas === undefined ? {} : { replicas };
  if (replicas === undefined) {
    tell('Error', 'MissingField', ['workerGroups', index, 'replicas'], 'with maxReplicas alone, nobody knows how many there are at least');
  } else if (maxReplicas < replicas) {
    tell('Error', 'InvalidValue', ['workerGroups', index, 'maxReplicas'], `maxReplicas ${maxReplicas} is below replicas ${replicas}`);
  }
  return { autoscaling: { min: replicas, max: maxReplicas } };
}

interface DescriptionFeatures {
  readonly [field: string]: unknown;
  /** Settings of pools by their names. */
  readonly pools?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Features for portable fields become the fields, all others features of the provider. */
function descriptionFeatures(body: ClusterBody, known: readonly ProfileFeature[] | undefined, tell: Tell): DescriptionFeatures {
  const { [POOLS_FEATURE]: pools, ...rest } = body.features ?? {};
  const fields = Object.entries(rest).filter(([name]) => reservedFeatures().includes(name));
  const own = providerFeatures(Object.entries(rest).filter(([name]) => !reservedFeatures().includes(name)), known, ['features'], tell);
  return {
    ...Object.fromEntries(fields),
    ...(Object.keys(own).length > 0 && { features: own }),
    ...(pools !== undefined && { pools: poolSettings(pools, body, known, tell) }),
  };
}

function providerFeatures(
  entries: readonly [string, unknown][], known: readonly ProfileFeature[] | undefined, path: FieldPath, tell: Tell,
): Record<string, unknown> {
  return Object.fromEntries(entries.map(([wireName, value]) => {
    const feature = known?.find((candidate) => wireNameOf(candidate) === wireName);
    if (known !== undefined && feature === undefined) {
      const names = [...known.map(wireNameOf), ...reservedFeatures()];
      const guess = didYouMean(wireName, names);
      tell('Error', 'FeatureNotOffered', [...path, wireName], { message: `the provider does not offer a feature "${wireName}"`, ...(guess !== undefined && { didYouMean: guess }) });
    }
    const isScalar = feature === undefined ? !isPlainObject(value) : isScalarFeature(feature);
    return [feature?.name ?? wireName, isScalar ? { value } : value];
  }));
}

function poolSettings(
  value: unknown, { workerGroups }: ClusterBody, known: readonly ProfileFeature[] | undefined, tell: Tell,
): Record<string, Record<string, unknown>> {
  const path = ['features', POOLS_FEATURE];
  if (!isPlainObject(value)) {
    tell('Error', 'InvalidType', path, 'expected the settings of worker groups by their names');
    return {};
  }
  return Object.fromEntries(Object.entries(value).map(([name, settings]) => {
    const names = workerGroups.map((group) => group.name);
    if (!names.includes(name)) {
      const guess = didYouMean(name, names);
      tell('Error', 'InvalidValue', [...path, name], { message: `there is no worker group "${name}"`, allowed: names, ...(guess !== undefined && { didYouMean: guess }) });
    }
    if (!isPlainObject(settings)) {
      tell('Error', 'InvalidType', [...path, name], 'expected an object with settings of the worker group');
      return [name, {}];
    }
    const { features, ...others } = settings;
    for (const field of Object.keys(others).filter((candidate) => NOT_POOL_FEATURES.includes(candidate))) {
      tell('Error', 'ConflictingFields', [...path, name, field], `${field} stands in the worker group itself, or cannot be set by a body`);
    }
    if (features !== undefined && !isPlainObject(features)) tell('Error', 'InvalidType', [...path, name, 'features'], 'expected features by their names');
    const own = isPlainObject(features) ? providerFeatures(Object.entries(features), known, [...path, name, 'features'], tell) : undefined;
    return [name, { ...others, ...(own && { features: own }) }];
  }));
}

const BODY_FIELDS: Readonly<Record<string, string>> = { name: 'name', flavor: 'size', replicas: 'replicas', 'autoscaling.min': 'replicas', 'autoscaling.max': 'maxReplicas' };

/** Where a field of the description stands in the body. */
function bodyPathOf([root, field, index, ...below]: FieldPath, { workerGroups }: ClusterBody, known: readonly ProfileFeature[] | undefined): FieldPath {
  if (root !== 'spec' || field === undefined) return root === 'metadata' ? ['name'] : [];
  if (field === 'kubernetesVersion') return ['version'];
  if (field === 'features' && index !== undefined) return ['features', ...featurePath([index, ...below], known)];
  if (field !== 'nodePools') return ['features', field, ...(index === undefined ? [] : [index]), ...below];
  if (typeof index !== 'number') return ['workerGroups'];
  const own = below.length === 0 ? [] : [BODY_FIELDS[below.join('.')] ?? BODY_FIELDS[below[0]]];
  if (own[0] !== undefined || below.length === 0 || below[0] === 'autoscaling') return ['workerGroups', index, ...(own[0] === undefined ? [] : own as string[])];
  const inside = below[0] === 'features' && below.length > 1 ? ['features', ...featurePath(below.slice(1), known)] : below;
  return ['features', POOLS_FEATURE, workerGroups[index]?.name ?? '', ...inside];
}

function featurePath([name, ...parameters]: FieldPath, known: readonly ProfileFeature[] | undefined): FieldPath {
  const feature = known?.find((candidate) => candidate.name === name);
  const isValue = parameters[0] === 'value' && (feature === undefined || isScalarFeature(feature));
  return [feature === undefined ? name : wireNameOf(feature), ...(isValue ? parameters.slice(1) : parameters)];
}
