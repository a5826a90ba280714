/** A form that a string can be asked to have. */
export interface StringFormat {
  /** Regular expression over the whole string (ECMAScript, `u`); never two ways to match the same text, so that it runs in linear time. */
  readonly pattern: string;
  readonly maxLength: number;
  /** Completes "is not …" in a message. */
  readonly phrase: string;
  readonly example: string;
}

const OCTET = '(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const IPV4 = `(${OCTET}\\.){3}${OCTET}`;
/** Only the characters; whether it is an address is decided where addresses are computed with. */
const IPV6 = '[0-9A-Fa-f]*:[0-9A-Fa-f:.]*';
const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const NUMBER = '(0|[1-9][0-9]{0,2})';

/** The closed list of formats: the names that the tags `@format` and `@keyFormat` may use. */
export const FORMATS = {
  'dns-label': {
    pattern: `^${LABEL}$`,
    maxLength: 63,
    phrase: "a DNS label: lower-case letters, digits and '-', with a letter or digit at both ends",
    example: 'shop-prod',
  },
  'dns-subdomain': {
    pattern: `^${SUBDOMAIN}$`,
    maxLength: 253,
    phrase: "a DNS name: lower-case letters, digits, '-' and '.', with a letter or digit at the ends of every part",
    example: 'api.shop.example.org',
  },
  'kubernetes-version': {
    pattern: `^v?1\\.${NUMBER}(\\.(x|${NUMBER}))?$`,
    maxLength: 16,
    phrase: 'a Kubernetes version: a minor (1.36), a minor with any patch (1.36.x) or an exact version (v1.36.3)',
    example: '1.36',
  },
  'kubernetes-minor': {
    pattern: `^1\\.${NUMBER}$`,
    maxLength: 8,
    phrase: 'a minor version: two numbers with a dot between',
    example: '1.36',
  },
  duration: {
    pattern: '^[0-9]{1,9}(ms|s|m|h|d)$',
    maxLength: 11,
    phrase: 'a duration: a whole number and one of the units ms, s, m, h, d',
    example: '5m',
  },
  quantity: {
    pattern: '^[0-9]+(\\.[0-9]+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$',
    maxLength: 32,
    phrase: 'a quantity: a number and at most one of the units m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei',
    example: '50Gi',
  },
  cidr: {
    pattern: `^(${IPV4}/(3[0-2]|[12]?[0-9])|${IPV6}/(12[0-8]|1[01][0-9]|[1-9]?[0-9]))$`,
    maxLength: 49,
    phrase: 'a network in CIDR notation: an IPv4 or IPv6 address, a slash and the length of the prefix',
    example: '10.8.0.0/20',
  },
  ip: {
    pattern: `^(${IPV4}|${IPV6})$`,
    maxLength: 45,
    phrase: 'an IPv4 or IPv6 address',
    example: '203.0.113.10',
  },
  'host-or-ip': {
    pattern: `^(${SUBDOMAIN}|${IPV6})$`,
    maxLength: 253,
    phrase: 'a DNS name in lower case, or an IP address',
    example: 'api.shop.example.org',
  },
  'https-url': {
    pattern: '^https://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?(/[!-~]*)?$',
    maxLength: 2048,
    phrase: "an address that starts with 'https://', with a host and no user or password",
    example: 'https://dex.example.org',
  },
  'int-or-percent': {
    pattern: '^(0|[1-9][0-9]{0,4})%?$',
    maxLength: 6,
    phrase: 'a whole number or a percentage, in quotes',
    example: '40%',
  },
  'label-key': {
    pattern: `^(${SUBDOMAIN}/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$`,
    maxLength: 317,
    phrase: "a label key: at most 63 letters, digits, '-', '_' and '.', after an optional DNS name and a slash",
    example: 'example.org/tier',
  },
  'label-value': {
    pattern: '^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$',
    maxLength: 63,
    phrase: "a label value: letters, digits, '-', '_' and '.', with a letter or digit at both ends",
    example: 'web',
  },
  rfc3339: {
    pattern: '^[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9](\\.[0-9]{1,9})?(Z|[+-][0-2][0-9]:[0-5][0-9])$',
    maxLength: 35,
    phrase: 'a time with date and zone as in RFC 3339',
    example: '2026-12-01T02:00:00Z',
  },
  date: {
    pattern: '^[0-9]{4}-[01][0-9]-[0-3][0-9]$',
    maxLength: 10,
    phrase: 'a date: year, month and day',
    example: '2027-06-30',
  },
  'time-of-day': {
    pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
    maxLength: 5,
    phrase: 'a time of day: hours and minutes on a 24-hour clock',
    example: '02:00',
  },
  cron: {
    pattern: '^[0-9A-Za-z*,/-]+( [0-9A-Za-z*,/-]+){4}$',
    maxLength: 128,
    phrase: 'a cron schedule of five fields: minute, hour, day, month, day of week',
    example: '0 3 * * 0',
  },
  pem: {
    pattern: '^(-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----\\s*)+$',
    maxLength: 262144,
    phrase: 'a certificate, or several, in PEM form',
    example: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
  },
  'pem-or-empty': {
    pattern: '^(-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----\\s*)*$',
    maxLength: 262144,
    phrase: 'a certificate, or several, in PEM form, or empty',
    example: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
  },
  'file-path': {
    pattern: '^/[A-Za-z0-9._@+~/-]*$',
    maxLength: 4096,
    phrase: "an absolute path: letters, digits and '._@+~-' between slashes",
    example: '/var/lib/data',
  },
  uuid: {
    pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
    maxLength: 36,
    phrase: 'an identifier of the form 8-4-4-4-12 hexadecimal digits',
    example: '5f5a9e4c-6f0f-4b39-8a5e-2f4c3f0b8f11',
  },
  'keystone-id': {
    pattern: '^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$',
    maxLength: 36,
    phrase: 'an identifier of OpenStack Keystone: 32 hexadecimal digits in lower case, with dashes or without',
    example: '9f2c4e6a8b0d4f1e9a7c5b3d1f0e2a4c',
  },
} as const satisfies Record<string, StringFormat>;

/** Name of a format. */
export type FormatName = keyof typeof FORMATS;

/** Whether a word is the name of a format. */
export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(FORMATS, name);
}
