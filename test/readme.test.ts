import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import ts from 'typescript';
import { parse, parseAllDocuments } from 'yaml';
import * as scs from '../src';
import { run } from '../src/cli/run';
import { differences, readFolder } from '../tools/folder-contents';

const root = join(__dirname, '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const workingDirectory = process.cwd();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'readme-'));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(workingDirectory);
  rmSync(folder, { recursive: true, force: true });
});

/** The text of the code block that begins with a comment naming the file. */
function file(name: string): string {
  const blocks = [...readme.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, , text]) => text);
  const found = blocks.filter((text) => text.startsWith(`# ${name}\n`) || text.startsWith(`// ${name}\n`));
  expect(found).toHaveLength(1);
  return found[0];
}

function writeReadmeFiles(): void {
  for (const name of ['profile.yaml', 'main.ts', 'cluster-params.yaml']) writeFileSync(join(folder, name), file(name));
}

/** Runs main.ts as tsx does, with the sources of this project as `cdk8s-scs`. */
function runMain(outdir: string): void {
  const { outputText } = ts.transpileModule(readFileSync(join(folder, 'main.ts'), 'utf8'), { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const load = (name: string): unknown => (name === 'cdk8s-scs' ? scs : jest.requireActual(name));
  process.env.CDK8S_OUTDIR = outdir;
  try {
    new Function('require', 'exports', outputText)(load, {});
  } finally {
    delete process.env.CDK8S_OUTDIR;
  }
}

async function scsCommand(...args: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const texts = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof texts) => ({ isTTY: false, write: (text: string) => { texts[name] += text; return true; } });
  const io = { stdin: process.stdin, stdout: stream('stdout'), stderr: stream('stderr'), env: {} };
  const exitCode = await run(args, io as unknown as Parameters<typeof run>[1]);
  return { exitCode, ...texts };
}

it('has the cluster in ten lines', () => {
  expect(file('main.ts').trim().split('\n').slice(1).length).toBeLessThanOrEqual(10);
});

it('has the example `minimal`, whose types are checked', () => {
  const example = (name: string): string => readFileSync(join(root, 'examples/minimal', name), 'utf8');
  expect(file('main.ts')).toBe(`// main.ts\n${example('main.ts').replace('../profiles/scs-cloud.yaml', 'profile.yaml')}`);
  expect(parse(file('cluster-params.yaml'))).toEqual(parse(example('cluster-params.yaml')));
});

it('gives the same manifests in TypeScript and as YAML, without a message', async () => {
  writeReadmeFiles();
  runMain(join(folder, 'typescript'));
  const { exitCode, stderr } = await scsCommand('synth', 'cluster-params.yaml', '--profile', 'profile.yaml', '--output', 'yaml');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '1 cluster written to yaml\n' });
  expect(differences(readFolder('typescript'), readFolder('yaml'))).toEqual([]);
  expect(readFolder('yaml').size).toBeGreaterThan(10);
});

it('lists the files that come out', () => {
  writeReadmeFiles();
  runMain(join(folder, 'dist'));
  const written = [...readFolder('dist').keys()].filter((name) => name.startsWith('demo/')).map((name) => name.replace('demo/', '').replace(/-[0-9a-f]{8}\.yaml$/, '-HASH.yaml'));
  const listed = [...readme.split('## What comes out')[1].split('\n## ')[0].matchAll(/`((?:\d\d-)?[a-z]+-[^ `…]+\.yaml)`/g)].map(([, name]) => name);
  expect(listed.length).toBeGreaterThan(8);
  expect(listed.filter((name) => !written.includes(name))).toEqual([]);
  // The rest of a row is named by "…": other zones, and what a pool has as the control plane does.
  const kinds = new Set(readme.match(/`[a-z]+-…`/g)!.map((text) => text.slice(1, -3)));
  expect(written.filter((name) => !listed.includes(name) && !kinds.has(name.split('-')[0]) && !name.startsWith('machinedeployment-'))).toEqual([]);
});

it('names the Secret that the command lists', async () => {
  writeReadmeFiles();
  const { stdout } = await scsCommand('secrets', 'cluster-params.yaml', '--profile', 'profile.yaml');
  expect(stdout).toContain('Secret demo/demo-cloud-config');
  expect(readme).toContain('`demo-cloud-config` in namespace `demo`');
});

it('shows commands and options that there are', async () => {
  const { stdout: help } = await scsCommand('--help');
  const commands = [...new Set([...readme.matchAll(/^\| `scs ([\w-]+)/gm)].map(([, name]) => name))];
  expect(commands.sort()).toEqual([...help.matchAll(/^ {2}([\w-]+) (?:\[|<)/gm)].map(([, name]) => name).filter((name) => name !== 'help').sort());
});

it('shows a message as it is', () => {
  const message = /error (\w+): spec\.apiServer\.allowedCidrs: (.+?): …/.exec(readme)!;
  const profile = scs.ProviderProfile.fromFile(join(root, 'examples/profiles/scs-cloud-ovn.yaml'));
  const chart = new Chart(new scs.ScsApp(), 'clusters');
  const { messages } = scs.ScsCluster.fromFile(chart, 'shop', join(root, 'examples/production/cluster-params.yaml'), { profile });
  expect(messages.join('\n')).toContain(`production/cluster-params.yaml:32:19: error ${message[1]}: spec.apiServer.allowedCidrs: ${message[2]}`);
});

it('has YAML that can be read, scripts that exist, and links to files that exist', () => {
  for (const [, text] of readme.matchAll(/^```yaml\n([^]*?)^```$/gm)) {
    expect(parseAllDocuments(text).flatMap(({ errors }) => errors)).toEqual([]);
  }
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const used = [...readme.matchAll(/npm run (?:--\S+ )?([\w:-]*\w)/g)].map(([, name]) => name);
  expect(used.filter((name) => !(name in scripts))).toEqual([]);
  const links = [...readme.matchAll(/\]\(((?!https?:|#)[^)#]+)/g)].map(([, path]) => path);
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
