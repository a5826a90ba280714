import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseAllDocuments, stringify } from 'yaml';

/** A text that somebody may hand to the program, and what it was made of. */
export interface HostileInput {
  readonly bytes: Uint8Array;
  readonly from: string;
}

const ROOT = join(__dirname, '..', '..');

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return path.endsWith('.yaml') ? [path] : [];
  return readdirSync(path).sort().flatMap((name) => filesBelow(join(path, name)));
}

/** Larger inputs take their time and show nothing that smaller ones do not. */
const MAX_SIZE = 16 * 1024;

/** Documents and manifests that are sound. */
const CORPUS = ['examples', 'test/fixtures'].flatMap((folder) => filesBelow(join(ROOT, folder))).filter((file) => statSync(file).size <= MAX_SIZE).map((file) => {
  const bytes = readFileSync(file);
  return { file: file.slice(ROOT.length + 1), bytes, documents: parseAllDocuments(bytes.toString('utf8')).map((document) => document.toJS() as unknown) };
});

/** What has a meaning of its own in YAML, JavaScript, Kubernetes or a terminal. */
const TOKENS = [
  '\0', '\x1b[31m', '\ufeff', '\u2028', '\ud800', '\t', '\r', '\r\n', '---\n', '...\n', '%YAML 1.1\n', '&a ', '*a', '<<: *a\n', '? ', ': ', '- ', '[', ']', '{', '}', '[[[[', '{{{{',
  '|', '>', '|+\n', '"', "'", '#', '!!js/function ', '!!binary ', '!<tag:x> ', '@', '`', '%', '~', 'null', 'true', '.inf', '.nan', '-0', '1e999', '0x7fffffffffffffff', '99999999999999999999',
  '__proto__: ', 'constructor: ', 'toString: ', 'hasOwnProperty: ', 'kind: List\nitems: ', 'apiVersion: ', 'kind: ', 'metadata: ', 'spec: ', '${', '{{ .Values.x }}', '%s', 'a'.repeat(300), ' '.repeat(300),
];
const SPECIAL_KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'length', '', ' ', 'a.b', 'a/b', '~', '0', '-', '\u0000', 'kind', 'apiVersion', 'spec', 'metadata', 'items', 'name'];

/** How bytes are changed: a place in thousandths, and what is done there. */
type Mutation = (bytes: Buffer) => Buffer;

const place = fc.integer({ min: 0, max: 1000 });
const at = (bytes: Buffer, thousandths: number) => Math.floor((bytes.length * thousandths) / 1000);

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(place, fc.constantFrom(...TOKENS)).map(([where, token]) => (bytes: Buffer) => {
    return Buffer.concat([bytes.subarray(0, at(bytes, where)), Buffer.from(token), bytes.subarray(at(bytes, where))]);
  }),
  fc.tuple(place, fc.integer({ min: 0, max: 255 })).map(([where, byte]) => (bytes: Buffer) => {
    const changed = Buffer.from(bytes);
    if (changed.length > 0) changed[Math.min(at(changed, where), changed.length - 1)] = byte;
    return changed;
  }),
  fc.tuple(place, place).map(([one, other]) => (bytes: Buffer) => {
    const [from, to] = [at(bytes, Math.min(one, other)), at(bytes, Math.max(one, other))];
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  }),
  fc.tuple(place, place, fc.integer({ min: 1, max: 3 })).map(([one, other, times]) => (bytes: Buffer) => {
    const [from, to] = [at(bytes, Math.min(one, other)), at(bytes, Math.max(one, other))];
    return Buffer.concat([bytes.subarray(0, to), ...Array.from({ length: times }, () => bytes.subarray(from, to)), bytes.subarray(to)]);
  }),
);

const mutations = fc.array(mutation, { minLength: 1, maxLength: 4 });

/** Bytes of the corpus, changed at several places. */
const mutated: fc.Arbitrary<HostileInput> = fc.tuple(fc.constantFrom(...CORPUS), mutations).map(([{ file, bytes }, changes]) => {
  let changed: Buffer = Buffer.from(bytes);
  for (const change of changes) changed = change(changed).subarray(0, MAX_SIZE);
  return { bytes: changed, from: `${file}, bytes changed` };
});

const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(null, '', 0, -1, 1.5, 1e20, true, [], {}, [null], [[]], { '': null }, 'a'.repeat(300), '__proto__', '2026-13-01', '10.0.0.0/8', '1Gi', '999999h', '${x}', '\u0000'),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

/** Documents of the corpus in which values are others, or have further keys. */
const replaced: fc.Arbitrary<HostileInput> = fc.tuple(
  fc.constantFrom(...CORPUS.filter(({ documents }) => documents.length > 0)),
  fc.nat(),
  fc.array(fc.tuple(fc.array(fc.nat(), { maxLength: 8 }), anything, fc.option(fc.constantFrom(...SPECIAL_KEYS))), { minLength: 1, maxLength: 3 }),
).map(([{ file, documents }, index, changes]) => {
  const changed = changes.reduce((value, [path, other, key]) => withValue(value, path, other, key), documents[index % documents.length]);
  return { bytes: Buffer.from(stringify(changed, { aliasDuplicateObjects: false })), from: `${file}, values changed` };
});

function withValue(value: unknown, [step, ...rest]: readonly number[], other: unknown, key: string | null): unknown {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (step === undefined) return key !== null && isObject ? new Map<unknown, unknown>([...Object.entries(value), [key, other]]) : other;
  const changed = (index: number, count: number, inner: unknown) => (index === step % count ? withValue(inner, rest, other, key) : inner);
  if (Array.isArray(value)) return value.length === 0 ? [other] : value.map((item, index) => changed(index, value.length, item));
  if (!isObject) return other;
  const entries = value instanceof Map ? [...(value as Map<string, unknown>)] : Object.entries(value);
  if (entries.length === 0) return new Map([[key ?? 'a', other]]);
  return new Map(entries.map(([name, inner], index) => [name, changed(index, entries.length, inner)]));
}

/** Text that was made of nothing but what is special. */
const made: fc.Arbitrary<HostileInput> = fc.array(fc.oneof(fc.constantFrom(...TOKENS), fc.constantFrom('a', '\n', '  ', '1')), { maxLength: 40 })
  .map((parts) => ({ bytes: Buffer.from(parts.join('')), from: 'nothing' }));

export const hostileInput: fc.Arbitrary<HostileInput> = fc.oneof(
  { arbitrary: mutated, weight: 5 }, { arbitrary: replaced, weight: 6 }, { arbitrary: made, weight: 2 },
);
