/** The registry of the images of Kubernetes itself. */
const UPSTREAM_REGISTRY = 'registry.k8s.io';

/** Name of an image of Kubernetes itself, by its path in the registry. */
export function kubernetesImage(path: string, tag: string): string {
  return `${UPSTREAM_REGISTRY}/${path}:${tag}`;
}
