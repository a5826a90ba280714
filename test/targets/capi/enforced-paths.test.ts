import fc from 'fast-check';
import type { ScsClusterDefaults } from '../../../src/params';
import { protectedOperations } from '../../../src/targets/capi/enforced-paths';
import type { Manifest } from '../../../src/targets/rendered-object';
import { documentsArbitrary } from '../../generators/descriptions';
import { diagnose, judged } from '../../fixtures/rendering';

/** Two values of settings that a provider may fix. */
const FIXED: readonly { readonly block: string; readonly values: readonly [object, object] }[] = [
  { block: 'audit', values: [{ level: 'Metadata', maxBackups: 3 }, { level: 'None', rules: [] }] },
  { block: 'podSecurity', values: [{ enforce: 'restricted' }, { enforce: 'privileged' }] },
  { block: 'authentication', values: [{ anonymous: 'HealthOnly' }, { anonymous: 'Allowed' }] },
  { block: 'encryption', values: [{ enabled: true, configRef: { name: 'a', key: 'b' } }, { enabled: false }] },
];
const SAMPLES = fc.sample(documentsArbitrary, { numRuns: 40, seed: 7 });

/** JSON Pointers of what is not the same; names of templates and references to them follow their content. */
function differing(a: unknown, b: unknown, path = ''): string[] {
  if (JSON.stringify(a) === JSON.stringify(b)) return [];
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return [path];
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return keys.flatMap((key) => differing((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
}

function byKind(objects: readonly Manifest[]): Manifest[] {
  return objects.filter(({ kind }) => ['KubeadmControlPlane', 'OpenStackCluster', 'Cluster', 'Namespace'].includes(kind));
}

it.each(FIXED)('whatever $block decides in a manifest, a patch of it is refused where the provider fixes it', ({ block, values }) => {
  let pointers = 0;
  for (const { description, profile } of SAMPLES) {
    const { expert: _expert, [block as 'audit']: _own, ...spec } = description.spec;
    const enforced = (value: object): typeof profile => ({
      ...profile, spec: { ...profile.spec, defaults: undefined, policy: { allowExpert: true, enforce: { [block]: value } as ScsClusterDefaults } },
    });
    const without = { ...description, spec };
    const [first, second] = values.map((value) => judged(without, enforced(value)).objects);
    if (first === undefined || second === undefined) continue;
    byKind(first).forEach((object) => {
      const other = byKind(second).find(({ kind }) => kind === object.kind);
      for (const path of differing(object, other)) {
        pointers += 1;
        const patch = { target: { kind: object.kind }, patch: [{ op: 'remove' as never, path }] };
        const found = protectedOperations(patch, { enforce: { [block]: values[0] } as ScsClusterDefaults });
        expect([path, found.map(({ operation }) => operation)]).toEqual([path, [0]]);
      }
    });
  }
  expect(pointers).toBeGreaterThan(20);
});

it('a description whose provider allows no expert settings has none that act, in whatever form', () => {
  const settings: object[] = [
    { expert: { packages: ['jq'] } }, { expert: { files: [{ path: '/etc/a', content: 'a' }] } }, { expert: { commands: { pre: ['true'] } } },
    { expert: { apiServer: { extraArgs: [{ name: 'profiling', value: 'true' }] } } }, { expert: { patches: [{ target: { kind: 'Cluster' }, patch: [{ op: 'add', path: '/spec/paused', value: true }] }] } },
  ];
  for (const [index, { description, profile }] of SAMPLES.entries()) {
    const { policy: _policy, ...rest } = profile.spec;
    const evading = { ...description, spec: { ...description.spec, ...settings[index % settings.length] } };
    const told = diagnose(evading as typeof description, { ...profile, spec: { ...rest, policy: { allowExpert: false } } });
    expect(told.map(({ code }) => code)).toContain('PolicyViolation');
  }
});
