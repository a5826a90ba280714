import { descriptionWith, profileWith, type Overrides } from '../fixtures/documents';
import { resolved } from '../fixtures/rendering';

/** The versions of the control plane and of its pools. */
function versions(kubernetesVersion: string, pools: readonly (string | undefined)[], profile: Overrides = {}): string[] {
  const nodePools = pools.map((version, index) => ({ name: `p${index}`, flavor: 'SCS-4V-16', kubernetesVersion: version }));
  const cluster = resolved(descriptionWith({ kubernetesVersion, nodePools }), profileWith(profile));
  return [cluster.kubernetesVersion, ...cluster.nodePools.map((pool) => pool.kubernetesVersion)];
}

describe('a version is pinned', () => {
  it.each([
    ['1.36', 'v1.36.6'],
    ['1.36.x', 'v1.36.6'],
    ['1.36.3', 'v1.36.3'],
    ['v1.36.3', 'v1.36.3'],
    ['1.36.99', 'v1.36.99'],
  ])('from %s to %s', (text, version) => expect(versions(text, [undefined])).toEqual([version, version]));
});

describe('a pool has a version of its own', () => {
  it('where it says so, and follows the control plane where it does not', () => {
    expect(versions('1.36', ['1.35', undefined, '1.36.1', 'v1.35.2'])).toEqual(['v1.36.6', 'v1.35.10', 'v1.36.6', 'v1.36.1', 'v1.35.2']);
  });

  it('at most three minors behind', () => {
    expect(versions('1.37', ['1.34'], { management: { clusterApi: '1.14.1' } })).toEqual(['v1.37.2', 'v1.34.13']);
  });

  it('that can be as new as the control plane', () => {
    expect(versions('1.36.2', ['1.36.2'])).toEqual(['v1.36.2', 'v1.36.2']);
  });
});

it.each([
  ['1.33', 'apiserver.config.k8s.io/v1beta1'],
  ['1.34', 'apiserver.config.k8s.io/v1'],
])('Kubernetes %s reads structured authentication of %s', (minor, apiVersion) => {
  expect(resolved(descriptionWith({ kubernetesVersion: minor }), profileWith({})).authentication.apiVersion).toBe(apiVersion);
});
