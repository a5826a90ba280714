import type { DiagnosticCase, DiagnosticCases, ExpectedDiagnostic } from '../fixtures/diagnostic-case';
import { FEATURE_GATES } from '../../src/versions/feature-gates';
import type { Overrides } from '../fixtures/documents';

const ALLOWED = { policy: { allowExpert: true } };

/** Gates that Kubernetes 1.36 has and does not lock. */
const MANY_GATES = Object.entries(FEATURE_GATES)
  .filter(([, { first, last, locked }]) => first !== '1.37' && last === '1.37' && locked === undefined)
  .map(([name]) => name).slice(0, 60);

function row(name: string, expert: Overrides, told: ExpectedDiagnostic, cluster: Overrides = {}, before: ExpectedDiagnostic[] = []): DiagnosticCase {
  return { name, cluster: { ...cluster, expert }, profile: ALLOWED, gives: [...before, told] };
}

const TEMPLATES = 'cloud-init reads "{%" and "{#" as parts of its own templates, and the machine would not start';

/** Each rule of expert settings. */
export const EXPERT_CASES: DiagnosticCases = {
  'expert arguments': [
    row('an argument of a setting', { apiServer: { extraArgs: [{ name: 'profiling', value: 'true' }] } }, {
      code: 'ConflictingFields', path: 'spec.expert.apiServer.extraArgs[0].name', message: "--profiling is written by another setting; use the profile's hardening",
    }),
    row('an argument that would undo pod security', { apiServer: { extraArgs: [{ name: 'disable-admission-plugins', value: 'PodSecurity' }] } }, {
      code: 'ConflictingFields', path: 'spec.expert.apiServer.extraArgs[0].name',
      message: "--disable-admission-plugins is written by another setting; use podSecurity and the profile's admission",
    }),
    row('an argument that kubeadm decides', { etcd: { extraArgs: [{ name: 'data-dir', value: '/data' }] } }, {
      code: 'InvalidValue', path: 'spec.expert.etcd.extraArgs[0].name',
      message: '--data-dir is decided by kubeadm and Cluster API, and the cluster would not work with another value: remove it',
    }),
    row('an argument that is gone', { apiServer: { extraArgs: [{ name: 'cloud-provider', value: 'external' }] } }, {
      code: 'InvalidValue', path: 'spec.expert.apiServer.extraArgs[0].name', message: 'there is no --cloud-provider any more, and the component does not start with it: remove it',
    }),
    row('authorization that allows everything', { apiServer: { extraArgs: [{ name: 'authorization-mode', value: 'Node,RBAC,AlwaysAllow' }] } }, {
      code: 'InvalidValue', path: 'spec.expert.apiServer.extraArgs[0].value',
      message: '"Node,RBAC,AlwaysAllow" would take the cluster apart, or let everybody do everything', allowed: ['Node,RBAC', 'Node,RBAC,Webhook'],
    }),
    {
      name: 'an argument of the profile', profile: { expert: { kubelet: { extraArgs: [{ name: 'max-pods', value: '250' }] } } },
      gives: [{
        code: 'ConflictingFields', document: 'profile', path: 'spec.expert.kubelet.extraArgs[0].name', message: '--max-pods is written by another setting; use nodePools[].kubelet',
      }],
    },
    row('a grace period that healthy nodes exceed', { controllerManager: { nodeMonitorGracePeriod: '15s' } }, {
      code: 'InvalidValue', path: 'spec.expert.controllerManager.nodeMonitorGracePeriod',
      message: '"15s" is less than two signs of life of a kubelet, one every 10s: healthy nodes would count as not ready; at least 20s',
    }),
  ],
  'expert feature gates': [
    row('a gate that there is not', { apiServer: { featureGates: [{ name: 'UserNamespaceSupport' }] } }, {
      code: 'InvalidValue', path: 'spec.expert.apiServer.featureGates[0].name',
      message: 'Kubernetes has no feature gate "UserNamespaceSupport", and its components do not start with an unknown one', didYouMean: 'UserNamespacesSupport',
    }),
    row('a gate that is not there yet', { apiServer: { featureGates: [{ name: 'MutablePodResourcesForSuspendedJobs' }] } }, {
      code: 'InvalidValue', path: 'spec.expert.apiServer.featureGates[0].name',
      message: 'feature gate "MutablePodResourcesForSuspendedJobs" exists from Kubernetes 1.35 on, not in 1.34',
    }, { kubernetesVersion: '1.34' }, [
      { code: 'VersionEndOfLife', severity: 'Warning', path: 'spec.kubernetesVersion', message: 'Kubernetes 1.34 gets no fixes since 2026-10-27 (scs-0210-v2/eol-branch)' },
    ]),
    row('a gate that is gone', { kubelet: { featureGates: [{ name: 'AppArmor' }] } }, {
      code: 'InvalidValue', path: 'spec.expert.kubelet.featureGates[0].name', message: 'feature gate "AppArmor" exists up to Kubernetes 1.32, not in 1.36: remove it',
    }),
    row('a gate that is locked to something else', { kubelet: { featureGates: [{ name: 'UserNamespacesSupport', enabled: false }] } }, {
      code: 'InvalidValue', path: 'spec.expert.kubelet.featureGates[0].name',
      message: 'feature gate "UserNamespacesSupport" is locked on since Kubernetes 1.36, and the component does not start with another value',
    }),
    row('a gate that is always on', { scheduler: { extraArgs: [{ name: 'feature-gates', value: 'UserNamespacesSupport=true' }] } }, {
      code: 'InvalidValue', path: 'spec.expert.scheduler.extraArgs[0].value', message: 'feature gate "UserNamespacesSupport" is always on since Kubernetes 1.36: remove it',
    }),
  ],
  'expert components': [
    row('a volume of the library', { apiServer: { extraVolumes: [{ name: 'audit-log', hostPath: '/a', mountPath: '/a' }] } }, {
      code: 'NameTaken', path: 'spec.expert.apiServer.extraVolumes[0].name', message: 'the API server has a volume "audit-log" already; choose another name',
    }),
    row('a path of kubeadm', { apiServer: { extraVolumes: [{ name: 'a', hostPath: '/a', mountPath: '/etc/kubernetes/pki' }] } }, {
      code: 'NameTaken', path: 'spec.expert.apiServer.extraVolumes[0].mountPath', message: '/etc/kubernetes/pki is mounted into the API server already; choose another path',
    }),
    row('two volumes at one path', { apiServer: { extraVolumes: [{ name: 'a', hostPath: '/a', mountPath: '/m' }, { name: 'b', hostPath: '/b', mountPath: '/m' }] } }, {
      code: 'DuplicateItem', path: 'spec.expert.apiServer.extraVolumes[1].mountPath', message: 'there are two volumes at /m',
    }),
    {
      name: 'nftables before they are there', cluster: { kubernetesVersion: '1.30', expert: { kubeProxy: { mode: 'nftables' } } }, profile: { ...ALLOWED, management: { clusterApi: '1.13' } },
      gives: [
        { code: 'VersionEndOfLife', severity: 'Warning', path: 'spec.kubernetesVersion', message: 'Kubernetes 1.30 gets no fixes since 2025-06-28 (scs-0210-v2/eol-branch)' },
        {
          code: 'VersionTooOld', path: 'spec.expert.kubeProxy.mode', allowed: ['iptables', 'ipvs'],
          message: 'kube-proxy of Kubernetes 1.30 has no nftables without an alpha feature gate; it needs 1.31 or newer',
        },
        {
          code: 'VersionTooOld', path: 'spec.authentication.anonymous',
          message: 'Kubernetes 1.30 cannot limit anonymous requests to paths, which it can from 1.32 on; use a newer version, or set authentication.anonymous to Allowed',
        },
      ],
    },
    row('a kube-proxy that is skipped', { kubeProxy: { mode: 'ipvs' }, kubeadm: { skipPhases: ['addon/kube-proxy'] } }, {
      code: 'FieldWithoutEffect', path: 'spec.expert.kubeProxy.mode', message: 'there is no kube-proxy, as kubeadm.skipPhases skips it',
    }),
    {
      name: 'a kube-proxy that the network plugin replaces', cluster: { expert: { kubeProxy: { mode: 'ipvs' } } }, profile: { ...ALLOWED, cni: { kubeProxyReplacement: true } },
      gives: [{
        code: 'FieldWithoutEffect', severity: 'Warning', path: 'spec.expert.kubeProxy.mode', message: 'there is no kube-proxy, as the network plugin of the profile replaces it',
      }],
    },
    row('more feature gates than an argument takes', { apiServer: { featureGates: MANY_GATES.map((name) => ({ name })) } }, {
      code: 'ContentTooLarge', path: 'spec.expert.apiServer.featureGates',
      message: `all feature gates are one argument: these have ${MANY_GATES.map((name) => `${name}=true`).join(',').length} bytes, 1024 are allowed`,
    }),
  ],
  'expert patches': [
    {
      name: 'a patch of what the provider fixes',
      cluster: { expert: { patches: [{ target: { kind: 'KubeadmControlPlane' }, patch: [{ op: 'remove', path: '/spec/kubeadmConfigSpec/files/0' }] }] } },
      profile: { policy: { allowExpert: true, enforce: { audit: { level: 'Metadata' } } } },
      gives: [{
        code: 'PolicyViolation', path: 'spec.expert.patches[0].patch[0].path',
        message: 'the provider, not the library, fixes audit, and a patch of this field could undo it',
      }],
    },
  ],
  'expert settings of machines': [
    row('a phase that there is not', { kubeadm: { skipPhases: ['addons/coredns'] } }, {
      code: 'InvalidValue', path: 'spec.expert.kubeadm.skipPhases[0]', message: 'kubeadm does not run with the unknown phase "addons/coredns"', didYouMean: 'addon/coredns',
    }),
    {
      name: 'a phase of control planes on a pool', profile: ALLOWED,
      cluster: { nodePools: [{ name: 'general', flavor: 'SCS-4V-16', expert: { kubeadm: { skipPhases: ['addon/coredns'] } } }] },
      gives: [{
        code: 'InvalidValue', path: 'spec.nodePools[0].expert.kubeadm.skipPhases[0]',
        message: 'kubeadm does not run with the unknown phase "addon/coredns", which is one of control planes',
      }],
    },
    row('a check that there is not', { kubeadm: { ignorePreflightErrors: ['NumCPUs'] } }, {
      code: 'InvalidValue', path: 'spec.expert.kubeadm.ignorePreflightErrors[0]', message: 'kubeadm has no check "NumCPUs"', didYouMean: 'NumCPU',
    }),
    row('a file without a content', { files: [{ path: '/etc/a' }] }, {
      code: 'MissingField', path: 'spec.expert.files[0]', message: 'a file has a content', allowed: ['content', 'contentFrom'],
    }),
    row('a file with two contents', { files: [{ path: '/etc/a', content: 'a', contentFrom: { secretKeyRef: { name: 'a', key: 'a' } } }] }, {
      code: 'ConflictingFields', path: 'spec.expert.files[0].contentFrom', message: 'content and contentFrom exclude each other',
    }),
    row('a file of Cluster API', { files: [{ path: '/etc/kubernetes/pki/ca.crt', content: 'a' }] }, {
      code: 'NameTaken', path: 'spec.expert.files[0].path', message: 'Cluster API writes the files of /etc/kubernetes/pki/ itself; choose another folder',
    }),
    row('a path that is none of a file', { files: [{ path: '/etc/../a', content: 'a' }] }, {
      code: 'InvalidValue', path: 'spec.expert.files[0].path', message: '"/etc/../a" is not a plain path of a file',
    }),
    row('a file that the library writes', { files: [{ path: '/etc/kubernetes/audit/policy.yaml', content: 'a' }] }, {
      code: 'NameTaken', path: 'spec.expert.files[0].path', message: 'the library writes /etc/kubernetes/audit/policy.yaml itself; choose another path',
    }),
    row('compressed text', { files: [{ path: '/etc/a', content: 'a', encoding: 'Gzip' }] }, {
      code: 'InvalidValue', path: 'spec.expert.files[0].encoding', message: 'compressed bytes cannot be written as text', allowed: ['GzipBase64'],
    }),
    row('what is not Base64', { files: [{ path: '/etc/a', content: 'a!', encoding: 'Base64' }] }, {
      code: 'InvalidValue', path: 'spec.expert.files[0].content', message: 'this is not Base64',
    }),
    row('a file that cloud-init would read as a template', { files: [{ path: '/etc/a', content: 'echo ${#list[@]}' }] }, {
      code: 'InvalidValue', path: 'spec.expert.files[0].content', message: `${TEMPLATES}; write the content with the encoding Base64`,
    }),
    row('a command that cloud-init would read as a template', { commands: { pre: ['echo ${#list[@]}'] } }, {
      code: 'InvalidValue', path: 'spec.expert.commands.pre[0]', message: `${TEMPLATES}; put it into a file with the encoding Base64`,
    }),
    row('a package twice', { packages: ['jq', 'jq'] }, { code: 'DuplicateItem', path: 'spec.expert.packages[1]', message: 'package "jq" is listed twice' }),
    row('two tokens for one Secret', {
      files: [{ path: '/etc/a', contentFrom: { secretKeyRef: { name: 'a', key: 'a' } } }],
      rolloutTokens: [{ secretRef: { name: 'a' }, token: '1' }, { secretRef: { name: 'a' }, token: '2' }],
    }, { code: 'DuplicateItem', path: 'spec.expert.rolloutTokens[1]', message: 'there are two tokens for the Secret "a"' }),
    row('a token of a Secret that no machine has', { rolloutTokens: [{ secretRef: { name: 'a' }, token: '1' }] }, {
      code: 'FieldWithoutEffect', path: 'spec.expert.rolloutTokens[0]', message: 'no machine has a file of the Secret "a", so the token replaces none',
    }),
    {
      name: 'more files than a machine takes', profile: ALLOWED,
      cluster: { nodePools: [{ name: 'general', flavor: 'SCS-4V-16', expert: { files: ['a', 'b', 'c', 'd', 'e'].map((name) => ({ path: `/etc/${name}`, content: 'x'.repeat(10_240) })) } }] },
      gives: [{
        code: 'ContentTooLarge', path: 'spec.nodePools[0].expert.files',
        message: 'all files of a machine of the pool have 51584 bytes, 44000 fit into the user data of OpenStack: take them from a place in the network, or put them into the machine image',
      }],
    },
    {
      name: 'expert settings of a pool that the policy does not allow',
      cluster: { nodePools: [{ name: 'general', flavor: 'SCS-4V-16', expert: { packages: ['jq'] } }] },
      gives: [{ code: 'PolicyViolation', path: 'spec.nodePools[0].expert', message: "the provider's policy does not allow expert settings (policy.allowExpert)" }],
    },
  ],
};
