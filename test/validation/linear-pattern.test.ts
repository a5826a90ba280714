import fc from 'fast-check';
import { FORMATS } from '../../src/documents/formats';
import { kindSchemas } from '../../src/objects/kind-schemas';
import type { OpenApiSchema } from '../../src/objects/schema-path';
import { linearPattern, repeatsRepetition } from '../../src/validation/linear-pattern';

function patternsOf(schema: OpenApiSchema): string[] {
  const { properties = {}, items, additionalProperties, pattern } = schema;
  const below = [...Object.values(properties), ...(items ? [items] : []), ...(typeof additionalProperties === 'object' ? [additionalProperties] : [])];
  return [...(typeof pattern === 'string' ? [pattern] : []), ...below.flatMap(patternsOf)];
}

const PATTERNS = [...new Set(kindSchemas.names().flatMap((name) => {
  const [group, kind] = name.split('/');
  return kindSchemas.schemas(group, kind).flatMap(patternsOf);
}))];

const MORE = ['a|bc|', '(a|b)+c?', 'x{2}y{1,3}z{2,}', '^\\d+(\\.\\w*)?$', '[^a-c\\]]$', '(?:ab)*', '[-a]b[a-]', 'a+?b', '^(a*)*$', '\\$\\[\\n'];

test.each([...PATTERNS, ...MORE])('%s matches as it does with the engine of JavaScript', (pattern) => {
  const linear = linearPattern(pattern)!;
  const expression = new RegExp(pattern, 'u');
  const text = fc.oneof(fc.stringMatching(new RegExp(pattern.replaceAll(/\(\.\[/g, '([').replaceAll(/\^|\$(?!$)/g, (found) => (found === '^' ? '^' : found)))), fc.string({ unit: fc.constantFrom(...'aAbcxyz019-._/[]$ \u00fc\n'), maxLength: 14 }));
  fc.assert(fc.property(text, (value) => { if (value.length < 30) expect(linear(value)).toBe(expression.test(value)); }), { seed: 1, numRuns: 200 });
});

test('a text that would take the engine of JavaScript longer than anybody waits', () => {
  const pattern = PATTERNS.find((candidate) => candidate.includes('(.['))!;
  expect(repeatsRepetition(pattern)).toBe(true);
  expect(linearPattern(pattern)!(`${'a'.repeat(250)}\n\n`)).toBe(false);
  expect(linearPattern(pattern)!(`${'a'.repeat(60)}.example.org.`)).toBe(true);
  expect(linearPattern('^(a+)+$')!(`${'a'.repeat(10_000)}b`)).toBe(false);
});

test('names as DNS knows them, which the engine of JavaScript may match: a long text that does not fit', () => {
  const { pattern } = FORMATS['dns-subdomain'];
  expect(PATTERNS).toContain(pattern);
  for (const part of ['a', 'a.', 'a-', 'a-a.', 'aaaaaaaa.']) {
    for (const end of ['!', '.', '-', '..', '-.a']) expect(new RegExp(pattern, 'u').test(`${part.repeat(20_000)}a${end}`)).toBe(false);
  }
});

test.each([['^(a+)+$', true], ['^(a|b)*$', false], ['(a[*+]b)*', false], ['((a)*b)+', true], ['(a?b)*', true], ['(a\\+)*', false], ['(ab?)?c', false], ['a{3}', false], ['(a{3}){2}', true]])('%s repeats a repetition: %s', (pattern, expected) => {
  expect(repeatsRepetition(pattern)).toBe(expected);
});

test.each(['(?i)a', 'a\\b', '[[:alpha:]]', '(a', 'a)', '*', '(a{1000}){1000}'])('%s is not understood', (pattern) => {
  expect(linearPattern(pattern)).toBeUndefined();
});
