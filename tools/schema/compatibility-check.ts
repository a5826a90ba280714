import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiVersionOf, isLaterVersion, schemaDifferences } from './compatibility';
import type { Schema } from './doc-tags';
import { DOCUMENTS } from './document-schema';

/** What a comparison with the last release says, a line each, and whether it is one that may go out. */
export interface Compatibility {
  readonly lines: readonly string[];
  readonly isCompatible: boolean;
}

const RELEASE = /^v\d+\.\d+\.\d+$/;

/** Holds the schemas of a work tree against those of its last release tag, `v1.2.3`. */
export function checkCompatibility(root: string): Compatibility {
  const tag = lastRelease(root);
  if ('problem' in tag) return { lines: [tag.problem], isCompatible: tag.isCompatible };
  const results = DOCUMENTS.map(({ kind, file }) => compareFile(root, tag.name, kind, `schema/${file}`));
  return { lines: [`note: compared with ${tag.name}`, ...results.flatMap(({ lines }) => lines)], isCompatible: results.every(({ isCompatible }) => isCompatible) };
}

function compareFile(root: string, tag: string, kind: string, file: string): Compatibility {
  const old = git(root, 'show', `${tag}:${file}`);
  if (old === undefined) return { lines: [`note: ${kind}: ${tag} has no ${file}`], isCompatible: true };
  return compareSchemas(kind, JSON.parse(old) as Schema, JSON.parse(readFileSync(join(root, file), 'utf8')) as Schema);
}

/** A breaking difference needs a later version of the API. */
export function compareSchemas(kind: string, before: Schema, after: Schema): Compatibility {
  const differences = schemaDifferences(before, after);
  const breaking = differences.filter((difference) => difference.breaking);
  const [old, now] = [apiVersionOf(before), apiVersionOf(after)];
  const hasGrown = isLaterVersion(now, old);
  const lines = differences.map(({ path, what, breaking: isBreaking }) => `${isBreaking ? 'breaking' : 'compatible'}: ${kind} ${path}: ${what}`);
  const isCompatible = breaking.length === 0 || hasGrown;
  const verdict = breaking.length === 0 ? 'nothing breaks' : hasGrown ? `${breaking.length} breaking, in the later version ${now}` : `${breaking.length} breaking, and the version is still ${now}`;
  return { lines: [...lines, `note: ${kind}: ${differences.length} differences, ${verdict}`], isCompatible };
}

/** The newest release tag. A shallow clone may lack it, so it is asked for. */
function lastRelease(root: string): { readonly name: string } | { readonly problem: string; readonly isCompatible: boolean } {
  if (git(root, 'rev-parse', '--git-dir') === undefined) return { problem: 'note: this is no clone, so there is no release to compare with', isCompatible: true };
  const known = newest(git(root, 'tag', '--list') ?? '');
  if (known !== undefined) return { name: known };
  if (git(root, 'rev-parse', '--is-shallow-repository')?.trim() !== 'true') return { problem: 'note: there is no release tag yet (v1.2.3), so there is nothing to compare with', isCompatible: true };
  const remote = git(root, 'ls-remote', '--tags', '--refs', 'origin');
  if (remote === undefined) return { problem: 'this shallow clone has no tags and its origin cannot be asked: fetch them (git fetch --tags)', isCompatible: false };
  const name = newest(remote.replaceAll(/^.*refs\/tags\//gm, ''));
  if (name === undefined) return { problem: 'note: neither this shallow clone nor its origin has a release tag yet (v1.2.3), so there is nothing to compare with', isCompatible: true };
  if (git(root, 'fetch', '--quiet', '--depth', '1', 'origin', `refs/tags/${name}:refs/tags/${name}`) !== undefined) return { name };
  return { problem: `this shallow clone lacks the release tag ${name}, and it cannot be fetched`, isCompatible: false };
}

function newest(list: string): string | undefined {
  const numbers = (tag: string): number[] => tag.slice(1).split('.').map(Number);
  return list.split('\n').filter((tag) => RELEASE.test(tag)).sort((a, b) => {
    const [one, other] = [numbers(a), numbers(b)];
    const index = one.findIndex((part, position) => part !== other[position]);
    return index < 0 ? 0 : other[index] - one[index];
  })[0];
}

/** What git prints, undefined where it fails. */
function git(root: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env: { ...process.env, GIT_TERMINAL_PROMPT: '0' } });
  return status === 0 ? stdout : undefined;
}
