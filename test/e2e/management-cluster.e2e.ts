import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from './management-cluster/client';
import { MANAGEMENT_CLUSTERS, type Running } from './management-cluster/registry';

const CLI = join(__dirname, 'management-cluster', 'cli.ts');
const NAMES = [`e2e-${process.pid}-a`, `e2e-${process.pid}-b`];
const PROGRAMS = ['capi-core', 'capi-kubeadm-bootstrap', 'capi-kubeadm-control-plane', 'etcd', 'kube-apiserver', 'kube-controller-manager'];

let clusters: Running[];

beforeAll(async () => {
  const results = await Promise.all(NAMES.map((name) => command('up', '--name', name, '--providers', '')));
  clusters = (await Promise.all(NAMES.map((name) => MANAGEMENT_CLUSTERS.read(name)))) as Running[];
  expect(results.map(({ stdout }) => stdout)).toEqual(clusters.map(({ variables }) => `KUBECONFIG=${variables?.KUBECONFIG}\n`));
});

afterAll(async () => {
  for (const name of NAMES) await command('down', '--name', name);
});

test('two run at the same time, each with its own server', async () => {
  for (const { variables, folder } of clusters) {
    const client = await Client.connect(variables?.KUBECONFIG as string);
    expect(await client.apiVersions()).toContain('cluster.x-k8s.io/v1beta2');
    client.close();
    expect(programs(folder).map(({ name }) => name)).toEqual(PROGRAMS);
  }
});

test('a second one of the same name is refused', async () => {
  const { status, stderr } = await command('up', '--name', NAMES[0]);
  expect([status, stderr]).toEqual([1, expect.stringContaining(`${NAMES[0]} runs already`)]);
});

test('nothing is left running of one whose process is killed, and the other goes on', async () => {
  const [{ pid, folder }, other] = clusters;
  process.kill(pid, 'SIGKILL');
  await gone(folder);
  expect(programs(other.folder).map(({ name }) => name)).toEqual(PROGRAMS);
  expect((await command('status')).stdout).toContain(`${NAMES[0]} has ended: its process was killed\n`);
});

test('when a program ends, all others do, and it is told with the end of its log', async () => {
  const [, { folder }] = clusters;
  const core = programs(folder).find(({ name }) => name === 'capi-core');
  process.kill(core?.pid as number, 'SIGKILL');
  await gone(folder);
  expect((await command('status')).stdout).toMatch(new RegExp(`${NAMES[1]} has ended: capi-core has ended: SIGKILL; the end of ${folder}/capi-core.log:\n  \\S`));
});

test('down removes what is left', async () => {
  for (const name of NAMES) await command('down', '--name', name);
  expect(clusters.map(({ folder }) => existsSync(folder as string))).toEqual([false, false]);
  expect((await command('status')).stdout).not.toContain(`e2e-${process.pid}`);
});

async function command(...args: string[]): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), new Promise<number | null>((done) => child.on('exit', done))]);
  process.stdout.write(stderr);
  return { status, stdout, stderr };
}

/** Programs of a management cluster: all of them are told its folder. */
function programs(folder = ''): { readonly pid: number; readonly name: string }[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  const found = lines.filter((line) => line.includes(`${folder}/`)).map((line) => /^\s*(\d+) (?:\S*\/)?(\S+)/.exec(line));
  return found.map((match) => ({ pid: Number(match?.[1]), name: match?.[2] ?? '' })).sort((a, b) => a.name.localeCompare(b.name));
}

async function gone(folder = ''): Promise<void> {
  for (const until = Date.now() + 10_000; programs(folder).length > 0; await delay(100)) {
    if (Date.now() > until) throw new Error(`still there: ${programs(folder).map(({ name }) => name).join(', ')}`);
  }
}
