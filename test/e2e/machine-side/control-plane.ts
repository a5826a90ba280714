import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { Client } from '../management-cluster/client';
import { Processes } from '../management-cluster/processes';

const PHASES = [['certs', 'all'], ['kubeconfig', 'super-admin'], ['control-plane', 'all'], ['etcd', 'local']] as const;
const ADMIN = '/etc/kubernetes/super-admin.conf';
type Programs = Readonly<Record<string, string>>;

/** What kubeadm has against a file, warnings included: it says in one that a field is unknown. */
export function kubeadmObjections(programs: Programs, file: string): string {
  const { status, stdout, stderr } = spawnSync(programs.kubeadm!, ['config', 'validate', '--config', file], { encoding: 'utf8' });
  return status === 0 && !/^W\d/m.test(stderr) ? '' : `exit ${status}: ${stdout}${stderr}`;
}

/**
 * Has kubeadm apply the patches of a machine to its KubeletConfiguration, in the folder of the machine, with the configuration that the
 * first control plane starts with; what comes out, or what kubeadm has against it when it decodes it strictly.
 */
export function patchedKubelet(
  programs: Programs, root: string, initFile: string,
): { readonly configuration: Record<string, unknown>; readonly objections: string } {
  const [init, all] = ['tmp/kubeadm-init.yaml', 'tmp/kubeadm-with-kubelet.yaml'];
  copyFileSync(initFile, join(root, init));
  kubeadmPhase(programs, root, ['kubelet-start'], `/${init}`);
  const text = readFileSync(join(root, 'var/lib/kubelet/config.yaml'), 'utf8');
  writeFileSync(join(root, all), `${readFileSync(initFile, 'utf8')}\n---\n${text}`);
  return { configuration: parse(text) as Record<string, unknown>, objections: kubeadmObjections(programs, join(root, all)) };
}

/** Gives a folder what kubeadm reads of the system besides, and a place for its programs. */
export function prepareRoot(root: string): void {
  // By the routes it finds the address of the machine.
  for (const file of ['proc/net/route', 'proc/net/ipv6_route']) {
    mkdirSync(join(root, 'proc/net'), { recursive: true });
    writeFileSync(join(root, file), readFileSync(`/${file}`));
  }
  for (const folder of ['etc', 'tmp', 'var/lib', 'usr/bin']) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'etc/hosts'), '127.0.0.1 localhost\n');
}

function kubeadmPhase(programs: Programs, root: string, phase: readonly string[], config: string): void {
  execFileSync(programs.kubeadm!, ['init', 'phase', ...phase, '--config', config, '--rootfs', root], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** A control plane in a folder that stands for a machine: etcd and the API server, as kubeadm's static pods say. */
export class ControlPlane {
  private readonly etcd: Processes;
  private apiServer?: Processes;

  private constructor(private readonly root: string, private readonly programs: Programs) {
    this.etcd = new Processes(root, tellFailure);
  }

  /** Has kubeadm write certificates and static pods, and starts etcd and the API server with exactly their arguments. */
  static async start(root: string, programs: Programs, kubeadmFile: string): Promise<ControlPlane> {
    for (const phase of PHASES) kubeadmPhase(programs, root, phase, kubeadmFile);
    const controlPlane = new ControlPlane(root, programs);
    for (const name of ['etcd', 'kube-apiserver']) copyFileSync(programs[name]!, join(root, 'usr/bin', name));
    try {
      controlPlane.run(controlPlane.etcd, 'etcd');
      await controlPlane.etcd.ready('etcd', async () => controlPlane.etcdctl('endpoint', 'health', '--write-out=json') !== '');
      await controlPlane.restartApiServer();
      return controlPlane;
    } catch (error) {
      await controlPlane.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.apiServer?.stop();
    await this.etcd.stop();
  }

  async restartApiServer(): Promise<void> {
    await this.apiServer?.stop();
    const processes = (this.apiServer = new Processes(this.root, tellFailure));
    this.run(processes, 'kube-apiserver');
    const client = await this.connect();
    await processes.ready('kube-apiserver', () => client.answers('/readyz'));
    client.close();
  }

  /** A client with all rights. */
  connect(): Promise<Client> {
    return Client.connectAs(this.kubeconfig());
  }

  /** A client with a token, or with nothing. */
  connectWith(user: object): Promise<Client> {
    const config = parse(this.kubeconfig()) as { users: { name: string; user: object }[] };
    return Client.connectAs(stringify({ ...config, users: config.users.map(({ name }) => ({ name, user })) }));
  }

  etcdctl(...args: string[]): string {
    const pki = join(this.root, 'etc/kubernetes/pki/etcd');
    const access = [`--cacert=${pki}/ca.crt`, `--cert=${pki}/healthcheck-client.crt`, `--key=${pki}/healthcheck-client.key`];
    const { status, stdout } = spawnSync(this.programs.etcdctl!, ['--endpoints=https://127.0.0.1:2379', ...access, ...args], { encoding: 'latin1' });
    return status === 0 ? stdout : '';
  }

  /** Arguments of a static pod, without the name of its program. */
  arguments(pod: string): string[] {
    const manifest = parse(readFileSync(join(this.root, `etc/kubernetes/manifests/${pod}.yaml`), 'utf8'));
    return (manifest.spec.containers[0].command as string[]).slice(1);
  }

  private run(processes: Processes, pod: string): void {
    processes.start(pod, ['chroot', this.root, `/usr/bin/${pod}`, ...this.arguments(pod)]);
  }

  /** Asks the machine itself, not the address that the cluster has. */
  private kubeconfig(): string {
    const [port] = this.arguments('kube-apiserver').flatMap((argument) => /^--secure-port=(\d+)$/.exec(argument)?.slice(1) ?? []);
    const config = parseAllDocuments(readFileSync(join(this.root, ADMIN), 'utf8'))[0].toJS() as { clusters: { cluster: object }[] };
    const clusters = config.clusters.map((each) => ({ ...each, cluster: { ...each.cluster, server: `https://127.0.0.1:${port}` } }));
    return stringify({ ...config, clusters });
  }
}

function tellFailure({ message }: Error): void {
  process.stderr.write(`${message}\n`);
}
