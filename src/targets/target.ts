import type { ProviderProfileSpec } from '../profile';
import type { Report } from '../resolve/report';
import type { ResolvedCluster } from '../resolve/resolved-cluster';
import type { RenderedObject } from './rendered-object';
import type { RequiredImage } from './required-image';
import type { RequiredSecret } from './required-secret';

/** What one cluster service means for a decided cluster, besides its objects. Pure functions. */
export interface Target {
  /** Settings of a description that have no meaning here, such as `network.dnsServers`; `nodePools[]` stands for every pool. */
  readonly unsupported: readonly string[];
  /** Rules that need the words of this service, such as a list that its load balancer cannot keep. */
  check(cluster: ResolvedCluster, profile: ProviderProfileSpec, report: Report): void;
  /** The Secrets that people must make for the cluster. Only called when nothing is wrong. */
  secrets(cluster: ResolvedCluster, profile: ProviderProfileSpec): readonly RequiredSecret[];
  /** The container images that the cluster needs before anything is installed in it. Only called when nothing is wrong. */
  images(cluster: ResolvedCluster, profile: ProviderProfileSpec): readonly RequiredImage[];
}

/** All objects of the cluster, or those that the named node pools bring to it. Only called when nothing is wrong. */
export type Render = (cluster: ResolvedCluster, profile: ProviderProfileSpec, addedPools?: readonly string[]) => readonly RenderedObject[];
