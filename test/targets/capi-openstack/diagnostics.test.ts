import type { DiagnosticCases } from '../../fixtures/diagnostic-case';
import { asExpected } from '../../fixtures/diagnostic-case';
import { descriptionWith, profileWith } from '../../fixtures/documents';
import { diagnose } from '../../fixtures/rendering';
import { OPENSTACK_CASES } from './diagnostic-cases';

const cases: DiagnosticCases = OPENSTACK_CASES;

describe.each(Object.entries(cases))('%s', (_subject, rows) => {
  it.each(rows.map((row) => [row.name, row] as const))('tells %s', (_name, { cluster, profile, gives }) => {
    expect(diagnose(descriptionWith(cluster ?? {}), profileWith(profile ?? {})).map(asExpected)).toEqual(gives);
  });
});
