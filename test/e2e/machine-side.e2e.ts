import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { withOverrides, type Overrides } from '../fixtures/documents';
import type { Documents } from '../generators/descriptions';
import { type BootstrapData, bootstrapData, poolsOf } from './machine-side/bootstrap-data';
import { type CloudConfig, readCloudConfig, rendered, schemaObjections, type WrittenFile, writeFilesTo } from './machine-side/cloud-config';
import { ControlPlane, kubeadmObjections, patchedKubelet, prepareRoot } from './machine-side/control-plane';
import { filledKubeadmFile, fromIgnition, ignitionObjections, isIgnition, prepareFlatcar } from './machine-side/ignition';
import { OidcIssuer } from './machine-side/oidc-issuer';
import { pythonObjections, shellScripts, shellcheck, tomlFiles, tomlObjections } from './machine-side/scripts';
import { unitObjections } from './machine-side/units';
import { buildPrograms } from './management-cluster/build-programs';
import { Client, type ObjectRef, type StoredObject } from './management-cluster/client';
import { isFree } from './management-cluster/free-ports';
import { startManagementCluster } from './management-cluster/management-cluster';
import { ETCD, ETCDCTL, IGNITION_VALIDATE, KUBEADM, KUBE_APISERVER } from './management-cluster/programs';
import { EXAMPLE_NAMES, exampleDocuments, exampleManifests, synthesizedManifests } from './manifests';
import { tell } from './numbers';

const NODE = 'node-1';
/** Uses more of what ends on machines than any example. */
const FULL = 'full';
const CLUSTERS = [...EXAMPLE_NAMES, FULL];
/** Clusters whose control plane is started; starting all takes too long for CI. */
const STARTED = process.env.E2E_ALL === 'true' ? CLUSTERS : [FULL];

/** A machine as it is made at its first start, in a folder that stands for its root. */
interface Machine extends BootstrapData {
  readonly root: string;
  /** User data as cloud-init renders it; for Ignition as it is. */
  readonly text: string;
  readonly config: CloudConfig;
  /** Configuration of kubeadm, with what the machine puts into it. */
  readonly kubeadmFile: string;
}

const MISSING = ['cloud-init', 'shellcheck', 'systemd-analyze', 'envsubst'].filter((tool) => spawnSync('which', [tool]).status !== 0);
const isRoot = process.getuid?.() === 0;

let folder: string;
let programs: Readonly<Record<string, string>>;
let issuer: OidcIssuer;
const machines = new Map<string, readonly Machine[]>();

beforeAll(async () => {
  if (MISSING.length > 0) return tell(`machine side: SKIPPED, as this machine has no ${MISSING.join(', ')} (on Debian: apt-get install cloud-init shellcheck systemd gettext-base)`);
  folder = mkdtempSync(join(tmpdir(), 'machine-side-'));
  programs = await buildPrograms([ETCD, ETCDCTL, KUBEADM, KUBE_APISERVER, IGNITION_VALIDATE], (line) => process.stderr.write(`${line}\n`));
  issuer = await OidcIssuer.start(folder);
  const managementCluster = await startManagementCluster({ capi: '1.14', providers: ['dev'], featureGates: ['KubeadmBootstrapFormatIgnition'] });
  const client = await Client.connect(managementCluster.kubeconfig);
  try {
    await Promise.all(CLUSTERS.map(async (name) => {
      const data = await bootstrapData(client, manifestsOf(name), { 'config.yaml': encryptionConfiguration('key-1') });
      machines.set(name, data.map((each) => machineOf(name, each)));
    }));
  } finally {
    client.close();
    // The API server of a machine listens at the port of the cluster's endpoint, which the one in memory has until now.
    await managementCluster.stop();
  }
});

afterAll(async () => {
  issuer?.stop();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  const all = [...machines.values()].flat();
  if (all.length > 0) tell(`machine side: ${all.length} machines of ${machines.size} clusters, configurations started: ${started}`);
});

const judged = MISSING.length > 0 ? describe.skip.each(CLUSTERS) : describe.each(CLUSTERS);

judged('the machines of %s', (name) => {
  const each = <T>(judge: (machine: Machine) => readonly T[]) => {
    return machines.get(name)!.flatMap((machine) => judge(machine).map((said) => [machine.machine, said]));
  };

  test('are of all kinds', () => {
    const [first, joining, ...pools] = machines.get(name)!.map(({ machine }) => machine).sort((a, b) => Number(b.endsWith('plane')) - Number(a.endsWith('plane')));
    expect([first, joining].sort()).toEqual(['first control plane', 'joining control plane']);
    expect(pools.sort()).toEqual(poolsOf(manifestsOf(name)).sort());
  });

  test('have user data that cloud-init takes, or Ignition', () => {
    expect(each(({ text, root }) => (isIgnition(text) ? ignitionObjections(programs['ignition-validate']!, text) : [schemaObjections(text, root)].filter((said) => said !== '')))).toEqual([]);
  });

  test('have scripts without a fault', () => {
    expect(each(({ root, config }) => shellScripts(root, config).flatMap(shellcheck))).toEqual([]);
    expect(each(({ root, config }) => pythonObjections(root, config))).toEqual([]);
  });

  test('have units that systemd takes', () => {
    expect(each(({ root, config }) => [unitObjections(root, config).objections].filter((said) => said !== ''))).toEqual([]);
  });

  test('have configuration of containerd that is TOML', () => {
    expect(each(({ root, config }) => tomlFiles(config).flatMap((path) => tomlObjections(join(root, path))))).toEqual([]);
  });

  test('have configuration that kubeadm takes, and patches that it makes a KubeletConfiguration of', () => {
    expect(each(({ root, kubeadmFile }) => [kubeadmObjections(programs, join(root, kubeadmFile))].filter((said) => said !== ''))).toEqual([]);
    if (!isRoot) return tell('kubelet patches: SKIPPED, as only root can change its root folder');
    const first = firstOf(name);
    expect(each(({ root, config }) => {
      const { configuration, objections } = patchedKubelet(programs, root, join(first.root, first.kubeadmFile));
      const patches = config.write_files.filter(({ path }) => KUBELET_PATCH.test(path));
      expect(patches).toHaveLength(1);
      for (const { path } of patches) {
        const { apiVersion: _, kind: __, ...patch } = parse(readFileSync(join(root, path), 'utf8')) as Record<string, unknown>;
        expect(configuration).toMatchObject(patch);
      }
      return [objections].filter((said) => said !== '');
    })).toEqual([]);
  });

  afterAll(() => {
    const all = machines.get(name) ?? [];
    const count = (judge: (machine: Machine) => readonly unknown[]) => all.reduce((sum, machine) => sum + judge(machine).length, 0);
    tell([
      `machine side of ${name}: ${all.length} machines`, `${count(({ config }) => config.write_files)} files`, `${count(({ root, config }) => shellScripts(root, config))} scripts`,
      `${count(({ root, config }) => unitObjections(root, config).units)} units`, `${count(({ config }) => tomlFiles(config))} TOML files`,
    ].join(', '));
  });
});

/** What can be asked without a name, and what cannot. */
const PROBES = ['/readyz', '/livez', '/healthz'];
const DISCOVERY = '/api/v1/namespaces/kube-public/configmaps/cluster-info';
const NAMED_ONLY = ['/version', '/api', '/apis', '/metrics', '/api/v1/namespaces', '/api/v1/namespaces/kube-public/configmaps/other'];

/** Of etcd and the API server on a machine. */
const PORTS = [2379, 2380, 2381, 6443];
const KUBELET_PATCH = /^\/etc\/kubernetes\/patches\/kubeletconfiguration\+/;

let started = 0;

(MISSING.length > 0 || !isRoot ? describe.skip.each(STARTED) : describe.each(STARTED))('the control plane of %s, with exactly the arguments and files of its machine', (name) => {
  let controlPlane: ControlPlane;
  let admin: Client;

  beforeAll(async () => {
    for (const port of PORTS) if (!(await isFree(port))) throw new Error(`port ${port} is taken, which the control plane is told to listen on`);
    const { root, kubeadmFile } = firstOf(name);
    controlPlane = await ControlPlane.start(root, programs, kubeadmFile);
    admin = await controlPlane.connect();
    started += 1;
    tell(`control plane of ${name}: kube-apiserver started with ${controlPlane.arguments('kube-apiserver').length} arguments, etcd with ${controlPlane.arguments('etcd').length}`);
  });

  afterAll(async () => {
    admin?.close();
    await controlPlane?.stop();
  });

  test('answers nobody without a name but probes and the discovery of kubeadm', async () => {
    const nobody = await controlPlane.connectWith({});
    const answers: Record<string, number> = {};
    for (const path of [...PROBES, ...NAMED_ONLY, DISCOVERY]) answers[path] = await nobody.status(path);
    nobody.close();
    expect(PROBES.map((path) => answers[path])).toEqual(PROBES.map(() => 200));
    expect(NAMED_ONLY.map((path) => answers[path])).toEqual(NAMED_ONLY.map(() => 401));
    // Taken as nobody; the right comes with a role that kubeadm makes at the end of its work.
    expect(answers[DISCOVERY]).toBe(403);
  });

  if (name !== FULL) return;

  test('refuses a privileged pod, and writes down that it was asked', async () => {
    await admin.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'default' } });
    const pod = (securityContext: object) => ({
      apiVersion: 'v1', kind: 'Pod', metadata: { name: 'probe', namespace: 'default' },
      spec: {
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [{ name: 'probe', image: 'registry.example.org/probe', securityContext }],
      },
    });
    const { rejection } = await admin.tryCreate(pod({ privileged: true }));
    expect(rejection).toMatchObject({ code: 403, message: expect.stringContaining('violates PodSecurity "restricted') });
    expect((await admin.tryCreate(pod({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } }))).rejection).toBeUndefined();
    const { root } = firstOf(name);
    const [logPath] = controlPlane.arguments('kube-apiserver').flatMap((argument) => /^--audit-log-path=(.*)$/.exec(argument)?.slice(1) ?? []);
    const lines = readFileSync(join(root, logPath), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { verb: string; requestURI: string });
    expect(lines.some(({ verb, requestURI }) => verb === 'create' && requestURI.startsWith('/api/v1/namespaces/default/pods'))).toBe(true);
  });

  test('takes tokens of the issuer for its audience, and no others', async () => {
    const answer = async (claims: Readonly<Record<string, unknown>>): Promise<number> => {
      const user = await controlPlane.connectWith({ token: issuer.token(claims) });
      const code = await user.status('/api/v1/namespaces');
      user.close();
      return code;
    };
    // Known, but without any right.
    expect(await answer({ aud: 'kubectl', sub: 'one', email: 'one@example.org' })).toBe(403);
    expect(await answer({ aud: 'another', sub: 'one', email: 'one@example.org' })).toBe(401);
  });

  test('encrypts Secrets in etcd, and reads them after the keys were rotated', async () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'probe', namespace: 'default' }, stringData: { text: 'nobody reads this' } };
    expect((await admin.apply(secret)).rejection).toBeUndefined();
    const stored = () => controlPlane.etcdctl('get', '/registry/secrets/default/probe', '--print-value-only');
    expect(stored()).toMatch(/^k8s:enc:secretbox:v1:key-1:/);
    expect(stored()).not.toContain('nobody reads this');
    const { root } = firstOf(name);
    const [path] = controlPlane.arguments('kube-apiserver').flatMap((argument) => /^--encryption-provider-config=(.*)$/.exec(argument)?.slice(1) ?? []);
    writeFileSync(join(root, path), encryptionConfiguration('key-2', 'key-1'));
    await controlPlane.restartApiServer();
    admin.close();
    admin = await controlPlane.connect();
    const read = await admin.get(secret);
    expect(Buffer.from(read?.data.text, 'base64').toString()).toBe('nobody reads this');
    await admin.patch(secret, { metadata: { labels: { rotated: 'true' } } });
    expect(stored()).toMatch(/^k8s:enc:secretbox:v1:key-2:/);
  });
});

const keys: Record<string, string> = {};

function encryptionConfiguration(...names: readonly string[]): string {
  const all = names.map((name) => ({ name, secret: (keys[name] ??= randomBytes(32).toString('base64')) }));
  return stringify({
    apiVersion: 'apiserver.config.k8s.io/v1', kind: 'EncryptionConfiguration',
    resources: [{ resources: ['secrets'], providers: [{ secretbox: { keys: all } }, { identity: {} }] }],
  });
}

function firstOf(name: string): Machine {
  return machines.get(name)!.find(({ machine }) => machine === 'first control plane')!;
}

/** The objects of a cluster: of an example as they are committed, of a fleet its first cluster, as machines of the others are alike. */
function manifestsOf(name: string): readonly ObjectRef[] {
  if (name !== FULL) {
    const objects = exampleManifests(name).map(({ object }) => object);
    const { metadata } = objects.find(({ kind }) => kind === 'Cluster')!;
    return objects.filter((object) => (object.kind === 'Namespace' ? object.metadata.name === metadata.namespace : clusterOf(object) === metadata.name));
  }
  const [{ description, profile }] = exampleDocuments('production', 'scs-cloud') as [Documents];
  return synthesizedManifests({
    description: withOverrides(description, full()) as Documents['description'],
    profile: withOverrides(profile, FULL_PROFILE) as Documents['profile'],
  }).map(({ object }) => object);
}

function clusterOf({ metadata }: ObjectRef): string | undefined {
  return (metadata as StoredObject['metadata']).labels?.['cluster.x-k8s.io/cluster-name'];
}

function full(): Overrides {
  return {
    metadata: { name: FULL, namespace: FULL },
    spec: {
      nodePools: [{
        name: 'general', flavor: 'SCS-4V-8', replicas: 1, zones: ['az1'], volumes: [{ name: 'data', size: '20Gi', mountPath: '/var/lib/data' }],
        sysctls: [{ name: 'vm.max_map_count', value: '262144' }], labels: { tier: 'web' }, taints: [{ key: 'dedicated', value: 'web', effect: 'NoSchedule' }],
        kubelet: { maxPods: 60, systemReserved: { memory: '512Mi' }, evictionHard: { memory: '200Mi' }, evictionSoft: { memory: '500Mi' } },
      }],
      authentication: { oidc: [{ issuerURL: issuer.url, audiences: ['kubectl'], username: { claim: 'email', prefix: 'oidc:' }, ca: issuer.ca }] },
      podSecurity: { enforce: 'restricted' },
      encryption: { enabled: true, configRef: { name: 'encryption', key: 'config.yaml' } },
      etcd: {
        dedicatedVolume: { size: '10Gi' },
        backup: { target: 'S3', s3: { bucket: 'backups', endpoint: 'https://s3.example.org', credentialsRef: { name: 'backup' } } },
      },
    },
  };
}

const FULL_PROFILE: Overrides = {
  spec: {
    registries: { mirrors: [{ host: 'docker.io', endpoints: ['https://mirror.example.org'] }, { host: 'quay.io', endpoints: ['https://quay.example.org'] }] },
    proxy: { http: 'http://proxy.example.org:8080', https: 'http://proxy.example.org:8080' },
    kubelet: { servingCertificates: true },
    metrics: { expose: 'Cluster' },
  },
};

/** What cloud-init makes of bootstrap data, or Ignition. */
function machineOf(name: string, data: BootstrapData): Machine {
  const root = join(folder, name, data.machine.replaceAll(' ', '-'));
  mkdirSync(root, { recursive: true });
  prepareRoot(root);
  if (isIgnition(data.userData)) {
    const config = fromIgnition(data.userData);
    prepareFlatcar(root);
    writeFilesTo(root, config);
    return { ...data, root, text: data.userData, config, kubeadmFile: filledKubeadmFile(root, NODE) };
  }
  const text = rendered(data.userData, NODE, root);
  const config = readCloudConfig(text);
  writeFilesTo(root, config);
  const [{ path: kubeadmFile }] = config.write_files.filter(({ path }) => /^\/run\/kubeadm\/.*\.yaml$/.test(path)) as [WrittenFile];
  return { ...data, root, text, config, kubeadmFile };
}
