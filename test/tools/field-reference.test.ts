import { fieldsBelow, type DocumentSchema, type Field, type FieldSchema } from '../../src/documents/field-reference';
import { defaultInWords, fieldTable, typeInWords } from '../../tools/field-table';

const DOCUMENT: DocumentSchema = {
  $defs: {
    Pool: {
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string', 'x-format': 'dns-label', title: 'Name' },
        disk: { $ref: '#/$defs/Disk', title: 'Disk', 'x-mutability': 'RollsPool', 'x-stage': 'Planned' },
      },
    },
    Disk: { type: 'object', properties: { size: { type: 'string', title: 'Size' } } },
    Os: { type: 'string', enum: ['ubuntu', 'flatcar'], enumDescriptions: ['Ubuntu.', 'Flatcar. Not yet rendered.'] },
  },
};
const SPEC: FieldSchema = {
  properties: {
    pools: { type: 'array', items: { $ref: '#/$defs/Pool' }, title: 'Pools', 'x-mutability': 'InPlace' },
    disk: { $ref: '#/$defs/Disk', title: 'Disk' },
  },
};

it('lists fields with their paths; mutability and stage hold for all that is inside', () => {
  expect(fieldsBelow(DOCUMENT, SPEC, 'spec', { Disk: 'spec.disk' }).map(({ schema: _schema, ...field }) => field)).toEqual([
    { path: 'spec.pools', required: false, mutability: 'InPlace', planned: false },
    { path: 'spec.pools[].name', required: true, mutability: 'InPlace', planned: false },
    { path: 'spec.pools[].disk', required: false, mutability: 'RollsPool', planned: true, sameAs: 'spec.disk' },
    { path: 'spec.disk', required: false, planned: false },
    { path: 'spec.disk.size', required: false, planned: false },
  ]);
  expect(fieldsBelow(DOCUMENT, SPEC, 'spec', {}).find(({ path }) => path === 'spec.pools[].disk.size')).toMatchObject({ mutability: 'RollsPool', planned: true });
});

it.each<[FieldSchema, string]>([
  [{ type: 'boolean' }, 'boolean'],
  [{}, 'any value'],
  [{ type: 'integer', minimum: 1, maximum: 9 }, 'integer 1 to 9'],
  [{ type: 'integer', minimum: 1 }, 'integer from 1'],
  [{ type: 'integer' }, 'integer'],
  [{ type: 'string', 'x-format': 'cidr' }, '[cidr](formats.md#cidr)'],
  [{ type: 'array', items: { type: 'string', 'x-format': 'cidr' } }, 'list: [cidr](formats.md#cidr)'],
  [{ type: 'array', items: { $ref: '#/$defs/Pool' } }, 'list: object'],
  [{ type: 'object', additionalProperties: { type: 'string' } }, 'map: string'],
  [{ type: 'object', additionalProperties: {} }, 'map: any value'],
  [{ $ref: '#/$defs/Os' }, '`ubuntu`, `flatcar`¹'],
])('%j is of the type %s', (schema, words) => {
  expect(typeInWords(DOCUMENT, schema)).toBe(words);
});

it.each<[Partial<Field>, string]>([
  [{ required: true, schema: {} }, '**required**'],
  [{ schema: { default: false } }, '`false`'],
  [{ schema: { default: '1' } }, '`"1"`'],
  [{ schema: { default: '20m' } }, '`20m`'],
  [{ schema: { default: { a: ['10.0.0.0/8', 'oidc:'] } } }, '`{a: [10.0.0.0/8, "oidc:"]}`'],
  [{ schema: { description: 'More.\n\nDefault: the name.' } }, 'the name'],
  [{ schema: { description: 'Default: the name.' } }, 'the name'],
  [{ schema: { description: 'More.' } }, ''],
])('the default of %j is %s', (field, words) => {
  expect(defaultInWords({ path: 'spec.a', required: false, planned: false, schema: {}, ...field })).toBe(words);
});

it('makes a row for each field', () => {
  const schema: FieldSchema = { type: 'string', title: 'Name|names', description: 'Short.\n\nDefault: none.', 'x-ends-in': 'Cluster metadata.name', 'x-scs-rule': 'scs-0000-v1/x' };
  expect(fieldTable(DOCUMENT, [{ path: 'spec.name', schema, required: false, mutability: 'NewCluster', planned: true, sameAs: 'metadata.name' }]).split('\n')[2]).toBe(
    '| `spec.name` | Name\\|names. Short. As `metadata.name`.<br>string | none | NewCluster | `Cluster metadata.name`<br>`scs-0000-v1/x` | refused |',
  );
});
