import { descriptionWith, profileWith } from '../../fixtures/documents';
import { manifests } from '../../fixtures/rendering';

it('lists failure domains by name, whatever the order of the zones', () => {
  const profile = profileWith({ target: 'capi-dev', openstack: undefined, defaults: undefined, dev: { backend: 'Docker' }, regions: [{ name: 'RegionOne', zones: ['az2', 'az1'] }] });
  const devCluster = manifests(descriptionWith({}), profile).find(({ kind }) => kind === 'DevCluster');
  expect(devCluster?.spec).toEqual({ backend: { docker: { failureDomains: [{ name: 'az1', controlPlane: true }, { name: 'az2', controlPlane: true }] } } });
});
