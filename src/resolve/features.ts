import { isDeepStrictEqual } from 'node:util';
import type { FieldPath } from '../diagnostics/diagnostic';
import { didYouMean } from '../diagnostics/did-you-mean';
import { valueAt } from '../objects/value-at';
import type { ExpertPatchOperation, ScsClusterSpec } from '../params';
import type { ProfileFeature, ProfileFeatureEffect, ProviderProfileSpec } from '../profile';
import { compareMinors } from '../versions/kubernetes-versions';
import { checkFeatureDefinitions, tellValueProblems } from './feature-definitions';
import { checkParameters, missingParameters, withParameterDefaults } from './feature-schema';
import { leaves } from './policy';
import type { Report } from './report';
import type { ResolvedFeaturePatch, ResolvedProfileSetting } from './resolved-cluster';
import { isPlainObject, merge } from './settings';

type Parameters = Readonly<Record<string, unknown>>;

/** A feature of which an effect holds, for the cluster or for one pool. */
interface FeatureInUse {
  readonly feature: ProfileFeature;
  readonly parameters: Parameters;
  /** Index of the pool; absent for the whole cluster. */
  readonly pool?: number;
  /** Where it is switched, below the description's `spec`. */
  readonly place: FieldPath;
}

/** The two documents with the effects of features, and what of these is for later steps. */
export interface AppliedFeatures {
  readonly spec: ScsClusterSpec;
  readonly profile: ProviderProfileSpec;
  readonly profileSettings: readonly ResolvedProfileSetting[];
  /** By the index of the pool. */
  readonly poolSettings: readonly (readonly ResolvedProfileSetting[])[];
  readonly patches: readonly ResolvedFeaturePatch[];
  readonly inUse: readonly FeatureInUse[];
}

/** What an effect sets, with its place in the profile and where its feature is switched. */
interface Setting {
  readonly feature: ProfileFeature;
  readonly path: FieldPath;
  readonly value: unknown;
  readonly effectPlace: FieldPath;
  readonly switchedAt: FieldPath;
}

/** Judges features and their parameters, and does what their effects say. */
export function applyFeatures(spec: ScsClusterSpec, profile: ProviderProfileSpec, report: Report): AppliedFeatures {
  const none = { spec, profile, profileSettings: [], poolSettings: spec.nodePools.map(() => []), patches: [], inUse: [] };
  const sound = checkFeatureDefinitions(profile, report);
  const inUse = featuresInUse(spec, profile, sound, report);
  checkUse(inUse, report);
  const active = inUse.flatMap((use) => activeEffects(use, profile));
  const sets = active.filter(({ effect, value }) => effect.type !== 'Object' && value !== undefined);
  // What has the wrong shape must reach no rule.
  if (!sets.every(({ use, effect, value, place }) => effect.from === undefined || tellValueProblems(use.feature, effect, value, place, report))) return none;
  const settings = (type: 'Description' | 'Profile', pool?: number): Setting[] => {
    const ofGroup = sets.filter(({ use, effect }) => effect.type === type && use.pool === pool);
    return withoutConflicts(ofGroup.flatMap(settingsOf), report);
  };
  const pools = spec.nodePools.map((_, index) => index);
  const described = [...settings('Description'), ...pools.flatMap((index) => settings('Description', index))].filter((setting) => isFree(setting, spec, report));
  const profileSettings = settings('Profile');
  described.forEach(({ path, effectPlace }) => report.setByEffect('cluster', path, effectPlace));
  profileSettings.forEach(({ path, effectPlace }) => report.setByEffect('profile', path, effectPlace));
  return {
    spec: described.reduce((changed, { path, value }) => withValue(changed, path, value), spec as unknown) as ScsClusterSpec,
    profile: withProfileSettings(profile, profileSettings),
    profileSettings: profileSettings.map(({ path, value }) => ({ path, value })),
    poolSettings: pools.map((index) => settings('Profile', index).map(({ path, value }) => ({ path, value }))),
    patches: patchesOf(active, spec),
    inUse,
  };
}

/** The profile with what features set in it. */
export function withProfileSettings(profile: ProviderProfileSpec, settings: readonly ResolvedProfileSetting[]): ProviderProfileSpec {
  return settings.reduce<unknown>((changed, { path, value }) => withValue(changed, path, value), profile) as ProviderProfileSpec;
}

function featuresInUse(spec: ScsClusterSpec, profile: ProviderProfileSpec, sound: readonly ProfileFeature[], report: Report): FeatureInUse[] {
  const enforced = profile.policy?.enforce?.features;
  const ofCluster = merge<Parameters, Parameters>(merge(profile.defaults?.features ?? {}, spec.features), enforced) as Record<string, Parameters>;
  checkOffered(Object.keys(ofCluster), ['features'], profile, report);
  const uses = Object.keys(ofCluster).flatMap((name): FeatureInUse[] => {
    const feature = sound.find((offered) => offered.name === name);
    if (feature === undefined || !areParameters(ofCluster[name], feature, ['features', name], report)) return [];
    const use = { feature, parameters: withParameterDefaults(feature, ofCluster[name]), place: ['features', name] };
    if (feature.scope !== 'NodePool') return isComplete(use, report) ? [use] : [];
    return spec.nodePools.flatMap((pool, index) => (pool.features?.[name] === undefined ? [{ ...use, pool: index }] : []));
  });
  const complete = uses.filter((use) => use.pool === undefined || isComplete(use, report));
  return [...complete, ...spec.nodePools.flatMap((_, index) => poolFeatures(spec, index, ofCluster, profile, sound, report))];
}

function poolFeatures(
  { nodePools }: ScsClusterSpec, index: number, ofCluster: Readonly<Record<string, Parameters>>,
  profile: ProviderProfileSpec, sound: readonly ProfileFeature[], report: Report,
): FeatureInUse[] {
  const given = (nodePools[index].features ?? {}) as Record<string, Parameters>;
  const root = ['nodePools', index, 'features'];
  checkOffered(Object.keys(given), root, profile, report);
  return Object.entries(given).filter(([, value]) => value !== undefined).flatMap(([name, own]): FeatureInUse[] => {
    const place = [...root, name];
    const feature = sound.find((offered) => offered.name === name);
    if (feature === undefined || !areParameters(own, feature, place, report)) return [];
    if (feature.scope !== 'NodePool') {
      report.error('InvalidValue', place, `the feature "${name}" is for the whole cluster: switch it in spec.features`);
      return [];
    }
    const enforced = profile.policy?.enforce?.features?.[name] as Parameters | undefined;
    for (const [parameter, value] of Object.entries(own)) {
      if (enforced?.[parameter] !== undefined && !isDeepStrictEqual(value, enforced[parameter])) {
        report.error('PolicyViolation', [...place, parameter], {
          message: `the provider, not the library, fixes features.${name}.${parameter}`, allowed: [JSON.stringify(enforced[parameter])],
        });
      }
    }
    const use = { feature, parameters: withParameterDefaults(feature, merge<Parameters, Parameters>(ofCluster[name] ?? {}, own)), pool: index, place };
    return isComplete(use, report) ? [use] : [];
  });
}

/** With onUnsupported: Warn a description travels between clouds, and does without what one of them lacks. */
function checkOffered(names: readonly string[], root: FieldPath, { features = [], onUnsupported }: ProviderProfileSpec, report: Report): void {
  const offered = features.map(({ name }) => name);
  const tell = onUnsupported === 'Warn' ? report.warning.bind(report) : report.error.bind(report);
  for (const name of names.filter((candidate) => !offered.includes(candidate))) {
    const guess = didYouMean(name, offered);
    tell('FeatureNotOffered', [...root, name], { message: `the provider offers no feature "${name}"`, ...(offered.length > 0 && { allowed: offered }), ...(guess !== undefined && { didYouMean: guess }) });
  }
}

function areParameters(value: unknown, feature: ProfileFeature, place: FieldPath, report: Report): value is Parameters {
  if (!isPlainObject(value)) {
    report.error('InvalidType', place, `the parameters of a feature are an object; a feature with one value is written as {value: ${JSON.stringify(value)}}`);
    return false;
  }
  let isSound = true;
  checkParameters(feature, value, (code, path, problem) => {
    isSound = false;
    report.error(code, [...place, ...path], problem);
  });
  return isSound;
}

function isComplete({ feature, parameters, place }: FeatureInUse, report: Report): boolean {
  const missing = missingParameters(feature, parameters);
  if (missing.length > 0) report.error('MissingField', place, `the feature "${feature.name}" needs ${missing.join(' and ')}`);
  return missing.length === 0;
}

/** A feature is used where one of its effects holds: what is switched off conflicts with nothing. */
function isUsed({ feature, parameters }: FeatureInUse): boolean {
  return feature.effects.some((effect) => holds(effect, parameters));
}

function holds({ when = {} }: ProfileFeatureEffect, parameters: Parameters): boolean {
  return Object.entries(when).every(([name, value]) => isDeepStrictEqual(parameters[name], value));
}

function checkUse(inUse: readonly FeatureInUse[], report: Report): void {
  const used = inUse.filter(isUsed);
  const told = new Set<string>();
  for (const use of used) {
    const { feature: { name, stage, conflictsWith = [] }, place, pool } = use;
    const other = used.find((one) => conflictsWith.includes(one.feature.name) && (one.pool === undefined || pool === undefined || one.pool === pool));
    if (told.has(place.join('.'))) continue;
    told.add(place.join('.'));
    if (other !== undefined) report.error('ConflictingFields', place, `the features "${name}" and "${other.feature.name}" cannot be used together`);
    if (stage === 'Preview' || stage === 'Deprecated') {
      report.warning('FeatureStage', place, stage === 'Preview' ? `the provider offers "${name}" as a preview` : `the provider is about to withdraw "${name}"`);
    }
  }
}

interface ActiveEffect {
  readonly use: FeatureInUse;
  readonly effect: ProfileFeatureEffect;
  readonly value: unknown;
  readonly place: FieldPath;
}

function activeEffects(use: FeatureInUse, { features = [] }: ProviderProfileSpec): ActiveEffect[] {
  const index = features.indexOf(use.feature);
  return use.feature.effects.flatMap((effect, at) => {
    if (!holds(effect, use.parameters)) return [];
    return [{ use, effect, value: effect.from === undefined ? effect.value : use.parameters[effect.from.slice(1)], place: ['features', index, 'effects', at] }];
  });
}

function settingsOf({ use: { feature, pool, place: switchedAt }, effect: { type, path, from }, value, place }: ActiveEffect): Setting[] {
  const root = [...(type === 'Description' && pool !== undefined ? ['nodePools', pool] : []), ...path!.split('.')];
  const all: readonly (readonly [FieldPath, unknown])[] = isPlainObject(value) ? leaves(value) : [[[], value]];
  return all.map(([below, leaf]) => {
    const effectPlace = from === undefined ? [...place, 'value', ...below] : [...place, 'from'];
    return { feature, path: [...root, ...below], value: leaf, effectPlace, switchedAt };
  });
}

function withoutConflicts(settings: readonly Setting[], report: Report): Setting[] {
  return settings.filter((setting, index) => {
    const earlier = settings.slice(0, index).find(({ path, value }) => path.join('.') === setting.path.join('.') && !isDeepStrictEqual(value, setting.value));
    if (earlier === undefined) return true;
    report.error('ConflictingFields', setting.switchedAt, `the features "${earlier.feature.name}" and "${setting.feature.name}" set ${setting.path.join('.')} to different values`);
    return false;
  });
}

/** A field that the user has set is never changed without a word. */
function isFree({ feature, path, value }: Setting, spec: ScsClusterSpec, report: Report): boolean {
  const given = valueAt(spec, path);
  if (given === undefined || isDeepStrictEqual(given, value)) return true;
  report.error('ConflictingFields', path, `the feature "${feature.name}" sets this field to ${JSON.stringify(value)}: leave the field out, or do without the feature`);
  return false;
}

/** `name` and `id` of a thing of the cloud exclude each other, and so do a flavor and requirements. */
const ALTERNATIVES: readonly (readonly string[])[] = [['name', 'id', 'orc'], ['flavor', 'requirements']];

function withValue(root: unknown, path: FieldPath, value: unknown): unknown {
  const [first, ...rest] = path;
  if (path.length === 0) return value;
  if (Array.isArray(root)) return root.map((item, index) => (index === first ? withValue(item, rest, value) : item as unknown));
  const own = isPlainObject(root) ? root : {};
  const others = rest.length > 0 ? [] : ALTERNATIVES.find((names) => names.includes(String(first)))?.filter((name) => name !== first) ?? [];
  const kept = Object.fromEntries(Object.entries(own).filter(([key]) => !others.includes(key)));
  return { ...kept, [first]: withValue(own[first], rest, value) };
}

/** A feature of pools that changes objects of the whole cluster does so once. */
function patchesOf(active: readonly ActiveEffect[], { nodePools }: ScsClusterSpec): ResolvedFeaturePatch[] {
  const patches = active.flatMap(({ use, effect, place }): ResolvedFeaturePatch[] => {
    if (effect.type !== 'Object') return [];
    const operations = effect.patch!.map(({ op, path, value, from }) => {
      const given: unknown = from === undefined ? value : use.parameters[from.slice(1)];
      return { op, path, ...(given !== undefined && { value: given }) } as ExpertPatchOperation;
    });
    const { kind, pool } = effect.match!;
    return [{ place: ['spec', ...place], target: { kind }, patch: operations, ...(pool && { pool: nodePools[use.pool!].name }) }];
  });
  return patches.filter((patch, index) => patches.findIndex((other) => isDeepStrictEqual(other, patch)) === index);
}

/** What a cluster must have that uses features. */
export interface FeatureSurroundings {
  readonly minor?: string;
  /** The names of the flavors: of the whole cluster, or of the pool with that index. */
  flavors(pool?: number): readonly string[];
}

/** Holds the requirements of features against what is decided. */
export function checkFeatureRequirements({ inUse }: AppliedFeatures, { minor, flavors }: FeatureSurroundings, report: Report): void {
  for (const { feature: { name, requires }, pool, place } of inUse.filter(isUsed)) {
    const { kubernetesVersions: versions } = requires ?? {};
    if (versions !== undefined && minor !== undefined && !isWithin(minor, versions)) {
      report.error('FeatureRequirement', place, { message: `the feature "${name}" is not there for Kubernetes ${minor}`, allowed: [versions] });
    }
    const other = flavors(pool).find((flavor) => requires?.flavors?.includes(flavor) === false);
    if (other !== undefined) report.error('FeatureRequirement', place, { message: `the feature "${name}" is not there for flavor ${other}`, allowed: requires!.flavors });
  }
}

function isWithin(minor: string, bounds: string): boolean {
  return bounds.split(' ').every((bound) => {
    const [, operator, other] = /^([<>=]+)(.*)$/.exec(bound)!;
    const ahead = compareMinors(minor, other);
    return (operator.includes('=') && ahead === 0) || (operator.startsWith('>') && ahead > 0) || (operator.startsWith('<') && ahead < 0);
  });
}
