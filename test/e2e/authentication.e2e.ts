import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parse, stringify } from 'yaml';
import { COMPILING_RULES, FAILING_RULES } from '../fixtures/claim-expressions';
import { descriptionWith, profile } from '../fixtures/documents';
import { manifests } from '../fixtures/rendering';
import { startApiServer } from './management-cluster/api-server';
import { buildPrograms } from './management-cluster/build-programs';
import { Client } from './management-cluster/client';
import { Processes } from './management-cluster/processes';
import { ETCD, KUBE_APISERVER } from './management-cluster/programs';

const PATH = '/etc/kubernetes/authentication/authentication-configuration.yaml';
const tell = (line: string): void => void process.stderr.write(`${line}\n`);

let programs: Readonly<Record<string, string>>;
let folder: string;

beforeAll(async () => {
  programs = await buildPrograms([ETCD, KUBE_APISERVER], tell);
  folder = await mkdtemp(join(tmpdir(), 'authentication-'));
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  await writeFile(join(folder, 'unused.key'), privateKey.export({ type: 'pkcs1', format: 'pem' }));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
});

test('the API server starts with every expression that is taken here', async () => {
  const rules = { ...issuer(0), claimRules: COMPILING_RULES.map((expression) => ({ expression, message: 'no' })) };
  const mappings = [
    { username: { expression: '"oidc:" + claims.email' }, claimRules: [{ expression: 'claims.email_verified == true' }] },
    { username: { expression: 'claims.email_verified ? "oidc:" + claims.email : "oidc:" + claims.sub' } },
    { username: { expression: 'claims.sub' }, groups: { expression: 'claims.roles.split(",").map(role, "oidc:" + role)' } },
    { groups: { expression: '["oidc:all"] + dyn(claims.roles).map(role, "oidc:" + role)' } },
    { username: { claim: 'email', prefix: '' }, claimRules: [{ claim: 'hd', requiredValue: 'example.org' }] },
  ].map((mapping, index) => ({ ...issuer(index + 1), ...mapping }));
  const path = await configFile('compiling.yaml', configuration([rules, ...mappings]));
  const processes = new Processes(folder, ({ message }) => tell(message));
  try {
    const server = await startApiServer(processes, programs, folder, [`--authentication-config=${path}`]);
    const client = await Client.connect(server.kubeconfig);
    await processes.ready(KUBE_APISERVER.name, () => client.answers('/readyz'));
    client.close();
  } finally {
    await processes.stop();
  }
});

test('the API server starts with none of the rules that are refused here', async () => {
  const { jwt: [entry], ...rest } = parse(configuration([issuer(0)])) as { readonly jwt: readonly object[] };
  const jwt = [{ ...entry, claimValidationRules: FAILING_RULES.map((expression) => ({ expression })) }];
  const said = await objections([`--authentication-config=${await configFile('failing.yaml', stringify({ ...rest, jwt }))}`]);
  expect(FAILING_RULES.filter((_, index) => !said.includes(`jwt[0].claimValidationRules[${index}].expression`))).toEqual([]);
});

function issuer(index: number): { readonly issuerURL: string; readonly audiences: readonly string[] } {
  return { issuerURL: `https://issuer-${index}.example.org`, audiences: ['kubectl'] };
}

/** The file as it is rendered. */
function configuration(oidc: readonly object[]): string {
  const controlPlane = manifests(descriptionWith({ authentication: { oidc } }), profile()).find(({ kind }) => kind === 'KubeadmControlPlane');
  const spec = controlPlane?.spec as { readonly kubeadmConfigSpec: { readonly files: readonly { readonly path: string; readonly content: string }[] } };
  return spec.kubeadmConfigSpec.files.find(({ path }) => path === PATH)?.content ?? '';
}

async function configFile(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** What the API server says when it ends by itself, as it does before it looks for etcd. */
async function objections(args: readonly string[]): Promise<string> {
  const server = spawn(programs[KUBE_APISERVER.name]!, [
    ...args, '--etcd-servers=http://127.0.0.1:1', `--cert-dir=${join(folder, 'unused')}`, '--service-cluster-ip-range=10.0.0.0/24',
    '--service-account-issuer=https://kubernetes.default.svc', `--service-account-key-file=${join(folder, 'unused.key')}`,
    `--service-account-signing-key-file=${join(folder, 'unused.key')}`, '--authorization-mode=RBAC',
  ], { stdio: ['ignore', 'ignore', 'pipe'] });
  const timeout = setTimeout(() => server.kill('SIGKILL'), 60_000);
  try {
    return await text(server.stderr);
  } finally {
    clearTimeout(timeout);
  }
}
