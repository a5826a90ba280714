import type { DiagnosticCode } from '../../src/diagnostics/codes';
import { CERTIFICATE } from '../fixtures/certificate';
import type { Overrides } from '../fixtures/documents';

/** How a setting is changed to prove that it ends where its row says. */
export interface SettingCase {
  /** What the documents have besides `BASE`, before and after the change; `undefined` takes a field away. */
  readonly with?: { readonly cluster?: Overrides; readonly profile?: Overrides };
  /** What is changed together with it, where it cannot be changed alone. */
  readonly also?: { readonly cluster?: Overrides; readonly profile?: Overrides };
  /** The other value; its `@example` where none is given. In lists, of the first item. */
  readonly to?: unknown;
  /** The change is refused or warned about with this code. */
  readonly tells?: DiagnosticCode;
  /** It is refused before the change with this code, and only warned about after it. */
  readonly accepts?: DiagnosticCode;
  /** The setting changes no object: it is there for who reads the profile. */
  readonly published?: true;
  /** The setting ends where other settings end, as a default of them. */
  readonly elsewhere?: true;
}

type Cases = Readonly<Record<string, SettingCase | readonly SettingCase[]>>;

const OTHER_ID = '0c1f6a57-3a0f-4a0b-9f55-3b0f0c9a7d21';
const POOL = {
  name: 'general', flavor: 'SCS-4V-16', replicas: 3, labels: { tier: 'front' }, taints: [{ key: 'team', value: 'shop', effect: 'NoSchedule' }],
  sysctls: [{ name: 'vm.swappiness', value: '10' }],
};
const SCALED_POOL = { name: 'burst', flavor: 'SCS-2V-4-20s', autoscaling: { min: 1, max: 4 } };
/** The first pool is scaled by the autoscaler, which reads of its machines in annotations. */
const SCALED = { cluster: { spec: { nodePools: [{ ...POOL, replicas: undefined, autoscaling: { min: 3, max: 6 } }] } } };
const RULE = { name: 'metrics', description: 'Metrics', protocol: 'udp', portRangeMin: 9000, portRangeMax: 9200, remoteIPPrefix: '192.0.2.0/24' };
const FLAVORS = [
  { name: 'general', machineType: 'g1.small', cpus: 4, memory: '8Gi', disk: '40Gi', secaSku: '' },
  { name: 'gpu', cpus: 8, memory: '32Gi', disk: '60Gi', gpus: { count: 1, model: 'L4' } },
  ...['SCS-2V-4-20s', 'SCS-4V-8-20s', 'SCS-4V-8', 'SCS-4V-16', 'SCS-8V-32', 'SCS-8V-32-100'].map((name) => ({ name })),
];
/** A machine of the first flavor, whose first pool is scaled. */
const FIRST_FLAVOR = { cluster: { spec: { controlPlane: { flavor: 'general' }, nodePools: [{ name: 'general', flavor: 'general', autoscaling: { min: 3, max: 6 } }] } } };
const GPU_FIRST = {
  cluster: { spec: { nodePools: [{ name: 'general', flavor: 'gpu', autoscaling: { min: 3, max: 6 } }] } },
  profile: { spec: { flavors: [FLAVORS[1], FLAVORS[0], ...FLAVORS.slice(2)] } },
};
const SSD = { size: '50Gi', type: 'ssd' };
const EXISTING = { network: { name: 'net' }, subnets: [{ name: 'sub' }], router: { name: 'router' } };
const UNMADE = { allocationPools: undefined, mtu: undefined, routerAddresses: undefined };
const NETWORK_EXISTS = {
  cluster: { spec: { network: { existing: EXISTING, nodeCidr: undefined } } },
  profile: { spec: { defaults: undefined, openstack: UNMADE } },
};
const INTERNAL = { ...NETWORK_EXISTS, cluster: { spec: { ...NETWORK_EXISTS.cluster.spec, apiServer: { exposure: 'Internal' } } } };
const WITH_ADDRESS = { ...INTERNAL, cluster: { spec: { ...INTERNAL.cluster.spec, apiServer: { exposure: 'Internal', address: '10.0.0.5' } } } };
const WITH_KUBE_VIP = { ...WITH_ADDRESS, profile: { spec: { defaults: undefined, openstack: { ...UNMADE, apiLoadBalancer: { provider: 'kube-vip' } } } } };
const OWN_ENDPOINT = {
  cluster: { spec: { apiServer: { endpoint: { host: '192.0.2.10' } } } },
  profile: { spec: { openstack: { apiLoadBalancer: { provider: 'none' } } } },
};
const withBastion = (settings: Overrides) => ({
  profile: { spec: { openstack: { bastion: { enabled: true, flavor: 'SCS-1V-2', image: { name: 'Debian 13' }, sshKeyName: 'admins', ...settings } } } },
});
const DUAL_STACK = {
  ...NETWORK_EXISTS,
  cluster: { spec: { network: { existing: { ...EXISTING, subnets: [{ name: 'v4' }, { name: 'v6' }] }, podCidrs: ['10.244.0.0/16', 'fd00:1::/56'], serviceCidrs: ['10.96.0.0/12', 'fd00:2::/112'] } } },
};
const existing = (part: Overrides) => ({ ...NETWORK_EXISTS, cluster: { spec: { network: { existing: { ...EXISTING, ...part } } } } });
const FEATURE = {
  name: 'portSecurity', title: 'Port security', description: 'Switches port security off.', mutability: 'NewCluster',
  schema: { type: 'object', properties: { off: { type: 'boolean', title: 'Off', description: 'Switch it off', default: false } } },
  effects: [{ type: 'Object', when: { off: true }, match: { kind: 'OpenStackCluster' }, patch: [{ op: 'add', path: '/spec/disablePortSecurity', value: true }] }],
};
const RULE_BY_EXPRESSION = {
  cluster: { spec: { authentication: { oidc: [{ issuerURL: 'https://login.example.org', audiences: ['cli'], claimRules: [{ expression: 'claims.active == true', message: 'old' }] }] } } },
};
const POOL_FEATURE = {
  ...FEATURE, scope: 'NodePool', mutability: 'RollsPool',
  effects: [{ type: 'Object', when: { off: true }, match: { kind: 'OpenStackMachineTemplate', pool: true }, patch: [{ op: 'add', path: '/spec/template/spec/trunk', value: true }] }],
};
const SETTING_FEATURE = { ...FEATURE, effects: [{ type: 'Description', when: { off: true }, path: 'network.serviceDomain', value: 'one.local' }] };
const OFFERED = { profile: { spec: { features: [FEATURE] } } };
const used = (feature: Overrides) => ({ cluster: { spec: { features: { portSecurity: { off: true } } } }, profile: { spec: { features: [feature] } } });
const cluster = (spec: Overrides) => ({ cluster: { spec } });
const profile = (spec: Overrides) => ({ profile: { spec } });
const requirements = (required: Overrides) => ({ flavor: undefined, requirements: { cpus: 2, memory: '4Gi', ...required } });
const pool = (settings: Overrides) => cluster({ nodePools: [{ ...POOL, ...settings }] });
const backup = (settings: Overrides) => cluster({ etcd: { backup: settings } });
const S3 = { bucket: 'etcd', endpoint: 'https://store.example.org', credentialsRef: { name: 'store' } };
const TO_S3 = backup({ target: 'S3', s3: S3 });
const SCALING_ARGUMENT = profile({ autoscaler: { extraArgs: [{ name: 'scale-down-unneeded-time', value: '20m' }] } });
const expert = (settings: Overrides) => cluster({ expert: settings });
const DATA = { name: 'disk', size: '100Gi', mountPath: '/var/lib/disk' };
const WEBHOOK_VOLUME = { name: 'config', hostPath: '/etc/kubernetes/config', mountPath: '/etc/kubernetes/config' };
const GATE = { name: 'AllBeta', enabled: true };
const LICENCE_FILE = { path: '/etc/licence', contentFrom: { secretKeyRef: { name: 'licence', key: 'licence.txt' } } };
/** For arguments of a component: another name and another value of the first one. */
const argumentCases = (path: string, [first, second]: readonly [string, string], others: (extraArgs: Overrides[]) => SettingCase['with']): Cases => ({
  [`${path}.extraArgs[].name`]: { with: others([{ name: first, value: '1' }]), to: second },
  [`${path}.extraArgs[].value`]: { with: others([{ name: first, value: '1' }]), to: '2' },
});
const DEV = {
  cluster: { spec: { network: { nodeCidr: undefined } } },
  profile: { spec: { target: 'capi-dev', openstack: undefined, defaults: { network: undefined }, registries: undefined, proxy: undefined, management: { clusterApi: '1.14' } } },
};

const OWN_POLICY = cluster({ audit: { rules: [], policyRef: { name: 'audit', key: 'policy' } } });
/** Objects of ORC of all kinds. */
const BY_ORC = {
  orcSecretRef: { name: 'orc' },
  applicationCredentials: { user: { name: 'clusters', domain: 'users' }, management: { secretRef: { name: 'first' }, roles: ['reader'], expiresAt: '2027-01-01T00:00:00Z' } },
};
const IMPORTED = profile({ openstack: { image: { orc: { url: 'https://images.example.org/{version}.qcow2' } } }, credentials: BY_ORC });
const byUser = (user: Overrides) => profile({ credentials: { ...BY_ORC, applicationCredentials: { user, management: { secretRef: { name: 'first' } } } } });
const IN_CLUSTER_MADE = profile({
  credentials: { ...BY_ORC, applicationCredentials: { ...BY_ORC.applicationCredentials, inCluster: { secretRef: { name: 'second' }, roles: ['reader'], expiresAt: '2027-01-01T00:00:00Z' } } },
});

/** The expert settings for servers, at one of the places that have them. */
function serverCases(at: string, expert: (settings: Overrides) => SettingCase['with']): Cases {
  const groups = (group: Overrides) => expert({ securityGroups: [group], ports: [{ network: { name: 'storage' }, securityGroups: [{ name: 'storage' }] }] });
  const floating = (settings: Overrides) => expert({ floatingIPs: { enabled: true, ...settings } });
  return {
    [`${at}.securityGroups`]: { with: expert({}) },
    [`${at}.securityGroups[].name`]: { with: groups({ name: 'nodes' }) },
    [`${at}.securityGroups[].id`]: { with: groups({ id: OTHER_ID }) },
    [`${at}.floatingIPs.network.name`]: { with: floating({ network: { name: 'outside' } }) },
    [`${at}.floatingIPs.network.id`]: { with: floating({ network: { id: OTHER_ID } }) },
    [`${at}.floatingIPs.addresses`]: { with: floating({}) },
    [`${at}.floatingIPs.maxAddresses`]: { with: floating({}) },
    [`${at}.floatingIPs.reclaimPolicy`]: { with: floating({}), to: 'Retain' },
  };
}

/** Documents in which most settings have something to change. */
export const BASE: { readonly cluster: Overrides; readonly profile: Overrides } = {
  cluster: {
    spec: {
      region: 'RegionOne',
      controlPlane: { taints: [{ key: 'team', value: 'shop', effect: 'NoSchedule' }] },
      nodePools: [POOL, SCALED_POOL],
      authentication: { oidc: [{ issuerURL: 'https://login.example.org', audiences: ['cli'], claimRules: [{ claim: 'org', requiredValue: 'shop' }] }] },
      audit: { rules: [{ level: 'Request', users: ['admin'], verbs: ['list'], resources: [{ group: '', resources: ['pods'] }], namespaces: ['shop'] }] },
    },
  },
  profile: {
    spec: {
      regions: [{ name: 'RegionOne', zones: ['az1', 'az2', 'az3'] }, { name: 'RegionTwo', zones: ['az1', 'az2', 'az3'] }],
      flavors: FLAVORS,
      volumeTypes: [{ name: 'ssd', volumeType: 'ceph-flash' }, { name: 'hdd' }],
      openstack: {
        securityRules: { additional: { allNodes: [RULE], controlPlane: [RULE], workers: [RULE] } },
        routerAddresses: [{ subnet: { name: 'public-subnet' } }],
        allocationPools: [{ start: '10.8.1.10', end: '10.8.2.250' }],
      },
      registries: { mirrors: [{ host: 'quay.io', endpoints: ['https://quay.example.org'] }] },
      proxy: { http: 'http://proxy.example.org:8080' },
      policy: { allowExpert: true },
      conformances: [{ scope: 'scs-0503-v1', certificate: 'https://example.org/old', validUntil: '2027-01-31' }],
      endpoint: { url: 'https://old.example.org' },
    },
  },
};

/** The settings whose `@example` alone does not prove it. */
export const CASES: Readonly<Record<string, Cases>> = {
  ScsCluster: {
    'metadata.namespace': { to: 'other', with: IMPORTED },
    'spec.region': { to: 'RegionTwo' },
    'spec.deletionProtection': { to: false },
    'spec.kubernetesVersion': { to: '1.35' },
    'spec.addons': { to: {}, published: true },
    'spec.controlPlane.flavor': { to: 'SCS-4V-16' },
    'spec.controlPlane.replicas': { to: 5 },
    'spec.controlPlane.requirements.cpus': { with: cluster({ controlPlane: requirements({}) }), to: 8 },
    'spec.controlPlane.requirements.memory': { with: cluster({ controlPlane: requirements({}) }), to: '32Gi' },
    'spec.controlPlane.requirements.disk': { with: cluster({ controlPlane: requirements({}) }), to: '90Gi' },
    'spec.controlPlane.requirements.gpus.count': { with: cluster({ controlPlane: requirements({ cpus: 4 }) }), to: 1 },
    'spec.controlPlane.requirements.gpus.model': { with: cluster({ controlPlane: requirements({ gpus: { count: 1 } }) }), to: 'H100', tells: 'NoFlavorFits' },
    'spec.controlPlane.zones': { to: ['az1', 'az2'] },
    'spec.controlPlane.antiAffinity': [{ to: 'Preferred' }, { to: 'None' }],
    'spec.controlPlane.rollout.maxSurge': { to: '0' },
    'spec.controlPlane.remediation.enabled': { to: false },
    'spec.controlPlane.remediation.maxRetries': { to: 5 },
    'spec.controlPlane.remediation.retryPeriod': { to: '10m' },
    'spec.controlPlane.remediation.minHealthyPeriod': { to: '2h' },
    'spec.controlPlane.remediation.unhealthyAfter': { to: '10m' },
    'spec.controlPlane.remediation.startupTimeout': { to: '20m' },
    'spec.controlPlane.schedulable': { to: true },
    'spec.controlPlane.labels': [{}, { to: { 'node.cluster.x-k8s.io/team': 'shop' } }],
    'spec.controlPlane.taints[].effect': { to: 'NoExecute' },
    'spec.controlPlane.timeouts.volumeDetach': { to: '10m' },
    'spec.controlPlane.timeouts.deletion': { to: '10m' },
    'spec.network.nodeCidr': [{ to: '10.8.0.0/19' }],
    'spec.network.existing.network.name': { with: NETWORK_EXISTS },
    'spec.network.existing.network.id': { with: existing({ network: { id: OTHER_ID, name: undefined } }) },
    'spec.network.existing.subnets': { with: existing({ subnets: undefined }), to: [{ name: 'sub' }] },
    'spec.network.existing.subnets[].name': { with: NETWORK_EXISTS },
    'spec.network.existing.subnets[].id': { with: existing({ subnets: [{ id: OTHER_ID }] }) },
    'spec.network.existing.router.name': { with: NETWORK_EXISTS },
    'spec.network.existing.router.id': { with: existing({ router: { id: OTHER_ID, name: undefined } }) },
    'spec.network.podCidrs': { to: ['10.200.0.0/16'] },
    'spec.network.serviceCidrs': { to: ['10.100.0.0/16'] },
    'spec.network.serviceDomain': { to: 'shop.local' },
    'spec.network.nodeCidrMaskSize': { to: 25 },
    'spec.network.nodeCidrMaskSizeIPv6': { with: DUAL_STACK, to: 72 },
    'spec.apiServer.exposure': { to: 'Internal', with: NETWORK_EXISTS },
    'spec.apiServer.address': [{}, { with: INTERNAL, to: '10.8.0.250' }],
    'spec.apiServer.endpoint.host': { with: OWN_ENDPOINT },
    'spec.apiServer.endpoint.port': { with: OWN_ENDPOINT },
    'spec.authentication.oidc': [{ to: [] }],
    'spec.authentication.oidc[].username.prefix': { to: 'sso:' },
    'spec.authentication.oidc[].groups.claim': { to: 'roles' },
    'spec.authentication.oidc[].groups.prefix': { to: 'sso:' },
    'spec.authentication.oidc[].username.claim': { to: 'email' },
    'spec.authentication.oidc[].username.expression': { to: "'sso:' + claims.sub" },
    'spec.authentication.oidc[].groups.expression': { to: 'claims.roles' },
    'spec.authentication.oidc[].claimRules[].expression': { with: RULE_BY_EXPRESSION, to: "claims.org == 'shop'" },
    'spec.authentication.oidc[].claimRules[].message': { with: RULE_BY_EXPRESSION },
    'spec.authentication.oidc[].ca': { to: CERTIFICATE },
    'spec.authentication.anonymous': { to: 'Allowed' },
    'spec.audit.level': [{ to: 'Request' }, { with: cluster({ audit: { rules: [] } }), to: 'None' }],
    'spec.audit.rules[].nonResourceURLs': { with: cluster({ audit: { rules: [{ level: 'Request' }] } }) },
    'spec.audit.policyRef.name': { with: OWN_POLICY },
    'spec.audit.policyRef.key': { with: OWN_POLICY },
    'spec.audit.maxAge': { to: '60d' },
    'spec.audit.maxSize': { to: '200Mi' },
    'spec.audit.maxBackups': { to: 20 },
    'spec.features': { with: OFFERED, to: { portSecurity: { off: true } }, elsewhere: true },
    'spec.nodePools[].features': { with: { profile: { spec: { features: [POOL_FEATURE] } } }, to: { portSecurity: { off: true } }, elsewhere: true },
    'spec.encryption.enabled': { also: cluster({ encryption: { configRef: { name: 'keys', key: 'config.yaml' } } }), to: true },
    'spec.encryption.configRef.name': { with: cluster({ encryption: { enabled: true, configRef: { name: 'old', key: 'config.yaml' } } }) },
    'spec.encryption.configRef.key': { with: cluster({ encryption: { enabled: true, configRef: { name: 'old', key: 'old.yaml' } } }) },
    'spec.podSecurity.enforce': { to: 'restricted' },
    'spec.podSecurity.audit': { to: 'privileged' },
    'spec.podSecurity.warn': { to: 'privileged' },
    'spec.expert.patches': { elsewhere: true },
    'spec.etcd.backup.enabled': { to: false },
    'spec.etcd.backup.schedule': { to: '0 4 * * *' },
    'spec.etcd.backup.retention': { to: '30d' },
    'spec.etcd.backup.target': { with: backup({ s3: S3 }), to: 'S3' },
    'spec.etcd.backup.s3.bucket': { with: TO_S3 },
    'spec.etcd.backup.s3.endpoint': { with: TO_S3 },
    'spec.etcd.backup.s3.region': { with: TO_S3 },
    'spec.etcd.backup.s3.credentialsRef.name': { with: TO_S3 },
    'spec.etcd.dedicatedVolume.size': [{}, { with: cluster({ etcd: { dedicatedVolume: { size: '10Gi' } } }), to: '20Gi' }],
    'spec.etcd.dedicatedVolume.type': { with: cluster({ etcd: { dedicatedVolume: { size: '10Gi' } } }) },
    ...argumentCases('spec.expert.apiServer', ['http2-max-streams-per-connection', 'default-watch-cache-size'], (extraArgs) => expert({ apiServer: { extraArgs } })),
    ...argumentCases('spec.expert.controllerManager', ['v', 'kube-api-qps'], (extraArgs) => expert({ controllerManager: { extraArgs } })),
    ...argumentCases('spec.expert.scheduler', ['v', 'kube-api-qps'], (extraArgs) => expert({ scheduler: { extraArgs } })),
    ...argumentCases('spec.expert.kubelet', ['v', 'kube-api-qps'], (extraArgs) => expert({ kubelet: { extraArgs } })),
    ...argumentCases('spec.expert.etcd', ['max-snapshots', 'max-wals'], (extraArgs) => expert({ etcd: { extraArgs } })),
    ...argumentCases('spec.nodePools[].expert.kubelet', ['v', 'kube-api-qps'], (extraArgs) => pool({ expert: { kubelet: { extraArgs } } })),
    ...Object.fromEntries(['name', 'hostPath', 'mountPath', 'pathType'].map((field) =>
      [`spec.expert.apiServer.extraVolumes[].${field}`, { with: expert({ apiServer: { extraVolumes: [WEBHOOK_VOLUME] } }) }] as const)),
    'spec.expert.apiServer.extraVolumes[].readOnly': { with: expert({ apiServer: { extraVolumes: [WEBHOOK_VOLUME] } }), to: false },
    'spec.expert.apiServer.webhookAuthenticationRef.name': { with: expert({ apiServer: { webhookAuthenticationRef: { name: 'webhook', key: 'kubeconfig' } } }) },
    'spec.expert.apiServer.webhookAuthenticationRef.key': { with: expert({ apiServer: { webhookAuthenticationRef: { name: 'webhook', key: 'kubeconfig' } } }) },
    'spec.expert.apiServer.featureGates[].name': { with: expert({ apiServer: { featureGates: [GATE] } }), to: 'WatchList' },
    'spec.expert.apiServer.featureGates[].enabled': { with: expert({ apiServer: { featureGates: [GATE] } }), to: false },
    'spec.expert.kubelet.featureGates[].name': { with: expert({ kubelet: { featureGates: [GATE] } }), to: 'TopologyManagerPolicyAlphaOptions' },
    'spec.expert.kubelet.featureGates[].enabled': { with: expert({ kubelet: { featureGates: [GATE] } }), to: false },
    'spec.nodePools[].expert.kubelet.featureGates[].name': { with: pool({ expert: { kubelet: { featureGates: [GATE] } } }), to: 'TopologyManagerPolicyAlphaOptions' },
    'spec.nodePools[].expert.kubelet.featureGates[].enabled': { with: pool({ expert: { kubelet: { featureGates: [GATE] } } }), to: false },
    'spec.expert.kubeadm.skipPhases': [{}, { to: ['preflight'] }],
    'spec.nodePools[].expert.kubeadm.skipPhases': { to: ['preflight'] },
    'spec.expert.rolloutTokens': { with: expert({ files: [LICENCE_FILE] }), to: [{ secretRef: { name: 'licence' }, token: '2026-11' }] },
    'spec.expert.rolloutTokens[].token': { with: expert({ files: [LICENCE_FILE], rolloutTokens: [{ secretRef: { name: 'licence' }, token: '2026-10' }] }) },
    'spec.expert.rolloutTokens[].secretRef.name': {
      with: expert({ files: [LICENCE_FILE], rolloutTokens: [{ secretRef: { name: 'licence' }, token: '2026-10' }] }),
      to: 'other',
      tells: 'FieldWithoutEffect',
    },
    ...Object.fromEntries([['name', 'logs'], ['size', '200Gi'], ['type', 'ssd'], ['mountPath', '/var/lib/logs'], ['filesystem', 'xfs']].map(([field, to]) =>
      [`spec.nodePools[].volumes[].${field}`, { with: pool({ volumes: [DATA] }), to }] as const)),
    ...serverCases('spec.expert', (expert) => cluster({ expert, nodePools: [POOL] })),
    ...serverCases('spec.nodePools[].expert', (expert) => pool({ expert })),
    'spec.nodePools[].expert.image.id': { with: pool({ expert: { image: { id: OTHER_ID } } }) },
    'spec.nodePools[].expert.patches': { elsewhere: true },
    'spec.nodePools': { to: [POOL] },
    'spec.nodePools[].name': { to: 'special' },
    'spec.nodePools[].flavor': [{ to: 'SCS-8V-32-100' }, { with: SCALED, to: 'SCS-8V-32-100' }],
    'spec.nodePools[].requirements.cpus': [{ with: pool(requirements({})), to: 8 }, { with: pool({ ...requirements({}), replicas: undefined, autoscaling: { min: 3, max: 6 } }), to: 8 }],
    'spec.nodePools[].requirements.memory': { with: pool(requirements({})), to: '32Gi' },
    'spec.nodePools[].requirements.disk': { with: pool(requirements({})), to: '90Gi' },
    'spec.nodePools[].requirements.gpus.count': { with: pool(requirements({ cpus: 4 })), to: 1 },
    'spec.nodePools[].requirements.gpus.model': { with: pool(requirements({ gpus: { count: 1 } })), to: 'H100', tells: 'NoFlavorFits' },
    'spec.nodePools[].replicas': { to: 6 },
    'spec.nodePools[].autoscaling.min': { with: SCALED, to: 4 },
    'spec.nodePools[].autoscaling.max': { with: SCALED, to: 7 },
    'spec.nodePools[].zones': { to: ['az1', 'az2'] },
    'spec.nodePools[].rootDisk.size': [{ to: '60Gi' }, { with: SCALED, to: '60Gi' }],
    'spec.nodePools[].taints': [{}, { with: SCALED }],
    'spec.nodePools[].taints[].effect': { to: 'NoExecute' },
    'spec.nodePools[].labels': [{}, { with: SCALED, to: { 'node.cluster.x-k8s.io/tier': 'web', color: 'red' } }],
    'spec.nodePools[].antiAffinity': [{ to: 'Required' }, { to: 'None' }],
    'spec.nodePools[].rollout.maxSurge': { to: '2' },
    'spec.nodePools[].rollout.maxUnavailable': { to: '1' },
    'spec.nodePools[].rollout.deleteOrder': { to: 'Newest' },
    'spec.nodePools[].healthCheck.enabled': { to: false },
    'spec.nodePools[].healthCheck.unhealthyAfter': { to: '10m' },
    'spec.nodePools[].healthCheck.startupTimeout': { to: '20m' },
    'spec.nodePools[].healthCheck.maxUnhealthy': { to: '30%' },
    'spec.nodePools[].kubelet.maxPods': [{ to: 120 }, { with: SCALED, to: 120 }],
    'spec.nodePools[].kubelet.evictionSoft.nodefs': { to: '20%' },
    'spec.nodePools[].kubelet.evictionSoft.imagefs': { to: '20%' },
    'spec.nodePools[].kubelet.evictionSoftGracePeriod.memory': { with: pool({ kubelet: { evictionSoft: { memory: '1Gi' } } }) },
    'spec.nodePools[].kubelet.evictionSoftGracePeriod.nodefs': { with: pool({ kubelet: { evictionSoft: { nodefs: '20%' } } }) },
    'spec.nodePools[].kubelet.evictionSoftGracePeriod.imagefs': { with: pool({ kubelet: { evictionSoft: { imagefs: '20%' } } }) },
    'spec.nodePools[].kubelet.imageGCHighThreshold': { to: 90 },
    'spec.nodePools[].kubelet.imageGCLowThreshold': { to: 70 },
    'spec.nodePools[].kubelet.serializeImagePulls': { to: false },
    'spec.nodePools[].timeouts.volumeDetach': { to: '10m' },
    'spec.nodePools[].timeouts.deletion': { to: '10m' },
  },
  ProviderProfile: {
    'spec.autoscaler.enabled': { to: false },
    'spec.autoscaler.extraArgs[].name': { with: SCALING_ARGUMENT, to: 'scan-interval' },
    'spec.autoscaler.extraArgs[].value': { with: SCALING_ARGUMENT, to: '30m' },
    'spec.features': { to: [FEATURE], published: true },
    'spec.features[].name': { with: used(FEATURE), to: 'other', tells: 'FeatureNotOffered' },
    ...Object.fromEntries(['wireName', 'title', 'description', 'scope', 'stage'].map((field) => [`spec.features[].${field}`, { with: OFFERED, published: true }] as const)),
    'spec.features[].conflictsWith': { with: { cluster: { spec: { features: { portSecurity: { off: true }, other: { off: true } } } }, profile: { spec: { features: [FEATURE, { ...FEATURE, name: 'other' }] } } }, to: ['other'], tells: 'ConflictingFields' },
    'spec.features[].mutability': { with: OFFERED, to: 'RollsAll', published: true },
    'spec.features[].schema': { with: OFFERED, to: { type: 'object', properties: { off: { type: 'boolean', title: 'Off', description: 'Off' } } }, published: true },
    'spec.features[].stage': { with: used(FEATURE), to: 'Preview', tells: 'FeatureStage' },
    'spec.features[].requires.kubernetesVersions': { with: used(FEATURE), to: '>=1.37', tells: 'FeatureRequirement' },
    'spec.features[].requires.flavors': { with: used(FEATURE), to: ['SCS-8V-32'], tells: 'FeatureRequirement' },
    'spec.features[].effects': { with: used(FEATURE), to: SETTING_FEATURE.effects, elsewhere: true },
    'spec.features[].effects[].type': { with: used(SETTING_FEATURE), to: 'Profile', tells: 'UnknownField' },
    'spec.features[].effects[].when': { with: used(FEATURE), to: { off: false }, elsewhere: true },
    'spec.features[].effects[].path': { with: used(SETTING_FEATURE), to: 'network.nodeCidr', tells: 'InvalidValue' },
    'spec.features[].effects[].value': { with: used(SETTING_FEATURE), to: 'two.local', elsewhere: true },
    'spec.features[].effects[].from': { with: used(SETTING_FEATURE), to: '/off', tells: 'ConflictingFields' },
    'spec.features[].effects[].match.kind': { with: used(FEATURE), to: 'Cluster', tells: 'ImpossiblePatch' },
    'spec.features[].effects[].match.pool': { with: used(FEATURE), to: true, tells: 'ConflictingFields' },
    'spec.features[].effects[].patch': { with: used(FEATURE), to: [{ op: 'add', path: '/spec/disableAPIServerFloatingIP', value: true }], elsewhere: true },
    'spec.features[].effects[].patch[].op': { with: used(FEATURE), to: 'replace', tells: 'ImpossiblePatch' },
    'spec.features[].effects[].patch[].path': { with: used(FEATURE), to: '/spec/disableAPIServerFloatingIP', elsewhere: true },
    'spec.features[].effects[].patch[].value': { with: used(FEATURE), to: false, elsewhere: true },
    'spec.features[].effects[].patch[].from': { with: used(FEATURE), to: '/off', tells: 'ConflictingFields' },
    'metadata.name': { published: true },
    'spec.target': { to: 'gardener', tells: 'NotYetSupported' },
    'spec.composition': { to: 'Topology', tells: 'NotYetSupported' },
    'spec.addons.delivery': { to: 'Flux', tells: 'NotYetSupported' },
    'spec.onUnsupported': { with: { ...DEV, cluster: { spec: { tags: ['shop'] } } }, to: 'Warn', accepts: 'UnsupportedSetting' },
    'spec.defaults': [{ to: { network: { serviceDomain: 'shop.local' } }, elsewhere: true }],
    'spec.expert': { to: { patches: [{ target: { kind: 'OpenStackCluster' }, patch: [{ op: 'add', path: '/spec/disablePortSecurity', value: true }] }] }, elsewhere: true },
    'spec.policy.requireAllowedCidrs': { tells: 'PolicyViolation' },
    'spec.policy.maxNodes': { to: 2, tells: 'PolicyViolation' },
    'spec.policy.minFlavor.cpus': { to: 16, tells: 'PolicyViolation' },
    'spec.policy.minFlavor.memory': { to: '64Gi', tells: 'PolicyViolation' },
    'spec.policy.enforce': { to: { network: { serviceDomain: 'shop.local' } }, elsewhere: true },
    'spec.policy.allowExpert': { with: cluster({ expert: { patches: [{ target: { kind: 'OpenStackCluster' }, patch: [{ op: 'add', path: '/spec/disablePortSecurity', value: true }] }] } }), to: false, tells: 'PolicyViolation' },
    'spec.management.clusterApi': { to: '1.13', tells: 'ManagementClusterVersion' },
    'spec.management.egressCidrs': { with: cluster({ apiServer: { allowedCidrs: ['198.51.100.0/24'] } }), to: ['203.0.113.9/32'] },
    'spec.management.featureGates': { published: true },
    'spec.management.syncedLabels': { with: pool({ labels: { 'example.org/tier': 'web' } }), elsewhere: true },
    'spec.management.syncedAnnotations': {
      with: { cluster: { spec: { nodePools: [{ ...POOL, annotations: { 'example.org/tier': 'web' } }] } }, profile: { spec: { management: { syncedAnnotations: ['^example\\.org/'] } } } },
      to: [],
      tells: 'AnnotationNotSynced',
    },
    'spec.regions': { to: [{ name: 'RegionOne', zones: ['az1', 'az2'] }], elsewhere: true },
    'spec.regions[].name': { with: { cluster: { spec: { region: undefined, nodePools: SCALED.cluster.spec.nodePools } }, profile: { spec: { regions: [{ name: 'RegionOne', zones: ['az1', 'az2', 'az3'] }] } } }, to: 'RegionNew' },
    'spec.regions[].zones': { to: ['az1', 'az2'] },
    'spec.regions[].country': { published: true },
    'spec.regions[].jurisdiction': { published: true },
    'spec.conformances': { published: true },
    'spec.conformances[].scope': { published: true },
    'spec.conformances[].certificate': { published: true },
    'spec.conformances[].validUntil': { published: true },
    'spec.endpoint.url': { published: true },
    'spec.endpoint.type': { published: true },
    'spec.kubernetesVersions': { to: [{ minor: '1.35' }], tells: 'VersionNotOffered' },
    'spec.kubernetesVersions[].minor': { with: profile({ kubernetesVersions: [{ minor: '1.36' }] }), to: '1.35', tells: 'VersionNotOffered' },
    'spec.kubernetesVersions[].state': { with: profile({ kubernetesVersions: [{ minor: '1.36' }] }), to: 'Preview', tells: 'VersionPreview' },
    'spec.kubernetesVersions[].released': { with: profile({ kubernetesVersions: [{ minor: '1.36' }] }), published: true },
    'spec.kubernetesVersions[].endOfLife': { with: profile({ kubernetesVersions: [{ minor: '1.36' }] }), published: true },
    'spec.flavors': { tells: 'FlavorNotOffered', to: [{ name: 'SCS-2V-4-20s' }] },
    'spec.flavors[].name': { with: FIRST_FLAVOR, tells: 'FlavorNotOffered', to: 'other' },
    'spec.flavors[].machineType': { with: FIRST_FLAVOR },
    'spec.flavors[].cpus': { with: FIRST_FLAVOR },
    'spec.flavors[].memory': { with: FIRST_FLAVOR },
    'spec.flavors[].disk': [{ with: FIRST_FLAVOR }, { with: FIRST_FLAVOR, to: '0' }],
    'spec.flavors[].architecture': { with: FIRST_FLAVOR, to: 'arm64' },
    'spec.flavors[].gpus.count': { with: GPU_FIRST, to: 2 },
    'spec.flavors[].gpus.model': { with: { ...GPU_FIRST, cluster: { spec: { nodePools: [{ ...POOL, ...requirements({ gpus: { count: 1, model: 'L4' } }) }] } } }, to: 'H100', tells: 'NoFlavorFits' },
    'spec.flavors[].zones': { with: FIRST_FLAVOR, tells: 'FlavorNotInZone' },
    'spec.flavors[].secaSku': { published: true },
    'spec.volumeTypes': { with: pool({ rootDisk: SSD }), to: [{ name: 'ssd', volumeType: 'other' }], elsewhere: true },
    'spec.volumeTypes[].name': { with: pool({ rootDisk: SSD }), to: 'other', tells: 'VolumeTypeUnknown' },
    'spec.volumeTypes[].volumeType': [{ with: pool({ rootDisk: SSD }) }, { with: cluster({ controlPlane: { rootDisk: SSD } }) }],
    'spec.volumeTypes[].replicated': { published: true },
    'spec.credentials.secretRef.name': { to: 'cloud-{cluster}', with: profile({ openstack: { image: { orc: { url: 'https://images.example.org/{version}.qcow2' } } } }) },
    'spec.credentials.cloudName': { to: 'cloud', with: IMPORTED },
    'spec.credentials.identityRef.name': { with: profile({ credentials: { orcSecretRef: { name: 'orc' }, identityRef: { name: 'old' } } }) },
    'spec.credentials.orcSecretRef.name': { to: 'orc-{cluster}', with: IMPORTED },
    'spec.credentials.applicationCredentials.user.id': { with: byUser({ id: OTHER_ID }) },
    'spec.credentials.applicationCredentials.user.name': { with: IMPORTED },
    'spec.credentials.applicationCredentials.user.domain': { with: IMPORTED },
    'spec.credentials.applicationCredentials.management.secretRef.name': { with: IMPORTED },
    'spec.credentials.applicationCredentials.management.roles': { with: IMPORTED },
    'spec.credentials.applicationCredentials.management.expiresAt': { with: IMPORTED },
    'spec.credentials.applicationCredentials.inCluster.secretRef.name': { with: IN_CLUSTER_MADE },
    'spec.credentials.applicationCredentials.inCluster.roles': { with: IN_CLUSTER_MADE },
    'spec.credentials.applicationCredentials.inCluster.expiresAt': { with: IN_CLUSTER_MADE },
    'spec.credentials.inCluster.secretRef.name': { published: true },
    'spec.credentials.inCluster.interface': { to: 'internal', published: true },
    'spec.openstack.externalNetwork.name': { to: 'external' },
    'spec.openstack.externalNetwork.id': { with: profile({ openstack: { externalNetwork: { name: undefined, id: OTHER_ID } } }) },
    'spec.openstack.image.name': { to: 'image-{version}' },
    'spec.openstack.image.id': { with: profile({ openstack: { image: { id: OTHER_ID } } }) },
    'spec.openstack.os': [
      { to: 'flatcar', with: profile({ openstack: { image: { name: 'flatcar-{version}' } }, ntp: { servers: ['ntp.example.org'] }, management: { featureGates: ['KubeadmBootstrapFormatIgnition'] } }) },
      { to: 'rockylinux', with: profile({ openstack: { image: { name: 'rocky-{version}' } }, trust: { certificates: [CERTIFICATE] } }) },
    ],
    'spec.openstack.image.orc.url': { with: profile({ openstack: { image: { orc: { url: 'https://images.example.org/{version}.raw.xz' } } } }) },
    'spec.openstack.image.orc.hash': { with: profile({ openstack: { image: { orc: { url: 'https://images.example.org/node.qcow2' } } } }) },
    'spec.openstack.image.orc.format': { with: profile({ openstack: { image: { orc: { url: 'https://images.example.org/{version}.img' } } } }) },
    'spec.openstack.externalNetworkEnabled': { with: { ...INTERNAL, profile: { spec: { defaults: undefined, openstack: { ...UNMADE, externalNetwork: undefined } } } } },
    'spec.openstack.portSecurity': { with: profile({ openstack: { securityRules: undefined } }) },
    'spec.openstack.securityRules.managed': { with: profile({ openstack: { securityRules: { additional: undefined } }, expert: { securityGroups: [{ name: 'nodes' }] } }) },
    'spec.openstack.blockStorageZone': { with: cluster({ etcd: { dedicatedVolume: { size: '10Gi' } } }) },
    'spec.openstack.bastion.enabled': { with: withBastion({ enabled: false }) },
    'spec.openstack.bastion.flavor': { with: withBastion({}) },
    'spec.openstack.bastion.image.name': { with: withBastion({}) },
    'spec.openstack.bastion.image.id': { with: withBastion({ image: { id: OTHER_ID } }) },
    'spec.openstack.bastion.sshKeyName': { with: withBastion({}) },
    'spec.openstack.bastion.floatingIP': { with: withBastion({}) },
    'spec.openstack.apiLoadBalancer.provider': [{ to: 'ovn' }, { with: WITH_ADDRESS, to: 'kube-vip' }],
    'spec.openstack.apiLoadBalancer.kubeVip.image': { with: WITH_KUBE_VIP },
    'spec.openstack.apiLoadBalancer.kubeVip.interface': { with: WITH_KUBE_VIP },
    'spec.openstack.apiLoadBalancer.monitor.delay': { to: '20s' },
    'spec.openstack.apiLoadBalancer.monitor.timeout': { to: '6s' },
    'spec.openstack.apiLoadBalancer.monitor.maxRetries': { to: 6 },
    'spec.openstack.apiLoadBalancer.monitor.maxRetriesDown': { to: 4 },
    'spec.openstack.apiLoadBalancer.subnets': { with: profile({ openstack: { apiLoadBalancer: { network: { name: 'vips' } } } }) },
    'spec.openstack.apiLoadBalancer.subnets[].name': { with: profile({ openstack: { apiLoadBalancer: { network: { name: 'vips' } } } }), tells: 'InvalidValue' },
    'spec.openstack.apiLoadBalancer.subnets[].id': { with: profile({ openstack: { apiLoadBalancer: { network: { name: 'vips' }, subnets: [{ id: OTHER_ID }] } } }) },
    'spec.openstack.serviceLoadBalancer.floatingNetwork.name': { published: true },
    'spec.openstack.serviceLoadBalancer.floatingNetwork.id': { published: true },
    'spec.openstack.serviceLoadBalancer.provider': { to: 'ovn' },
    'spec.openstack.volumeAttachLimit': { published: true },
    'spec.openstack.routerAddresses[].subnet.id': { with: profile({ openstack: { routerAddresses: [{ subnet: { id: OTHER_ID } }] } }) },
    'spec.openstack.allocationPools[].start': { to: '10.8.1.20' },
    'spec.openstack.allocationPools[].end': { to: '10.8.2.240' },
    'spec.openstack.hostsPerZone': { to: 1, tells: 'RolloutStalls' },
    'spec.openstack.blockStorageZones': [{ to: 'SameAsCompute' }, { with: cluster({ controlPlane: { rootDisk: SSD } }), to: 'SameAsCompute' }],
    'spec.openstack.configDrive': { to: true },
    'spec.openstack.securityRules.inCluster': { to: 'AllowAll' },
    ...Object.fromEntries(['allNodes', 'controlPlane', 'workers'].flatMap((group) => {
      const at = `spec.openstack.securityRules.additional.${group}`;
      const rules = (rule: Overrides) => profile({ openstack: { securityRules: { additional: { [group]: [{ ...RULE, ...rule }] } } } });
      return [
        [at, { to: [] }],
        [`${at}[].portRangeMin`, { to: 9100 }],
        [`${at}[].portRangeMax`, { to: 9100 }],
        [`${at}[].direction`, { to: 'egress' }],
        [`${at}[].etherType`, { with: rules({ remoteIPPrefix: undefined }), to: 'IPv6' }],
        [`${at}[].remoteManagedGroups`, { with: rules({ remoteIPPrefix: undefined }) }],
      ] as const;
    })),
    'spec.dev.backend': { with: DEV, to: 'Docker' },
    'spec.dev.startupDuration': { with: DEV, to: '5s' },
    'spec.cni.type': { to: 'calico' },
    'spec.proxy.http': [{}, { with: profile({ proxy: { http: undefined } }) }],
    'spec.registries.prefix': [{}, { with: WITH_KUBE_VIP }],
    'spec.registries.mirrors[].ca': { to: CERTIFICATE },
    'spec.registries.mirrors[].authRef.name': { also: profile({ registries: { mirrors: [{ host: 'quay.io', endpoints: ['https://quay.example.org'], authRef: { name: 'registry', key: 'login' } }] } }), to: 'other' },
    'spec.registries.mirrors[].authRef.key': { also: profile({ registries: { mirrors: [{ host: 'quay.io', endpoints: ['https://quay.example.org'], authRef: { name: 'registry', key: 'login' } }] } }), to: 'other' },
    'spec.certificates.authorities.ca.name': { to: '{cluster}-ca', published: true },
    'spec.certificates.authorities.etcd.name': { to: '{cluster}-etcd', published: true },
    'spec.certificates.authorities.frontProxy.name': { to: '{cluster}-proxy', published: true },
    'spec.certificates.authorities.serviceAccount.name': { to: '{cluster}-sa', published: true },
    'spec.trust.certificates': { to: [CERTIFICATE] },
    'spec.hardening.tlsMinVersion': { to: 'VersionTLS13' },
    'spec.hardening.tlsCipherSuites': { to: 'Modern' },
    'spec.hardening.profiling': { to: true },
    'spec.metrics.expose': { to: 'Cluster' },
    'spec.kubelet.servingCertificates': { to: true },
    'spec.certificates.renewBefore': { to: '60d' },
    'spec.admission.plugins': [{ to: ['NodeRestriction', 'PodSecurity', 'EventRateLimit', 'AlwaysPullImages'] }, { to: ['NodeRestriction', 'PodSecurity'] }],
    'spec.admission.eventRateLimit.qps': { to: 6000 },
    'spec.admission.eventRateLimit.burst': { to: 30000 },
    'spec.apiServer.maxRequestsInflight': { to: 800 },
    'spec.apiServer.maxMutatingRequestsInflight': { to: 300 },
    'spec.apiServer.minRequestTimeout': { to: '20m' },
    'spec.etcd.heartbeatInterval': { to: '200ms' },
    'spec.etcd.electionTimeout': { to: '3000ms' },
    'spec.etcd.snapshotCount': { to: 10000 },
    'spec.etcd.compaction': { to: '6h' },
    'spec.etcd.quota': { to: '6Gi' },
    'spec.etcd.defragmentation': { to: '0 4 * * *' },
    'spec.etcd.metrics': { to: 'Cluster' },
    'spec.openstack.image.blockDevices': [
      { with: pool({ volumes: [DATA] }), to: 'Virtio' },
      { with: cluster({ etcd: { dedicatedVolume: { size: '10Gi' } } }), to: 'Scsi' },
    ],
  },
};
