import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { licenseNotice } from './license-notice';

const PACKAGE = '@marcbachmann/cel-js';

/**
 * Writes schema/cel.js: the CEL library as one CommonJS file. It is published as an ES module only, which neither older releases of
 * Node.js 20 nor Jest in the projects of users can load from CommonJS.
 */
export function writeCel(root: string): void {
  const { outputFiles } = buildSync({
    entryPoints: [require.resolve(PACKAGE, { paths: [root] })],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    banner: { js: licenseNotice(root, PACKAGE) },
  });
  writeFileSync(join(root, 'schema/cel.js'), outputFiles[0]!.text);
}
