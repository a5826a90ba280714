import * as fc from 'fast-check';
import { stringify } from 'yaml';
import type { FieldPath } from '../../src/diagnostics/diagnostic';
import { formatDiagnostic } from '../../src/diagnostics/format';
import { MAX_BYTES } from '../../src/documents/source-text';
import { MAX_DEPTH, MAX_NODES, MAX_PROBLEMS, readYaml } from '../../src/documents/yaml-source';

function values(input: string | Uint8Array): unknown[] {
  const { documents, diagnostics } = readYaml(input, 'f.yaml');
  expect(diagnostics.map(formatDiagnostic)).toEqual([]);
  return documents.map(({ value }) => value);
}

function problems(input: string | Uint8Array): string[] {
  return readYaml(input, 'f').diagnostics.map(formatDiagnostic);
}

describe('values', () => {
  it.each<[string, string, unknown[]]>([
    ['core types', 'a: 1\nb: 1.5\nc: true\nd: null\ne: ~\nf:\ng: text\nh: "1"\ni: 0x10\nj: 0o17\nk: 1e3\n', [{ a: 1, b: 1.5, c: true, d: null, e: null, f: null, g: 'text', h: '1', i: 16, j: 15, k: 1000 }]],
    ['words that only YAML 1.1 reads as booleans', 'a: yes\nb: off\nc: 1_000\nd: 017\n', [{ a: 'yes', b: 'off', c: '1_000', d: 17 }]],
    ['the same under a 1.1 directive', '%YAML 1.1\n---\na: yes\n', [{ a: 'yes' }]],
    ['dates as text', 'a: 2026-12-01\n', [{ a: '2026-12-01' }]],
    ['several documents, without the empty ones', '# first\n---\na: 1\n---\n# nothing\n---\n- 2\n...\n---\n', [{ a: 1 }, [2]]],
    ['no document', '# only a comment\n', []],
    ['JSON, indented with tabs', '{\n\t"a": [1, "\\u00e4"],\n\t"b": {}\n}\n', [{ a: [1, 'ä'], b: {} }]],
    ['a byte order mark', '\ufeffa: 1\n', [{ a: 1 }]],
    ['Windows line ends', 'a: 1\r\nb:\r\n  - 2\r\n', [{ a: 1, b: [2] }]],
    ['anchors and aliases', 'a: &x {p: 1}\nb: *x\nc: &x 2\nd: *x\n', [{ a: { p: 1 }, b: { p: 1 }, c: 2, d: 2 }]],
    ['merge keys: own keys win', 'a: &a {p: 1, q: 2}\nb: {p: 3, <<: *a}\n', [{ a: { p: 1, q: 2 }, b: { p: 3, q: 2 } }]],
    ['merge keys: the first of a list wins', 'a: &a {p: 1}\nb: &b {p: 2, q: 3}\nc: {<<: [*a, *b, {r: 4}]}\n', [{ a: { p: 1 }, b: { p: 2, q: 3 }, c: { p: 1, q: 3, r: 4 } }]],
    ['merge keys: through several levels', 'a: &a {p: 1}\nb: &b {<<: *a, q: 2}\nc: {<<: *b}\n', [{ a: { p: 1 }, b: { q: 2, p: 1 }, c: { q: 2, p: 1 } }]],
    ['merge keys: a quoted one is a name', '"<<": 1\n', [{ '<<': 1 }]],
    ['keys that are no text', '1: a\n1.0: b\ntrue: c\n', [{ 1: 'a', '1.0': 'b', true: 'c' }]],
    ['standard tags', 'a: !!str 1\nb: !!int "2"\n', [{ a: '1', b: 2 }]],
    ['block scalars', 'a: |\n  x\n  y\nb: >-\n  x\n  y\n', [{ a: 'x\ny\n', b: 'x y' }]],
  ])('reads %s', (_name, text, expected) => {
    expect(values(text)).toEqual(expected);
    expect(values(Buffer.from(text))).toEqual(expected);
  });

  it('keeps the keys of prototypes as ordinary fields', () => {
    const [value] = values('__proto__: {polluted: true}\nconstructor: 1\ntoString: 2\nm: {<<: {__proto__: 3}}\n') as [Record<string, unknown>];
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor', 'toString', 'm']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.keys(value.m as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('reads what the yaml package writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }).map(withoutMinusZero), (value) => {
        const { documents, diagnostics } = readYaml(`---\n${stringify({ value }, { aliasDuplicateObjects: false })}`, 'f');
        // Lone surrogates, control characters and `__proto__` of generated texts have tests of their own.
        if (diagnostics.length === 0) expect(documents[0]!.value).toEqual({ value });
      }),
    );
  });
});

describe('problems', () => {
  it.each<[string, string, string[]]>([
    ['a tab', 'a:\n\tb: 1\n', ['f:2:1: error SyntaxError: tabs are not allowed as indentation; use spaces']],
    ['wrong indentation', 'a:\n  b: 1\n c: 2\n', ['f:3:1: error SyntaxError: the indentation does not fit: entries of one list or object start at the same column, and what is inside stands further right']],
    ['a colon in a text', 'a: b: c\n', ['f:1:4: error SyntaxError: a list or object cannot begin here; put it on a line of its own, or put a text that contains ": " in quotes']],
    ['a missing colon', 'a: 1\nfoo\nb: 2\n', ['f:2:1: error SyntaxError: a colon after the key is missing, or the lines after it are not indented as its value']],
    ['an open quote', 'a: "b\n', ['f:2:1: error SyntaxError: the closing quote is missing']],
    ['an open list', 'a: [1, 2\nb: 3\n', ['f:2:1: error SyntaxError: the ] that closes the list or object is missing before this line']],
    ['an open object', 'a: {p: 1\nb: 3\n', ['f:2:1: error SyntaxError: the } that closes the list or object is missing before this line']],
    [
      'everything at once, in all documents',
      'a: @x\nb: `y`\n---\nc: "\\q"\n',
      [
        'f:1:4: error SyntaxError: a text that begins with this character must be in quotes',
        'f:2:4: error SyntaxError: a text that begins with this character must be in quotes',
        'f:4:5: error SyntaxError: this escape sequence does not exist; write \\\\ for a backslash, or use single quotes',
      ],
    ],
    ['an unknown tag', 'a: !ruby/object 1\n', ['f:1:4: error SyntaxError: this tag is not known, or does not fit its value; only the tags of YAML 1.2 are (!!str, !!int, !!float, !!bool, !!null, !!seq, !!map)']],
    ['an unknown directive', '%FOO x\n---\na: 1\n', ['f:1:1: error SyntaxError: this directive is not known; only %YAML 1.2 and %TAG are']],
    ['an alias without anchor', 'a: *b\nb: &b 1\n', ['f:1:4: error SyntaxError: the alias *b has no anchor &b before it']],
    ['a merge of something else', 'a: {<<: 3}\nb: {<<: [[{}]]}\n', ['f:1:9: error SyntaxError: a: a merge key (<<) takes an object or a list of objects', 'f:2:10: error SyntaxError: b: a merge key (<<) takes an object or a list of objects']],
    ['a missing key', ': a\nnull: b\n', ['f:1:1: error SyntaxError: a key is missing before the colon', 'f:2:1: error SyntaxError: a key is missing before the colon']],
    ['a list as key', '[a]: 1\n', ['f:1:1: error SyntaxError: a key must be a text, not a list or an object']],
    [
      'keys that stand twice',
      'a: 1\nb:\n  c: 1\n  "c": 2\na: 2\nd: {e: 1, e: 2}\n',
      [
        'f:4:3: error DuplicateKey: b.c: the key "c" stands on line 3 already',
        'f:5:1: error DuplicateKey: a: the key "a" stands on line 1 already',
        'f:6:11: error DuplicateKey: d.e: the key "e" stands on line 6 already',
      ],
    ],
    [
      'a key that looks like a secret, which is not repeated',
      `a:\n  ${'ghp_'}0123456789abcdefghij: 1\n  ${'ghp_'}0123456789abcdefghij: 2\n`,
      ['f:3:3: error DuplicateKey: a: this key stands on line 2 already'],
    ],
    ['a NUL', 'a: b\nc: \u0000\n', ['f:2:4: error SyntaxError: the control character U+0000 is not allowed in a text file']],
    ['an escape character', '\u001b[31m', ['f:1:1: error SyntaxError: the control character U+001B is not allowed in a text file']],
    ['half a character', 'a: "\\ud800"\n', ['f:1:4: error SyntaxError: the text has half of a character (an unpaired surrogate)']],
  ])('tells %s', (_name, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it.each<[string, Buffer, string]>([
    ['Latin-1', Buffer.from('a: 1\nb: \xe4x\n', 'latin1'), 'f:2:4: error SyntaxError: the file is not UTF-8 text from here on'],
    ['UTF-16', Buffer.from('\ufeffa: 1\n', 'utf16le'), 'f:1:1: error SyntaxError: the file is not UTF-8 text from here on'],
    ['a cut character after others', Buffer.from('\ufeff😀: ä').subarray(0, -1), 'f:1:5: error SyntaxError: the file is not UTF-8 text from here on'],
  ])('refuses %s', (_name, bytes, expected) => {
    expect(problems(bytes)).toEqual([expected]);
  });

  it('takes a replacement character for what it is', () => {
    expect(values(Buffer.from('a: \ufffd\n'))).toEqual([{ a: '\ufffd' }]);
  });
});

describe('limits', () => {
  const repeated = (text: string): string => text.repeat(Math.floor(MAX_BYTES / 10 / text.length));
  const laughs = ['a: &a [x,x,x,x,x,x,x,x,x,x]', ...'bcdefghi'.split('').map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefgh'[index]}`).join(',')}]`)].join('\n');

  it.each<[string, string, string]>([
    ['bytes', 'x'.repeat(MAX_BYTES + 1), `f:1:1: error LimitExceeded: the file has ${MAX_BYTES + 1} bytes, and at most ${MAX_BYTES} are read`],
    ['bytes of a text with umlauts', 'ä'.repeat(MAX_BYTES / 2 + 1), `f:1:1: error LimitExceeded: the file has ${MAX_BYTES + 2} bytes, and at most ${MAX_BYTES} are read`],
    ['depth of flow lists', 'a: ' + '['.repeat(MAX_DEPTH * 2), `f:1:69: error LimitExceeded: lists and objects are nested more than ${MAX_DEPTH} deep`],
    ['depth of block objects', Array.from({ length: MAX_DEPTH * 2 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'), `f:66:67: error LimitExceeded: lists and objects are nested more than ${MAX_DEPTH} deep`],
    ['depth by aliases', `a: &a ${'['.repeat(40)}${']'.repeat(40)}\nb: ${'['.repeat(40)}*a${']'.repeat(40)}\n`, `f:2:44: error LimitExceeded: lists and objects are nested more than ${MAX_DEPTH} deep`],
    ['values by aliases', laughs, `f:6:8: error LimitExceeded: the file has more than ${MAX_NODES} values, with aliases written out`],
    ['an alias in its own anchor', 'a: &a\n  b: [*a]\n', 'f:2:7: error LimitExceeded: the alias *a stands inside of its own anchor and would never end'],
    ['a merge of itself', 'a: &a\n  <<: *a\n', 'f:2:7: error LimitExceeded: the alias *a stands inside of its own anchor and would never end'],
  ])('holds for %s', (_name, text, expected) => {
    expect(problems(text)).toEqual([expected]);
    expect(readYaml(text, 'f').documents).toEqual([]);
  });

  it('accepts the deepest nesting that is allowed', () => {
    expect(values(`${'['.repeat(MAX_DEPTH)}${']'.repeat(MAX_DEPTH)}`)).toHaveLength(1);
  });

  it('reads a file full of keys', () => {
    const text = Array.from({ length: 60_000 }, (_, index) => `k${index}: 1\n`).join('');
    expect(Object.keys(values(text)[0] as object)).toHaveLength(60_000);
  });

  it.each(['- ', '? ', '{', ']', ',', '*a ', '&a ', '!a ', "'", '"\\', '%a\n', '---\n', 'a: b: c\n', '|\n', '[ #\n', 'a: 1\n', '\t\n'])('comes back from a file full of %j', (part) => {
    expect(problems(repeated(part)).length).toBeLessThanOrEqual(MAX_PROBLEMS + 1);
  });
});

describe('positions', () => {
  const text = [
    'base: &base', //               1
    '  size: 1', //                 2
    '  type: ssd', //               3
    'pools:', //                    4
    '  - name: a', //               5
    '    disk: *base', //           6
    '  - disk: {<<: *base, size: 2}', // 7
    '    empty:', //                8
    '"quoted key": x', //           9
  ].join('\n');
  const [document] = readYaml(text, 'f.yaml').documents;

  it.each<[FieldPath, boolean, string]>([
    [[], false, '1:1'],
    [['pools'], false, '5:3'],
    [['pools'], true, '4:1'],
    [['pools', 0], false, '5:5'],
    [['pools', 0, 'name'], false, '5:11'],
    [['pools', 0, 'name'], true, '5:5'],
    // Through an alias: the field itself stands where the alias is, what is in it at the anchor.
    [['pools', 0, 'disk'], false, '6:11'],
    [['pools', 0, 'disk', 'type'], false, '3:9'],
    [['pools', 0, 'disk', 'type'], true, '3:3'],
    // Through a merge key.
    [['pools', 1, 'disk', 'size'], false, '7:29'],
    [['pools', 1, 'disk', 'type'], false, '3:9'],
    [['pools', 1, 'empty'], false, '8:11'],
    [['quoted key'], false, '9:15'],
    // What is not there: the key of the nearest ancestor.
    [['pools', 1, 'name'], false, '7:5'],
    [['pools', 0, 'disk', 'speed'], false, '6:5'],
    [['pools', 7, 'name'], false, '4:1'],
    [['nothing', 'here'], false, '1:1'],
  ])('finds %j (key: %s)', (path, onKey, expected) => {
    const { file, line, column } = document!.position(path, onKey);
    expect(file).toBe('f.yaml');
    expect(`${line}:${column}`).toBe(expected);
  });

  it('knows the text of unquoted scalars, also through aliases', () => {
    const [numbers] = readYaml('a: &v 1.30\nb: *v\nc: "1.30"\nd: [1.10]\n', 'f').documents;
    expect(['a', 'b', 'c'].map((name) => numbers!.plainText([name]))).toEqual(['1.30', '1.30', undefined]);
    expect(numbers!.plainText(['d', 0])).toBe('1.10');
    expect(numbers!.plainText(['x', 'y'])).toBeUndefined();
  });
});

function withoutMinusZero(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
