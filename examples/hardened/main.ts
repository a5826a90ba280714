import { Chart } from 'cdk8s';
import { AuditLevel, ProviderProfile, ScsApp, ScsCluster } from 'cdk8s-scs';

const app = new ScsApp();
new ScsCluster(new Chart(app, 'clusters'), 'vault', {
  profile: ProviderProfile.fromFile('../profiles/hardened.yaml'),
  kubernetesVersion: '1.36',
  nodePools: [{ name: 'general', flavor: 'SCS-4V-16' }],

  apiServer: { allowedCidrs: ['198.51.100.0/24'] },
  encryption: {
    enabled: true,
    configRef: { name: 'vault-encryption-1', key: 'config.yaml' }, // `scs secrets` shows how to make it
  },
  audit: {
    level: AuditLevel.METADATA,
    maxAge: '90d',
    rules: [{ level: AuditLevel.REQUEST_RESPONSE, resources: [{ group: 'rbac.authorization.k8s.io' }] }],
  },
});
app.synth();
