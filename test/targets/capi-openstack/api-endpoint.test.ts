import { descriptionWith, profileWith, type Overrides } from '../../fixtures/documents';
import { manifests } from '../../fixtures/rendering';

const NO_LOAD_BALANCER = { openstack: { apiLoadBalancer: { provider: 'none' } } };
const JOINED = { network: { dnsServers: [], existing: { network: { name: 'corp' }, router: { name: 'corp' } } } };
const PROXY = { proxy: { http: 'http://proxy.example.org:3128' } };

function objects(cluster: Overrides, profile: Overrides = {}): any[] {
  return manifests(descriptionWith(cluster), profileWith(profile));
}

function specOf(all: any[], wanted: string): any {
  return all.find(({ kind }) => kind === wanted).spec;
}

function proxySettings(all: any[]): string {
  return specOf(all, 'KubeadmConfigTemplate').template.spec.files.find(({ path }: any) => path.endsWith('scs-proxy.conf')).content;
}

describe('an endpoint of the user', () => {
  const all = objects({ apiServer: { endpoint: { host: 'api.shop.example.org', port: 443 } } }, { ...NO_LOAD_BALANCER, ...PROXY });
  const spec = specOf(all, 'OpenStackCluster');

  it('is told to the provider, which gives no address to a machine then', () => {
    expect(spec).toMatchObject({ controlPlaneEndpoint: { host: 'api.shop.example.org', port: 443 }, disableAPIServerFloatingIP: true });
    expect(Object.keys(spec).filter((field) => field.startsWith('apiServer'))).toEqual([]);
  });

  it('has as many machines behind it as the control plane has, on the port of the API server', () => {
    const controlPlane = specOf(all, 'KubeadmControlPlane');
    expect(controlPlane.replicas).toBe(3);
    expect(controlPlane.kubeadmConfigSpec.initConfiguration).not.toHaveProperty('localAPIEndpoint');
    // Cluster API copies the endpoint there, and kubeadm has it in the certificate.
    expect(specOf(all, 'Cluster')).not.toHaveProperty('controlPlaneEndpoint');
    expect(controlPlane.kubeadmConfigSpec.clusterConfiguration.apiServer).not.toHaveProperty('certSANs');
  });

  it('is reached without the proxy', () => {
    expect(proxySettings(all)).toContain(',api.shop.example.org"');
  });

  it('has the port of the API server where none is named', () => {
    const { controlPlaneEndpoint, apiServerPort } = specOf(
      objects({ apiServer: { endpoint: { host: 'fd00::10' } } }, { ...NO_LOAD_BALANCER, expert: { apiServer: { port: 7443 } } }), 'OpenStackCluster',
    );
    expect({ controlPlaneEndpoint, apiServerPort }).toEqual({ controlPlaneEndpoint: { host: 'fd00::10', port: 7443 }, apiServerPort: 7443 });
  });

  it('can be a name for the address of kube-vip', () => {
    const named = objects(
      { ...JOINED, apiServer: { exposure: 'Internal', address: '10.0.0.5', endpoint: { host: 'api.shop.example.org' } } },
      { openstack: { apiLoadBalancer: { provider: 'kube-vip' } } },
    );
    expect(specOf(named, 'OpenStackCluster')).toMatchObject({
      controlPlaneEndpoint: { host: 'api.shop.example.org', port: 6443 }, disableAPIServerFloatingIP: true, apiServerFixedIP: '10.0.0.5',
    });
  });
});

describe('an internal address beside a public one', () => {
  const all = objects({ ...JOINED, apiServer: { address: '203.0.113.10', internalAddress: '10.0.0.5', certificateSANs: ['api.shop.example.org'] } }, PROXY);

  it('is that of the load balancer, whose floating address is the endpoint', () => {
    const spec = specOf(all, 'OpenStackCluster');
    expect(spec).toMatchObject({ apiServerFloatingIP: '203.0.113.10', apiServerFixedIP: '10.0.0.5', apiServerLoadBalancer: { enabled: true } });
    expect(spec).not.toHaveProperty('disableAPIServerFloatingIP');
  });

  it('is in the certificate, and reached without the proxy', () => {
    expect(specOf(all, 'KubeadmControlPlane').kubeadmConfigSpec.clusterConfiguration.apiServer.certSANs).toEqual(['api.shop.example.org', '10.0.0.5']);
    expect(proxySettings(all)).toContain(',203.0.113.10,10.0.0.5');
  });
});
