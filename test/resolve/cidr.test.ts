import fc from 'fast-check';
import {
  addressCount,
  contains,
  nodeCapacity,
  overlaps,
  parseCidr,
  parseIpAddress,
  reservedRangeIn,
  RESERVED_RANGES,
  type Cidr,
  type IpAddress,
} from '../../src/resolve/cidr';

function cidr(text: string): Cidr {
  const result = parseCidr(text);
  if (!result.ok) {
    throw new Error(result.problem.message);
  }
  return result.value;
}

function address(text: string): IpAddress {
  const result = parseIpAddress(text);
  if (!result.ok) {
    throw new Error(result.problem.message);
  }
  return result.value;
}

test.each<[string, Cidr]>([
  ['10.8.0.0/20', { text: '10.8.0.0/20', family: 'IPv4', first: 0x0a080000n, last: 0x0a080fffn, prefixLength: 20 }],
  ['0.0.0.0/0', { text: '0.0.0.0/0', family: 'IPv4', first: 0n, last: 0xffffffffn, prefixLength: 0 }],
  ['203.0.113.7', { text: '203.0.113.7/32', family: 'IPv4', first: 0xcb007107n, last: 0xcb007107n, prefixLength: 32 }],
  ['203.0.113.7/32', { text: '203.0.113.7/32', family: 'IPv4', first: 0xcb007107n, last: 0xcb007107n, prefixLength: 32 }],
  ['FD00:0:0::/127', { text: 'fd00::/127', family: 'IPv6', first: 0xfdn << 120n, last: (0xfdn << 120n) + 1n, prefixLength: 127 }],
  ['::/0', { text: '::/0', family: 'IPv6', first: 0n, last: 2n ** 128n - 1n, prefixLength: 0 }],
  ['FD00::1', { text: 'fd00::1/128', family: 'IPv6', first: (0xfdn << 120n) + 1n, last: (0xfdn << 120n) + 1n, prefixLength: 128 }],
])('%s is read', (text, value) => {
  expect(parseCidr(text)).toEqual({ ok: true, value });
});

test.each([
  '', '/', 'any', '10.8', '10.8.0/20', '010.8.0.0/20', '0x0a.8.0.0/20', '10.8.0.256/32', '10.8.0.0 /20', ' 10.8.0.0/20',
  'fe80::1%eth0/64', '::ffff:10.8.0.0/116', 'g::/64',
])('%p is not a range', (text) => {
  expect(parseCidr(text)).toEqual({
    ok: false,
    problem: { message: `"${text}" is not a network in CIDR notation such as 10.8.0.0/20 or fd00:10::/56` },
  });
});

test.each<[string, number, 'IPv4' | 'IPv6']>([
  ['10.8.0.0/33', 32, 'IPv4'],
  ['10.8.0.0/', 32, 'IPv4'],
  ['10.8.0.0/020', 32, 'IPv4'],
  ['10.8.0.0/-1', 32, 'IPv4'],
  ['10.8.0.0/20/20', 32, 'IPv4'],
  ['10.8.0.0/255.255.240.0', 32, 'IPv4'],
  ['fd00::/129', 128, 'IPv6'],
])('%s has no prefix length', (text, bits, family) => {
  expect(parseCidr(text)).toEqual({
    ok: false,
    problem: { message: `"${text}" is not a network in CIDR notation: after the slash comes a number, for ${family} at most ${bits}` },
  });
});

test.each<[string, string, string]>([
  ['10.8.0.5/20', '10.8.0.0', '10.8.0.0/20'],
  ['10.8.255.255/13', '10.8.0.0', '10.8.0.0/13'],
  ['1.2.3.4/0', '0.0.0.0', '0.0.0.0/0'],
  ['fd00:10::1/56', 'fd00:10::', 'fd00:10::/56'],
])('%s has host bits', (text, network, didYouMean) => {
  expect(parseCidr(text)).toEqual({
    ok: false,
    problem: { message: `"${text}" has bits set after its prefix; the network address of that range is ${network}`, didYouMean },
  });
});

test.each<[string, string, 'IPv4' | 'IPv6']>([
  ['9.9.9.9', '9.9.9.9', 'IPv4'],
  ['2620:FE:0:0::FE', '2620:fe::fe', 'IPv6'],
])('address %s', (text, canonical, family) => {
  expect(parseIpAddress(text)).toMatchObject({ ok: true, value: { text: canonical, family } });
});

test.each(['9.9.9', '9.9.9.09', '9.9.9.9/32', 'dns.example.org', 'fe80::1%eth0', ''])('%p is not an address', (text) => {
  expect(parseIpAddress(text)).toEqual({
    ok: false,
    problem: { message: `"${text}" is not an IP address such as 10.8.0.10 or fd00:10::10` },
  });
});

test('an IPv4-mapped address is told its own spelling', () => {
  expect(parseIpAddress('::ffff:9.9.9.9')).toEqual({
    ok: false,
    problem: { message: '"::ffff:9.9.9.9" is an IPv4 address in IPv6 spelling', didYouMean: '9.9.9.9' },
  });
});

test.each<[string, string, boolean]>([
  ['10.8.0.0/20', '10.8.0.0/20', true],
  ['10.0.0.0/8', '10.8.0.0/20', true],
  ['10.8.0.0/20', '10.8.16.0/20', false],
  ['10.8.0.0/20', '10.7.255.0/24', false],
  ['10.244.0.0/16', '10.96.0.0/12', false],
  ['10.96.0.0/12', '10.111.255.255', true],
  ['0.0.0.0/0', '::/0', false],
  ['fd00::/8', 'fd12::/16', true],
  ['fd00::/16', 'fd01::/16', false],
])('%s and %s overlap: %p', (a, b, expected) => {
  expect(overlaps(cidr(a), cidr(b))).toBe(expected);
  expect(overlaps(cidr(b), cidr(a))).toBe(expected);
});

test('containment', () => {
  expect(contains(cidr('10.0.0.0/8'), cidr('10.8.0.0/20'))).toBe(true);
  expect(contains(cidr('10.8.0.0/20'), cidr('10.0.0.0/8'))).toBe(false);
  expect(contains(cidr('10.8.0.0/20'), cidr('10.8.0.0/20'))).toBe(true);
  expect(contains(cidr('10.8.0.0/20'), address('10.8.15.255'))).toBe(true);
  expect(contains(cidr('10.8.0.0/20'), address('10.8.16.0'))).toBe(false);
  expect(contains(cidr('0.0.0.0/0'), address('::1'))).toBe(false);
});

test('sizes', () => {
  expect(addressCount(cidr('10.8.0.0/20'))).toBe(4096n);
  expect(addressCount(cidr('10.8.0.1'))).toBe(1n);
  expect(addressCount(cidr('fd00::/64'))).toBe(2n ** 64n);
  expect(nodeCapacity(cidr('10.244.0.0/16'), 24)).toBe(256);
  expect(nodeCapacity(cidr('10.244.0.0/24'), 24)).toBe(1);
  expect(nodeCapacity(cidr('10.244.0.0/25'), 24)).toBe(0);
  expect(nodeCapacity(cidr('fd00:10::/56'), 64)).toBe(256);
});

test.each<[string, string, 'Error' | 'Warning']>([
  ['169.254.169.254', '169.254.0.0/16', 'Error'],
  ['169.252.0.0/14', '169.254.0.0/16', 'Error'],
  ['127.0.0.0/24', '127.0.0.0/8', 'Error'],
  ['0.0.0.0/0', '0.0.0.0/8', 'Error'],
  ['224.0.0.0/24', '224.0.0.0/4', 'Error'],
  ['240.0.0.0/16', '240.0.0.0/4', 'Warning'],
  ['255.255.255.0/24', '255.255.255.255/32', 'Error'],
  ['203.0.113.0/25', '203.0.113.0/24', 'Warning'],
  ['::/64', '::/127', 'Error'],
  ['fe80::/64', 'fe80::/10', 'Error'],
  ['ff02::/16', 'ff00::/8', 'Error'],
  ['fec0::/64', 'fec0::/10', 'Warning'],
  ['2001:db8:1::/48', '2001:db8::/32', 'Warning'],
])('%s touches %s', (text, range, severity) => {
  expect(reservedRangeIn(cidr(text))).toMatchObject({ cidr: { text: range }, severity });
});

test('the IPv4-mapped range is reserved as well', () => {
  const mapped = RESERVED_RANGES.find((range) => range.cidr.text === '::ffff:0:0/96');
  expect(mapped).toMatchObject({ severity: 'Error', cidr: { family: 'IPv6' } });
});

test.each([
  '10.8.0.0/20', '10.244.0.0/16', '10.96.0.0/12', '172.16.0.0/12', '192.168.0.0/16',
  '100.64.0.0/10', '9.9.9.0/24', 'fd00:10::/56', '2a00::/32',
])('%s is free to use', (text) => {
  expect(reservedRangeIn(cidr(text))).toBeUndefined();
});

const ranges = fc.oneof(
  fc.tuple(fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }), fc.integer({ min: 0, max: 32 })).map(([value, prefix]) => {
    const network = prefix === 0 ? 0n : (value >> BigInt(32 - prefix)) << BigInt(32 - prefix);
    return `${[24n, 16n, 8n, 0n].map((shift) => (network >> shift) & 255n).join('.')}/${prefix}`;
  }),
  fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })).filter(([text]) => !text.includes('.')).map(([text, prefix]) => {
    const around = parseCidr(`${text}/${prefix}`);
    return around.ok ? around.value.text : around.problem.didYouMean ?? 'fd00::/8';
  }),
);

test('the canonical text is read as itself, and containment implies overlap', () => {
  fc.assert(fc.property(ranges, ranges, (a, b) => {
    expect(cidr(a).text).toBe(a);
    expect(contains(cidr(a), cidr(a))).toBe(true);
    if (contains(cidr(a), cidr(b))) {
      expect(overlaps(cidr(a), cidr(b))).toBe(true);
    }
    // two ranges with prefixes either nest or have nothing in common
    expect(overlaps(cidr(a), cidr(b))).toBe(contains(cidr(a), cidr(b)) || contains(cidr(b), cidr(a)));
  }));
});
