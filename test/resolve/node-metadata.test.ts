import { descriptionWith, profileWith, type Overrides } from '../fixtures/documents';
import { diagnose, resolved } from '../fixtures/rendering';

const pool = (settings: Overrides): Overrides => ({ nodePools: [{ name: 'general', flavor: 'SCS-4V-16', ...settings }] });

/** How a label of a pool reaches its nodes. */
function way(key: string, syncedLabels: readonly string[] = []): 'synced' | 'at join' | 'refused' {
  const documents = [descriptionWith(pool({ labels: { [key]: 'x' } })), profileWith({ management: { syncedLabels } })] as const;
  if (diagnose(...documents).some(({ code }) => code === 'LabelNotSettable')) return 'refused';
  return resolved(...documents).nodePools[0].labels.synced[key] === 'x' ? 'synced' : 'at join';
}

describe('a label', () => {
  it.each([
    ['tier', 'at join'],
    ['example.org/tier', 'at join'],
    ['kubelet.kubernetes.io/x', 'at join'],
    ['a.kubelet.kubernetes.io/x', 'at join'],
    ['node.kubernetes.io/x', 'at join'],
    ['beta.kubernetes.io/arch', 'at join'],
    ['kubernetes.io', 'at join'],
    ['node-role.kubernetes.io/worker', 'synced'],
    ['node-restriction.kubernetes.io/x', 'synced'],
    ['a.node-restriction.kubernetes.io/x', 'synced'],
    ['node.cluster.x-k8s.io/x', 'synced'],
    ['a.node.cluster.x-k8s.io/x', 'synced'],
    ['a.node-role.kubernetes.io/x', 'refused'],
    ['kubernetes.io/x', 'refused'],
    ['a.k8s.io/x', 'refused'],
    ['topology.kubernetes.io/zone', 'refused'],
    ['node.kubernetes.io/instance-type', 'refused'],
    ['cluster.x-k8s.io/pool', 'refused'],
    ['kaas.scs.community/node-pool', 'refused'],
  ])('%s is %s', (key, expected) => expect(way(key)).toBe(expected));

  it.each([
    ['^example\\.org/', 'example.org/tier', 'synced'],
    ['example\\.org', 'a.example.org/tier', 'synced'],
    ['^example\\.org$', 'example.org/tier', 'at join'],
    ['.*', 'kubernetes.io/x', 'synced'],
    ['.*', 'topology.kubernetes.io/zone', 'refused'],
    ['.*', 'cluster.x-k8s.io/cluster-name', 'refused'],
  ])('is found by the expression %s of the operator as Cluster API does: %s is %s', (expression, key, expected) => {
    expect(way(key, [expression])).toBe(expected);
  });

  it('stands in the order of its key', () => {
    const { labels } = resolved(descriptionWith(pool({ labels: { b: '1', 'a.org/x': '2', 'node-role.kubernetes.io/z': '', 'node-role.kubernetes.io/a': '' } })), profileWith({})).nodePools[0];
    expect([Object.keys(labels.atJoin), Object.keys(labels.synced)]).toEqual([['a.org/x', 'b'], ['node-role.kubernetes.io/a', 'node-role.kubernetes.io/z']]);
  });
});

describe('an annotation', () => {
  it.each([
    ['node.cluster.x-k8s.io/owner', true],
    ['a.node.cluster.x-k8s.io/owner', true],
    ['example.org/owner', true],
    ['example.com/owner', false],
    ['owner', false],
  ])('%s is taken: %j', (key, taken) => {
    const documents = [descriptionWith(pool({ annotations: { [key]: 'x' } })), profileWith({ management: { syncedAnnotations: ['^example\\.org/'] } })] as const;
    expect(diagnose(...documents).map(({ code }) => code)).toEqual(taken ? [] : ['AnnotationNotSynced']);
  });
});

describe('a taint', () => {
  it('may have the key of another with another effect', () => {
    const taints = [{ key: 'a', effect: 'NoSchedule' }, { key: 'a', effect: 'NoExecute' }];
    expect(resolved(descriptionWith(pool({ taints })), profileWith({})).nodePools[0].taints).toEqual(taints);
  });

  it('of a control plane that takes pods may be that of control planes', () => {
    const taints = [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }];
    expect(resolved(descriptionWith({ controlPlane: { schedulable: true, taints } }), profileWith({})).controlPlane.taints).toEqual(taints);
  });
});
