import { App, Chart } from 'cdk8s';
import { ProviderProfile } from '../../../src/provider-profile';
import { ScsCluster } from '../../../src/scs-cluster';
import { constructDiagnostics } from '../../../src/synthesis/construct-diagnostics';
import type { Manifest } from '../../../src/targets/rendered-object';
import { description, profile, type Overrides } from '../../fixtures/documents';
import { identity, manifests } from '../../fixtures/rendering';

const AUTOSCALED = { nodePools: [{ name: 'general', flavor: 'SCS-4V-16', autoscaling: { min: 3, max: 9 } }] };

function autoscaler(spec: Overrides = AUTOSCALED, profileSpec: Overrides = {}): Manifest[] {
  const objects = manifests(description({ metadata: { namespace: 'shops' }, spec }), profile({ spec: profileSpec }));
  return objects.filter(({ metadata }) => metadata.name === 'shop-autoscaler');
}

function deployment(spec?: Overrides, profileSpec?: Overrides): any {
  return autoscaler(spec, profileSpec).find(({ kind }) => kind === 'Deployment')!;
}

it('is made where a pool has autoscaling, and the profile does not say otherwise', () => {
  expect(autoscaler().map(identity)).toEqual(['ServiceAccount', 'Role', 'RoleBinding', 'Deployment'].map((kind) => `${kind} shops/shop-autoscaler`));
  expect(autoscaler({})).toEqual([]);
  expect(autoscaler(AUTOSCALED, { autoscaler: { enabled: false } })).toEqual([]);
  expect(autoscaler(AUTOSCALED, { autoscaler: {} })).toEqual(autoscaler());
});

it('changes nothing else', () => {
  const [on, off] = [true, false].map((enabled) => manifests(description({ spec: AUTOSCALED }), profile({ spec: { autoscaler: { enabled } } })));
  expect(on!.filter(({ metadata }) => metadata.name !== 'shop-autoscaler')).toEqual(off);
});

it('finds the groups of its cluster alone, and reads the kubeconfig that Cluster API makes', () => {
  const { containers: [container], volumes } = deployment().spec.template.spec;
  expect(container.args).toEqual(expect.arrayContaining(['--node-group-auto-discovery=clusterapi:namespace=shops,clusterName=shop', '--kubeconfig=/etc/kubernetes/cluster/value']));
  expect(container.volumeMounts).toEqual([{ name: 'kubeconfig', mountPath: '/etc/kubernetes/cluster', readOnly: true }]);
  expect(volumes).toEqual([{ name: 'kubeconfig', secret: { secretName: 'shop-kubeconfig', defaultMode: 0o440 } }]);
});

it.each([['1.35', 'v1.35.2'], ['1.37', 'v1.36.1']])('is for Kubernetes %s of release %s', (kubernetesVersion, release) => {
  expect(deployment({ ...AUTOSCALED, kubernetesVersion }).spec.template.spec.containers[0].image).toBe(`registry.k8s.io/autoscaling/cluster-autoscaler:${release}`);
});

it('has the image and the arguments that the profile names, in the place of ours but for labels to ignore', () => {
  const before = deployment().spec.template.spec.containers[0];
  const extraArgs = [{ name: 'scale-down-unneeded-time', value: '20m' }, { name: 'expander', value: 'random' }, { name: 'balancing-ignore-label', value: 'rack' }];
  const image = 'registry.example.org/autoscaler:v1';
  const after = deployment(AUTOSCALED, { autoscaler: { image, extraArgs }, registries: { prefix: 'mirror.example.org' } }).spec.template.spec.containers[0];
  const kept = (before.args as string[]).filter((argument) => argument !== '--expander=least-waste');
  expect(after).toEqual({ ...before, image, args: [...kept, '--scale-down-unneeded-time=20m', '--expander=random', '--balancing-ignore-label=rack'] });
});

it('selects its own pods, and those of no other cluster of the namespace', () => {
  const { selector, template } = deployment().spec;
  expect(selector.matchLabels).toEqual({ 'app.kubernetes.io/name': 'cluster-autoscaler', 'app.kubernetes.io/instance': 'shop' });
  expect(template.metadata.labels).toMatchObject(selector.matchLabels);
});

it.each([['capi-openstack', 'openstackmachinetemplates'], ['capi-dev', 'devmachinetemplates']])('may on target %s what it calls, in its namespace, and nothing else', (target, templates) => {
  const other = target === 'capi-dev' ? { target, openstack: undefined, defaults: undefined } : {};
  const [, role, binding] = autoscaler(AUTOSCALED, other);
  const watch = ['get', 'list', 'watch'];
  expect(role!.rules).toEqual([
    { apiGroups: ['cluster.x-k8s.io'], resources: ['machinedeployments', 'machinesets', 'machinepools'], verbs: watch },
    { apiGroups: ['cluster.x-k8s.io'], resources: ['machinedeployments/scale'], verbs: ['get', 'patch', 'update'] },
    { apiGroups: ['cluster.x-k8s.io'], resources: ['machines'], verbs: [...watch, 'update'] },
    { apiGroups: ['infrastructure.cluster.x-k8s.io'], resources: [templates], verbs: watch },
  ]);
  expect(binding).toMatchObject({ roleRef: { kind: 'Role', name: 'shop-autoscaler' }, subjects: [{ kind: 'ServiceAccount', name: 'shop-autoscaler', namespace: 'shops' }] });
});

it('has a pod that the Pod Security Standard "restricted" admits', () => {
  const { securityContext, containers, volumes } = deployment().spec.template.spec;
  expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  for (const container of containers) {
    expect(container.securityContext).toMatchObject({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
    expect(container.ports.some((port: object) => 'hostPort' in port)).toBe(false);
  }
  expect(volumes.every((volume: object) => 'secret' in volume)).toBe(true);
});

describe('patches', () => {
  const patched = (path: string): ScsCluster => {
    const patches = [{ target: { kind: 'Deployment' }, patch: [{ op: 'add', path, value: '--scale-down-unneeded-time=30m' }] }];
    const provider = ProviderProfile.fromDocument(profile({ spec: { policy: { allowExpert: true } } }));
    return ScsCluster.fromDocument(new Chart(new App(), 'clusters'), 'shop', description({ spec: { ...AUTOSCALED, expert: { patches } } }), provider);
  };

  it('can give it further arguments', () => {
    const cluster = patched('/spec/template/spec/containers/0/args/-');
    const written: any = cluster.objects.find(({ kind }) => kind === 'Deployment')!.toJson();
    expect([constructDiagnostics(cluster), written.spec.template.spec.containers[0].args.at(-1)]).toEqual([[], '--scale-down-unneeded-time=30m']);
  });

  it('cannot write what a Deployment does not have', () => {
    expect(constructDiagnostics(patched('/spec/template/spec/container')).map(({ code, didYouMean }) => [code, didYouMean])).toEqual([['ImpossiblePatch', 'containers']]);
  });
});
