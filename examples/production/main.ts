import { Chart } from 'cdk8s';
import { AuditLevel, PodSecurityLevel, ProviderProfile, ScsApp, ScsCluster, TaintEffect } from 'cdk8s-scs';

const app = new ScsApp();
const chart = new Chart(app, 'clusters');

new ScsCluster(chart, 'shop-prod', {
  profile: ProviderProfile.fromFile('../profiles/scs-cloud.yaml'),
  namespace: 'shop',
  labels: { team: 'shop' },
  annotations: { 'kaas.scs.community/display-name': 'Shop (production)' },
  kubernetesVersion: '1.36',

  // No zones are named, so each group of machines is spread over all zones of the region.
  controlPlane: {
    replicas: 3,
    flavor: 'SCS-2V-4-20s', // with a local SSD, which etcd likes
  },
  nodePools: [
    {
      name: 'general',
      flavor: 'SCS-4V-8',
      rootDisk: { size: '100Gi', type: 'ssd' },
      autoscaling: { min: 3, max: 9 },
      labels: { tier: 'web' },
    },
    {
      name: 'batch',
      requirements: { cpus: 8, memory: '16Gi', disk: '100Gi' }, // the smallest flavor on offer that has all of this
      replicas: 3,
      labels: { tier: 'batch' },
      taints: [{ key: 'dedicated', value: 'batch', effect: TaintEffect.NO_SCHEDULE }],
    },
  ],

  apiServer: {
    allowedCidrs: ['198.51.100.0/24'], // the addresses of the management cluster are added
    certificateSANs: ['api.shop.example.org'],
  },
  authentication: {
    oidc: [
      {
        issuerURL: 'https://dex.example.org',
        audiences: ['kubectl'],
        username: { claim: 'email', prefix: 'oidc:' },
        groups: { claim: 'groups', prefix: 'oidc:' },
      },
    ],
  },
  audit: {
    level: AuditLevel.METADATA,
    rules: [
      {
        level: AuditLevel.REQUEST,
        verbs: ['create', 'update', 'patch', 'delete'],
        resources: [{ group: 'rbac.authorization.k8s.io' }],
      },
    ],
  },
  podSecurity: {
    enforce: PodSecurityLevel.BASELINE,
    audit: PodSecurityLevel.RESTRICTED,
    warn: PodSecurityLevel.RESTRICTED,
  },
  tags: ['team-shop'],
});

app.synth();
