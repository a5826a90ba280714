import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The folder of this package. Found by its package.json, as the same code runs from `src` (tests) and from `lib/src` (installed).
 */
export function packageRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
