import { Chart } from 'cdk8s';
import { ApiServerExposure, ProviderProfile, ScsApp, ScsCluster } from 'cdk8s-scs';

const app = new ScsApp();
new ScsCluster(new Chart(app, 'clusters'), 'corp-apps', {
  profile: ProviderProfile.fromFile('../profiles/scs-cloud.yaml'),
  kubernetesVersion: '1.36',
  nodePools: [{ name: 'general', flavor: 'SCS-4V-16' }],

  // A network of the company's, which the management cluster is connected to as well.
  network: {
    existing: { network: { name: 'corp' }, subnets: [{ name: 'corp-v4' }], router: { name: 'corp' } },
    dnsServers: [], // the subnet has its own
  },

  apiServer: {
    exposure: ApiServerExposure.INTERNAL, // no public address
    address: '10.20.0.5', // of the subnet, and of nobody else: there can be a name for it before the cluster is there
    certificateSANs: ['apps.corp.example.org'],
  },
});
app.synth();
