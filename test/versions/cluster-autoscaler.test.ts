import { clusterAutoscalerVersion } from '../../src/versions/cluster-autoscaler';
import { compareMinors, knownMinors } from '../../src/versions/kubernetes-versions';

it.each([['1.29', 'v1.29.5'], ['1.36', 'v1.36.1'], ['1.37', 'v1.36.1'], ['1.99', 'v1.36.1'], ['1.28', 'v1.29.5']])('is for Kubernetes %s %s', (minor, expected) => {
  expect(clusterAutoscalerVersion(minor)).toBe(expected);
});

it('is never of a newer minor than the cluster', () => {
  for (const minor of knownMinors()) {
    const [, own] = /^v(1\.[0-9]+)\.[0-9]+$/.exec(clusterAutoscalerVersion(minor))!;
    expect(compareMinors(own, minor)).toBeLessThanOrEqual(0);
  }
});
