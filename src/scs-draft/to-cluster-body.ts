import type { FieldPath } from '../diagnostics/diagnostic';
import type { NodePool, ScsClusterDocument } from '../params';
import type { ProfileFeature } from '../profile';
import { hasSettings } from '../resolve/policy';
import { isPlainObject, NODE_POOL_DEFAULTS } from '../resolve/settings';
import { resolveKubernetesVersion } from '../versions/kubernetes-versions';
import type { ClusterBody, Tell, WorkerGroup } from './cluster-body';
import { DISPLAY_NAME } from './from-cluster-body';
import { NOT_POOL_FEATURES, POOLS_FEATURE } from './portable-features';
import { isScalarFeature, wireNameOf } from './provider-features';

/** What is known of the provider; nothing without a profile. */
export interface Provider {
  readonly features: readonly ProfileFeature[];
  /** The flavor of a pool, chosen where it has requirements. */
  flavorOf(pool: number): string;
}

/** The body that says what a description says; undefined after an error. What it cannot say is told, each at its field. */
export function toClusterBody({ metadata, spec }: ScsClusterDocument, provider: Provider | undefined, tell: Tell): ClusterBody | undefined {
  let sound = true;
  const judge: Tell = (severity, ...told) => {
    sound &&= severity !== 'Error';
    tell(severity, ...told);
  };
  const lost = (path: FieldPath, why: string): void => judge('Warning', 'SettingLost', path, why);
  const { [DISPLAY_NAME]: displayName, ...annotations } = metadata.annotations ?? {};
  if (displayName !== undefined && displayName !== metadata.name) lost(['metadata', 'name'], 'the body has the display name; the way back needs the name (--name)');
  if (metadata.namespace !== undefined) lost(['metadata', 'namespace'], 'a body has no namespace; it follows from who sends it');
  if (hasSettings(metadata.labels)) lost(['metadata', 'labels'], 'a body has no labels');
  if (hasSettings(annotations)) lost(['metadata', 'annotations'], 'of annotations, a body has the display name alone');
  const { kubernetesVersion, nodePools, features, expert, ...fields } = spec;
  if (hasSettings(expert)) lost(['spec', 'expert'], 'a body has no expert settings');
  const groups = nodePools.map((pool, index) => workerGroup(pool, index, provider, judge));
  const poolSettings = nodePools.map((pool, index) => [pool.name, poolFeatures(pool, index, provider, lost)] as const);
  const pools = Object.fromEntries(poolSettings.filter(([, settings]) => settings !== undefined));
  const all = { ...fields, ...wireFeatures(features, provider), ...(Object.keys(pools).length > 0 && { [POOLS_FEATURE]: pools }) };
  const body = {
    name: displayName ?? metadata.name,
    version: exactVersion(kubernetesVersion, judge),
    workerGroups: groups,
    ...(Object.keys(all).length > 0 && { features: all }),
  };
  return sound ? body : undefined;
}

function exactVersion(text: string, tell: Tell): string {
  const path = ['spec', 'kubernetesVersion'];
  const read = resolveKubernetesVersion(text);
  if (!read.ok) {
    tell('Error', 'VersionUnknown', path, read.problem);
    return text;
  }
  const exact = read.value.version.replace(/^v/, '');
  if (text.replace(/^v/, '') !== exact) tell('Warning', 'SettingLost', path, `a body has an exact version: it does not follow newer patches than ${exact}`);
  return exact;
}

function workerGroup({ name, flavor, requirements, replicas, autoscaling }: NodePool, index: number, provider: Provider | undefined, tell: Tell): WorkerGroup {
  const path = ['spec', 'nodePools', index];
  if (requirements !== undefined) {
    if (provider === undefined) tell('Error', 'MissingField', [...path, 'flavor'], 'a body names a flavor, and only the profile (--profile) tells which one has what is required');
    else tell('Warning', 'SettingLost', [...path, 'requirements'], `a body names a flavor: it has ${provider.flavorOf(index)}, and no other is chosen later`);
  }
  const count = replicas ?? NODE_POOL_DEFAULTS.replicas;
  const { min, max } = autoscaling ?? { min: count, max: count };
  if (autoscaling !== undefined && min === max) tell('Warning', 'SettingLost', [...path, 'autoscaling'], `with the same number at least and at most, a body has ${max} replicas and no autoscaling`);
  return { name, size: flavor ?? provider?.flavorOf(index) ?? '', replicas: min, maxReplicas: max };
}

function poolFeatures(pool: NodePool, index: number, provider: Provider | undefined, lost: (path: FieldPath, why: string) => void): object | undefined {
  if (hasSettings(pool.expert)) lost(['spec', 'nodePools', index, 'expert'], 'a body has no expert settings');
  const settings = Object.fromEntries(Object.entries(pool).filter(([name]) => !NOT_POOL_FEATURES.includes(name)));
  const all = { ...settings, ...(pool.features && { features: wireFeatures(pool.features, provider) }) };
  return Object.keys(all).length > 0 ? all : undefined;
}

/** A scalar stands by itself in a body. */
function wireFeatures(features: Readonly<Record<string, unknown>> | undefined, provider: Provider | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(features ?? {}).map(([name, value]) => {
    const feature = provider?.features.find((candidate) => candidate.name === name);
    const isScalar = feature === undefined ? isPlainObject(value) && Object.keys(value).join() === 'value' : isScalarFeature(feature);
    return [feature === undefined ? name : wireNameOf(feature), isScalar && isPlainObject(value) ? value.value : value];
  }));
}
