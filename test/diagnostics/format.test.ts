import type { LocatedDiagnostic } from '../../src/diagnostics/diagnostic';
import { formatDiagnostic, formatDiagnostics, formatPath } from '../../src/diagnostics/format';
import { InvalidInputError } from '../../src/diagnostics/invalid-input-error';

const base: LocatedDiagnostic = {
  code: 'InvalidValue',
  severity: 'Error',
  document: 'cluster',
  path: ['spec', 'nodePools', 0, 'flavor'],
  message: '"x" is not offered',
  position: { file: 'a.yaml', line: 3, column: 7 },
};

it.each([
  [[], ''],
  [['spec', 'nodePools', 0, 'flavor'], 'spec.nodePools[0].flavor'],
  [['metadata', 'labels', 'example.org/tier'], 'metadata.labels["example.org/tier"]'],
  [['metadata', 'labels', ''], 'metadata.labels[""]'],
  [[2, 'a'], '[2].a'],
])('writes the path %j as %s', (path, text) => {
  expect(formatPath(path)).toBe(text);
});

it.each<[string, Partial<LocatedDiagnostic>, string]>([
  ['a plain error', {}, 'a.yaml:3:7: error InvalidValue: spec.nodePools[0].flavor: "x" is not offered'],
  [
    'what is allowed and meant',
    { allowed: ['a', 'b'], didYouMean: 'a' },
    'a.yaml:3:7: error InvalidValue: spec.nodePools[0].flavor: "x" is not offered (allowed: a, b), did you mean "a"?',
  ],
  ['a warning without a field', { severity: 'Warning', path: [] }, 'a.yaml:3:7: warning InvalidValue: "x" is not offered'],
  [
    'a construct',
    { position: undefined, constructPath: 'shop/prod' },
    'shop/prod: error InvalidValue: spec.nodePools[0].flavor: "x" is not offered',
  ],
  ['no place at all', { position: undefined, allowed: [] }, 'error InvalidValue: spec.nodePools[0].flavor: "x" is not offered'],
])('tells %s', (_name, change, text) => {
  expect(formatDiagnostic({ ...base, ...change })).toBe(text);
});

it('sorts by file, line and column, and counts', () => {
  const at = (file: string, line: number, column: number, severity: 'Error' | 'Warning'): LocatedDiagnostic => ({
    ...base,
    severity,
    path: [],
    message: 'm',
    position: { file, line, column },
  });
  expect(formatDiagnostics([at('b', 1, 1, 'Error'), at('a', 10, 1, 'Warning'), at('a', 9, 10, 'Error'), at('a', 9, 2, 'Error')])).toBe(
    [
      'a:9:2: error InvalidValue: m',
      'a:9:10: error InvalidValue: m',
      'a:10:1: warning InvalidValue: m',
      'b:1:1: error InvalidValue: m',
      '3 errors, 1 warning',
    ].join('\n'),
  );
  expect(formatDiagnostics([])).toBe('');
  expect(formatDiagnostics([at('a', 1, 1, 'Warning'), at('a', 1, 1, 'Warning')]).split('\n').at(-1)).toBe('2 warnings');
});

it('makes an error of them that shows the text and nothing else', () => {
  const error = new InvalidInputError([base]);
  expect(error.message).toBe('a.yaml:3:7: error InvalidValue: spec.nodePools[0].flavor: "x" is not offered\n1 error');
  expect(error.stack).toBe(`InvalidInputError: ${error.message}`);
  expect(error.diagnostics).toEqual([base]);
  expect(Object.keys(error)).not.toContain('diagnostics');
  expect(error).toBeInstanceOf(Error);
});
