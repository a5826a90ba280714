import { Chart } from 'cdk8s';
import { AuditLevel, ProviderProfile, ScsApp, ScsCluster } from 'cdk8s-scs';

const app = new ScsApp();
new ScsCluster(new Chart(app, 'clusters'), 'site', {
  profile: ProviderProfile.fromFile('../profiles/air-gapped.yaml'),
  kubernetesVersion: '1.36',
  nodePools: [{ name: 'general', flavor: 'SCS-4V-16' }],

  // The profile has all of it: registry, login, trusted authority, time servers, image.
  audit: { level: AuditLevel.REQUEST_RESPONSE },
});
app.synth();
