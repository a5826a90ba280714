import type { Taint } from '../../params';
import type { ResolvedNodeExpert, ResolvedNodeLabels } from '../../resolve/resolved-cluster';
import { sortArguments, type Argument } from './argument';
import type { NodeBootstrap } from './node-bootstrap';

/** kubeadm's node registration as the field it stands in, the same for all nodes; without the field where nothing is to be said. */
export function nodeRegistration(bootstrap: NodeBootstrap, labels: ResolvedNodeLabels, taints: readonly Taint[] | undefined, expert: ResolvedNodeExpert): {
  nodeRegistration?: {
    name?: string; kubeletExtraArgs?: Argument[]; taints?: { key: string; value?: string; effect: string }[]; ignorePreflightErrors?: string[];
  };
} {
  const nodeLabels = Object.entries(labels.atJoin).map(([key, value]) => `${key}=${value}`);
  const args = [...bootstrap.kubeletExtraArgs, ...expert.kubeletArgs, ...(nodeLabels.length > 0 ? [{ name: 'node-labels', value: nodeLabels.join(',') }] : [])];
  const registration = {
    ...(bootstrap.nodeName !== undefined && { name: bootstrap.nodeName }),
    ...(args.length > 0 && { kubeletExtraArgs: sortArguments(args) }),
    ...(taints && { taints: taints.map(({ key, value, effect }) => ({ key, ...(value !== undefined && { value }), effect })) }),
    ...(expert.ignorePreflightErrors.length > 0 && { ignorePreflightErrors: [...expert.ignorePreflightErrors] }),
  };
  return Object.keys(registration).length > 0 ? { nodeRegistration: registration } : {};
}
