import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compiledEnumValues, readAssembly } from './assembly';
import { DOCUMENTS, documentSchema } from './document-schema';
import { FINDINGS_SCHEMA_FILE, findingsSchema } from './findings-schema';
import { validatorsModule } from './validators';

/**
 * Writes schema/*.schema.json from the interfaces (by way of .jsii and lib, so jsii has run before), that of the findings, and schema/validators.js.
 * With `check` nothing is written; returns the committed files that are not current.
 */
export function writeSchemas(root: string, check: boolean): string[] {
  const assembly = readAssembly(root);
  const enumValues = compiledEnumValues(root);
  const schemas = new Map(DOCUMENTS.map((definition) => [definition.kind, documentSchema(assembly, definition, enumValues)]));
  const files = [...DOCUMENTS.map(({ kind, file }) => [file, schemas.get(kind)] as const), [FINDINGS_SCHEMA_FILE, findingsSchema()] as const];
  const stale: string[] = [];
  for (const [file, schema] of files) {
    const path = join(root, 'schema', file);
    const text = `${JSON.stringify(schema, null, 2)}\n`;
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    stale.push(`schema/${file}`);
    if (!check) writeFileSync(path, text);
  }
  if (!check) writeFileSync(join(root, 'schema/validators.js'), validatorsModule(schemas));
  return stale;
}

if (require.main === module) {
  const check = process.argv.includes('--check');
  const stale = writeSchemas(join(__dirname, '../..'), check);
  if (check && stale.length > 0) {
    console.error(`Not current, run "npm run build" and commit: ${stale.join(', ')}`);
    process.exitCode = 1;
  }
}
