import type { Documents } from '../../generators/descriptions';
import type { Client, ObjectRef, StoredObject } from '../management-cluster/client';
import { type WrittenObject, synthesizedManifests } from '../manifests';
import { identity } from '../server-objections';
import { CONTROL_PLANE, ObservedCluster } from './observed-cluster';
import { type Machines, machinesByUnit } from './outcomes';
import { unfinished } from './unfinished';

const PRUNE = 'kustomize.toolkit.fluxcd.io/prune';

/** A cluster whose documents change from step to step. */
export class LivingCluster {
  readonly cluster: ObjectRef;
  manifests: readonly WrittenObject[] = [];
  private applied: readonly StoredObject[] = [];

  private constructor(readonly name: string, public documents: Documents, private readonly client: Client, readonly observed: ObservedCluster) {
    const { name: clusterName, namespace = clusterName } = documents.description.metadata;
    this.cluster = { apiVersion: 'cluster.x-k8s.io/v1beta2', kind: 'Cluster', metadata: { name: clusterName, namespace } };
  }

  /** Nothing is there yet; everything that comes is seen. */
  static async start(name: string, documents: Documents, client: Client): Promise<LivingCluster> {
    const { name: clusterName, namespace = clusterName } = documents.description.metadata;
    return new LivingCluster(name, documents, client, await ObservedCluster.start(client, namespace));
  }

  get namespace(): string {
    return this.cluster.metadata.namespace as string;
  }

  get machines(): Machines {
    return machinesByUnit(this.observed);
  }

  /** As a GitOps tool does it: applies all objects, and removes what is not among them any more, unless it is to be kept. */
  async apply(documents: Documents = this.documents): Promise<void> {
    const manifests = synthesizedManifests(documents);
    const applied: StoredObject[] = [];
    for (const { object, text } of manifests) {
      const { object: stored, rejection, warnings } = await this.client.apply(object, { text });
      if (stored === undefined || warnings.length > 0) throw new Error(`${identity(object)}: ${rejection?.message ?? warnings.join(', ')}`);
      applied.push(stored);
    }
    const there = new Set(manifests.map(({ object }) => identity(object)));
    const gone = this.manifests.filter(({ object }) => !there.has(identity(object)) && (object as StoredObject).metadata.annotations?.[PRUNE] !== 'disabled');
    for (const { object } of gone) await this.client.delete(object);
    this.documents = documents;
    this.manifests = manifests;
    this.applied = applied;
  }

  /** Deletes the Cluster, which takes along what it owns; then what it does not, such as its autoscaler. */
  async delete(): Promise<void> {
    await this.client.delete(this.cluster);
    await this.observed.until(() => this.observed.all('Cluster').map(({ metadata }) => metadata.name));
    for (const { object } of this.manifests) if (object.kind !== 'Namespace') await this.client.delete(object);
  }

  /** Waits until the controllers have done all that follows from what was applied. */
  async settle(): Promise<void> {
    await this.observed.until(() => unfinished(this.observed, this.applied));
  }

  /** The control plane, or the MachineDeployments of a pool. */
  groups(unit: string): StoredObject[] {
    const kind = unit === CONTROL_PLANE ? 'KubeadmControlPlane' : 'MachineDeployment';
    const owners = new Set(this.observed.all('Machine').filter((machine) => this.observed.unitOf(machine) === unit).map((machine) => this.observed.groupOf(machine)));
    return this.observed.all(kind).filter(({ metadata }) => owners.has(metadata.name));
  }
}
