import { contentHash } from '../../objects/content-hash';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';

/**
 * Name of an object of a cluster that becomes the name of something in the cloud, where names are looked up in the whole project: namespace
 * and cluster in its hash keep `a-b` + `c` and `a` + `b-c` apart; what cannot be changed there is in the hash, too.
 */
export function nameInCloud({ namespace, name }: ResolvedCluster, what: string, content: object): string {
  return `${name}-${what}-${contentHash({ namespace, cluster: name, ...content })}`;
}
