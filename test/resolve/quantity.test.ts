import fc from 'fast-check';
import { formatBytes, formatGiB, parseBytes, parseQuantity, toWholeGiB, toWholeUnits } from '../../src/resolve/quantity';

const NANO = 1_000_000_000n;

test.each<[string, bigint]>([
  ['0', 0n],
  ['1', NANO],
  ['+1', NANO],
  ['-1', -NANO],
  ['50Gi', 50n * 2n ** 30n * NANO],
  ['1.5Gi', 1536n * 2n ** 20n * NANO],
  ['.5', NANO / 2n],
  ['5.', 5n * NANO],
  ['100m', 100_000_000n],
  ['3u', 3000n],
  ['7n', 7n],
  ['0.1n', 1n],
  ['-0.1n', -1n],
  ['2k', 2000n * NANO],
  ['2M', 2_000_000n * NANO],
  ['1E', 10n ** 18n * NANO],
  ['1Ei', 2n ** 60n * NANO],
  ['1e3', 1000n * NANO],
  ['1E3', 1000n * NANO],
  ['12e-1', 1_200_000_000n],
  ['1e-999', 1n],
  ['9223372036854775807', (2n ** 63n - 1n) * NANO],
])('quantity %s', (text, value) => {
  expect(parseQuantity(text)).toEqual({ ok: true, value });
});

const NOT_QUANTITIES: [string, string?][] = [
  ['50GB', '50Gi'],
  ['50GiB', '50Gi'],
  ['50 Gi', '50Gi'],
  ['50gi', '50Gi'],
  ['50g', '50Gi'],
  ['1.5 tb', '1.5Ti'],
  ['50K', '50Ki'],
  [''],
  ['Gi'],
  ['.'],
  ['-'],
  ['1,5Gi'],
  ['1e', '1Ei'],
  ['1e1000'],
  ['50Gix'],
  ['50Gi\n', '50Gi'],
  ['NaN'],
  ['0x10'],
  ['1'.repeat(65)],
];

// written out, for jest takes a missing column for its callback
test.each(NOT_QUANTITIES.map(([text, didYouMean]) => [text, didYouMean] as const))('%p is not a quantity', (text, didYouMean) => {
  expect(parseQuantity(text)).toEqual({
    ok: false,
    problem: {
      message: `"${text}" is not a quantity, a number with or without a unit, such as 50Gi or 1500Mi`,
      ...(didYouMean !== undefined && { didYouMean }),
    },
  });
});

test.each(['9223372036854775808', '8Ei', '1e999'])('%s is too large', (text) => {
  expect(parseQuantity(text)).toEqual({
    ok: false,
    problem: { message: `"${text}" is larger than the largest quantity, 2^63 - 1` },
  });
});

test.each<[string, string]>([
  ['-1Gi', '"-1Gi" is negative; a size is not'],
  ['1500m', '"1500m" is not a whole number of bytes'],
  ['0.3Ki', '"0.3Ki" is not a whole number of bytes'],
])('%s is no size', (text, message) => {
  expect(parseBytes(text)).toEqual({ ok: false, problem: { message } });
});

test.each<[string, bigint]>([
  ['1500Mi', 1_572_864_000n],
  ['50G', 50_000_000_000n],
  ['0.5Ki', 512n],
  ['1000m', 1n],
])('%s in bytes', (text, value) => {
  expect(parseBytes(text)).toEqual({ ok: true, value });
});

test.each<[string, number]>([['50Gi', 50], ['1024Mi', 1], ['2Ti', 2048], ['1.0Gi', 1], ['1073741824', 1], ['7Ei', 7 * 2 ** 30]])(
  '%s is whole GiB',
  (text, value) => {
    expect(toWholeGiB(text)).toEqual({ ok: true, value });
  },
);

test.each<[string, string]>([
  ['1500Mi', '"1500Mi" is not a whole number of GiB; the nearest sizes are 1Gi and 2Gi'],
  ['50G', '"50G" is not a whole number of GiB; the nearest sizes are 46Gi and 47Gi'],
  ['50', '"50" is not a whole number of GiB; the nearest size is 1Gi'],
  ['0Gi', '"0Gi" is nothing; the smallest size is 1Gi'],
])('%s is not whole GiB', (text, message) => {
  expect(toWholeGiB(text)).toEqual({ ok: false, problem: { message } });
});

test('whole units of another size, and problems of the quantity, come through', () => {
  expect(toWholeUnits('100Mi', 'Mi')).toEqual({ ok: true, value: 100 });
  expect(toWholeUnits('100k', 'Mi')).toEqual({
    ok: false,
    problem: { message: '"100k" is not a whole number of MiB; the nearest size is 1Mi' },
  });
  expect(toWholeGiB('-1Gi')).toEqual({ ok: false, problem: { message: '"-1Gi" is negative; a size is not' } });
  expect(toWholeGiB('much')).toEqual(parseQuantity('much'));
});

test.each<[bigint, string]>([
  [0n, '0'],
  [1n, '1'],
  [1023n, '1023'],
  [1024n, '1Ki'],
  [1_572_864_000n, '1500Mi'],
  [3n * 2n ** 40n, '3Ti'],
  [2n ** 60n, '1Ei'],
])('%d bytes are written %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each<[number, string]>([[16, '16Gi'], [0.5, '512Mi'], [3.5, '3584Mi'], [1024, '1Ti']])('%d GiB are written %s', (gib, text) => {
  expect(formatGiB(gib)).toBe(text);
});

test('what is written is read as the same', () => {
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), (bytes) => {
    expect(parseBytes(formatBytes(bytes))).toEqual({ ok: true, value: bytes });
  }));
});

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9.+eEKMGi-]{0,12}$/)), (text) => {
    expect(typeof parseQuantity(text).ok).toBe('boolean');
    expect(typeof toWholeGiB(text).ok).toBe('boolean');
  }));
});
