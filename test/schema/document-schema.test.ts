import type { Assembly, AssemblyProperty, AssemblyType, Docs, TypeReference } from '../../tools/schema/assembly';
import { documentSchema } from '../../tools/schema/document-schema';
import { publishedSchemaAjv, validatorsModule } from '../../tools/schema/validators';

const STRING: TypeReference = { primitive: 'string' };
const list = (elementtype: TypeReference): TypeReference => ({ collection: { kind: 'array', elementtype } });
const map = (elementtype: TypeReference): TypeReference => ({ collection: { kind: 'map', elementtype } });
const ref = (name: string): TypeReference => ({ fqn: `p.${name}` });

let line = 0;
function property(name: string, type: TypeReference, docs: Docs = {}, optional = true): AssemblyProperty {
  line += 1;
  return { name, type, optional, docs: { summary: 'A field.', ...docs }, locationInModule: { filename: 'src/a.ts', line } };
}

function interfaceOf(name: string, properties: AssemblyProperty[], rest: Partial<AssemblyType> = {}): AssemblyType {
  // jsii sorts by name.
  const sorted = [...properties].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { fqn: `p.${name}`, name, kind: 'interface', datatype: true, symbolId: `src/a:${name}`, docs: { summary: `A ${name}.` }, properties: sorted, ...rest };
}

const COLOR: AssemblyType = {
  fqn: 'p.Color',
  name: 'Color',
  kind: 'enum',
  symbolId: 'src/a:Color',
  docs: { summary: 'A color.' },
  members: [
    { name: 'RED', docs: { summary: 'Like blood.' } },
    { name: 'BLUE', docs: { summary: 'Like the sky.', remarks: 'Or the sea.' } },
  ],
};

function schemaOf(properties: AssemblyProperty[], others: AssemblyType[] = []): Record<string, unknown> {
  const types = [
    interfaceOf('ScsClusterDocument', [property('apiVersion', STRING, {}, false), property('kind', STRING, {}, false), property('spec', ref('Spec'), {}, false)]),
    interfaceOf('Spec', properties),
    COLOR,
    ...others,
  ];
  const assembly: Assembly = { name: 'p', types: Object.fromEntries(types.map((type) => [type.fqn, type])) };
  return documentSchema(assembly, { kind: 'ScsCluster', root: 'ScsClusterDocument', file: 'scs-cluster.schema.json' }, () => ({ RED: 'Red', BLUE: 'Blue' }));
}

/** The schema of one field of the spec. */
function fieldOf(type: TypeReference, docs: Docs = {}, others: AssemblyType[] = []): unknown {
  const { markdownDescription: _hover, ...field } = fieldWithHover(type, docs, others);
  return field;
}

function fieldWithHover(type: TypeReference, docs: Docs = {}, others: AssemblyType[] = []): Record<string, unknown> {
  return (schemaOf([property('field', type, docs)], others).$defs as { Spec: { properties: { field: Record<string, unknown> } } }).Spec.properties.field;
}

it('makes a closed document with constants for apiVersion and kind', () => {
  expect(schemaOf([])).toEqual({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://cdk8s-scs.github.io/schema/v1alpha1/scs-cluster.schema.json',
    title: 'A ScsClusterDocument',
    type: 'object',
    additionalProperties: false,
    properties: {
      apiVersion: { type: 'string', const: 'kaas.scs.community/v1alpha1', title: 'A field', markdownDescription: 'Required.', examples: ['kaas.scs.community/v1alpha1'] },
      kind: { type: 'string', const: 'ScsCluster', title: 'A field', markdownDescription: 'Required.', examples: ['ScsCluster'] },
      spec: { title: 'A field', markdownDescription: 'Required.', $ref: '#/$defs/Spec' },
    },
    required: ['apiVersion', 'kind', 'spec'],
    $defs: { Spec: { type: 'object', title: 'A Spec', additionalProperties: false, properties: {}, required: [] } },
  });
});

it('keeps the order of the source, what is inherited first', () => {
  const base = interfaceOf('Base', [property('zeta', STRING), property('alpha', STRING)]);
  const derived = interfaceOf('Derived', [property('omega', STRING, {}, false), property('beta', STRING)], { interfaces: ['p.Base'] });
  const { $defs } = schemaOf([property('field', ref('Derived'))], [base, derived]) as { $defs: Record<string, { properties: object; required: string[] }> };
  expect(Object.keys($defs)).toEqual(['Derived', 'Spec']);
  expect(Object.keys($defs.Derived!.properties)).toEqual(['zeta', 'alpha', 'omega', 'beta']);
  expect($defs.Derived!.required).toEqual(['omega']);
});

it.each<[string, TypeReference, Docs, unknown]>([
  ['texts', STRING, { summary: 'First. Second one.', remarks: 'More.' }, { title: 'First', description: 'Second one.\n\nMore.', type: 'string' }],
  ['a summary that jsii ends at a semicolon', STRING, { summary: 'A group;', remarks: 'empty for the core group.' }, { title: 'A group', description: 'Empty for the core group.', type: 'string' }],
  ['a version in the title', STRING, { summary: 'Since 1.36 or so. It is.' }, { title: 'Since 1.36 or so', description: 'It is.', type: 'string' }],
  ['default and example as values', list(STRING), { default: '[a]', example: '[a, "1"]' }, { title: 'A field', default: ['a'], examples: [['a', '1']], type: 'array', items: { type: 'string' } }],
  ['a default in words', STRING, { default: '- what the cloud says' }, { title: 'A field', description: 'Default: what the cloud says.', type: 'string' }],
  ['a default that is false', { primitive: 'boolean' }, { default: 'false' }, { title: 'A field', default: false, type: 'boolean' }],
  ['numbers as whole numbers', { primitive: 'number' }, { custom: { minimum: '-1', maximum: '9' } }, { title: 'A field', type: 'integer', minimum: -1, maximum: 9 }],
  ['anything', { primitive: 'any' }, {}, { title: 'A field' }],
  ['open maps', map({ primitive: 'any' }), {}, { title: 'A field', type: 'object', additionalProperties: {} }],
  ['formats of strings', STRING, { custom: { format: 'time-of-day' } }, { title: 'A field', type: 'string', pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', maxLength: 5, 'x-format': 'time-of-day' }],
  ['the smaller of two limits', STRING, { custom: { format: 'dns-label', maxLength: '30', minLength: '2' } }, { title: 'A field', type: 'string', pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', maxLength: 30, minLength: 2, 'x-format': 'dns-label' }],
  ['limits of lists and of what is in them', list(STRING), { custom: { maxLength: '9', minItems: '1', maxItems: '2' } }, { title: 'A field', type: 'array', items: { type: 'string', maxLength: 9 }, minItems: 1, maxItems: 2 }],
  ['limits of keys and values of maps', map(STRING), { custom: { keyFormat: 'date', pattern: '^a/b$' } }, { title: 'A field', type: 'object', additionalProperties: { type: 'string', pattern: '^a/b$' }, propertyNames: { pattern: '^[0-9]{4}-[01][0-9]-[0-3][0-9]$', maxLength: 10, 'x-format': 'date' } }],
  ['enums', ref('Color'), { default: 'Red' }, { title: 'A field', default: 'Red', $ref: '#/$defs/Color' }],
  [
    'what is told about a field',
    STRING,
    { custom: { mutability: 'RollsPool', scsRule: 'scs-0214-v2/x', endsIn: 'Cluster spec', stage: 'Planned', since: 'v1alpha1' } },
    { title: 'A field', type: 'string', 'x-mutability': 'RollsPool', 'x-scs-rule': 'scs-0214-v2/x', 'x-ends-in': 'Cluster spec', 'x-stage': 'Planned', 'x-since': 'v1alpha1' },
  ],
])('expresses %s', (_name, type, docs, expected) => {
  expect(fieldOf(type, docs)).toEqual(expected);
});

it.each<[string, Docs, string | undefined]>([
  ['meaning and default', { summary: 'First. Second.', remarks: 'More.', default: '5m' }, 'Second.\n\nMore.\n\nDefault: `5m`.'],
  ['a default in words', { summary: 'First.', default: '- what the cloud says' }, 'Default: what the cloud says.'],
  [
    'what a change does, the rule that it serves, and that it is refused',
    { default: '1', custom: { mutability: 'RollsPool', scsRule: 'scs-0214-v2/x', stage: 'Planned' } },
    'Default: `1`.  \nA change: RollsPool: the machines of the pool are replaced, one after the other.  \nSCS rule: `scs-0214-v2/x`.  \n'
      + '**Refused in this release**, which cannot act on it yet.',
  ],
  ['nothing where there is nothing to say', {}, undefined],
])('tells editors %s', (_name, docs, expected) => {
  expect(fieldWithHover(STRING, docs).markdownDescription).toBe(expected);
});

it('expresses lists with keys, and enums with their values', () => {
  expect(fieldOf(list(ref('Item')), { custom: { key: 'name' } }, [interfaceOf('Item', [])])).toEqual({
    title: 'A field',
    type: 'array',
    items: { $ref: '#/$defs/Item' },
    'x-list-map-key': 'name',
  });
  expect((schemaOf([property('field', ref('Color'))]).$defs as Record<string, unknown>).Color).toEqual({
    type: 'string',
    title: 'A color',
    enum: ['Red', 'Blue'],
    enumDescriptions: ['Like blood.', 'Like the sky. Or the sea.'],
  });
});

it('takes a type that contains itself', () => {
  const tree = interfaceOf('Tree', [property('children', list(ref('Tree')))]);
  expect(fieldOf(ref('Tree'), {}, [tree])).toEqual({ title: 'A field', $ref: '#/$defs/Tree' });
});

it('lists every misused tag at once', () => {
  const misused = [
    property('a', STRING, { custom: { format: 'word', minimum: '1', maxLenght: '3' } }),
    property('b', { primitive: 'number' }, { custom: { maximum: 'many', key: 'name' } }),
    property('c', STRING, { custom: { mutability: 'Never', pattern: '(' } }),
    property('d', STRING, { custom: { format: 'date', pattern: '^a$' } }),
    property('e', ref('Color'), { custom: { maxLength: '3' } }),
    property('f', list({ primitive: 'number' }), { custom: { keyFormat: 'date' } }),
  ];
  expect(() => schemaOf(misused)).toThrow(
    [
      'the interfaces of ScsCluster have problems:',
      'Spec.a: there is no format word; @minimum is for numbers; there is no tag @maxLenght',
      'Spec.b: many is no whole number; @key is for object lists',
      'Spec.c: Never is none of InPlace, RollsPool, RollsControlPlane, RollsAll, NewCluster; Invalid regular expression: /(/u: Unterminated group',
      'Spec.d: pattern is said twice',
      'Spec.e: @maxLength is for strings',
      'Spec.f: @keyFormat is for maps',
    ].join('\n'),
  );
});

it('refuses classes and unknown roots', () => {
  expect(() => schemaOf([property('field', ref('Thing'))], [interfaceOf('Thing', [], { kind: 'class', datatype: false })])).toThrow('Thing: is no plain data');
  expect(() => documentSchema({ name: 'p', types: {} }, { kind: 'ScsCluster', root: 'Missing', file: 'x' }, () => ({}))).toThrow('there is no type p.Missing');
});

describe('the generated validators', () => {
  const item = interfaceOf('Item', [property('name', STRING, {}, false)]);
  const schema = schemaOf(
    [
      property('later', STRING, { custom: { stage: 'Planned' } }),
      property('items', list(ref('Item')), { custom: { key: 'name' } }),
      property('name', STRING, { custom: { format: 'dns-label' } }),
      property('short', STRING, { custom: { maxLength: '2' } }),
    ],
    [item],
  );
  const text = validatorsModule(new Map([['ScsCluster', schema]]));
  const module = { exports: {} as Record<string, { (value: unknown): boolean; errors: { keyword: string; instancePath: string }[] }> };
  // Nothing to require: the package works without ajv.
  new Function('module', 'exports', text)(module, module.exports);
  const validate = module.exports.validateScsCluster!;
  const document = (spec: unknown): unknown => ({ apiVersion: 'kaas.scs.community/v1alpha1', kind: 'ScsCluster', spec });

  it.each<[unknown, string[]]>([
    [{}, []],
    [{ later: undefined, name: 'a', items: [{ name: 'a' }, { name: 'b' }] }, []],
    [{ later: 'x' }, ['/spec/later x-stage']],
    [{ items: [{ name: 'a' }, { name: 'a' }] }, ['/spec/items x-list-map-key']],
    [{ items: [null, {}] }, ['/spec/items/0 type', '/spec/items/1 required']],
    [{ name: 'A', other: 1 }, ['/spec additionalProperties', '/spec/name pattern']],
    [{ short: '😀😀' }, []],
    [{ short: '😀😀😀' }, ['/spec/short maxLength']],
  ])('judge %j', (spec, expected) => {
    const valid = validate(document(spec));
    expect(valid).toBe(expected.length === 0);
    expect((validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`).sort()).toEqual(expected.sort());
  });

  it('are the same text every time', () => {
    expect(validatorsModule(new Map([['ScsCluster', schema]]))).toBe(text);
  });

  it('know more than the published schema, for which a planned field is a field', () => {
    expect(publishedSchemaAjv().validate(schema, document({ later: 'x', items: [{ name: 'a' }, { name: 'a' }] }))).toBe(true);
  });
});
