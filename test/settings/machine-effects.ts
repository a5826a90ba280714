import type { ChangedPart, Step } from './manifest-parts';

/** Which machines a changed field of an object replaces. */
interface MachineEffect {
  /** `Group` is the control plane or the pool that the object is of. */
  readonly replaces: 'Group' | 'ControlPlane' | 'None';
  readonly kind: RegExp;
  /** The field, and all below it. */
  readonly path: string;
}

/**
 * What Cluster API does to machines when a field changes; `test/e2e/life-cycle.e2e.ts` has seen it. The first that fits holds, and
 * other fields leave machines alone.
 */
const EFFECTS: readonly MachineEffect[] = [
  // Their names follow their content, and machines are compared with what they were made of.
  { kind: /MachineTemplate$|^KubeadmConfigTemplate$/, path: 'spec', replaces: 'Group' },
  { kind: /^MachineDeployment$/, path: '', replaces: 'Group' },
  ...['version', 'failureDomain'].map((field): MachineEffect => ({ kind: /^MachineDeployment$/, path: `spec.template.spec.${field}`, replaces: 'Group' })),
  { kind: /^MachineDeployment$/, path: 'spec.rollout.after', replaces: 'Group' },
  ...['version', 'kubeadmConfigSpec', 'rollout.after'].map((field): MachineEffect => ({ kind: /^KubeadmControlPlane$/, path: `spec.${field}`, replaces: 'ControlPlane' })),
];

export type Replaced = 'InPlace' | 'RollsPool' | 'RollsControlPlane' | 'RollsAll';

/** What changed fields do to machines, in the words of `@mutability`. */
export function replacedBy(changes: readonly ChangedPart[]): Replaced {
  const units = new Set(changes.flatMap(unitsOf));
  if (units.size === 2) return 'RollsAll';
  const [unit] = units;
  return unit === undefined ? 'InPlace' : `Rolls${unit}`;
}

type Unit = 'ControlPlane' | 'Pool';

function unitsOf({ kind, role, steps }: ChangedPart): Unit[] {
  // A document is in a file of the object that the role names first.
  const [owner] = role.split(' ');
  const isDocument = role.includes(' ');
  const ownerKind = owner.split('-')[0];
  const own: Unit = ownerKind === 'KubeadmControlPlane' || owner.endsWith('-control-plane') ? 'ControlPlane' : 'Pool';
  if (isDocument) return [own];
  const effect = EFFECTS.find((each) => each.kind.test(kind) && isAt(steps, each.path));
  if (effect === undefined || effect.replaces === 'None') return [];
  return [effect.replaces === 'ControlPlane' ? 'ControlPlane' : own];
}

/** Whether a path is that of a field or below it; the empty one is the whole object. */
function isAt(steps: readonly Step[], path: string): boolean {
  const names = path === '' ? [] : path.split('.');
  return names.length === 0 ? steps.length === 0 : names.every((name, index) => steps[index] === name);
}
