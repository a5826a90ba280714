import { Chart } from 'cdk8s';
import { ProviderProfile, ScsApp, ScsCluster } from 'cdk8s-scs';

const app = new ScsApp();
new ScsCluster(new Chart(app, 'clusters'), 'dual', {
  profile: ProviderProfile.fromFile('../profiles/scs-cloud.yaml'),
  kubernetesVersion: '1.36',
  nodePools: [{ name: 'general', flavor: 'SCS-4V-16' }],

  // Cluster API's provider makes networks of IPv4 only, so the network exists already, with a subnet of each family.
  network: {
    existing: {
      network: { name: 'dual' },
      subnets: [{ name: 'dual-v4' }, { name: 'dual-v6' }], // IPv4 first: the API server has its address there
      router: { name: 'dual' },
    },
    dnsServers: [], // the subnets have their own
    podCidrs: ['10.244.0.0/16', 'fd00:244::/56'],
    serviceCidrs: ['10.96.0.0/12', 'fd00:96::/108'],
  },
});
app.synth();
