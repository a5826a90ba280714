import type { Client, ObjectRef } from './management-cluster/client';
import type { WrittenObject } from './manifests';

/** Warnings of the API server that are all right, each with the reason. */
const ACCEPTED_WARNINGS: readonly { readonly warning: RegExp; readonly reason: string }[] = [];

/** Applies an object and tells what the server has against it: a rejection, and warnings. */
export async function objectionsTo(client: Client, { object, text }: WrittenObject, options: { readonly dryRun?: boolean } = {}): Promise<string[]> {
  const { rejection, warnings } = await client.apply(object, { ...options, text });
  const unexpected = warnings.filter((warning) => !ACCEPTED_WARNINGS.some((accepted) => accepted.warning.test(warning)));
  return [...(rejection ? [`rejected: ${rejection.message}`] : []), ...unexpected.map((warning) => `warning: ${warning}`)].map((objection) => `${identity(object)} ${objection}`);
}

/** A dry run leaves nothing behind, so the namespace that an object is to be in must be there already. */
export async function makeNamespaces(client: Client, manifests: readonly WrittenObject[], known: Set<string>): Promise<void> {
  for (const { object } of manifests) {
    const name = object.metadata.namespace;
    if (name === undefined || known.has(name)) continue;
    await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }, { fieldManager: 'e2e' });
    known.add(name);
  }
}

export function identity({ kind, metadata }: ObjectRef): string {
  return `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
}
