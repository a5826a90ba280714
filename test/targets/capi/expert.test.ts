import { parse, parseAllDocuments } from 'yaml';
import { DECIDED_ARGUMENTS, type Component } from '../../../src/resolve/component-arguments';
import type { Expert } from '../../../src/params';
import { requiredSecrets } from '../../../src/judge-documents';
import { documentsArbitrary } from '../../generators/descriptions';
import { descriptionWith, profileWith } from '../../fixtures/documents';
import { manifests, resolved } from '../../fixtures/rendering';
import fc from 'fast-check';

const GENERAL = { name: 'general', flavor: 'SCS-4V-16' };
const ALLOWED = { policy: { allowExpert: true } };

/** What KubeadmConfigs say: that of the control plane, and that of the pool "general". */
function configs(cluster: object, profile: object = {}): { controlPlane: any; pool: any } {
  const objects: any[] = manifests(descriptionWith(cluster as never), profileWith({ ...ALLOWED, ...profile } as never));
  return {
    controlPlane: objects.find(({ kind }) => kind === 'KubeadmControlPlane').spec.kubeadmConfigSpec,
    pool: objects.find(({ kind }) => kind === 'KubeadmConfigTemplate').spec.template.spec,
  };
}

function file({ files }: any, path: string): any {
  return files.find((found: any) => found.path === path);
}

it('arguments, volumes and feature gates reach the components', () => {
  const { controlPlane: { clusterConfiguration } } = configs({
    expert: {
      apiServer: {
        extraArgs: [{ name: 'goaway-chance', value: '0.001' }], featureGates: [{ name: 'AllBeta', enabled: false }, { name: 'AllAlpha' }], logLevel: 2,
        extraVolumes: [{ name: 'a', hostPath: '/etc/a', mountPath: '/a', pathType: 'Directory' }],
      },
      controllerManager: { nodeMonitorGracePeriod: '1m' },
      scheduler: { extraArgs: [{ name: 'v', value: '2' }] },
      etcd: { extraArgs: [{ name: 'max-wals', value: '3' }] },
    },
  });
  expect(clusterConfiguration.apiServer.extraArgs).toEqual(expect.arrayContaining([
    { name: 'goaway-chance', value: '0.001' }, { name: 'feature-gates', value: 'AllAlpha=true,AllBeta=false' }, { name: 'v', value: '2' },
  ]));
  expect(clusterConfiguration.apiServer.extraVolumes).toContainEqual({ name: 'a', hostPath: '/etc/a', mountPath: '/a', pathType: 'Directory', readOnly: true });
  expect(clusterConfiguration.controllerManager.extraArgs).toContainEqual({ name: 'node-monitor-grace-period', value: '1m0s' });
  expect(clusterConfiguration.scheduler.extraArgs).toContainEqual({ name: 'v', value: '2' });
  expect(clusterConfiguration.etcd.local.extraArgs).toContainEqual({ name: 'max-wals', value: '3' });
});

it('the settings of a pool are added to those of the cluster, and win', () => {
  const { controlPlane, pool } = configs({
    expert: {
      kubelet: { extraArgs: [{ name: 'v', value: '2' }], featureGates: [{ name: 'AllAlpha' }] }, packages: ['jq'], commands: { boot: ['b'], pre: ['c'], post: ['d'] },
      files: [{ path: '/etc/motd', content: 'all\n' }, { path: '/etc/x', content: 'eA==', encoding: 'Base64', append: true }],
      kubeadm: { skipPhases: ['addon/coredns', 'preflight'], ignorePreflightErrors: ['NumCPU'] },
    },
    nodePools: [{ ...GENERAL, expert: { kubelet: { extraArgs: [{ name: 'v', value: '4' }] }, packages: ['nfs-common'], commands: { pre: ['e'] }, files: [{ path: '/etc/motd', content: 'pool\n', owner: 'nobody', permissions: '0600' }] } }],
  });
  expect(controlPlane.initConfiguration.skipPhases).toEqual(['addon/coredns', 'preflight']);
  expect(controlPlane.joinConfiguration.skipPhases).toEqual(['preflight']);
  expect(controlPlane.joinConfiguration.nodeRegistration).toMatchObject({ ignorePreflightErrors: ['NumCPU'], kubeletExtraArgs: expect.arrayContaining([{ name: 'v', value: '2' }]) });
  expect(pool.joinConfiguration.nodeRegistration.kubeletExtraArgs).toContainEqual({ name: 'v', value: '4' });
  expect(pool.joinConfiguration.skipPhases).toEqual(['preflight']);
  expect(file(controlPlane, '/etc/motd')).toMatchObject({ content: 'all\n', owner: 'root:root', permissions: '0644' });
  expect(file(pool, '/etc/motd')).toMatchObject({ content: 'pool\n', owner: 'nobody', permissions: '0600' });
  expect(file(pool, '/etc/x')).toMatchObject({ encoding: 'base64', append: true });
  expect(parse(file(pool, '/etc/kubernetes/patches/kubeletconfiguration+merge.yaml').content)).toMatchObject({ featureGates: { AllAlpha: true } });
  expect(pool.bootCommands).toEqual(['b']);
  expect(pool.preKubeadmCommands).toEqual([expect.stringMatching(/apt-get .* install .* jq nfs-common; else dnf install .* jq nfs-common; fi$/), 'c', 'e']);
  expect(pool.postKubeadmCommands).toEqual(['d']);
});

it('what a description says wins over what the profile says', () => {
  const { controlPlane } = configs(
    { expert: { scheduler: { extraArgs: [{ name: 'v', value: '2' }] } } },
    { expert: { scheduler: { extraArgs: [{ name: 'v', value: '4' }, { name: 'kube-api-qps', value: '50' }] } } },
  );
  const { extraArgs } = controlPlane.clusterConfiguration.scheduler;
  expect(extraArgs).toEqual(expect.arrayContaining([{ name: 'v', value: '2' }, { name: 'kube-api-qps', value: '50' }]));
  expect(extraArgs).not.toContainEqual({ name: 'v', value: '4' });
});

it('kube-proxy is configured where the cluster is made', () => {
  const { controlPlane, pool } = configs({ expert: { kubeProxy: { mode: 'nftables' } } });
  const { content } = file(controlPlane, '/etc/kubernetes/kube-proxy-configuration.yaml');
  const documents = parseAllDocuments(`apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\n${content}`);
  expect(documents.map((document) => document.toJS())).toEqual([
    { apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'InitConfiguration' },
    { apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', kind: 'KubeProxyConfiguration', mode: 'nftables' },
  ]);
  expect(controlPlane.preKubeadmCommands).toEqual(['if [ -f /run/kubeadm/kubeadm.yaml ]; then cat /etc/kubernetes/kube-proxy-configuration.yaml >> /run/kubeadm/kubeadm.yaml; fi']);
  expect(pool.files).not.toContainEqual(expect.objectContaining({ path: '/etc/kubernetes/kube-proxy-configuration.yaml' }));
});

it('etcd asks for more CPU', () => {
  const { controlPlane, pool } = configs({ expert: { etcd: { prioBoost: true } } });
  const path = '/etc/kubernetes/patches/etcd+strategic.yaml';
  expect(parse(file(controlPlane, path).content).spec.containers).toEqual([{ name: 'etcd', resources: { requests: { cpu: '500m' } } }]);
  expect(file(pool, path)).toBeUndefined();
});

describe('a file of a Secret', () => {
  const expert = {
    apiServer: { webhookAuthenticationRef: { name: 'webhook', key: 'kubeconfig' } },
    files: [{ path: '/etc/licence', contentFrom: { secretKeyRef: { name: 'licence', key: 'licence.txt' } } }],
  };
  const other = { ...expert, rolloutTokens: [{ secretRef: { name: 'webhook' }, token: '1' }, { secretRef: { name: 'licence' }, token: '2' }] };

  it('names the Secret, and is on the list of Secrets to make', () => {
    const { controlPlane, pool } = configs({ expert });
    expect(file(pool, '/etc/licence').contentFrom).toEqual({ secret: { name: 'licence', key: 'licence.txt' } });
    expect(file(controlPlane, '/etc/kubernetes/webhook-authentication/kubeconfig.yaml').contentFrom).toEqual({ secret: { name: 'webhook', key: 'kubeconfig' } });
    expect(controlPlane.clusterConfiguration.apiServer.extraArgs).toContainEqual({
      name: 'authentication-token-webhook-config-file', value: '/etc/kubernetes/webhook-authentication/kubeconfig.yaml',
    });
    const profile = profileWith(ALLOWED);
    const secrets = requiredSecrets(resolved(descriptionWith({ expert }), profile), profile);
    expect(secrets.filter(({ name }) => ['webhook', 'licence'].includes(name)).map(({ name, keys }) => [name, keys])).toEqual([
      ['webhook', [{ name: 'kubeconfig', content: 'a kubeconfig by which the API server reaches the webhook that judges tokens' }]],
      ['licence', [{ name: 'licence.txt', content: 'the content of /etc/licence on the machines' }]],
    ]);
  });

  it('is written anew to machines with a changed token, and to those only which have it', () => {
    const { controlPlane, pool } = configs({ expert: other });
    expect(file(controlPlane, '/etc/kubernetes/rollout-tokens').content).toBe('licence 2\nwebhook 1\n');
    expect(file(pool, '/etc/kubernetes/rollout-tokens').content).toBe('licence 2\n');
  });
});

it('every argument that the library writes is refused among expert arguments', () => {
  const written = fc.sample(documentsArbitrary, { numRuns: 60, seed: 5 }).flatMap(({ description, profile }) => {
    const [spec, profileSpec] = [withoutArguments(description.spec), withoutArguments(profile.spec)];
    const objects: any[] = manifests({ ...description, spec }, { ...profile, spec: profileSpec });
    const { clusterConfiguration: { apiServer, controllerManager, scheduler, etcd } } = objects.find(({ kind }) => kind === 'KubeadmControlPlane').spec.kubeadmConfigSpec;
    const lists: [Component, { name: string }[]][] = [
      ['apiServer', apiServer.extraArgs], ['controllerManager', controllerManager.extraArgs], ['scheduler', scheduler.extraArgs], ['etcd', etcd.local.extraArgs],
    ];
    return lists.flatMap(([component, args]) => args.map(({ name }): [Component, string] => [component, name]));
  });
  expect(written.length).toBeGreaterThan(1000);
  expect([...new Set(written.filter(([component, name]) => !(name in DECIDED_ARGUMENTS[component])).map(([component, name]) => `${component} --${name}`))]).toEqual([]);
});

/** Without the expert settings that have arguments. */
function withoutArguments<T extends { readonly expert?: Expert }>({ expert, ...spec }: T): T {
  return { ...spec, ...(expert?.securityGroups && { expert: { securityGroups: expert.securityGroups } }) } as unknown as T;
}
