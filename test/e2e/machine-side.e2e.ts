import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { withOverrides, type Overrides } from '../fixtures/documents';
import type { Documents } from '../generators/descriptions';
import { type BootstrapData, bootstrapData } from './machine-side/bootstrap-data';
import { type CloudConfig, readCloudConfig, rendered, schemaObjections, writeFilesTo } from './machine-side/cloud-config';
import { ControlPlane, copyInit, kubeadmObjections, patchedKubelet, prepareRoot } from './machine-side/control-plane';
import { OidcIssuer } from './machine-side/oidc-issuer';
import { pythonObjections, shellScripts, shellcheck, tomlFiles, tomlObjections } from './machine-side/scripts';
import { unitObjections } from './machine-side/units';
import { buildPrograms } from './management-cluster/build-programs';
import { Client, type ObjectRef } from './management-cluster/client';
import { isFree } from './management-cluster/free-ports';
import { startManagementCluster } from './management-cluster/management-cluster';
import { ETCD, ETCDCTL, KUBEADM, KUBE_APISERVER } from './management-cluster/programs';
import { exampleDocuments } from './manifests';
import { tell } from './numbers';

const NODE = 'node-1';
const CLUSTERS = ['minimal', 'production', 'hardened'] as const;
type ClusterName = (typeof CLUSTERS)[number];

/** A machine as cloud-init makes it, in a folder that stands for its root. */
interface Machine extends BootstrapData {
  readonly root: string;
  readonly text: string;
  readonly config: CloudConfig;
}

const MISSING = ['cloud-init', 'shellcheck', 'systemd-analyze'].filter((tool) => spawnSync('which', [tool]).status !== 0);
const isRoot = process.getuid?.() === 0;

let folder: string;
let programs: Readonly<Record<string, string>>;
let issuer: OidcIssuer;
const machines = new Map<ClusterName, readonly Machine[]>();

beforeAll(async () => {
  if (MISSING.length > 0) return tell(`machine side: SKIPPED, as this machine has no ${MISSING.join(', ')} (on Debian: apt-get install cloud-init shellcheck systemd)`);
  folder = mkdtempSync(join(tmpdir(), 'machine-side-'));
  programs = await buildPrograms([ETCD, ETCDCTL, KUBEADM, KUBE_APISERVER], (line) => process.stderr.write(`${line}\n`));
  issuer = await OidcIssuer.start(folder);
  const managementCluster = await startManagementCluster({ capi: '1.14', providers: ['dev'] });
  const client = await Client.connect(managementCluster.kubeconfig);
  try {
    await Promise.all(CLUSTERS.map(async (name) => {
      const data = await bootstrapData(client, documentsOf(name), name === 'hardened' ? hardenedSecrets() : []);
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
});

const judged = MISSING.length > 0 ? describe.skip.each(CLUSTERS) : describe.each(CLUSTERS);

judged('the machines of %s', (name) => {
  const each = <T>(judge: (machine: Machine) => readonly T[]) => {
    return machines.get(name)!.flatMap((machine) => judge(machine).map((said) => [machine.machine, said]));
  };

  test('are of all kinds', () => {
    const [first, joining, ...pools] = machines.get(name)!.map(({ machine }) => machine).sort((a, b) => Number(b.endsWith('plane')) - Number(a.endsWith('plane')));
    expect([first, joining].sort()).toEqual(['first control plane', 'joining control plane']);
    expect(pools.sort()).toEqual(documentsOf(name).openStack.description.spec.nodePools.map((pool) => pool.name).sort());
  });

  test('have user data that cloud-init takes', () => {
    expect(each(({ text, root }) => [schemaObjections(text, root)].filter((said) => said !== ''))).toEqual([]);
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
    const first = machines.get(name)!.find(({ machine }) => machine === 'first control plane')!;
    expect(each(({ root, config }) => {
      const files = config.write_files.map(({ path }) => path).filter((path) => /^\/run\/kubeadm\/.*\.yaml$/.test(path));
      return files.map((path) => kubeadmObjections(programs, join(root, path))).filter((said) => said !== '');
    })).toEqual([]);
    if (!isRoot) return tell('kubelet patches: SKIPPED, as only root can change its root folder');
    expect(each(({ root }) => {
      const { configuration, objections } = patchedKubelet(programs, root, copyInit(first.root, root));
      expect(configuration.tlsMinVersion).toBe('VersionTLS12');
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

(MISSING.length > 0 || !isRoot ? describe.skip : describe)('the control plane of hardened, with exactly the arguments and files of its machine', () => {
  let controlPlane: ControlPlane;
  let admin: Client;

  beforeAll(async () => {
    for (const port of PORTS) if (!(await isFree(port))) throw new Error(`port ${port} is taken, which the control plane is told to listen on`);
    const { root } = machines.get('hardened')!.find(({ machine }) => machine === 'first control plane')!;
    controlPlane = await ControlPlane.start(root, programs);
    admin = await controlPlane.connect();
    tell(`control plane of hardened: kube-apiserver started with ${controlPlane.arguments('kube-apiserver').length} arguments, etcd with ${controlPlane.arguments('etcd').length}`);
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
    const { root } = machines.get('hardened')!.find(({ machine }) => machine === 'first control plane')!;
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
    const { root } = machines.get('hardened')!.find(({ machine }) => machine === 'first control plane')!;
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

function hardenedSecrets(): ObjectRef[] {
  const secret = (name: string, stringData: Readonly<Record<string, string>>) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: 'hardened' }, stringData });
  return [secret('encryption', { 'config.yaml': encryptionConfiguration('key-1') }), secret('backup', { accessKey: 'key', secretKey: 'of no use' })];
}

/** The documents of an example, and of one that uses what ends on machines. */
function documentsOf(name: ClusterName): { readonly openStack: Documents; readonly development: Documents } {
  const example = name === 'hardened' ? 'production' : name;
  const [openStack, development] = ['scs-cloud', 'development'].map((profile) => exampleDocuments(example, profile)[0]);
  const fast = { spec: { dev: { startupDuration: '0s' } } };
  const [description, profile] = name === 'hardened' ? [hardened(), HARDENED_PROFILE] : [{}, {}];
  const both = withOverrides(openStack.description, description) as Documents['description'];
  return {
    openStack: { description: both, profile: withOverrides(openStack.profile, profile) as Documents['profile'] },
    development: { description: both, profile: withOverrides(development.profile, fast) as Documents['profile'] },
  };
}

function hardened(): Overrides {
  return {
    metadata: { name: 'hardened', namespace: 'hardened' },
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

const HARDENED_PROFILE: Overrides = {
  spec: {
    registries: { mirrors: [{ host: 'docker.io', endpoints: ['https://mirror.example.org'] }, { host: 'quay.io', endpoints: ['https://quay.example.org'] }] },
    proxy: { http: 'http://proxy.example.org:8080', https: 'http://proxy.example.org:8080' },
    kubelet: { servingCertificates: true },
    metrics: { expose: 'Cluster' },
  },
};

/** What cloud-init makes of bootstrap data. */
function machineOf(name: ClusterName, data: BootstrapData): Machine {
  const root = join(folder, name, data.machine.replaceAll(' ', '-'));
  mkdirSync(root, { recursive: true });
  prepareRoot(root);
  const text = rendered(data.userData, NODE, root);
  const config = readCloudConfig(text);
  writeFilesTo(root, config);
  return { ...data, root, text, config };
}
