import type { ResolvedCluster } from '../../resolve/resolved-cluster';

/** Fills the placeholders of the name of a Secret. */
export function fillSecretName(name: string, { name: cluster, namespace, region = '' }: ResolvedCluster): string {
  return name.replaceAll('{cluster}', cluster).replaceAll('{namespace}', namespace).replaceAll('{region}', region.toLowerCase());
}
