import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import type { ScsClusterDocument } from '../../src/params';
import { ProviderProfile } from '../../src/provider-profile';
import { ScsApp } from '../../src/scs-app';
import { ScsCluster } from '../../src/scs-cluster';

/*
 * What comes out, as files to read in a diff. After an intended change: `UPDATE_GOLDEN=1 npx jest test/golden`, and review the diff
 * as if it were applied to clusters that exist. A new name of a template replaces machines; a new name of anything else, or a new
 * construct path, breaks users (names.txt).
 */

const examples = join(__dirname, '../../examples');

const documents = (example: string): ScsClusterDocument[] =>
  parseAllDocuments(readFileSync(join(examples, example, 'cluster-params.yaml'), 'utf8')).map((document) => document.toJS() as ScsClusterDocument);

const [production] = documents('production');
/** For load balancers that cannot keep a list of allowed ranges. */
const openToAll: ScsClusterDocument = { ...production, spec: { ...production.spec, apiServer: { ...production.spec.apiServer, allowedCidrs: [] } } };

interface Case {
  readonly name: string;
  readonly clusters: readonly ScsClusterDocument[];
  readonly profile: string;
}

const MANIFESTS: readonly Case[] = [
  { name: 'production-openstack-laboratory', clusters: [production], profile: 'openstack-laboratory' },
  { name: 'production-development', clusters: [production], profile: 'development' },
  { name: 'production-scs-cloud-ovn', clusters: [openToAll], profile: 'scs-cloud-ovn' },
];

/** What the examples give with the profile scs-cloud is in their own folders, examples/NAME/dist. */
const NAMES: readonly Case[] = [
  ...['minimal', 'production', 'fleet', 'existing-network', 'dual-stack'].map((name) => ({ name: `${name}-scs-cloud`, clusters: documents(name), profile: 'scs-cloud' })),
  ...['air-gapped', 'flatcar', 'hardened'].map((name) => ({ name, clusters: documents(name), profile: name })),
  ...MANIFESTS,
];

function synthesize({ clusters, profile }: Case): ScsApp {
  const app = new ScsApp();
  const chart = new Chart(app, 'clusters');
  const provider = ProviderProfile.fromFile(join(examples, 'profiles', `${profile}.yaml`));
  for (const cluster of clusters) ScsCluster.fromDocument(chart, cluster.metadata.name, cluster, provider);
  return app;
}

/** A line for each object: construct path, kind and name. */
function names(app: ScsApp): string {
  const objects = app.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct));
  const lines = objects.map(({ node, apiVersion, kind, name, metadata }) => `${node.path}  ${apiVersion} ${kind}  ${[metadata.namespace, name].filter(Boolean).join('/')}`);
  return `${lines.sort().join('\n')}\n`;
}

function expectGolden(file: string, text: string): void {
  const path = join(__dirname, file);
  if (process.env.UPDATE_GOLDEN) writeFileSync(path, text);
  expect(existsSync(path) ? readFileSync(path, 'utf8') : `${file} is not there: UPDATE_GOLDEN=1 npx jest test/golden`).toBe(text);
}

it.each(MANIFESTS)('$name gives the golden manifests', (example) => {
  expectGolden(`${example.name}.yaml`, `---\n${synthesize(example).synthYaml()}`);
});

it('keeps the names of objects and the paths of constructs', () => {
  expectGolden('names.txt', NAMES.map((example) => `# ${example.name}\n${names(synthesize(example))}`).join('\n'));
});
