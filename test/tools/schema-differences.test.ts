import { schemaDifferences } from '../../tools/schema-differences';

const STRING = { type: 'string' };

function object(properties: object, more: object = {}): object {
  return { type: 'object', properties, ...more };
}

describe('places where schemas differ', () => {
  it.each<[string, object, object, string[][]]>([
    ['nothing', object({ a: STRING }), object({ a: STRING }), []],
    ['keywords in another order', { type: 'string', maxLength: 3 }, { maxLength: 3, type: 'string' }, []],
    ['a keyword of the value itself', object({ a: STRING }), object({ a: STRING }, { required: ['a'] }), [[]]],
    ['a keyword of a field', object({ a: STRING, b: STRING }), object({ a: { ...STRING, maxLength: 3 }, b: STRING }), [['a']]],
    ['a field that is new', object({ a: STRING }), object({ a: STRING, b: STRING }), [['b']]],
    ['a field that is gone', object({ a: STRING, b: STRING }), object({ a: STRING }), [['b']]],
    ['a new field with a default, which is in every object', object({ a: object({}) }), object({ a: object({ b: { ...STRING, default: 'x' } }) }), [['a']]],
    ['another default', object({ a: { ...STRING, default: 'x' } }), object({ a: { ...STRING, default: 'y' } }), [[]]],
    ['something of items', { type: 'array', items: object({ a: STRING }) }, { type: 'array', items: object({ a: { type: 'integer' } }) }, [['*', 'a']]],
    ['something of entries', { type: 'object', additionalProperties: STRING }, { type: 'object', additionalProperties: { type: 'integer' } }, [['*']]],
    ['entries that are not allowed any more', { type: 'object', additionalProperties: STRING }, { type: 'object', additionalProperties: false }, [[]]],
  ])('%s', (_what, one, other, places) => {
    expect(schemaDifferences(one, other)).toEqual(places);
    expect(schemaDifferences(other, one)).toEqual(places);
  });
});
