import type { Report } from '../../resolve/report';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';

/** Whether pods and services have addresses of both families. */
export function isDualStack({ network }: Pick<ResolvedCluster, 'network'>): boolean {
  return network.podCidrs.length > 1;
}

/**
 * Cluster API's provider makes one IPv4 subnet (managedSubnets has one item). Of subnets that exist, machines get an address in each,
 * and the API server's address is in the first.
 */
export function checkDualStack(cluster: ResolvedCluster, report: Report): void {
  const { existing } = cluster.network;
  if (!isDualStack(cluster)) return;
  if (existing === undefined) {
    report.error('ConflictingFields', ['network', 'podCidrs', 1], "Cluster API's provider makes networks of IPv4 only; for dual stack use network.existing with a subnet of each family");
  } else if (existing.subnets.length < 2) {
    report.error('MissingField', ['network', 'existing'], { message: "dual stack needs a subnet of each family, that of IPv4 first, as the API server's address is in the first", allowed: ['subnets'] });
  }
}
