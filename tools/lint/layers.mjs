import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const CONSTRUCTS = 'the constructs';

/**
 * The folders and single modules of src: imports only point down this list, also within one line.
 * What stands at the top of src and is not named here are the constructs.
 */
const LAYERS = [
  ['cli'],
  [CONSTRUCTS],
  ['plan', 'findings', 'scs-draft'],
  ['targets', 'synthesis'],
  ['resolve'],
  ['validation'],
  ['objects'],
  ['profile'],
  ['params', 'documents', 'versions'],
  ['diagnostics'],
];

/** They alone see the generated classes; src/index.ts hands these on as well. */
const SEE_IMPORTS = ['targets'];

/** Configuration objects for eslint that hold everything in src to the layers. */
export function layerRules(root) {
  const entries = readdirSync(join(root, 'src'), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const modules = entries.filter(({ name }) => name.endsWith('.ts')).map(({ name }) => name.replace(/\.ts$/, ''));
  const places = LAYERS.flat();
  const unknown = folders.filter((folder) => !places.includes(folder));
  if (unknown.length > 0) throw new Error(`tools/lint/layers.mjs names no layer for src/${unknown.join(', src/')}`);

  const namesOf = (place) => (place === CONSTRUCTS ? modules.filter((module) => !places.includes(module)) : [place]);
  return LAYERS.flatMap((layer, level) =>
    layer.map((place) => {
      const above = LAYERS.slice(0, level + 1).flat().filter((other) => other !== place);
      const patterns = above.map((other) => ({
        // From a folder of src up and into the other place; from a module at the top of src into it.
        regex: `^${folders.includes(place) ? '(?:\\.\\./)+' : '\\./'}(?:${namesOf(other).join('|')})(?:/|$)`,
        message: `Imports point down, and not from ${place} to ${other} (tools/lint/layers.mjs).`,
      }));
      if (!SEE_IMPORTS.includes(place)) patterns.push({ regex: '(?:^|/)imports/', message: 'Only targets know the generated classes.' });
      return {
        files: namesOf(place).flatMap((name) => [`src/${name}.ts`, `src/${name}/**/*.ts`]),
        ignores: ['src/index.ts'],
        rules: { 'no-restricted-imports': ['error', { patterns }] },
      };
    }),
  );
}
