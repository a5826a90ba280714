import { NODE_POOL_LABEL } from '../../../src/targets/capi/object-metadata';
import { conditionIsTrue } from '../conditions';
import type { Client, StoredObject, WatchEvent } from '../management-cluster/client';

const CLUSTER_API = 'cluster.x-k8s.io/v1beta2';
const KINDS = [
  ['Cluster', CLUSTER_API],
  ['KubeadmControlPlane', 'controlplane.cluster.x-k8s.io/v1beta2'],
  ['MachineDeployment', CLUSTER_API],
  ['MachineSet', CLUSTER_API],
  ['Machine', CLUSTER_API],
] as const;
type Kind = (typeof KINDS)[number][0];

/** The control plane beside the pools, as a set of machines that are alike. */
export const CONTROL_PLANE = 'control-plane';

/** A bound for what hangs, far above what anything takes on a busy machine. */
const FAILSAFE_SECONDS = 900;

/** How a machine was at a moment. */
export interface MachineState {
  readonly name: string;
  readonly machine: StoredObject;
  readonly isGone: boolean;
  readonly isDeleting: boolean;
  readonly isWorking: boolean;
}

/** What watches tell of the objects of a cluster, and of its machines every state that they were in. */
export class ObservedCluster {
  /** In the order in which the server has written them. */
  readonly history: MachineState[] = [];
  private readonly current = new Map<string, StoredObject>();
  /** With those that are gone: their machines may still be there. */
  private readonly everSeen = new Map<string, StoredObject>();
  private readonly endings: (() => void)[] = [];
  private recheck = (): void => undefined;
  private failure?: Error;

  private constructor() {}

  /** Watches a namespace, of which nothing needs to be there. */
  static async start(client: Client, namespace: string): Promise<ObservedCluster> {
    const cluster = new ObservedCluster();
    for (const [kind, apiVersion] of KINDS) {
      cluster.endings.push(await client.watch(apiVersion, kind, namespace, (event) => cluster.note(kind, event), (why) => cluster.fail(why)));
    }
    return cluster;
  }

  stop(): void {
    this.endings.forEach((end) => end());
  }

  get(kind: Kind, name: string): StoredObject | undefined {
    return this.current.get(`${kind} ${name}`);
  }

  all(kind: Kind): StoredObject[] {
    return [...this.current].filter(([key]) => key.startsWith(`${kind} `)).map(([, object]) => object);
  }

  /** Waits, without a question to the server, until nothing is missing. */
  async until(missing: () => readonly string[]): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((done, failed) => {
        this.recheck = () => {
          if (this.failure) failed(this.failure);
          else if (missing().length === 0) done();
        };
        timer = setTimeout(() => failed(new Error(`not so after ${FAILSAFE_SECONDS} s:\n${missing().join('\n')}`)), FAILSAFE_SECONDS * 1000);
        this.recheck();
      });
    } finally {
      clearTimeout(timer);
      this.recheck = () => undefined;
    }
  }

  /** Name of the KubeadmControlPlane or MachineDeployment that a machine belongs to, by the owners of the objects. */
  groupOf(machine: StoredObject): string {
    const owner = controllerOf(machine);
    if (owner?.kind === 'KubeadmControlPlane') return owner.name;
    const machineSet = owner?.kind === 'MachineSet' ? this.everSeen.get(`MachineSet ${owner.name}`) : undefined;
    const deployment = machineSet && controllerOf(machineSet);
    if (deployment?.kind !== 'MachineDeployment') throw new Error(`Machine ${machine.metadata.name} belongs to ${owner ? `${owner.kind} ${owner.name}` : 'nobody'}`);
    return deployment.name;
  }

  /** The MachineSet of a machine of a pool. */
  machineSetOf(machine: StoredObject): StoredObject | undefined {
    return this.everSeen.get(`MachineSet ${controllerOf(machine)?.name}`);
  }

  /** `control-plane`, or the pool of a machine. */
  unitOf(machine: StoredObject): string {
    const group = this.groupOf(machine);
    if (this.everSeen.has(`KubeadmControlPlane ${group}`)) return CONTROL_PLANE;
    return this.everSeen.get(`MachineDeployment ${group}`)?.spec.template.metadata.labels[NODE_POOL_LABEL];
  }

  private note(kind: Kind, { type, object }: WatchEvent): void {
    const key = `${kind} ${object.metadata.name}`;
    this.everSeen.set(key, object);
    if (type === 'DELETED') this.current.delete(key);
    else this.current.set(key, object);
    if (kind === 'Machine') this.history.push(stateOf(object, type === 'DELETED'));
    this.recheck();
  }

  private fail(why: Error): void {
    this.failure ??= why;
    this.recheck();
  }
}

function stateOf(machine: StoredObject, isGone: boolean): MachineState {
  const { metadata: { name, deletionTimestamp }, status } = machine;
  return { name, machine, isGone, isDeleting: deletionTimestamp !== undefined, isWorking: isWorking(status) };
}

/** The controller of control planes waits for members of etcd and API servers, not until their machines count as available. */
function isWorking(status: StoredObject['status']): boolean {
  return conditionIsTrue(status, 'Available') || ['APIServerPodHealthy', 'EtcdMemberHealthy'].every((type) => conditionIsTrue(status, type));
}

function controllerOf({ metadata }: StoredObject) {
  return metadata.ownerReferences?.find(({ controller }) => controller);
}
