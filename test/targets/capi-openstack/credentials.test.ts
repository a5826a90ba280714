import { openStackCredentials } from '../../../src/targets/capi-openstack/credentials';
import { description, profileWith, type Overrides } from '../../fixtures/documents';
import { resolved } from '../../fixtures/rendering';

function credentials(given: Overrides, spec: Overrides = {}): ReturnType<typeof openStackCredentials> {
  const profile = profileWith({ credentials: given });
  return openStackCredentials(resolved(description({ metadata: { name: 'prod', namespace: 'shop' }, spec }), profile), profile.spec);
}

describe('names of Secrets', () => {
  it('are made of the name of the cluster where the profile says nothing', () => {
    expect(credentials({})).toEqual({
      infrastructure: { type: 'Secret', name: 'prod-cloud-config' }, orcSecretName: 'prod-cloud-config', cloudName: 'openstack', inClusterSecretName: 'cloud-config',
    });
  });

  it('have the names of cluster, namespace and region in the place of what stands for them', () => {
    const all = '{namespace}.{cluster}.{region}.{cluster}';
    expect(credentials({ secretRef: { name: all }, orcSecretRef: { name: `orc-${all}` }, cloudName: 'admin', inCluster: { secretRef: { name: `in-${all}` } } })).toEqual({
      infrastructure: { type: 'Secret', name: 'shop.prod.regionone.prod' },
      orcSecretName: 'orc-shop.prod.regionone.prod',
      cloudName: 'admin',
      inClusterSecretName: 'in-shop.prod.regionone.prod',
    });
  });

  it('of ORC is that of Cluster API unless the profile names another', () => {
    expect(credentials({ secretRef: { name: 'shared' } }).orcSecretName).toBe('shared');
  });

  it('of ORC is not there where no server group is made', () => {
    const none = { antiAffinity: 'None' };
    expect(credentials({}, { controlPlane: none, nodePools: [{ name: 'a', flavor: 'SCS-4V-16', ...none }] })).not.toHaveProperty('orcSecretName');
  });
});

it('takes an identity in the place of a Secret', () => {
  expect(credentials({ identityRef: { name: 'shared' }, orcSecretRef: { name: 'orc' } })).toMatchObject({ infrastructure: { type: 'ClusterIdentity', name: 'shared' }, orcSecretName: 'orc' });
});
