import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LIBRARY, writeBundles } from './bundle';
import { writeCel } from './cel';
import { writeKinds } from './kinds';
import { makeIndexLazy } from './lazy-index';
import { writeRules } from './rules';
import { writeSchemas } from './schema/main';

const root = join(__dirname, '..');

/** Compiles src and imports to lib with the jsii compiler, which also writes .jsii. Says something only where it fails. */
function compile(): void {
  rmSync(join(root, 'lib'), { recursive: true, force: true });
  const node = process.versions.node.split('.')[0];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    // Names that other languages reserve do not matter: the package is made for JavaScript.
    [require.resolve('jsii/bin/jsii'), '--tsconfig', 'tsconfig.jsii.json', '--silence-warnings', 'reserved-word'],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: node, JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: node },
    },
  );
  if (status !== 0) throw new Error(`jsii failed:\n${stdout}${stderr}`);
}

/** Those of the classes, too, as each kind has a module of its own. */
function makeIndexesLazy(): void {
  const imports = readdirSync(join(root, 'lib/imports')).map((module) => `imports/${module}`);
  for (const folder of imports) makeIndexLazy(root, folder);
  makeIndexLazy(root, 'src', LIBRARY);
}

async function build(): Promise<void> {
  compile();
  writeSchemas(root, false);
  writeKinds(root);
  writeCel(root);
  writeRules(root);
  makeIndexesLazy();
  await writeBundles(root);
  chmodSync(join(root, 'lib/src/cli/main.js'), 0o755);
}

build().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
