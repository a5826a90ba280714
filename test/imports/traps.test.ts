/**
 * The ten traps of `cdk8s import` on the CRDs of Cluster API and its providers, each with a test on what is committed.
 * That imports/ is what the generator writes is not tested here but by `npm run import -- --check`, which takes seconds.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JsonPatch, Testing } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import * as capi from '../../imports/capi';
import * as capo from '../../imports/capo';
import { schemaAllowsPath, type OpenApiSchema } from '../../src/objects/schema-path';
import { crdFile, readCrdSources, releaseUrl, type CrdSource } from '../../tools/import/crd-sources';
import type { ReducedCrd } from '../../tools/import/reduce-crds';

const ROOT = join(__dirname, '../..');
const SOURCES = readCrdSources(readFileSync(join(ROOT, 'cdk8s.yaml'), 'utf8'));
const MODULES = SOURCES.map((source) => [source.module, source] as const);
const RELEASES = SOURCES.flatMap((source) => source.releases.map((release) => [crdFile(source, release), source, release] as const));

const CRDS = new Map(RELEASES.map(([file]) => [file, parseCrds(readFileSync(join(ROOT, file), 'utf8'))]));

function parseCrds(text: string): ReducedCrd[] {
  return parseAllDocuments(text).map((document) => document.toJS());
}

/** The CRDs that the classes are generated from. */
function classesOf(source: CrdSource): ReducedCrd[] {
  return CRDS.get(crdFile(source, source.releases[0]))!;
}

function schemaOf(crd: ReducedCrd): OpenApiSchema {
  return crd.spec.versions[0].schema.openAPIV3Schema as OpenApiSchema;
}

function codeOf(module: string): string {
  const folder = join(ROOT, 'imports', module);
  return readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
}

/** The kinds that have a file. */
function kindsOf(module: string): string[] {
  return readdirSync(join(ROOT, 'imports', module)).filter((file) => file !== 'index.ts').map((file) => file.replace(/\.ts$/, ''));
}

/** All schemas inside a schema, itself first. */
function nodes(schema: OpenApiSchema): OpenApiSchema[] {
  const { properties = {}, items, additionalProperties } = schema;
  const children = [...Object.values(properties), items, additionalProperties].filter((child) => typeof child === 'object');
  return [schema, ...(children as OpenApiSchema[]).flatMap(nodes)];
}

function machineDeployment(rollingUpdate: capi.MachineDeploymentSpecRolloutStrategyRollingUpdate): capi.MachineDeployment {
  return new capi.MachineDeployment(Testing.chart(), 'pool', {
    spec: {
      clusterName: 'demo',
      selector: {},
      rollout: { strategy: { type: capi.MachineDeploymentSpecRolloutStrategyType.ROLLING_UPDATE, rollingUpdate } },
      template: { spec: { clusterName: 'demo', bootstrap: {}, infrastructureRef: { apiGroup: 'g', kind: 'K', name: 'n' } } },
    },
  });
}

describe('1: one file per group, the last one wins', () => {
  test.each(MODULES)('%s has a class for every CRD of its file', (module, source) => {
    const kinds = [...codeOf(module).matchAll(/^ {4}kind: '(\w+)',$/gm)].map(([, kind]) => kind);
    expect(kinds.sort()).toEqual(classesOf(source).map((crd) => crd.spec.names.kind).sort());
  });

  test('providers that share a group have a folder each', () => {
    const shared = SOURCES.filter((source) => source.apis.some((api) => api.startsWith('infrastructure.cluster.x-k8s.io/')));
    expect(shared.map((source) => source.module)).toEqual(['capd', 'capo']);
    // The command writes IP as Ip.
    const lowerCase = (names: readonly string[]) => names.map((name) => name.toLowerCase()).sort();
    for (const source of shared) expect(lowerCase(kindsOf(source.module))).toEqual(lowerCase(classesOf(source).map((crd) => crd.spec.names.kind)));
  });
});

describe('2: the plain class name goes to the version listed first', () => {
  test.each(RELEASES)('%s has one wanted version per CRD', (file, source) => {
    for (const crd of CRDS.get(file)!) {
      const { group, versions } = crd.spec;
      expect(versions).toHaveLength(1);
      expect(source.apis).toContain(`${group}/${versions[0].name}`);
    }
  });

  test('the classes are of the wanted versions', () => {
    expect(capi.Cluster.GVK).toEqual({ apiVersion: 'cluster.x-k8s.io/v1beta2', kind: 'Cluster' });
    expect(capi.KubeadmControlPlane.GVK.apiVersion).toBe('controlplane.cluster.x-k8s.io/v1beta2');
    expect(capi.KubeadmConfigTemplate.GVK.apiVersion).toBe('bootstrap.cluster.x-k8s.io/v1beta2');
    expect(capo.OpenStackCluster.GVK.apiVersion).toBe('infrastructure.cluster.x-k8s.io/v1beta1');
    expect(capo.OpenStackServer.GVK.apiVersion).toBe('infrastructure.cluster.x-k8s.io/v1alpha1');
  });

  test.each(MODULES)('no class of %s carries a version in its name', (module) => {
    expect(codeOf(module)).not.toMatch(/class \w+V\d+((Alpha|Beta)\d+)? extends/);
  });
});

test.each(MODULES)('3: NAME:= is a prefix of the file name; the files of %s are named for their kind', (module) => {
  for (const kind of kindsOf(module)) {
    expect(readFileSync(join(ROOT, 'imports', module, `${kind}.ts`), 'utf8')).toMatch(new RegExp(`^export class ${kind} extends ApiObject`, 'm'));
  }
});

describe('4: field names are re-cased', () => {
  const wireNames = (module: string) =>
    [...codeOf(module).matchAll(/^ {4}'([^']+)': .*?obj\.(\w+)/gm)].map(([, wire, field]) => ({ wire, field }));

  test.each(MODULES)('no field of %s is lost by it, and all get their wire name back', (module, source) => {
    // Each struct is generated once per place where it is used, so both sides have the same number of each name.
    const expected = classesOf(source).flatMap((crd) => {
      const { apiVersion, kind, ...own } = schemaOf(crd).properties!;
      return nodes({ properties: own }).flatMap((node) => Object.keys(node.properties ?? {}));
    });
    expect(wireNames(module).map(({ wire }) => wire).sort()).toEqual(expected.sort());
  });

  test.each([
    ['capi', [
      'certSANs certSaNs', 'etcdAPICallSeconds etcdApiCallSeconds', 'insecureSkipTLSVerify insecureSkipTlsVerify',
      'kubernetesAPICallSeconds kubernetesApiCallSeconds', 'localAPIEndpoint localApiEndpoint', 'openAPIV3Schema openApiv3Schema',
      'peerCertSANs peerCertSaNs', 'providerID providerId', 'providerIDList providerIdList', 'proxyURL proxyUrl', 'replaceFS replaceFs',
      'serverCertSANs serverCertSaNs', 'unsafeSkipCAVerification unsafeSkipCaVerification',
      'x-kubernetes-int-or-string xKubernetesIntOrString',
      'x-kubernetes-preserve-unknown-fields xKubernetesPreserveUnknownFields', 'x-kubernetes-validations xKubernetesValidations',
      'x-metadata xMetadata',
    ]],
    ['capo', [
      'allowedCIDRs allowedCidRs', 'apiServerFixedIP apiServerFixedIp', 'apiServerFloatingIP apiServerFloatingIp',
      'disableAPIServerFloatingIP disableApiServerFloatingIp', 'fixedIP fixedIp', 'flavorID flavorId', 'floatingIP floatingIp',
      'floatingIPNetwork floatingIpNetwork', 'floatingIPPoolRef floatingIpPoolRef', 'gatewayIP gatewayIp', 'hostID hostId',
      'ipv6RAMode ipv6RaMode', 'networkMTU networkMtu', 'ovsHWOffload ovsHwOffload', 'projectID projectId', 'providerID providerId',
      'remoteGroupID remoteGroupId', 'remoteIPPrefix remoteIpPrefix', 'trustedVF trustedVf',
    ]],
    ['capd', ['customHAProxyConfigTemplateRef customHaProxyConfigTemplateRef', 'providerID providerId']],
    ['orc', [
      'dnsPublishFixedIP dnsPublishFixedIp', 'enableDHCP enableDhcp', 'fixedIP fixedIp', 'floatingIP floatingIp', 'gatewayIP gatewayIp',
      'hostID hostId', 'minDiskGB minDiskGb', 'minMemoryMB minMemoryMb', 'remoteIPPrefix remoteIpPrefix', 'segmentationID segmentationId',
    ]],
  ])('the fields of %s that are called differently in TypeScript are known', (module, expected) => {
    const changed = wireNames(module).filter(({ wire, field }) => wire !== field).map(({ wire, field }) => `${wire} ${field}`);
    expect([...new Set(changed)].sort()).toEqual(expected);
  });

  test('so are kinds', () => {
    expect(capo.OpenStackFloatingIpPool.GVK.kind).toBe('OpenStackFloatingIPPool');
  });
});

describe('5: unknown fields vanish without a word', () => {
  const cluster = () =>
    new capo.OpenStackCluster(Testing.chart(), 'demo', {
      spec: {
        identityRef: { type: capo.OpenStackClusterSpecIdentityRefType.SECRET, name: 'cloud', cloudName: 'openstack' },
        apiServerLoadBalancer: { enabled: true },
      },
    });
  const pointer = '/spec/apiServerLoadBalancer/allowedCIDRs';

  test('a patch of the construct in wire names is dropped, so overrides act on the final manifest', () => {
    const object = cluster();
    object.addJsonPatch(JsonPatch.add(pointer, ['192.0.2.0/24']));
    expect(object.toJson().spec.apiServerLoadBalancer).toEqual({ enabled: true });
  });

  test('a field of the CRD is told from one that would vanish', () => {
    const crd = SOURCES.flatMap(classesOf).find(({ spec }) => spec.names.kind === 'OpenStackCluster')!;
    const schema = schemaOf(crd);
    expect(schemaAllowsPath(schema, pointer.slice(1).split('/'))).toEqual({ allowed: true });
    expect(schemaAllowsPath(schema, ['spec', 'apiServerLoadBalancer', 'allowedCidRs'])).toMatchObject({ allowed: false, at: 2 });
  });

  test('no code of the package patches an L1 construct', () => {
    const files = readdirSync(join(ROOT, 'src'), { recursive: true }).map(String).filter((file) => file.endsWith('.ts'));
    expect(files.filter((file) => readFileSync(join(ROOT, 'src', file), 'utf8').includes('addJsonPatch('))).toEqual([]);
  });
});

describe('6: int-or-string fields are classes', () => {
  test('a plain number vanishes, a number in its class does not', () => {
    const plain = machineDeployment({ maxSurge: 1 as never });
    expect(plain.toJson().spec.rollout.strategy.rollingUpdate).toEqual({});
    const typed = machineDeployment({
      maxSurge: capi.MachineDeploymentSpecRolloutStrategyRollingUpdateMaxSurge.fromNumber(1),
      maxUnavailable: capi.MachineDeploymentSpecRolloutStrategyRollingUpdateMaxUnavailable.fromString('10%'),
    });
    expect(typed.toJson().spec.rollout.strategy.rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: '10%' });
  });

  test.each(MODULES)('every int-or-string of %s has its class', (module, source) => {
    const fields = classesOf(source).flatMap((crd) => nodes(schemaOf(crd)).filter((node) => node['x-kubernetes-int-or-string']));
    const code = codeOf(module);
    for (const part of ['static fromNumber(', 'static fromString(', 'private constructor(public readonly value: number | string)']) {
      expect(code.split(part)).toHaveLength(fields.length + 1);
    }
  });
});

test('7: the required fields with a default, which stay required in the classes, are known', () => {
  const found = SOURCES.flatMap(classesOf).flatMap((crd) =>
    nodes(schemaOf(crd)).flatMap((node) =>
      ((node.required ?? []) as string[])
        .filter((name) => node.properties?.[name]?.default !== undefined)
        .map((name) => `${crd.spec.names.kind} ${name}: ${JSON.stringify(node.properties![name].default)}`),
    ),
  );
  expect([...new Set(found)]).toEqual([
    'OpenStackCluster enabled: true',
    'OpenStackCluster type: "Secret"',
    'OpenStackCluster allowAllInClusterTraffic: false',
    'OpenStackClusterTemplate enabled: true',
    'OpenStackClusterTemplate type: "Secret"',
    'OpenStackClusterTemplate allowAllInClusterTraffic: false',
    'OpenStackFloatingIPPool type: "Secret"',
    'OpenStackMachine type: "Secret"',
    'OpenStackMachineTemplate type: "Secret"',
    'OpenStackServer type: "Secret"',
  ]);
});

describe('8: enums are real enums only where the schema names them', () => {
  test.each(MODULES)('each enum of %s has all of its values', (module, source) => {
    const schemas = classesOf(source).flatMap((crd) => nodes(schemaOf(crd)));
    const expected = schemas.flatMap((node) => (node.enum ? [JSON.stringify(node.enum)] : []));
    const actual = [...codeOf(module).matchAll(/^export enum \w+ \{\n([^}]*)^\}/gm)].map(
      ([, body]) => `[${[...body.matchAll(/^ {2}\w+ = (.+),$/gm)].map(([, value]) => value)}]`,
    );
    expect(actual.sort()).toEqual(expected.sort());
  });

  test('the status of an unhealthy node condition is a string in the class and an enum nowhere', () => {
    expect(codeOf('capi')).toMatch(/interface MachineHealthCheckSpecChecksUnhealthyNodeConditions \{[^}]*readonly status: string;/);
  });
});

test.each(RELEASES)('9: CRDs move inside the source tree; %s comes from a release file', (file, source, release) => {
  const url = releaseUrl(source, release);
  expect(url).toContain(`/releases/download/${release}/`);
  expect(readFileSync(join(ROOT, file), 'utf8').split('\n').slice(0, 3)).toEqual([
    `# CRDs of ${source.provider} ${release} (Apache-2.0), each reduced to one version, without descriptions and status.`,
    '# Written by `npm run import -- --refresh`; do not edit. From:',
    `# ${url}`,
  ]);
});

test('10: the command writes what it imported to cdk8s.yaml, which loses its comments; ours has them still', () => {
  const text = readFileSync(join(ROOT, 'cdk8s.yaml'), 'utf8');
  expect(text).toMatch(/^# Read by cdk8s-cli/);
  expect(text).not.toMatch(/^imports:/m);
});
