import type { ObservedCluster } from './observed-cluster';

/** What has happened to the machines of the control plane or of a pool. */
export enum Outcome {
  KEPT = 'kept',
  REPLACED = 'replaced',
  ADDED = 'added',
  REMOVED = 'removed',
  SCALED_UP = 'scaled up',
  SCALED_DOWN = 'scaled down',
}

/** Names of the machines of each unit: the control plane, and the pools. */
export type Machines = ReadonlyMap<string, ReadonlySet<string>>;

export function machinesByUnit(cluster: ObservedCluster): Machines {
  const units = new Map<string, Set<string>>();
  for (const machine of cluster.all('Machine')) {
    const unit = cluster.unitOf(machine);
    units.set(unit, (units.get(unit) ?? new Set()).add(machine.metadata.name));
  }
  return units;
}

/** What has become of each unit; a sentence where it is none of the outcomes, such as a machine that was replaced twice. */
export function outcomes(cluster: ObservedCluster, before: Machines, after: Machines, historyStart: number): Record<string, Outcome | string> {
  const born = bornSince(cluster, before, historyStart);
  const units = [...new Set([...before.keys(), ...after.keys(), ...born.keys()])].sort();
  return Object.fromEntries(units.map((unit) => [unit, outcome(before.get(unit) ?? NONE, after.get(unit) ?? NONE, born.get(unit) ?? NONE)]));
}

const NONE: ReadonlySet<string> = new Set();

/** Machines that were made since then, whether they are still there or not. */
function bornSince(cluster: ObservedCluster, before: Machines, historyStart: number): Machines {
  const known = new Set([...before.values()].flatMap((names) => [...names]));
  const units = new Map<string, Set<string>>();
  for (const { name, machine } of cluster.history.slice(historyStart)) {
    if (!known.has(name)) units.set(cluster.unitOf(machine), (units.get(cluster.unitOf(machine)) ?? new Set()).add(name));
  }
  return units;
}

function outcome(before: ReadonlySet<string>, after: ReadonlySet<string>, born: ReadonlySet<string>): Outcome | string {
  const kept = [...before].filter((name) => after.has(name)).length;
  const isEach = [...born].every((name) => after.has(name));
  if (!isEach) return `made and removed again: ${[...born].filter((name) => !after.has(name)).join(', ')}`;
  if (kept === before.size) {
    if (born.size === 0) return Outcome.KEPT;
    return kept === 0 ? Outcome.ADDED : Outcome.SCALED_UP;
  }
  if (born.size === 0) return kept === 0 ? Outcome.REMOVED : Outcome.SCALED_DOWN;
  return kept === 0 && born.size === before.size ? Outcome.REPLACED : `kept ${kept} of ${before.size} machines, made ${born.size}`;
}
