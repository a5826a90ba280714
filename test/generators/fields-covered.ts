import { valuesByField, type DocumentName } from '../fixtures/document-fields';

/** Every field that some of the documents have, and the values that it has in them. */
export function fieldsCovered(document: DocumentName, samples: readonly unknown[]): Map<string, Set<unknown>> {
  const covered = new Map<string, Set<unknown>>();
  for (const sample of samples) {
    for (const [path, values] of valuesByField(document, sample)) covered.set(path, new Set([...(covered.get(path) ?? []), ...values]));
  }
  return covered;
}
