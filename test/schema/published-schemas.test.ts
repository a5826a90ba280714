import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';
import { FORMATS } from '../../src/documents/formats';
import { disciplineProblems, OPEN_FIELDS } from '../../tools/schema/discipline';
import { publishedSchemaAjv } from '../../tools/schema/validators';

type Schema = Record<string, unknown> & { $defs: Record<string, Schema>; properties?: Record<string, Schema> };

const root = join(__dirname, '../..');
const files = ['scs-cluster', 'provider-profile'] as const;
const schemas = new Map(files.map((file) => [file, JSON.parse(readFileSync(join(root, 'schema', `${file}.schema.json`), 'utf8')) as Schema]));

/** Every property of a schema's types, by `Type.property`. */
function properties(schema: Schema): [string, Schema][] {
  return Object.entries({ ...schema.$defs, document: schema }).flatMap(([type, definition]) =>
    Object.entries(definition.properties ?? {}).map(([name, property]) => [`${type}.${name}`, property] as [string, Schema]),
  );
}

describe.each(files)('the schema %s', (file) => {
  const schema = schemas.get(file)!;
  const ajv = publishedSchemaAjv().addSchema(schema);
  const at = (place: string): string => {
    const [type, name] = place.split('.') as [string, string];
    return `${schema.$id as string}#${type === 'document' ? '' : `/$defs/${type}`}/properties/${name}`;
  };

  it('is valid against the meta-schema of draft 2020-12', () => {
    const judge = new Ajv2020({ strict: false });
    expect(judge.validateSchema(schema)).toBe(true);
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  });

  it('accepts the complete example', () => {
    const validate = ajv.getSchema(schema.$id as string)!;
    void validate(parse(readFileSync(join(root, `test/fixtures/${file}.full.yaml`), 'utf8')));
    expect(validate.errors).toBeNull();
  });

  it('keeps the discipline of the shape', () => {
    expect(disciplineProblems(schema)).toEqual([]);
  });

  it('has a default, or says it in words, for every optional field', () => {
    const optional = Object.entries({ ...schema.$defs, document: schema }).flatMap(([type, definition]) =>
      Object.entries(definition.properties ?? {})
        .filter(([name]) => !(definition.required as string[]).includes(name))
        .map(([name, property]) => [`${type}.${name}`, property] as const),
    );
    const without = optional.filter(([, property]) => !Object.hasOwn(property, 'default') && !/Default: /.test(String(property.description)));
    expect(without.map(([place]) => place)).toEqual([]);
  });

  it.each(['default', 'examples'])('has %s that are valid themselves', (keyword) => {
    const wrong = properties(schema).flatMap(([place, property]) => {
      const texts = keyword === 'default' ? (Object.hasOwn(property, 'default') ? [property.default] : []) : (property.examples as unknown[]);
      const validate = ajv.getSchema(at(place))!;
      return texts.filter((value) => !validate(value)).map((value) => `${place}: ${JSON.stringify(value)}: ${ajv.errorsText(validate.errors)}`);
    });
    expect(wrong).toEqual([]);
  });
});

it('needs every exception', () => {
  const problems = (open: ReadonlySet<string>): string[] => [...schemas.values()].flatMap((schema) => disciplineProblems(schema, open));
  const needless = Object.keys(OPEN_FIELDS).filter((field) => problems(new Set(Object.keys(OPEN_FIELDS).filter((other) => other !== field))).length === 0);
  expect(needless).toEqual([]);
});

it('uses every format of the table', () => {
  const text = [...schemas.values()].map((schema) => JSON.stringify(schema)).join('');
  expect(Object.keys(FORMATS).filter((name) => !text.includes(`"x-format":"${name}"`))).toEqual([]);
});

it('has patterns that answer on a long text too', () => {
  const texts = [...schemas.values()].map((schema) => JSON.stringify(schema));
  const quoted = texts.flatMap((text) => [...text.matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(([, pattern]) => pattern));
  const patterns = new Set(quoted.map((pattern) => JSON.parse(pattern) as string));
  expect(patterns.size).toBeGreaterThan(20);
  // A pattern that backtracks over all ways to match would not come back from these.
  const parts = ['a', 'A', '0', 'a-', 'a.', 'a/', '1.', '-', '.', '/', ':', '_', ' ', '*', '=', 'a=', '{a}', '%'];
  for (const pattern of patterns) for (const part of parts) new RegExp(pattern, 'u').test(`${part.repeat(20_000)}\u0000`);
});
