import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A comment with what whoever passes on the code of a package must pass on, too. */
export function licenseNotice(root: string, name: string): string {
  const folder = join(root, 'node_modules', name);
  const license = readdirSync(folder).find((file) => /^licen[cs]e(?:\.|$)/i.test(file));
  if (license === undefined) throw new Error(`the package ${name} has no file with its license`);
  return `/*!\n${name}\n\n${readFileSync(join(folder, license), 'utf8').trimEnd()}\n*/\n`;
}
