import { descriptionWith, profileWith, type Overrides } from '../fixtures/documents';
import { resolved } from '../fixtures/rendering';

function apiServer(described: Overrides, profile: Overrides = {}): unknown {
  return resolved(descriptionWith({ apiServer: described }), profileWith(profile)).apiServer;
}

describe('ranges that may reach the API server', () => {
  const allowed = (allowedCidrs: readonly string[], egressCidrs: readonly string[] = ['203.0.113.7/32']): unknown =>
    (apiServer({ allowedCidrs }, { management: { egressCidrs } }) as Overrides).allowedCidrs;

  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['are open to all where none is named', [], ['203.0.113.7/32'], []],
    ['have those of the management cluster after their own', ['198.51.100.0/24'], ['203.0.113.7/32', '203.0.113.8/32'], ['198.51.100.0/24', '203.0.113.7/32', '203.0.113.8/32']],
    ['have each once', ['203.0.113.7/32', '198.51.100.0/24', '198.51.100.0/24'], ['203.0.113.7/32'], ['203.0.113.7/32', '198.51.100.0/24']],
    ['are theirs alone where the management cluster comes from inside', ['198.51.100.0/24'], [], ['198.51.100.0/24']],
    ['are written once', ['198.51.100.7'], ['198.51.100.7/32'], ['198.51.100.7/32']],
  ])('%s', (_name, own, egress, expected) => expect(allowed(own, egress)).toEqual(expected));
});

it('takes limits from the profile, and the library for those that it leaves out', () => {
  expect(apiServer({}, { apiServer: { maxRequestsInflight: 800 }, admission: { plugins: ['NodeRestriction'], eventRateLimit: { qps: 10 } } })).toEqual({
    exposure: 'Public', allowedCidrs: [], certificateSANs: [], maxRequestsInflight: 800, maxMutatingRequestsInflight: 200, minRequestTimeoutSeconds: 1800, port: 6443,
    admissionPlugins: ['NodeRestriction'], eventRateLimit: { qps: 10, burst: 20000 },
  });
});
