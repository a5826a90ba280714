import type { DiagnosticCode } from '../../src/diagnostics/codes';
import { contentHash } from '../../src/objects/content-hash';
import type { ScsClusterDocument } from '../../src/params';
import { validateUpdate } from '../../src/plan/validate-update';
import type { ProviderProfileDocument } from '../../src/profile';
import { requiredSecrets } from '../../src/judge-documents';
import type { Manifest } from '../../src/targets/rendered-object';
import { description, profile, type Overrides } from '../fixtures/documents';
import { manifests, resolved } from '../fixtures/rendering';

/** Changes of the smallest description and of the typical profile, below their `spec`. */
interface Documents {
  readonly cluster?: Overrides;
  readonly profile?: Overrides;
  /** Changes of the description's `metadata`. */
  readonly metadata?: Overrides;
}

/** Documents that run into the trap, and the code at the path that tells of it. */
interface Refused extends Documents {
  readonly code: DiagnosticCode;
  readonly at: string;
  readonly warns?: true;
}

/** What holds for all that is emitted, so that no document runs into the trap. */
interface NeverEmitted {
  readonly invariant: string;
  holds(): boolean;
}

/** A trap that no document can run into, and why. */
interface NotHere {
  readonly reason: string;
}

/** A trap of the field by its number, and what is done about it. */
export interface Trap {
  readonly number: number;
  readonly trap: string;
  readonly does: readonly (Refused | NeverEmitted | NotHere)[];
}

const MACHINE_TEMPLATE = 'OpenStackMachineTemplate';
const SCALED = { name: 'general', flavor: 'SCS-4V-16-20', labels: { tier: 'web' }, taints: [{ key: 'team', value: 'shop', effect: 'NoSchedule' }], autoscaling: { min: 0, max: 6 } };
const ISSUER = { issuerURL: 'https://dex.example.org', audiences: ['kubectl'] };
const ALLOWED = { policy: { allowExpert: true } };
const DEV = { target: 'capi-dev', defaults: undefined };
const EXTRA = { name: 'extra', protocol: 'tcp', portRangeMin: 22, portRangeMax: 22 };

function documents({ cluster = {}, profile: provider = {}, metadata = {} }: Documents): { description: ScsClusterDocument; profile: ProviderProfileDocument } {
  return { description: description({ metadata, spec: cluster }), profile: profile({ spec: provider }) };
}

function objects(of: Documents = {}): Manifest[] {
  const { description: cluster, profile: provider } = documents(of);
  return manifests(cluster, provider);
}

function ofKind(kind: string, all: readonly Manifest[] = objects()): Manifest[] {
  return all.filter((object) => object.kind === kind);
}

function names(kind: string, of: Documents = {}): string[] {
  return ofKind(kind, objects(of)).map(({ metadata }) => metadata.name);
}

function pool(settings: Overrides): Overrides {
  return { nodePools: [{ name: 'general', flavor: 'SCS-4V-16', ...settings }] };
}

/** What stands at a path of an object: names of fields, and indexes. */
function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, part) => (inner as Record<string, unknown> | undefined)?.[part], value);
}

/** Every value in objects, itself first. */
function values(value: unknown): unknown[] {
  return [value, ...(typeof value === 'object' && value !== null ? Object.values(value).flatMap(values) : [])];
}

function text(of: Documents = {}): string {
  return JSON.stringify(objects(of));
}

function files(kind: 'KubeadmControlPlane' | 'KubeadmConfigTemplate', of: Documents = {}): { path: string; content?: string }[] {
  const [object] = ofKind(kind, objects(of));
  return at(object, kind === 'KubeadmControlPlane' ? 'spec.kubeadmConfigSpec.files' : 'spec.template.spec.files') as { path: string; content?: string }[];
}

function kubeadm(of: Documents = {}): unknown {
  return at(ofKind('KubeadmControlPlane', objects(of))[0], 'spec.kubeadmConfigSpec');
}

function workerRules(of: Documents): Record<string, unknown>[] {
  return at(ofKind('OpenStackCluster', objects(of))[0], 'spec.managedSecurityGroups.workerNodesSecurityGroupRules') as Record<string, unknown>[] ?? [];
}

function allRules(of: Documents): Record<string, unknown>[] {
  const groups = at(ofKind('OpenStackCluster', objects(of))[0], 'spec.managedSecurityGroups') as Record<string, unknown>;
  return Object.values(groups).filter(Array.isArray).flat() as Record<string, unknown>[];
}

function sorted(list: readonly string[]): string {
  return JSON.stringify([...list].sort());
}

/** Where addons are delivered, none of them is built yet: the setting that would deliver one is refused. */
const NO_ADDONS: Refused = { profile: { addons: { delivery: 'HelmChartProxy' } }, code: 'NotYetSupported', at: 'spec.addons.delivery' };

function otherTarget(target: string): Refused {
  return { profile: { target }, code: 'NotYetSupported', at: 'spec.target' };
}

/** The traps that the field has fallen into, in the order in which they were collected. */
export const TRAPS: readonly Trap[] = [
  {
    number: 1, trap: 'templates are immutable, and a change under the old name is refused',
    does: [{
      invariant: 'the name of a template ends in the hash of its spec',
      holds: () => [MACHINE_TEMPLATE, 'KubeadmConfigTemplate'].every((kind) => ofKind(kind).every(({ metadata, spec }) => metadata.name.endsWith(`-${contentHash(spec)}`))),
    }],
  },
  {
    number: 2, trap: 'the order of maps changes names and replaces machines',
    does: [{
      invariant: 'labels in another order give the same bytes',
      holds: () => text({ cluster: pool({ labels: { a: '1', b: '2' } }) }) === text({ cluster: pool({ labels: { b: '2', a: '1' } }) }),
    }],
  },
  {
    number: 3, trap: 'GitOps tools prune the old template before the rollout is over',
    does: [{
      invariant: 'templates are annotated against pruning by Argo CD and Flux',
      holds: () => [MACHINE_TEMPLATE, 'KubeadmConfigTemplate'].every((kind) => ofKind(kind).every(({ metadata: { annotations = {} } }) =>
        annotations['argocd.argoproj.io/sync-options'] === 'Prune=false' && annotations['kustomize.toolkit.fluxcd.io/prune'] === 'disabled')),
    }],
  },
  {
    number: 4, trap: 'a changed KubeadmConfigTemplate reaches future machines only',
    does: [{
      invariant: 'another content is another KubeadmConfigTemplate',
      holds: () => names('KubeadmConfigTemplate')[0] !== names('KubeadmConfigTemplate', { cluster: pool({ sysctls: [{ name: 'vm.swappiness', value: '1' }] }) })[0],
    }],
  },
  {
    number: 5, trap: 'manual counters in names of templates',
    does: [
      { invariant: 'names follow content alone: the same documents give the same names', holds: () => sorted(names(MACHINE_TEMPLATE)) === sorted(names(MACHINE_TEMPLATE)) },
      { cluster: { templateGeneration: 2 }, code: 'UnknownField', at: 'spec.templateGeneration' },
    ],
  },
  {
    number: 6, trap: 'the content of a referenced Secret is in no hash, and its rotation reaches no machine',
    does: [{
      invariant: 'another rollout token of a Secret is another template of the pools that have a file of it',
      holds: () => {
        const withToken = (token: string): Documents => ({
          profile: ALLOWED,
          cluster: { expert: { files: [{ path: '/etc/a', contentFrom: { secretKeyRef: { name: 'a', key: 'b' } } }], rolloutTokens: [{ secretRef: { name: 'a' }, token }] } },
        });
        return names('KubeadmConfigTemplate', withToken('1'))[0] !== names('KubeadmConfigTemplate', withToken('2'))[0];
      },
    }],
  },
  { number: 7, trap: 'an image that is found by a name without a version', does: [{ profile: { openstack: { image: { name: 'node' } } }, code: 'ImageWithoutVersion', at: 'spec.openstack.image.name', warns: true }] },
  {
    number: 8, trap: 'metadata of one pool leaks into the next',
    does: [{
      invariant: 'a pool has its own labels only',
      holds: () => {
        const two = { nodePools: [{ name: 'a', flavor: 'SCS-4V-16', zones: [], labels: { 'example.org/only': 'a' } }, { name: 'b', flavor: 'SCS-4V-16', zones: [] }] };
        return ofKind('KubeadmConfigTemplate', objects({ cluster: two })).filter((template) => JSON.stringify(template).includes('example.org/only')).length === 1;
      },
    }],
  },
  {
    number: 9, trap: 'security-group rules of the control plane come out as garbage',
    does: [{
      invariant: 'rules are objects with their fields',
      holds: () => allRules({ profile: { openstack: { securityRules: { additional: { controlPlane: [EXTRA] } } } } }).some(({ name, portRangeMin }) => name === 'extra' && portRangeMin === 22),
    }],
  },
  {
    number: 10, trap: 'nearly all of an OpenStackCluster is frozen',
    does: [{
      invariant: 'an update that changes a frozen field is refused by scs validate --previous',
      holds: () => validateUpdate(objects(), objects({ cluster: { network: { nodeCidr: '10.9.0.0/20' } } })).some(({ code }) => code === 'ImmutableField'),
    }],
  },
  {
    number: 11, trap: 'with another port of the API server, the security group still opens 6443',
    does: [{
      invariant: 'control planes open the port of the API server',
      holds: () => {
        const [cluster] = ofKind('OpenStackCluster', objects({ profile: { expert: { apiServer: { port: 7443 } } } }));
        const rules = at(cluster, 'spec.managedSecurityGroups.controlPlaneNodesSecurityGroupRules') as readonly { readonly portRangeMin?: number; readonly portRangeMax?: number }[];
        return rules.some(({ portRangeMin, portRangeMax }) => portRangeMin === 7443 && portRangeMax === 7443);
      },
    }],
  },
  {
    number: 12, trap: 'an OVN load balancer keeps no list of allowed ranges',
    does: [{ cluster: { apiServer: { allowedCidrs: ['198.51.100.0/24'] } }, profile: { openstack: { apiLoadBalancer: { provider: 'ovn' } } }, code: 'AllowListIgnored', at: 'spec.apiServer.allowedCidrs' }],
  },
  {
    number: 13, trap: 'an OVN load balancer for services needs node ports that are open to clients, whatever the one of the API server is',
    does: [{
      invariant: 'with serviceLoadBalancer ovn, workers open 30000 to 32767 by TCP and UDP to all; with amphora to nobody outside',
      holds: () => {
        const open = (provider: string): unknown[] => workerRules({ profile: { openstack: { serviceLoadBalancer: { provider } } } })
          .filter(({ portRangeMin }) => portRangeMin === 30000)
          .filter(({ remoteManagedGroups, remoteIPPrefix }) => remoteManagedGroups === undefined && remoteIPPrefix === undefined)
          .map(({ protocol }) => protocol);
        return sorted(open('ovn') as string[]) === sorted(['tcp', 'udp']) && open('amphora').length === 0;
      },
    }],
  },
  {
    number: 14, trap: 'security-group rules that Neutron stores otherwise are made and deleted for ever',
    does: [
      {
        profile: { openstack: { securityRules: { additional: { workers: [{ ...EXTRA, remoteIPPrefix: '0.0.0.0/0' }] } } } },
        code: 'InvalidValue', at: 'spec.openstack.securityRules.additional.workers[0].remoteIPPrefix',
      },
      {
        invariant: 'every rule has its direction, ether type and description',
        holds: () => allRules({ profile: { openstack: { securityRules: { additional: { workers: [EXTRA] } } } } }).every((rule) => ['direction', 'etherType', 'description'].every((field) => typeof rule[field] === 'string')),
      },
    ],
  },
  { number: 15, trap: 'an unknown provider of load balancers becomes the default one', does: [{ profile: { openstack: { apiLoadBalancer: { provider: 'octavia' } } }, code: 'InvalidValue', at: 'spec.openstack.apiLoadBalancer.provider' }] },
  {
    number: 16, trap: 'a list of allowed ranges without the management cluster locks it out',
    does: [
      { cluster: { apiServer: { allowedCidrs: ['198.51.100.0/24'] } }, profile: { management: { egressCidrs: undefined } }, code: 'AllowListLockout', at: 'spec.apiServer.allowedCidrs' },
      {
        invariant: "the management cluster's own addresses are in every list",
        holds: () => text({ cluster: { apiServer: { allowedCidrs: ['198.51.100.0/24'] } } }).includes('"allowedCIDRs":["198.51.100.0/24","203.0.113.7/32"]'),
      },
    ],
  },
  {
    number: 17, trap: 'an API server without floating IP, or without load balancer',
    does: [
      { cluster: { apiServer: { address: '203.0.113.9' } }, profile: { openstack: { apiLoadBalancer: { provider: 'none' } } }, code: 'ConflictingFields', at: 'spec.controlPlane.replicas' },
      { cluster: { apiServer: { exposure: 'Internal' } }, code: 'ConflictingFields', at: 'spec.apiServer.exposure' },
    ],
  },
  {
    number: 18, trap: 'security groups of a port replace the managed group',
    does: [{
      invariant: 'machines have no ports of their own, or the managed groups with those of the port',
      holds: () => ofKind(MACHINE_TEMPLATE).every((template) => at(template, 'spec.template.spec.ports') === undefined)
        && ofKind(MACHINE_TEMPLATE, objects({ profile: { expert: { ports: [{ securityGroups: [{ name: 'extra' }] }] } } })).every((template) => {
          const [port] = at(template, 'spec.template.spec.ports') as readonly { readonly securityGroups: readonly object[] }[];
          return JSON.stringify(port.securityGroups).includes('"k8s-cluster-') && JSON.stringify(port.securityGroups).includes('"extra"');
        }),
    }],
  },
  {
    number: 19, trap: 'the webhook checks the rules of all nodes only, and others fail in the cloud',
    does: [
      { profile: { openstack: { securityRules: { additional: { workers: [{ name: 'a', portRangeMin: 80 }] } } } }, code: 'MissingField', at: 'spec.openstack.securityRules.additional.workers[0]' },
      { profile: { openstack: { securityRules: { additional: { controlPlane: [{ name: 'a', portRangeMin: 80 }] } } } }, code: 'MissingField', at: 'spec.openstack.securityRules.additional.controlPlane[0]' },
      { profile: { openstack: { securityRules: { additional: { allNodes: [{ name: 'a', portRangeMin: 80 }] } } } }, code: 'MissingField', at: 'spec.openstack.securityRules.additional.allNodes[0]' },
    ],
  },
  {
    number: 20, trap: "volumes are in no zone unless the machine's is written",
    does: [{
      invariant: 'blockStorageZones SameAsCompute writes from: Machine to every volume',
      holds: () => ofKind(MACHINE_TEMPLATE, objects({ cluster: pool({ volumes: [{ name: 'data', size: '10Gi' }] }), profile: { openstack: { blockStorageZones: 'SameAsCompute' } } }))
        .filter(({ metadata }) => metadata.name.startsWith('shop-general')).every((template) =>
          at(template, 'spec.template.spec.rootVolume.availabilityZone.from') === 'Machine'
          && at(template, 'spec.template.spec.additionalBlockDevices.0.storage.volume.availabilityZone.from') === 'Machine'),
    }],
  },
  {
    number: 21, trap: 'a JSON patch adds below a parent that is not there',
    does: [{
      profile: ALLOWED, cluster: { expert: { patches: [{ target: { kind: 'Cluster' }, patch: [{ op: 'add', path: '/spec/topology/variables/-', value: { name: 'a' } }] }] } },
      code: 'ImpossiblePatch', at: 'spec.expert.patches[0].patch[0].path',
    }],
  },
  {
    number: 22, trap: 'arguments are a list, and patches by the name of one fail',
    does: [{
      profile: ALLOWED,
      cluster: { expert: { patches: [{ target: { kind: 'KubeadmControlPlane' }, patch: [{ op: 'replace', path: '/spec/kubeadmConfigSpec/clusterConfiguration/apiServer/extraArgs/profiling', value: 'true' }] }] } },
      code: 'ImpossiblePatch', at: 'spec.expert.patches[0].patch[0].path',
    }],
  },
  {
    number: 23, trap: 'a later list takes the place of an earlier one',
    does: [{
      invariant: 'arguments of an expert are added to those of settings, and labels of pools to our own',
      holds: () => {
        const of = { profile: ALLOWED, cluster: { expert: { apiServer: { extraArgs: [{ name: 'goaway-chance', value: '0.001' }] } } } };
        const args = (at(kubeadm(of), 'clusterConfiguration.apiServer.extraArgs') as { name: string }[]).map(({ name }) => name);
        return ['goaway-chance', 'profiling', 'audit-policy-file'].every((name) => args.includes(name));
      },
    }],
  },
  { number: 24, trap: 'a Gateway API without its CRDs does nothing', does: [{ cluster: { addons: { gatewayApi: { enabled: true } } }, code: 'NotYetSupported', at: 'spec.addons.gatewayApi' }] },
  { number: 25, trap: 'required fields of items of lists are not enforced', does: [{ cluster: { nodePools: [{ flavor: 'SCS-4V-16' }] }, code: 'MissingField', at: 'spec.nodePools[0].name' }] },
  { number: 26, trap: 'the webhook of Cluster Stacks refuses every cluster without topology in its management cluster', does: [otherTarget('cluster-stacks')] },
  { number: 27, trap: 'names of classes of Cluster Stacks are cut at dashes', does: [otherTarget('cluster-stacks')] },
  { number: 28, trap: 'Cluster Stacks reads the class of an older API version', does: [otherTarget('cluster-stacks')] },
  {
    number: 29, trap: "containerd ignores hosts.toml unless its configuration names the folder, and that moved between versions",
    does: [{
      invariant: "mirrors are written to the folder that images of image-builder name; no drop-in of ours takes the place of the image's own configuration",
      holds: () => sorted(files('KubeadmConfigTemplate', { profile: { registries: { mirrors: [{ host: 'docker.io', endpoints: ['https://mirror.example.org'] }] } } })
        .map(({ path }) => path).filter((path) => path.includes('containerd'))) === sorted(['/etc/containerd/certs.d/docker.io/hosts.toml']),
    }],
  },
  {
    number: 30, trap: 'the quotes of the provider id',
    does: [{
      invariant: "the kubelet gets openstack:///'{{ instance_id }}'",
      holds: () => text().includes(JSON.stringify({ name: 'provider-id', value: "openstack:///'{{ instance_id }}'" })),
    }],
  },
  {
    number: 31, trap: 'an API server with --cloud-provider does not start since 1.33',
    does: [
      { profile: ALLOWED, cluster: { expert: { apiServer: { extraArgs: [{ name: 'cloud-provider', value: 'external' }] } } }, code: 'InvalidValue', at: 'spec.expert.apiServer.extraArgs[0].name' },
      { invariant: 'no API server gets it', holds: () => !JSON.stringify(at(kubeadm(), 'clusterConfiguration')).includes('cloud-provider') },
    ],
  },
  {
    number: 32, trap: 'the lost+found of a fresh volume for etcd fails a check of kubeadm',
    does: [{
      invariant: 'the script that mounts a fresh disk takes lost+found away',
      holds: () => files('KubeadmControlPlane', { cluster: { etcd: { dedicatedVolume: { size: '10Gi' } } } }).some(({ content = '' }) => content.includes('rmdir "$fresh/lost+found"')),
    }],
  },
  {
    number: 33, trap: 'without a CA, cloud.conf says tls-insecure',
    does: [{
      invariant: 'the cloud.conf that is described never says so',
      holds: () => {
        const { description: cluster, profile: provider } = documents({});
        return !JSON.stringify(requiredSecrets(resolved(cluster, provider), provider)).includes('tls-insecure');
      },
    }],
  },
  { number: 34, trap: 'a key for encryption that is made anew at every rendering', does: [{ cluster: { encryption: { enabled: true } }, code: 'MissingField', at: 'spec.encryption' }] },
  {
    number: 35, trap: 'arguments twice, and empty values where none may be',
    does: [
      {
        profile: ALLOWED, cluster: { expert: { scheduler: { extraArgs: [{ name: 'kube-api-qps', value: '1' }, { name: 'kube-api-qps', value: '2' }] } } },
        code: 'InvalidValue', at: 'spec.expert.scheduler.extraArgs[1].name',
      },
      { invariant: 'no list in an object is empty', holds: () => !values(objects()).some((value) => Array.isArray(value) && value.length === 0) },
    ],
  },
  {
    number: 36, trap: 'every apply resets the number of machines that the autoscaler has decided',
    does: [
      { cluster: pool({ replicas: 3, autoscaling: { min: 3, max: 6 } }), code: 'ConflictingFields', at: 'spec.nodePools[0].autoscaling' },
      { invariant: 'a pool with autoscaling has no replicas', holds: () => ofKind('MachineDeployment', objects({ cluster: pool({ autoscaling: { min: 3, max: 6 } }) })).every(({ spec }) => !('replicas' in (spec as object))) },
    ],
  },
  {
    number: 37, trap: 'the autoscaler cannot start from zero without knowing what a machine has',
    does: [{
      invariant: 'a pool with autoscaling is annotated with what its machines have',
      holds: () => ['cpu', 'memory', 'labels', 'maxPods'].every((what) => text({ cluster: pool({ autoscaling: { min: 0, max: 6 } }) }).includes(`"capacity.cluster-autoscaler.kubernetes.io/${what}"`)),
    }],
  },
  {
    number: 38, trap: 'health checks that overlap, have no limit, or do not wait for the first image',
    does: [
      { cluster: pool({ healthCheck: { maxUnhealthy: '100%' } }), code: 'RolloutStalls', at: 'spec.nodePools[0].healthCheck.maxUnhealthy', warns: true },
      { cluster: pool({ healthCheck: { startupTimeout: '5m' } }), code: 'RolloutStalls', at: 'spec.nodePools[0].healthCheck.startupTimeout', warns: true },
      {
        invariant: 'every health check is for the machines of one group',
        holds: () => {
          const selectors = ofKind('MachineHealthCheck').map(({ spec }) => JSON.stringify(at(spec, 'selector')));
          return new Set(selectors).size === selectors.length && selectors.length === 2;
        },
      },
    ],
  },
  {
    number: 39, trap: 'the remediation of control planes without a limit replaces machines for ever',
    does: [
      { invariant: 'there is always a limit', holds: () => at(ofKind('KubeadmControlPlane')[0], 'spec.remediation.maxRetry') === 3 },
      { cluster: { controlPlane: { remediation: { maxRetries: -1 } } }, code: 'InvalidValue', at: 'spec.controlPlane.remediation.maxRetries' },
    ],
  },
  {
    number: 40, trap: 'labels that never reach nodes, or keep the kubelet from starting',
    does: [{ cluster: pool({ labels: { 'kubernetes.io/role': 'web' } }), code: 'LabelNotSettable', at: 'spec.nodePools[0].labels["kubernetes.io/role"]' }],
  },
  {
    number: 41, trap: 'two clusters of one name in one project share names in the cloud',
    does: [{
      invariant: 'names in the cloud have the namespace in them',
      holds: () => ofKind('ServerGroup', objects({ metadata: { namespace: 'other' } })).every(({ spec }) => String(at(spec, 'resource.name')).startsWith('other-shop-')),
    }],
  },
  { number: 42, trap: 'versions of the cloud controller manager and of storage drivers', does: [NO_ADDONS] },
  { number: 43, trap: 'fields of addons that cannot change', does: [NO_ADDONS] },
  { number: 44, trap: 'the CRDs of snapshots are not in the chart of the storage driver', does: [NO_ADDONS] },
  { number: 45, trap: 'values of Cilium that conformance needs', does: [NO_ADDONS] },
  { number: 46, trap: 'the PROXY protocol is bypassed inside of the cluster', does: [{ cluster: { addons: { ingress: { enabled: true } } }, code: 'NotYetSupported', at: 'spec.addons.ingress' }] },
  { number: 47, trap: 'the version of Calico stands in two places', does: [NO_ADDONS] },
  {
    number: 48, trap: 'the timer that defragments etcd is never active, or the leader comes first',
    does: [{
      invariant: 'the timers are started, the leader waits for the others, and an alarm is looked at',
      holds: () => {
        const commands = at(kubeadm(), 'postKubeadmCommands') as string[];
        const script = files('KubeadmControlPlane').find(({ path }) => path === '/opt/scs/etcd-maintenance')?.content ?? '';
        const isStarted = commands.some((command) => /systemctl enable --now .*scs-etcd-defragment\.timer/.test(command));
        return isStarted && /leader/i.test(script) && /alarm/i.test(script);
      },
    }],
  },
  { number: 49, trap: 'a ClusterResourceSet never deletes, and takes Secrets of one type only', does: [{ profile: { addons: { delivery: 'ClusterResourceSet' } }, code: 'NotYetSupported', at: 'spec.addons.delivery' }] },
  {
    number: 50, trap: 'clusterctl move leaves Secrets behind that have no label',
    does: [{
      invariant: 'every Secret of the management cluster that people make is described with the label',
      holds: () => {
        const { description: cluster, profile: provider } = documents({});
        return requiredSecrets(resolved(cluster, provider), provider).filter(({ location }) => location === 'ManagementCluster')
          .every(({ labels }) => labels['clusterctl.cluster.x-k8s.io/move'] === 'true');
      },
    }],
  },
  { number: 51, trap: 'the OpenStack Resource Controller is installed apart', does: [{ reason: 'a document says nothing of what is installed in the management cluster; the README names what must be' }] },
  { number: 52, trap: 'two releases of the OpenStack provider claimed a contract that they do not keep', does: [{ reason: 'no document names the release of the provider; the README names those that are supported' }] },
  {
    number: 53, trap: 'the Docker kinds are about to go',
    does: [{
      invariant: 'development clusters are made of Dev kinds',
      holds: () => objects({ profile: { ...DEV, dev: { backend: 'Docker' } } }).every(({ kind }) => !kind.startsWith('Docker')),
    }],
  },
  {
    number: 54, trap: 'a local disk with the zone of a volume',
    does: [{
      invariant: 'every further disk is a volume',
      holds: () => ofKind(MACHINE_TEMPLATE, objects({ cluster: pool({ volumes: [{ name: 'data', size: '10Gi' }] }) }))
        .flatMap((template) => at(template, 'spec.template.spec.additionalBlockDevices') ?? []).every((device) => at(device, 'storage.type') === 'Volume'),
    }],
  },
  { number: 55, trap: 'load balancers and volumes of services stay when a cluster is deleted', does: [{ reason: 'controllers in the cluster make them, from objects that no document describes' }] },
  { number: 56, trap: 'images of third parties move', does: [{ invariant: 'no object names an image of a container', holds: () => !values(objects()).some((value) => typeof value === 'object' && value !== null && typeof (value as { image?: unknown }).image === 'string') }] },
  { number: 57, trap: 'unknown keys are ignored', does: [{ cluster: { podSecurityLevel: 'baseline' }, code: 'UnknownField', at: 'spec.podSecurityLevel' }] },
  { number: 58, trap: 'a key with letters in another case is ignored', does: [{ cluster: { apiServer: { allowedCIDRs: ['198.51.100.0/24'] } }, code: 'UnknownField', at: 'spec.apiServer.allowedCIDRs' }] },
  {
    number: 59, trap: 'a feature that is off changes templates',
    does: [{
      invariant: 'blocks without settings change no byte',
      holds: () => [{ profile: { proxy: {}, registries: {}, trust: { certificates: [] } } }, { cluster: pool({ volumes: [], sysctls: [], kubelet: {} }) }]
        .every((of) => text(of) === text()),
    }],
  },
  { number: 60, trap: 'the documentation of parameters lags behind', does: [{ reason: 'no document can; the reference is made from the types, and a test compares it (test/docs.test.ts)' }] },
  {
    number: 61, trap: 'a list of allowed ranges that is accepted and has no effect',
    does: [{
      invariant: 'the list stands under the name that the CRD has, beside a load balancer that is on',
      holds: () => {
        const loadBalancer = at(ofKind('OpenStackCluster', objects({ cluster: { apiServer: { allowedCidrs: ['198.51.100.0/24'] } } }))[0], 'spec.apiServerLoadBalancer');
        return at(loadBalancer, 'enabled') === true && (at(loadBalancer, 'allowedCIDRs') as string[]).includes('198.51.100.0/24');
      },
    }],
  },
  {
    number: 62, trap: 'absent and false are not the same for the webhook of OpenStackCluster',
    does: [{
      invariant: 'a field that is not asked for is absent',
      holds: () => {
        const spec = ofKind('OpenStackCluster')[0].spec as object;
        return ['disableAPIServerFloatingIP', 'disablePortSecurity', 'networkMtu', 'tags', 'bastion'].every((field) => !(field in spec));
      },
    }],
  },
  {
    number: 63, trap: 'an empty failure domain is refused',
    does: [{
      invariant: 'no field of an object is null, and a pool without zones has no failureDomain',
      holds: () => !values(objects()).includes(null) && !text({ cluster: pool({ zones: [] }) }).includes('failureDomain'),
    }],
  },
  {
    number: 64, trap: 'scaling from zero needs labels and taints, and the disk with a unit',
    does: [{
      invariant: 'the annotations have all of them',
      holds: () => {
        const [{ metadata: { annotations = {} } }] = ofKind('MachineDeployment', objects({ cluster: { nodePools: [SCALED] }, profile: { flavors: undefined } }));
        const of = (what: string): string => annotations[`capacity.cluster-autoscaler.kubernetes.io/${what}`] ?? '';
        return of('labels').includes('tier=web') && of('taints') === 'team=shop:NoSchedule' && of('ephemeral-disk') === '20Gi';
      },
    }],
  },
  {
    number: 65, trap: 'a patch adds below an empty object that the API server does not keep',
    does: [{ invariant: 'no object has an empty object in its spec', holds: () => !values(objects().map(({ spec }) => spec)).some((value) => typeof value === 'object' && value !== null && Object.keys(value).length === 0) }],
  },
  {
    number: 66, trap: 'an existing network without a router',
    does: [{ cluster: { network: { existing: { network: { name: 'corp' } } } }, profile: { defaults: undefined }, code: 'MissingField', at: 'spec.network.existing' }],
  },
  {
    number: 67, trap: 'only the image is in the name of a template',
    does: [{
      invariant: 'another key pair, flavor or disk is another template',
      holds: () => {
        const variants: Documents[] = [{}, { profile: { openstack: { sshKeyName: 'ops' } } }, { cluster: pool({ flavor: 'SCS-4V-8' }) }, { cluster: pool({ rootDisk: { size: '70Gi' } }) }];
        const found = variants.map((of) => names(MACHINE_TEMPLATE, of).find((name) => name.startsWith('shop-general')));
        return new Set(found).size === variants.length;
      },
    }],
  },
  {
    number: 68, trap: 'a field that a controller owns is emitted, and both fight',
    does: [{
      invariant: 'no object has a status, finalizers, or an endpoint of the control plane',
      holds: () => objects().every(({ kind, metadata, status, spec }) =>
        status === undefined && !('finalizers' in metadata) && (kind !== 'Cluster' || at(spec, 'controlPlaneEndpoint') === undefined)),
    }],
  },
  {
    number: 69, trap: 'a rollout that stalls although the manifests are right',
    does: [
      { cluster: pool({ rollout: { maxSurge: '0', maxUnavailable: '0' } }), code: 'RolloutStalls', at: 'spec.nodePools[0].rollout' },
      { cluster: { controlPlane: { replicas: 3, zones: ['az1'] } }, code: 'RolloutStalls', at: 'spec.controlPlane.antiAffinity' },
      { cluster: { controlPlane: { replicas: 1, rollout: { maxSurge: '0' } } }, code: 'RolloutStalls', at: 'spec.controlPlane.rollout.maxSurge' },
      { cluster: pool({ healthCheck: { startupTimeout: '2m' } }), code: 'RolloutStalls', at: 'spec.nodePools[0].healthCheck.startupTimeout', warns: true },
    ],
  },
  {
    number: 70, trap: "a pool's own version drifts above the control plane's",
    does: [
      { cluster: { kubernetesVersion: '1.35', ...pool({ kubernetesVersion: '1.36' }) }, code: 'VersionSkew', at: 'spec.nodePools[0].kubernetesVersion' },
      { cluster: { kubernetesVersion: '1.36', ...pool({ kubernetesVersion: '1.35' }) }, code: 'VersionSkew', at: 'spec.nodePools[0].kubernetesVersion', warns: true },
      {
        invariant: "a pool without a version has the control plane's",
        holds: () => {
          const all = objects({ cluster: { kubernetesVersion: '1.35' } });
          return ofKind('MachineDeployment', all).every((deployment) => at(deployment, 'spec.template.spec.version') === at(ofKind('KubeadmControlPlane', all)[0], 'spec.version'));
        },
      },
    ],
  },
  {
    number: 71, trap: 'authentication without audiences, or with an expression that stops the API server',
    does: [
      { cluster: { authentication: { oidc: [{ issuerURL: 'https://dex.example.org' }] } }, code: 'MissingField', at: 'spec.authentication.oidc[0].audiences' },
      { cluster: { authentication: { oidc: [{ ...ISSUER, username: { expression: 'claims.sub +' } }] } }, code: 'InvalidValue', at: 'spec.authentication.oidc[0].username.expression' },
      {
        invariant: 'the file comes with its argument and its volume',
        holds: () => {
          const of = { cluster: { authentication: { oidc: [ISSUER] } } };
          return JSON.stringify(at(kubeadm(of), 'clusterConfiguration.apiServer')).includes('"authentication-config"')
            && files('KubeadmControlPlane', of).some(({ path }) => path === '/etc/kubernetes/authentication/authentication-configuration.yaml');
        },
      },
    ],
  },
  { number: 72, trap: 'the load balancer of a hosted control plane is in the project of the management cluster', does: [{ reason: 'no target has hosted control planes' }] },
  { number: 73, trap: 'more than ten servers in a placement group of Hetzner', does: [otherTarget('capi-hetzner')] },
  {
    number: 74, trap: 'a DevCluster without annotations stops its provider',
    does: [{
      invariant: 'a DevCluster always has one',
      holds: () => ofKind('DevCluster', objects({ cluster: { deletionProtection: false }, profile: DEV })).every(({ metadata }) => Object.keys(metadata.annotations ?? {}).length > 0),
    }],
  },
];
