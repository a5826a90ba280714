import { threeWayDifferences } from '../drift';
import type { Client } from '../management-cluster/client';
import type { WrittenObject } from '../manifests';
import { identity } from '../server-objections';

/** A controller may write to an object at the moment in which it is applied; what is written each time is our doing. */
const ATTEMPTS = 3;

/** What objects that are applied again change in the server: they would be written for ever. */
export async function changedWhenAppliedAgain(client: Client, manifests: readonly WrittenObject[]): Promise<string[]> {
  const changes: string[] = [];
  for (const manifest of manifests) changes.push(...(await drift(client, manifest)));
  return changes;
}

async function drift(client: Client, { object, text }: WrittenObject): Promise<string[]> {
  let changes: string[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = await client.get(object);
    const { object: after, rejection } = await client.apply(object, { text });
    const isWritten = before?.metadata.resourceVersion !== after?.metadata.resourceVersion;
    changes = [...(rejection ? [rejection.message] : []), ...(isWritten ? ['is written again'] : []), ...threeWayDifferences(object, before)];
    if (changes.length === 0) break;
  }
  return changes.map((change) => `${identity(object)} ${change}`);
}
