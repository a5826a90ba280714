import { stringify } from 'yaml';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { publicFile, type NodeFile } from './node-file';
import { KUBEADM_PATCHES_DIRECTORY } from './node-system';

/** Five times what kubeadm asks for: where CPU is short, shares follow the requests. */
const CPU_REQUEST = '500m';

/** kubeadm lays it over etcd's static pod; unlike a priority of the process, it outlives a restart of the container. */
export function etcdPriority({ expert }: ResolvedCluster): NodeFile[] {
  if (!expert.etcdPriority) return [];
  const pod = { spec: { containers: [{ name: 'etcd', resources: { requests: { cpu: CPU_REQUEST } } }] } };
  return [publicFile(`${KUBEADM_PATCHES_DIRECTORY}/etcd+strategic.yaml`, stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'etcd', namespace: 'kube-system' }, ...pod }))];
}
