import type { ResolvedTimeouts } from '../../resolve/resolved-cluster';

/** How long the deletion of a machine may wait for what, as Cluster API writes it. */
export function machineDeletion({ drainSeconds, volumeDetachSeconds, deletionSeconds }: ResolvedTimeouts) {
  return { nodeDrainTimeoutSeconds: drainSeconds, nodeVolumeDetachTimeoutSeconds: volumeDetachSeconds, nodeDeletionTimeoutSeconds: deletionSeconds };
}
