import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { configurationText } from '../../../src/targets/capi/configuration-text';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.stringMatching(/^[A-Za-z0-9/][ -~]{0,12}$/),
  fc.stringMatching(/^[ -~\n]{0,20}\n?$/),
  fc.constantFrom('', 'yes', 'No', 'on', 'off', 'y', 'null', '~', 'true', '1', '0755', '1_000', '1e3', '12:30:00', '0x1f', '2026-01-02', '5m', '100Mi', '10.0.0.0/8', 'fe80::/10', '*', 'a: b', 'a #b', '<<', '=', "'a'"),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium' }, text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => number !== 0), fc.boolean(), fc.constant(null), fc.constant(undefined),
    fc.array(tie('value').filter((item) => item !== undefined), { maxLength: 4 }), fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

test('writes the bytes of the package yaml for YAML 1.1, without fields that are undefined', () => {
  fc.assert(fc.property(fc.dictionary(text, value, { maxKeys: 6, noNullPrototype: true }), (content) => {
    expect(configurationText(content)).toBe(stringify(content, { lineWidth: 0, version: '1.1', aliasDuplicateObjects: false }));
  }), { numRuns: 2000 });
});

test('what stands in two places is written twice', () => {
  const rules = [{ level: 'None' }];
  expect(configurationText({ one: rules, two: rules })).toBe('one:\n  - level: None\ntwo:\n  - level: None\n');
});
