import { changedFields, isBelow } from '../../src/plan/changed-fields';

it.each<[string, unknown, unknown, ReturnType<typeof changedFields>]>([
  ['nothing where the keys have another order', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }, []],
  ['a scalar', { a: { b: 1 } }, { a: { b: 2 } }, [{ path: ['a', 'b'], before: 1, after: 2 }]],
  ['what is new, field by field', {}, { a: { b: 1, c: { d: 2 } } }, [{ path: ['a', 'b'], before: undefined, after: 1 }, { path: ['a', 'c', 'd'], before: undefined, after: 2 }]],
  ['a new empty object', {}, { a: {} }, [{ path: ['a'], before: undefined, after: {} }]],
  ['what is gone, as a whole', { a: { b: { c: 1 } } }, { a: {} }, [{ path: ['a', 'b'], before: { c: 1 }, after: undefined }]],
  ['an object for a scalar', { a: 1 }, { a: { b: 1 } }, [{ path: ['a'], before: 1, after: { b: 1 } }]],
  ['items of lists of objects that are equally long', [{ a: 1 }, { a: 2 }], [{ a: 1 }, { a: 3, b: 4 }], [{ path: [1, 'a'], before: 2, after: 3 }, { path: [1, 'b'], before: undefined, after: 4 }]],
  ['lists of another length as a whole', { a: [{ b: 1 }] }, { a: [{ b: 1 }, { b: 2 }] }, [{ path: ['a'], before: [{ b: 1 }], after: [{ b: 1 }, { b: 2 }] }]],
  ['lists of scalars as a whole', { a: [1, 2] }, { a: [2, 1] }, [{ path: ['a'], before: [1, 2], after: [2, 1] }]],
  ['nothing in equal lists', { a: [1, [2]], b: [{ c: 1 }] }, { a: [1, [2]], b: [{ c: 1 }] }, []],
])('finds %s', (_, before, after, fields) => {
  expect(changedFields(before, after)).toEqual(fields);
});

it.each([
  ['spec', ['spec'], true],
  ['spec', ['spec', 'a', 0], true],
  ['spec.a', ['spec'], false],
  ['spec.a', ['spec', 'ab'], false],
  ['spec.a[].b', ['spec', 'a', 3, 'b', 'c'], true],
  ['spec.a[].b', ['spec', 'a', 'x', 'b'], false],
  ['spec.a[].b', ['spec', 'a'], false],
])('%s holds for %j: %s', (pattern, path, holds) => {
  expect(isBelow(path, pattern)).toBe(holds);
});
