import type { Documents } from '../../generators/descriptions';
import { ObservedCluster } from '../life-cycle/observed-cluster';
import type { Client, ObjectRef, StoredObject } from '../management-cluster/client';
import { synthesizedManifests } from '../manifests';

/** What Cluster API has made for the start of a machine. */
export interface BootstrapData {
  /** `first control plane`, `joining control plane`, or the name of a pool. */
  readonly machine: string;
  readonly userData: string;
}

/** Documents of OpenStack, and such of the development provider of which the machines are. */
export interface MachineDocuments {
  readonly openStack: Documents;
  readonly development: Documents;
}

const FIELD_MANAGER = { fieldManager: 'e2e', force: true };

/**
 * Has Cluster API make bootstrap data of the objects for OpenStack: all that says how machines start is theirs; only the machines
 * are in memory, so that the first control plane gets ready and others can join.
 */
export async function bootstrapData(client: Client, { openStack, development }: MachineDocuments, secrets: readonly ObjectRef[]): Promise<BootstrapData[]> {
  const objects = onDevelopment(objectsOf(openStack), objectsOf(development));
  const { namespace } = objects.find(({ kind }) => kind === 'Cluster')!.metadata;
  const cluster = await ObservedCluster.start(client, namespace as string);
  try {
    const [namespaces, others] = [objects.filter(({ kind }) => kind === 'Namespace'), objects.filter(({ kind }) => kind !== 'Namespace')];
    for (const object of [...namespaces, ...secrets, ...others]) {
      const { rejection } = await client.apply(object, FIELD_MANAGER);
      if (rejection) throw new Error(`${object.kind} ${object.metadata.name}: ${rejection.message}`);
    }
    const pools = openStack.description.spec.nodePools.map(({ name }) => name);
    const found = new Map<string, BootstrapData>();
    const started = (): StoredObject[] => cluster.all('Machine').filter(({ spec }) => spec.bootstrap.dataSecretName !== undefined);
    // One more than the first control plane, and one of each pool.
    await cluster.until(() => {
      const units = started().map((machine) => cluster.unitOf(machine));
      return [...pools, 'control-plane'].filter((unit) => units.filter((other) => other === unit).length < (unit === 'control-plane' ? 2 : 1));
    });
    for (const machine of started()) {
      const secret = await client.get({ apiVersion: 'v1', kind: 'Secret', metadata: { name: machine.spec.bootstrap.dataSecretName, namespace } });
      const userData = Buffer.from(secret?.data.value, 'base64').toString();
      const unit = cluster.unitOf(machine);
      const name = unit === 'control-plane' ? `${userData.includes('kubeadm init ') ? 'first' : 'joining'} control plane` : unit;
      if (!found.has(name)) found.set(name, { machine: name, userData });
    }
    return [...found.values()];
  } finally {
    cluster.stop();
  }
}

function objectsOf(documents: Documents): StoredObject[] {
  return synthesizedManifests(documents).map(({ object }) => object as StoredObject);
}

/** The objects of the development provider, with what says how machines start taken from those for OpenStack. */
function onDevelopment(openStack: readonly StoredObject[], development: readonly StoredObject[]): StoredObject[] {
  const counterpart = ({ kind, metadata }: StoredObject) => openStack.find((other) => other.kind === kind && other.metadata.name === metadata.name)!;
  const kept = development.filter(({ kind }) => kind !== 'KubeadmConfigTemplate').map((object) => {
    const { spec } = object;
    if (object.kind === 'KubeadmControlPlane') return { ...object, spec: { ...spec, kubeadmConfigSpec: counterpart(object).spec.kubeadmConfigSpec } };
    if (object.kind !== 'MachineDeployment') return object;
    const { bootstrap } = counterpart(object).spec.template.spec;
    return { ...object, spec: { ...spec, template: { ...spec.template, spec: { ...spec.template.spec, bootstrap } } } };
  });
  return [...kept, ...openStack.filter(({ kind }) => kind === 'KubeadmConfigTemplate')];
}
