import { parse } from 'yaml';
import { descriptionWith, profileWith } from '../../fixtures/documents';
import { diagnose, manifests } from '../../fixtures/rendering';

interface File {
  readonly path: string;
  readonly content: string;
}

/** The files of the control-plane machines by their paths, and the commands before kubeadm. */
function machine(cluster: object, profile: object): { readonly files: ReadonlyMap<string, string>; readonly commands: readonly string[] } {
  const objects = manifests(descriptionWith(cluster as never), profileWith(profile as never));
  const spec = objects.find(({ kind }) => kind === 'KubeadmControlPlane')!.spec as { kubeadmConfigSpec: { files: File[]; preKubeadmCommands?: string[] } };
  const { files, preKubeadmCommands = [] } = spec.kubeadmConfigSpec;
  return { files: new Map(files.map(({ path, content }) => [path, content])), commands: preKubeadmCommands };
}

describe('mirrors of a registry', () => {
  const { files, commands } = machine({}, { registries: { mirrors: [{ host: '_default', endpoints: ['https://a.example.org', 'https://harbor.example.org/v2/hub'] }] } });

  it('are what containerd reads: no server of ours, and the path of the API only once', () => {
    expect(files.get('/etc/containerd/certs.d/_default/hosts.toml')).toBe(
      [
        '[host."https://a.example.org"]',
        '  capabilities = ["pull", "resolve"]',
        '',
        '[host."https://harbor.example.org/v2/hub"]',
        '  capabilities = ["pull", "resolve"]',
        '  override_path = true',
        '',
      ].join('\n'),
    );
  });

  it('touch no other file of containerd, and need no restart', () => {
    expect([...files.keys()].filter((path) => path.startsWith('/etc/containerd') && !path.startsWith('/etc/containerd/certs.d/'))).toEqual([]);
    expect(commands).toEqual([]);
  });
});

// What YAML 1.1, which Kubernetes reads, takes for something else than a string.
it.each(['yes', 'no', 'on', 'off', 'y', 'n', '1_000', '0b11', '1:30', 'null', '~', '0x1F', '1e3'])('files of the API server keep %j a string', (word) => {
  const oidc = [{ issuerURL: 'https://dex.example.org', audiences: [word], claimRules: [{ claim: 'hd', requiredValue: word }] }];
  const { files } = machine({ audit: { rules: [{ level: 'None', users: [word] }] }, authentication: { oidc } }, {});
  for (const path of ['/etc/kubernetes/audit/policy.yaml', '/etc/kubernetes/authentication/authentication-configuration.yaml']) {
    expect(JSON.stringify(parse(files.get(path)!, { version: '1.1' }))).toContain(JSON.stringify([word]));
  }
});

it('labels of Cluster API are refused on the objects', () => {
  const description = { ...descriptionWith({}), metadata: { name: 'shop', labels: { 'topology.cluster.x-k8s.io/owned': '', team: 'shop' } } };
  expect(diagnose(description, profileWith({})).map(({ code, path, message }) => ({ code, path, message }))).toEqual([
    { code: 'LabelNotSettable', path: ['metadata', 'labels', 'topology.cluster.x-k8s.io/owned'], message: 'labels of this domain belong to Cluster API, which acts on them' },
  ]);
});

describe('a pool with settings of its own', () => {
  const pool = { name: 'general', flavor: 'SCS-4V-16' };
  interface Configured {
    readonly files: ReadonlyMap<string, string>;
    readonly commands?: string[];
    readonly annotations?: Record<string, string>;
  }
  function configured(settings: object, profile: object = {}): Configured {
    const objects = manifests(descriptionWith({ nodePools: [{ ...pool, ...settings }] }), profileWith(profile as never));
    const of = (kind: string): any => objects.find((object) => object.kind === kind);
    const { files, preKubeadmCommands } = of('KubeadmConfigTemplate').spec.template.spec;
    return { files: new Map((files as File[]).map(({ path, content }) => [path, content])), commands: preKubeadmCommands, annotations: of('MachineDeployment').metadata.annotations };
  }
  const kubeletOf = (settings: object, profile?: object): unknown =>
    parse(configured(settings, profile).files.get('/etc/kubernetes/patches/kubeletconfiguration+merge.yaml')!, { version: '1.1' });

  it('has them in the patch of the kubelet, with the defaults that the kubelet would drop', () => {
    const kubelet = {
      maxPods: 200, systemReserved: { cpu: '100m', memory: '512Mi' }, kubeReserved: { ephemeralStorage: '1Gi' }, evictionHard: { memory: '200Mi' },
      evictionSoft: { memory: '500Mi', nodefs: '15%' }, evictionSoftGracePeriod: { memory: '2m' }, imageGCHighThreshold: 90, imageGCLowThreshold: 70, serializeImagePulls: false,
    };
    expect(kubeletOf({ kubelet })).toMatchObject({
      maxPods: 200,
      systemReserved: { cpu: '100m', memory: '512Mi' },
      kubeReserved: { 'ephemeral-storage': '1Gi' },
      evictionHard: { 'memory.available': '200Mi', 'nodefs.available': '10%', 'imagefs.available': '15%', 'nodefs.inodesFree': '5%', 'imagefs.inodesFree': '5%' },
      evictionSoft: { 'memory.available': '500Mi', 'nodefs.available': '15%' },
      evictionSoftGracePeriod: { 'memory.available': '2m0s', 'nodefs.available': '1m30s' },
      imageGCHighThresholdPercent: 90,
      imageGCLowThresholdPercent: 70,
      serializeImagePulls: false,
    });
  });

  it('tells the autoscaler how many pods a node takes', () => {
    const { annotations } = configured({ kubelet: { maxPods: 200 }, autoscaling: { min: 0, max: 3 } });
    expect(annotations).toMatchObject({ 'capacity.cluster-autoscaler.kubernetes.io/maxPods': '200' });
  });

  it('has kernel parameters, which are set before kubeadm runs', () => {
    const { files, commands } = configured({ sysctls: [{ name: 'vm.max_map_count', value: '262144' }, { name: 'net/core/somaxconn', value: '1024' }] });
    expect(files.get('/etc/sysctl.d/99-zz-scs.conf')).toBe('vm.max_map_count = 262144\nnet/core/somaxconn = 1024\n');
    expect(commands).toEqual(['sysctl --system']);
  });

  it('has serving certificates where the profile says so', () => {
    expect(kubeletOf({}, { kubelet: { servingCertificates: true } })).toMatchObject({ serverTLSBootstrap: true });
    expect(kubeletOf({})).not.toHaveProperty('serverTLSBootstrap');
  });
});
