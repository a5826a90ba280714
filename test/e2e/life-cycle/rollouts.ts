import type { StoredObject } from '../management-cluster/client';
import type { MachineState, ObservedCluster } from './observed-cluster';

/**
 * Where a group, while its machines were replaced, had more machines than it may, or fewer that work: each state in which it was is
 * asked. A machine works from when it does so the first time until it is to be deleted: those of a control plane are not well for
 * moments, when the others change.
 */
export function rolloutViolations(cluster: ObservedCluster, group: StoredObject, historyStart: number): string[] {
  const { replicas, rollout: { strategy: { rollingUpdate } } } = group.spec;
  const [surge, unavailable] = [rollingUpdate.maxSurge, rollingUpdate.maxUnavailable ?? (rollingUpdate.maxSurge === 0 ? 1 : 0)].map(Number);
  const states = new Map<string, MachineState>();
  const everWorked = new Set<string>();
  const violations = new Set<string>();
  cluster.history.forEach((state, index) => {
    if (cluster.groupOf(state.machine) !== group.metadata.name) return;
    if (state.isGone) states.delete(state.name);
    else states.set(state.name, state);
    if (state.isWorking) everWorked.add(state.name);
    if (index < historyStart) return;
    const present = [...states.values()].filter(({ isDeleting }) => !isDeleting);
    const working = present.filter(({ name }) => everWorked.has(name));
    if (present.length > replicas + surge) violations.add(`${group.metadata.name} had ${present.length} machines`);
    if (working.length < replicas - unavailable) violations.add(`${group.metadata.name} had ${working.length} machines that work`);
  });
  return [...violations];
}

/** The machines that were made since then, in that order, each with its group. */
export function creations(cluster: ObservedCluster, historyStart: number): { readonly name: string; readonly group: string; readonly index: number }[] {
  const known = new Set(cluster.history.slice(0, historyStart).map(({ name }) => name));
  return cluster.history.flatMap(({ name, machine }, index) => {
    if (known.has(name)) return [];
    known.add(name);
    return [{ name, group: cluster.groupOf(machine), index }];
  });
}

/** The moment in which the last machine of a group's former ones began to go. */
export function lastFarewell(cluster: ObservedCluster, names: Iterable<string>): number {
  return Math.max(...[...names].map((name) => cluster.history.findIndex((state) => state.name === name && (state.isDeleting || state.isGone))));
}
