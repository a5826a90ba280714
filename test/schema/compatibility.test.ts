import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLaterVersion, schemaDifferences } from '../../tools/schema/compatibility';
import { checkCompatibility, compareSchemas } from '../../tools/schema/compatibility-check';

type Schema = Record<string, unknown>;

const NAME = ['-c', 'user.name=a', '-c', 'user.email=a@example.org'];

/** A document whose spec has one field. */
function documentWith(field: Schema, { required = [], defs = {}, version = 'v1alpha1' }: { required?: string[]; defs?: Schema; version?: string } = {}): Schema {
  return {
    type: 'object',
    properties: { apiVersion: { type: 'string', const: `kaas.scs.community/${version}` }, spec: { $ref: '#/$defs/Spec' } },
    required: ['apiVersion', 'spec'],
    $defs: { Spec: { type: 'object', additionalProperties: false, properties: { field }, required }, ...defs },
  };
}

function difference(before: Schema, after: Schema): string[] {
  return schemaDifferences(documentWith(before), documentWith(after)).map(({ path, breaking, what }) => `${breaking ? 'breaking' : 'fine'}: ${path}: ${what}`);
}

it.each<[string, Schema, Schema, string[]]>([
  ['nothing', { type: 'string' }, { type: 'string' }, []],
  ['texts', { type: 'string', title: 'A', examples: ['a'] }, { type: 'string', title: 'B', markdownDescription: 'B', 'x-ends-in': 'Cluster' }, []],
  ['another type', { type: 'string' }, { type: 'integer' }, ['breaking: spec.field: was string and is integer']],
  ['any value', { type: 'string' }, {}, ['fine: spec.field: was string and is any value']],
  ['another pattern', { type: 'string', pattern: 'a' }, { type: 'string', pattern: 'b' }, ['breaking: spec.field: the pattern was "a" and is "b"']],
  ['no pattern any more', { type: 'string', pattern: 'a' }, { type: 'string' }, ['fine: spec.field: the pattern was "a" and is not said']],
  ['a shorter text', { type: 'string', maxLength: 9 }, { type: 'string', maxLength: 8 }, ['breaking: spec.field: maxLength was 9 and is 8']],
  ['a longer text', { type: 'string', maxLength: 8 }, { type: 'string', maxLength: 9 }, ['fine: spec.field: maxLength was 8 and is 9']],
  ['a new bound', { type: 'integer' }, { type: 'integer', minimum: 1 }, ['breaking: spec.field: minimum was not said and is 1']],
  ['a bound that is gone', { type: 'integer', minimum: 1 }, { type: 'integer' }, ['fine: spec.field: minimum was 1 and is not said']],
  ['a lower bound', { type: 'integer', minimum: 2 }, { type: 'integer', minimum: 1 }, ['fine: spec.field: minimum was 2 and is 1']],
  ['another default', { type: 'integer', default: 1 }, { type: 'integer', default: 2 }, ['breaking: spec.field: the default was 1 and is 2']],
  ['another effect', { 'x-mutability': 'InPlace' }, { 'x-mutability': 'RollsAll' }, ['fine: spec.field: a change of it was "InPlace" and is "RollsAll"']],
  ['a field that works now', { 'x-stage': 'Planned' }, {}, ['fine: spec.field: works now']],
  ['a field that works no more', {}, { 'x-stage': 'Planned' }, ['breaking: spec.field: is refused now']],
  ['a key of a list', { type: 'array', items: {} }, { type: 'array', items: {}, 'x-list-map-key': 'name' }, ['breaking: spec.field: the key of its entries was not said and is "name"']],
  ['items of lists', { type: 'array', items: { type: 'string' } }, { type: 'array', items: { type: 'integer' } }, ['breaking: spec.field[]: was string and is integer']],
  ['values of maps', { type: 'object', additionalProperties: { type: 'string' } }, { type: 'object', additionalProperties: { type: 'string', maxLength: 1 } }, ['breaking: spec.field{}: maxLength was not said and is 1']],
  ['keys of maps', { type: 'object', propertyNames: { maxLength: 2 } }, { type: 'object', propertyNames: { maxLength: 1 } }, ['breaking: spec.field (keys): maxLength was 2 and is 1']],
  ['a map that is closed', { type: 'object', additionalProperties: {} }, { type: 'object', additionalProperties: false }, ['breaking: spec.field: takes no other fields any more']],
  ['a keyword that nobody knows', {}, { contains: {} }, ['breaking: spec.field: contains was not said and is {}']],
])('tells of %s', (_what, before, after, expected) => {
  expect(difference(before, after)).toEqual(expected);
});

it('tells of values of enumerations', () => {
  const os = (values: string[]): Schema => documentWith({ $ref: '#/$defs/Os' }, { defs: { Os: { type: 'string', enum: values } } });
  expect(schemaDifferences(os(['a', 'b']), os(['b', 'c'])).map(({ what, breaking }) => [what, breaking])).toEqual([['a is not allowed any more', true], ['c is allowed now', false]]);
});

it('tells of fields that come and go, and of those that are required', () => {
  const spec = (properties: Schema, required: string[] = []): Schema => ({ ...documentWith({}), $defs: { Spec: { type: 'object', properties, required } } });
  expect(schemaDifferences(spec({ a: {}, b: {}, c: {} }, ['c']), spec({ b: {}, c: {}, d: {}, e: {} }, ['b', 'e'])).map(({ path, what, breaking }) => `${breaking} ${path} ${what}`)).toEqual([
    'true spec.a is gone', 'true spec.b is required now', 'false spec.c is not required any more', 'false spec.d is new', 'true spec.e is new, and required',
  ]);
});

it('compares types that contain themselves, and shared ones once', () => {
  const tree = (length: number): Schema => documentWith({ $ref: '#/$defs/Tree' }, {
    defs: { Tree: { type: 'object', properties: { name: { type: 'string', maxLength: length }, left: { $ref: '#/$defs/Tree' }, right: { $ref: '#/$defs/Tree' } } } },
  });
  expect(schemaDifferences(tree(2), tree(1)).map(({ path }) => path)).toEqual(['spec.field.name']);
});

it('finds nothing in a schema and itself', () => {
  for (const file of ['scs-cluster', 'provider-profile']) {
    const schema = JSON.parse(readFileSync(join(__dirname, `../../schema/${file}.schema.json`), 'utf8')) as Schema;
    expect(schemaDifferences(schema, schema)).toEqual([]);
  }
});

it('lets a later version of the API break', () => {
  const before = documentWith({ type: 'string' });
  expect(compareSchemas('ScsCluster', before, documentWith({ type: 'integer' }))).toMatchObject({ isCompatible: false });
  expect(compareSchemas('ScsCluster', before, documentWith({ type: 'integer' }, { version: 'v1alpha2' }))).toEqual({
    isCompatible: true,
    lines: ['breaking: ScsCluster spec.field: was string and is integer', 'note: ScsCluster: 1 differences, 1 breaking, in the later version v1alpha2'],
  });
  const versions = ['v1alpha1', 'v1alpha2', 'v1alpha10', 'v1beta1', 'v1', 'v2alpha1'];
  for (const [index, version] of versions.entries()) {
    expect(versions.map((other) => isLaterVersion(version, other))).toEqual(versions.map((_, other) => other < index));
  }
});

describe('in a clone', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'scs-schema-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const git = (repository: string, ...args: string[]): string =>
    execFileSync('git', [...NAME, ...args], { cwd: repository, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const write = (repository: string, field: Schema): void => {
    for (const file of ['scs-cluster', 'provider-profile']) writeFileSync(join(repository, 'schema', `${file}.schema.json`), JSON.stringify(documentWith(field)));
  };

  function repository(): string {
    const path = join(folder, 'origin');
    mkdirSync(join(path, 'schema'), { recursive: true });
    git(path, 'init', '--quiet');
    write(path, { type: 'string', maxLength: 9 });
    git(path, 'add', '.');
    git(path, 'commit', '--quiet', '--message', 'First');
    return path;
  }

  function shallowClone(origin: string): string {
    git(origin, 'commit', '--quiet', '--allow-empty', '--message', 'Second');
    const path = join(folder, 'clone');
    git(folder, 'clone', '--quiet', '--depth', '1', '--no-tags', `file://${origin}`, path);
    return path;
  }

  it('says so where there is no release yet', () => {
    const path = repository();
    git(path, 'tag', 'not-a-release');
    expect(checkCompatibility(path)).toEqual({ isCompatible: true, lines: ['note: there is no release tag yet (v1.2.3), so there is nothing to compare with'] });
    expect(checkCompatibility(shallowClone(path)).lines).toEqual(['note: neither this shallow clone nor its origin has a release tag yet (v1.2.3), so there is nothing to compare with']);
  });

  it('compares with the newest release, not the last that was tagged', () => {
    const path = repository();
    git(path, 'tag', 'v0.10.0');
    git(path, 'tag', 'v0.9.1');
    write(path, { type: 'string', maxLength: 10 });
    expect(checkCompatibility(path)).toMatchObject({ isCompatible: true, lines: expect.arrayContaining(['note: compared with v0.10.0', 'compatible: ScsCluster spec.field: maxLength was 9 and is 10']) as string[] });
    write(path, { type: 'string', maxLength: 8 });
    expect(checkCompatibility(path)).toMatchObject({ isCompatible: false, lines: expect.arrayContaining(['breaking: ProviderProfile spec.field: maxLength was 9 and is 8']) as string[] });
  });

  it('fetches the release that a shallow clone lacks, and fails where it cannot ask', () => {
    const origin = repository();
    git(origin, 'tag', 'v0.1.0');
    const clone = shallowClone(origin);
    write(clone, { type: 'integer' });
    git(clone, 'remote', 'set-url', 'origin', `file://${folder}/nowhere`);
    expect(checkCompatibility(clone)).toEqual({ isCompatible: false, lines: ['this shallow clone has no tags and its origin cannot be asked: fetch them (git fetch --tags)'] });
    git(clone, 'remote', 'set-url', 'origin', `file://${origin}`);
    expect(checkCompatibility(clone)).toMatchObject({ isCompatible: false, lines: expect.arrayContaining(['note: compared with v0.1.0', 'breaking: ScsCluster spec.field: was string and is integer']) as string[] });
  });

  it('says so where a release had no such schema', () => {
    const path = repository();
    git(path, 'rm', '--quiet', '--cached', 'schema/provider-profile.schema.json');
    git(path, 'commit', '--quiet', '--message', 'Second');
    git(path, 'tag', 'v0.1.0');
    expect(checkCompatibility(path).lines).toContain('note: ProviderProfile: v0.1.0 has no schema/provider-profile.schema.json');
  });
});
