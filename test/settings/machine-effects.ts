import type { ChangedPart, Step } from './manifest-parts';

/** What a setting is declared to do to machines: the control plane's, those of pools, both or none. */
type Replaced = 'InPlace' | 'RollsPool' | 'RollsControlPlane' | 'RollsAll';
type Unit = 'ControlPlane' | 'Pool';

/** Fields whose change replaces machines, each with all below it; all others leave them alone. `test/e2e/life-cycle.e2e.ts` has seen it. */
const REPLACING: readonly { readonly kind: RegExp; readonly path: string }[] = [
  // Their names follow their content, which is what machines are compared with. A template has the names of its server group, image and pool of addresses.
  { kind: /MachineTemplate$|^KubeadmConfigTemplate$/, path: 'spec' },
  { kind: /^(ServerGroup|Image)$/, path: 'spec.resource' },
  { kind: /^OpenStackFloatingIPPool$/, path: 'spec.floatingIPNetwork' },
  ...['spec.template.spec.version', 'spec.template.spec.failureDomain', 'spec.rollout.after'].map((path) => ({ kind: /^MachineDeployment$/, path })),
  ...['spec.version', 'spec.kubeadmConfigSpec', 'spec.rollout.after'].map((path) => ({ kind: /^KubeadmControlPlane$/, path })),
];

/** What changed fields do to machines, in the words of `@mutability`. */
export function replacedBy(changes: readonly ChangedPart[]): Replaced {
  const units = new Set(changes.filter((change) => replaces(change, changes)).flatMap(unitsOf));
  if (units.size === 2) return 'RollsAll';
  const [unit] = units;
  return unit === undefined ? 'InPlace' : `Rolls${unit}`;
}

function replaces({ kind, role, steps }: ChangedPart, changes: readonly ChangedPart[]): boolean {
  // A document is in a file of a machine.
  if (role.includes(' ')) return true;
  if (steps.length > 0) return REPLACING.some((each) => each.kind.test(kind) && isAt(steps, each.path));
  if (kind !== 'MachineDeployment') return false;
  // A pool of which one zone comes or goes; where its templates do as well, a pool comes or goes, which replaces nothing but a pool that goes as another comes.
  const pools = new Set(changes.filter((other) => other.kind === 'KubeadmConfigTemplate' && other.steps.length === 0).map(({ isNew }) => isNew));
  return pools.size !== 1;
}

function unitsOf({ kind, role }: ChangedPart): Unit[] {
  // Machines of one version have one image.
  if (kind === 'Image') return ['ControlPlane', 'Pool'];
  return [/^KubeadmControlPlane( |$)|^\w+-control-plane$/.test(role) ? 'ControlPlane' : 'Pool'];
}

function isAt(steps: readonly Step[], path: string): boolean {
  return path.split('.').every((name, index) => steps[index] === name);
}
