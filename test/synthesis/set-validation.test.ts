import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import fc from 'fast-check';
import { ProviderProfile, ScsApp, ScsCluster } from '../../src';
import { formatDiagnostic } from '../../src/diagnostics/format';
import { requiredSecrets } from '../../src/judge-documents';
import { synthesizeManifests } from '../../src/synthesis/manifests';
import { makerOf, referencesOf } from '../../src/validation/object-references';
import { ObjectSet } from '../../src/validation/object-set';
import { description, descriptionWith, profile, profileWith } from '../fixtures/documents';
import { manifests, resolved } from '../fixtures/rendering';
import { documentsArbitrary } from '../generators/descriptions';

let outdir: string;

beforeEach(() => {
  outdir = realpathSync(mkdtempSync(join(tmpdir(), 'scs-set-')));
});

afterEach(() => {
  rmSync(outdir, { recursive: true, force: true });
});

/** A pool of the cluster that is written by hand. */
function poolByHand(chart: Chart, template: string, clusterName = 'shop'): ApiObject {
  return new ApiObject(chart, 'by-hand', {
    apiVersion: 'cluster.x-k8s.io/v1beta2', kind: 'MachineDeployment', metadata: { name: 'by-hand', namespace: 'shop' },
    spec: {
      clusterName, replicas: 1, selector: {},
      template: { spec: { clusterName, bootstrap: { dataSecretName: 'by-hand' }, infrastructureRef: { apiGroup: 'infrastructure.cluster.x-k8s.io', kind: 'OpenStackMachineTemplate', name: template } } },
    },
  });
}

function shop(chart: Chart, expert = profileWith({ policy: { allowExpert: true } })): ScsCluster {
  return ScsCluster.fromDocument(chart, 'shop', description(), ProviderProfile.fromDocument(expert));
}

function warnings(app: App): string[] {
  return synthesizeManifests(app).warnings.map(formatDiagnostic);
}

const MESSAGE = 'spec.template.spec.infrastructureRef.name: MachineDeployment shop/by-hand: no OpenStackMachineTemplate "none" is among the objects of its namespace';

it('refuses a reference to nothing of a cluster that is in the app', () => {
  const app = new ScsApp({ outdir });
  const chart = new Chart(app, 'c');
  const cluster = shop(chart);
  poolByHand(chart, 'none');
  expect(() => app.synth()).toThrow(`c/by-hand: error UnresolvedReference: ${MESSAGE}`);
  const right = new ScsApp({ outdir });
  const other = new Chart(right, 'c');
  shop(other);
  poolByHand(other, cluster.objects.find(({ kind }) => kind === 'OpenStackMachineTemplate')!.name);
  expect(warnings(right)).toEqual([]);
});

it('refuses it in an App of cdk8s, too', () => {
  const app = new App({ outdir });
  const chart = new Chart(app, 'c');
  shop(chart);
  poolByHand(chart, 'none');
  expect(() => app.synth()).toThrow(`error UnresolvedReference: ${MESSAGE}`);
});

it('warns where the cluster is elsewhere, as the rest of it may be', () => {
  const app = new ScsApp({ outdir });
  const chart = new Chart(app, 'c');
  poolByHand(chart, 'none', 'wiki');
  expect(warnings(app)).toEqual([`c/by-hand: warning UnresolvedReference: ${MESSAGE}`]);
});

it('says nothing of what refers to a cluster that is wrong', () => {
  const app = new ScsApp({ outdir });
  const chart = new Chart(app, 'c');
  ScsCluster.fromDocument(chart, 'shop', descriptionWith({ region: 'Nowhere' }), ProviderProfile.fromDocument(profile()));
  poolByHand(chart, 'none');
  let message = '';
  try {
    app.synth();
  } catch (error) {
    ({ message } = error as Error);
  }
  expect(message).toContain('RegionUnknown');
  expect(message).not.toContain('UnresolvedReference');
});

describe('Secrets', () => {
  const fileOf = (name: string) => ({ path: '/etc/a', contentFrom: { secret: { name, key: 'a' } } });

  it('of a patch that nobody is told to make are doubtful', () => {
    const app = new ScsApp({ outdir });
    const cluster = shop(new Chart(app, 'c'));
    cluster.addOverride({ target: { kind: 'KubeadmControlPlane' }, patch: [{ op: 'add' as never, path: '/spec/kubeadmConfigSpec/files/-', value: fileOf('motd') }] });
    expect(warnings(app).map((line) => line.replace(/\[\d+\]/, '[N]'))).toEqual([
      'c/shop/KubeadmControlPlane: warning UnresolvedReference: spec.kubeadmConfigSpec.files[N].contentFrom.secret.name: ' +
      'KubeadmControlPlane shop/shop-control-plane: no Secret "motd" is among the objects of its namespace, ' +
      'and none of this name among those that `scs secrets` lists',
    ]);
  });

  it('of a patch that the cluster needs anyway are not', () => {
    const app = new ScsApp({ outdir });
    const cluster = shop(new Chart(app, 'c'));
    const [{ name }] = requiredSecrets(resolved(description(), profile()), profile());
    cluster.object('KubeadmControlPlane').addJsonPatch(JsonPatch.add('/spec/kubeadmConfigSpec/files/-', fileOf(name)));
    expect(warnings(app)).toEqual([]);
  });

  it('of others are doubtful only beside one of nearly their name', () => {
    const of = (secret: string, other: string): string[] => {
      const set = new ObjectSet<string>(true);
      set.add({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec: { template: { spec: { containers: [{ name: 'a', envFrom: [{ secretRef: { name: secret } }] }] } } } }, () => 'web');
      set.add({ apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: other, namespace: 'shop' } }, () => 'other');
      return set.dangling().map(({ severity, didYouMean }) => `${severity} ${didYouMean}`);
    };
    expect(of('database', 'datbase')).toEqual(['Warning datbase']);
    expect(of('database', 'database')).toEqual([]);
    expect(of('database', 'login')).toEqual([]);
  });

  it('that are rendered are those that `scs secrets` lists, or that Cluster API makes', () => {
    let found = 0;
    fc.assert(fc.property(documentsArbitrary, (documents) => {
      const required = requiredSecrets(resolved(documents.description, documents.profile), documents.profile).map(({ namespace, name }) => `${namespace}/${name}`);
      const references = manifests(documents.description, documents.profile).flatMap((object) => referencesOf(object)).filter(({ kind }) => kind === 'Secret');
      found += references.length;
      expect(references.filter((reference) => makerOf(reference) === undefined && !required.includes(`${reference.namespace}/${reference.name}`))).toEqual([]);
    }), { numRuns: 60, seed: 1 });
    expect(found).toBeGreaterThan(60);
  });
});

it('finds everything that is rendered', () => {
  fc.assert(fc.property(documentsArbitrary, (documents) => {
    const set = new ObjectSet<string>(true);
    for (const object of manifests(documents.description, documents.profile)) set.add(object, () => object.kind, { asRendered: true });
    expect(set.dangling()).toEqual([]);
  }), { numRuns: 60, seed: 2 });
});
