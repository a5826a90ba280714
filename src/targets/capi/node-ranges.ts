import { parseCidr } from '../../resolve/cidr';
import type { ResolvedNetwork } from '../../resolve/resolved-cluster';
import type { Argument } from './argument';

/** What kubeadm's check before the start takes for the IPv4 range of a node unless the flag of that family is there. */
const KUBEADM_MASK_SIZE = 24;

/** The part of the pods' ranges that each node gets. The flag without a family is refused for two of them. */
export function nodeRangeArguments({ podCidrs, nodeCidrMaskSize, nodeCidrMaskSizeIPv6 }: ResolvedNetwork): Argument[] {
  const size = { name: 'node-cidr-mask-size-ipv4', value: String(nodeCidrMaskSize) };
  if (podCidrs.length > 1) return [size, { name: 'node-cidr-mask-size-ipv6', value: String(nodeCidrMaskSizeIPv6) }];
  return [isSmall(podCidrs[0]) ? size : { ...size, name: 'node-cidr-mask-size' }];
}

function isSmall(podCidr: string): boolean {
  const range = parseCidr(podCidr);
  return range.ok && range.value.prefixLength > KUBEADM_MASK_SIZE;
}
