import { requiredImages } from '../judge-documents';
import type { ProviderProfileDocument } from '../profile';
import type { ResolvedCluster } from '../resolve/resolved-cluster';
import type { RequiredImage } from '../targets/required-image';
import { imagesOfVersion } from '../versions/kubeadm-images';
import { ExitCode } from './exit-code';
import type { Io } from './io';
import type { Progress } from './progress';
import { soundClusters } from './sound-clusters';

export interface ImagesOptions {
  readonly profile: string;
  readonly output: 'text' | 'json';
}

/** An image, and the clusters that need it. */
interface SharedImage extends RequiredImage {
  readonly clusters: readonly { readonly namespace: string; readonly name: string }[];
}

/** Lists the container images that the clusters of the files need. */
export async function images(files: readonly string[], options: ImagesOptions, io: Io, progress: Progress): Promise<number> {
  const sound = await soundClusters(files, options.profile, io, progress);
  if (sound === undefined) return ExitCode.FINDINGS;
  const { clusters, profile } = sound;
  const list = sharedImages(clusters, profile);
  for (const note of uncheckedVersions(clusters)) io.stderr.write(`note: ${note}\n`);
  io.stdout.write(options.output === 'json' ? `${JSON.stringify({ images: list }, undefined, 2)}\n` : list.map(imageText).join(''));
  return ExitCode.FINE;
}

function sharedImages(clusters: readonly ResolvedCluster[], profile: ProviderProfileDocument): SharedImage[] {
  const bySource = new Map<string, SharedImage>();
  for (const cluster of clusters) {
    const { namespace, name } = cluster;
    for (const image of requiredImages(cluster, profile)) {
      bySource.set(image.source, { ...image, clusters: [...(bySource.get(image.source)?.clusters ?? []), { namespace, name }] });
    }
  }
  return [...bySource.values()].sort((a, b) => (a.source < b.source ? -1 : 1));
}

/** One image in a line, so that other programs can read it: what to copy, and where to, where that is another place. */
function imageText({ source, image, from }: SharedImage): string {
  const places = [...from, ...(image === source ? [] : [image])];
  return `${[source, ...places.filter((place, index) => places.indexOf(place) === index)].join(' ')}\n`;
}

function uncheckedVersions(clusters: readonly ResolvedCluster[]): string[] {
  return [...new Set(clusters.map(({ kubernetesVersion }) => kubernetesVersion))].sort().flatMap((version) => {
    const { isChecked, newestChecked } = imagesOfVersion(version);
    return isChecked ? [] : [`the images of ${version} are those of ${newestChecked}, the newest patch that was checked; kubeadm config images list --kubernetes-version ${version} tells whether etcd is newer`];
  });
}
