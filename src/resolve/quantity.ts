import { failure, success, type Result } from '../diagnostics/result';

/** Kubernetes quantities (k8s.io/apimachinery, pkg/api/resource): a decimal number and a suffix. Everything here is exact. */

const NANO = 1_000_000_000n;
const BINARY_SUFFIXES = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n } as const;
const DECIMAL_SUFFIXES = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 } as const;
/** Upstream caps greater magnitudes in silence. */
const LARGEST = 2n ** 63n - 1n;

const FORM = /^([+-]?)(?=\.?[0-9])([0-9]*)\.?([0-9]*)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]{1,3})?$/;

/** Binary units that whole numbers are asked for in. */
export type BinaryUnit = 'Mi' | 'Gi' | 'Ti';

function divideRoundingUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}

/** A quantity in billionths, which all quantities are multiples of; finer ones are rounded away from zero, as upstream does. */
export function parseQuantity(text: string): Result<bigint> {
  const match = text.length <= 64 ? FORM.exec(text) : null;
  if (match === null) {
    const didYouMean = respelling(text);
    return failure({
      message: `"${text}" is not a quantity, a number with or without a unit, such as 50Gi or 1500Mi`,
      ...(didYouMean !== undefined && { didYouMean }),
    });
  }
  const [, sign, whole, fraction, suffix = ''] = match;
  const digits = BigInt(whole + fraction);
  const binary = BINARY_SUFFIXES[suffix as keyof typeof BINARY_SUFFIXES] ?? 0n;
  const decimal = /^[eE][+-]?[0-9]/.test(suffix) ? Number(suffix.slice(1)) : DECIMAL_SUFFIXES[suffix as keyof typeof DECIMAL_SUFFIXES] ?? 0;
  const exponent = decimal - fraction.length;
  const scaled = (digits << binary) * NANO * 10n ** BigInt(Math.max(exponent, 0));
  const magnitude = divideRoundingUp(scaled, 10n ** BigInt(Math.max(-exponent, 0)));
  if (magnitude > LARGEST * NANO) {
    return failure({ message: `"${text}" is larger than the largest quantity, 2^63 - 1` });
  }
  return success(sign === '-' ? -magnitude : magnitude);
}

/** The usual slips: blanks, a B at the end, small letters, K for Ki. */
function respelling(text: string): string | undefined {
  const match = /^\s*([0-9]+(?:\.[0-9]+)?)\s*([kmgtpe])i?b?\s*$/i.exec(text);
  return match === null ? undefined : `${match[1]}${match[2].toUpperCase()}i`;
}

/** A size in bytes; it must be a whole number of them and not negative. */
export function parseBytes(text: string): Result<bigint> {
  const quantity = parseQuantity(text);
  if (!quantity.ok) {
    return quantity;
  }
  if (quantity.value < 0n) {
    return failure({ message: `"${text}" is negative; a size is not` });
  }
  if (quantity.value % NANO !== 0n) {
    return failure({ message: `"${text}" is not a whole number of bytes` });
  }
  return success(quantity.value / NANO);
}

/** A size as a number of units, where what it goes to counts whole units of at least one. */
export function toWholeUnits(text: string, unit: BinaryUnit): Result<number> {
  const bytes = parseBytes(text);
  if (!bytes.ok) {
    return bytes;
  }
  const unitBytes = 1n << BINARY_SUFFIXES[unit];
  const below = bytes.value / unitBytes;
  if (below > 0n && bytes.value % unitBytes === 0n) {
    return success(Number(below));
  }
  const nearest = (below === 0n ? [1n] : [below, below + 1n]).map((count) => `${count}${unit}`);
  return failure({
    message: bytes.value === 0n
      ? `"${text}" is nothing; the smallest size is 1${unit}`
      : `"${text}" is not a whole number of ${unit}B; the nearest ${nearest.length > 1 ? 'sizes are' : 'size is'} ${nearest.join(' and ')}`,
  });
}

/** OpenStack counts disks in whole GiB. */
export function toWholeGiB(text: string): Result<number> {
  return toWholeUnits(text, 'Gi');
}

/** A number of bytes as a quantity, in the largest binary unit that leaves no fraction. */
export function formatBytes(bytes: bigint): string {
  const units = Object.entries(BINARY_SUFFIXES).reverse();
  const unit = bytes > 0n ? units.find(([, bits]) => bytes % (1n << bits) === 0n) : undefined;
  return unit === undefined ? String(bytes) : `${bytes >> unit[1]}${unit[0]}`;
}

/** GiB in halves, as SCS flavor names count memory, as a quantity: 16 → `16Gi`, 0.5 → `512Mi`. */
export function formatGiB(gib: number): string {
  return formatBytes(BigInt(Math.round(gib * 1024)) << BINARY_SUFFIXES.Mi);
}
