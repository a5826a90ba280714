import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePorts } from './free-ports';
import type { Processes } from './processes';
import { ETCD, KUBE_APISERVER, KUBE_CONTROLLER_MANAGER } from './programs';

/** Where an API server has what others need to reach it or to serve as it does. */
export interface ApiServer {
  readonly kubeconfig: string;
  /** Folder with tls.crt and tls.key for servers on 127.0.0.1. */
  readonly certificates: string;
  /** The certificate in the way of a webhook's `caBundle`. */
  readonly caBundle: string;
}

/** Starts etcd and kube-apiserver, with further arguments, and writes a kubeconfig with all rights. */
export async function startApiServer(
  processes: Processes, programs: Readonly<Record<string, string>>, folder: string, apiServerArgs: readonly string[] = [],
): Promise<ApiServer> {
  const [etcdPort, peerPort, apiPort] = await freePorts(3);
  startEtcd(processes, programs, folder, `http://127.0.0.1:${etcdPort}`, `http://127.0.0.1:${peerPort}`);
  const certificates = join(folder, 'pki');
  const token = randomBytes(32).toString('hex');
  const tokens = await secretFile(folder, 'tokens.csv', `${token},admin,admin,system:masters\n`);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const serviceAccountKey = await secretFile(folder, 'service-account.key', privateKey.export({ type: 'pkcs1', format: 'pem' }));
  processes.start(KUBE_APISERVER.name, [
    programs[KUBE_APISERVER.name],
    `--etcd-servers=http://127.0.0.1:${etcdPort}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--secure-port=${apiPort}`,
    // Where it writes the certificate that it makes for itself.
    `--cert-dir=${certificates}`,
    `--token-auth-file=${tokens}`,
    '--authorization-mode=RBAC',
    '--service-cluster-ip-range=10.0.0.0/24',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${serviceAccountKey}`,
    `--service-account-signing-key-file=${serviceAccountKey}`,
    // No controller makes service accounts here, and 127.0.0.1 is refused as an address of endpoints.
    '--disable-admission-plugins=ServiceAccount',
    '--endpoint-reconciler-type=none',
    '--profiling=false',
    ...apiServerArgs,
  ]);
  // The key is written after the certificate.
  await processes.ready(KUBE_APISERVER.name, async () => existsSync(join(certificates, 'apiserver.key')));
  // Webhooks serve with the same certificate, under the names that controller-runtime looks for.
  for (const ending of ['crt', 'key']) await copyFile(join(certificates, `apiserver.${ending}`), join(certificates, `tls.${ending}`));
  const caBundle = (await readFile(join(certificates, 'tls.crt'))).toString('base64');
  const kubeconfig = await secretFile(folder, 'kubeconfig', kubeconfigText(`https://127.0.0.1:${apiPort}`, caBundle, token));
  return { kubeconfig, certificates, caBundle };
}

/** Starts the two controllers without which nothing that is deleted would ever be gone. */
export function startControllerManager(processes: Processes, programs: Readonly<Record<string, string>>, kubeconfig: string): void {
  processes.start(KUBE_CONTROLLER_MANAGER.name, [
    programs[KUBE_CONTROLLER_MANAGER.name],
    `--kubeconfig=${kubeconfig}`,
    '--controllers=garbage-collector-controller,namespace-controller',
    '--secure-port=0',
    '--leader-elect=false',
  ]);
}

export function startEtcd(processes: Processes, programs: Readonly<Record<string, string>>, folder: string, url: string, peerUrl: string): void {
  processes.start(ETCD.name, [
    programs[ETCD.name],
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${url}`,
    `--advertise-client-urls=${url}`,
    `--listen-peer-urls=${peerUrl}`,
    `--initial-advertise-peer-urls=${peerUrl}`,
    `--initial-cluster=default=${peerUrl}`,
    '--unsafe-no-fsync',
    '--log-level=warn',
  ]);
}

function kubeconfigText(server: string, caBundle: string, token: string): string {
  const name = 'management-cluster';
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server, 'certificate-authority-data': caBundle } }],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name, context: { cluster: name, user: 'admin' } }],
    'current-context': name,
  };
  return `${JSON.stringify(config, undefined, 2)}\n`;
}

async function secretFile(folder: string, name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content, { mode: 0o600 });
  return path;
}
