import type { AntiAffinity } from '../../params';
import type { ResolvedMachine, ResolvedNode, ResolvedProfileSetting, ResolvedVolume } from '../../resolve/resolved-cluster';

/** The group of the control plane's machines; a pool of this name is refused. */
export const CONTROL_PLANE = 'control-plane';

/** Machines that are alike: the control plane, or a node pool. */
export interface MachineGroup {
  /** `control-plane`, or the name of the pool. */
  readonly name: string;
  readonly kubernetesVersion: string;
  readonly machine: ResolvedMachine;
  readonly volumes: readonly ResolvedVolume[];
  readonly antiAffinity: AntiAffinity;
  readonly node: ResolvedNode;
  /** What features set in the profile for this group alone. */
  readonly profileSettings?: readonly ResolvedProfileSetting[];
}
