import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../documents/package-root';

interface PackageJson {
  readonly version: string;
  readonly repository: { readonly url: string };
}

function packageJson(): PackageJson {
  return JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as PackageJson;
}

/** Version of the package. */
export function version(): string {
  return packageJson().version;
}

/** Address of the repository for a browser. */
export function repositoryUrl(): string {
  return packageJson().repository.url.replace(/^git\+|\.git$/g, '');
}
