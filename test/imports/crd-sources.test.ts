import { crdFile, readCrdSources, releaseUrl } from '../../tools/import/crd-sources';

const VALID = `
language: typescript
crds:
  - provider: some-provider
    module: some
    url: https://github.com/owner/some-provider/releases/download/{release}/components.yaml
    releases: [v1.9.3, v1.10.0]
    apis: [some.io/v1, some.io/v1alpha1]
`;

test('reads the sources', () => {
  const [source] = readCrdSources(VALID);
  expect(source.apis).toEqual(['some.io/v1', 'some.io/v1alpha1']);
  expect(crdFile(source, 'v1.9.3')).toBe('imports/crds/some-provider-v1.9.3.yaml');
  expect(releaseUrl(source, 'v1.9.3')).toBe('https://github.com/owner/some-provider/releases/download/v1.9.3/components.yaml');
});

test.each([
  ['no list', 'language: typescript', 'cdk8s.yaml: crds must be a list with at least one source'],
  ['an empty list', 'crds: []', 'cdk8s.yaml: crds must be a list with at least one source'],
  ['no mapping', 'crds: [capi]', 'cdk8s.yaml:\n  crds[0]: must be a mapping'],
  [
    'newest first',
    VALID.replace('v1.9.3, v1.10.0', 'v1.10.0, v1.9.3'),
    'cdk8s.yaml:\n  crds[0]: releases must be given once each, oldest first: v1.9.3, v1.10.0',
  ],
  [
    'a file of the source tree, which moves',
    VALID.replace('releases/download/{release}', 'raw/{release}/config/crd/bases'),
    'cdk8s.yaml:\n  crds[0]: url: "https://github.com/owner/some-provider/raw/{release}/config/crd/bases/components.yaml" must be ' +
      'https://github.com/OWNER/REPOSITORY/releases/download/{release}/FILE.yaml',
  ],
  [
    'several mistakes',
    'crds: [{ provider: A, module: a, releases: [latest], apis: [], kind: X }]',
    [
      'cdk8s.yaml:',
      'crds[0]: unknown key kind; known are provider, module, url, releases, apis, kinds',
      'crds[0]: provider: "A" must be lower-case letters, digits and -',
      'crds[0]: url: undefined must be https://github.com/OWNER/REPOSITORY/releases/download/{release}/FILE.yaml',
      'crds[0]: releases: "latest" must be a release tag such as v1.12.11',
      'crds[0]: apis must be a list with at least one item',
    ].join('\n  '),
  ],
  [
    'one source twice',
    VALID + VALID.slice(VALID.indexOf('  - ')),
    'cdk8s.yaml:\n  provider some-provider is used twice\n  module some is used twice',
  ],
])('refuses %s', (_, text, message) => {
  expect(() => readCrdSources(text)).toThrow(new Error(message));
});
