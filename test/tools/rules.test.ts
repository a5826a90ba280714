import * as operators from '../../src/validation/cel-operators';
import { rulesModule } from '../../tools/rules';
import { celResult, library } from '../validation/cel-reference';

/** What a rule comes to once it is translated; an error is `error`. */
function result(rule: string, self: unknown): unknown {
  const module: { exports?: (celOperators: typeof operators) => Record<string, (value: unknown) => unknown> } = {};
  new Function('module', rulesModule([rule], library))(module);
  try {
    return module.exports!(operators)[rule]!(self);
  } catch (error) {
    if (error instanceof operators.NotEvaluated) return 'error';
    throw error;
  }
}

const LONG_AND = 'self.a == 1 && self.b == 2 && self.c == 3';
const ROWS: readonly [rule: string, self: unknown, expected: unknown][] = [
  ['has(self.a)', { a: 0 }, true],
  ['has(self.a)', {}, false],
  ['has(self.toString)', {}, false],
  ['has(self.a.b)', { a: { b: '' } }, true],
  ['has(self.a.b)', { a: {} }, false],
  ['has(self.a.b)', {}, 'error'],
  ['self.a', { a: true }, true],
  ['self.a', {}, 'error'],
  ['self.toString', {}, 'error'],
  ['self.a.b == 1', { a: { b: 1 } }, true],
  ['self.a.b == 1', { a: 'text' }, 'error'],
  ["self.__import__ == 'x'", { import: 'x' }, true],
  ["self.a__dash__b__dot__c__slash__d__underscores__e == 'x'", { 'a-b.c/d__e': 'x' }, true],

  ['self.a == 1', { a: 1 }, true],
  ['self.a == 1', { a: 2 }, false],
  ['self.a == 1.5', { a: 1.5 }, true],
  ["self.a == 'x'", { a: 'x' }, true],
  ['self.a == true', { a: true }, true],
  ['self.a == self.b', { a: '1', b: 1 }, false],
  ['self.a == self.b', { a: [], b: {} }, false],
  ['self.a == self.b', { a: { c: [1, { d: 2 }] }, b: { c: [1, { d: 2 }] } }, true],
  ['self.a == self.b', { a: { c: 1, d: 2 }, b: { d: 2, c: 1 } }, true],
  ['self.a == self.b', { a: { c: 1 }, b: { c: 1, d: 2 } }, false],
  ['self.a == self.b', { a: { c: 1 }, b: { d: 1 } }, false],
  ['self.a == self.b', { a: [1, 2], b: [2, 1] }, false],
  ['self.a == self.b', { a: [1], b: [1, 1] }, false],
  ['self.a != self.b', { a: 1, b: 2 }, true],
  ['self.a != self.b', { a: [1], b: [1] }, false],
  ['self.a != self.b', { a: 1 }, 'error'],
  ['has(self.a) != has(self.b)', { a: 1 }, true],

  ['self.a < 2', { a: 1 }, true],
  ['self.a < 2', { a: 2 }, false],
  ['self.a <= 2', { a: 2 }, true],
  ['self.a <= 2', { a: 3 }, false],
  ['self.a > 2', { a: 3 }, true],
  ['self.a > 2', { a: 2 }, false],
  ['self.a >= self.b', { a: 2, b: 2 }, true],
  ['self.a >= self.b', { a: 1, b: 2 }, false],
  ['self.a >= self.b', { a: 1 }, 'error'],
  ['self.a >= 1', { a: '2' }, 'error'],
  ['!(self.a < 2)', { a: 2 }, true],
  ['(self.a < 2) == false', { a: 2 }, true],

  ['!self.a', { a: false }, true],
  ['!self.a', { a: true }, false],
  ['!self.a', { a: 0 }, 'error'],
  ['!self.a', {}, 'error'],
  ['!!self.a', { a: true }, true],
  ['self.a && self.b', { a: true, b: true }, true],
  ['self.a && self.b', { a: true, b: false }, false],
  ['self.a && self.b', { b: false }, false],
  ['self.a && self.b', { a: false }, false],
  ['self.a && self.b', { b: true }, 'error'],
  ['self.a && self.b', { a: true }, 'error'],
  ['self.a && self.b', {}, 'error'],
  [LONG_AND, { c: 4 }, false],
  [LONG_AND, { a: 1, b: 2, c: 3 }, true],
  [LONG_AND, { a: 1, c: 3 }, 'error'],
  ['self.a || self.b', { a: false, b: false }, false],
  ['self.a || self.b', { a: false, b: true }, true],
  ['self.a || self.b', { b: true }, true],
  ['self.a || self.b', { a: true }, true],
  ['self.a || self.b', { b: false }, 'error'],
  ['self.a || self.b', { a: false }, 'error'],
  ['self.a || self.b && self.c', { c: false }, 'error'],
  ['(self.a || self.b) && self.c', { c: false }, false],
  ['self.a ? 1 == 1 : self.b', { a: true }, true],
  ['self.a ? self.b : 1 == 2', { a: false }, false],
  ['self.a ? self.b : true', { a: true }, 'error'],
  ['self.a ? true : true', {}, 'error'],
  ['self.a ? true : true', { a: 'yes' }, 'error'],

  ["self in ['a', 'b']", 'b', true],
  ["self in ['a', 'b']", 'c', false],
  ['self in [1, 2]', 2, true],
  ["self.a in ['a']", {}, 'error'],
  ["!(self in ['a'])", 'b', true],
  ['self.all(x, x > 1)', [2, 3], true],
  ['self.all(x, x > 1)', [2, 1], false],
  ['self.all(x, x > 1)', [], true],
  ['self.all(x, x.a)', [{ a: true }, {}, { a: false }], false],
  ['self.all(x, x.a)', [{ a: true }, {}], 'error'],
  ['self.all(x, x > 1)', 1, 'error'],
  ['self.exists_one(x, x > 1)', [1, 2], true],
  ['self.exists_one(x, x > 1)', [2, 2], false],
  ['self.exists_one(x, x > 1)', [1], false],
  ['self.exists_one(x, x.a)', [{ a: true }, {}], 'error'],
  ['self.filter(x, x > 1) == [2, 3]', [2, 1, 3], true],
  ['self.filter(x, x.a).size() == 1', [{ a: true }, {}], 'error'],
  ['self.all(x, self.exists_one(y, x.n == y.n))', [{ n: 1 }, { n: 2 }], true],
  ['self.all(x, self.exists_one(y, x.n == y.n))', [{ n: 1 }, { n: 1 }], false],
  ['self.all(x, self.all(y, x == y)) && self.all(x, x == 1)', [1, 1], true],

  ["self.matches('b+')", 'abc', true],
  ["self.matches('^b')", 'abc', false],
  ["self.matches('b$')", 'ab\n', false],
  ["self.matches('a')", ['a'], 'error'],
  ["self.contains('b')", 'abc', true],
  ["self.contains('d')", 'abc', false],
  ["self.contains('a')", ['a'], 'error'],
  ["self.split('/') == ['a', '', 'b']", 'a//b', true],
  ["self.split('/') == ['']", '', true],
  ["self.split('/')[1] == 'b'", 'a/b', true],
  ["self.split('/')[1] == 'b'", 'a', 'error'],
  ["self.split('/')[0] == 'b'", 1, 'error'],
  ['self[0] == 1', { a: 1 }, 'error'],
  ['self.size() == 2', 'ab', true],
  ['size(self) == 1', '𝒳', true],
  ['self.size() == 2', [1, 1], true],
  ['self.size() == 1', { a: 1 }, true],
  ['self.size() == 1', 1, 'error'],
];

test.each(ROWS)('%s of %j is %j', (rule, self, expected) => {
  expect(result(rule, self)).toBe(expected);
  expect(celResult(rule, self)).toBe(expected);
});

test('a pattern is matched in time that grows with the text only', () => {
  expect(result("self.matches('^(a+)+$')", `${'a'.repeat(5000)}b`)).toBe(false);
});

test('a long list', () => {
  const list = Array.from({ length: 200_000 }, (_, index) => index);
  expect(result('self.all(x, x >= 0)', list)).toBe(true);
});

test('what is no object has no fields', () => {
  expect(result('has(self.a)', 'text')).toBe('error');
});

test('a field with null counts as one that is not there, as in Kubernetes', () => {
  expect(result('has(self.a)', { a: null })).toBe(false);
  expect(result('self.a == 1', { a: null })).toBe('error');
});

test.each([
  ['self.a + 1 == 2', 'the operator "+" is not known'],
  ['-self.a < 1', 'the operator "-_" is not known'],
  ["{'a': 1} == self", 'the operator "map" is not known'],
  ['self.a in self.b', 'the operator "in" is not known'],
  ["self['a'] == 1", 'a whole number must be written out'],
  ["self.startsWith('a')", 'the function "startsWith" with 1 arguments is not known'],
  ["self.split('/', 1)[0] == 'a'", 'the function "split" with 2 arguments is not known'],
  ['int(self) == 1', 'the function "int" with 1 arguments is not known'],
  ['self.contains(self)', 'a text must be written out'],
  ["self.split('')[0] == 'a'", 'split by nothing is not known'],
  ["self.matches('\\\\bword')", 'the pattern \\bword is not known to src/validation/linear-pattern.ts'],
  ['other == 1', 'the variable other is not known'],
  ['self.all(x, x.all(x, x))', 'there is a variable x around the variable x'],
  ['self == null', 'a value of this type is not known: null'],
  ['self == 9007199254740993', 'a value of this type is not known: 9007199254740993'],
])('the build refuses %s', (rule, problem) => {
  expect(() => rulesModule([rule], library)).toThrow(`the rule ${rule} cannot be translated: ${problem}`);
});
