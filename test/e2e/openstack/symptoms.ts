import { readFileSync } from 'node:fs';
import type { Client, StoredObject } from '../management-cluster/client';

/** Kinds in whose conditions a user would look, from the cluster down to what talks to the cloud. */
const KINDS: readonly (readonly [apiVersion: string, kind: string])[] = [
  ['cluster.x-k8s.io/v1beta2', 'Cluster'],
  ['controlplane.cluster.x-k8s.io/v1beta2', 'KubeadmControlPlane'],
  ['cluster.x-k8s.io/v1beta2', 'MachineDeployment'],
  ['cluster.x-k8s.io/v1beta2', 'Machine'],
  ['infrastructure.cluster.x-k8s.io/v1beta1', 'OpenStackCluster'],
  ['infrastructure.cluster.x-k8s.io/v1beta1', 'OpenStackMachine'],
  ['infrastructure.cluster.x-k8s.io/v1alpha1', 'OpenStackServer'],
  ['openstack.k-orc.cloud/v1alpha1', 'ServerGroup'],
];

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly severity?: string;
}

/** Errors that a controller writes to its log, such as `err="..." ... namespace="..."`. */
const LOGGED_ERROR = /^E.*"Reconciler error" err="((?:[^"\\]|\\.)*)".* controllerKind="(\w+)".* namespace="([^"]*)" name="([^"]*)"/;

/**
 * Everything that the objects of a namespace say of what is not as it should be, and the log of Cluster API's provider, one fact a
 * line.
 */
export async function symptoms(client: Client, namespace: string, log: string): Promise<string[]> {
  const objects = (await Promise.all(KINDS.map(([apiVersion, kind]) => client.list(apiVersion, kind, namespace)))).flat();
  const events = (await client.list('v1', 'Event', namespace)).filter(({ type }) => type === 'Warning');
  return [...new Set([
    ...objects.flatMap(conditionsOf),
    ...events.map(({ involvedObject, reason, message }) => `Event of ${involvedObject.kind} ${involvedObject.name}: ${reason}: ${oneLine(message)}`),
    ...loggedErrors(log, namespace),
  ])];
}

function conditionsOf({ kind, metadata, status }: StoredObject): string[] {
  const conditions = (status?.conditions ?? []) as Condition[];
  // Some say no more than their reason.
  const telling = conditions.filter(({ status: value, message = '', severity }) => value !== 'True' && (message !== '' || severity === 'Error'));
  return telling.map(({ type, reason, message }) => `${kind} ${metadata.name} ${type}: ${reason}: ${oneLine(message)}`);
}

function loggedErrors(log: string, namespace: string): string[] {
  const errors = readFileSync(log, 'utf8').split('\n').map((line) => LOGGED_ERROR.exec(line)).filter((match) => match?.[3] === namespace);
  return errors.map((match) => `Log of ${match![2]} ${match![4]}: ${oneLine(match![1])}`);
}

function oneLine(text = ''): string {
  return text.replace(/\s+/g, ' ').trim();
}
