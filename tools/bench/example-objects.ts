import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PRODUCTION } from './work-folder';

/** An object of a manifest. */
export interface ManifestObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** The objects of the production example, as they are committed. */
export function exampleObjects(): ManifestObject[] {
  return exampleTexts().map((text) => parse(text) as ManifestObject);
}

export function exampleTexts(): string[] {
  const folder = join(PRODUCTION, 'dist');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml')).sort();
  return files.map((file) => readFileSync(join(folder, file), 'utf8'));
}
