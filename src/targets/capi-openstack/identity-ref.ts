import type { ProviderProfileSpec } from '../../profile';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { openStackCredentials } from './credentials';

/** Which credential Cluster API's provider uses, and in which region. `T` is the kind's own enumeration, with the same values. */
export function identityRef<T>(cluster: ResolvedCluster, profile: ProviderProfileSpec): { type: T; name: string; cloudName: string; region?: string } {
  const { infrastructure: { type, name }, cloudName } = openStackCredentials(cluster, profile);
  return { type: type as unknown as T, name, cloudName, ...(cluster.region !== undefined && { region: cluster.region }) };
}
