import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { ETCD_MAINTENANCE, ETCD_UPLOAD } from '../../src/targets/capi/etcd-scripts';
import { buildPrograms } from './management-cluster/build-programs';
import { freePorts } from './management-cluster/free-ports';
import { Processes } from './management-cluster/processes';
import { ETCD, ETCDCTL, ETCDUTL } from './management-cluster/programs';

const MEMBERS = 3;
const KEYS = 200;
const ACCESS_KEY = 'backup';
const SECRET_KEY = 'not-a-secret';

let folder: string;
let programs: Readonly<Record<string, string>>;
let processes: Processes;
let clientUrls: string[];
let store: Server;
const stored = new Map<string, Buffer>();

beforeAll(async () => {
  programs = await buildPrograms([ETCD, ETCDCTL, ETCDUTL], (line) => process.stderr.write(`${line}\n`));
  folder = mkdtempSync(join(tmpdir(), 'etcd-'));
  makeCertificates();
  const ports = await freePorts(2 * MEMBERS);
  clientUrls = ports.slice(0, MEMBERS).map((port) => `https://127.0.0.1:${port}`);
  const peers = ports.slice(MEMBERS).map((port, index) => `member-${index}=http://127.0.0.1:${port}`);
  processes = new Processes(folder, ({ message }) => process.stderr.write(`${message}\n`));
  clientUrls.forEach((url, index) => {
    const peer = peers[index]!.replace(/^[^=]*=/, '');
    processes.start(`etcd-${index}`, [
      programs.etcd!, `--name=member-${index}`, `--data-dir=${dataOf(index)}`, `--listen-client-urls=${url}`, `--advertise-client-urls=${url}`,
      `--listen-peer-urls=${peer}`, `--initial-advertise-peer-urls=${peer}`, `--initial-cluster=${peers.join(',')}`, '--unsafe-no-fsync', '--log-level=warn',
      `--cert-file=${pki('server.crt')}`, `--key-file=${pki('server.key')}`, `--trusted-ca-file=${pki('ca.crt')}`, '--client-cert-auth',
      '--quota-backend-bytes=16777216',
    ]);
  });
  await processes.ready('etcd-0', async () => spawnSync(programs.etcdctl!, etcdctlArgs(clientUrls[0]!, 'endpoint', 'health', '--cluster')).status === 0);
  clientUrls.forEach((_, index) => makeNode(index));
  store = createServer((request, response) => void receive(request).then((status) => response.writeHead(status).end()));
  await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  store?.close();
  await processes?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

test('backup writes a snapshot that can be restored, and drops old ones', async () => {
  for (let key = 0; key < KEYS; key++) etcdctl(clientUrls[0]!, 'put', `/registry/${key}`, 'x'.repeat(1000));
  const node = join(folder, 'node-1');
  mkdirSync(join(node, 'backups'), { recursive: true });
  const old = join(node, 'backups/20200101T000000Z.db.gz');
  writeFileSync(old, '');
  execFileSync('touch', ['-d', '3 days ago', old]);
  const { status, stderr } = maintenance(1, 'backup', '2880');
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const [backup, ...others] = readdirSync(join(node, 'backups'));
  expect(others).toEqual([]);
  expect(existsSync(join(dataOf(1), 'scs-backup.db'))).toBe(false);

  const snapshot = join(folder, 'restored.db');
  writeFileSync(snapshot, execFileSync('gunzip', ['--stdout', join(node, 'backups', backup!)], { maxBuffer: 1 << 28 }));
  expect(await restoredKeys(snapshot)).toBe(KEYS);
});

test('of all nodes, the leader alone uploads, with a signature and a checksum that hold', async () => {
  stored.clear();
  const { port } = store.address() as AddressInfo;
  for (let index = 0; index < MEMBERS; index++) makeUpload(index, `http://127.0.0.1:${port}`);
  for (let index = 0; index < MEMBERS; index++) expect(await maintenanceAsync(index, 'backup', '2880')).toMatchObject({ status: 0 });
  expect([...stored.keys()]).toEqual([expect.stringMatching(/^\/shop-etcd\/shop\/shop-prod\/\d{8}T\d{6}Z\.db\.gz$/)]);
  const local = readdirSync(join(folder, `node-${leader()}`, 'backups')).map((file) => readFileSync(join(folder, `node-${leader()}`, 'backups', file)));
  expect(local.some((content) => content.equals([...stored.values()][0]!))).toBe(true);
  writeFileSync(join(folder, `node-${leader()}`, 's3', 'secretKey'), 'another');
  expect(await maintenanceAsync(leader(), 'backup', '2880')).toMatchObject({ status: 1, stderr: expect.stringContaining('403') });
});

test('defragmentation frees space on every member and ends the alarm; the leader comes last', () => {
  let full = false;
  for (let round = 0; round < 200 && !full; round++) {
    full = spawnSync(programs.etcdctl!, etcdctlArgs(clientUrls[0]!, 'put', '/registry/large', 'y'.repeat(120_000))).status !== 0;
  }
  expect(etcdctl(clientUrls[0]!, 'alarm', 'list')).toContain('NOSPACE');
  const revision = /"revision":(\d+)/.exec(etcdctl(clientUrls[0]!, 'endpoint', 'status', '--write-out=json'))![1]!;
  etcdctl(clientUrls[0]!, 'compact', revision, '--physical');
  const before = sizes();
  const first = leader();
  for (let index = 0; index < MEMBERS; index++) {
    if (index !== first) expect(maintenance(index, 'defragment')).toMatchObject({ status: 0, stdout: expect.stringContaining('another member is the leader') });
  }
  expect(sizes()).toEqual(before);
  expect(maintenance(first, 'defragment')).toMatchObject({ status: 0 });
  sizes().forEach((size, index) => expect(size).toBeLessThan(before[index]! / 2));
  expect(leader()).not.toBe(first);
  expect(etcdctl(clientUrls[0]!, 'alarm', 'list')).toBe('');
  const calls = readFileSync(join(folder, `node-${first}`, 'calls'), 'utf8').split('\n').filter((call) => /defrag|move-leader/.test(call));
  expect(calls.map((call) => /defrag|move-leader/.exec(call)![0])).toEqual(['defrag', 'defrag', 'move-leader', 'defrag']);
  expect(calls.at(-1)).toContain('https://127.0.0.1:2379');
  etcdctl(clientUrls[0]!, 'put', '/registry/after', 'z');
});

test('nothing is done where etcd does not run', () => {
  const node = join(folder, 'node-0');
  writeFileSync(join(node, 'stopped'), '');
  expect(maintenance(0, 'backup', '2880')).toMatchObject({ status: 1, stderr: expect.stringContaining('etcd does not run on this node') });
  rmSync(join(node, 'stopped'));
});

(spawnSync('shellcheck', ['--version']).status === 0 ? test : test.skip)('shellcheck finds nothing', () => {
  const path = join(folder, 'etcd-maintenance');
  writeFileSync(path, ETCD_MAINTENANCE);
  expect(spawnSync('shellcheck', [path], { encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '' });
});

function dataOf(index: number): string {
  return join(folder, `data-${index}`);
}

function pki(file: string): string {
  return join(folder, 'pki', file);
}

function etcdctlArgs(endpoint: string, ...args: string[]): string[] {
  return [`--endpoints=${endpoint}`, `--cacert=${pki('ca.crt')}`, `--cert=${pki('healthcheck-client.crt')}`, `--key=${pki('healthcheck-client.key')}`, ...args];
}

function etcdctl(endpoint: string, ...args: string[]): string {
  return execFileSync(programs.etcdctl!, etcdctlArgs(endpoint, ...args), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function leader(): number {
  return clientUrls.findIndex((url) => {
    const fields = etcdctl(url, 'endpoint', 'status', '--write-out=fields');
    return /"MemberID" : (\d+)/.exec(fields)![1] === /"Leader" : (\d+)/.exec(fields)![1];
  });
}

function sizes(): number[] {
  return clientUrls.map((url) => Number(/"dbSize":(\d+)/.exec(etcdctl(url, 'endpoint', 'status', '--write-out=json'))![1]));
}

/** A folder in the place of a node: the scripts with its paths, and a crictl that runs the tools of this machine. */
function makeNode(index: number): void {
  const node = join(folder, `node-${index}`);
  mkdirSync(join(node, 'bin'), { recursive: true });
  writeFileSync(join(node, 'etcd.yaml'), `spec:\n  containers:\n  - command:\n    - etcd\n    - --data-dir=${dataOf(index)}\n`);
  executable(join(node, 'maintenance'), ETCD_MAINTENANCE.replaceAll('/etc/kubernetes/manifests', node).replaceAll('/etc/kubernetes/pki/etcd', join(folder, 'pki'))
    .replaceAll('/var/backups/etcd', join(node, 'backups')).replaceAll('/opt/scs', node));
  executable(join(node, 'bin/crictl'), `#!/bin/bash
shift 2
case $1 in
  ps) [[ -e ${node}/stopped ]] || echo container ;;
  exec) shift 2; echo "$*" >>${node}/calls; tool=$1; shift; args=("\${@/https:\\/\\/127.0.0.1:2379/${clientUrls[index]!.replaceAll('/', '\\/')}}")
    [[ $tool == etcdctl ]] && exec ${programs.etcdctl} "\${args[@]}" || exec ${programs.etcdutl} "\${args[@]}" ;;
esac
`);
}

function makeUpload(index: number, endpoint: string): void {
  const node = join(folder, `node-${index}`);
  mkdirSync(join(node, 's3'), { recursive: true });
  writeFileSync(join(node, 's3/s3.json'), JSON.stringify({ endpoint, bucket: 'shop-etcd', region: 'RegionOne', folder: 'shop/shop-prod' }));
  writeFileSync(join(node, 's3/accessKey'), `${ACCESS_KEY}\n`);
  writeFileSync(join(node, 's3/secretKey'), SECRET_KEY);
  executable(join(node, 'etcd-upload'), ETCD_UPLOAD.replaceAll('/etc/scs/etcd-backup', join(node, 's3')).replace('/usr/bin/python3', '/usr/bin/env python3'));
}

function executable(path: string, content: string): void {
  writeFileSync(path, content);
  chmodSync(path, 0o755);
}

function environment(index: number): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${join(folder, `node-${index}`, 'bin')}:${process.env.PATH}` };
}

function maintenance(index: number, ...args: string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(join(folder, `node-${index}`, 'maintenance'), args, { env: environment(index), encoding: 'utf8' });
}

/** While the object store of this process answers. */
async function maintenanceAsync(index: number, ...args: string[]): Promise<{ readonly status: number | null; readonly stderr: string }> {
  const child = spawn(join(folder, `node-${index}`, 'maintenance'), args, { env: environment(index), stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { stderr: await text(child.stderr), status: await ended };
}

/** An object store that takes what has a right signature (Signature Version 4). */
async function receive(request: IncomingMessage): Promise<number> {
  const content = await buffer(request);
  const { authorization = '', 'x-amz-content-sha256': hash, 'x-amz-date': date } = request.headers;
  const [, scope, names, signature] = new RegExp(`^AWS4-HMAC-SHA256 Credential=${ACCESS_KEY}/([^,]*), SignedHeaders=([^,]*), Signature=(.*)$`).exec(authorization) ?? [];
  if (request.method !== 'PUT' || scope === undefined || sha256(content) !== hash) return 400;
  const headers = names!.split(';').map((name) => `${name}:${String(request.headers[name])}\n`).join('');
  const signed = ['AWS4-HMAC-SHA256', date, scope, sha256([request.method, request.url, '', headers, names, hash].join('\n'))].join('\n');
  const key = scope.split('/').reduce<Buffer | string>((secret, part) => createHmac('sha256', secret).update(part).digest(), `AWS4${SECRET_KEY}`);
  if (createHmac('sha256', key).update(signed).digest('hex') !== signature) return 403;
  stored.set(request.url ?? '', content);
  return 200;
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The number of keys in an etcd that was made of the snapshot. */
async function restoredKeys(snapshot: string): Promise<number> {
  const [client, peer] = (await freePorts(2)).map((port) => `http://127.0.0.1:${port}`);
  const data = join(folder, 'restored');
  execFileSync(programs.etcdutl!, ['snapshot', 'restore', snapshot, '--data-dir', data, '--name', 'one', '--initial-cluster', `one=${peer}`, '--initial-advertise-peer-urls', peer!],
    { stdio: 'ignore' });
  processes.start('etcd-restored', [
    programs.etcd!, '--name=one', `--data-dir=${data}`, `--listen-client-urls=${client}`, `--advertise-client-urls=${client}`, `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`, `--initial-cluster=one=${peer}`, '--log-level=warn',
  ]);
  await processes.ready('etcd-restored', async () => spawnSync(programs.etcdctl!, [`--endpoints=${client}`, 'endpoint', 'health']).status === 0);
  return Number(/"Count" : (\d+)/.exec(execFileSync(programs.etcdctl!, [`--endpoints=${client}`, 'get', '/registry/', '--prefix', '--write-out=fields'], { encoding: 'utf8', maxBuffer: 1 << 28 }))![1]);
}

/** The authority and certificates that kubeadm makes for etcd, as far as clients need them. */
function makeCertificates(): void {
  mkdirSync(join(folder, 'pki'));
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'ignore' });
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=etcd-ca', '-keyout', pki('ca.key'), '-out', pki('ca.crt'));
  for (const name of ['server', 'healthcheck-client']) {
    openssl('req', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', pki(`${name}.key`), '-out', pki(`${name}.csr`));
    openssl('x509', '-req', '-in', pki(`${name}.csr`), '-CA', pki('ca.crt'), '-CAkey', pki('ca.key'), '-CAcreateserial', '-days', '1', '-copy_extensions', 'copy', '-out', pki(`${name}.crt`));
  }
}
