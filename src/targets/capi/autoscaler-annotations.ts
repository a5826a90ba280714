import { formatBytes } from '../../resolve/quantity';
import type { ResolvedCluster, ResolvedMachineGroup, ResolvedNodePool } from '../../resolve/resolved-cluster';

const SIZE = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group';
const CAPACITY = 'capacity.cluster-autoscaler.kubernetes.io';
/** The kubelet's default. */
const PODS_PER_NODE = 110;
const GPU_RESOURCE = 'nvidia.com/gpu';

/**
 * What the cluster autoscaler reads: its bounds, and what a node of the group would have, so that it can start from zero
 * (kubernetes/autoscaler, cluster-autoscaler/cloudprovider/clusterapi).
 */
export function autoscalerAnnotations(cluster: ResolvedCluster, pool: ResolvedNodePool, group: ResolvedMachineGroup): Record<string, string> {
  if (group.autoscaling === undefined) return {};
  const { machine } = pool;
  const labels = {
    ...pool.labels.atJoin,
    ...pool.labels.synced,
    'kubernetes.io/arch': machine.architecture,
    'node.kubernetes.io/instance-type': machine.machineType,
    ...(cluster.region !== undefined && { 'topology.kubernetes.io/region': cluster.region }),
    ...(group.zone !== undefined && { 'topology.kubernetes.io/zone': group.zone }),
  };
  const taints = pool.taints.map(({ key, value, effect }) => `${key}=${value ?? ''}:${effect}`);
  return {
    [`${SIZE}-min-size`]: String(group.autoscaling.min),
    [`${SIZE}-max-size`]: String(group.autoscaling.max),
    [`${CAPACITY}/cpu`]: String(machine.cpus),
    [`${CAPACITY}/memory`]: formatBytes(BigInt(machine.memoryBytes)),
    ...(machine.diskGiB !== undefined && { [`${CAPACITY}/ephemeral-disk`]: `${machine.diskGiB}Gi` }),
    ...(machine.gpus && { [`${CAPACITY}/gpu-type`]: GPU_RESOURCE, [`${CAPACITY}/gpu-count`]: String(machine.gpus.count) }),
    [`${CAPACITY}/maxPods`]: String(pool.node.kubelet.maxPods ?? PODS_PER_NODE),
    [`${CAPACITY}/labels`]: Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => `${key}=${value}`).join(','),
    ...(taints.length > 0 && { [`${CAPACITY}/taints`]: taints.join(',') }),
  };
}
