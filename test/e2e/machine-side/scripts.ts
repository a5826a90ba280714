import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CloudConfig } from './cloud-config';

const SHELL = /^#!\s*(?:\/usr)?\/bin\/(?:env )?(sh|bash|dash)\b/;
const PYTHON = /^#!.*\bpython3?\b/;

/** A script of a machine: a file, or a command that cloud-init gives to a shell. */
interface Script {
  readonly name: string;
  readonly shell: string;
  readonly text: string;
}

export function shellScripts(root: string, { write_files: files, bootcmd = [], runcmd }: CloudConfig): Script[] {
  const ofFiles = files.flatMap(({ path }): Script[] => {
    const text = readFileSync(join(root, path), 'utf8');
    const [, shell] = SHELL.exec(text) ?? [];
    return shell === undefined ? [] : [{ name: path, shell, text }];
  });
  const commands = [...bootcmd, ...runcmd].filter((command) => typeof command === 'string');
  return [...ofFiles, ...commands.map((text): Script => ({ name: text, shell: 'sh', text }))];
}

/** What shellcheck has said: machines have many scripts in common. */
const judged = new Map<string, string>();

/** Variables whose values envsubst puts in are written in single quotes, so that no shell does it before. */
function isOfEnvsubst(said: string, text: string): boolean {
  const [, line] = /^-:(\d+):.*\[SC2016\]$/.exec(said) ?? [];
  return line !== undefined && /\benvsubst '/.test(text.split('\n')[Number(line) - 1] ?? '');
}

/** What shellcheck says of a script. */
export function shellcheck({ name, shell, text }: Script): string[] {
  const key = `${shell}\n${text}`;
  if (!judged.has(key)) {
    const { stdout } = spawnSync('shellcheck', ['--shell', shell, '--format', 'gcc', '-'], { input: text, encoding: 'utf8' });
    const said = stdout.split('\n').filter((line) => line !== '' && !isOfEnvsubst(line, text));
    judged.set(key, said.map((line) => `${name}: ${line}`).join('\n'));
  }
  return [judged.get(key)!].filter((said) => said !== '');
}

/** Python files that do not compile. */
export function pythonObjections(root: string, { write_files: files }: CloudConfig): string[] {
  const scripts = files.map(({ path }) => join(root, path)).filter((path) => PYTHON.test(readFileSync(path, 'utf8')));
  return scripts.flatMap((path) => objections('import ast, sys; ast.parse(open(sys.argv[1]).read())', path));
}

/** Of containerd. */
export function tomlFiles({ write_files: files }: CloudConfig): string[] {
  return files.map(({ path }) => path).filter((path) => path.endsWith('.toml'));
}

export function tomlObjections(path: string): string[] {
  return objections('import sys, tomllib; tomllib.load(open(sys.argv[1], "rb"))', path);
}

/** What Python, which cloud-init brings, has against a file. */
function objections(program: string, path: string): string[] {
  const { status, stderr } = spawnSync('python3', ['-c', program, path], { encoding: 'utf8' });
  return status === 0 ? [] : [`${path}: ${stderr}`];
}
