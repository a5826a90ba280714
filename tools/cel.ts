import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * Writes schema/cel.js: the CEL library as one CommonJS file. It is published as an ES module only, which neither older releases of
 * Node.js 20 nor Jest in the projects of users can load from CommonJS.
 */
export function writeCel(root: string): void {
  const entry = require.resolve('@marcbachmann/cel-js', { paths: [root] });
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    banner: { js: `/*!\n${readFileSync(join(dirname(entry), '../LICENSE'), 'utf8')}*/` },
  });
  writeFileSync(join(root, 'schema/cel.js'), outputFiles[0]!.text);
}
