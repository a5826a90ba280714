import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeCel } from './cel';
import { writeKinds } from './kinds';
import { makeIndexLazy } from './lazy-index';
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

function makeCommandExecutable(): void {
  const command = join(root, 'lib/src/cli/main.js');
  if (existsSync(command)) chmodSync(command, 0o755);
}

function build(): void {
  compile();
  writeSchemas(root, false);
  writeKinds(root);
  writeCel(root);
  makeIndexLazy(root);
  makeCommandExecutable();
}

try {
  build();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
