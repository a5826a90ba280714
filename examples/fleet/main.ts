import { Chart } from 'cdk8s';
import { ProviderProfile, ScsApp, ScsCluster } from 'cdk8s-scs';

const fleet = [
  { name: 'web-dev', namespace: 'web', flavor: 'SCS-2V-8', nodes: 3 },
  { name: 'web-test', namespace: 'web', flavor: 'SCS-4V-16', nodes: 3 },
  { name: 'web-prod', namespace: 'web', flavor: 'SCS-4V-16', nodes: 9 },
  { name: 'data-dev', namespace: 'data', flavor: 'SCS-2V-16', nodes: 3 },
  { name: 'data-test', namespace: 'data', flavor: 'SCS-4V-32', nodes: 3 },
  { name: 'data-prod', namespace: 'data', flavor: 'SCS-4V-32', nodes: 6 },
];

const app = new ScsApp();
const chart = new Chart(app, 'clusters');
const profile = ProviderProfile.fromFile('../profiles/scs-cloud.yaml');

// Clusters of a namespace have its Namespace object in common, which is written once, to dist/00-shared.
for (const { name, namespace, flavor, nodes } of fleet) {
  new ScsCluster(chart, name, {
    profile,
    namespace,
    labels: { team: namespace },
    kubernetesVersion: '1.36',
    nodePools: [{ name: 'general', flavor, replicas: nodes }],
  });
}

app.synth();
