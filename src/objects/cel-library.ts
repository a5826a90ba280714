import { join } from 'node:path';
import { packageRoot } from '../documents/package-root';

/** The CEL library, typed as the caller uses it. It takes a while to load, and most descriptions do without. */
export function celLibrary<Library>(): Library {
  return require(join(packageRoot(), 'schema/cel.js')) as Library;
}
