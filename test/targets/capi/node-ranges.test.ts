import { nodeRangeArguments } from '../../../src/targets/capi/node-ranges';
import type { ResolvedNetwork } from '../../../src/resolve/resolved-cluster';

it.each([
  ['one family', ['10.244.0.0/16'], ['node-cidr-mask-size=24']],
  ['a small range, which kubeadm would measure with /24', ['10.244.0.0/25'], ['node-cidr-mask-size-ipv4=24']],
  ['two families', ['10.244.0.0/16', 'fd00:244::/56'], ['node-cidr-mask-size-ipv4=24', 'node-cidr-mask-size-ipv6=60']],
])('names the part of a node for %s', (_, podCidrs, expected) => {
  const network = { podCidrs, nodeCidrMaskSize: 24, nodeCidrMaskSizeIPv6: 60 } as unknown as ResolvedNetwork;
  expect(nodeRangeArguments(network).map(({ name, value }) => `${name}=${value}`)).toEqual(expected);
});
