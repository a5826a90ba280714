import { parse } from 'yaml';
import { OWNED_FIELDS } from '../../src/objects/owned-fields';
import { scs } from './command-line';

const AUTOSCALED = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size';
const CORE = 'cluster.x-k8s.io';
const CONTROL_PLANE = 'controlplane.cluster.x-k8s.io';
const INFRASTRUCTURE = 'infrastructure.cluster.x-k8s.io';
const ANNOTATIONS = '/metadata/annotations';

async function rules(tool: string): Promise<{ text: string; spec: any }> {
  const { exitCode, stdout, stderr } = await scs(['ignore-rules', '--for', tool]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return { text: stdout, spec: parse(stdout).spec };
}

it('prints rules for Argo CD', async () => {
  const { text, spec } = await rules('argocd');
  expect(text).toMatch(/^# Argo CD: part of an Application\.\n#\n# Manifests of scs need no such rules: /);
  expect(spec).toEqual({
    syncPolicy: { syncOptions: ['ServerSideApply=true', 'RespectIgnoreDifferences=true'] },
    ignoreDifferences: [
      { group: '', kind: 'Namespace', jsonPointers: ['/metadata/labels/kubernetes.io~1metadata.name', '/spec/finalizers'] },
      { group: CORE, kind: 'Cluster', jsonPointers: ['/spec/controlPlaneEndpoint', '/spec/paused'] },
      {
        group: CORE,
        kind: 'MachineDeployment',
        jsonPointers: ['/spec/paused', `${ANNOTATIONS}/machinedeployment.clusters.x-k8s.io~1revision`],
        jqPathExpressions: [`select(.metadata.annotations["${AUTOSCALED}"] != null).spec.replicas`],
      },
      { group: 'apps', kind: 'Deployment', jsonPointers: [`${ANNOTATIONS}/deployment.kubernetes.io~1revision`] },
      {
        group: CONTROL_PLANE,
        kind: 'KubeadmControlPlane',
        jsonPointers: [`${ANNOTATIONS}/controlplane.cluster.x-k8s.io~1remediation-in-progress`, `${ANNOTATIONS}/cluster.x-k8s.io~1paused`],
      },
      { group: INFRASTRUCTURE, kind: 'OpenStackCluster', jsonPointers: ['/spec/controlPlaneEndpoint'] },
      { group: INFRASTRUCTURE, kind: 'DevCluster', jsonPointers: ['/spec/controlPlaneEndpoint', `${ANNOTATIONS}/inmemorycluster.infrastructure.cluster.x-k8s.io~1listener`] },
    ],
  });
});

it('prints rules for Flux', async () => {
  const { text, spec } = await rules('flux');
  expect(text).toMatch(/^# Flux: part of a Kustomization, from Flux 2\.9 on\.\n#\n# Manifests of scs need no such rules: /);
  expect(spec.ignore).toHaveLength(8);
  expect(spec.ignore.slice(0, 4)).toEqual([
    { target: { kind: 'Namespace' }, paths: ['/metadata/labels/kubernetes.io~1metadata.name', '/spec/finalizers'] },
    { target: { group: CORE, kind: 'Cluster' }, paths: ['/spec/controlPlaneEndpoint', '/spec/paused'] },
    { target: { group: CORE, kind: 'MachineDeployment', annotationSelector: AUTOSCALED }, paths: ['/spec/replicas'] },
    { target: { group: CORE, kind: 'MachineDeployment' }, paths: ['/spec/paused', `${ANNOTATIONS}/machinedeployment.clusters.x-k8s.io~1revision`] },
  ]);
});

it.each(['argocd', 'flux'])('has every field for %s that such a tool compares', async (tool) => {
  const { text } = await rules(tool);
  const lastNames = OWNED_FIELDS.filter(({ group, path }) => group !== '*' && !['finalizers', 'ownerReferences'].includes(String(path[1]))).map(({ path }) => String(path.at(-1)).split('/').at(-1)!);
  expect(lastNames.length).toBeGreaterThan(8);
  for (const name of lastNames) expect(text).toContain(name);
});

it.each([
  ['another tool', ['--for', 'fleet'], "error: option '--for <TOOL>' argument 'fleet' is invalid. Allowed choices are argocd, flux.\n"],
  ['no tool', [], "error: required option '--for <TOOL>' not specified\n"],
])('does not take %s', async (_, args, message) => {
  expect(await scs(['ignore-rules', ...args])).toEqual({ exitCode: 2, stdout: '', stderr: `${message}Add --help for how it is used.\n` });
});
