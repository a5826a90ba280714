import { Chart } from 'cdk8s';
import { ProviderProfile, ScsApp, ScsCluster } from '../../../src';
import { documentFields, DOCUMENTS } from '../../../src/documents/document-references';
import type { Documents } from '../../generators/descriptions';
import { replacedBy } from '../../settings/machine-effects';
import { changedParts, clusterParts, type ManifestPart } from '../../settings/manifest-parts';
import type { Change } from './changes';
import { CONTROL_PLANE } from './observed-cluster';
import { Outcome } from './outcomes';

const FIELDS = new Map(DOCUMENTS.filter(({ kind }) => kind === 'ScsCluster').flatMap(documentFields).map(({ path, mutability }) => [path, mutability]));

/** What the fields of a change are declared to do to machines. */
export function declaredMutability({ what, fields }: Change): string {
  const declared = [...new Set(fields.map((field) => FIELDS.get(field)))];
  if (declared.length !== 1 || declared[0] === undefined) throw new Error(`"${what}": ${fields.join(', ')} are declared ${declared.join(', ')}`);
  return declared[0];
}

/** What a change is to do to machines. */
export function mutabilityOf(change: Change): string {
  return change.milder?.mutability ?? declaredMutability(change);
}

/** What the fields of the manifests that a change changes do to machines, by the table that every setting is held against. */
export function mutabilityOfManifests({ change }: Change, documents: Documents): string {
  return replacedBy(changedParts(partsOf(documents), partsOf(change(documents))));
}

function partsOf({ description, profile }: Documents): Map<string, ManifestPart> {
  const chart = new Chart(new ScsApp(), 'clusters');
  return clusterParts(ScsCluster.fromDocument(chart, 'cluster', description, ProviderProfile.fromDocument(profile)));
}

/** The control plane and the pools whose machines a change is declared to replace, of those that are there. */
export function replacedUnits(change: Change, units: readonly string[]): string[] {
  switch (mutabilityOf(change)) {
    case 'InPlace': return [];
    case 'RollsPool': return [change.pool as string];
    case 'RollsControlPlane': return [CONTROL_PLANE];
    case 'RollsAll': return [...units];
    default: throw new Error(`"${change.what}" is declared ${mutabilityOf(change)}`);
  }
}

/** What changes are to do to each unit. No two of them may replace the same machines: nobody could tell which one did. */
export function expectedOutcomes(changes: readonly Change[], units: readonly string[]): Record<string, Outcome> {
  const expected: Record<string, Outcome> = Object.fromEntries(units.map((unit) => [unit, Outcome.KEPT]));
  const note = (unit: string, outcome: Outcome) => {
    if ((expected[unit] ?? Outcome.KEPT) !== Outcome.KEPT) throw new Error(`two changes at a time to the machines of ${unit}`);
    expected[unit] = outcome;
  };
  for (const change of changes) {
    for (const unit of replacedUnits(change, units)) note(unit, Outcome.REPLACED);
    for (const [unit, outcome] of Object.entries(change.counts ?? {})) note(unit, outcome);
  }
  return expected;
}
