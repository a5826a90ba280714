import { kubernetesImages } from '../capi/images';
import type { Target } from '../target';
import { check } from './check';
import { kubeVipImages } from './kube-vip';
import { secrets } from './secrets';

/** Cluster API with the OpenStack provider, plain objects. */
export const target: Target = {
  unsupported: [],
  check,
  images: (cluster, profile) => [...kubernetesImages(cluster), ...kubeVipImages(cluster, profile)],
  secrets,
};
