import type { ResolvedCluster, ResolvedMirror } from '../../resolve/resolved-cluster';
import { UPSTREAM_REGISTRY } from '../../resolve/registries';
import { imagesOfVersion } from '../../versions/kubeadm-images';
import type { RequiredImage } from '../required-image';

/** The images that kubeadm and containerd take on the cluster's nodes. */
export function kubernetesImages({ kubernetesVersion, network, nodeSystem, controlPlane }: ResolvedCluster): readonly RequiredImage[] {
  const { imagePrefix = UPSTREAM_REGISTRY, mirrors } = nodeSystem;
  const skipped = controlPlane.node.expert.skipPhases.init;
  const isLeftOut = (path: string): boolean =>
    (path === 'kube-proxy' && (network.kubeProxyReplaced || skipped.some((phase) => ['addon', 'addon/all', 'addon/kube-proxy'].includes(phase))))
    || (path === 'coredns/coredns' && skipped.some((phase) => ['addon', 'addon/all', 'addon/coredns'].includes(phase)));
  return imagesOfVersion(kubernetesVersion).images.filter(({ path }) => !isLeftOut(path)).map(({ path, tag }) => {
    const image = `${imagePrefix}/${path}:${tag}`;
    return { source: `${UPSTREAM_REGISTRY}/${path}:${tag}`, image, from: mirrored(image, mirrors), usedBy: path === 'pause' ? 'containerd' : 'kubeadm' };
  });
}

/** The names under which mirrors have an image; an API path is no part of a name. */
function mirrored(image: string, mirrors: readonly ResolvedMirror[]): string[] {
  const [host, ...path] = image.split('/');
  const mirror = mirrors.find((each) => each.host === host) ?? mirrors.find((each) => each.host === '_default');
  return (mirror?.endpoints ?? []).map((endpoint) => {
    const { host: server, pathname } = new URL(endpoint);
    return [server, ...pathname.split('/').filter((part, index, parts) => part !== '' && !(part === 'v2' && index === parts.indexOf('v2'))), ...path].join('/');
  });
}
