// An app of many production clusters.
import { Chart } from 'cdk8s';
import { ProviderProfile, ScsApp, ScsCluster, ScsOutputLayout, type ScsClusterDocument } from 'cdk8s-scs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const [examples, count] = process.argv.slice(2);
const profile = ProviderProfile.fromFile(join(examples, 'profiles/scs-cloud.yaml'));
const document = parse(readFileSync(join(examples, 'production/cluster-params.yaml'), 'utf8')) as ScsClusterDocument;

const app = new ScsApp({ layout: ScsOutputLayout.FILE_PER_CLUSTER });
const chart = new Chart(app, 'clusters');
for (let index = 0; index < Number(count); index += 1) {
  const name = `shop-${index}`;
  ScsCluster.fromDocument(chart, name, { ...document, metadata: { ...document.metadata, name, namespace: name } }, profile);
}
app.synth();
process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
