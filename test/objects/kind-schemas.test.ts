import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KindSchemas, kindSchemas } from '../../src/objects/kind-schemas';

const THING = { apiVersion: 'things.io/v1', scope: 'Cluster', plural: 'things', file: 'things.io/Thing.json' };
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'scs-schemas-'));
  mkdirSync(join(directory, 'things.io'));
  const index = { 'things.io/Absent': { ...THING, file: 'absent.json' }, 'things.io/Thing': THING };
  writeFileSync(join(directory, 'index.json'), JSON.stringify(index));
  writeFileSync(join(directory, 'things.io/Thing.json'), '{"type":"object"}');
});

afterEach(() => rmSync(directory, { recursive: true }));

test('the kinds of the package are in schema/kinds at its root', () => {
  expect(kindSchemas.directory).toBe(join(__dirname, '../../schema/kinds'));
});

test('knows kinds by group and kind', () => {
  const schemas = new KindSchemas(directory);
  expect(schemas.names()).toEqual(['things.io/Absent', 'things.io/Thing']);
  expect(schemas.info('things.io', 'Thing')).toEqual(THING);
  expect(schemas.schema('things.io', 'Thing')).toEqual({ type: 'object' });
});

test.each([['things.io', 'Other'], ['other.io', 'Thing'], ['', 'constructor']])('does not know %s/%s', (group, kind) => {
  const schemas = new KindSchemas(directory);
  expect(schemas.info(group, kind)).toBeUndefined();
  expect(schemas.schema(group, kind)).toBeUndefined();
});

test('reads each file once, when it is first needed', () => {
  const schemas = new KindSchemas(directory);
  const first = schemas.schema('things.io', 'Thing');
  rmSync(join(directory, 'things.io/Thing.json'));
  expect(schemas.schema('things.io', 'Thing')).toBe(first);
  expect(() => schemas.schema('things.io', 'Absent')).toThrow(/ENOENT.*absent\.json/);
});

test('says what to do when the package was not built', () => {
  expect(() => new KindSchemas(join(directory, 'nowhere')).names()).toThrow(
    new Error(`${join(directory, 'nowhere', 'index.json')} is missing; in a checkout, \`npm run build\` writes it`),
  );
});
