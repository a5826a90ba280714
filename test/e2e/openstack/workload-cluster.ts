import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startEtcd } from '../management-cluster/api-server';
import { Client, type ObjectRef, type StoredObject } from '../management-cluster/client';
import { clusterAuthorities } from '../management-cluster/cluster-authorities';
import { freePorts } from '../management-cluster/free-ports';
import { Processes } from '../management-cluster/processes';
import { KUBE_APISERVER, OPENSTACK_CLOUD_CONTROLLER_MANAGER } from '../management-cluster/programs';
import { eventually } from './eventually';

const CLUSTER_API = 'cluster.x-k8s.io/v1beta2';
const APPLY = { fieldManager: 'e2e', force: true };
/** The members of a stacked etcd could only be reached through kubelets. */
const EXTERNAL_ETCD = {
  external: {
    endpoints: ['https://127.0.0.1:2379'],
    caFile: '/etc/kubernetes/pki/etcd/ca.crt',
    certFile: '/etc/kubernetes/pki/apiserver-etcd-client.crt',
    keyFile: '/etc/kubernetes/pki/apiserver-etcd-client.key',
  },
};

/** The plugins that it names come with the kubelet. */
const NODE_NETWORK = {
  path: '/etc/cni/net.d/10-node.conflist',
  content: JSON.stringify({
    cniVersion: '1.0.0',
    name: 'node',
    plugins: [{ type: 'bridge', bridge: 'cni0', isGateway: true, ipMasq: true, ipam: { type: 'host-local', ranges: [[{ subnet: '172.31.255.0/24' }]] } }],
  }),
};

/** The control plane with an etcd that is elsewhere; any other object as it is. */
export function withExternalEtcd<T extends ObjectRef>(object: T): T {
  const { kind, spec } = object as ObjectRef & { readonly spec?: any };
  if (kind !== 'KubeadmControlPlane') return object;
  const { kubeadmConfigSpec } = spec;
  const clusterConfiguration = { ...kubeadmConfigSpec.clusterConfiguration, etcd: EXTERNAL_ETCD };
  return { ...object, spec: { ...spec, kubeadmConfigSpec: { ...kubeadmConfigSpec, clusterConfiguration } } };
}

/** Machines that become ready without the network between pods that an addon would bring, and that no test needs. */
export function withNodeNetwork<T extends ObjectRef>(object: T): T {
  const { kind, spec } = object as ObjectRef & { readonly spec?: any };
  const withFile = (config: any): object => ({ ...config, files: [...(config.files ?? []), NODE_NETWORK] });
  if (kind === 'KubeadmControlPlane') return { ...object, spec: { ...spec, kubeadmConfigSpec: withFile(spec.kubeadmConfigSpec) } };
  if (kind === 'KubeadmConfigTemplate') return { ...object, spec: { ...spec, template: { ...spec.template, spec: withFile(spec.template.spec) } } };
  return object;
}

/** The two certificates that Cluster API wants to be given for an external etcd. Nothing is ever encrypted with them. */
export function etcdSecrets(cluster: ObjectRef['metadata']): ObjectRef[] {
  return clusterAuthorities(cluster, ['etcd', 'apiserver-etcd-client']);
}

/**
 * The cluster that machines make. In a cloud whose machines have nothing in them it is made here: an API server at the endpoint of the
 * control plane, with the cluster's own authority, and a Node for each machine that has a server in the cloud.
 */
export class WorkloadCluster {
  private joining?: Promise<void>;
  private stopped = false;
  private failure?: unknown;

  private constructor(
    private readonly cluster: ObjectRef['metadata'], private readonly folder: string, private readonly processes: Processes,
    private readonly programs: Readonly<Record<string, string>>, readonly client: Client,
  ) {}

  /** Waits until the API server answers that is on machines of the cluster itself. */
  static async connect(management: Client, programs: Readonly<Record<string, string>>, { metadata }: ObjectRef, seconds: number): Promise<WorkloadCluster> {
    const folder = mkdtempSync(join(tmpdir(), 'workload-cluster-'));
    mkdirSync(join(folder, 'pki'));
    writeFileSync(kubeconfigOf(folder), (await secretOf(management, metadata, 'kubeconfig', seconds)).value!, { mode: 0o600 });
    const client = await Client.connect(kubeconfigOf(folder));
    await eventually(async () => expect(await client.answers('/readyz')).toBe(true), seconds);
    return new WorkloadCluster(metadata, folder, processesIn(folder), programs, client);
  }

  /** Waits until the cluster has an endpoint and certificates, and starts. */
  static async start(management: Client, programs: Readonly<Record<string, string>>, cluster: ObjectRef, seconds: number): Promise<WorkloadCluster> {
    const { metadata } = cluster;
    const ready = await management.waitFor(cluster, (object) => object?.spec.controlPlaneEndpoint?.host !== undefined, seconds);
    const { host, port } = ready?.spec.controlPlaneEndpoint as { readonly host: string; readonly port: number };
    const folder = mkdtempSync(join(tmpdir(), 'workload-cluster-'));
    const processes = processesIn(folder);
    try {
      const pki = join(folder, 'pki');
      mkdirSync(pki);
      const secret = (purpose: string): Promise<Record<string, Buffer>> => secretOf(management, metadata, purpose, seconds);
      const [ca, sa, admin] = [await secret('ca'), await secret('sa'), await secret('kubeconfig')];
      const files = { 'ca.crt': ca['tls.crt'], 'ca.key': ca['tls.key'], 'sa.pub': sa['tls.crt'], 'sa.key': sa['tls.key'], kubeconfig: admin.value };
      for (const [name, content] of Object.entries(files)) writeFileSync(join(pki, name), content!, { mode: 0o600 });
      makeServerCertificate(pki, host);
      const [etcd, peer] = await freePorts(2);
      startEtcd(processes, programs, folder, `http://127.0.0.1:${etcd}`, `http://127.0.0.1:${peer}`);
      processes.start(KUBE_APISERVER.name, [
        programs[KUBE_APISERVER.name]!,
        `--etcd-servers=http://127.0.0.1:${etcd}`,
        `--bind-address=${host}`,
        '--advertise-address=127.0.0.1',
        `--secure-port=${port}`,
        `--tls-cert-file=${join(pki, 'server.crt')}`,
        `--tls-private-key-file=${join(pki, 'server.key')}`,
        `--client-ca-file=${join(pki, 'ca.crt')}`,
        '--authorization-mode=Node,RBAC',
        '--service-cluster-ip-range=10.96.0.0/16',
        '--service-account-issuer=https://kubernetes.default.svc',
        `--service-account-key-file=${join(pki, 'sa.pub')}`,
        `--service-account-signing-key-file=${join(pki, 'sa.key')}`,
        '--disable-admission-plugins=ServiceAccount',
        '--endpoint-reconciler-type=none',
        // There is no kubelet behind a node's internal address, and Cluster API would wait a minute for one each time that it asks for certificates.
        '--kubelet-preferred-address-types=ExternalIP',
        `--cert-dir=${pki}`,
      ]);
      const client = await Client.connect(kubeconfigOf(folder));
      await processes.ready(KUBE_APISERVER.name, () => client.answers('/readyz'), seconds);
      const started = new WorkloadCluster(metadata, folder, processes, programs, client);
      started.joining = started.join(management).catch((error: unknown) => {
        started.failure = error;
      });
      return started;
    } catch (error) {
      await processes.stop();
      throw error;
    }
  }

  /** Starts the component that brings nodes and Services together with the cloud, as a manifest in the cluster would. */
  startCloudControllerManager(cloudConf: string): void {
    const config = join(this.folder, 'cloud.conf');
    writeFileSync(config, cloudConf, { mode: 0o600 });
    this.processes.start(OPENSTACK_CLOUD_CONTROLLER_MANAGER.name, [
      this.programs[OPENSTACK_CLOUD_CONTROLLER_MANAGER.name]!,
      `--kubeconfig=${kubeconfigOf(this.folder)}`,
      '--cloud-provider=openstack',
      `--cloud-config=${config}`,
      `--cluster-name=${this.cluster.namespace}-${this.cluster.name}`,
      '--use-service-account-credentials=false',
      '--leader-elect=false',
      '--secure-port=0',
      '--configure-cloud-routes=false',
      '--controllers=cloud-node,cloud-node-lifecycle,service',
    ]);
  }

  /** Ends all of it. Fails where a machine could not join. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.joining;
    this.client.close();
    await this.processes.stop();
    if (this.failure !== undefined) throw this.failure;
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 });
  }

  private async join(management: Client): Promise<void> {
    for (const joined = new Set<string>(); !this.stopped; await delay(500)) {
      const machines = await management.list(CLUSTER_API, 'Machine', this.cluster.namespace);
      for (const machine of machines) {
        const isOurs = machine.metadata.labels?.['cluster.x-k8s.io/cluster-name'] === this.cluster.name;
        if (!isOurs || machine.spec.providerID === undefined || joined.has(machine.metadata.uid)) continue;
        for (const { object, status } of nodeObjects(machine)) await this.mustApply(object, status);
        joined.add(machine.metadata.uid);
      }
    }
  }

  private async mustApply(object: ObjectRef, status?: object): Promise<void> {
    const rejections = [(await this.client.apply(object, APPLY)).rejection];
    if (status !== undefined) {
      const { apiVersion, kind, metadata: { name, namespace } } = object;
      const statusOf = { apiVersion, kind, metadata: { name, namespace }, status } as ObjectRef;
      rejections.push((await this.client.apply(statusOf, { ...APPLY, status: true })).rejection);
    }
    const rejection = rejections.find((candidate) => candidate !== undefined);
    if (rejection !== undefined) throw new Error(`${object.kind} ${object.metadata.name} of the workload cluster: ${rejection.message}`);
  }
}

function processesIn(folder: string): Processes {
  return new Processes(folder, ({ message }) => process.stderr.write(`workload cluster: ${message}\n`));
}

function kubeconfigOf(folder: string): string {
  return join(folder, 'pki/kubeconfig');
}

/** Waits for a Secret that Cluster API makes for a cluster. */
async function secretOf(management: Client, metadata: ObjectRef['metadata'], purpose: string, seconds: number): Promise<Record<string, Buffer>> {
  const ref = { apiVersion: 'v1', kind: 'Secret', metadata: { ...metadata, name: `${metadata.name}-${purpose}` } };
  const found = await management.waitFor(ref, (object) => object !== undefined, seconds);
  return Object.fromEntries(Object.entries(found?.data as Record<string, string>).map(([key, value]) => [key, Buffer.from(value, 'base64')]));
}

interface NodeObject {
  readonly object: ObjectRef;
  readonly status?: object;
}

/** What there is in a cluster when a machine has joined it; of a control plane, also what `kubeadm init` leaves. */
function nodeObjects({ metadata, spec }: StoredObject): NodeObject[] {
  const name = spec.infrastructureRef.name as string;
  const version = spec.version as string;
  const isControlPlane = metadata.labels?.['cluster.x-k8s.io/control-plane'] !== undefined;
  const conditions = [['Ready', 'True'], ['DiskPressure', 'False'], ['MemoryPressure', 'False'], ['PIDPressure', 'False']] as const;
  const node = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name, ...(isControlPlane && { 'node-role.kubernetes.io/control-plane': '' }) } },
    spec: {
      providerID: spec.providerID,
      taints: [
        // As of a kubelet with --cloud-provider=external; the cloud controller manager takes it away.
        { key: 'node.cloudprovider.kubernetes.io/uninitialized', value: 'true', effect: 'NoSchedule' },
        ...(isControlPlane ? [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] : []),
      ],
    },
  };
  const now = `${new Date().toISOString().slice(0, 19)}Z`;
  const status = {
    conditions: conditions.map(([type, value]) => ({
      type, status: value, reason: 'Joined', message: 'joined', lastHeartbeatTime: now, lastTransitionTime: now,
    })),
    nodeInfo: {
      kubeletVersion: version, kubeProxyVersion: '', machineID: name, systemUUID: name, bootID: name, kernelVersion: '6.8', osImage: 'none',
      containerRuntimeVersion: 'containerd://2', operatingSystem: 'linux', architecture: 'amd64',
    },
  };
  if (!isControlPlane) return [{ object: node, status }];
  const pods = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map((component) => ({
    object: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `${component}-${name}`, namespace: 'kube-system', labels: { component, tier: 'control-plane' } },
      spec: { nodeName: name, containers: [{ name: component, image: `registry.k8s.io/${component}:${version}` }] },
    },
    status: { phase: 'Running', conditions: ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) => ({ type, status: 'True' })) },
  }));
  const kubeadm = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'kubeadm-config', namespace: 'kube-system' },
    data: { ClusterConfiguration: `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: ${version}\n` },
  };
  return [{ object: kubeadm }, { object: node, status }, ...pods];
}

function makeServerCertificate(pki: string, host: string): void {
  const path = (file: string): string => join(pki, file);
  const names = `subjectAltName=IP:${host},IP:127.0.0.1,DNS:kubernetes`;
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=kube-apiserver', '-addext', names, '-keyout', path('server.key'), '-out', path('server.csr'));
  openssl('x509', '-req', '-in', path('server.csr'), '-CA', path('ca.crt'), '-CAkey', path('ca.key'), '-CAcreateserial', '-days', '30', '-copy_extensions', 'copy', '-out', path('server.crt'));
}

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { stdio: 'ignore' });
}
