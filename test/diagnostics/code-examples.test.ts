import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CODE_EXAMPLES } from '../../src/diagnostics/code-examples';
import { DIAGNOSTIC_CODES } from '../../src/diagnostics/codes';
import { sourceFiles } from '../fixtures/source-files';

/** All that tests expect, as text. */
const TESTS = sourceFiles(join(__dirname, '..')).map((file) => readFileSync(file, 'utf8').replaceAll("\\'", "'")).join('\n');

it.each(Object.entries(CODE_EXAMPLES))('%s has an example that a test expects', (code, example) => {
  expect(Object.keys(DIAGNOSTIC_CODES)).toContain(code);
  expect(TESTS).toContain(example);
});
