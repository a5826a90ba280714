import { parseAllDocuments } from 'yaml';
import { descriptionWith, profileWith, type Overrides } from '../../fixtures/documents';
import { manifests } from '../../fixtures/rendering';

interface KubeadmConfig {
  readonly clusterConfiguration: Record<string, { readonly extraArgs: readonly { readonly name: string; readonly value: string }[] }>;
  readonly initConfiguration: { readonly skipPhases?: readonly string[] };
  readonly files: readonly { readonly path: string; readonly content?: string }[];
  readonly preKubeadmCommands?: readonly string[];
}

function controlPlane(profile: Overrides): KubeadmConfig {
  const object = manifests(descriptionWith({}), profileWith(profile)).find(({ kind }) => kind === 'KubeadmControlPlane')!;
  return (object.spec as { kubeadmConfigSpec: KubeadmConfig }).kubeadmConfigSpec;
}

const FILE = '/etc/kubernetes/kube-proxy-configuration.yaml';
const EXPOSED = { metrics: { expose: 'Cluster' } };

it('has the controller manager and the scheduler listen to the network', () => {
  const { clusterConfiguration } = controlPlane(EXPOSED);
  for (const component of ['controllerManager', 'scheduler']) {
    expect(clusterConfiguration[component]!.extraArgs).toContainEqual({ name: 'bind-address', value: '0.0.0.0' });
  }
});

it('gives kubeadm a configuration of kube-proxy on the first machine', () => {
  const { files, preKubeadmCommands } = controlPlane(EXPOSED);
  const [configuration] = parseAllDocuments(files.find(({ path }) => path === FILE)!.content!);
  expect(configuration!.toJS()).toEqual({ apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', kind: 'KubeProxyConfiguration', metricsBindAddress: '0.0.0.0:10249' });
  expect(preKubeadmCommands).toEqual([`if [ -f /run/kubeadm/kubeadm.yaml ]; then cat ${FILE} >> /run/kubeadm/kubeadm.yaml; fi`]);
});

it('leaves kube-proxy out where the network plugin replaces it', () => {
  const { initConfiguration, files, preKubeadmCommands } = controlPlane({ ...EXPOSED, cni: { kubeProxyReplacement: true } });
  expect({ phases: initConfiguration.skipPhases, files: files.filter(({ path }) => path === FILE), preKubeadmCommands }).toEqual({ phases: ['addon/kube-proxy'], files: [] });
});
