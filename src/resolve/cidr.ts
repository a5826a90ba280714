import { IPv4, IPv6 } from 'ipaddr.js';
import { failure, success, type Result } from '../diagnostics/result';

export type IpFamily = 'IPv4' | 'IPv6';

/** One address, in its canonical spelling (RFC 5952 for IPv6). */
export interface IpAddress {
  readonly text: string;
  readonly family: IpFamily;
  readonly value: bigint;
}

/** A range of addresses that a prefix describes. */
export interface Cidr {
  /** Canonical: network address, slash, prefix length. */
  readonly text: string;
  readonly family: IpFamily;
  readonly first: bigint;
  readonly last: bigint;
  readonly prefixLength: number;
}

/** Bits of an address. */
const BITS = { IPv4: 32, IPv6: 128 } as const;

function toBigInt(bytes: readonly number[]): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function addressText(value: bigint, family: IpFamily): string {
  const bytes = Array.from({ length: BITS[family] / 8 }, (_, i) => Number((value >> BigInt(BITS[family] - 8 * (i + 1))) & 0xffn));
  return family === 'IPv4' ? new IPv4(bytes).toString() : new IPv6(bytes).toRFC5952String();
}

function addressOf(parsed: IPv4 | IPv6): IpAddress {
  const family = parsed.kind() === 'ipv4' ? 'IPv4' : 'IPv6';
  const value = toBigInt(parsed.toByteArray());
  return { text: addressText(value, family), family, value };
}

/** Reads one address. Octal, hexadecimal and shortened IPv4, zones and IPv4-mapped IPv6 are refused: readers differ on what they mean. */
export function parseIpAddress(text: string): Result<IpAddress> {
  if (IPv4.isValidFourPartDecimal(text)) {
    return success(addressOf(IPv4.parse(text)));
  }
  if (!IPv6.isValid(text) || text.includes('%')) {
    return failure({ message: `"${text}" is not an IP address such as 10.8.0.10 or fd00:10::10` });
  }
  const ipv6 = IPv6.parse(text);
  if (ipv6.isIPv4MappedAddress()) {
    return failure({ message: `"${text}" is an IPv4 address in IPv6 spelling`, didYouMean: ipv6.toIPv4Address().toString() });
  }
  return success(addressOf(ipv6));
}

/** The range of that prefix length which has the address in it. */
function cidrAround(address: IpAddress, prefixLength: number): Cidr {
  const hostBits = BigInt(BITS[address.family] - prefixLength);
  const first = (address.value >> hostBits) << hostBits;
  return {
    text: `${addressText(first, address.family)}/${prefixLength}`,
    family: address.family,
    first,
    last: first + (1n << hostBits) - 1n,
    prefixLength,
  };
}

/** Reads a range; a single address counts as a range of one. */
export function parseCidr(text: string): Result<Cidr> {
  const [addressPart, prefixPart, ...rest] = text.split('/');
  const address = parseIpAddress(addressPart);
  if (!address.ok) {
    return failure({ message: `"${text}" is not a network in CIDR notation such as 10.8.0.0/20 or fd00:10::/56` });
  }
  const bits = BITS[address.value.family];
  const prefixLength = prefixPart === undefined ? bits : Number(prefixPart);
  if (rest.length > 0 || (prefixPart !== undefined && !/^(0|[1-9][0-9]*)$/.test(prefixPart)) || prefixLength > bits) {
    return failure({
      message: `"${text}" is not a network in CIDR notation: after the slash comes a number, for ${address.value.family} at most ${bits}`,
    });
  }
  const cidr = cidrAround(address.value, prefixLength);
  if (cidr.first !== address.value.value) {
    return failure({
      message: `"${text}" has bits set after its prefix; the network address of that range is ${addressText(cidr.first, cidr.family)}`,
      didYouMean: cidr.text,
    });
  }
  return success(cidr);
}

/** Do the two have an address in common? */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** Is all of `inner`, a range or an address, in `outer`? */
export function contains(outer: Cidr, inner: Cidr | IpAddress): boolean {
  const [first, last] = 'value' in inner ? [inner.value, inner.value] : [inner.first, inner.last];
  return outer.family === inner.family && outer.first <= first && last <= outer.last;
}

/** Are ranges of one family together all of its addresses? */
export function coversEverything(ranges: readonly Cidr[]): boolean {
  const sorted = [...ranges].sort((a, b) => (a.first < b.first ? -1 : 1));
  const end = sorted.reduce((next, { first, last }) => (first <= next && last >= next ? last + 1n : next), 0n);
  return ranges.length > 0 && end === 1n << BigInt(BITS[ranges[0].family]);
}

/** How many addresses a range has. */
export function addressCount(cidr: Cidr): bigint {
  return cidr.last - cidr.first + 1n;
}

/** How many nodes a pod range has room for when each gets a range of `nodeMaskSize`. */
export function nodeCapacity(podCidr: Cidr, nodeMaskSize: number): number {
  return nodeMaskSize < podCidr.prefixLength ? 0 : 2 ** (nodeMaskSize - podCidr.prefixLength);
}

/** What kubeadm accepts (cmd/kubeadm/app/constants); it refuses to start a cluster outside of these. */
export const KUBEADM_RANGE_LIMITS = {
  /** The tenth address of the service range is that of the cluster's DNS. */
  leastServiceAddresses: 10n,
  mostServiceAddresses: 2n ** 20n,
  leastPodAddresses: 14n,
  /** Greatest difference between the prefix length of a node's pods and that of the pod range. */
  mostNodeMaskDifference: 16,
} as const;

/** A range that nodes, pods and services must not use. */
export interface ReservedRange {
  readonly cidr: Cidr;
  /** What the range is for, to be said after "is". */
  readonly use: string;
  /** `Error`: the cluster cannot work. `Warning`: it may, but hardly anybody wants it. */
  readonly severity: 'Error' | 'Warning';
}

function reserved(text: string, severity: ReservedRange['severity'], use: string): ReservedRange {
  const [address, prefixLength] = text.split('/');
  const family = text.includes(':') ? 'IPv6' : 'IPv4';
  const first = toBigInt((family === 'IPv6' ? IPv6 : IPv4).parse(address).toByteArray());
  const last = first + (1n << BigInt(BITS[family] - Number(prefixLength))) - 1n;
  return { cidr: { text, family, first, last, prefixLength: Number(prefixLength) }, use, severity };
}

/** What IANA's special-purpose registries and OpenStack keep for themselves. */
export const RESERVED_RANGES: readonly ReservedRange[] = [
  reserved('0.0.0.0/8', 'Error', '"this network", which is not routed (RFC 791)'),
  reserved('127.0.0.0/8', 'Error', 'the loopback range (RFC 1122)'),
  reserved('169.254.0.0/16', 'Error', 'link-local and holds the OpenStack metadata service 169.254.169.254, which nodes boot from'),
  reserved('224.0.0.0/4', 'Error', 'the multicast range (RFC 5771)'),
  reserved('255.255.255.255/32', 'Error', 'the broadcast address (RFC 919)'),
  reserved('240.0.0.0/4', 'Warning', 'reserved for future use (RFC 1112), and many routers drop it'),
  reserved('192.0.2.0/24', 'Warning', 'for documentation only (RFC 5737)'),
  reserved('198.51.100.0/24', 'Warning', 'for documentation only (RFC 5737)'),
  reserved('203.0.113.0/24', 'Warning', 'for documentation only (RFC 5737)'),
  reserved('::/127', 'Error', 'the unspecified and the loopback address (RFC 4291)'),
  reserved('::ffff:0:0/96', 'Error', 'the IPv4-mapped range (RFC 4291)'),
  reserved('fe80::/10', 'Error', 'link-local (RFC 4291) and holds the OpenStack metadata service fe80::a9fe:a9fe'),
  reserved('ff00::/8', 'Error', 'the multicast range (RFC 4291)'),
  reserved('fec0::/10', 'Warning', 'site-local and deprecated (RFC 3879)'),
  reserved('2001:db8::/32', 'Warning', 'for documentation only (RFC 3849)'),
];

/** The reserved range that a range touches, errors first. For ranges that the cluster uses itself, not for allow lists. */
export function reservedRangeIn(cidr: Cidr): ReservedRange | undefined {
  const touched = RESERVED_RANGES.filter((range) => overlaps(range.cidr, cidr));
  return touched.find((range) => range.severity === 'Error') ?? touched[0];
}
