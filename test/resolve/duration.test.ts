import fc from 'fast-check';
import { formatGoDuration, parseDuration, toSeconds, toWholeDuration } from '../../src/resolve/duration';

test.each<[string, number]>([
  ['250ms', 250],
  ['30s', 30_000],
  ['5m', 300_000],
  ['8h', 28_800_000],
  ['90d', 7_776_000_000],
  ['0s', 0],
  ['007m', 420_000],
])('%s in milliseconds', (text, value) => {
  expect(parseDuration(text)).toEqual({ ok: true, value });
});

test.each(['', '8', 'h', '8H', '8 h', '-8h', '1.5h', '1h30m', '8hours', '8h\n', '1w'])('%p is not a duration', (text) => {
  expect(parseDuration(text)).toEqual({
    ok: false,
    problem: { message: `"${text}" is not a duration, a whole number and one of ms, s, m, h, d, such as 30s or 8h` },
  });
});

test.each(['106752d', `${'9'.repeat(400)}ms`])('%s is too long', (text) => {
  expect(parseDuration(text)).toEqual({ ok: false, problem: { message: `"${text}" is longer than the longest duration, 106751d` } });
});

test.each<[string, number]>([['5m', 300], ['2000ms', 2], ['0s', 0], ['1d', 86_400]])('%s in seconds', (text, value) => {
  expect(toSeconds(text)).toEqual({ ok: true, value });
});

test.each<[string, 's' | 'h' | 'd', string]>([
  ['1500ms', 's', '"1500ms" is not a whole number of seconds; the nearest durations are 1s and 2s'],
  ['500ms', 's', '"500ms" is not a whole number of seconds; the nearest duration is 1s'],
  ['36h', 'd', '"36h" is not a whole number of days; the nearest durations are 1d and 2d'],
  ['90m', 'h', '"90m" is not a whole number of hours; the nearest durations are 1h and 2h'],
])('%s is not whole %s', (text, unit, message) => {
  expect(toWholeDuration(text, unit)).toEqual({ ok: false, problem: { message } });
});

test('problems of the duration come through', () => {
  expect(toSeconds('soon')).toEqual(parseDuration('soon'));
});

test.each<[string, string]>([
  ['8h', '8h0m0s'],
  ['90d', '2160h0m0s'],
  ['5m', '5m0s'],
  ['90s', '1m30s'],
  ['30s', '30s'],
  ['2500ms', '2.5s'],
  ['250ms', '250ms'],
  ['90061001ms', '25h1m1.001s'],
  ['3600001ms', '1h0m0.001s'],
  ['0d', '0s'],
])('Go writes %s as %s', (text, go) => {
  const duration = parseDuration(text);
  expect(duration.ok && formatGoDuration(duration.value)).toBe(go);
});

test('what Go would read from the text is the duration', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (milliseconds) => {
    const text = formatGoDuration(milliseconds);
    const [, h = '0', m = '0', s = '0', ms = '0'] = /^(?:(\d+)h)?(?:(\d+)m(?!s))?(?:([\d.]+)s)?(?:(\d+)ms)?$/.exec(text)!;
    expect(Number(h) * 3_600_000 + Number(m) * 60_000 + Math.round(Number(s) * 1000) + Number(ms)).toBe(milliseconds);
  }));
});
