import type { Severity } from '../diagnostics/diagnostic';
import { valueAt } from '../objects/value-at';
import { isPlainObject } from '../resolve/settings';
import type { Manifest } from '../targets/rendered-object';
import { patternParts } from './changed-fields';

/** The rules of a kind: for a changed field the first that fits holds, and a field without a rule may change. */
export interface KindRules {
  readonly apiVersion: string;
  readonly kind: string;
  readonly fields: readonly FieldRule[];
}

/** What a change of a field means. */
export interface FieldRule {
  /** The field, and all below it; `[]` stands for any item of a list. */
  readonly path: string;
  /** The rule holds for these changes only. */
  readonly when?: (before: Manifest, after: Manifest) => boolean;
  /** Why the change is refused or does not do what it seems to; absent where all is well. */
  readonly objection?: Objection;
}

export interface Objection {
  readonly severity: Severity;
  readonly why: string;
  readonly wayOut: string;
  /** Told once for the whole field, whatever is changed below it. */
  readonly asWhole?: boolean;
}

const NEW_CLUSTER = 'put the old value back, or make a new cluster with the new one';
const NEW_TEMPLATE = 'give the template a new name and refer to that, as synthesis does';
const EXTERNAL_ETCD = 'spec.kubeadmConfigSpec.clusterConfiguration.etcd.external';
const CONTROLLER_MANAGER_ARGUMENTS = 'spec.kubeadmConfigSpec.clusterConfiguration.controllerManager.extraArgs';
const NODE_RANGE_SIZES = ['node-cidr-mask-size', 'node-cidr-mask-size-ipv4', 'node-cidr-mask-size-ipv6'];
const API_ADDRESS = { why: "certificates, kubeconfigs and nodes have the API server's address", wayOut: NEW_CLUSTER };

/**
 * What webhooks and schemas refuse (Cluster API 1.12 to 1.14, OpenStack provider 0.14.7, ORC 2.6.0), and what they take although
 * no controller can do it.
 */
export const UPDATE_RULES: readonly KindRules[] = [
  {
    // core/webhooks/admission/cluster.go; the network is read once, for kubeadm init (kubeadmconfig_controller.go).
    apiVersion: 'cluster.x-k8s.io/v1beta2',
    kind: 'Cluster',
    fields: [
      refused('spec.infrastructureRef', 'another object cannot take over what runs', 'refer to the old object; a new cluster has its own', { asWhole: true }),
      refused('spec.controlPlaneRef', 'another object cannot take over what runs', 'refer to the old object; a new cluster has its own', { asWhole: true }),
      refused('spec.clusterNetwork', 'the server takes it, but the nodes keep the ranges and the domain that they were made with', NEW_CLUSTER),
      refused('spec.topology', 'a cluster is of a ClusterClass from its beginning, or never', 'make a new cluster', {
        asWhole: true, when: (before, after) => isThere(before, 'spec.topology') !== isThere(after, 'spec.topology'),
      }),
    ],
  },
  {
    // controlplane/kubeadm/webhooks/admission/kubeadmcontrolplane.go
    apiVersion: 'controlplane.cluster.x-k8s.io/v1beta2',
    kind: 'KubeadmControlPlane',
    fields: [
      refused(EXTERNAL_ETCD, 'the members of etcd cannot move', NEW_CLUSTER, {
        asWhole: true, when: (before, after) => isThere(before, EXTERNAL_ETCD) !== isThere(after, EXTERNAL_ETCD),
      }),
      // Taken by the webhook; the range allocator of Kubernetes never gives a node another range.
      warned(CONTROLLER_MANAGER_ARGUMENTS, 'nodes that are there keep a range of the old size', 'put the old size back, or make a new cluster', {
        asWhole: true, when: (before, after) => NODE_RANGE_SIZES.some((name) => argument(before, name) !== argument(after, name)),
      }),
      // Taken by the webhook; kubeadm reads it on the first machine only.
      warned('spec.kubeadmConfigSpec.initConfiguration.skipPhases', 'phases are left out when a cluster is made, and never later', NEW_CLUSTER, { asWhole: true }),
      ...allowed(
        ...['etcd', 'dns', 'imageRepository', 'featureGates', 'apiServer', 'controllerManager', 'scheduler', 'certificateValidityPeriodDays', 'encryptionAlgorithm']
          .map((field) => `spec.kubeadmConfigSpec.clusterConfiguration.${field}`),
        ...['nodeRegistration', 'patches', 'bootstrapTokens', 'localAPIEndpoint', 'timeouts']
          .map((field) => `spec.kubeadmConfigSpec.initConfiguration.${field}`),
        ...['nodeRegistration', 'patches', 'skipPhases', 'caCertPath', 'controlPlane', 'discovery', 'timeouts']
          .map((field) => `spec.kubeadmConfigSpec.joinConfiguration.${field}`),
        ...['bootCommands', 'preKubeadmCommands', 'postKubeadmCommands', 'files', 'verbosity', 'users', 'ntp', 'ignition', 'diskSetup', 'format', 'mounts']
          .map((field) => `spec.kubeadmConfigSpec.${field}`),
        'spec.machineTemplate.metadata', 'spec.machineTemplate.spec',
        'spec.replicas', 'spec.version', 'spec.remediation', 'spec.machineNaming', 'spec.rollout',
      ),
      refused('spec', 'the first machine was made with it, and all others must be like it', NEW_CLUSTER),
    ],
  },
  {
    // core/webhooks/admission/machinedeployment.go; a MachineSet finds its machines by labels (machineset_controller.go).
    apiVersion: 'cluster.x-k8s.io/v1beta2',
    kind: 'MachineDeployment',
    fields: [
      refused('spec.clusterName', 'machines stay with their cluster', 'make a MachineDeployment with another name for the other cluster'),
      refused('spec.selector', 'the server takes it, but Cluster API then makes new machines and leaves those that it no longer finds', 'put the old selector back, or take another name for the MachineDeployment', { asWhole: true }),
    ],
  },
  {
    // core/webhooks/admission/machinehealthcheck.go
    apiVersion: 'cluster.x-k8s.io/v1beta2',
    kind: 'MachineHealthCheck',
    fields: [refused('spec.clusterName', 'a check stays with its cluster', 'make one with another name for the other cluster')],
  },
  {
    // bootstrap/kubeadm/webhooks/admission/kubeadmconfigtemplate.go
    apiVersion: 'bootstrap.cluster.x-k8s.io/v1beta2',
    kind: 'KubeadmConfigTemplate',
    fields: [warned('spec', 'only machines that are made later get it, and no machine is replaced', NEW_TEMPLATE, { asWhole: true })],
  },
  {
    // cluster-api-provider-openstack, pkg/webhooks/openstackcluster_webhook.go; regions: rules in the schema
    apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta1',
    kind: 'OpenStackCluster',
    fields: [
      refused('spec.identityRef.region', 'nothing can move to another region', NEW_CLUSTER),
      refused('spec.bastion', 'the provider would leave the bastion to run', 'switch it off first (enabled: false), and remove the field when its server is gone', {
        when: (before, after) => isThere(before, 'spec.bastion') && !isThere(after, 'spec.bastion') && at(before, 'spec.bastion.enabled') !== false,
      }),
      warned('spec.bastion.floatingIP', 'the bastion keeps its address, and the provider gives it back to the cloud with the bastion, also where it was allocated before', 'switch the bastion off first (enabled: false)', {
        when: (before) => at(before, 'spec.bastion.enabled') === true && isThere(before, 'spec.bastion.floatingIP'),
      }),
      warned('spec.managedSecurityGroups', 'only machines that are made later get the groups', 'replace all machines afterwards', {
        asWhole: true, when: (before) => !isThere(before, 'spec.managedSecurityGroups'),
      }),
      ...allowed(
        'spec.identityRef',
        'spec.bastion',
        'spec.managedSecurityGroups.allNodesSecurityGroupRules',
        'spec.managedSecurityGroups.controlPlaneNodesSecurityGroupRules',
        'spec.managedSecurityGroups.workerNodesSecurityGroupRules',
        'spec.managedSecurityGroups.allowAllInClusterTraffic',
        'spec.managedSubnets[].dnsNameservers',
        'spec.apiServerLoadBalancer.allowedCIDRs',
        'spec.apiServerLoadBalancer.monitor',
        'spec.controlPlaneAvailabilityZones',
        'spec.controlPlaneOmitAvailabilityZone',
      ),
      warned('spec.controlPlaneEndpoint', 'the provider has set it, and only the same value is taken', 'leave it out', {
        asWhole: true, when: (before) => !at(before, 'spec.controlPlaneEndpoint.host'),
      }),
      warned('spec.apiServerFixedIP', 'it is taken once, but a cluster that runs keeps its address', 'leave it out', {
        when: (before) => at(before, 'spec.disableAPIServerFloatingIP') === true && !at(before, 'spec.apiServerFixedIP'),
      }),
      warned('spec.apiServerPort', 'it is taken once, but a cluster that runs keeps its port', 'leave it out', {
        when: (before) => at(before, 'spec.disableAPIServerFloatingIP') === true && !isThere(before, 'spec.apiServerPort'),
      }),
      warned('spec.apiServerFloatingIP', 'only the address that the API server already has is taken', 'leave it out, unless it is that address', {
        when: (before, after) => !isThere(before, 'spec.apiServerFloatingIP') && isThere(after, 'spec.apiServerFloatingIP'),
      }),
      warned('spec.network', 'only the id of the network that the cluster is in is taken', 'leave the filter, unless it is that id', {
        asWhole: true, when: (before, after) => isIdForFilter(at(before, 'spec.network'), at(after, 'spec.network')),
      }),
      warned('spec.subnets', 'only ids of the subnets that the cluster is in are taken', 'leave the filters, unless they are those ids', {
        asWhole: true, when: (before, after) => areIdsForFilters(at(before, 'spec.subnets'), at(after, 'spec.subnets')),
      }),
      refused('spec.managedSubnets', 'the machines have addresses of this subnet', NEW_CLUSTER),
      refused('spec.network', 'the machines are in this network', NEW_CLUSTER, { asWhole: true }),
      refused('spec.subnets', 'the machines have addresses of these subnets', NEW_CLUSTER, { asWhole: true }),
      refused('spec.router', 'the network is connected to this router', NEW_CLUSTER, { asWhole: true }),
      refused('spec.externalNetwork', 'the addresses of the cluster are of this network', NEW_CLUSTER, { asWhole: true }),
      refused('spec.networkMTU', 'the network was made with it', NEW_CLUSTER),
      refused('spec.apiServerLoadBalancer', 'the load balancer of the API server is made once', NEW_CLUSTER),
      refused('spec.controlPlaneEndpoint', API_ADDRESS.why, API_ADDRESS.wayOut, { asWhole: true }),
      refused('spec.disableAPIServerFloatingIP', API_ADDRESS.why, API_ADDRESS.wayOut),
      refused('spec.apiServerFloatingIP', API_ADDRESS.why, API_ADDRESS.wayOut),
      refused('spec.apiServerFixedIP', API_ADDRESS.why, API_ADDRESS.wayOut),
      refused('spec.apiServerPort', API_ADDRESS.why, API_ADDRESS.wayOut),
      refused('spec.tags', 'the provider does not tag again what it has made', NEW_CLUSTER),
      refused('spec', 'the provider makes the infrastructure of a cluster once', NEW_CLUSTER),
    ],
  },
  {
    // cluster-api-provider-openstack, pkg/webhooks/openstackclustertemplate_webhook.go
    apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta1',
    kind: 'OpenStackClusterTemplate',
    fields: [refused('spec.template.spec', 'a template cannot change', NEW_TEMPLATE, { asWhole: true })],
  },
  machineTemplate('infrastructure.cluster.x-k8s.io/v1beta1', 'OpenStackMachineTemplate'),
  {
    // cluster-api-provider-openstack, controllers/openstackfloatingippool_controller.go; region: a rule in the schema
    apiVersion: 'infrastructure.cluster.x-k8s.io/v1alpha1',
    kind: 'OpenStackFloatingIPPool',
    fields: [
      refused('spec.identityRef.region', 'nothing can move to another region', NEW_CLUSTER),
      warned('spec.floatingIPNetwork', 'the provider has looked the network up, and keeps it', 'make a pool with another name', { asWhole: true }),
    ],
  },
  machineTemplate('infrastructure.cluster.x-k8s.io/v1beta2', 'DevMachineTemplate'),
  {
    apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta2',
    kind: 'DevCluster',
    fields: [
      refused('spec.backend', 'the server takes it, but machines cannot move from memory to containers, nor back', 'make a new cluster', {
        asWhole: true, when: (before, after) => isThere(before, 'spec.backend.docker') !== isThere(after, 'spec.backend.docker'),
      }),
    ],
  },
  {
    // openstack-resource-controller, rules in the schema
    apiVersion: 'openstack.k-orc.cloud/v1alpha1',
    kind: 'ServerGroup',
    fields: [
      refused('spec.resource', 'OpenStack cannot change a server group', 'make a server group with another name', { asWhole: true }),
      refused('spec.managementPolicy', 'who makes and deletes the server group is decided once', 'make a server group with another name'),
    ],
  },
  {
    apiVersion: 'openstack.k-orc.cloud/v1alpha1',
    kind: 'Image',
    fields: [
      refused('spec.resource.content', 'an image is downloaded once', 'make an image with another name', { asWhole: true }),
      refused('spec.resource.properties', 'the properties of an image are decided once', 'make an image with another name', { asWhole: true }),
      refused('spec.managementPolicy', 'who makes and deletes the image is decided once', 'make an image with another name'),
    ],
  },
  {
    apiVersion: 'openstack.k-orc.cloud/v1alpha1',
    kind: 'ApplicationCredential',
    fields: [
      refused('spec.resource', 'OpenStack cannot change an application credential', 'make an application credential with another name', { asWhole: true }),
      refused('spec.managementPolicy', 'who makes and deletes the application credential is decided once', 'make an application credential with another name'),
    ],
  },
  ...['User', 'Domain', 'Role'].map((kind): KindRules => ({
    apiVersion: 'openstack.k-orc.cloud/v1alpha1',
    kind,
    fields: [
      refused('spec.managementPolicy', 'who makes and deletes it is decided once', `make a ${kind} with another name`),
      warned('spec.import', 'the controller has found it already, and keeps what it has found', `make a ${kind} with another name`, { asWhole: true }),
    ],
  })),
];

type Details = Pick<FieldRule, 'when'> & Pick<Objection, 'asWhole'>;

/** Of a webhook that compares `spec.template.spec`. */
function machineTemplate(apiVersion: string, kind: string): KindRules {
  return {
    apiVersion,
    kind,
    fields: [
      refused('spec.template.spec', 'a template cannot change', NEW_TEMPLATE, { asWhole: true }),
      warned('spec.template.metadata', 'only machines that are made later get it, and no machine is replaced', NEW_TEMPLATE, { asWhole: true }),
    ],
  };
}

function allowed(...paths: readonly string[]): FieldRule[] {
  return paths.map((path) => ({ path }));
}

/** An error: the server refuses the change, or the cluster breaks of it. */
function refused(path: string, why: string, wayOut: string, details: Details = {}): FieldRule {
  return rule('Error', path, why, wayOut, details);
}

/** A warning: whether the server takes the change depends on what it has, or it does less than it seems to. */
function warned(path: string, why: string, wayOut: string, details: Details = {}): FieldRule {
  return rule('Warning', path, why, wayOut, details);
}

function rule(severity: Severity, path: string, why: string, wayOut: string, { when, asWhole }: Details): FieldRule {
  return { path, ...(when && { when }), objection: { severity, why, wayOut, ...(asWhole && { asWhole }) } };
}

function at(object: Manifest, pattern: string): unknown {
  return valueAt(object, patternParts(pattern));
}

function isThere(object: Manifest, pattern: string): boolean {
  return at(object, pattern) !== undefined;
}

/** The value of an argument of the controller manager. */
function argument(object: Manifest, name: string): unknown {
  const list = at(object, CONTROLLER_MANAGER_ARGUMENTS);
  return Array.isArray(list) ? list.filter(isPlainObject).find((item) => item.name === name)?.value : undefined;
}

function isIdForFilter(before: unknown, after: unknown): boolean {
  return isPlainObject(before) && isPlainObject(after) && before.filter !== undefined && after.id !== undefined;
}

function areIdsForFilters(before: unknown, after: unknown): boolean {
  if (!Array.isArray(before) || !Array.isArray(after) || before.length !== after.length) return false;
  return before.every((subnet, index) => isIdForFilter(subnet, after[index]));
}
