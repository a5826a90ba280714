import type { FieldPath } from '../diagnostics/diagnostic';
import type { OpenApiSchema } from '../objects/schema-path';

/** Begins a reason in the place of a name. */
const NONE = '- ';

/** What became of fields of one block of older versions of an API. */
interface OlderFields {
  readonly kinds: readonly string[];
  /** The block that they are in, from the root of the object; `[]` for an item of a list. */
  readonly blocks: readonly string[];
  /** By the field's name (or path) in the block: its present place in that block, or, where there is none, why after a dash. */
  readonly fields: Readonly<Record<string, string>>;
  /** Fields that are still there in another form: what to write now. */
  readonly forms?: Readonly<Record<string, string>>;
}

const TEMPLATES = ['KubeadmControlPlaneTemplate', 'KubeadmConfigTemplate'];
const MACHINE_BLOCKS: OlderFields = {
  kinds: ['Machine', 'MachineDeployment', 'MachineSet', 'MachinePool'],
  blocks: ['spec', 'spec.template.spec'],
  fields: {
    nodeDrainTimeout: 'deletion.nodeDrainTimeoutSeconds',
    nodeVolumeDetachTimeout: 'deletion.nodeVolumeDetachTimeoutSeconds',
    nodeDeletionTimeout: 'deletion.nodeDeletionTimeoutSeconds',
  },
};

const KUBEADM_CONFIG_BLOCKS = ['spec', 'spec.template.spec', 'spec.kubeadmConfigSpec', 'spec.template.spec.kubeadmConfigSpec'];
const REF_BLOCKS = [
  'spec.infrastructureRef', 'spec.controlPlaneRef', 'spec.bootstrap.configRef', 'spec.template.spec.infrastructureRef', 'spec.template.spec.bootstrap.configRef',
  'spec.machineTemplate.spec.infrastructureRef',
];

/** Of OpenStackMachine, its template, and the bastion. */
const OPENSTACK_MACHINE = {
  cloudName: 'identityRef.cloudName',
  cloudsSecret: 'identityRef.name',
  imageUUID: 'image.id',
  serverGroupID: 'serverGroup.id',
  instanceID: '- the provider keeps it in the status',
  networks: 'ports',
  subnet: 'ports',
  'rootVolume.diskSize': 'rootVolume.sizeGiB',
  'rootVolume.size': 'rootVolume.sizeGiB',
  'rootVolume.volumeType': 'rootVolume.type',
  'rootVolume.deviceType': '- a root volume is always a disk',
  'rootVolume.sourceType': '- a root volume is always made of the image',
  'rootVolume.sourceUUID': 'image.id',
  'additionalBlockDevices[].diskSize': 'additionalBlockDevices[].sizeGiB',
  'additionalBlockDevices[].volumeType': 'additionalBlockDevices[].storage.volume.type',
  'identityRef.kind': '- a Secret is meant where no type is given',
  'securityGroups[].name': 'securityGroups[].filter.name',
  'securityGroups[].uuid': 'securityGroups[].id',
  'ports[].network.name': 'ports[].network.filter.name',
  'ports[].securityGroupFilters': 'ports[].securityGroups',
  'ports[].hostId': 'ports[].hostID',
  'ports[].fixedIPs[].subnet.name': 'ports[].fixedIPs[].subnet.filter.name',
  'ports[].fixedIPs[].subnetId': 'ports[].fixedIPs[].subnet.id',
};
const OPENSTACK_MACHINE_FORMS = {
  image: 'an object, such as {filter: {name: NAME}} or {id: UUID}',
  serverMetadata: 'a list of {key, value}',
};

/**
 * From the documents and code with which the providers convert older versions of their APIs: Cluster API v1beta1 to v1beta2
 * (docs/book/src/developer/providers/migrations/v1.10-to-v1.11.md, api/…/v1beta1/conversion.go), and its provider for OpenStack
 * v1alpha3 to v1beta1 (docs/book/src/topics/crd-changes).
 */
const OLDER_FIELDS: readonly OlderFields[] = [
  {
    kinds: ['Cluster', 'Machine', 'MachineDeployment', 'MachineSet', 'MachinePool', 'KubeadmControlPlane'],
    blocks: REF_BLOCKS,
    fields: { apiVersion: 'apiGroup', namespace: '- it is that of the object itself' },
  },
  {
    kinds: ['Cluster'],
    blocks: ['spec.topology'],
    fields: {
      class: 'classRef.name',
      classNamespace: 'classRef.namespace',
      rolloutAfter: '- set rollout.after of the control plane and of each deployment',
      'variables[].definitionFrom': '- variables have one definition',
      'controlPlane.machineHealthCheck': 'controlPlane.healthCheck',
      'controlPlane.nodeDrainTimeout': 'controlPlane.deletion.nodeDrainTimeoutSeconds',
      'controlPlane.nodeVolumeDetachTimeout': 'controlPlane.deletion.nodeVolumeDetachTimeoutSeconds',
      'controlPlane.nodeDeletionTimeout': 'controlPlane.deletion.nodeDeletionTimeoutSeconds',
      'workers.machineDeployments[].machineHealthCheck': 'workers.machineDeployments[].healthCheck',
      'workers.machineDeployments[].nodeDrainTimeout': 'workers.machineDeployments[].deletion.nodeDrainTimeoutSeconds',
      'workers.machineDeployments[].nodeVolumeDetachTimeout': 'workers.machineDeployments[].deletion.nodeVolumeDetachTimeoutSeconds',
      'workers.machineDeployments[].nodeDeletionTimeout': 'workers.machineDeployments[].deletion.nodeDeletionTimeoutSeconds',
      'workers.machineDeployments[].strategy': 'workers.machineDeployments[].rollout.strategy',
    },
  },
  {
    kinds: ['ClusterClass'],
    blocks: ['spec'],
    fields: {
      'infrastructure.ref': 'infrastructure.templateRef',
      'infrastructure.namingStrategy': 'infrastructure.naming',
      'controlPlane.ref': 'controlPlane.templateRef',
      'controlPlane.machineInfrastructure.ref': 'controlPlane.machineInfrastructure.templateRef',
      'controlPlane.machineHealthCheck': 'controlPlane.healthCheck',
      'controlPlane.namingStrategy': 'controlPlane.naming',
      'workers.machineDeployments[].template': '- write metadata, bootstrap.templateRef and infrastructure.templateRef in the entry itself',
      'workers.machineDeployments[].machineHealthCheck': 'workers.machineDeployments[].healthCheck',
      'workers.machineDeployments[].namingStrategy': 'workers.machineDeployments[].naming',
      'workers.machineDeployments[].strategy': 'workers.machineDeployments[].rollout.strategy',
    },
  },
  MACHINE_BLOCKS,
  {
    kinds: ['MachineDeployment', 'MachineSet', 'MachinePool'],
    blocks: ['spec'],
    fields: {
      strategy: 'rollout.strategy',
      deletePolicy: 'deletion.order',
      minReadySeconds: 'template.spec.minReadySeconds',
      progressDeadlineSeconds: '- nothing looked at it',
      revisionHistoryLimit: '- old sets of machines are kept as long as they have machines',
    },
  },
  {
    kinds: ['MachineHealthCheck'],
    blocks: ['spec'],
    fields: {
      unhealthyConditions: 'checks.unhealthyNodeConditions',
      nodeStartupTimeout: 'checks.nodeStartupTimeoutSeconds',
      maxUnhealthy: 'remediation.triggerIf.unhealthyLessThanOrEqualTo',
      unhealthyRange: 'remediation.triggerIf.unhealthyInRange',
      remediationTemplate: 'remediation.templateRef',
    },
  },
  {
    kinds: ['KubeadmControlPlane', 'KubeadmControlPlaneTemplate'],
    blocks: ['spec', 'spec.template.spec'],
    fields: {
      rolloutBefore: 'rollout.before',
      rolloutAfter: 'rollout.after',
      rolloutStrategy: 'rollout.strategy',
      remediationStrategy: 'remediation',
      machineNamingStrategy: 'machineNaming',
      'machineTemplate.infrastructureRef': 'machineTemplate.spec.infrastructureRef',
      'machineTemplate.readinessGates': 'machineTemplate.spec.readinessGates',
      'machineTemplate.nodeDrainTimeout': 'machineTemplate.spec.deletion.nodeDrainTimeoutSeconds',
      'machineTemplate.nodeVolumeDetachTimeout': 'machineTemplate.spec.deletion.nodeVolumeDetachTimeoutSeconds',
      'machineTemplate.nodeDeletionTimeout': 'machineTemplate.spec.deletion.nodeDeletionTimeoutSeconds',
    },
  },
  {
    kinds: ['KubeadmConfig', 'KubeadmControlPlane', ...TEMPLATES],
    blocks: KUBEADM_CONFIG_BLOCKS,
    fields: {
      useExperimentalRetryJoin: '- kubeadm tries again by itself',
      'clusterConfiguration.clusterName': '- it is that of the Cluster',
      'clusterConfiguration.kubernetesVersion': '- it is that of the control plane or the Machine',
      'clusterConfiguration.networking': '- it is clusterNetwork of the Cluster',
      'clusterConfiguration.apiServer.timeoutForControlPlane': 'initConfiguration.timeouts.controlPlaneComponentHealthCheckSeconds',
      'joinConfiguration.discovery.timeout': 'joinConfiguration.timeouts.tlsBootstrapSeconds',
    },
    forms: {
      'clusterConfiguration.apiServer.extraArgs': 'a list of {name, value}',
      'clusterConfiguration.controllerManager.extraArgs': 'a list of {name, value}',
      'clusterConfiguration.scheduler.extraArgs': 'a list of {name, value}',
      'clusterConfiguration.etcd.local.extraArgs': 'a list of {name, value}',
      'initConfiguration.nodeRegistration.kubeletExtraArgs': 'a list of {name, value}',
      'joinConfiguration.nodeRegistration.kubeletExtraArgs': 'a list of {name, value}',
    },
  },
  {
    kinds: ['OpenStackCluster', 'OpenStackClusterTemplate'],
    blocks: ['spec', 'spec.template.spec'],
    fields: {
      cloudName: 'identityRef.cloudName',
      cloudsSecret: 'identityRef.name',
      'identityRef.kind': '- a Secret is meant where no type is given',
      nodeCidr: 'managedSubnets[].cidr',
      dnsNameservers: 'managedSubnets[].dnsNameservers',
      allocationPools: 'managedSubnets[].allocationPools',
      networkMtu: 'networkMTU',
      externalNetworkId: 'externalNetwork.id',
      'externalNetwork.name': 'externalNetwork.filter.name',
      'network.name': 'network.filter.name',
      'router.name': 'router.filter.name',
      subnet: 'subnets',
      'subnets[].name': 'subnets[].filter.name',
      'subnets[].uuid': 'subnets[].id',
      useOctavia: 'apiServerLoadBalancer.enabled',
      managedAPIServerLoadBalancer: 'apiServerLoadBalancer.enabled',
      apiServerLoadBalancerAdditionalPorts: 'apiServerLoadBalancer.additionalPorts',
      allowAllInClusterTraffic: 'managedSecurityGroups.allowAllInClusterTraffic',
      'bastion.instance': 'bastion.spec',
    },
    forms: {
      managedSecurityGroups: 'an object, such as {allowAllInClusterTraffic: true}',
      apiServerLoadBalancer: 'an object, such as {enabled: true}',
    },
  },
  {
    kinds: ['OpenStackMachine', 'OpenStackMachineTemplate', 'OpenStackCluster', 'OpenStackClusterTemplate'],
    blocks: ['spec', 'spec.template.spec', 'spec.bastion.spec', 'spec.template.spec.bastion.spec'],
    fields: OPENSTACK_MACHINE,
    forms: OPENSTACK_MACHINE_FORMS,
  },
];

/** A row of the table, and the places that it speaks of, for the test that compares them with the schemas. */
export function olderPlaces(): { readonly row: string; readonly kind: string; readonly older?: string; readonly present?: string }[] {
  return OLDER_FIELDS.flatMap(({ kinds, blocks, fields, forms = {} }, index) => kinds.flatMap((kind) => blocks.flatMap((block) => [
    ...Object.entries(fields).map(([older, present]) => {
      return { row: `${index} ${older}`, kind, older: `${block}.${older}`, ...(!present.startsWith(NONE) && { present: `${block}.${present}` }) };
    }),
    ...Object.keys(forms).map((field) => ({ row: `${index} ${field}`, kind, present: `${block}.${field}` })),
  ])));
}

/** Where a field of an older version of the API is in the schema now, or why there is none; undefined for one that never was. */
export function presentPlace(kind: string, schema: OpenApiSchema, path: FieldPath): string | undefined {
  return find(kind, path, ({ fields }, block, name) => {
    const present = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (present === undefined) return undefined;
    if (present.startsWith(NONE)) return `there is none: ${present.slice(NONE.length)}`;
    // Kinds of one row differ in the blocks that they have.
    return schemaAt(schema, `${block}.${present}`) === undefined ? undefined : `${block}.${present}`;
  });
}

/** The form that a field has now which had another in an older version of the API. */
export function presentForm(kind: string, path: FieldPath): string | undefined {
  return find(kind, path, ({ forms = {} }, _block, name) => (Object.hasOwn(forms, name) ? forms[name] : undefined));
}

/** The schema at a place such as `spec.subnets[].id`. */
export function schemaAt(schema: OpenApiSchema, place: string): OpenApiSchema | undefined {
  return place.replaceAll('[]', '.[]').split('.').reduce<OpenApiSchema | undefined>((at, part) => (part === '[]' ? at?.items : at?.properties?.[part]), schema);
}

function find(kind: string, path: FieldPath, answer: (older: OlderFields, block: string, name: string) => string | undefined): string | undefined {
  const place = path.map((part) => (typeof part === 'number' ? '[]' : part)).join('.').replaceAll('.[]', '[]');
  for (const older of OLDER_FIELDS) {
    if (!older.kinds.includes(kind)) continue;
    for (const block of older.blocks) {
      const found = place.startsWith(`${block}.`) ? answer(older, block, place.slice(block.length + 1)) : undefined;
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
