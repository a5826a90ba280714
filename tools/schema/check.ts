import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCompatibility } from './compatibility-check';
import { disciplineProblems } from './discipline';
import type { Schema } from './doc-tags';
import { DOCUMENTS } from './document-schema';

const root = join(__dirname, '../..');

/** Checks the published schemas: the rules of the shape, and what they would break of the last release. */
const problems = DOCUMENTS.flatMap(({ kind, file }) =>
  disciplineProblems(JSON.parse(readFileSync(join(root, 'schema', file), 'utf8')) as Schema).map((problem) => `${kind}: ${problem}`));
const { lines, isCompatible } = checkCompatibility(root);
console.log([...problems, ...lines].join('\n'));
if (problems.length > 0 || !isCompatible) process.exitCode = 1;
