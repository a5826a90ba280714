import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import { NotJsonError, YamlEmitter } from '../../src/objects/yaml-emission';

// Pieces that YAML 1.1 and 1.2 treat specially, so that the random strings meet every rule of the writer.
const fragments = [
  '',
  ' ',
  '  ',
  '\n',
  '\n\n',
  '\t',
  '\r',
  ':',
  ': ',
  ' #',
  '#',
  '-',
  '- ',
  '---',
  '...',
  '%',
  '?',
  '? ',
  '&a',
  '*a',
  '!',
  '|',
  '>',
  '"',
  "'",
  '`',
  '@',
  '{',
  '}',
  '[',
  ']',
  ',',
  '\\',
  '=',
  '<<',
  '~',
  '.',
  '.inf',
  '.nan',
  '0',
  '1',
  '12:30',
  '0x1F',
  '0o7',
  '0b1',
  '1_000',
  '1e3',
  'e',
  'E12',
  '+1',
  '2026-01-02',
  '2026-01-02T03:04:05Z',
  'y',
  'Yes',
  'NO',
  'on',
  'Off',
  'true',
  'False',
  'null',
  'a',
  'b c',
  '/',
  'http://x',
  'ü',
  '😀',
  '\u0085',
  '\u2028',
  '\ud800',
  '\u0007',
  '\u007f',
  'x'.repeat(90),
  '{{ x }}',
  '40%',
  '10.0.0.0/8',
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...fragments), { maxLength: 6 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[A-Za-z/][ -~\n]{0,20}$/),
  fc.stringMatching(/^(--)?[a-z][-a-z :'{}()]{0,6}$/),
  fc.stringMatching(/^[0-9][-+0-9a-zA-Z:._/%]{0,6}$/),
  fc.stringMatching(/^[0-9]{1,3}(\.[0-9]{1,3}){1,4}$/),
  fc.stringMatching(/^\{[ -~]{0,8}$/),
  fc.stringMatching(/^[A-Za-z][-\w]{0,6}:$/),
  fc.constantFrom('', '2001-12-14', '2001-12-14t21:59:43.10-05:00', '1:30:00', '0x1f', '0b1', '0o7', '1e3', '1_000', '.5', 'true', 'False', 'NO'),
);
const number = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1e21, 1e-7, 0.5),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'medium' }, text, number, fc.boolean(), fc.constant(null), tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  map: fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
}));
const manifest = fc.dictionary(text, value, { maxKeys: 6, noNullPrototype: true });

const yamlEmitter = () => new YamlEmitter((value) => Yaml.stringify(value));

test('writes the bytes of Yaml.stringify', () => {
  const emitter = yamlEmitter();
  fc.assert(
    fc.property(manifest, (object) => {
      expect(emitter.emit(object)).toBe(Yaml.stringify(object));
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['a certificate', { ca: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n' }],
  ['a script', { content: '#!/bin/sh\nset -e\n\nif [ -f x ]; then\n\techo "y: z" # no\nfi\n' }],
  ['a text without line end', { content: 'one\ntwo' }],
  ['a text with blank lines at its end', { content: 'one\n\n\n', next: 'x' }],
  ['a text that begins with a space', { content: '  one\ntwo\n' }],
  ['a text with a document marker', { content: 'one\n---\ntwo\n' }],
  ['lists in lists', { a: [[], [['b']], [{ c: 1, d: [{ e: {} }] }]] }],
  ['a key too long for one line', { ['k'.repeat(1025)]: { a: 1 } }],
  ['a key of several lines', { 'a\nb': 1 }],
  ['an empty key', { '': { '': '' } }],
  ['a merge key', { '<<': { a: 1 }, b: '<<' }],
  ['keys that are no strings in YAML 1.1', { y: 1, '1': 2, '1.5': 3, null: 4, '2026-01-02': 5 }],
  ['an undefined item', { a: [undefined, 1] }],
])('%s', (_, object) => {
  expect(yamlEmitter().emit(object)).toBe(Yaml.stringify(object));
});

test('an object in two places is written twice, without anchors', () => {
  const shared = { a: 1 };
  const text = 'one:\n  a: 1\ntwo:\n  a: 1\n';
  expect(yamlEmitter().emit({ one: shared, two: shared })).toBe(text);
  expect(yamlEmitter().emit({ one: shared, two: shared, odd: 'a \n' })).toBe(`${text}odd: |\n  a \n`);
});

class Size {}

test.each([
  ['a Date', new Date(0), 'is an object of class Date, which a manifest cannot hold'],
  ['a class', new Size(), 'is an object of class Size, which a manifest cannot hold'],
  ['a Map', new Map(), 'is an object of class Map, which a manifest cannot hold'],
  ['a function', () => 1, 'is a function, which a manifest cannot hold'],
  ['a symbol', Symbol('x'), 'is a symbol, which a manifest cannot hold'],
  ['a bigint', 1n, 'is a bigint, which a manifest cannot hold'],
  ['no number', Number.NaN, 'is NaN, which a manifest cannot hold'],
  ['infinity', Number.NEGATIVE_INFINITY, 'is -Infinity, which a manifest cannot hold'],
])('%s is refused', (_, odd, message) => {
  let thrown: unknown;
  try {
    yamlEmitter().emit({ spec: { list: [1, { odd }] } });
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(NotJsonError);
  expect(thrown).toMatchObject({ message, path: ['spec', 'list', 1, 'odd'] });
});
