import fc from 'fast-check';
import { manifests } from '../fixtures/rendering';
import { devDocumentsArbitrary } from './dev-documents';

it('gives documents of the development provider in which nothing is wrong', () => {
  const samples = fc.sample(devDocumentsArbitrary, { numRuns: 100, seed: 1 }).map(({ description, profile }) => manifests(description, profile));
  const clusters = samples.flat().filter(({ kind }) => kind === 'DevCluster');
  expect(clusters).toHaveLength(samples.length);
  expect(new Set(clusters.map(({ spec }) => Object.keys((spec as { backend: object }).backend)[0]))).toEqual(new Set(['docker', 'inMemory']));
});
