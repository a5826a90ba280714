import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { parseDocument } from 'yaml';
import { ProviderProfile, ScsApp, ScsCluster } from '../../src';
import { synthesizeManifests } from '../../src/synthesis/manifests';
import type { Documents } from '../generators/descriptions';
import type { ObjectRef } from './management-cluster/client';

/** An object as it is written to a file. */
export interface WrittenObject {
  readonly object: ObjectRef;
  readonly text: string;
}

const EXAMPLES = join(__dirname, '..', '..', 'examples');

/** Names of the examples that have manifests. */
export const EXAMPLE_NAMES: readonly string[] = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'dist'))).sort();

/** The committed manifests of an example, in the order in which `kubectl apply -R` takes them. */
export function exampleManifests(example: string): WrittenObject[] {
  const dist = join(EXAMPLES, example, 'dist');
  const files = (readdirSync(dist, { recursive: true }) as string[]).filter((file) => file.endsWith('.yaml')).sort();
  return files.flatMap((file) => readFileSync(join(dist, file), 'utf8').split(/^---\n/m).filter((text) => text !== '').map(written));
}

/** What synthesis writes for documents. */
export function synthesizedManifests({ description, profile }: Documents): WrittenObject[] {
  const app = new ScsApp();
  ScsCluster.fromDocument(new Chart(app, 'clusters'), 'cluster', description, ProviderProfile.fromDocument(profile));
  return synthesizeManifests(app).map(({ yaml }) => written(yaml));
}

function written(text: string): WrittenObject {
  return { object: parseDocument(text).toJS() as ObjectRef, text };
}
