import { buildSync } from 'esbuild';
import Ajv2020 from 'ajv/dist/2020';
import standaloneCode from 'ajv/dist/standalone';
import { _ } from 'ajv';
import type { KeywordCxt } from 'ajv';
import type { DocumentKind } from '../../src/documents/api-version';
import type { Schema } from './doc-tags';

/** Keywords that only tell something. */
export const ANNOTATIONS = ['markdownDescription', 'x-format', 'x-mutability', 'x-scs-rule', 'x-ends-in', 'x-since', 'enumDescriptions'];

/** A validator of JSON Schema as the published schemas need it: strict, and it knows our keywords as annotations. */
export function publishedSchemaAjv(): Ajv2020 {
  return new Ajv2020({ allErrors: true, strict: true }).addVocabulary([...ANNOTATIONS, 'x-list-map-key', 'x-stage']);
}

/**
 * The text of schema/validators.js: one function per document, without anything to load at run time. Besides the standard keywords they
 * report `x-stage` (a field that is present and does not work yet) and `x-list-map-key` (two entries of a list with the same name).
 */
export function validatorsModule(schemas: ReadonlyMap<DocumentKind, Schema>): string {
  // inlineRefs would copy the checks of every type to each place that uses it.
  const ajv = new Ajv2020({ allErrors: true, strict: true, inlineRefs: false, messages: false, code: { source: true, lines: true } });
  ajv.addKeyword({ keyword: 'x-stage', schemaType: 'string', code: (context: KeywordCxt) => context.fail(_`true`) });
  ajv.addKeyword({ keyword: 'x-list-map-key', type: 'array', schemaType: 'string', code: failOnRepeatedKeys });
  // One schema for all documents, as they share most of their types.
  const definitions: Record<string, Schema> = {};
  for (const [kind, { $schema: _schema, $id: _id, $defs, ...root }] of schemas) Object.assign(definitions, $defs, { [`${kind} document`]: root });
  ajv.addSchema({ $id: 'documents', $defs: Object.fromEntries(Object.entries(definitions).map(([name, type]) => [name, withoutTexts(type)])) });
  const names = Object.fromEntries([...schemas.keys()].map((kind) => [`validate${kind}`, `documents#/$defs/${kind}%20document`]));
  const { outputFiles } = buildSync({
    stdin: { contents: standaloneCode(ajv, names), resolveDir: __dirname, loader: 'js' },
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    legalComments: 'none',
  });
  return outputFiles[0]!.text;
}

/** The generated code would carry them along. */
function withoutTexts(schema: Schema): Schema {
  const { title: _title, description: _description, default: _default, examples: _examples, ...rest } = schema;
  for (const keyword of ANNOTATIONS) delete rest[keyword];
  for (const keyword of ['items', 'additionalProperties', 'propertyNames']) {
    if (typeof rest[keyword] === 'object') rest[keyword] = withoutTexts(rest[keyword] as Schema);
  }
  if (rest.properties !== undefined) {
    rest.properties = Object.fromEntries(Object.entries(rest.properties as Record<string, Schema>).map(([name, value]) => [name, withoutTexts(value)]));
  }
  return rest;
}

/** Fails a list with two entries of the same key; which they are is found when the error is told. */
function failOnRepeatedKeys(context: KeywordCxt): void {
  const { data, schema } = context;
  context.fail(_`new Set(${data}.map((entry) => entry && entry[${schema as string}])).size < ${data}.length`);
}
