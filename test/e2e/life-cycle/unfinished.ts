import { conditionIsTrue } from '../conditions';
import type { StoredObject } from '../management-cluster/client';
import type { ObservedCluster } from './observed-cluster';

/** Whether a control plane, or a MachineDeployment, does something to its machines. */
const ACTIVITIES = ['RollingOut', 'ScalingUp', 'ScalingDown', 'Remediating', 'Deleting'];

/** What Cluster API's controllers have not done yet of objects that were applied, as the server has taken them. */
export function unfinished(cluster: ObservedCluster, applied: readonly StoredObject[]): string[] {
  const groups = applied.filter(({ kind }) => kind === 'KubeadmControlPlane' || kind === 'MachineDeployment');
  return [
    ...cluster.all('Cluster').filter(({ status }) => !conditionIsTrue(status, 'Available')).map(({ metadata }) => `Cluster ${metadata.name} is not available`),
    ...groups.flatMap((group) => unfinishedGroup(cluster, group)),
    ...leftMachines(cluster, new Set(groups.map(({ metadata }) => metadata.name))),
  ];
}

function unfinishedGroup(cluster: ObservedCluster, applied: StoredObject): string[] {
  const { kind, metadata: { name, generation = 0 } } = applied;
  const stored = cluster.get(kind as 'MachineDeployment', name);
  const group = `${kind} ${name}`;
  if (stored === undefined) return [`${group} is not there`];
  if (!(stored.status?.observedGeneration >= generation)) return [`${group} was not seen by its controller`];
  const { spec, status } = stored;
  const counts = [status.replicas, status.readyReplicas, status.availableReplicas, status.upToDateReplicas].map((count: number | undefined) => count ?? 0);
  const machines = cluster.all('Machine').filter((machine) => cluster.groupOf(machine) === name);
  return [
    ...(counts.every((count) => count === spec.replicas) ? [] : [`${group} has not ${spec.replicas} machines: ${counts.join(', ')}`]),
    ...ACTIVITIES.filter((activity) => conditionIsTrue(status, activity)).map((activity) => `${group} is ${activity}`),
    ...(machines.length === spec.replicas ? [] : [`${group} owns ${machines.length} machines`]),
    ...machines.flatMap((machine) => unfinishedMachine(cluster, stored, machine)),
  ];
}

function unfinishedMachine(cluster: ObservedCluster, group: StoredObject, machine: StoredObject): string[] {
  const { metadata: { name, deletionTimestamp }, status } = machine;
  const behind = group.kind === 'MachineDeployment' ? behindDeployment(group, cluster.machineSetOf(machine), machine) : behindControlPlane(group, machine);
  return [
    ...(deletionTimestamp === undefined ? [] : ['is being deleted']),
    ...['Available', 'UpToDate'].filter((type) => !conditionIsTrue(status, type)).map((type) => `is not ${type}`),
    ...behind.map((what) => `has not the ${what}`),
  ].map((what) => `Machine ${name} ${what}`);
}

/** What of a MachineDeployment is not in a machine: what replaces machines, by its MachineSet, and what changes in place. */
function behindDeployment({ spec: { template } }: StoredObject, machineSet: StoredObject | undefined, machine: StoredObject): string[] {
  const { version, bootstrap, infrastructureRef, failureDomain } = template.spec;
  return [
    ...(machineSet !== undefined && contains(machineSet.spec.template.spec, { version, bootstrap, infrastructureRef, failureDomain }) ? [] : ['template']),
    ...(contains(machine.metadata, template.metadata) ? [] : ['labels and annotations']),
    ...(contains(machine.spec.deletion, template.spec.deletion) ? [] : ['timeouts']),
  ];
}

function behindControlPlane({ spec: { version, machineTemplate } }: StoredObject, machine: StoredObject): string[] {
  return [
    ...(machine.spec.version === version ? [] : ['version']),
    ...(contains(machine.metadata, machineTemplate.metadata ?? {}) ? [] : ['labels and annotations']),
    ...(contains(machine.spec.deletion, machineTemplate.spec.deletion) ? [] : ['timeouts']),
  ];
}

function leftMachines(cluster: ObservedCluster, groups: ReadonlySet<string>): string[] {
  return cluster.all('Machine').filter((machine) => !groups.has(cluster.groupOf(machine))).map(({ metadata }) => `Machine ${metadata.name} is still there`);
}

/** Whether a value has all fields of another one. */
function contains(value: any, part: any): boolean {
  if (typeof part !== 'object' || part === null) return part === undefined || value === part;
  return Object.entries(part).every(([name, inner]) => contains(value?.[name], inner));
}
