import ipaddr from 'ipaddr.js';

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const DATE_TIME = /^\d{4}-(0[1-9]|1[0-2])-\d{2}[Tt]\d{2}:[0-5]\d:[0-5]\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/**
 * The formats of strings that API servers check, those that are used in the custom resources of Cluster API and its providers;
 * others are not checked (k8s.io/apiextensions-apiserver, pkg/apiserver/validation/formats.go).
 */
const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  byte: (text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text),
  cidr: (text) => /^[^/]+\/(0|[1-9]\d{0,2})$/.test(text) && isAddress(text.slice(0, text.indexOf('/'))) && ipaddr.isValidCIDR(text),
  'date-time': (text) => DATE_TIME.test(text) && !Number.isNaN(Date.parse(text.toUpperCase())),
  ipv4: (text) => ipaddr.IPv4.isValidFourPartDecimal(text),
  ipv6: (text) => text.includes(':') && isAddress(text),
  uri: isAbsoluteUri,
  uuid: (text) => UUID.test(text),
};

/** Whether a string has the format; one of a format that API servers do not check has it. */
export function hasFormat(text: string, format: string): boolean {
  return !Object.hasOwn(FORMATS, format) || FORMATS[format](text);
}

function isAddress(text: string): boolean {
  return text.includes(':') ? ipaddr.IPv6.isValid(text) && !text.includes('%') : ipaddr.IPv4.isValidFourPartDecimal(text);
}

/** As Go's url.ParseRequestURI has it: an absolute address, or an absolute path. */
function isAbsoluteUri(text: string): boolean {
  return text.startsWith('/') || (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(text) && URL.canParse(text));
}
