import { didYouMean } from '../../src/diagnostics/did-you-mean';

const fields = ['kubernetesVersion', 'nodePools', 'controlPlane', 'region', 'min', 'max'];

it.each<[string, string | undefined]>([
  ['nodePool', 'nodePools'],
  ['nodepools', 'nodePools'],
  ['node_pools', 'nodePools'],
  ['control-plane', 'controlPlane'],
  ['Region', 'region'],
  ['regoin', 'region'],
  ['kuberntesVersion', 'kubernetesVersion'],
  ['Min', 'min'],
  ['mix', 'min'],
  ['storage', undefined],
  ['', undefined],
  ['x', undefined],
])('takes %j for %j', (word, meant) => {
  expect(didYouMean(word, fields)).toBe(meant);
});

it('prefers a word that differs in case only to a nearer one', () => {
  expect(didYouMean('AB_CD', ['AB_CE', 'abCd'])).toBe('abCd');
});

it('does not compare very long words', () => {
  expect(didYouMean('a'.repeat(101), ['a'.repeat(100)])).toBeUndefined();
});
