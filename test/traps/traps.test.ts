import { App, Chart } from 'cdk8s';
import type { LocatedDiagnostic } from '../../src/diagnostics/diagnostic';
import { formatPath } from '../../src/diagnostics/format';
import { validateShape } from '../../src/documents/shape-validation';
import { ProviderProfile } from '../../src/provider-profile';
import { ScsCluster } from '../../src/scs-cluster';
import { constructDiagnostics } from '../../src/synthesis/construct-diagnostics';
import { description, profile, type Overrides } from '../fixtures/documents';
import { TRAPS } from './traps';

/** How many traps were collected; each has a row. */
const COLLECTED = 74;

/** All that is said of two documents by the time that they are synthesized. */
function told(cluster: Overrides, provider: Overrides): readonly Pick<LocatedDiagnostic, 'code' | 'severity' | 'path' | 'message'>[] {
  const document = profile({ spec: provider });
  const shape = validateShape('ProviderProfile', document);
  if (shape.length > 0) return shape;
  const chart = new Chart(new App({ recordConstructMetadata: false }), 'clusters');
  return constructDiagnostics(ScsCluster.fromDocument(chart, 'shop', description({ spec: cluster }), ProviderProfile.fromDocument(document)));
}

it('has a row for every trap', () => {
  expect(TRAPS.map(({ number }) => number)).toEqual(Array.from({ length: COLLECTED }, (_, index) => index + 1));
  expect(TRAPS.filter(({ does }) => does.length === 0)).toEqual([]);
});

describe.each(TRAPS.map(({ number, trap, does }) => [`${number}: ${trap}`, does] as const))('%s', (_name, does) => {
  for (const check of does) {
    if ('reason' in check) it(`cannot be run into: ${check.reason}`, () => expect(check.reason).not.toBe(''));
    else if ('invariant' in check) it(`cannot be run into: ${check.invariant}`, () => expect(check.holds()).toBe(true));
    else {
      const { code, at, cluster = {}, profile: provider = {}, warns = false } = check;
      it(`is told with ${code} at ${at}`, () => {
        const found = told(cluster, provider).map((one) => ({ code: one.code, at: formatPath(one.path), severity: one.severity }));
        expect(found).toContainEqual({ code, at, severity: warns ? 'Warning' : 'Error' });
      });
    }
  }
});
