import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { parseAllDocuments, parseDocument } from 'yaml';
import { ProviderProfile, ScsApp, ScsCluster } from '../../src';
import type { ScsClusterDocument } from '../../src/params';
import type { ProviderProfileDocument } from '../../src/profile';
import { judgeDocuments } from '../../src/judge-documents';
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

/** Names of the profiles beside the examples. */
const PROFILE_NAMES: readonly string[] = readdirSync(join(EXAMPLES, 'profiles')).map((file) => file.replace(/\.yaml$/, '')).sort();

/** The committed manifests of an example, in the order in which `kubectl apply -R` takes them. */
export function exampleManifests(example: string): WrittenObject[] {
  const dist = join(EXAMPLES, example, 'dist');
  const files = (readdirSync(dist, { recursive: true }) as string[]).filter((file) => file.endsWith('.yaml')).sort();
  return files.flatMap((file) => readFileSync(join(dist, file), 'utf8').split(/^---\n/m).filter((text) => text !== '').map(written));
}

/** The descriptions of an example, with one of the profiles beside the examples. */
export function exampleDocuments(example: string, profileName: string): Documents[] {
  const profile = parseDocument(readFileSync(join(EXAMPLES, 'profiles', `${profileName}.yaml`), 'utf8')).toJS() as ProviderProfileDocument;
  const descriptions = parseAllDocuments(readFileSync(join(EXAMPLES, example, 'cluster-params.yaml'), 'utf8'));
  return descriptions.map((description) => ({ description: description.toJS() as ScsClusterDocument, profile }));
}

/**
 * The manifests of all examples as committed, and with every other profile of OpenStack that does not refuse them. Those are put
 * into namespaces of their own, as one cluster cannot become another.
 */
export function openStackManifests(): Map<string, WrittenObject[]> {
  const committed = EXAMPLE_NAMES.map((example) => [example, exampleManifests(example)] as const);
  const others = EXAMPLE_NAMES.flatMap((example) => PROFILE_NAMES.filter((profile) => profile !== 'scs-cloud').map((profile) => {
    return [`${example} with ${profile}`, exampleDocuments(example, profile).map((documents) => inOwnNamespace(documents))] as const;
  })).filter(([, documents]) => documents.every(({ description, profile }) => {
    return profile.spec.target === 'capi-openstack' && judgeDocuments(description, profile).cluster !== undefined;
  }));
  return new Map([...committed, ...others.map(([name, documents]) => [name, synthesizedManifests(...documents)] as const)]);
}

function inOwnNamespace({ description, profile }: Documents): Documents {
  const { name, namespace = name } = description.metadata;
  return { profile, description: { ...description, metadata: { ...description.metadata, namespace: `${namespace}-${profile.metadata.name}` } } };
}

/** What synthesis writes for documents of one profile. */
export function synthesizedManifests(...documents: readonly Documents[]): WrittenObject[] {
  const app = new ScsApp();
  const chart = new Chart(app, 'clusters');
  for (const { description, profile } of documents) {
    ScsCluster.fromDocument(chart, `cluster-${description.metadata.name}`, description, ProviderProfile.fromDocument(profile));
  }
  return synthesizeManifests(app).manifests.map(({ yaml }) => written(yaml));
}

function written(text: string): WrittenObject {
  return { object: parseDocument(text).toJS() as ObjectRef, text };
}
