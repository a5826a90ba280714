import { AntiAffinity, TaintEffect } from '../params';
import type { ProviderProfileSpec } from '../profile';
import type { FlavorCatalogue } from './flavors';
import { resolveMachine, resolveSeconds, resolveStartupTimeout, resolveTimeouts } from './machines';
import { checkTaints, resolveNodeLabels } from './node-metadata';
import { operatingSystem } from './operating-system';
import type { Report } from './report';
import type { ResolvedControlPlane, ResolvedNodeExpert } from './resolved-cluster';
import { DEFAULT_CONTROL_PLANE_FLAVOR, type Settings } from './settings';
import { resolveEtcdVolume } from './volumes';
import { resolveZones } from './zones';

const CONTROL_PLANE_TAINT_KEY = 'node-role.kubernetes.io/control-plane';

/** Decides the control plane; undefined after an error that leaves it without machines. */
export function resolveControlPlane(
  settings: Settings, profile: ProviderProfileSpec, regionZones: readonly string[] | undefined, catalogue: FlavorCatalogue,
  expert: ResolvedNodeExpert, report: Report,
): ResolvedControlPlane | undefined {
  const { controlPlane } = settings;
  const path = ['controlPlane'];
  const zones = resolveZones(controlPlane.zones, [...path, 'zones'], regionZones, report);
  const machineSettings = controlPlane.flavor === undefined && controlPlane.requirements === undefined
    ? { ...controlPlane, flavor: DEFAULT_CONTROL_PLANE_FLAVOR }
    : controlPlane;
  const machine = resolveMachine(machineSettings, path, zones, profile, catalogue, report);

  const { replicas, remediation } = controlPlane;
  if (replicas % 2 === 0) {
    report.error('EvenReplicas', [...path, 'replicas'], {
      message: `${replicas} control-plane machines tolerate no more failures than ${replicas - 1}: etcd runs on them and needs a majority`,
      allowed: [String(replicas - 1), String(replicas + 1)],
    });
  }
  if (replicas === 1) {
    report.warning('NotConformant', [...path, 'replicas'], 'a single control-plane machine does not satisfy scs-0214-v2/cp-multi-host; use 3 for production');
  } else if (controlPlane.antiAffinity === AntiAffinity.NONE && zones.length < 2) {
    report.warning('NotConformant', [...path, 'antiAffinity'], 'without anti-affinity or several zones, scs-0214-v2/cp-multi-host is not satisfied: all control-plane machines may share a host');
  }
  if (controlPlane.rollout.maxSurge === '0' && replicas < 3) {
    report.error('RolloutStalls', [...path, 'rollout', 'maxSurge'], `a rollout without a surge needs at least 3 replicas, not ${replicas}`);
  }
  checkTaints(controlPlane.taints, [...path, 'taints'], report);
  controlPlane.taints.forEach(({ key, effect }, index) => {
    if (!controlPlane.schedulable && key === CONTROL_PLANE_TAINT_KEY && effect === TaintEffect.NO_SCHEDULE) {
      report.error('DuplicateItem', [...path, 'taints', index], 'every control-plane node has this taint already, as long as schedulable is false');
    }
  });

  const volumes = resolveEtcdVolume(settings.etcd?.dedicatedVolume, profile, report);
  const labels = resolveNodeLabels(controlPlane.labels, [...path, 'labels'], profile.management, report);
  const timeouts = resolveTimeouts(controlPlane.timeouts, [...path, 'timeouts'], report);
  const seconds = (field: 'unhealthyAfter' | 'retryPeriod' | 'minHealthyPeriod'): number => resolveSeconds(remediation[field], [...path, 'remediation', field], report);
  const healthCheck = {
    unhealthyAfterSeconds: seconds('unhealthyAfter'),
    startupTimeoutSeconds: resolveStartupTimeout(remediation.startupTimeout, remediation.enabled, [...path, 'remediation', 'startupTimeout'], report),
    // More than a minority broken at once is no fault of single machines, and replacing them would cost etcd its majority.
    maxUnhealthy: String(Math.max(1, Math.floor((replicas - 1) / 2))),
  };
  return machine && {
    replicas,
    machine,
    volumes,
    zones,
    antiAffinity: controlPlane.antiAffinity,
    maxSurge: Number(controlPlane.rollout.maxSurge),
    ...(remediation.enabled && { healthCheck }),
    remediation: { maxRetries: remediation.maxRetries, retryPeriodSeconds: seconds('retryPeriod'), minHealthyPeriodSeconds: seconds('minHealthyPeriod') },
    schedulable: controlPlane.schedulable,
    labels,
    taints: controlPlane.taints,
    timeouts,
    node: { os: operatingSystem(profile), kubelet: {}, sysctls: [], expert },
  };
}
