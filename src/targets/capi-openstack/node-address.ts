import { contains, type Cidr, type IpAddress } from '../../resolve/cidr';

/** Why an address cannot be one of a port in the nodes' network, whose gateway is the first; `given` is how it was written. */
export function whyNoNodeAddress(address: IpAddress, given: string, subnet: Cidr): string | undefined {
  const { first, last, text } = subnet;
  if (!contains(subnet, address)) return `${given} is outside of the nodes' range ${text}`;
  const isTaken = address.value <= first + 1n || address.value === last;
  return isTaken ? `${given} is the network, gateway or broadcast address of the nodes' range ${text}` : undefined;
}
