import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { Diagnostic } from '../../src/diagnostics/diagnostic';
import { formatDiagnostic } from '../../src/diagnostics/format';
import { schemaOf } from '../../src/documents/document-schemas';
import type { ScsClusterDocument } from '../../src/params';
import type { ProviderProfileDocument } from '../../src/profile';
import { unsupportedSettings } from '../../src/judge-documents';
import { Report } from '../../src/resolve/report';
import { isPlainObject } from '../../src/resolve/settings';
import { discoveryDocument, type DiscoveryDocument } from '../../src/scs-draft/discovery-document';
import { POOLS_FEATURE, reservedFeatures } from '../../src/scs-draft/portable-features';
import { publishedSchemaAjv } from '../../tools/schema/validators';
import { profile, profileWith, withOverrides, type Overrides } from '../fixtures/documents';
import { profileArbitrary } from '../generators/descriptions';
import discoverySchema from '../../schema/scs-discovery.schema.json';

/** What a self-description needs besides what most profiles have. */
const PUBLISHED = {
  conformances: [{ scope: 'scs-0502-v1', certificate: 'https://example.org/certificate' }],
  endpoint: { url: 'https://kaas.example.org' },
  kubernetesVersions: [{ minor: '1.36' }, { minor: '1.35' }, { minor: '1.37' }],
};
/** The fields of a profile that a self-description is made of. */
const SOURCES = ['target', 'regions', 'conformances', 'endpoint', 'kubernetesVersions', 'flavors', 'features', 'management'];

const validate = publishedSchemaAjv().addSchema(discoverySchema).getSchema(discoverySchema.$id)!;

function discover(source: ProviderProfileDocument): { readonly document?: DiscoveryDocument; readonly diagnostics: readonly Diagnostic[] } {
  const report = new Report({} as ScsClusterDocument, source);
  return { document: discoveryDocument(source, unsupportedSettings(source, report) ?? [], report), diagnostics: report.diagnostics };
}

function messages(spec: Overrides): string[] {
  return discover(profileWith({ ...PUBLISHED, ...spec })).diagnostics.map(formatDiagnostic);
}

/** A profile of the generator, with what a self-description needs. */
function published(document: ProviderProfileDocument): ProviderProfileDocument {
  const { management, regions, flavors, ...spec } = document.spec;
  return {
    ...document,
    spec: {
      ...spec,
      ...withOverrides(PUBLISHED, { conformances: spec.conformances ?? PUBLISHED.conformances, endpoint: spec.endpoint ?? PUBLISHED.endpoint }) as object,
      ...(management && { management: { ...management, clusterApi: '1.14' } }),
      regions: regions ?? [{ name: 'RegionOne', zones: ['az1'] }],
      flavors: flavors ?? [{ name: 'SCS-2V-4-20s' }, { name: 'SCS-4V-8' }],
    },
  } as ProviderProfileDocument;
}

it('says what a profile offers', () => {
  const { document, diagnostics } = discover(profileWith(PUBLISHED));
  expect(diagnostics).toEqual([]);
  const { features, ...rest } = document!;
  expect(rest).toEqual({
    'scs-02XX': 'v1',
    conformances: ['scs-0502-v1'],
    endpointUrl: 'https://kaas.example.org',
    regions: { RegionOne: { availabilityZones: ['az1', 'az2', 'az3'] } },
    versions: ['1.35.10', '1.36.6', '1.37.2'],
    nodeTypes: ['SCS-2V-4-20s', 'SCS-4V-8', 'SCS-4V-16'],
  });
  expect(reservedFeatures()).toEqual(expect.arrayContaining(Object.keys(features)));
  expect(Object.keys(features)).toEqual(expect.arrayContaining(['controlPlane', 'network', 'audit', 'etcd', POOLS_FEATURE]));
});

it('lists the maintained minors that the management cluster supports where the profile lists none', () => {
  expect(discover(profileWith({ ...PUBLISHED, kubernetesVersions: undefined })).document?.versions).toEqual(['1.35.10', '1.36.6', '1.37.2']);
});

describe('features', () => {
  const FEATURES = [
    {
      name: 'kernelPatching', wireName: 'kernel_patching', title: 'Kernel patching', description: 'Patches kernels.', mutability: 'RollsAll', stage: 'Preview',
      schema: { type: 'string', enum: ['weekly'] }, effects: [{ type: 'Profile', when: { value: 'weekly' }, path: 'openstack.image.name', value: 'image-of-ours' }],
    },
    {
      name: 'licence', title: 'Licence', description: 'Brings a licence.', mutability: 'RollsPool', scope: 'NodePool',
      schema: { type: 'object', properties: { ref: { type: 'object', format: 'secret-ref', title: 'Secret', description: 'With the licence' } }, required: ['ref'] },
      effects: [{ type: 'Profile', path: 'openstack.configDrive', value: true }],
    },
  ];
  const features = () => discover(profileWith({ ...PUBLISHED, features: FEATURES })).document!.features;

  it('of the provider have the spelling and the values of requests, and none of their effects', () => {
    const { kernel_patching, licence } = features();
    expect(kernel_patching).toEqual({
      title: 'Kernel patching', description: 'Patches kernels.', type: 'string', enum: ['weekly'], 'x-scope': 'Cluster', 'x-mutability': 'RollsAll', 'x-stage': 'Preview',
    });
    expect(licence).toMatchObject({ type: 'object', additionalProperties: false, required: ['ref'], 'x-scope': 'NodePool', 'x-mutability': 'RollsPool' });
    const { [POOLS_FEATURE]: pools } = features() as Record<string, { additionalProperties: { properties: Record<string, { properties: object }> } }>;
    expect(Object.keys(pools.additionalProperties.properties.features.properties)).toEqual(['licence']);
  });

  it('for portable fields take what the fields take', () => {
    const { spec } = parse(readFileSync(join(__dirname, '../fixtures/scs-cluster.full.yaml'), 'utf8')) as { spec: Record<string, unknown> };
    const ajv = publishedSchemaAjv().addVocabulary(['x-scope']);
    const tried = Object.entries(features()).filter(([name]) => name !== POOLS_FEATURE && spec[name] !== undefined);
    expect(tried.length).toBeGreaterThan(8);
    for (const [name, schema] of tried) {
      const judge = ajv.compile(schema);
      expect([name, judge(withoutPlanned(spec[name], (schemaOf('ScsCluster').$defs!.ScsClusterSpec.properties!)[name])), judge.errors]).toEqual([name, true, null]);
    }
  });

  it('have no field that does not work, no default and nothing that the target cannot express', () => {
    const development = discover(profileWith({ ...PUBLISHED, target: 'capi-dev', openstack: undefined })).document!.features;
    const { network, etcd, tags } = development as Record<string, { properties: object }>;
    expect([Object.keys(network.properties).includes('dnsServers'), Object.keys(etcd.properties).includes('dedicatedVolume'), tags]).toEqual([false, false, undefined]);
    expect(keywordsOf(features()).filter((keyword) => ['default', 'examples', '$ref', 'x-ends-in', 'x-stage'].includes(keyword))).toEqual(['x-stage']);
    expect(JSON.stringify(features())).not.toMatch(/Default: |Not yet rendered/);
  });

  it('cannot have the name of a field in requests', () => {
    expect(messages({ features: [{ ...FEATURES[0], wireName: 'audit' }] })).toEqual([
      expect.stringContaining('NameTaken: spec.features[0]: "audit" is the feature by which bodies set the field of that name; give it another wireName'),
    ]);
  });
});

describe('tells', () => {
  it.each<[string, Overrides, string[]]>([
    ['no certificates', { conformances: undefined }, ['error ProfileIncomplete: spec.conformances: a self-description names at least one certificate of conformance, such as scs-0502-v1']],
    ['no address', { endpoint: undefined }, ['error ProfileIncomplete: spec.endpoint: a self-description says where clusters are ordered']],
    ['no regions', { regions: undefined }, ['error ProfileIncomplete: spec.regions: a self-description lists the regions and their zones']],
    ['no flavors', { flavors: undefined }, ['error ProfileIncomplete: spec.flavors: a self-description lists the flavors that can be ordered, by SCS names']],
    ['two minors', { kubernetesVersions: [{ minor: '1.36' }, { minor: '1.35' }] }, [
      'error ProfileIncomplete: spec.kubernetesVersions: a self-description lists at least 3 Kubernetes minors, and there are 2',
    ]],
    ['a maintained minor that is left out, and one without fixes', { kubernetesVersions: [{ minor: '1.36' }, { minor: '1.34' }, { minor: '1.37' }] }, [
      'warning VersionEndOfLife: spec.kubernetesVersions[1].minor: Kubernetes 1.34 gets no fixes since 2026-10-27 (scs-0210-v2/eol-branch)',
      'warning NotConformant: spec.kubernetesVersions: Kubernetes 1.35 is maintained and not offered (scs-0210-v2/branches-offered)',
    ]],
    ['a minor that the table does not have', { kubernetesVersions: [...PUBLISHED.kubernetesVersions, { minor: '1.99' }] }, [
      'error VersionUnknown: spec.kubernetesVersions[3].minor: Kubernetes 1.99 is not in the version table of this release (of 2026-11-23) '
      + '(allowed: 1.29, 1.30, 1.31, 1.32, 1.33, 1.34, 1.35, 1.36, 1.37)',
    ]],
    ['a minor that the management cluster does not support', { management: { clusterApi: '1.14.0' } }, [
      'error VersionNotOffered: spec.kubernetesVersions[2].minor: Cluster API of the management cluster does not support Kubernetes 1.37 '
      + '(allowed: 1.31, 1.32, 1.33, 1.34, 1.35, 1.36)',
    ]],
    ['a flavor without an SCS name', { flavors: [{ name: 'SCS-4V-16' }, { name: 'gpu', cpus: 2, memory: '4Gi', disk: '0' }] }, [
      'warning FieldWithoutEffect: spec.flavors[1].name: "gpu" is not published: clients of the draft read the size of machines from SCS names (scs-0100-v3)',
    ]],
  ])('of %s', (_, spec, expected) => {
    expect(messages(spec)).toEqual(expected.map((text) => expect.stringContaining(text)));
    expect(discover(profileWith({ ...PUBLISHED, ...spec })).document === undefined).toBe(expected.some((text) => text.startsWith('error')));
  });
});

it('is valid by its published schema, for any profile', () => {
  fc.assert(fc.property(profileArbitrary, (random) => {
    const { document, diagnostics } = discover(published(random));
    expect(diagnostics.filter(({ severity }) => severity === 'Error')).toEqual([]);
    expect([validate(document), validate.errors]).toEqual([true, null]);
  }), { numRuns: 50 });
});

it('depends on nothing in a profile but what it publishes, so that it cannot tell anything else', () => {
  fc.assert(fc.property(profileArbitrary, profileArbitrary, (first, second) => {
    const source = published(first);
    const own = Object.fromEntries(SOURCES.map((field) => [field, (source.spec as unknown as Overrides)[field]]));
    const others = Object.fromEntries(Object.entries(second.spec).filter(([field]) => !SOURCES.includes(field)));
    const mixed = { ...second, spec: { ...others, ...own } } as unknown as ProviderProfileDocument;
    expect(JSON.stringify(discover(mixed).document)).toBe(JSON.stringify(discover(source).document));
  }), { numRuns: 50 });
});

it('has no text of what is secret or of the management cluster in it', () => {
  const marked = (text: string) => `MARK-${text}`.toLowerCase();
  const { document } = discover(profile({ spec: {
    ...PUBLISHED,
    management: { egressCidrs: ['192.0.2.77/32'] },
    credentials: { secretRef: { name: marked('secret') }, cloudName: marked('cloud'), orcSecretRef: { name: marked('orc') }, inCluster: { secretRef: { name: marked('inside') } } },
    openstack: { image: { name: marked('image') }, externalNetwork: { name: marked('network') }, sshKeyName: marked('key') },
    flavors: [{ name: 'SCS-4V-16', machineType: marked('machine') }],
    defaults: { tags: [marked('tag')], network: { dnsServers: ['192.0.2.53'] } },
    policy: { enforce: { network: { serviceDomain: 'mark-policy.local' } } },
    expert: { files: [{ path: `/etc/${marked('file')}`, content: 'x' }] },
    registries: { mirrors: [{ host: 'docker.io', endpoints: ['https://mark-mirror.example.org'] }] },
  } }));
  expect(document).toBeDefined();
  expect(JSON.stringify(document)).not.toMatch(/mark-|192\.0\.2/);
});

function withoutPlanned(value: unknown, schema: { readonly $ref?: string; readonly properties?: object; readonly items?: object } | undefined): unknown {
  const whole = schema?.$ref === undefined ? schema : { ...schemaOf('ScsCluster').$defs![schema.$ref.slice('#/$defs/'.length)], ...schema };
  if (Array.isArray(value)) return value.map((item) => withoutPlanned(item, whole?.items as never));
  if (!isPlainObject(value)) return value;
  const properties = (whole?.properties ?? {}) as Record<string, { readonly 'x-stage'?: string }>;
  return Object.fromEntries(Object.entries(value)
    .filter(([name]) => properties[name]?.['x-stage'] !== 'Planned')
    .map(([name, below]) => [name, withoutPlanned(below, properties[name] as never)]));
}

function keywordsOf(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(keywordsOf);
  if (!isPlainObject(schema)) return [];
  return Object.entries(schema).flatMap(([keyword, below]) => {
    if (keyword === 'properties' && isPlainObject(below)) return Object.values(below).flatMap(keywordsOf);
    return [keyword, ...keywordsOf(below)];
  });
}
