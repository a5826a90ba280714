import { NODE_POOL_LABEL } from '../../../src/targets/capi/object-metadata';
import { CONTROL_PLANE, ObservedCluster } from '../life-cycle/observed-cluster';
import { clusterAuthorities } from '../management-cluster/cluster-authorities';
import type { Client, ObjectRef, StoredObject } from '../management-cluster/client';

/** What Cluster API has made for the start of a machine. */
export interface BootstrapData {
  /** `first control plane`, `joining control plane`, or the name of a pool. */
  readonly machine: string;
  readonly userData: string;
}

/** What Secrets have in a key; the name of the key, where nothing is said of it. */
export type Contents = Readonly<Record<string, string>>;

const CLUSTER_LABEL = 'cluster.x-k8s.io/cluster-name';
const FIELD_MANAGER = { fieldManager: 'e2e', force: true };
const DEV_VERSION = 'infrastructure.cluster.x-k8s.io/v1beta2';
/** The development provider crashes on a DevCluster without any annotation. */
const IN_MEMORY = { 'e2e/backend': 'InMemory' };
const BACKEND = { backend: { inMemory: {} } };
/** As a script, or in the URL of a file. */
const INITIALIZES = /kubeadm( |%20)init\1/

/**
 * Has Cluster API make bootstrap data of the objects of a cluster in OpenStack: all that says how machines start is theirs; only the
 * machines are in memory, so that the first control plane gets ready and others can join. One of each pool is enough.
 */
export async function bootstrapData(client: Client, manifests: readonly ObjectRef[], secrets: Contents): Promise<BootstrapData[]> {
  const objects = inMemory(manifests as readonly StoredObject[]);
  const { namespace } = objects.find(({ kind }) => kind === 'Cluster')!.metadata;
  const cluster = await ObservedCluster.start(client, namespace as string);
  try {
    const [namespaces, others] = [objects.filter(({ kind }) => kind === 'Namespace'), objects.filter(({ kind }) => kind !== 'Namespace')];
    for (const object of [...namespaces, ...authoritiesOf(others), ...secretsOf(others, namespace as string, secrets), ...others]) {
      const { rejection } = await client.apply(object, FIELD_MANAGER);
      if (rejection) throw new Error(`${object.kind} ${object.metadata.name}: ${rejection.message}`);
    }
    const found = new Map<string, BootstrapData>();
    const started = (): StoredObject[] => cluster.all('Machine').filter(({ spec }) => spec.bootstrap.dataSecretName !== undefined);
    // One more than the first control plane, and one of each pool.
    await cluster.until(() => {
      const units = started().map((machine) => cluster.unitOf(machine));
      return [...poolsOf(manifests), CONTROL_PLANE].filter((unit) => units.filter((other) => other === unit).length < (unit === CONTROL_PLANE ? 2 : 1));
    });
    for (const machine of started()) {
      const secret = await client.get({ apiVersion: 'v1', kind: 'Secret', metadata: { name: machine.spec.bootstrap.dataSecretName, namespace } });
      const userData = Buffer.from(secret?.data.value, 'base64').toString();
      const unit = cluster.unitOf(machine);
      const name = unit === CONTROL_PLANE ? `${INITIALIZES.test(userData) ? 'first' : 'joining'} control plane` : unit;
      if (!found.has(name)) found.set(name, { machine: name, userData });
    }
    return [...found.values()];
  } finally {
    cluster.stop();
  }
}

/** Names of the pools of a cluster. */
export function poolsOf(manifests: readonly ObjectRef[]): string[] {
  const deployments = (manifests as readonly StoredObject[]).filter(({ kind }) => kind === 'MachineDeployment');
  return [...new Set(deployments.map(({ spec }) => spec.template.metadata.labels[NODE_POOL_LABEL] as string))];
}

/** With one machine of each pool, and of the development provider what would be of OpenStack. */
function inMemory(manifests: readonly StoredObject[]): StoredObject[] {
  const ofMachines = (reference: object) => ({ ...reference, kind: 'DevMachineTemplate' });
  const pools = new Set<string>();
  return manifests.flatMap((object) => {
    const { kind, metadata, spec } = object;
    switch (kind) {
      case 'Namespace':
      case 'KubeadmConfigTemplate':
        return [object];
      case 'Cluster':
        return [{ ...object, spec: { ...spec, infrastructureRef: { ...spec.infrastructureRef, kind: 'DevCluster' } } }];
      case 'OpenStackCluster':
        return [development('DevCluster', { ...object, metadata: { ...metadata, annotations: { ...metadata.annotations, ...IN_MEMORY } } }, BACKEND)];
      case 'OpenStackMachineTemplate':
        return [development('DevMachineTemplate', object, { template: { spec: BACKEND } })];
      case 'KubeadmControlPlane': {
        const { machineTemplate } = spec;
        const template = { ...machineTemplate.spec, infrastructureRef: ofMachines(machineTemplate.spec.infrastructureRef) };
        return [{ ...object, spec: { ...spec, machineTemplate: { ...machineTemplate, spec: template } } }];
      }
      case 'MachineDeployment': {
        const { template } = spec;
        const [pool] = poolsOf([object]) as [string];
        if (pools.has(pool)) return [];
        pools.add(pool);
        const infrastructureRef = ofMachines(template.spec.infrastructureRef);
        return [{ ...object, spec: { ...spec, replicas: 1, template: { ...template, spec: { ...template.spec, infrastructureRef } } } }];
      }
      default:
        return [];
    }
  });
}

function development(kind: string, object: StoredObject, spec: object): StoredObject {
  return { ...object, apiVersion: DEV_VERSION, kind, spec };
}

/** Authorities with RSA keys for a control plane that is to have others, which the development provider cannot read. */
function authoritiesOf(objects: readonly StoredObject[]): ObjectRef[] {
  const { metadata, spec } = objects.find(({ kind }) => kind === 'KubeadmControlPlane')!;
  const algorithm = spec.kubeadmConfigSpec.clusterConfiguration.encryptionAlgorithm as string | undefined;
  const cluster = metadata.labels![CLUSTER_LABEL]!;
  return algorithm === undefined || algorithm.startsWith('RSA') ? [] : clusterAuthorities({ name: cluster, namespace: metadata.namespace }, ['ca', 'etcd']);
}

/** The Secrets that files of machines come from. */
function secretsOf(objects: readonly StoredObject[], namespace: string, contents: Contents): ObjectRef[] {
  const configs = objects.flatMap(({ kind, spec }) => {
    if (kind === 'KubeadmControlPlane') return [spec.kubeadmConfigSpec];
    return kind === 'KubeadmConfigTemplate' ? [spec.template.spec] : [];
  });
  const found = new Map<string, Record<string, string>>();
  for (const { contentFrom } of configs.flatMap(({ files = [] }) => files as readonly StoredObject[])) {
    const { name, key } = (contentFrom?.secret ?? {}) as { readonly name?: string; readonly key?: string };
    if (name !== undefined && key !== undefined) found.set(name, { ...found.get(name), [key]: contents[key] ?? key });
  }
  return [...found].map(([name, stringData]) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, stringData }));
}
