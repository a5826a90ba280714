import fc from 'fast-check';
import type { Problem } from '../../src/diagnostics/result';
import { patchObject } from '../../src/objects/object-patch';
import type { OpenApiSchema } from '../../src/objects/schema-path';
import type { ExpertPatchOperation } from '../../src/params';

const SCHEMA: OpenApiSchema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        paused: { type: 'boolean' },
        network: { type: 'object', properties: { domain: { type: 'string' }, ports: { type: 'array', items: { type: 'object', properties: { port: { type: 'integer' } } } } } },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        anything: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        ...Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`field${index}`, { type: 'string' }])),
      },
    },
  },
};

const OBJECT = {
  apiVersion: 'example.org/v1',
  kind: 'Example',
  metadata: { name: 'shop', namespace: 'shops', labels: { team: 'a', 'example.org/tier': 'web', 'a~b': 'c' } },
  spec: { paused: false, network: { ports: [{ port: 1 }, { port: 2 }] }, labels: {} },
};

type Operation = readonly ['add' | 'remove' | 'replace', string, unknown?];

function operation([op, path, value]: Operation): ExpertPatchOperation {
  return { op, path, ...(value !== undefined && { value }) } as ExpertPatchOperation;
}

function patch(...operations: Operation[]): { object: typeof OBJECT; problems: readonly { operation: number; problem: Problem }[] } {
  return patchObject(OBJECT, operations.map(operation), SCHEMA);
}

describe('does', () => {
  it.each<[string, Operation[], object]>([
    ['an addition', [['add', '/spec/network/domain', 'a.b']], { spec: { ...OBJECT.spec, network: { ...OBJECT.spec.network, domain: 'a.b' } } }],
    ['an addition over what is there', [['add', '/spec/paused', true]], { spec: { ...OBJECT.spec, paused: true } }],
    ['a replacement', [['replace', '/spec/paused', true]], { spec: { ...OBJECT.spec, paused: true } }],
    ['a removal', [['remove', '/spec/network']], { spec: { paused: false, labels: {} } }],
    ['an addition of an object', [['add', '/spec/network', { domain: 'a', ports: [{ port: 3 }] }]], { spec: { ...OBJECT.spec, network: { domain: 'a', ports: [{ port: 3 }] } } }],
    ['an addition to a map', [['add', '/spec/labels/any.thing', 'x']], { spec: { ...OBJECT.spec, labels: { 'any.thing': 'x' } } }],
    ['an addition to what takes anything', [['add', '/spec/anything', { a: { b: [1] } }]], { spec: { ...OBJECT.spec, anything: { a: { b: [1] } } } }],
    ['keys with a slash and a tilde', [['replace', '/metadata/labels/example.org~1tier', 'x'], ['remove', '/metadata/labels/a~0b']], { metadata: { ...OBJECT.metadata, labels: { team: 'a', 'example.org/tier': 'x' } } }],
    ['operations one after the other', [['add', '/metadata/annotations', {}], ['add', '/metadata/annotations/a', 'b']], { metadata: { ...OBJECT.metadata, annotations: { a: 'b' } } }],
    ['nothing', [], {}],
  ])('%s', (_name, operations, changed) => {
    expect(patch(...operations)).toEqual({ object: { ...OBJECT, ...changed }, problems: [] });
  });

  it.each<[string, Operation, number[]]>([
    ['an addition at the end', ['add', '/spec/network/ports/-', { port: 3 }], [1, 2, 3]],
    ['an addition at the end by its index', ['add', '/spec/network/ports/2', { port: 3 }], [1, 2, 3]],
    ['an addition in front', ['add', '/spec/network/ports/0', { port: 3 }], [3, 1, 2]],
    ['a replacement', ['replace', '/spec/network/ports/1', { port: 3 }], [1, 3]],
    ['a change of an entry', ['replace', '/spec/network/ports/0/port', 3], [3, 2]],
    ['a removal', ['remove', '/spec/network/ports/0'], [2]],
  ])('in a list: %s', (_name, change, ports) => {
    const { object, problems } = patch(change);
    expect(problems).toEqual([]);
    expect(object.spec.network.ports).toEqual(ports.map((port) => ({ port })));
  });
});

describe('refuses', () => {
  it.each<[string, Operation, Problem]>([
    ['a field that the schema lacks', ['add', '/spec/pauzed', true], { message: '/spec/pauzed: the kind has no field "pauzed" in /spec', didYouMean: 'paused' }],
    ['a field below one that it lacks', ['add', '/spec/networks/domain', 'a'], { message: '/spec/networks/domain: the kind has no field "networks" in /spec', didYouMean: 'network' }],
    ['a field at the root', ['add', '/specs', {}], { message: '/specs: the kind has no field "specs" in /', allowed: ['apiVersion', 'kind', 'metadata', 'spec'], didYouMean: 'spec' }],
    ['a field of the metadata', ['add', '/metadata/lables', {}], { message: '/metadata/lables: the kind has no field "lables" in /metadata', allowed: ['annotations', 'finalizers', 'generateName', 'labels', 'name', 'namespace', 'ownerReferences'], didYouMean: 'labels' }],
    ['a status', ['add', '/status', {}], { message: '/status: the kind has no field "status" in /', allowed: ['apiVersion', 'kind', 'metadata', 'spec'] }],
    ['a field of a text', ['add', '/spec/labels/a/b', 'x'], { message: '/spec/labels/a/b: the kind has no field "b" in /spec/labels/a' }],
    ['a name in a list', ['add', '/spec/network/ports/first', {}], { message: '/spec/network/ports/first: the kind has no field "first" in /spec/network/ports', allowed: ['<index>', '-'] }],
    ['a field of a value', ['add', '/spec/network', { domain: 'a', port: [] }], { message: '/spec/network/port: the kind has no field "port" in /spec/network', allowed: ['domain', 'ports'], didYouMean: 'ports' }],
    ['a field of an entry of a value', ['replace', '/spec/network/ports', [{ port: 1 }, { prt: 2 }]], { message: '/spec/network/ports/1/prt: the kind has no field "prt" in /spec/network/ports/1', allowed: ['port'], didYouMean: 'port' }],
    ['a field of a new entry', ['add', '/spec/network/ports/-', { prt: 2 }], { message: '/spec/network/ports/-/prt: the kind has no field "prt" in /spec/network/ports/-', allowed: ['port'], didYouMean: 'port' }],
    ['an addition without a parent', ['add', '/metadata/annotations/a', 'b'], { message: '/metadata/annotations/a: there is no /metadata/annotations in the object; add that as a whole' }],
    ['an addition to a text', ['add', '/spec/anything/a/b', 1], { message: '/spec/anything/a/b: there is no /spec/anything/a in the object; add that as a whole' }],
    ['a parent with a slash in its name', ['add', '/spec/anything/a~1b/c', 1], { message: '/spec/anything/a~1b/c: there is no /spec/anything/a~1b in the object; add that as a whole' }],
    ['a replacement of nothing', ['replace', '/spec/network/domain', 'a'], { message: '/spec/network/domain: nothing is there to replace; use add' }],
    ['a removal of nothing', ['remove', '/spec/network/domain'], { message: '/spec/network/domain: nothing is there to remove' }],
    ['a removal of an entry that is not there', ['remove', '/spec/network/ports/2'], { message: '/spec/network/ports/2: nothing is there to remove' }],
    ['a removal of the entry after the last', ['remove', '/spec/network/ports/-'], { message: '/spec/network/ports/-: nothing is there to remove' }],
    ['an addition behind the end', ['add', '/spec/network/ports/3', { port: 3 }], { message: '/spec/network/ports/3: the list has 2 entries', allowed: ['-', '0 to 2'] }],
    ['a path without a slash', ['add', 'spec/paused', true], { message: '"spec/paused" is not a JSON Pointer to a field', allowed: ['/spec/…', '/metadata/labels/…', '/metadata/annotations/…'] }],
    ['the whole object', ['replace', '', {}], { message: '"" is not a JSON Pointer to a field', allowed: ['/spec/…', '/metadata/labels/…', '/metadata/annotations/…'] }],
    ['a removal of the spec', ['remove', '/spec'], { message: '/spec is always an object, and always there: change fields in it' }],
    ['a list in the place of the spec', ['replace', '/spec', []], { message: '/spec is always an object, and always there: change fields in it' }],
    ['an addition of nothing', ['add', '/spec/paused'], { message: 'add needs a value; to take a field away, use remove' }],
    ['a replacement by nothing', ['replace', '/spec/paused', null], { message: 'replace needs a value; to take a field away, use remove' }],
    ['a removal with a value', ['remove', '/spec/paused', false], { message: 'remove takes no value' }],
    ...['/apiVersion', '/kind', '/metadata', '/metadata/name', '/metadata/namespace', '/metadata/generateName'].map((path): [string, Operation, Problem] => [
      path, ['replace', path, 'x'], { message: `${path} is part of what the object is found by, and cannot be changed` },
    ]),
    ...['/__proto__/polluted', '/spec/constructor/prototype', '/spec/anything/__proto__', '/spec/labels/prototype'].map((path): [string, Operation, Problem] => [
      path, ['add', path, 'x'], { message: `${path} is no field of any object` },
    ]),
    ['__proto__ in a value', ['add', '/spec/anything', { a: JSON.parse('{"__proto__": {"polluted": true}}') as unknown }], { message: '/spec/anything/a/__proto__ is no field of any object' }],
  ])('%s', (_name, change, problem) => {
    expect(patch(change)).toEqual({ object: OBJECT, problems: [{ operation: 0, problem }] });
    expect({}).not.toHaveProperty('polluted');
  });

  it('one operation, and does the others', () => {
    const { object, problems } = patch(['add', '/spec/pauzed', true], ['replace', '/spec/paused', true], ['remove', '/spec/network/domain']);
    expect(object).toEqual({ ...OBJECT, spec: { ...OBJECT.spec, paused: true } });
    expect(problems.map(({ operation: index }) => index)).toEqual([0, 2]);
  });
});

describe('leaves alone', () => {
  it('the object that it is given', () => {
    const before = structuredClone(OBJECT);
    patch(['remove', '/spec/network'], ['replace', '/spec/paused', true], ['add', '/metadata/labels/x', 'y']);
    expect(OBJECT).toEqual(before);
  });

  it('the values of the operations', () => {
    const value = { ports: [] };
    patch(['add', '/spec/network', value], ['add', '/spec/network/ports/-', { port: 1 }]);
    expect(value).toEqual({ ports: [] });
  });
});

it('changes nothing but what the pointer leads to, or says why not', () => {
  const part = fc.constantFrom('network', 'ports', 'labels', 'team', 'anything', 'paused', 'domain', '0', '1', '-', '', 'x', 'a~1b', '__proto__');
  const paths = fc.tuple(fc.constantFrom('spec', 'metadata'), fc.array(part, { maxLength: 3 })).map(([root, parts]) => [root, ...parts]);
  const operations = fc.record({ op: fc.constantFrom('add', 'remove', 'replace'), path: paths.map((parts) => `/${parts.join('/')}`), value: fc.option(fc.jsonValue({ maxDepth: 1 }), { nil: undefined }) });
  let done = 0;
  fc.assert(fc.property(operations, ({ op, path, value }) => {
    const { object, problems } = patch([op as 'add', path, value ?? undefined]);
    if (problems.length > 0) return expect(object).toEqual(OBJECT);
    done += 1;
    const [root, field] = path.slice(1).split('/') as ('spec' | 'metadata')[];
    const others = (whole: typeof OBJECT): object => ({ ...whole, [root]: field === undefined ? undefined : { ...whole[root], [field]: undefined } });
    expect(others(object)).toEqual(others(OBJECT));
  }), { numRuns: 2000, seed: 1 });
  expect(done).toBeGreaterThan(20);
});
