import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** File name and content for each kind of reduced CRDs, and an index. `crdFile` is named in the files' headers only. */
export async function generateModule(crds: string, crdFile: string): Promise<Map<string, string>> {
  const kinds = [...(await generateGroups(crds)).values()].flatMap(divideByKind).sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map([...kinds, ['index.ts', indexOf(kinds)] as const].map(([name, content]) => [name, header(crdFile) + content]));
}

/** Runs `cdk8s import` on reduced CRDs; result: file name and content for each API group. */
export async function generateGroups(crds: string): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'scs-import-'));
  try {
    writeFileSync(join(folder, 'crds.yaml'), withTimesAsStrings(crds));
    const cli = join(dirname(require.resolve('cdk8s-cli/package.json')), 'bin', 'cdk8s');
    // In a folder of its own, where there is no cdk8s.yaml: the command would add the import to it and drop its comments.
    const args = ['import', 'crds.yaml', '--no-save', '--language', 'typescript', '--output', 'out'];
    await promisify(execFile)(process.execPath, [cli, ...args], {
      cwd: folder,
      env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false', LC_ALL: 'C' },
    });
    return new Map(readdirSync(join(folder, 'out')).sort().map((name) => [name, readFileSync(join(folder, 'out', name), 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The classes take fields of the format date-time as Date, and then cannot write them: `ApiObject.toJson` refuses objects that are not
 * plain, and `toISOString` has milliseconds, which the API server does not store. As strings they are written as they are.
 */
export function withTimesAsStrings(crds: string): string {
  return crds.replace(/^ *format: date-time\n/gm, '');
}

const CLASS_OF_KIND = /^\/\*\*\n(?: \*.*\n)+export class (\w+) extends ApiObject /gm;

/**
 * The command writes a file for each API group. A program seldom uses more than some of its kinds, and so loads only these. Nothing is shared
 * among them but the imports above: the name of every type begins with its kind. What writes a type as JSON is nobody else's business.
 */
export function divideByKind(group: string): [name: string, content: string][] {
  const classes = [...group.matchAll(CLASS_OF_KIND)];
  const imports = group.slice(0, classes[0].index);
  return classes.map(({ 1: kind, index }, position) => {
    const own = group.slice(index, classes[position + 1]?.index).trimEnd();
    return [`${kind}.ts`, `${imports}${own.replace(/^export function toJson_/gm, 'function toJson_')}\n`];
  });
}

function header(crdFile: string): string {
  return `/* eslint-disable */\n// Written by \`npm run import\` from ${crdFile}; do not edit.\n`;
}

/** Re-exports all files; names that two of them declare would silently vanish, so they are an error. */
export function indexOf(files: readonly (readonly [name: string, content: string])[]): string {
  const declaredIn = new Map<string, string>();
  const problems: string[] = [];
  for (const [file, content] of files) {
    for (const [, name] of content.matchAll(/^export (?:class|interface|enum|function) (\w+)/gm)) {
      const other = declaredIn.get(name);
      if (other) {
        problems.push(`${name} is declared in ${other} and in ${file}`);
      }
      declaredIn.set(name, file);
    }
  }
  if (problems.length > 0) {
    throw new Error(problems.join('\n'));
  }
  return files.map(([file]) => `export * from './${file.replace(/\.ts$/, '')}';\n`).join('');
}
