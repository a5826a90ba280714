import { Chart } from 'cdk8s';
import { ProviderProfile, ScsApp, ScsCluster } from 'cdk8s-scs';

const app = new ScsApp();
new ScsCluster(new Chart(app, 'clusters'), 'demo', {
  profile: ProviderProfile.fromFile('../profiles/scs-cloud.yaml'),
  kubernetesVersion: '1.36',
  nodePools: [{ name: 'general', flavor: 'SCS-4V-16' }],
});
app.synth();
