import { UPSTREAM_REGISTRY } from '../../resolve/registries';
import type { ResolvedAutoscaler } from '../../resolve/resolved-cluster';

const AUTOSCALER = 'autoscaling/cluster-autoscaler';

/** Name of an image of Kubernetes itself, by its path in the registry, or below the prefix that is used instead. */
export function kubernetesImage(path: string, tag: string, prefix: string = UPSTREAM_REGISTRY): string {
  return `${prefix}/${path}:${tag}`;
}

/** The cluster autoscaler's: one that the profile names is taken as it is. Here, as its objects are classes, which take long to load. */
export function autoscalerImage({ image, version }: ResolvedAutoscaler, prefix?: string): string {
  return image ?? kubernetesImage(AUTOSCALER, version, prefix);
}
