import { descriptionWith, profileWith, type Overrides } from '../fixtures/documents';
import { resolved } from '../fixtures/rendering';

function nodeSystem(profile: Overrides, described: Overrides = {}): ReturnType<typeof resolved>['nodeSystem'] {
  return resolved(descriptionWith(described), profileWith(profile)).nodeSystem;
}

describe('what goes directly and not through the proxy', () => {
  const noProxy = (proxy: Overrides, described: Overrides = {}): unknown => nodeSystem({ proxy }, described).proxy?.noProxy;
  const http = 'http://proxy.example.org:3128';
  const own = ['localhost', '127.0.0.1', '169.254.169.254', '.svc', '.cluster.local', '10.8.0.0/20', '10.244.0.0/16', '10.96.0.0/12'];

  it.each<[string, Overrides, Overrides, readonly string[]]>([
    ['the node itself, the metadata service, services and all networks of the cluster', {}, {}, own],
    ['what the profile adds', { noProxy: ['.example.org', '192.0.2.0/24'] }, {}, [...own, '.example.org', '192.0.2.0/24']],
    ['each once', { noProxy: ['localhost', '.svc'] }, {}, own],
    ['an address of the API server', {}, { apiServer: { address: '203.0.113.10' } }, [...own, '203.0.113.10']],
    ['no further names of the API server, which would roll all pools', {}, { apiServer: { certificateSANs: ['api.example.org'] } }, own],
    [
      'other networks', {}, { network: { nodeCidr: '10.9.0.0/24', podCidrs: ['10.100.0.0/16'], serviceCidrs: ['10.101.0.0/16'], serviceDomain: 'shop.internal' } },
      ['localhost', '127.0.0.1', '169.254.169.254', '.svc', '.shop.internal', '10.9.0.0/24', '10.100.0.0/16', '10.101.0.0/16'],
    ],
  ])('%s', (_name, proxy, described, expected) => expect(noProxy({ http, ...proxy }, described)).toEqual(expected));

  it('is nothing without a proxy', () => {
    expect(nodeSystem({ proxy: {} })).not.toHaveProperty('proxy');
  });

  it('is the same for a proxy of HTTPS alone', () => {
    expect(nodeSystem({ proxy: { https: http } }).proxy).toEqual({ https: http, noProxy: own });
  });
});

it('leaves nothing where nothing is said', () => {
  expect(nodeSystem({})).toEqual({ mirrors: [], trustedCertificates: [], ntpServers: [], kubeletServingCertificates: false });
});

it('takes mirrors, certificates and time servers from the profile', () => {
  const mirrors = [{ host: 'docker.io', endpoints: ['https://a.example.org', 'https://b.example.org'], ca: 'PEM' }, { host: '_default', endpoints: ['https://a.example.org'] }];
  expect(nodeSystem({ registries: { mirrors: [mirrors[0], { ...mirrors[1], ca: '' }] }, trust: { certificates: ['PEM'] }, ntp: { servers: ['ptbtime1.ptb.de'] } })).toEqual({
    mirrors, trustedCertificates: ['PEM'], ntpServers: ['ptbtime1.ptb.de'], kubeletServingCertificates: false,
  });
});
