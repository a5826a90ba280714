import type { FieldPath } from '../diagnostics/diagnostic';
import type { NodePool } from '../params';
import type { ProfileOs, ProviderProfileSpec } from '../profile';
import { compareMinors } from '../versions/kubernetes-versions';
import type { FlavorCatalogue } from './flavors';
import { resolveVersion, type ResolvedVersion } from './kubernetes-version';
import { resolveKubelet } from './kubelet';
import { resolveMachine, resolveSeconds, resolveStartupTimeout, resolveTimeouts } from './machines';
import { checkTaints, resolveNodeAnnotations, resolveNodeLabels } from './node-metadata';
import type { Report } from './report';
import type { ResolvedMachineGroup, ResolvedNodeExpert, ResolvedNodePool } from './resolved-cluster';
import { merge, NODE_POOL_DEFAULTS, type WithDefaults } from './settings';
import { resolveSysctls } from './sysctls';
import { resolveVolumes } from './volumes';
import { resolveZones, spread, zoneInName } from './zones';

type PoolSettings = WithDefaults<NodePool, typeof NODE_POOL_DEFAULTS>;

/** The objects of the control plane have names of this form. */
const RESERVED_POOL_NAME = 'control-plane';
/** The name of a MachineDeployment becomes a label value. */
const LABEL_VALUE_MOST = 63;
/** Machines of a pool run at most this many minors behind the control plane (Kubernetes version skew policy). */
const SKEW_MOST = 3;

/** What the pools of a cluster have in common. */
export interface PoolContext {
  readonly clusterName: string;
  readonly version: ResolvedVersion | undefined;
  readonly profile: ProviderProfileSpec;
  readonly regionZones: readonly string[] | undefined;
  readonly catalogue: FlavorCatalogue;
  /** By the names of the pools. */
  readonly experts: ReadonlyMap<string, ResolvedNodeExpert>;
  osOf(pool: NodePool): ProfileOs;
  readonly report: Report;
}

/** Decides the node pools; those with an error are left out. */
export function resolveNodePools(pools: readonly NodePool[], context: PoolContext): ResolvedNodePool[] {
  const resolved = pools.flatMap((pool, index) => resolveNodePool(pool, ['nodePools', index], context) ?? []);
  checkGroupNames(pools, resolved, context.report);
  checkNameLengths(context.clusterName, pools, resolved, context.report);
  return resolved;
}

function resolveNodePool(pool: NodePool, path: FieldPath, context: PoolContext): ResolvedNodePool | undefined {
  const { profile, report } = context;
  const settings = merge<NodePool, typeof NODE_POOL_DEFAULTS>(NODE_POOL_DEFAULTS, pool);
  if (pool.name === RESERVED_POOL_NAME) {
    report.error('NameTaken', [...path, 'name'], `"${RESERVED_POOL_NAME}" is the name of the control plane's own objects; choose another`);
  }
  if (pool.flavor === undefined && pool.requirements === undefined) {
    report.error('MissingField', path, { message: 'a node pool says which machines it has', allowed: ['flavor', 'requirements'] });
    return undefined;
  }
  const zones = resolveZones(pool.zones, [...path, 'zones'], context.regionZones, report);
  const machine = resolveMachine(settings, path, zones, profile, context.catalogue, report);
  const volumes = resolveVolumes(settings.volumes, [...path, 'volumes'], profile, report);
  const groups = resolveGroups(pool, settings, zones, path, report);
  const labels = resolveNodeLabels(settings.labels, [...path, 'labels'], profile.management, report);
  const annotations = resolveNodeAnnotations(settings.annotations, [...path, 'annotations'], profile.management, report);
  checkTaints(settings.taints, [...path, 'taints'], report);
  checkRollout(settings, groups, path, report);
  const timeouts = resolveTimeouts(settings.timeouts, [...path, 'timeouts'], report);
  const kubernetesVersion = resolvePoolVersion(pool, path, context);
  const healthCheck = {
    unhealthyAfterSeconds: resolveSeconds(settings.healthCheck.unhealthyAfter, [...path, 'healthCheck', 'unhealthyAfter'], report),
    startupTimeoutSeconds: resolveStartupTimeout(settings.healthCheck.startupTimeout, settings.healthCheck.enabled, [...path, 'healthCheck', 'startupTimeout'], report),
    maxUnhealthy: settings.healthCheck.maxUnhealthy,
  };
  if (settings.healthCheck.enabled && settings.healthCheck.maxUnhealthy === '100%') {
    report.warning('RolloutStalls', [...path, 'healthCheck', 'maxUnhealthy'], 'with 100% there is no limit: a fault of the network that makes all machines look broken has all of them replaced at once');
  }
  return machine && {
    name: pool.name,
    kubernetesVersion,
    machine,
    volumes,
    groups,
    antiAffinity: settings.antiAffinity,
    labels,
    annotations,
    taints: settings.taints,
    rollout: settings.rollout,
    ...(settings.healthCheck.enabled && { healthCheck }),
    timeouts,
    node: {
      os: context.osOf(pool),
      kubelet: resolveKubelet(settings.kubelet, [...path, 'kubelet'], machine, report),
      sysctls: resolveSysctls(settings.sysctls, [...path, 'sysctls'], report),
      expert: context.experts.get(pool.name)!,
    },
  };
}

function resolveGroups(pool: NodePool, settings: PoolSettings, zones: readonly string[], path: FieldPath, report: Report): ResolvedMachineGroup[] {
  const { autoscaling } = pool;
  if (autoscaling && pool.replicas !== undefined) {
    report.error('ConflictingFields', [...path, 'autoscaling'], 'replicas and autoscaling exclude each other: the autoscaler decides the number of machines');
  }
  if (autoscaling && autoscaling.max < autoscaling.min) {
    report.error('InvalidValue', [...path, 'autoscaling', 'max'], `max ${autoscaling.max} is below min ${autoscaling.min}`);
  }
  if (autoscaling && autoscaling.max < zones.length) {
    report.error('InvalidValue', [...path, 'autoscaling', 'max'], `max ${autoscaling.max} is below the number of zones, ${zones.length}: a zone would never get a machine; raise max or list fewer zones`);
  }
  const places = zones.length > 0 ? zones : [undefined];
  const [replicas, min, max] = [settings.replicas, autoscaling?.min ?? 0, autoscaling?.max ?? 0].map((count) => spread(count, places.length));
  return places.map((zone, index) => ({
    name: zone === undefined ? pool.name : `${pool.name}-${zoneInName(zone)}`,
    ...(zone !== undefined && { zone }),
    ...(autoscaling ? { autoscaling: { min: min[index], max: max[index] } } : { replicas: replicas[index] }),
  }));
}

function resolvePoolVersion(pool: NodePool, path: FieldPath, { version, profile, report }: PoolContext): string {
  if (pool.kubernetesVersion === undefined) return version?.version ?? '';
  const field = [...path, 'kubernetesVersion'];
  const own = resolveVersion(pool.kubernetesVersion, field, profile, report);
  if (own === undefined || version === undefined) return '';
  const behind = compareMinors(version.minor, own.minor);
  const patch = (text: string): number => Number(text.split('.')[2]);
  if (behind < 0 || (behind === 0 && patch(own.version) > patch(version.version))) {
    report.error('VersionSkew', field, `${own.version} is newer than the control plane's ${version.version}; upgrade the control plane first`);
  } else if (behind > SKEW_MOST) {
    report.error('VersionSkew', field, `${own.version} is ${behind} minors behind the control plane's ${version.version}; at most ${SKEW_MOST} are supported`);
  } else if (behind > 0) {
    // Cluster API's preflight check KubeadmVersionSkew: kubeadm joins machines of the control plane's minor only.
    report.warning('VersionSkew', field, `as long as the control plane has ${version.minor}, Cluster API makes no machine with ${own.minor}: those that exist stay, and none is added or replaced; in a new cluster the pool stays empty`);
  }
  return own.version;
}

function checkRollout({ rollout }: PoolSettings, groups: readonly ResolvedMachineGroup[], path: FieldPath, report: Report): void {
  const isNothing = (text: string): boolean => /^0+%?$/.test(text);
  if (isNothing(rollout.maxSurge) && isNothing(rollout.maxUnavailable)) {
    report.error('RolloutStalls', [...path, 'rollout'], 'maxSurge and maxUnavailable are both 0: no machine could ever be replaced');
  } else if (isNothing(rollout.maxSurge) && rollout.maxUnavailable.endsWith('%')) {
    // Cluster API rounds maxUnavailable down.
    const share = Number(rollout.maxUnavailable.slice(0, -1)) / 100;
    const stuck = groups.find(({ replicas, autoscaling }) => Math.floor((replicas ?? autoscaling!.max) * share) === 0 && (replicas ?? autoscaling!.max) > 0);
    if (stuck) {
      report.warning('RolloutStalls', [...path, 'rollout', 'maxUnavailable'], `${rollout.maxUnavailable} of the machines of "${stuck.name}" is less than one, and maxSurge is 0: Cluster API takes one machine at a time then`);
    }
  }
}

function checkGroupNames(pools: readonly NodePool[], resolved: readonly ResolvedNodePool[], report: Report): void {
  const owners = new Map<string, string>([[RESERVED_POOL_NAME, 'the control plane']]);
  for (const pool of resolved) {
    const index = pools.findIndex(({ name }) => name === pool.name);
    for (const name of new Set([pool.name, ...pool.groups.map((group) => group.name)])) {
      const owner = owners.get(name);
      if (owner !== undefined && pool.name !== RESERVED_POOL_NAME) {
        report.error('NameTaken', ['nodePools', index, 'name'], `pool "${pool.name}" and ${owner} would both have objects named "${name}"; rename the pool`);
      }
      owners.set(name, `pool "${pool.name}"`);
    }
    const groupNames = pool.groups.map((group) => group.name);
    const twice = groupNames.find((name, at) => groupNames.indexOf(name) !== at);
    if (twice !== undefined) {
      report.error('NameTaken', ['nodePools', index, 'zones'], `two zones of pool "${pool.name}" both become "${twice}" in names`);
    }
  }
}

/** Names of MachineDeployments are label values. */
function checkNameLengths(clusterName: string, pools: readonly NodePool[], resolved: readonly ResolvedNodePool[], report: Report): void {
  for (const pool of resolved) {
    const index = pools.findIndex(({ name }) => name === pool.name);
    for (const group of pool.groups) {
      const name = `${clusterName}-${group.name}`;
      if (name.length > LABEL_VALUE_MOST) {
        report.error('NameTooLong', ['nodePools', index, 'name'], `"${name}" has ${name.length} characters, ${LABEL_VALUE_MOST} are allowed; shorten the name of the pool or the cluster`);
      }
    }
  }
}
