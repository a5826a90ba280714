import { MachineHealthCheck, MachineHealthCheckSpecRemediationTriggerIfUnhealthyLessThanOrEqualTo as LessThanOrEqualTo } from '../../../imports/capi';
import type { ResolvedCluster, ResolvedHealthCheck } from '../../resolve/resolved-cluster';
import { rendered, type RenderedObject } from '../rendered-object';
import { intOrPercent } from './int-or-percent';
import { CLUSTER_NAME_LABEL, objectMetadata } from './object-metadata';

/** One check for a group of machines; groups never overlap, so that no machine is judged twice. */
export function renderMachineHealthCheck(
  cluster: ResolvedCluster,
  group: string,
  selector: Record<string, string>,
  check: ResolvedHealthCheck,
): RenderedObject {
  return rendered(`MachineHealthCheck-${group}`, MachineHealthCheck, {
    metadata: objectMetadata(cluster, `${cluster.name}-${group}`),
    spec: {
      clusterName: cluster.name,
      selector: { matchLabels: { [CLUSTER_NAME_LABEL]: cluster.name, ...selector } },
      checks: {
        nodeStartupTimeoutSeconds: check.startupTimeoutSeconds,
        unhealthyNodeConditions: ['False', 'Unknown'].map((status) => ({ type: 'Ready', status, timeoutSeconds: check.unhealthyAfterSeconds })),
      },
      remediation: { triggerIf: { unhealthyLessThanOrEqualTo: intOrPercent(LessThanOrEqualTo, check.maxUnhealthy) } },
    },
  });
}
