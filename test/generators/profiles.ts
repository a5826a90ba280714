import type { Arbitrary } from 'fast-check';
import type { ProviderProfileDocument } from '../../src/profile';
import { defined, drawn, type Draw } from './draw';
import { drawFeatures } from './features';
import { duration, ID, PEM } from './machine-settings';
import { expert, forIgnition } from './expert';
import { groups, serverOffer } from './servers';
import { settings } from './settings';

/** Minors that all releases of Cluster API support which a profile can name here. */
export const MINORS = ['1.36', '1.35', '1.34', '1.33'] as const;
const FLAVOR_OF_ALL = { name: 'SCS-2V-4-20s' };
const OTHER_FLAVORS = ['SCS-4V-8', 'SCS-4V-16', 'SCS-8C-32-100', 'SCS-4V-16-20n'];

/** Profiles for which every description that `descriptionArbitrary` makes is valid; they cover all fields that work. */
export const profileArbitrary: Arbitrary<ProviderProfileDocument> = drawn(drawProfile);

export function drawProfile(draw: Draw): ProviderProfileDocument {
  const regions = draw.oneOf(1, 0, 2) === 0 ? undefined : drawRegions(draw);
  const volumeTypes = draw.oneOf(undefined, ['ssd'], ['ssd', 'hdd']);
  const provider = draw.oneOf(undefined, 'amphora', 'ovn', 'none', 'kube-vip');
  const enforce = draw.oneOf(
    undefined, {}, { audit: { level: 'Metadata' } }, { podSecurity: { enforce: 'restricted' }, deletionProtection: true }, { network: { dnsServers: ['9.9.9.9'] } },
  );
  const os = draw.oneOf(undefined, 'ubuntu', 'debian', 'rockylinux', 'flatcar', undefined);
  const management = drawManagement(draw, os === 'flatcar');
  const flavors = draw.boolean() ? drawFlavors(draw, regions) : undefined;
  const canAllow = (provider === undefined || provider === 'amphora') && management?.egressCidrs !== undefined;
  const openstack = drawOpenStack(draw, provider, os);
  const features = draw.boolean() ? drawFeatures(draw, flavors?.map(({ name }) => name)) : undefined;
  const defaults = draw.fields({
    ...settings(draw, {
      zones: regions?.length === 1 ? regions[0].zones : [],
      flavors: flavors === undefined ? ['SCS-4V-8', 'SCS-2V-4-20'] : flavors.filter(({ zones }) => zones === undefined).map(({ name }) => name),
      requiredCpus: cpusEverywhere(flavors),
      gpuModel: gpuModelEverywhere(flavors),
      volumeTypes: volumeTypes ?? [],
      allowList: canAllow,
      allocationPools: openstack.allocationPools !== undefined,
      features: features !== undefined,
    }),
    ...(regions && { region: () => draw.oneOf(...regions.map(({ name }) => name)) }),
  });
  const document = {
    apiVersion: 'kaas.scs.community/v1alpha1',
    kind: 'ProviderProfile',
    metadata: { name: draw.oneOf('scs-cloud', 'a') },
    spec: defined({
      target: 'capi-openstack',
      management,
      regions,
      flavors,
      openstack,
      features,
      volumeTypes: volumeTypes?.map((name) => ({ name, ...draw.fields({ volumeType: () => `ceph-${name}`, replicated: () => draw.boolean() }) })),
      ...draw.fields({
        composition: () => 'Plain',
        conformances: () => [{ scope: 'scs-0502-v1', ...draw.fields({ certificate: () => 'https://example.org/cert', validUntil: () => '2027-06-30' }) }],
        endpoint: () => ({ url: 'https://kaas.example.org', ...draw.fields({ type: () => draw.oneOf('Rest', 'Kubernetes') }) }),
        kubernetesVersions: () => draw.some(MINORS, 1).map((minor) => ({
          minor,
          ...draw.fields({ state: () => draw.oneOf('Supported', 'Deprecated', 'Preview'), released: () => '2026-05-20', endOfLife: () => '2027-06-28' }),
        })),
        credentials: () => drawCredentials(draw, regions !== undefined),
        cni: () => drawCni(draw),
        autoscaler: () => drawAutoscaler(draw),
        metrics: () => draw.fields({ expose: () => draw.oneOf('None', 'Cluster') }),
        addons: () => draw.fields({ delivery: () => 'None' }),
        ...nodeSystem(draw),
        ...controlPlane(draw, enforce !== undefined && 'podSecurity' in enforce),
        defaults: () => lacking(defaults, enforce),
        policy: () => defined({
          enforce,
          ...draw.fields({
            requireAllowedCidrs: () => canAllow && draw.boolean(),
            maxNodes: () => draw.oneOf(1000, 100000),
            minFlavor: () => draw.fields({ cpus: () => draw.integer(1, 2), memory: () => draw.oneOf('512Mi', '4Gi') }),
            allowExpert: () => draw.boolean(),
          }),
        }),
        onUnsupported: () => draw.oneOf('Error', 'Warn'),
      }),
      expert: drawExpert(draw, openstack),
    }),
  } as unknown as ProviderProfileDocument;
  const { spec } = document;
  return {
    ...document,
    spec: {
      ...spec,
      ...(spec.defaults && { defaults: withEndpoint(draw, withAuditPolicy(draw, spec.defaults, spec.policy?.enforce), openstack) }),
      ...(spec.credentials && { credentials: withApplicationCredentials(draw, spec.credentials) }),
    },
  };
}

/** A policy is used instead of level and rules, also of those that a profile has among its defaults. */
export function withAuditPolicy<T extends { readonly audit?: object }>(draw: Draw, given: T, enforced: Enforced = {}): T {
  if (enforced.audit?.level !== undefined || draw.integer(0, 4) < 4) return given;
  return { ...given, audit: { ...given.audit, level: 'Metadata', rules: [], policyRef: { name: draw.oneOf('audit-1', 'audit-2'), key: draw.oneOf('policy.yaml', 'p') } } };
}

/** Instead of an address where there is no load balancer; one inside where load balancers have a network of their own. */
function withEndpoint(draw: Draw, defaults: NonNullable<ProviderProfileDocument['spec']['defaults']>, openstack: OpenStack): typeof defaults {
  const { provider, network } = openstack.apiLoadBalancer ?? {};
  if (draw.integer(0, 3) < 3) return defaults;
  const { address: _instead, ...apiServer } = defaults.apiServer ?? {};
  if (provider === 'none') {
    return { ...defaults, apiServer: { ...apiServer, endpoint: { host: draw.oneOf('api.example.org', '192.0.2.11'), ...draw.fields({ port: () => 443 }) } } };
  }
  return network !== undefined && openstack.externalNetworkEnabled !== false ? { ...defaults, apiServer: { ...defaults.apiServer, internalAddress: '10.8.0.252' } } : defaults;
}

type OpenStack = NonNullable<ProviderProfileDocument['spec']['openstack']>;

/** ORC logs in with a Secret that is not Cluster API's; an identity is shared by clusters. */
function withApplicationCredentials(draw: Draw, credentials: NonNullable<ProviderProfileDocument['spec']['credentials']>): typeof credentials {
  if (draw.integer(0, 2) < 2) return credentials;
  const credential = (name: string) => ({
    secretRef: { name: draw.oneOf(name, `${name}-{cluster}`) },
    ...draw.fields({ roles: () => draw.some(['member', 'load-balancer_member']), expiresAt: () => draw.oneOf('2027-06-30T00:00:00Z', '2028-01-31T02:00:00.5+01:00') }),
  });
  const uses = credentials.identityRef === undefined ? draw.some(['management', 'inCluster'] as const, 1) : ['inCluster'];
  return {
    ...credentials,
    orcSecretRef: { name: draw.oneOf('orc', 'orc-{cluster}') },
    applicationCredentials: {
      user: draw.oneOf<object>({ id: ID }, { id: ID.replaceAll('-', '') }, { name: 'cluster-api', domain: 'Default' }, { name: 'clusters', domain: 'users' }),
      ...(uses.includes('management') && { management: credential('value') }),
      ...(uses.includes('inCluster') && { inCluster: credential('in-cluster') }),
    },
  };
}

/** Without groups that are made for clusters, machines need others. */
function drawExpert(draw: Draw, openstack: NonNullable<ProviderProfileDocument['spec']['openstack']>): unknown {
  const settingsOfExpert = draw.boolean() ? expert(draw, serverOffer({ openstack })) as object : undefined;
  const drawnExpert = settingsOfExpert && openstack.os === 'flatcar' ? forIgnition(settingsOfExpert) as object : settingsOfExpert;
  return openstack.securityRules?.managed === false && openstack.portSecurity !== false ? { ...drawnExpert, securityGroups: groups(draw, 1) } : drawnExpert;
}

interface DrawnRegion {
  readonly name: string;
  readonly zones: readonly string[];
}

function drawRegions(draw: Draw): DrawnRegion[] {
  return draw.some(['RegionOne', 'region-2'], 1).map((name) => ({
    name,
    zones: draw.some(['az1', 'az2', 'az3', 'Zone.B'], 1, 3),
    ...draw.fields({ country: () => 'DE', jurisdiction: () => 'EU' }),
  }));
}

function drawManagement(draw: Draw, ignition: boolean): { readonly egressCidrs?: readonly string[]; readonly featureGates?: readonly string[] } | undefined {
  const gates = ignition ? ['KubeadmBootstrapFormatIgnition'] : [];
  const drawn = draw.oneOf(false, true) ? draw.fields({
    clusterApi: () => draw.oneOf('1.14', '1.13', '1.12', '1.14.2', '1.12.8'),
    featureGates: () => [...gates, ...draw.some(['MachineTaintPropagation', 'PriorityQueue'])],
    egressCidrs: () => draw.some(['203.0.113.7/32', '198.51.100.0/24']),
    syncedLabels: () => draw.some(['^example\\.org/', 'tier']),
    syncedAnnotations: () => ['^example\\.org/'],
  }) : undefined;
  return ignition ? { featureGates: gates, ...drawn } : drawn;
}

/** Of flavors without GPUs that all zones have: the first of the list has two, all others have at least four, and 2Gi for each. */
export function cpusEverywhere(flavors: readonly DrawnFlavor[] | undefined): number[] {
  const plain = (flavors ?? []).filter(({ zones, gpus }) => zones === undefined && gpus === undefined);
  return [2, 4].slice(0, plain.length);
}

interface DrawnFlavor {
  readonly name: string;
  readonly gpus?: { readonly model?: string };
  readonly zones?: readonly string[];
}

/** Of a flavor that all zones have. */
export function gpuModelEverywhere(flavors: readonly DrawnFlavor[] | undefined): string | undefined {
  const flavor = flavors?.find(({ zones, gpus }) => zones === undefined && gpus !== undefined);
  return flavor && (flavor.gpus!.model ?? '');
}

/** A flavor can be missing in zones where the region is known. */
function drawFlavors(draw: Draw, regions: readonly DrawnRegion[] | undefined): DrawnFlavor[] {
  const zones: Record<string, () => unknown> = regions?.length === 1 ? { zones: () => draw.some(regions[0].zones, 1) } : {};
  const gpus = (): object => ({ count: draw.integer(1, 4), ...draw.fields({ model: () => draw.oneOf('', 'L40S', 'H100') }) });
  const named = draw.some(OTHER_FLAVORS).map((name) => ({
    name,
    ...draw.fields({
      machineType: () => `m-${name}`, cpus: () => 8, memory: () => '64Gi', disk: () => '100Gi', secaSku: () => draw.oneOf('', 'seca.l'), ...zones,
    }),
  }));
  const others = draw.some(['gpu-large', 'gpu-huge']).map((name) => ({
    name, cpus: name === 'gpu-large' ? 8 : 16, memory: '64Gi', disk: draw.oneOf('100Gi', '0'),
    ...draw.fields({ machineType: () => `m-${name}`, architecture: () => draw.oneOf('amd64', 'arm64'), gpus, ...zones }),
  }));
  return [FLAVOR_OF_ALL, ...named, ...others];
}

function drawAutoscaler(draw: Draw): unknown {
  return draw.fields({
    enabled: () => draw.boolean(),
    image: () => draw.oneOf('registry.example.org/autoscaler:v1', 'registry.example.org/autoscaler:v2'),
    extraArgs: () => draw.some([{ name: 'scale-down-unneeded-time', value: '20m' }, { name: 'expander', value: 'random' }, { name: 'balancing-ignore-label', value: 'rack' }]),
  });
}

/** Calico needs kube-proxy. */
function drawCni(draw: Draw): unknown {
  const type = draw.oneOf(undefined, 'cilium', 'calico', 'None');
  return defined({ type, ...draw.fields({ kubeProxyReplacement: () => (type === 'calico' ? false : draw.boolean()) }) });
}

function drawCredentials(draw: Draw, withRegion: boolean): unknown {
  const name = (): string => draw.oneOf('{cluster}-cloud-config', 'shared', '{namespace}.{cluster}', ...(withRegion ? ['cloud-{region}'] : []));
  const identity = draw.boolean();
  return {
    ...draw.fields({
      cloudName: () => draw.oneOf('openstack', 'admin'),
      inCluster: () => draw.fields({ secretRef: () => ({ name: name() }), interface: () => draw.oneOf('public', 'internal') }),
      ...(identity ? {} : { secretRef: () => ({ name: name() }), orcSecretRef: () => ({ name: name() }) }),
    }),
    ...(identity && { identityRef: { name: draw.oneOf('shared', 'own') }, orcSecretRef: { name: name() } }),
  };
}

/** Whatever is not Ubuntu or Debian needs an image that is named. */
function drawOpenStack(draw: Draw, provider: string | undefined, os: string | undefined): NonNullable<ProviderProfileDocument['spec']['openstack']> {
  const outside = provider !== 'none' && draw.integer(0, 7) === 7 ? false : draw.oneOf(undefined, true);
  const filter = draw.oneOf('made', 'made', 'made', 'made', 'others', 'none');
  const bastion = draw.integer(0, 2) === 2 ? drawBastion(draw, outside !== false) : undefined;
  const volumeZone = draw.oneOf<object>({}, { blockStorageZones: 'Ignore' }, { blockStorageZones: 'SameAsCompute' }, { blockStorageZone: draw.oneOf('nova', 'b') });
  const ref = (name: string): unknown => draw.oneOf({ name }, { id: ID }, { name: `${name}-2` }, { id: ID.replace('5', '6') });
  const isNamed = os === 'rockylinux' || os === 'flatcar';
  return defined({
    os,
    ...(isNamed && { image: drawImage(draw, [{ name: `${os}-{version}` }, { id: ID }]) }),
    externalNetworkEnabled: outside,
    bastion,
    ...volumeZone,
    ...(filter === 'none' && { portSecurity: false }),
    ...(filter === 'made' && draw.fields({ portSecurity: () => true })),
    ...(filter === 'others' && { securityRules: { managed: false } }),
    apiLoadBalancer: provider === undefined ? undefined : {
      provider,
      ...draw.fields({
        flavor: () => 'ha',
        availabilityZone: () => 'az1',
        additionalPorts: () => draw.some([8132, 9345]),
        ...(provider === 'kube-vip' && {
          kubeVip: () => draw.fields({ image: () => draw.oneOf('registry.example.org/kube-vip:v1.2.3', 'registry.example.org/kube-vip:v1.2.2'), interface: () => draw.oneOf('ens3', 'eth0') }),
        }),
        monitor: () => draw.fields({
          delay: () => draw.oneOf('10s', '1m'),
          timeout: () => draw.oneOf('5s', '9000ms'),
          maxRetries: () => draw.integer(1, 10),
          maxRetriesDown: () => draw.integer(1, 10),
        }),
      }),
      ...(provider !== 'none' && provider !== 'kube-vip' && loadBalancerPlace(draw)),
    },
    ...draw.fields({
      externalNetwork: () => ref('public'),
      ...(isNamed ? {} : { image: () => drawImage(draw, [{}, { name: 'node-{version}' }, { id: ID }, { name: 'node' }]) }),
      serviceLoadBalancer: () => draw.fields({ provider: () => draw.oneOf('amphora', 'ovn', 'none'), floatingNetwork: () => ref('public') }),
      mtu: () => draw.integer(1280, 9216),
      routerAddresses: () => draw.list(0, 2, () => ({ subnet: ref('public-v4'), ...draw.fields({ address: () => '203.0.113.17' }) })),
      allocationPools: () => draw.some([{ start: '10.8.2.2', end: '10.8.2.2' }, { start: '10.8.0.10', end: '10.8.1.250' }]),
      sshKeyName: () => 'ops',
      hostsPerZone: () => draw.oneOf(1000, 10000),
      configDrive: () => draw.boolean(),
      ...(filter === 'made' && { securityRules: () => drawSecurityRules(draw, bastion?.enabled === true) }),
      volumeAttachLimit: () => draw.oneOf(20, 64),
    }),
  });
}

/** By one of some names, or imported; a hash fits one file. */
function drawImage(draw: Draw, names: readonly object[]): unknown {
  const file = draw.oneOf<object>(
    { url: 'https://images.example.org/node-{version}.qcow2' }, { url: 'https://images.example.org/node.img.bz2' },
    { url: 'https://images.example.org/node.img', hash: `sha256:${'9f'.repeat(32)}` }, { url: 'https://images.example.org/node.img', hash: `sha512:${'a0'.repeat(64)}` },
  );
  return {
    ...draw.oneOf<object>(...names, { orc: { ...file, ...draw.fields({ format: () => draw.oneOf('Qcow2', 'Raw') }) } }),
    ...draw.fields({ blockDevices: () => draw.oneOf('ByTag', 'Virtio', 'Scsi') }),
  };
}

/** One that is switched off may lack everything. */
function drawBastion(draw: Draw, floating: boolean): { readonly enabled?: boolean } {
  const enabled = draw.oneOf(undefined, false, true, true);
  const settings = {
    flavor: () => draw.oneOf('SCS-1V-2', 'SCS-1L-1'),
    image: () => draw.oneOf<object>({ name: 'Debian 13' }, { id: ID }, { name: 'Debian 12' }, { id: ID.replace('5', '6') }),
    sshKeyName: () => draw.oneOf('ops', 'bastion'),
  };
  const whole = Object.fromEntries(Object.entries(settings).map(([field, make]) => [field, make()]));
  return defined({ enabled, ...(enabled ? whole : draw.fields(settings)), ...(floating && draw.fields({ floatingIP: () => draw.oneOf('203.0.113.11', '203.0.113.12') })) });
}

/** A subnet is looked for in its network, by its id. */
function loadBalancerPlace(draw: Draw): Record<string, unknown> {
  const network = draw.oneOf<object>({ name: 'lb' }, { id: ID }, { name: 'lb-2' }, { id: ID.replace('5', '6') });
  return draw.oneOf<Record<string, unknown>>({}, { network }, { network, subnets: [{ id: draw.oneOf(ID.replace('5', '7'), ID.replace('5', '8')) }] });
}

function drawSecurityRules(draw: Draw, hasBastion: boolean): unknown {
  const inCluster = draw.oneOf(undefined, 'LeastPrivilege', 'AllowAll');
  const rules = (): unknown => draw.list(0, 2, (index) => {
    const ports = draw.oneOf(
      {}, { protocol: 'icmp', portRangeMin: 8, portRangeMax: 0 }, { protocol: 'tcp' }, { protocol: 'udp', portRangeMin: 1, portRangeMax: 65535 },
      { protocol: '6', portRangeMin: 22 },
    );
    const etherType = draw.oneOf(undefined, 'IPv4', 'IPv6');
    const range = { remoteIPPrefix: etherType === 'IPv6' ? 'fd00::/8' : '192.0.2.0/24' };
    const others = draw.oneOf<object>({}, range,
      ...(inCluster === 'AllowAll' ? [] : [{ remoteManagedGroups: draw.some(['controlplane', 'worker'], 1) }]),
      ...(hasBastion ? [{ remoteManagedGroups: ['bastion'] }] : []));
    const free = draw.fields({ description: () => 'What it is for', direction: () => draw.oneOf('ingress', 'egress') });
    return defined({ name: `extra-${index}`, etherType, ...ports, ...others, ...free });
  });
  const additional = (): unknown => draw.fields({ allNodes: rules, controlPlane: rules, workers: rules });
  return defined({ inCluster, ...draw.fields({ managed: () => true, additional }) });
}

function nodeSystem(draw: Draw): Record<string, () => unknown> {
  return {
    registries: () => draw.fields({
      mirrors: () => draw.some(['docker.io', '_default', 'registry.example.org:5000']).map((host) => ({
        host, endpoints: draw.some(['https://a.example.org', 'http://b.example.org:5000/x'], 1), ...draw.fields({ ca: () => draw.oneOf('', PEM), authRef: () => ({ name: draw.oneOf('registry', 'other'), key: draw.oneOf('login', 'b') }) }),
      })),
      prefix: () => draw.oneOf('', 'registry.example.org:5000/kubernetes', 'mirror.example.org'),
    }),
    trust: () => draw.fields({ certificates: () => draw.list(0, 2, () => PEM) }),
    proxy: () => draw.fields({
      http: () => 'http://proxy.example.org:3128', https: () => 'http://proxy.example.org:3128/', noProxy: () => draw.some(['.example.org', '192.0.2.0/24', 'localhost']),
    }),
    ntp: () => draw.fields({ servers: () => draw.some(['ptbtime1.ptb.de', '192.0.2.1']) }),
    kubelet: () => draw.fields({ servingCertificates: () => draw.boolean() }),
  };
}

function controlPlane(draw: Draw, podSecurityFixed: boolean): Record<string, () => unknown> {
  return {
    hardening: () => ({
      ...draw.oneOf(
        {}, { tlsMinVersion: 'VersionTLS12' }, { tlsMinVersion: 'VersionTLS13', tlsCipherSuites: 'Modern' }, { tlsCipherSuites: 'Modern' },
        { tlsCipherSuites: 'Default' }, { tlsCipherSuites: 'Intermediate' },
      ),
      ...draw.fields({ profiling: () => draw.boolean() }),
    }),
    certificates: () => draw.fields({
      authorities: () => draw.fields({
        ca: () => ({ name: '{cluster}-ca' }), etcd: () => ({ name: '{cluster}-etcd' }), frontProxy: () => ({ name: '{cluster}-proxy' }),
        serviceAccount: () => ({ name: '{cluster}-sa' }),
      }),
      renewBefore: () => draw.oneOf('90d', '7d', '350d'), validity: () => draw.oneOf('365d', '1095d', '400d'), authorityValidity: () => draw.oneOf('3650d', '7300d', '2000d'),
      algorithm: () => draw.oneOf('RSA-2048', 'RSA-3072', 'RSA-4096', 'ECDSA-P256'),
    }),
    admission: () => draw.fields({
      plugins: () => [...draw.some(['NodeRestriction', 'EventRateLimit', 'AlwaysPullImages']), ...(podSecurityFixed || draw.boolean() ? ['PodSecurity'] : ['PodTopologyLabels'])],
      eventRateLimit: () => draw.fields({ qps: () => draw.integer(1, 10000), burst: () => draw.integer(1, 10000) }),
    }),
    apiServer: () => draw.fields({
      maxRequestsInflight: () => draw.integer(1, 1000), maxMutatingRequestsInflight: () => draw.integer(1, 1000), minRequestTimeout: () => duration(draw),
    }),
    etcd: () => draw.fields({
      heartbeatInterval: () => draw.oneOf('100ms', '250ms', '500ms'),
      electionTimeout: () => draw.oneOf('2500ms', '50s'),
      snapshotCount: () => draw.integer(100, 100000),
      compaction: () => draw.oneOf('8h', '90m', '500ms'),
      quota: () => draw.oneOf('4Gi', '8G'),
      defragmentation: () => draw.oneOf('30 2 * * *', '0 1 * * 6'),
      metrics: () => draw.oneOf('Local', 'Cluster'),
    }),
  };
}

/** Settings without those that the policy fixes, and without those beside them that would take away from these. */
export function obeying(given: Record<string, unknown>, enforced: Enforced = {}): Record<string, unknown> {
  return lacking(given, {
    ...enforced,
    ...(enforced.audit?.level !== undefined && { audit: { ...enforced.audit, rules: true } }),
    ...(enforced.podSecurity?.enforce !== undefined && { podSecurity: { ...enforced.podSecurity, exemptNamespaces: true } }),
  }) as Record<string, unknown>;
}

type Enforced = NonNullable<ProviderProfileDocument['spec']['policy']>['enforce'];

/** Settings without those that the policy fixes. */
export function lacking(given: unknown, enforced: unknown): unknown {
  const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject(given) || !isObject(enforced)) return given;
  return defined(Object.fromEntries(Object.entries(given).map(([key, value]) => {
    if (!(key in enforced)) return [key, value];
    return [key, isObject(enforced[key]) ? lacking(value, enforced[key]) : undefined];
  })));
}
