import type { ObjectRef } from './management-cluster/client';
import type { WrittenObject } from './manifests';

/** An object that must not pass, lest it says nothing that others do. */
export interface WrongObject extends WrittenObject {
  readonly what: string;
  readonly objection: RegExp;
}

const CLUSTER = ['cluster.x-k8s.io/v1beta2', 'Cluster'] as const;
const TEMPLATE_REF = '{apiGroup: infrastructure.cluster.x-k8s.io, kind: OpenStackMachineTemplate, name: wrong}';

/** For each judge one object: the parser, the schema, and the webhooks of every provider that has some. */
export const WRONG_OBJECTS: readonly WrongObject[] = [
  wrong('a field that does not exist', CLUSTER, '{noSuchField: true}', /noSuchField: field not declared in schema/),
  wrong('a field that is there twice', CLUSTER, '{paused: true, paused: true}', /"paused\\?" already set/),
  wrong('a value that the schema refuses', CLUSTER, '{paused: maybe}', /spec\.paused/),
  wrong('pods in no network', CLUSTER, '{clusterNetwork: {pods: {cidrBlocks: [nowhere]}}}', /admission webhook .*nowhere/),
  wrong(
    'two files in one place',
    ['bootstrap.cluster.x-k8s.io/v1beta2', 'KubeadmConfigTemplate'],
    '{template: {spec: {files: [{path: /a, content: a}, {path: /a, content: b}]}}}',
    /admission webhook .*path property must be unique/,
  ),
  wrong(
    'two control planes',
    ['controlplane.cluster.x-k8s.io/v1beta2', 'KubeadmControlPlane'],
    `{replicas: 2, version: v1.36.0, machineTemplate: {spec: {infrastructureRef: ${TEMPLATE_REF}}}}`,
    /admission webhook .*even number/,
  ),
  wrong(
    'a template with the id of a server',
    ['infrastructure.cluster.x-k8s.io/v1beta1', 'OpenStackMachineTemplate'],
    '{template: {spec: {providerID: a, flavor: a, image: {filter: {name: a}}}}}',
    /admission webhook .*cannot be set in templates/,
  ),
];

function wrong(what: string, [apiVersion, kind]: readonly [string, string], spec: string, objection: RegExp): WrongObject {
  const object: ObjectRef = { apiVersion, kind, metadata: { name: 'wrong', namespace: 'default' } };
  return { what, object, text: `${JSON.stringify(object).slice(0, -1)}, spec: ${spec}}\n`, objection };
}
