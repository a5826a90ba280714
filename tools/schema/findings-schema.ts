import { DIAGNOSTIC_CODES } from '../../src/diagnostics/codes';
import { FINDINGS_SCHEMA_ID, MAX_VALUE_LENGTH } from '../../src/findings/json';
import type { Schema } from './doc-tags';

/** File of the schema below schema/. */
export const FINDINGS_SCHEMA_FILE = 'findings.schema.json';

const COUNT: Schema = { type: 'integer', minimum: 0 };
const FILE: Schema = { type: 'string', minLength: 1, description: 'Name as on the command line, "<stdin>" for standard input.' };

/** The JSON Schema of what `--format json` writes. */
export function findingsSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: FINDINGS_SCHEMA_ID,
    title: 'Findings of scs',
    description: 'What `scs validate` and `scs synth` write with `--format json`.',
    ...closed(
      {
        $schema: { const: FINDINGS_SCHEMA_ID },
        files: { type: 'array', items: FILE, description: 'All files that were judged, also those in which nothing was found.' },
        errors: { ...COUNT, description: 'Number of findings that are errors. Without any, the exit code is 0.' },
        warnings: { ...COUNT, description: 'Number of findings that are warnings.' },
        findings: { type: 'array', items: { $ref: '#/$defs/Finding' }, description: 'Sorted by file, line and column.' },
      },
      ['$schema', 'files', 'errors', 'warnings', 'findings'],
    ),
    $defs: {
      Finding: {
        title: 'One finding',
        ...closed(
          {
            code: { $ref: '#/$defs/Code' },
            severity: { enum: ['Error', 'Warning'] },
            message: { type: 'string', minLength: 1, description: 'What is wrong, for people, without place and field. Its words may change; the code does not.' },
            document: { enum: ['cluster', 'profile', 'manifest', 'file'], description: 'Which document the field is in; "file" where the text is no document yet.' },
            field: { type: 'string', minLength: 1, description: 'Path of the field as people write it, from the root of the document.' },
            path: { type: 'array', minItems: 1, items: { type: ['string', 'integer'] }, description: 'The same path in parts: names of fields and numbers of list items.' },
            value: {
              type: ['string', 'number', 'boolean', 'null'],
              maxLength: MAX_VALUE_LENGTH,
              description: 'The value of the field, if it is a single one. Long texts, and what looks like a secret, are left out.',
            },
            allowed: { type: 'array', minItems: 1, items: { type: 'string' }, description: 'What would be right instead.' },
            didYouMean: { type: 'string', description: 'What was probably meant.' },
            position: { $ref: '#/$defs/Position' },
            constructPath: { type: 'string', minLength: 1, description: 'Object that the finding is about, as namespace/cluster/object, where it has no position.' },
          },
          ['code', 'severity', 'message', 'document'],
        ),
      },
      Position: {
        title: 'A place in a file',
        ...closed({ file: FILE, line: { type: 'integer', minimum: 1 }, column: { type: 'integer', minimum: 1, description: 'In UTF-16 code units.' } }, ['file', 'line', 'column']),
      },
      Code: { title: 'A code; `scs explain CODE` tells cause and way out', enum: Object.keys(DIAGNOSTIC_CODES) },
    },
  };
}

function closed(properties: Schema, required: readonly string[]): Schema {
  return { type: 'object', additionalProperties: false, properties, required };
}
