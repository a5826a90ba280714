import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { judgeDocuments, requiredSecrets } from '../../../src/judge-documents';
import type { ResolvedCluster } from '../../../src/resolve/resolved-cluster';
import { fillSecretName } from '../../../src/targets/capi/secret-name';
import { applicationCredentials } from '../../../src/targets/capi-openstack/credentials';
import type { KeyTemplate, RequiredKey, RequiredSecret } from '../../../src/targets/required-secret';
import type { Documents } from '../../generators/descriptions';
import { conditionIsTrue } from '../conditions';
import type { Client, ObjectRef, StoredObject } from '../management-cluster/client';
import { synthesizedManifests, type WrittenObject } from '../manifests';
import { objectionsTo } from '../server-objections';
import type { Cloud } from './cloud';
import { type ApplicationCredential, applicationCredential, revoke } from './test-cloud';
import { etcdSecrets, withExternalEtcd, withNodeNetwork, WorkloadCluster } from './workload-cluster';

const CLUSTER_API = 'cluster.x-k8s.io/v1beta2';
/** Objects with it stay when they are no longer in Git. */
const NOT_PRUNED = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };
/** Bounds for a machine with much else to do; what passes takes a fraction. */
export const MADE_SECONDS = 1500;
export const GONE_SECONDS = 1200;

/** Where a cluster is made. */
export interface Place {
  readonly client: Client;
  readonly cloud: Cloud;
  readonly programs: Readonly<Record<string, string>>;
  /** Log of Cluster API's provider. */
  readonly log: string;
  /** Whether the servers of the cloud have nothing in them, so that somebody else must act for the nodes. */
  readonly isLoopback: boolean;
}

/** A cluster from its documents to its last resource. */
export class LiveCluster {
  readonly cluster: ObjectRef;
  workload?: WorkloadCluster;
  manifests: readonly WrittenObject[] = [];
  /** Secrets of the credentials that ORC makes, by the names of the Secrets that they are in. */
  private readonly chosenSecrets = new Map<string, string>();
  private readonly credentials: { readonly location: RequiredSecret['location']; readonly credential: ApplicationCredential }[] = [];

  /** `owner` is the user whom ORC makes credentials for, where the profile wants it to. */
  constructor(private readonly place: Place, private documents: Documents, readonly owner = place.cloud) {
    const { name, namespace = name } = documents.description.metadata;
    this.cluster = { apiVersion: CLUSTER_API, kind: 'Cluster', metadata: { name, namespace } };
  }

  get namespace(): string {
    return this.cluster.metadata.namespace as string;
  }

  /** What the cluster is made by. */
  get current(): Documents {
    return this.documents;
  }

  get resolved(): ResolvedCluster {
    const { description, profile } = this.documents;
    const { cluster, diagnostics } = judgeDocuments(description, profile);
    if (cluster === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
    return cluster;
  }

  /** Makes the Secrets that `scs secrets` lists for the management cluster, and applies the manifests. */
  async create(): Promise<string[]> {
    await this.mustApply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: this.namespace } });
    await this.giveCredentials();
    if (this.place.isLoopback) for (const secret of etcdSecrets(this.cluster.metadata)) await this.mustApply(secret);
    return this.apply(this.documents);
  }

  /** Makes the Secrets of the management cluster, with new credentials. */
  async giveCredentials(): Promise<void> {
    for (const secret of this.secrets('ManagementCluster')) await this.mustApply(await this.secretObject(secret));
  }

  /** Takes back the credentials of the management cluster, whatever still uses them. */
  async revokeCredentials(): Promise<void> {
    for (const { credential } of this.credentials.filter(({ location }) => location === 'ManagementCluster')) await revoke(this.place.cloud, credential);
  }

  /** Has the controllers look at the cluster at once. */
  async touch(): Promise<void> {
    const { object } = this.manifests.find(({ object: { kind } }) => kind === 'OpenStackCluster')!;
    const { apiVersion, kind, metadata: { name, namespace } } = object;
    await this.mustApply({ apiVersion, kind, metadata: { name, namespace, annotations: { 'e2e/touched': new Date().toISOString() } } } as ObjectRef);
  }

  /** Applies the manifests of other documents, and prunes what is no longer in them, as GitOps tools do. */
  async apply(documents: Documents): Promise<string[]> {
    const before = this.manifests;
    this.documents = documents;
    this.manifests = synthesizedManifests(documents);
    const objections: string[] = [];
    for (const { object, text } of this.manifests) {
      const changed = this.place.isLoopback ? withExternalEtcd(object) : withNodeNetwork(object);
      objections.push(...(await objectionsTo(this.place.client, { object: changed, text: changed === object ? text : JSON.stringify(changed) })));
    }
    const kept = new Set(this.manifests.map(({ object }) => identityOf(object)));
    for (const { object } of before) {
      const annotations = (object as StoredObject).metadata.annotations ?? {};
      const isPruned = Object.entries(NOT_PRUNED).every(([name, value]) => annotations[name] !== value);
      if (!kept.has(identityOf(object)) && isPruned) await this.place.client.delete(object);
    }
    return objections;
  }

  /** Lets the machines join, and starts the cloud controller manager with the configuration that `scs secrets` gives. */
  async join(): Promise<void> {
    const { client, programs, isLoopback } = this.place;
    this.workload = await (isLoopback ? WorkloadCluster.start : WorkloadCluster.connect)(client, programs, this.cluster, MADE_SECONDS);
    const [inCluster] = this.secrets('WorkloadCluster');
    const key = inCluster?.keys.find(({ name }) => name === 'cloud.conf');
    this.workload.startCloudControllerManager(await this.filled(key!, 'WorkloadCluster'));
  }

  /** Waits until all machines are there, and the cluster says that it is available. */
  async available(): Promise<void> {
    await this.place.client.waitFor(this.cluster, (object) => object !== undefined && isComplete(object), MADE_SECONDS);
  }

  async machines(): Promise<StoredObject[]> {
    return this.place.client.list(CLUSTER_API, 'Machine', this.namespace);
  }

  /** Waits until the machines are as wanted. */
  async machinesBecome(wanted: (machines: readonly StoredObject[]) => boolean, seconds = MADE_SECONDS): Promise<StoredObject[]> {
    for (const end = Date.now() + seconds * 1000; ; ) {
      const machines = await this.machines();
      if (wanted(machines)) return machines;
      if (Date.now() > end) throw new Error(`machines after ${seconds} s: ${machines.map(({ metadata, status }) => `${metadata.name} ${status?.phase}`).join(', ')}`);
      await new Promise((done) => setTimeout(done, 500));
    }
  }

  /** Deletes the Cluster, then the Namespace, as the README says. */
  async delete(): Promise<void> {
    const { client } = this.place;
    await client.delete(this.cluster);
    await client.waitFor(this.cluster, (object) => object === undefined, GONE_SECONDS);
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: this.namespace } };
    await client.delete(namespace);
    await client.waitFor(namespace, (object) => object === undefined, GONE_SECONDS);
    await this.end();
    for (const { credential } of this.credentials.splice(0)) await revoke(this.place.cloud, credential);
  }

  /** Ends what runs on this machine for the cluster. */
  async end(): Promise<void> {
    await this.workload?.stop();
    this.workload = undefined;
  }

  private secrets(location: RequiredSecret['location']): RequiredSecret[] {
    return requiredSecrets(this.resolved, this.documents.profile).filter((secret) => secret.location === location);
  }

  private async secretObject({ location, namespace, name, labels, keys }: RequiredSecret): Promise<ObjectRef> {
    const needed = keys.filter(({ name: key, onlyFor }) => onlyFor === undefined || (key === 'cacert' && this.place.cloud.config.cacert !== undefined));
    const stringData: Record<string, string> = {};
    for (const key of needed) stringData[key.name] = key.name === 'value' ? this.chosenSecret(name) : await this.filled(key, location);
    return { apiVersion: 'v1', kind: 'Secret', metadata: { namespace, name, labels }, stringData } as ObjectRef;
  }

  /** The content of a key, with what only the user knows in the place of placeholders. */
  private async filled({ name, template }: RequiredKey, location: RequiredSecret['location']): Promise<string> {
    const { config } = this.place.cloud;
    if (name === 'cacert') return readFileSync(config.cacert!, 'utf8');
    if (template === undefined) return randomBytes(32).toString('base64');
    const credential = template.text.includes('<APPLICATION_CREDENTIAL_ID>')
      ? await this.madeByHand(template, location)
      : { id: '', secret: this.secretOfCredential(location === 'ManagementCluster' ? 'management' : 'inCluster') };
    const values: Record<string, string> = {
      '<AUTH_URL>': config.auth.auth_url,
      '<APPLICATION_CREDENTIAL_ID>': credential.id,
      '<APPLICATION_CREDENTIAL_SECRET>': credential.secret,
      '<PASSWORD>': this.owner.config.auth.password ?? '',
      '<PROJECT_ID>': this.owner.projectId,
      '<REGION>': config.region_name ?? '',
      '<FLOATING_NETWORK_ID>': await this.floatingNetworkId(),
    };
    return Object.entries(values).reduce((text, [placeholder, value]) => text.replaceAll(placeholder, value), template.text);
  }

  private async madeByHand({ files }: KeyTemplate, location: RequiredSecret['location']): Promise<ApplicationCredential> {
    const accessRules = files?.find((file) => file.name === 'access-rules.json');
    const credential = await applicationCredential(this.place.cloud, accessRules && (JSON.parse(accessRules.text) as object[]));
    this.credentials.push({ location, credential });
    return credential;
  }

  private secretOfCredential(use: 'management' | 'inCluster'): string {
    const made = applicationCredentials(this.documents.profile.spec).find((credential) => credential.use === use);
    return made === undefined ? '' : this.chosenSecret(fillSecretName(made.secretRef.name, this.resolved));
  }

  private chosenSecret(name: string): string {
    const chosen = this.chosenSecrets.get(name) ?? randomBytes(32).toString('base64');
    this.chosenSecrets.set(name, chosen);
    return chosen;
  }

  private async floatingNetworkId(): Promise<string> {
    const { serviceLoadBalancer, externalNetwork } = this.documents.profile.spec.openstack ?? {};
    const name = (serviceLoadBalancer?.floatingNetwork ?? externalNetwork)?.name;
    const { networks } = await this.place.cloud.get('network', `/networks?router:external=true${name === undefined ? '' : `&name=${encodeURIComponent(name)}`}`);
    return (networks as { readonly id: string }[])[0]?.id ?? '';
  }

  private async mustApply(object: ObjectRef): Promise<void> {
    const { rejection } = await this.place.client.apply(object, { fieldManager: 'e2e', force: true });
    if (rejection !== undefined) throw new Error(`${object.kind} ${object.metadata.name}: ${rejection.message}`);
  }
}

/** Whether all machines are there, and the cluster says that it is available. */
export function isComplete({ status }: StoredObject): boolean {
  const groups = [status?.controlPlane, status?.workers];
  return conditionIsTrue(status, 'Available') && groups.every((group) => {
    return group?.desiredReplicas > 0 && [group.availableReplicas, group.replicas, group.upToDateReplicas].every((count) => count === group.desiredReplicas);
  });
}

function identityOf({ kind, metadata }: ObjectRef): string {
  return `${kind} ${metadata.name}`;
}
