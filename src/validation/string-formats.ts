import ipaddr from 'ipaddr.js';

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})t([01]\d|2[0-3]):[0-5]\d:[0-5]\d(.\d+)?(z|[+-]\d{2}:\d{2})$/i;
const BASE64 = /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/;

/** A quantity of apimachinery, such as `500m` or `4Gi`; spaces around it do not count (`Quantity.UnmarshalJSON`). */
const QUANTITY = /^ *[+-]?(\d+(\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)? *$/;

/**
 * The formats of strings that API servers check, those that are used in the kinds that come with this package; others are not
 * checked (k8s.io/apiextensions-apiserver, pkg/apiserver/validation/formats.go; k8s.io/kube-openapi, pkg/validation/strfmt). Two are
 * not of OpenAPI, for kinds of Kubernetes itself: `quantity`, and `base64` for data that may be empty.
 */
const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  base64: (text) => text === '' || BASE64.test(text.replace(/[\r\n]/g, '')),
  byte: (text) => BASE64.test(text),
  cidr: isCidr,
  'date-time': isDateTime,
  ipv4: (text) => text.includes('.') && isAddress(text),
  ipv6: (text) => text.includes(':') && isAddress(text),
  quantity: (text) => QUANTITY.test(text),
  uri: isAbsoluteUri,
  uuid: (text) => UUID.test(text),
};

/** Whether a string has the format; one of a format that API servers do not check has it. */
export function hasFormat(text: string, format: string): boolean {
  return !Object.hasOwn(FORMATS, format) || FORMATS[format](text);
}

function isDateTime(text: string): boolean {
  const [, year, month, day] = DATE_TIME.exec(text)?.map(Number) ?? [];
  if (day === undefined) return false;
  // A day that the month does not have would be one of the next.
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function isCidr(text: string): boolean {
  const [, address, length] = /^([^/]+)\/(\d{1,9})$/.exec(text) ?? [];
  return address !== undefined && isAddress(address) && Number(length) <= (address.includes(':') ? 128 : 32);
}

/** Numbers of IPv4 may begin with zeros, as these servers take them for decimal. */
function isAddress(text: string): boolean {
  if (text.includes(':')) return ipaddr.IPv6.isValid(text) && !text.includes('%');
  return ipaddr.IPv4.isValidFourPartDecimal(text.replace(/(^|\.)0+(?=\d)/g, '$1'));
}

/** As Go's url.ParseRequestURI has it: an absolute address, or an absolute path. */
function isAbsoluteUri(text: string): boolean {
  if (/%(?![0-9a-f]{2})/i.test(text)) return false;
  return text.startsWith('/') || (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(text) && URL.canParse(text));
}
