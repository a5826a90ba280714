import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { readReExports } from './lazy-index';
import { licenseNotice } from './license-notice';

/** The module that lib/src/index.js loads, as seen from there. */
export const LIBRARY = '../library';

/**
 * Writes what a program and the command load as one file each, lib/library.js and lib/src/cli/main.js, with the packages that they use. To find,
 * read and compile hundreds of modules takes longer than all that is done for one cluster. The classes of imports/ stay apart, as a program uses few.
 */
export async function writeBundles(root: string): Promise<void> {
  const modules = readReExports(readFileSync(join(root, 'src/index.ts'), 'utf8')).filter(({ namespace }) => namespace === undefined);
  const contents = modules.map(({ module }) => `export * from ${JSON.stringify(module)};\n`).join('');
  await writeBundle(root, 'lib/library.js', { stdin: { contents, resolveDir: join(root, 'src'), loader: 'ts' } });
  await writeBundle(root, 'lib/src/cli/main.js', { entryPoints: ['src/cli/main.ts'] });
}

async function writeBundle(root: string, file: string, entry: BuildOptions): Promise<void> {
  const { outputFiles, metafile } = await build({
    ...entry,
    absWorkingDir: root,
    outfile: file,
    write: false,
    bundle: true,
    metafile: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['cdk8s', 'constructs'],
    alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
    plugins: [importsApart(root, dirname(file))],
  });
  const packages = new Set(Object.keys(metafile!.inputs).flatMap((input) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []));
  writeFileSync(join(root, file), [outputFiles![0].text, ...[...packages].sort().map((name) => licenseNotice(root, name))].join('\n'));
}

/** Leaves imports/ to the modules that the compiler has written. */
function importsApart(root: string, from: string): Plugin {
  return {
    name: 'imports-apart',
    setup: ({ onResolve }) => onResolve({ filter: /\/imports\/\w+$/ }, ({ path, resolveDir }) => {
      const compiled = join('lib', relative(root, join(resolveDir, path)), 'index.js');
      return { path: `./${relative(from, compiled).replaceAll('\\', '/')}`, external: true };
    }),
  };
}
