import type { DiagnosticCase, DiagnosticCases, ExpectedDiagnostic } from '../fixtures/diagnostic-case';
import type { Overrides } from '../fixtures/documents';

const VOLUME = { name: 'mine', hostPath: '/srv/mine' };

/** A policy that allows expert settings, and a description that has some. */
function expertRow(name: string, policy: Overrides, expert: Overrides, gives: readonly ExpectedDiagnostic[]): DiagnosticCase {
  return { name, cluster: { expert }, profile: { policy: { allowExpert: true, ...policy } }, gives };
}

function patchRow(name: string, policy: Overrides, kind: string, path: string, says?: string): DiagnosticCase {
  const message = `the provider, not the library, ${says}, and a patch of this field could undo it`;
  return expertRow(name, policy, { patches: [{ target: { kind }, patch: [{ op: 'remove', path }] }] }, says === undefined ? [] : [
    { code: 'PolicyViolation', path: 'spec.expert.patches[0].patch[0].path', message },
  ]);
}

/** Ways around what the provider's policy says, each of them closed. */
export const POLICY_CASES: DiagnosticCases = {
  'around the policy: settings': [
    {
      name: 'audit rules that keep less than the level that is fixed',
      cluster: { audit: { rules: [{ level: 'Metadata' }, { level: 'None', users: ['admin'] }, { level: 'Request', omitStages: ['RequestReceived', 'ResponseComplete'] }] } },
      profile: { policy: { enforce: { audit: { level: 'Metadata' } } } },
      gives: [
        {
          code: 'PolicyViolation', path: 'spec.audit.rules[1].level', message: 'the provider, not the library, fixes audit.level to Metadata, and this rule would keep less',
          allowed: ['Metadata', 'Request', 'RequestResponse'],
        },
        {
          code: 'PolicyViolation', path: 'spec.audit.rules[2].omitStages[1]',
          message: 'the provider, not the library, fixes audit.level to Metadata, and a rule without this stage would keep nothing of what ends in it',
        },
      ],
    },
    {
      name: 'nothing of rules that the provider fixes itself',
      profile: { policy: { enforce: { audit: { level: 'Metadata', rules: [{ level: 'None', users: ['system:kube-proxy'] }] } } } },
      gives: [],
    },
    {
      name: 'a policy of its own beside the level that is fixed',
      cluster: { audit: { policyRef: { name: 'audit', key: 'policy.yaml' } } }, profile: { policy: { enforce: { audit: { level: 'Metadata' } } } },
      gives: [{ code: 'PolicyViolation', path: 'spec.audit.policyRef', message: 'the provider, not the library, fixes audit.level, and a policy of your own would be used instead' }],
    },
    {
      name: 'a policy among the defaults of a profile that fixes the rules',
      profile: { defaults: { audit: { policyRef: { name: 'audit', key: 'policy.yaml' } } }, policy: { enforce: { audit: { rules: [] } } } },
      gives: [{
        code: 'PolicyViolation', document: 'profile', path: 'spec.defaults.audit.policyRef',
        message: "the profile's own policy.enforce fixes audit.rules, and this policy would be used instead",
      }],
    },
    {
      name: 'nothing of a policy that the provider fixes itself', profile: { policy: { enforce: { audit: { policyRef: { name: 'audit', key: 'policy.yaml' } } } } },
      gives: [],
    },
    {
      name: 'namespaces without the pod security that is fixed',
      cluster: { podSecurity: { exemptNamespaces: ['default'] } }, profile: { policy: { enforce: { podSecurity: { enforce: 'baseline' } } } },
      gives: [{
        code: 'PolicyViolation', path: 'spec.podSecurity.exemptNamespaces', message: 'the provider, not the library, fixes podSecurity.enforce to baseline for all namespaces',
      }],
    },
    {
      name: 'pod security without its plugin', profile: { admission: { plugins: ['NodeRestriction', 'EventRateLimit'] } },
      gives: [{
        code: 'FieldWithoutEffect', severity: 'Warning', document: 'profile', path: 'spec.admission.plugins',
        message: 'without the plugin PodSecurity, the podSecurity of descriptions has no effect',
      }],
    },
    {
      name: 'pod security that is fixed, without its plugin',
      profile: { admission: { plugins: ['NodeRestriction', 'EventRateLimit'] }, policy: { enforce: { podSecurity: { enforce: 'baseline' } } } },
      gives: [{
        code: 'PolicyViolation', document: 'profile', path: 'spec.admission.plugins',
        message: "without the plugin PodSecurity, the podSecurity of descriptions has no effect, and the profile's own policy.enforce fixes it",
      }],
    },
    {
      name: 'limits of events without their plugin', profile: { admission: { plugins: ['PodSecurity'], eventRateLimit: { qps: 10 } } },
      gives: [{
        code: 'FieldWithoutEffect', severity: 'Warning', document: 'profile', path: 'spec.admission.eventRateLimit', message: 'without the plugin EventRateLimit there are no limits',
      }],
    },
    {
      name: 'ranges that are all addresses', cluster: { apiServer: { allowedCidrs: ['128.0.0.0/1', '10.0.0.0/8', '0.0.0.0/1'] } }, profile: { policy: { requireAllowedCidrs: true } },
      gives: [{
        code: 'PolicyViolation', path: 'spec.apiServer.allowedCidrs',
        message: "together these ranges are all addresses, and the provider's policy wants a list that says who may reach the API server",
      }],
    },
    {
      name: 'nothing of such ranges where no policy asks', cluster: { apiServer: { allowedCidrs: ['0.0.0.0/0'] } }, gives: [],
    },
  ],
  'around the policy: expert settings': [
    expertRow('audit arguments beside a fixed audit', { enforce: { audit: { level: 'Metadata' } } }, { apiServer: { extraArgs: [{ name: 'audit-log-truncate-enabled', value: 'true' }] } }, [{
      code: 'PolicyViolation', path: 'spec.expert.apiServer.extraArgs[0].name', message: 'the provider, not the library, fixes audit, and --audit-log-truncate-enabled could undo it',
    }]),
    expertRow('nothing of other arguments', { enforce: { audit: { level: 'Metadata' } } }, { apiServer: { extraArgs: [{ name: 'goaway-chance', value: '0.001' }] } }, []),
    expertRow('nothing of audit arguments where the audit is free', {}, { apiServer: { extraArgs: [{ name: 'audit-log-compress', value: 'true' }] } }, []),
    expertRow('tokens in a file beside fixed issuers', { enforce: { authentication: { oidc: [] } } }, { apiServer: { extraArgs: [{ name: 'token-auth-file', value: '/etc/tokens' }] } }, [{
      code: 'PolicyViolation', path: 'spec.expert.apiServer.extraArgs[0].name', message: 'the provider, not the library, fixes authentication, and --token-auth-file could undo it',
    }]),
    expertRow('a webhook beside fixed issuers', { enforce: { authentication: { oidc: [] } } }, { apiServer: { webhookAuthenticationRef: { name: 'webhook', key: 'kubeconfig' } } }, [{
      code: 'PolicyViolation', path: 'spec.expert.apiServer.webhookAuthenticationRef', message: 'the provider, not the library, fixes authentication.oidc, and a webhook would let in others',
    }]),
    expertRow('a file that is laid over one of a setting', {}, { apiServer: { extraVolumes: [{ ...VOLUME, mountPath: '/etc/kubernetes/audit/policy.yaml' }] } }, [{
      code: 'NameTaken', path: 'spec.expert.apiServer.extraVolumes[0].mountPath', message: 'the files in /etc/kubernetes/audit are written by other settings; choose another path',
    }]),
    expertRow('a path that goes around', {}, { apiServer: { extraVolumes: [{ ...VOLUME, mountPath: '/etc/kubernetes/mine/../audit' }] } }, [{
      code: 'InvalidValue', path: 'spec.expert.apiServer.extraVolumes[0].mountPath',
      message: '"/etc/kubernetes/mine/../audit" is not a plain path: no "//", ".", ".." or "/" at its end',
    }]),
  ],
  'around the policy: patches': [
    patchRow('more machines', { maxNodes: 100 }, 'MachineDeployment', '/spec/replicas', 'bounds the number of machines (policy.maxNodes)'),
    patchRow('other bounds of the autoscaler', { maxNodes: 100 }, 'MachineDeployment', '/metadata/annotations/cluster.x-k8s.io~1cluster-api-autoscaler-node-group-max-size',
      'bounds the number of machines (policy.maxNodes)'),
    patchRow('nothing of what is not bounded', { maxNodes: 100 }, 'MachineDeployment', '/spec/deletion'),
    patchRow('smaller machines', { minFlavor: { cpus: 2 } }, 'OpenStackMachineTemplate', '/spec/template/spec/flavor', 'bounds the size of machines (policy.minFlavor)'),
    patchRow('machines of another template', { minFlavor: { cpus: 2 } }, 'MachineDeployment', '/spec/template/spec/infrastructureRef/name', 'bounds the size of machines (policy.minFlavor)'),
    {
      ...patchRow('an API server that is open again', { requireAllowedCidrs: true }, 'OpenStackCluster', '/spec/apiServerLoadBalancer/allowedCIDRs', 'bounds who reaches the API server (policy.requireAllowedCidrs)'),
      cluster: { apiServer: { allowedCidrs: ['198.51.100.0/24'] }, expert: { patches: [{ target: { kind: 'OpenStackCluster' }, patch: [{ op: 'remove', path: '/spec/apiServerLoadBalancer/allowedCIDRs' }] }] } },
    },
    patchRow('another control plane', { enforce: { audit: { level: 'Metadata' } } }, 'Cluster', '/spec/controlPlaneRef/name', 'fixes audit'),
    patchRow('a class in the place of objects', { maxNodes: 100 }, 'Cluster', '/spec/topology', 'bounds the number of machines (policy.maxNodes)'),
    patchRow('ports of another network', { enforce: { network: { serviceDomain: 'cluster.local' } } }, 'OpenStackMachineTemplate', '/spec/template/spec/ports', 'fixes network'),
    patchRow('fewer control planes', { enforce: { controlPlane: { replicas: 3 } } }, 'KubeadmControlPlane', '/spec/replicas', 'fixes controlPlane.replicas'),
    patchRow('nothing of another setting of the block', { enforce: { controlPlane: { replicas: 3 } } }, 'KubeadmControlPlane', '/spec/remediation'),
    patchRow('the whole object', { enforce: { controlPlane: { replicas: 3 } } }, 'KubeadmControlPlane', '/spec', 'fixes controlPlane.replicas'),
    patchRow('protection from deletion', { enforce: { deletionProtection: true } }, 'Cluster', '/metadata/annotations/argocd.argoproj.io~1sync-options', 'fixes deletionProtection'),
    patchRow('nothing of other annotations', { enforce: { deletionProtection: true } }, 'Cluster', '/metadata/labels/cluster.x-k8s.io~1cluster-name'),
    {
      name: 'an effect of a feature that could undo it',
      profile: {
        policy: { maxNodes: 100, enforce: { features: { big: { on: true } } } },
        features: [{
          name: 'big', title: 'Big', description: 'Many machines.', mutability: 'InPlace',
          schema: { type: 'object', properties: { on: { type: 'boolean', title: 'On', description: 'Switches it', default: false } } },
          effects: [
            { type: 'Object', when: { on: true }, match: { kind: 'Cluster' }, patch: [{ op: 'add', path: '/spec/paused', value: false }] },
            { type: 'Object', when: { on: true }, match: { kind: 'MachineDeployment' }, patch: [{ op: 'add', path: '/spec/replicas', value: 500 }] },
          ],
        }],
      },
      gives: [{
        code: 'PolicyViolation', document: 'profile', path: 'spec.features[0].effects[1].patch[0].path',
        message: "the profile's own policy bounds the number of machines (policy.maxNodes), and feature \"big\" could undo it",
      }],
    },
  ],
};
