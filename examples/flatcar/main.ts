import { Chart } from 'cdk8s';
import { ProviderProfile, ScsApp, ScsCluster } from 'cdk8s-scs';

const app = new ScsApp();
new ScsCluster(new Chart(app, 'clusters'), 'flat', {
  profile: ProviderProfile.fromFile('../profiles/flatcar.yaml'),
  kubernetesVersion: '1.36',
  nodePools: [{ name: 'general', flavor: 'SCS-4V-16', sysctls: [{ name: 'vm.max_map_count', value: '262144' }] }],
});
app.synth();
