import { isDeepStrictEqual } from 'node:util';
import type { FieldPath } from '../diagnostics/diagnostic';
import { didYouMean } from '../diagnostics/did-you-mean';
import { fieldSchema, schemaOf } from '../documents/document-schemas';
import { validateShape } from '../documents/shape-validation';
import { kindSchemas } from '../objects/kind-schemas';
import { valueAt } from '../objects/value-at';
import type { ProfileFeature, ProfileFeatureEffect, ProviderProfileSpec } from '../profile';
import { checkFeatureSchema, checkValue, parametersOf } from './feature-schema';
import { leaves } from './policy';
import type { Report } from './report';
import { isPlainObject } from './settings';

/** What decides about features, or is told before there is a cluster, is out of their reach. */
const NEVER_BY_PROFILE_EFFECT = [
  'target', 'composition', 'management', 'regions', 'conformances', 'endpoint', 'kubernetesVersions', 'flavors', 'volumeTypes', 'features', 'defaults', 'policy', 'onUnsupported',
];
const NEVER_BY_DESCRIPTION_EFFECT = ['kubernetesVersion', 'region', 'nodePools', 'features', 'expert', 'name'];
/** The fields of the profile that can differ between pools. */
export const PROFILE_FIELDS_OF_POOLS = ['openstack.image.name', 'openstack.image.id', 'openstack.sshKeyName', 'openstack.configDrive', 'openstack.blockStorageZones'];

/** Judges the features of a profile; the result are those in which nothing is wrong. */
export function checkFeatureDefinitions(profile: ProviderProfileSpec, report: Report): ProfileFeature[] {
  const features = profile.features ?? [];
  return features.filter((feature, index) => {
    const before = report.diagnostics.length;
    checkNames(feature, index, features, report);
    checkFeatureSchema(feature.schema, (code, path, problem) => report.profileError(code, ['features', index, 'schema', ...path], problem));
    checkRelations(feature, index, profile, report);
    // The effects speak of parameters, so these must be sound.
    if (report.diagnostics.length === before) {
      feature.effects.forEach((effect, at) => checkEffect(feature, effect, ['features', index, 'effects', at], profile, report));
    }
    return report.diagnostics.length === before;
  });
}

function checkNames({ name, wireName = name }: ProfileFeature, index: number, features: readonly ProfileFeature[], report: Report): void {
  const { ScsClusterSpec, NodePool } = schemaOf('ScsCluster').$defs!;
  if ([ScsClusterSpec, NodePool].some(({ properties }) => Object.hasOwn(properties!, name))) {
    report.profileError('NameTaken', ['features', index, 'name'], `"${name}" is a field of the description already; a feature is for what has none`);
  }
  const wireNames = features.map((other) => other.wireName ?? other.name);
  if (wireNames.indexOf(wireName) !== index) report.profileError('NameTaken', ['features', index], `another feature is spelt "${wireName}" in requests already`);
}

function checkRelations(
  { name, conflictsWith = [], requires }: ProfileFeature, index: number, { features = [], flavors }: ProviderProfileSpec, report: Report,
): void {
  const known = features.map((other) => other.name).filter((other) => other !== name);
  conflictsWith.forEach((other, at) => {
    if (known.includes(other)) return;
    const guess = didYouMean(other, known);
    report.profileError('InvalidValue', ['features', index, 'conflictsWith', at], { message: `the profile has no other feature "${other}"`, ...(guess !== undefined && { didYouMean: guess }) });
  });
  requires?.flavors?.forEach((flavor, at) => {
    if (flavors !== undefined && !flavors.some((offered) => offered.name === flavor)) {
      report.profileError('FlavorNotOffered', ['features', index, 'requires', 'flavors', at], `the profile offers no flavor "${flavor}"`);
    }
  });
}

function checkEffect(feature: ProfileFeature, effect: ProfileFeatureEffect, place: FieldPath, profile: ProviderProfileSpec, report: Report): void {
  const { properties = {} } = parametersOf(feature);
  for (const [name, value] of Object.entries(effect.when ?? {})) {
    if (Object.hasOwn(properties, name)) checkValue(properties[name], value, (code, path, problem) => report.profileError(code, [...place, 'when', name, ...path], problem));
    else report.profileError('UnknownField', [...place, 'when', name], { message: `the feature has no parameter "${name}"`, allowed: Object.keys(properties) });
  }
  const checkSource = (from: string | undefined, value: unknown, at: FieldPath): void => {
    if (from !== undefined && !Object.hasOwn(properties, from.slice(1))) {
      report.profileError('UnknownField', [...at, 'from'], { message: `the feature has no parameter "${from.slice(1)}"`, allowed: Object.keys(properties) });
    }
    if ((from === undefined) === (value === undefined)) report.profileError('ConflictingFields', at, { message: 'an effect takes its value from exactly one of two fields', allowed: ['value', 'from'] });
  };
  if (effect.type === 'Object') return checkObjectEffect(feature, effect, place, checkSource, report);
  if (effect.path === undefined || effect.match !== undefined || effect.patch !== undefined) {
    report.profileError('ConflictingFields', place, `an effect of type ${effect.type} has a path and a value, and neither match nor patch`);
    return;
  }
  checkSource(effect.from, effect.value, place);
  checkField(feature, effect, [...place, 'path'], report);
  checkEffectOnPolicy(feature, effect, place, profile, report);
}

function checkObjectEffect(
  { scope }: ProfileFeature, { match, patch, path, value, from }: ProfileFeatureEffect, place: FieldPath,
  checkSource: (from: string | undefined, value: unknown, at: FieldPath) => void, report: Report,
): void {
  if (match === undefined || patch === undefined || [path, value, from].some((field) => field !== undefined)) {
    report.profileError('ConflictingFields', place, 'an effect of type Object has match and patch, and neither path, value nor from');
    return;
  }
  const kinds = kindSchemas.names().map((known) => known.split('/')[1]);
  if (!kinds.includes(match.kind)) {
    const guess = didYouMean(match.kind, kinds);
    report.profileError('ImpossiblePatch', [...place, 'match', 'kind'], { message: `no cluster has objects of kind "${match.kind}"`, ...(guess !== undefined && { didYouMean: guess }) });
  }
  if (match.pool && scope !== 'NodePool') report.profileError('ConflictingFields', [...place, 'match', 'pool'], 'only a feature with scope: NodePool has objects of a pool');
  patch.forEach((operation, index) => {
    if (operation.op !== 'remove') checkSource(operation.from, operation.value, [...place, 'patch', index]);
  });
}

/** A feature of pools acts on fields of pools, and on those of the profile that can differ between pools. */
function checkField(feature: ProfileFeature, effect: ProfileFeatureEffect, place: FieldPath, report: Report): void {
  const path = effect.path!;
  const [first] = path.split('.');
  const never = effect.type === 'Profile' ? NEVER_BY_PROFILE_EFFECT : NEVER_BY_DESCRIPTION_EFFECT;
  if (never.includes(first)) {
    report.profileError('InvalidValue', place, `an effect of type ${effect.type} cannot set ${first}`);
  } else if (effect.type === 'Profile' && feature.scope === 'NodePool' && !PROFILE_FIELDS_OF_POOLS.includes(path)) {
    report.profileError('InvalidValue', place, { message: `${path} cannot differ between pools`, allowed: PROFILE_FIELDS_OF_POOLS });
  } else if (effect.from !== undefined) {
    const at = documentPath(feature, effect);
    const kind = effect.type === 'Profile' ? 'ProviderProfile' : 'ScsCluster';
    if (fieldSchema(schemaOf(kind), at) === undefined) report.profileError('UnknownField', place, `there is no field ${path} to set`);
  } else {
    tellValueProblems(feature, effect, effect.value, [...place.slice(0, -1)], report);
  }
}

function documentPath({ scope }: ProfileFeature, { type, path }: ProfileFeatureEffect): FieldPath {
  return ['spec', ...(type === 'Description' && scope === 'NodePool' ? ['nodePools', 0] : []), ...path!.split('.')];
}

/** Tells what is wrong with the value that an effect gives to a field, by the shape of the field. */
export function tellValueProblems(feature: ProfileFeature, effect: ProfileFeatureEffect, value: unknown, place: FieldPath, report: Report): boolean {
  const path = documentPath(feature, effect);
  const document = [...path].reverse().reduce<unknown>((below, part) => (typeof part === 'number' ? [below] : { [part]: below }), value);
  const problems = validateShape(effect.type === 'Profile' ? 'ProviderProfile' : 'ScsCluster', document).filter((problem) => {
    const common = Math.min(problem.path.length, path.length);
    const isOnPath = path.slice(0, common).every((part, index) => problem.path[index] === part);
    return isOnPath && (problem.code !== 'MissingField' || problem.path.length > path.length);
  });
  for (const { code, message, allowed, didYouMean: guess, path: at } of problems) {
    const isAboutValue = at.length >= path.length && effect.value !== undefined && code !== 'UnknownField' && code !== 'NotYetSupported';
    report.profileError(code, [...place, isAboutValue ? 'value' : 'path'], {
      message: `${at.slice(1).filter((part) => part !== 0).join('.')}: ${message}`, ...(allowed && { allowed }), ...(guess !== undefined && { didYouMean: guess }),
    });
  }
  return problems.length === 0;
}

/** What the provider fixes for descriptions, its own effects cannot set otherwise. */
function checkEffectOnPolicy(
  feature: ProfileFeature, { type, path, value }: ProfileFeatureEffect, place: FieldPath, { policy }: ProviderProfileSpec, report: Report,
): void {
  if (type !== 'Description' || feature.scope === 'NodePool') return;
  const parts = path!.split('.');
  const enforced = valueAt(policy?.enforce, parts);
  if (enforced === undefined) return;
  const settings = isPlainObject(value) ? leaves(value) : [[[], value] as const];
  if (value === undefined || settings.some(([below, given]) => valueAt(enforced, below) !== undefined && !isDeepStrictEqual(valueAt(enforced, below), given))) {
    report.profileError('PolicyViolation', [...place, 'path'], `the profile's own policy.enforce fixes ${path}, and feature "${feature.name}" sets it`);
  }
}
