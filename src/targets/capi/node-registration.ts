import type { Taint } from '../../params';
import type { ResolvedNodeLabels } from '../../resolve/resolved-cluster';

/** An argument of a component; a name stands at most once in a list. */
export interface Argument {
  readonly name: string;
  readonly value: string;
}

/** How a target's machines become nodes. */
export interface NodeIdentity {
  /** Name of the node, as a template that the bootstrap data fills in on the machine. Absent: the name of the host. */
  readonly name?: string;
  readonly kubeletExtraArgs: readonly Argument[];
}

/** kubeadm's node registration: the same for the first control plane, joining ones and workers. */
export function nodeRegistration(identity: NodeIdentity, labels: ResolvedNodeLabels, taints: readonly Taint[] | undefined): {
  name?: string; kubeletExtraArgs?: Argument[]; taints?: { key: string; value?: string; effect: string }[];
} {
  const nodeLabels = Object.entries(labels.atJoin).map(([key, value]) => `${key}=${value}`);
  const args = [...identity.kubeletExtraArgs, ...(nodeLabels.length > 0 ? [{ name: 'node-labels', value: nodeLabels.join(',') }] : [])];
  return {
    ...(identity.name !== undefined && { name: identity.name }),
    ...(args.length > 0 && { kubeletExtraArgs: sortArguments(args) }),
    ...(taints && { taints: taints.map(({ key, value, effect }) => ({ key, ...(value !== undefined && { value }), effect })) }),
  };
}

/** By name, so that the order in which features add arguments does not matter. */
export function sortArguments(args: readonly Argument[]): Argument[] {
  return [...args].sort((a, b) => (a.name < b.name ? -1 : 1));
}
