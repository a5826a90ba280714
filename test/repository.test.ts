import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');
const SELF = 'test/repository.test.ts';

const git = (...args: string[]): string[] => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
const npmConfig = (key: string): string => execFileSync('npm', ['config', 'get', key], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

/** What tells of the place where the project is worked on and means nothing to its readers. */
const FOREIGN: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'a path of one machine', pattern: /(?<![\w.-])\/(?:root|work|Users|home\/\w+)\/[\w.-]+/ },
  { what: 'how the text came about', pattern: /\b(?:sessions?|workplaces?|subagents?|(?:an?|another|other) helpers?|the brief)\b/i },
  { what: 'a note to oneself', pattern: /\b(?:TODO|FIXME|XXX)\b/ },
];
/** Not written here. */
const GENERATED = /^(?:package-lock\.json$|imports\/)/;

const inCheckout = existsSync(join(root, '.git')) ? describe : describe.skip;

inCheckout('what is committed', () => {
  // Also what is about to be: a finding should not have to wait for the commit.
  const files = git('ls-files', '-z', '--cached', '--others', '--exclude-standard').filter((file) => file !== SELF && existsSync(join(root, file)));
  const texts = files.map((file) => [file, readFileSync(join(root, file), 'utf8')] as const).filter(([, text]) => !text.includes('\0'));

  it.each(FOREIGN)('names $what nowhere', ({ pattern }) => {
    expect(linesWith(texts.filter(([file]) => !GENERATED.test(file)), pattern)).toEqual([]);
  });

  it('names the registry of this machine nowhere', () => {
    const { host } = new URL(npmConfig('registry'));
    expect(texts.filter(([, text]) => text.includes(host)).map(([file]) => file)).toEqual([]);
  });

  it('leaves it to each machine where packages are fetched from', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, LockedPackage> };
    const locked = Object.entries(packages).filter(([path]) => path !== '');
    expect(locked.length).toBeGreaterThan(100);
    expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    // What comes inside another package has no checksum of its own.
    expect(locked.filter(([, { integrity, inBundle }]) => integrity === undefined && !inBundle)).toEqual([]);
    // A registry without the binaries of some platform makes npm leave them out, and `npm ci` fail afterwards.
    const names = new Set(locked.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)));
    expect(locked.flatMap(([, { optionalDependencies = {} }]) => Object.keys(optionalDependencies)).filter((name) => !names.has(name))).toEqual([]);
  });

  it('ends every line with a line feed only', () => {
    expect(texts.filter(([, text]) => text.includes('\r\n')).map(([file]) => file)).toEqual([]);
  });
});

describe('package.json', () => {
  it('pins every version exactly, except what users bring', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, object>;
    expect(Object.entries(devDependencies).filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version as string))).toEqual([]);
    // What the package uses besides is in its own files.
    expect(dependencies).toBeUndefined();
  });
});

interface LockedPackage {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly inBundle?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

function linesWith(texts: readonly (readonly [string, string])[], pattern: RegExp): string[] {
  return texts.flatMap(([file, text]) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : [])));
}
