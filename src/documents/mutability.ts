/** What a change of a field does to a cluster that exists: the values of the tag `@mutability`, in words. */
export const MUTABILITIES = {
  InPlace: 'no machine is replaced',
  RollsPool: 'the machines of the pool are replaced, one after the other',
  RollsControlPlane: 'the machines of the control plane are replaced, one after the other',
  RollsAll: 'all machines are replaced, one after the other',
  NewCluster: 'it cannot be changed: the target refuses it, or it would need a new cluster',
} as const satisfies Record<string, string>;

/** Name of such an effect. */
export type Mutability = keyof typeof MUTABILITIES;

/** Completes "a change: …": name and words, or that it does not reach clusters by itself. */
export function changeInWords(mutability: string | undefined): string {
  if (mutability === undefined) return 'does not reach the cluster by itself';
  return `${mutability}: ${MUTABILITIES[mutability as Mutability]}`;
}
