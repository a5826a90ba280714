import { UPSTREAM_REGISTRY } from '../../resolve/registries';

/** Path of the cluster autoscaler's image. Here, as its objects are classes, which take long to load. */
export const AUTOSCALER_IMAGE = 'autoscaling/cluster-autoscaler';

/** Name of an image of Kubernetes itself, by its path in the registry, or below the prefix that is used instead. */
export function kubernetesImage(path: string, tag: string, prefix: string = UPSTREAM_REGISTRY): string {
  return `${prefix}/${path}:${tag}`;
}
