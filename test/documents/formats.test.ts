import { FORMATS } from '../../src/documents/formats';
import type { FormatName } from '../../src/documents/formats';

const CASES: Record<FormatName, { good: string[]; bad: string[] }> = {
  'dns-label': { good: ['a', 'a-b', '0a', 'a'.repeat(63)], bad: ['', '-a', 'a-', 'A', 'a.b', 'a b', 'a\n', 'ä'] },
  'dns-subdomain': { good: ['a', 'a.b-c.d', '1.2'], bad: ['', '.', 'a.', '.a', 'a..b', 'a.-b', 'A.b'] },
  'kubernetes-version': { good: ['1.36', '1.36.x', '1.36.0', 'v1.36.13', 'v1.9'], bad: ['1', '2.36', '1.036', '1.36.X', '1.36.', '1.36.x.1', '1.3600', 'V1.36'] },
  'kubernetes-minor': { good: ['1.36', '1.0'], bad: ['v1.36', '1.36.1', '1.x'] },
  duration: { good: ['0s', '5m', '250ms', '90d', '1h'], bad: ['', '5', 'm', '1.5h', '5 m', '1h30m', '5M', '-1s', '1w'] },
  quantity: { good: ['1', '50Gi', '100m', '1.5Gi', '2k'], bad: ['', 'Gi', '1GB', '-1', '1.', '.5', '1 Gi', '1e3', '1K'] },
  cidr: { good: ['10.8.0.0/20', '0.0.0.0/0', '203.0.113.7/32', 'fd00::/8', '::/0', '2001:db8::/128'], bad: ['10.8.0.0', '10.8.0.0/33', '256.0.0.0/8', '10.8.0/20', '01.0.0.0/8', 'fd00::/129', 'fd00::', 'abc/8', '10.0.0.0/08'] },
  ip: { good: ['203.0.113.10', '::1', 'fe80::1', '::ffff:10.0.0.1'], bad: ['', '256.1.1.1', '1.2.3', '1.2.3.4/8', 'host', 'abcd'] },
  'host-or-ip': { good: ['api.example.org', '10.0.0.1', 'fd00::1', 'localhost'], bad: ['', 'API.example.org', 'a_b', 'https://a', 'a:6443x', '-a'] },
  'https-url': {
    good: ['https://a.example.org', 'https://a:8443/x?y=z#w', 'https://[fd00::1]:443/', 'https://10.0.0.1'],
    bad: ['http://a', 'https://', 'https://user:pass@a', 'https://user@a/', 'https://a b', 'https://a/ä', 'a', 'https://a:port'],
  },
  'int-or-percent': { good: ['0', '1', '40%', '100%', '99999'], bad: ['', '%', '-1', '1.5', '01', '40 %', '100000'] },
  'label-key': {
    good: ['a', 'A_b.c', 'example.org/tier', 'node-role.kubernetes.io/worker', 'a'.repeat(63)],
    bad: ['', '/a', 'a/', 'a/b/c', '-a', 'a-', 'Example.org/a', 'a'.repeat(64), 'a b'],
  },
  'label-value': { good: ['', 'a', 'A_b.c-d', '1'], bad: ['-a', 'a-', 'a b', 'a/b', 'ä'] },
  rfc3339: { good: ['2026-12-01T02:00:00Z', '2026-12-01T02:00:00.5+01:00'], bad: ['2026-12-01', '2026-12-01T02:00:00', '2026-12-01 02:00:00Z', '2026-13-1T02:00:00Z'] },
  date: { good: ['2027-06-30'], bad: ['2027-6-30', '30.06.2027', '2027-06-30T00:00:00Z', '2027-20-01'] },
  'time-of-day': { good: ['00:00', '23:59'], bad: ['24:00', '2:00', '02:60', '0200'] },
  cron: { good: ['0 3 * * 0', '*/5 0-6 1,15 * Mon-Fri'], bad: ['', '@daily', '0 3 * *', '0 3 * * 0 0', '0  3 * * 0'] },
  pem: { good: [FORMATS.pem.example, FORMATS.pem.example.repeat(2)], bad: ['', 'MIIB', '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n', `${FORMATS.pem.example}x`] },
  'pem-or-empty': { good: ['', FORMATS.pem.example], bad: [' ', 'MIIB'] },
  'file-path': { good: ['/', '/var/lib/data', '/a.b_c@d+e~f-g/'], bad: ['', 'a', './a', '/a b', '/a\n', '/a;b', '/a$b'] },
  'keystone-id': {
    good: ['9f2c4e6a8b0d4f1e9a7c5b3d1f0e2a4c', '9f2c4e6a-8b0d-4f1e-9a7c-5b3d1f0e2a4c'],
    bad: ['', 'abc', '9f2c4e6a8b0d4f1e9a7c5b3d1f0e2a4', '9F2C4E6A8B0D4F1E9A7C5B3D1F0E2A4C', '9f2c4e6a8b0d4f1e9a7c5b3d1f0e2a4cc', 'cluster-api'],
  },
  uuid: { good: ['5f5a9e4c-6f0f-4b39-8a5e-2f4c3f0b8f11'], bad: ['', '5f5a9e4c6f0f4b398a5e2f4c3f0b8f11', '5F5A9E4C-6f0f-4b39-8a5e-2f4c3f0b8f11', 'public'] },
};

describe.each(Object.entries(FORMATS))('%s', (name, { pattern, maxLength, example, phrase }) => {
  const matches = (text: string): boolean => text.length <= maxLength && new RegExp(pattern, 'u').test(text);
  const { good, bad } = CASES[name as FormatName];

  it.each([example, ...good])('takes %j', (text) => expect(matches(text)).toBe(true));
  it.each(bad)('refuses %j', (text) => expect(matches(text)).toBe(false));
  it('is told with an article', () => expect(phrase).toMatch(/^(a|an) /));
});

it.each(Object.entries(FORMATS))('%s answers on a long text too', (_name, { pattern, example }) => {
  const regular = new RegExp(pattern, 'u');
  // A pattern that backtracks over all ways to match would not come back from these.
  for (const part of [example, 'a', 'a-', 'a.', '1', '1.', ':', '/', '0 ', ' ', '*', '-----BEGIN CERTIFICATE-----', '\n', '%']) {
    expect(regular.test(`${part.repeat(20_000)}\u0000`)).toBe(false);
  }
});
