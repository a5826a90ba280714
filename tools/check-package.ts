import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { differences, readFolder } from './folder-contents';

const root = join(__dirname, '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as PackageManifest;

/** The parts of package.json that are looked at here. */
interface PackageManifest {
  readonly name: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
}

/** What the package is made of. */
const MAY_HOLD = [
  /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|\.jsii)$/,
  /^lib\/(?:library\.js|src\/index\.js|src\/cli\/main\.js|src\/.+\.d\.ts|imports\/.+\.(?:js|d\.ts))$/,
  /^schema\/(?:[^/]+\.schema\.json|cel\.js|rules\.js|validators\.js|kinds\/.+\.json)$/,
];
const MUST_HOLD = [
  'README.md', 'LICENSE', 'CHANGELOG.md', '.jsii', 'lib/library.js', 'lib/src/index.js', 'lib/src/index.d.ts', 'lib/src/cli/main.js',
  'schema/scs-cluster.schema.json', 'schema/provider-profile.schema.json', 'schema/scs-discovery.schema.json', 'schema/findings.schema.json',
  'schema/cel.js', 'schema/rules.js', 'schema/validators.js', 'schema/kinds/index.json',
];

/** Packs the package and does with it what a user does. Says what it checked; throws at the first thing that is wrong. */
async function checkPackage(folder: string): Promise<void> {
  const { file, paths } = pack(folder);
  checkContents(paths);
  await lint(file);
  checkTypeResolution(file);
  const project = install(join(folder, 'project'), file);
  checkExports(project);
  checkExample(project);
}

function pack(folder: string): { file: string; paths: string[] } {
  // Without scripts: `prepare` would build once more.
  const output = run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root);
  const [{ filename, files, size, unpackedSize }] = JSON.parse(output) as [{ filename: string; files: { path: string }[]; size: number; unpackedSize: number }];
  console.log(`packed ${filename}: ${files.length} files, ${kilobytes(size)}, unpacked ${kilobytes(unpackedSize)}`);
  return { file: join(folder, filename), paths: files.map(({ path }) => path) };
}

function checkContents(paths: readonly string[]): void {
  const problems = [
    ...paths.filter((path) => !MAY_HOLD.some((pattern) => pattern.test(path))).map((path) => `${path} does not belong into the package`),
    ...MUST_HOLD.filter((path) => !paths.includes(path)).map((path) => `${path} is missing`),
    ...['preinstall', 'install', 'postinstall'].filter((name) => name in manifest.scripts).map((name) => `users would run the script "${name}"`),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
  console.log(`contents: ${paths.length} files`);
}

async function lint(file: string): Promise<void> {
  const { publint } = await import('publint');
  const { formatMessage } = await import('publint/utils');
  const { buffer, byteOffset, byteLength } = readFileSync(file);
  const tarball = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  const { messages, pkg } = await publint({ pack: { tarball } });
  if (messages.length > 0) throw new Error(`publint:\n${messages.map((message) => `  ${formatMessage(message, pkg)}`).join('\n')}`);
  console.log('publint: nothing found');
}

function checkTypeResolution(file: string): void {
  // The assembly is data for jsii; nobody imports it. Its name ends in no extension that a module could have.
  run(process.execPath, [join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js'), file, '--profile', 'strict', '--exclude-entrypoints', './.jsii'], root);
  console.log('attw: nothing found');
}

/** An empty project that installs the package, with what the package expects beside it. Returns its folder. */
function install(project: string, file: string): string {
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'project', private: true }));
  const peers = Object.keys(manifest.peerDependencies).map((name) => `${name}@${manifest.devDependencies[name]}`);
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', file, ...peers], project);
  console.log(`installed with ${peers.join(', ')}`);
  return project;
}

/** Every name that the package says it has, it has; the lists of names and the modules are made apart from each other. */
function checkExports(project: string): void {
  const code = `
    const { capi, capo, capd, orc, ...own } = require('${manifest.name}');
    const all = [own, capi, capo, capd, orc].flatMap(Object.entries);
    console.log(JSON.stringify({ count: all.length, missing: all.filter(([, value]) => value === undefined).map(([name]) => name) }));`;
  const { count, missing } = JSON.parse(run(process.execPath, ['-e', code], project)) as { count: number; missing: string[] };
  if (missing.length > 0) throw new Error(`exported, but not there: ${missing.join(', ')}`);
  console.log(`exports: all of ${count} names are there`);
}

/** The smallest example, in the project as CommonJS and as an ES module, and from its YAML: the output is always the committed one. */
function checkExample(project: string): void {
  cpSync(join(root, 'examples/profiles'), join(project, 'profiles'), { recursive: true });
  const example = join(project, 'minimal');
  for (const extension of ['cts', 'mts']) cpSync(join(root, 'examples/minimal/main.ts'), join(example, `main.${extension}`));
  cpSync(join(root, 'examples/minimal/cluster-params.yaml'), join(example, 'cluster-params.yaml'));
  const compilerOptions = { target: 'es2022', module: 'node16', moduleResolution: 'node16', strict: true, types: [] };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['minimal'] }));
  run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--project', project], project);
  console.log('types: compile with all declarations checked');

  const committed = readFolder(join(root, 'examples/minimal/dist'));
  const command = join(project, 'node_modules/.bin/scs');
  const ways: Record<string, (output: string) => void> = {
    CommonJS: (output) => run(process.execPath, ['main.cjs'], example, { CDK8S_OUTDIR: output }),
    'ES module': (output) => run(process.execPath, ['main.mjs'], example, { CDK8S_OUTDIR: output }),
    'scs synth': (output) => run(command, ['synth', 'cluster-params.yaml', '--profile', '../profiles/scs-cloud.yaml', '-o', output], example),
  };
  for (const [way, synthesize] of Object.entries(ways)) {
    const output = join(project, 'out', way);
    mkdirSync(dirname(output), { recursive: true });
    synthesize(output);
    compare(way, committed, readFolder(output));
    console.log(`${way}: the ${committed.size} files of examples/minimal/dist`);
  }
}

function compare(way: string, committed: ReadonlyMap<string, string>, written: ReadonlyMap<string, string>): void {
  const found = differences(committed, written).map(({ file, how }) => `${way}: examples/minimal/dist/${file} ${how}`);
  if (committed.size === 0) found.push('examples/minimal/dist is empty');
  if (found.length > 0) throw new Error(found.join('\n'));
}

function run(command: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): string {
  try {
    return execFileSync(command, args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${[command, ...args].join(' ')} failed:\n${stdout ?? ''}${stderr ?? String(error)}`);
  }
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-scs-package-'));
  try {
    await checkPackage(folder);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
