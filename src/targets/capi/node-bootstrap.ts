import type { Argument } from './argument';
import type { NodeSystem } from './node-file';

/** What an infrastructure brings into the first boot of a group's machines: how they become nodes, and what they need before. */
export interface NodeBootstrap extends Pick<NodeSystem, 'files' | 'preKubeadmCommands' | 'postKubeadmCommands'> {
  /** Name of the node, as a template that the bootstrap data fills in on the machine. Absent: the name of the host. */
  readonly nodeName?: string;
  readonly kubeletExtraArgs: readonly Argument[];
  /** Machines read their first configuration with Ignition: what the infrastructure adds to it, as a Container Linux Config. */
  readonly ignition?: string;
}
