import type { ResolvedCluster, ResolvedMirror } from '../../resolve/resolved-cluster';
import { imagesOfVersion } from '../../versions/kubeadm-images';
import type { RequiredImage } from '../required-image';
import { autoscalerImage, kubernetesImage } from './kubernetes-image';

/** The images that kubeadm and containerd take on the cluster's nodes, and that of the autoscaler beside its objects. */
export function kubernetesImages({ kubernetesVersion, network, nodeSystem, controlPlane, autoscaler }: ResolvedCluster): readonly RequiredImage[] {
  const { imagePrefix, mirrors } = nodeSystem;
  const skipped = controlPlane.node.expert.skipPhases.init;
  const isLeftOut = (path: string): boolean =>
    (path === 'kube-proxy' && (network.kubeProxyReplaced || skipped.some((phase) => ['addon', 'addon/all', 'addon/kube-proxy'].includes(phase))))
    || (path === 'coredns/coredns' && skipped.some((phase) => ['addon', 'addon/all', 'addon/coredns'].includes(phase)));
  const ofNodes = imagesOfVersion(kubernetesVersion).images.filter(({ path }) => !isLeftOut(path)).map(({ path, tag }): RequiredImage => {
    const image = kubernetesImage(path, tag, imagePrefix);
    return { source: kubernetesImage(path, tag), image, from: mirrored(image, mirrors), usedBy: path === 'pause' ? 'containerd' : 'kubeadm' };
  });
  if (autoscaler === undefined) return ofNodes;
  // The mirrors are those of the cluster's nodes.
  return [...ofNodes, { source: autoscalerImage(autoscaler), image: autoscalerImage(autoscaler, imagePrefix), from: [], usedBy: 'cluster autoscaler, in the management cluster' }];
}

/** The names under which mirrors have an image; an API path is no part of a name. */
export function mirrored(image: string, mirrors: readonly ResolvedMirror[]): string[] {
  const [host, ...path] = image.split('/');
  const mirror = mirrors.find((each) => each.host === host) ?? mirrors.find((each) => each.host === '_default');
  return (mirror?.endpoints ?? []).map((endpoint) => {
    const { host: server, pathname } = new URL(endpoint);
    return [server, ...pathname.split('/').filter((part, index, parts) => part !== '' && !(part === 'v2' && index === parts.indexOf('v2'))), ...path].join('/');
  });
}
