import { defined, type Draw } from './draw';
import { featureSettings } from './features';
import { duration, labels, PEM, rootDisk, taints, timeouts } from './machine-settings';

/** What settings of a description depend on. */
export interface Offer {
  /** Zones that may be named. */
  readonly zones: readonly string[];
  /** Flavors that every zone has. */
  readonly flavors: readonly string[];
  /** CPUs, of 2 or 4, that can be required with 2Gi for each of them; none where no requirements can be met. */
  readonly requiredCpus: readonly number[];
  /** Model of the GPUs that a flavor has which can be had everywhere, if there is one. */
  readonly gpuModel?: string;
  readonly volumeTypes: readonly string[];
  /** Whether a list of allowed ranges works. */
  readonly allowList: boolean;
  /** Whether the nodes' network must have the addresses that the profile's pools name. */
  readonly allocationPools: boolean;
  /** Whether the profile has the features of `drawFeatures`. */
  readonly features: boolean;
}

const RANGES = ['198.51.100.0/24', '192.0.2.7/32', '10.0.0.0/8'];

/** Everything that both a description and the defaults of a profile can have. What has to fit together is drawn together. */
export function settings(draw: Draw, offer: Offer): Record<string, () => unknown> {
  return {
    controlPlane: () => controlPlane(draw, offer),
    network: () => network(draw, offer),
    apiServer: () => apiServer(draw, offer),
    authentication: () => authentication(draw),
    audit: () => audit(draw),
    encryption: () => draw.oneOf({ enabled: false }, { enabled: true, configRef: { name: draw.oneOf('encryption-1', 'encryption-2'), key: draw.oneOf('config.yaml', 'c') } }),
    podSecurity: () => draw.fields({ enforce: () => podSecurityLevel(draw), audit: () => podSecurityLevel(draw), warn: () => podSecurityLevel(draw), exemptNamespaces: () => draw.some(['monitoring', 'kube-system']) }),
    etcd: () => draw.fields({
      dedicatedVolume: () => ({ size: draw.oneOf('10Gi', '16384Mi'), ...draw.fields(offer.volumeTypes.length > 0 ? { type: () => draw.oneOf(...offer.volumeTypes) } : {}) }),
      backup: () => ({
        ...draw.fields({ enabled: () => draw.boolean(), schedule: () => draw.oneOf('0 3 * * 0', '*/30 4-6 1,15 * *', '5 4 * * mon-fri'), retention: () => draw.oneOf('14d', '90m') }),
        ...draw.oneOf({}, { target: 'Node' }, {
          target: 'S3',
          s3: {
            bucket: draw.oneOf('shop-etcd', 'etcd.shop'), endpoint: draw.oneOf('https://s3.example.org', 'https://s3.example.org:8080/x'),
            credentialsRef: { name: draw.oneOf('etcd-backup', 'etcd-backup-2') }, ...draw.fields({ region: () => draw.oneOf('eu-central-1', 'eu') }),
          },
        }),
      }),
    }),
    addons: () => ({}),
    maintenance: () => draw.fields({ rolloutAfter: () => draw.oneOf('2026-12-01T02:00:00Z', '2027-01-31T02:00:00.5+01:00') }),
    deletionProtection: () => draw.boolean(),
    ...(offer.features && { features: () => featureSettings(draw) }),
    tags: () => draw.some(['team-shop', 'a b', 'é']),
  };
}

function controlPlane(draw: Draw, { zones, flavors, requiredCpus, gpuModel, volumeTypes }: Offer): unknown {
  const required = requiredCpus.length > 0 ? [() => ({ requirements: {
    cpus: draw.oneOf(...requiredCpus),
    memory: `${2 * draw.oneOf(...requiredCpus)}Gi`,
    ...draw.fields({ disk: () => draw.oneOf('20Gi', '10Gi') }),
    ...(gpuModel !== undefined && draw.boolean() && { gpus: { count: 1, model: gpuModel } }),
  } })] : [];
  return {
    ...draw.fields({
      replicas: () => draw.oneOf(3, 5, 7, 9),
      zones: () => draw.some(zones),
      rootDisk: () => rootDisk(draw, volumeTypes),
      antiAffinity: () => draw.oneOf('Required', 'Preferred', 'None'),
      rollout: () => draw.fields({ maxSurge: () => draw.oneOf('1', '0') }),
      remediation: () => draw.fields({
        enabled: () => draw.boolean(),
        maxRetries: () => draw.integer(1, 10),
        retryPeriod: () => duration(draw),
        minHealthyPeriod: () => duration(draw),
        unhealthyAfter: () => duration(draw),
        startupTimeout: () => duration(draw, 30),
      }),
      schedulable: () => draw.boolean(),
      labels: () => labels(draw),
      taints: () => taints(draw),
      timeouts: () => timeouts(draw),
    }),
    // With GPUs twice, as they are rare.
    ...draw.oneOf(() => ({}), () => ({ flavor: draw.oneOf(...flavors) }), ...required, ...(gpuModel === undefined ? [] : required))(),
  };
}

function network(draw: Draw, { allocationPools }: Offer): unknown {
  return draw.fields({
    nodeCidr: () => draw.oneOf('10.8.0.0/20', '10.8.0.0/16', '10.8.0.0/21', ...(allocationPools ? [] : ['172.16.0.0/22'])),
    podCidrs: () => [draw.oneOf('10.244.0.0/16', '10.200.0.0/14', '172.20.0.0/15')],
    serviceCidrs: () => [draw.oneOf('10.96.0.0/12', '172.30.0.0/16', '10.112.0.0/24')],
    serviceDomain: () => draw.oneOf('cluster.local', 'shop.internal'),
    dnsServers: () => draw.some(['9.9.9.9', '149.112.112.112', '2620:fe::fe']),
    nodeCidrMaskSize: () => draw.integer(23, 26),
    nodeCidrMaskSizeIPv6: () => draw.integer(63, 68),
  });
}

function apiServer(draw: Draw, { allowList }: Offer): unknown {
  return draw.fields({
    exposure: () => 'Public',
    allowedCidrs: () => (allowList ? draw.some(RANGES) : []),
    certificateSANs: () => draw.some(['api.shop.example.org', '203.0.113.10', 'fd00::1']),
    address: () => '203.0.113.10',
  });
}

/** A list that is not empty. */
export function allowedCidrs(draw: Draw): string[] {
  return draw.some(RANGES, 1);
}

function authentication(draw: Draw): unknown {
  const mapping = (...expressions: string[]): unknown => draw.oneOf(
    draw.fields({ claim: () => draw.oneOf('sub', 'email'), prefix: () => draw.oneOf('oidc:', '', 'dex#') }), ...expressions.map((expression) => ({ expression })),
  );
  const verified = {
    expression: draw.oneOf('claims.?email_verified.orValue(true) == true', 'claims.email_verified == true'),
    ...draw.fields({ message: () => draw.oneOf('the address must be verified', 'verify it') }),
  };
  return draw.fields({
    oidc: () => draw.some(['https://dex.example.org', 'https://login.example.org:8443/realms/shop'], 1).map((issuerURL) => ({
      issuerURL,
      audiences: draw.some(['kubectl', 'web', 'ä"b'], 1),
      ...draw.fields({
        username: () => mapping('"oidc:" + claims.sub', 'claims.sub'),
        groups: () => mapping('claims.roles.split(",").map(role, "oidc:" + role)', '["oidc:all"]'),
        claimRules: () => [
          ...draw.some(['hd', 'aud'], 1).map((claim) => ({ claim, ...draw.fields({ requiredValue: () => draw.oneOf('', 'example.org') }) })), ...draw.some([verified]),
        ],
        ca: () => draw.oneOf('', PEM),
      }),
    })),
    anonymous: () => draw.oneOf('HealthOnly', 'Allowed'),
  });
}

function audit(draw: Draw): unknown {
  const level = (): string => draw.oneOf('Metadata', 'None', 'Request', 'RequestResponse');
  const forResources = (): unknown => draw.fields({
    resources: () => draw.list(1, 2, () => draw.fields({
      group: () => draw.oneOf('', 'apps', 'rbac.authorization.k8s.io', '*'),
      resources: () => ['pods/log', 'secrets'],
    })).map((ofGroup) => ('resources' in ofGroup ? { ...ofGroup, ...draw.fields({ resourceNames: () => ['kubeadm-config'] }) } : ofGroup)),
    namespaces: () => draw.some(['kube-system', '']),
  });
  return draw.fields({
    level,
    rules: () => draw.list(0, 3, () => ({
      level: level(),
      ...draw.fields({
        users: () => draw.some(['system:kube-proxy', "o'hara"], 1),
        userGroups: () => ['system:nodes'],
        verbs: () => draw.some(['get', 'watch'], 1),
        omitStages: () => draw.some(['RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic']),
        omitManagedFields: () => draw.boolean(),
      }),
      ...(draw.boolean() ? forResources() as object : defined({ nonResourceURLs: draw.oneOf(undefined, ['/healthz*', '*']) })),
    })),
    maxAge: () => draw.oneOf('30d', '1d', '9999d'),
    maxSize: () => draw.oneOf('100Mi', '1Gi', '2048Ki'),
    maxBackups: () => draw.integer(1, 1000),
  });
}

function podSecurityLevel(draw: Draw): string {
  return draw.oneOf('baseline', 'privileged', 'restricted');
}

/** Changes that hold for the Cluster object of every cluster. What one takes away is there no more for another. */
export function patches(draw: Draw, clusterName?: string): unknown {
  const removal = { op: 'remove', path: `/spec/clusterNetwork/${clusterName === undefined ? 'pods' : 'services'}` };
  return draw.list(0, 2, (index) => ({
    target: { kind: 'Cluster', ...(clusterName !== undefined && draw.fields({ name: () => clusterName })) },
    patch: draw.some([
      { op: 'add', path: '/spec/paused', value: false },
      { op: 'add', path: '/metadata/labels/example.org~1team', value: 'x' },
      { op: 'replace', path: '/spec/clusterNetwork/serviceDomain', value: 'patched.local' },
      ...(index === 0 ? [removal] : []),
    ], 1, 1),
  }));
}
