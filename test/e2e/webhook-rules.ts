import type { DiagnosticCode } from '../../src/diagnostics/codes';
import type { ScsClusterDocument } from '../../src/params';
import type { ProviderProfileDocument } from '../../src/profile';
import type { Manifest } from '../../src/targets/rendered-object';
import { objectOf } from '../fixtures/changed-objects';
import { description, profile, withOverrides, type Overrides } from '../fixtures/documents';
import { manifests } from '../fixtures/rendering';

/** Who in the API server refuses. */
export enum Refuser {
  WEBHOOK = 'Webhook',
  /** A rule in CEL in the schema of the kind. */
  CEL = 'Cel',
  /** Any other part of the schema. */
  SCHEMA = 'Schema',
  SERVER_SIDE_APPLY = 'ServerSideApply',
}

/** A description and a profile, of any shape. */
export interface Documents {
  readonly description: ScsClusterDocument;
  readonly profile: ProviderProfileDocument;
}

/** Objects that the servers have, and one that they refuse then; all are to be applied by one field manager. */
export interface RefusedChange {
  readonly existing: readonly Manifest[];
  readonly refused: Manifest;
}

/** A rule of the servers, what this library says before, and how a server words it. */
export interface WebhookRule {
  /** A name for a namespace: each row has its own. */
  readonly id: string;
  readonly by: Refuser;
  /** What this library says. */
  readonly code: DiagnosticCode;
  /** Part of what the server says. */
  readonly server: RegExp;
  /** Which provider of infrastructure must be there, besides Cluster API. */
  readonly provider: 'openstack' | 'dev';
  /** What a user would write; absent where only a patch, or a hand, can do it. */
  readonly documents?: Documents;
  /** What a server would be given, without this library's checks. */
  readonly objects: () => RefusedChange;
}

interface Documented {
  readonly description?: Overrides;
  readonly profile?: Overrides;
}

type Base = Pick<WebhookRule, 'by' | 'code' | 'server'>;

/** Of new objects: the documents are refused, and so is the object of a kind with a change. */
interface NewObject extends Base, Documented {
  readonly kind: string;
  readonly object: Overrides;
}

/** Of objects that are there: of a kind, with a change, or as other documents make it. */
interface Update extends Base {
  readonly kind: string;
  readonly object?: Overrides;
  readonly becomes?: Documented;
  /** The documents before, where they are not the smallest. */
  readonly was?: Documented;
  /** Kinds that must be there besides. */
  readonly beside?: readonly string[];
}

const GENERAL = { name: 'general', flavor: 'SCS-4V-16', zones: [] as string[] };
const DEVELOPMENT = { profile: { target: 'capi-dev', defaults: undefined } };
const CORP = { dnsServers: [], existing: { network: { name: 'corp' }, subnets: [{ name: 'corp-v4' }], router: { name: 'corp' } } };
const APPLICATION_CREDENTIAL = {
  profile: { credentials: { orcSecretRef: { name: 'orc' }, applicationCredentials: { user: { name: 'clusters', domain: 'users' }, management: { secretRef: { name: 'value' } } } } },
};
const IN_CORP = { description: { network: CORP }, profile: { defaults: undefined } };
const TWO_REGIONS = { regions: [{ name: 'RegionOne', zones: ['az1', 'az2', 'az3'] }, { name: 'RegionTwo', zones: ['az1', 'az2', 'az3'] }] };
const IMMUTABLE: Pick<Base, 'by' | 'code'> = { by: Refuser.WEBHOOK, code: 'ImmutableField' };
const INVALID: Pick<Base, 'by' | 'code'> = { by: Refuser.WEBHOOK, code: 'InvalidValue' };
const FROZEN_CLUSTER = /spec: Forbidden: cannot be modified/;
const NEITHER_NUMBER_NOR_SHARE = /must be either an int or a percentage/;
const NO_LABEL_VALUE = /must be a valid label value/;
const LONG_AUDIT_RULES = Array.from({ length: 100 }, (_, index) => ({ level: 'None', users: [`system:serviceaccount:${'a'.repeat(63)}:prometheus-${index}`] }));

/** The settings of a pool. */
function pool(settings: Overrides): Documented {
  return { description: { nodePools: [{ ...GENERAL, ...settings }] } };
}

/** Rules of core/webhooks/admission, of the webhooks of kubeadm's providers and of the schemas. */
const NEW_OBJECTS: Readonly<Record<string, NewObject>> = {
  // cluster.go
  'cluster-name-too-long': { ...INVALID, description: { metadata: { name: 'a'.repeat(64) } }, kind: 'Cluster', object: { metadata: { name: 'a'.repeat(64) } }, server: NO_LABEL_VALUE },
  'pod-range-is-none': { ...INVALID, description: { network: { podCidrs: ['10.244.0.0/33'] } }, kind: 'Cluster', object: { spec: { clusterNetwork: { pods: { cidrBlocks: ['10.244.0.0/33'] } } } }, server: /pods\.cidrBlocks\[0\].*invalid CIDR address: 10\.244\.0\.0\/33/ },
  'service-range-is-none': { ...INVALID, description: { network: { serviceCidrs: ['10.96.0/12'] } }, kind: 'Cluster', object: { spec: { clusterNetwork: { services: { cidrBlocks: ['10.96.0/12'] } } } }, server: /services\.cidrBlocks\[0\].*invalid CIDR address: 10\.96\.0\/12/ },
  'cluster-label-is-none': { ...INVALID, by: Refuser.SCHEMA, description: { metadata: { labels: { team: '-shop-' } } }, kind: 'Cluster', object: { metadata: { labels: { team: '-shop-' } } }, server: /metadata\.labels: Invalid value: "-shop-"/ },
  // kubeadmcontrolplane.go
  'control-plane-is-even': { by: Refuser.WEBHOOK, code: 'EvenReplicas', description: { controlPlane: { replicas: 2 } }, kind: 'KubeadmControlPlane', object: { spec: { replicas: 2 } }, server: /spec\.replicas: Forbidden: cannot be an even number when etcd is stacked/ },
  'control-plane-is-empty': { ...INVALID, description: { controlPlane: { replicas: 0 } }, kind: 'KubeadmControlPlane', object: { spec: { replicas: 0 } }, server: /spec\.replicas: Forbidden: cannot be less than or equal to 0/ },
  'control-plane-surges-by-two': { ...INVALID, description: { controlPlane: { rollout: { maxSurge: '2' } } }, kind: 'KubeadmControlPlane', object: { spec: { rollout: { strategy: { rollingUpdate: { maxSurge: 2 } } } } }, server: /rollingUpdate\.maxSurge: Required value: value must be 1 or 0/ },
  'control-plane-cannot-scale-in': {
    by: Refuser.WEBHOOK, code: 'RolloutStalls', description: { controlPlane: { replicas: 1, rollout: { maxSurge: '0' } } },
    kind: 'KubeadmControlPlane', object: { spec: { replicas: 1, rollout: { strategy: { rollingUpdate: { maxSurge: 0 } } } } }, server: /replica count needs to be at least 3/,
  },
  'control-plane-version-is-none': { ...INVALID, description: { kubernetesVersion: 'latest' }, kind: 'KubeadmControlPlane', object: { spec: { version: 'latest' } }, server: /spec\.version: .*must be a valid semantic version/ },
  'certificates-renewed-too-late': { ...INVALID, by: Refuser.SCHEMA, profile: { certificates: { renewBefore: '3d' } }, kind: 'KubeadmControlPlane', object: { spec: { rollout: { before: { certificatesExpiryDays: 3 } } } }, server: /certificatesExpiryDays.*should be greater than or equal to 7/ },
  'file-is-too-large': {
    by: Refuser.SCHEMA, code: 'ContentTooLarge', description: { audit: { rules: LONG_AUDIT_RULES } },
    kind: 'KubeadmControlPlane', object: { spec: { kubeadmConfigSpec: { files: [{ path: '/a', content: 'a'.repeat(10_241) }] } } }, server: /files\[0\]\.content: Too long: may not be more than 10240 bytes/,
  },
  'encryption-without-a-secret': {
    ...INVALID, by: Refuser.SCHEMA, description: { encryption: { enabled: true, configRef: { name: '', key: 'config.yaml' } } },
    kind: 'KubeadmControlPlane', object: { spec: { kubeadmConfigSpec: { files: [{ path: '/a', contentFrom: { secret: { name: '', key: 'config.yaml' } } }] } } },
    server: /files\[0\]\.contentFrom\.secret\.name.*should be at least 1 chars long/,
  },
  // machinedeployment.go
  'pool-can-replace-nothing': {
    by: Refuser.WEBHOOK, code: 'RolloutStalls', ...pool({ rollout: { maxSurge: '0', maxUnavailable: '0' } }),
    kind: 'MachineDeployment', object: { spec: { rollout: { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } } } }, server: /maxUnavailable and maxSurge cannot both be 0/,
  },
  'pool-surges-by-a-word': { ...INVALID, ...pool({ rollout: { maxSurge: 'some' } }), kind: 'MachineDeployment', object: { spec: { rollout: { strategy: { rollingUpdate: { maxSurge: 'some' } } } } }, server: NEITHER_NUMBER_NOR_SHARE },
  'pool-misses-a-word': { ...INVALID, ...pool({ rollout: { maxUnavailable: 'some' } }), kind: 'MachineDeployment', object: { spec: { rollout: { strategy: { rollingUpdate: { maxUnavailable: 'some' } } } } }, server: NEITHER_NUMBER_NOR_SHARE },
  'pool-version-is-none': { ...INVALID, ...pool({ kubernetesVersion: '1.36.' }), kind: 'MachineDeployment', object: { spec: { template: { spec: { version: 'v1.36.' } } } }, server: /template\.spec\.version: .*must be a valid semantic version/ },
  'pool-name-too-long': { ...INVALID, ...pool({ name: 'a'.repeat(64) }), kind: 'MachineDeployment', object: { metadata: { name: 'a'.repeat(64) } }, server: NO_LABEL_VALUE },
  'pool-label-is-none': { ...INVALID, ...pool({ labels: { 'node.cluster.x-k8s.io/tier': '-web-' } }), kind: 'MachineDeployment', object: { spec: { template: { metadata: { labels: { 'node.cluster.x-k8s.io/tier': '-web-' } } } } }, server: /spec\.template\.metadata\.labels: Invalid value: "-web-"/ },
  'pool-annotation-is-none': { ...INVALID, ...pool({ annotations: { 'node.cluster.x-k8s.io/a b': '' } }), kind: 'MachineDeployment', object: { spec: { template: { metadata: { annotations: { 'node.cluster.x-k8s.io/a b': '' } } } } }, server: /spec\.template\.metadata\.annotations: Invalid value: "node\.cluster\.x-k8s\.io\/a b"/ },
  // machinehealthcheck.go
  'health-check-is-too-quick': { ...INVALID, ...pool({ healthCheck: { startupTimeout: '10s' } }), kind: 'MachineHealthCheck', object: { spec: { checks: { nodeStartupTimeoutSeconds: 10 } } }, server: /nodeStartupTimeoutSeconds: Invalid value: 10: must be at least 30s/ },
  'health-check-allows-a-word': { ...INVALID, ...pool({ healthCheck: { maxUnhealthy: 'some' } }), kind: 'MachineHealthCheck', object: { spec: { remediation: { triggerIf: { unhealthyLessThanOrEqualTo: 'some' } } } }, server: NEITHER_NUMBER_NOR_SHARE },
  // openstackcluster_webhook.go and the schemas of the OpenStack provider
  'security-rule-with-two-remotes': {
    by: Refuser.WEBHOOK, code: 'ConflictingFields',
    profile: { openstack: { securityRules: { additional: { allNodes: [{ name: 'extra', protocol: 'tcp', remoteManagedGroups: ['worker'], remoteIPPrefix: '198.51.100.0/24' }] } } } },
    kind: 'OpenStackCluster',
    object: { spec: { managedSecurityGroups: { allNodesSecurityGroupRules: [{ name: 'extra', direction: 'ingress', etherType: 'IPv4', protocol: 'tcp', remoteManagedGroups: ['worker'], remoteIPPrefix: '198.51.100.0/24' }] } } },
    server: /remoteManagedGroups cannot be used with remoteGroupID or remoteIPPrefix/,
  },
  'zone-twice': { ...INVALID, by: Refuser.SERVER_SIDE_APPLY, description: { controlPlane: { zones: ['az1', 'az1'] } }, kind: 'OpenStackCluster', object: { spec: { controlPlaneAvailabilityZones: ['az1', 'az1'] } }, server: /controlPlaneAvailabilityZones: duplicate entries for key/ },
  'monitor-retries-for-ever': { ...INVALID, by: Refuser.SCHEMA, profile: { openstack: { apiLoadBalancer: { monitor: { maxRetries: 11 } } } }, kind: 'OpenStackCluster', object: { spec: { apiServerLoadBalancer: { monitor: { maxRetries: 11 } } } }, server: /monitor\.maxRetries.*should be less than or equal to 10/ },
  'machine-without-a-flavor': { by: Refuser.CEL, code: 'MissingField', ...pool({ flavor: undefined }), kind: 'OpenStackMachineTemplate', object: { spec: { template: { spec: { flavor: undefined } } } }, server: /at least one of flavor or flavorID must be set/ },
  'root-disk-is-empty': { ...INVALID, by: Refuser.SCHEMA, ...pool({ rootDisk: { size: '0Gi' } }), kind: 'OpenStackMachineTemplate', object: { spec: { template: { spec: { rootVolume: { sizeGiB: 0 } } } } }, server: /rootVolume\.sizeGiB.*should be greater than or equal to 1/ },
};

const UPDATES: Readonly<Record<string, Update>> = {
  // cluster.go
  'infrastructure-is-removed': { ...IMMUTABLE, kind: 'Cluster', object: { spec: { infrastructureRef: undefined } }, server: /spec\.infrastructureRef: Forbidden: cannot be removed/ },
  'control-plane-is-removed': { ...IMMUTABLE, kind: 'Cluster', object: { spec: { controlPlaneRef: undefined } }, server: /spec\.controlPlaneRef: Forbidden: cannot be removed/ },
  // kubeadmcontrolplane.go
  'control-plane-skips-a-minor': {
    by: Refuser.WEBHOOK, code: 'VersionStep', kind: 'KubeadmControlPlane', beside: ['Cluster'],
    was: { description: { kubernetesVersion: '1.34' } }, becomes: { description: { kubernetesVersion: '1.36' } }, server: /cannot update Kubernetes version from v1\.34\.\d+ to v1\.36\.\d+/,
  },
  'kubeadm-field-is-frozen': { ...IMMUTABLE, kind: 'KubeadmControlPlane', object: { spec: { kubeadmConfigSpec: { clusterConfiguration: { certificatesDir: '/etc/certificates' } } } }, server: /clusterConfiguration\.certificatesDir: Forbidden: cannot be modified/ },
  'kubeadm-endpoint-is-frozen': { ...IMMUTABLE, kind: 'KubeadmControlPlane', object: { spec: { kubeadmConfigSpec: { clusterConfiguration: { controlPlaneEndpoint: 'api.example.org:6443' } } } }, server: /clusterConfiguration\.controlPlaneEndpoint: Forbidden: cannot be modified/ },
  'kubeadm-init-is-removed': { ...IMMUTABLE, kind: 'KubeadmControlPlane', object: { spec: { kubeadmConfigSpec: { initConfiguration: undefined } } }, server: /kubeadmConfigSpec\.initConfiguration: Forbidden: cannot be modified/ },
  'etcd-moves-out': {
    ...IMMUTABLE, kind: 'KubeadmControlPlane',
    object: { spec: { kubeadmConfigSpec: { clusterConfiguration: { etcd: { local: undefined, external: { endpoints: ['https://192.0.2.1:2379'], caFile: '/a', certFile: '/b', keyFile: '/c' } } } } } },
    server: /etcd\.external: Forbidden: cannot change between external and local etcd/,
  },
  // machinedeployment.go, machinehealthcheck.go
  'pool-changes-its-cluster': { ...IMMUTABLE, kind: 'MachineDeployment', object: { spec: { clusterName: 'other', template: { spec: { clusterName: 'other' } } } }, server: /spec\.clusterName: Forbidden: field is immutable/ },
  'pool-loses-its-machines': { ...IMMUTABLE, kind: 'MachineDeployment', object: { spec: { selector: { matchLabels: { tier: 'web' } } } }, server: /spec\.template\.metadata\.labels: Forbidden: must match spec\.selector/ },
  'health-check-changes-its-cluster': {
    ...IMMUTABLE, kind: 'MachineHealthCheck', object: { spec: { clusterName: 'other', selector: { matchLabels: { 'cluster.x-k8s.io/cluster-name': 'other' } } } }, server: /spec\.clusterName: Forbidden: field is immutable/,
  },
  // openstackcluster_webhook.go
  'nodes-get-another-range': { ...IMMUTABLE, kind: 'OpenStackCluster', becomes: { description: { network: { nodeCidr: '10.9.0.0/20' } } }, server: /spec\.managedSubnets: Forbidden: cannot change subnet CIDR from existing value to 10\.9\.0\.0\/20/ },
  'nodes-move-to-another-network': { ...IMMUTABLE, kind: 'OpenStackCluster', becomes: IN_CORP, server: FROZEN_CLUSTER },
  'network-gets-another-name': { ...IMMUTABLE, kind: 'OpenStackCluster', was: IN_CORP, becomes: { ...IN_CORP, description: { network: { ...CORP, existing: { ...CORP.existing, network: { name: 'other' } } } } }, server: FROZEN_CLUSTER },
  'network-gets-another-router': { ...IMMUTABLE, kind: 'OpenStackCluster', was: IN_CORP, becomes: { ...IN_CORP, description: { network: { ...CORP, existing: { ...CORP.existing, router: { name: 'other' } } } } }, server: FROZEN_CLUSTER },
  'network-gets-another-mtu': { ...IMMUTABLE, kind: 'OpenStackCluster', becomes: { profile: { openstack: { mtu: 1450 } } }, server: FROZEN_CLUSTER },
  'external-network-changes': { ...IMMUTABLE, kind: 'OpenStackCluster', becomes: { profile: { openstack: { externalNetwork: { name: 'other' } } } }, server: FROZEN_CLUSTER },
  'load-balancer-changes': { ...IMMUTABLE, kind: 'OpenStackCluster', becomes: { profile: { openstack: { apiLoadBalancer: { provider: 'ovn' } } } }, server: FROZEN_CLUSTER },
  'load-balancer-is-removed': { ...IMMUTABLE, kind: 'OpenStackCluster', object: { spec: { apiServerLoadBalancer: undefined } }, server: FROZEN_CLUSTER },
  'api-server-gets-internal': { ...IMMUTABLE, kind: 'OpenStackCluster', was: IN_CORP, becomes: { ...IN_CORP, description: { ...IN_CORP.description, apiServer: { exposure: 'Internal' } } }, server: FROZEN_CLUSTER },
  'api-server-moves': { ...IMMUTABLE, kind: 'OpenStackCluster', was: { description: { apiServer: { address: '203.0.113.10' } } }, becomes: { description: { apiServer: { address: '203.0.113.11' } } }, server: FROZEN_CLUSTER },
  'tags-change': { ...IMMUTABLE, kind: 'OpenStackCluster', becomes: { description: { tags: ['team-shop'] } }, server: FROZEN_CLUSTER },
  'security-groups-are-removed': { ...IMMUTABLE, kind: 'OpenStackCluster', object: { spec: { managedSecurityGroups: undefined } }, server: FROZEN_CLUSTER },
  'bastion-is-removed': { ...IMMUTABLE, kind: 'OpenStackCluster', object: { spec: { bastion: undefined } }, server: /spec\.bastion: Forbidden: cannot be removed before disabling it/ },
  // the schemas of the OpenStack provider and of ORC
  'region-changes': {
    ...IMMUTABLE, by: Refuser.CEL, kind: 'OpenStackCluster',
    was: { description: { region: 'RegionOne' }, profile: TWO_REGIONS }, becomes: { description: { region: 'RegionTwo' }, profile: TWO_REGIONS }, server: /spec\.identityRef.*region is immutable/,
  },
  'server-group-changes': { ...IMMUTABLE, by: Refuser.CEL, kind: 'ServerGroup', object: { spec: { resource: { policy: 'affinity' } } }, server: /ServerGroupResourceSpec is immutable/ },
  'server-group-is-handed-over': { ...IMMUTABLE, by: Refuser.CEL, kind: 'ServerGroup', object: { spec: { managementPolicy: 'unmanaged' } }, server: /managementPolicy is immutable/ },
  'application-credential-changes': {
    ...IMMUTABLE, by: Refuser.CEL, kind: 'ApplicationCredential', was: APPLICATION_CREDENTIAL, object: { spec: { resource: { unrestricted: true } } },
    server: /ApplicationCredentialResourceSpec is immutable/,
  },
  // openstackmachinetemplate_webhook.go, devmachinetemplate.go
  'machine-template-changes': { ...IMMUTABLE, kind: 'OpenStackMachineTemplate', object: { spec: { template: { spec: { flavor: 'SCS-8V-32' } } } }, server: /OpenStackMachineTemplate spec\.template\.spec field is immutable/ },
  'development-template-changes': {
    ...IMMUTABLE, kind: 'DevMachineTemplate', was: DEVELOPMENT, object: { spec: { template: { spec: { backend: { inMemory: { vm: { provisioning: { startupDuration: '9s' } } } } } } } },
    server: /DevMachineTemplate spec\.template\.spec field is immutable/,
  },
};

/** What an object has before a change takes it away, where no document of this release can say it. */
const BEFORE: Readonly<Record<string, Overrides>> = {
  'bastion-is-removed': { spec: { bastion: { enabled: true, spec: { flavor: 'SCS-1V-2', image: { filter: { name: 'ubuntu' } } } } } },
};

/**
 * The rules that a description can run into, of Cluster API core, kubeadm's bootstrap and control plane, the OpenStack and
 * development providers and ORC: each with what this library says of it first.
 */
export const WEBHOOK_RULES: readonly WebhookRule[] = [
  ...Object.entries(NEW_OBJECTS).map(([id, row]) => newObject(id, row)),
  ...Object.entries(UPDATES).map(([id, row]) => update(id, row)),
];

function newObject(id: string, { by, code, server, kind, object, ...documented }: NewObject): WebhookRule {
  return {
    id, by, code, server, provider: 'openstack',
    documents: documentsOf(id, documented),
    objects: () => {
      const objects = objectsOf(id, {});
      return { existing: [objectOf(objects, 'Namespace')], refused: withOverrides(objectOf(objects, kind), object) as Manifest };
    },
  };
}

function update(id: string, { by, code, server, kind, object = {}, becomes, was = {}, beside = [] }: Update): WebhookRule {
  return {
    id, by, code, server, provider: kind.startsWith('Dev') ? 'dev' : 'openstack',
    ...(becomes && { documents: documentsOf(id, becomes) }),
    objects: () => {
      const objects = objectsOf(id, was);
      const before = withOverrides(objectOf(objects, kind), BEFORE[id] ?? {}) as Manifest;
      const after = becomes === undefined ? before : objectOf(objectsOf(id, becomes), kind);
      return { existing: [...['Namespace', ...beside].map((other) => objectOf(objects, other)), before], refused: withOverrides(after, object) as Manifest };
    },
  };
}

function objectsOf(id: string, documented: Documented): Manifest[] {
  const documents = documentsOf(id, documented);
  return manifests(documents.description, documents.profile);
}

/** The smallest documents with changes: of the metadata of the description, and below `spec` of both. */
function documentsOf(id: string, { description: { metadata = {}, ...spec } = {}, profile: profileSpec = {} }: Documented): Documents {
  const base = description({ metadata: { namespace: id }, spec: { nodePools: [GENERAL], controlPlane: { zones: [] } } });
  return { description: withOverrides(base, { metadata, spec }) as ScsClusterDocument, profile: profile({ spec: profileSpec }) };
}
