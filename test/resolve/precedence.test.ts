import { formatPath } from '../../src/diagnostics/format';
import type { ScsClusterDocument } from '../../src/params';
import type { ResolvedCluster } from '../../src/resolve/resolved-cluster';
import { asExpected, type ExpectedDiagnostic } from '../fixtures/diagnostic-case';
import { descriptionWith, profileWith, type Overrides } from '../fixtures/documents';
import { diagnose, resolved } from '../fixtures/rendering';

type Settings = ScsClusterDocument['spec'] | Overrides;

/** A cluster of which description, profile and policy each say something. */
function cluster(described: Settings, defaults: Overrides = {}, enforce: Overrides = {}): ResolvedCluster {
  return resolved(descriptionWith(described as Overrides), profileWith({ defaults, policy: { enforce } }));
}

describe('the value that counts', () => {
  it('is that of the library where nobody says anything', () => {
    expect(cluster({}).audit.maxBackups).toBe(10);
  });

  it('is the default of the profile where the description says nothing', () => {
    expect(cluster({}, { audit: { maxBackups: 5 } }).audit.maxBackups).toBe(5);
  });

  it('is that of the description before the default of the profile', () => {
    expect(cluster({ audit: { maxBackups: 7 } }, { audit: { maxBackups: 5 } }).audit.maxBackups).toBe(7);
  });

  it('is what the policy fixes where nobody says anything', () => {
    expect(cluster({}, {}, { audit: { maxBackups: 3 } }).audit.maxBackups).toBe(3);
  });

  it('is that of the description also where it is false, 0 or empty', () => {
    const defaults = { deletionProtection: true, controlPlane: { remediation: { enabled: true } }, network: { dnsServers: ['9.9.9.9'] }, tags: ['a'] };
    const { deletionProtection, controlPlane, network, tags } = cluster(
      { deletionProtection: false, controlPlane: { remediation: { enabled: false } }, network: { dnsServers: [] }, tags: [] }, defaults,
    );
    expect({ deletionProtection, healthCheck: controlPlane.healthCheck, dnsServers: network.dnsServers, tags }).toEqual({
      deletionProtection: false, healthCheck: undefined, dnsServers: [], tags: [],
    });
  });

  it('is not that of a field that is undefined in code', () => {
    const { audit, network } = cluster({ audit: { maxBackups: undefined }, network: undefined }, { audit: { maxBackups: 5 } });
    expect({ maxBackups: audit.maxBackups, podCidrs: network.podCidrs }).toEqual({ maxBackups: 5, podCidrs: ['10.244.0.0/16'] });
  });
});

describe('lists replace', () => {
  it.each([
    ['the library', [], undefined],
    ['the profile', ['x.example.org'], ['x.example.org']],
  ])('those of %s', (_who, expected, certificateSANs) => {
    expect(cluster({}, { apiServer: { certificateSANs } }).apiServer.certificateSANs).toEqual(expected);
    expect(cluster({ apiServer: { certificateSANs: ['api.example.org'] } }, { apiServer: { certificateSANs } }).apiServer.certificateSANs).toEqual(['api.example.org']);
  });
});

describe('objects merge', () => {
  it('field by field, at every depth', () => {
    const { controlPlane } = cluster(
      { controlPlane: { remediation: { retryPeriod: '30m' } } },
      { controlPlane: { remediation: { retryPeriod: '10m', minHealthyPeriod: '2h' }, schedulable: true } },
    );
    expect(controlPlane.remediation).toEqual({ maxRetries: 3, retryPeriodSeconds: 1800, minHealthyPeriodSeconds: 7200 });
    expect(controlPlane.schedulable).toBe(true);
  });

  it('key by key in maps', () => {
    const { controlPlane } = cluster({ controlPlane: { labels: { b: 'mine', c: 'x' } } }, { controlPlane: { labels: { a: 'theirs', b: 'theirs' } } });
    expect(controlPlane.labels.atJoin).toEqual({ a: 'theirs', b: 'mine', c: 'x' });
  });
});

describe('of two fields that exclude each other, the one of the description counts', () => {
  it.each([
    ['a flavor', { flavor: 'SCS-4V-16' }, { requirements: { cpus: 2, memory: '4Gi' } }, 'SCS-4V-16'],
    ['requirements', { requirements: { cpus: 4, memory: '4Gi' } }, { flavor: 'SCS-4V-16' }, 'SCS-4V-8'],
  ])('%s', (_name, described, defaults, flavor) => {
    expect(cluster({ controlPlane: described }, { controlPlane: defaults }).controlPlane.machine.flavor).toBe(flavor);
  });

  it('an existing network', () => {
    const existing = { network: { name: 'corp' }, subnets: [], router: { name: 'corp' } };
    const { network } = cluster({ network: { existing, dnsServers: [] } }, { network: { nodeCidr: '10.9.0.0/20' } });
    expect(network).toMatchObject({ existing });
    expect(network.nodeCidr).toBeUndefined();
  });
});

describe('what the policy fixes', () => {
  it('may be said by the description as well, in any order of fields', () => {
    const rules = [{ level: 'None', users: ['a'] }];
    expect(cluster({ audit: { rules: [{ users: ['a'], level: 'None' }] } }, {}, { audit: { rules } }).audit.rules).toEqual(rules);
  });

  it('does not fix the fields beside it', () => {
    expect(cluster({ audit: { level: 'Metadata', maxBackups: 3 } }, {}, { audit: { level: 'Metadata' } }).audit.maxBackups).toBe(3);
  });
});

describe('a problem is told where the value was written', () => {
  const even: ExpectedDiagnostic = {
    code: 'EvenReplicas', path: '', allowed: ['1', '3'],
    message: '2 control-plane machines tolerate no more failures than 1: etcd runs on them and needs a majority',
  };
  const two = { controlPlane: { replicas: 2 } };

  it.each([
    ['the description', two, {}, {}, { path: 'spec.controlPlane.replicas' }],
    ['the defaults of the profile', {}, two, {}, { document: 'profile', path: 'spec.defaults.controlPlane.replicas' }],
    ['the policy of the profile', {}, {}, two, { document: 'profile', path: 'spec.policy.enforce.controlPlane.replicas' }],
    ['the description, which the defaults agree with', two, two, {}, { path: 'spec.controlPlane.replicas' }],
    ['the policy, which the defaults agree with', {}, two, two, { document: 'profile', path: 'spec.policy.enforce.controlPlane.replicas' }],
  ] as const)('in %s', (_place, described, defaults, enforce, place) => {
    expect(diagnose(descriptionWith(described), profileWith({ defaults, policy: { enforce } })).map(asExpected)).toEqual([{ ...even, ...place }]);
  });

  it('in a list of the defaults of the profile', () => {
    const [diagnostic] = diagnose(descriptionWith({}), profileWith({ defaults: { network: { dnsServers: ['9.9.9.9', '9.9.9'] } } }));
    expect(asExpected(diagnostic)).toMatchObject({ code: 'InvalidValue', document: 'profile', path: 'spec.defaults.network.dnsServers[1]' });
    expect(diagnostic.value).toBe('9.9.9');
  });

  it('of two that clash, in the later one that is written', () => {
    const place = (described: Overrides, defaults: Overrides): unknown => {
      const [{ document, path }, ...others] = diagnose(descriptionWith(described), profileWith({ defaults }));
      return [document, formatPath(path), ...others];
    };
    expect(place({ network: { nodeCidr: '10.244.0.0/20' } }, {})).toEqual(['cluster', 'spec.network.nodeCidr']);
    expect(place({ network: { nodeCidr: '10.96.0.0/20' } }, { network: { serviceCidrs: ['10.96.0.0/16'] } })).toEqual(['profile', 'spec.defaults.network.serviceCidrs[0]']);
  });
});

it('tells all problems of both documents at once, in the order of resolving', () => {
  const diagnostics = diagnose(
    descriptionWith({
      kubernetesVersion: '1.99',
      region: 'RegionTwo',
      controlPlane: { replicas: 2, labels: { 'kubernetes.io/os': 'linux' } },
      nodePools: [{ name: 'a', flavor: 'SCS-9V-9' }, { name: 'b', flavor: 'SCS-4V-16', autoscaling: { min: 4, max: 3 } }],
      network: { podCidrs: ['10.96.0.0/16'] },
      apiServer: { allowedCidrs: ['198.51.100.1/24'] },
      audit: { level: 'None' },
      encryption: { enabled: true },
    }),
    profileWith({ composition: 'Topology', etcd: { heartbeatInterval: '5s' }, policy: { enforce: { audit: { level: 'Metadata' } } } }),
  );
  expect(diagnostics.map(asExpected).map(({ code, document = 'cluster', path }) => `${code} ${document} ${path}`)).toEqual([
    'NotYetSupported profile spec.composition',
    'PolicyViolation cluster spec.audit.level',
    'VersionUnknown cluster spec.kubernetesVersion',
    'RegionUnknown cluster spec.region',
    'EvenReplicas cluster spec.controlPlane.replicas',
    'LabelNotSettable cluster spec.controlPlane.labels["kubernetes.io/os"]',
    'FlavorNotOffered cluster spec.nodePools[0].flavor',
    'InvalidValue cluster spec.nodePools[1].autoscaling.max',
    'CidrOverlap cluster spec.network.podCidrs[0]',
    'InvalidValue cluster spec.apiServer.allowedCidrs[0]',
    'MissingField cluster spec.encryption',
    'InvalidValue profile spec.etcd.electionTimeout',
  ]);
});
