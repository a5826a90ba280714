import type { FieldPath } from '../diagnostics/diagnostic';
import type { Problem } from '../diagnostics/result';
import type { ExpertArgument } from '../params';
import type { Tell } from './expert-source';

export type Component = 'apiServer' | 'controllerManager' | 'scheduler' | 'kubelet' | 'etcd';

/** Settings by the arguments that they end in. */
type ByArgument = Readonly<Record<string, string>>;

const HARDENING: ByArgument = ofSetting("the profile's hardening", ['tls-min-version', 'tls-cipher-suites', 'profiling']);
const LEAVES_NODES = 'labels and taints of the node pool or control plane';

/** Arguments that a setting decides: an argument beside it would undo what the setting, or the provider's policy, says. */
export const DECIDED_ARGUMENTS: Readonly<Record<Component, ByArgument>> = {
  apiServer: {
    ...HARDENING,
    ...ofSetting("podSecurity and the profile's admission", ['admission-control-config-file', 'enable-admission-plugins', 'disable-admission-plugins']),
    ...ofSetting('audit', ['audit-policy-file', 'audit-log-path', 'audit-log-maxage', 'audit-log-maxbackup', 'audit-log-maxsize']),
    ...ofSetting('authentication', [
      'authentication-config', 'anonymous-auth', 'oidc-ca-file', 'oidc-client-id', 'oidc-groups-claim', 'oidc-groups-prefix', 'oidc-issuer-url',
      'oidc-required-claim', 'oidc-signing-algs', 'oidc-username-claim', 'oidc-username-prefix',
    ]),
    ...ofSetting('encryption.configRef', ['encryption-provider-config']),
    ...ofSetting("the profile's apiServer", ['max-requests-inflight', 'max-mutating-requests-inflight', 'min-request-timeout']),
    ...ofSetting('network.serviceCidrs', ['service-cluster-ip-range']),
    ...ofSetting('expert.apiServer.featureGates', ['feature-gates']),
    ...ofSetting('expert.apiServer.logLevel', ['v']),
    ...ofSetting('expert.apiServer.webhookAuthenticationRef', ['authentication-token-webhook-config-file', 'authentication-token-webhook-version']),
    ...ofSetting('expert.apiServer.port', ['secure-port']),
  },
  controllerManager: {
    ...HARDENING,
    ...ofSetting('network', ['node-cidr-mask-size', 'node-cidr-mask-size-ipv4', 'node-cidr-mask-size-ipv6', 'cluster-cidr', 'service-cluster-ip-range']),
    ...ofSetting('expert.controllerManager.nodeMonitorGracePeriod', ['node-monitor-grace-period']),
    ...ofSetting("the profile's metrics", ['bind-address']),
  },
  scheduler: { ...HARDENING, ...ofSetting("the profile's metrics", ['bind-address']) },
  kubelet: {
    ...ofSetting('nodePools[].kubelet', [
      'max-pods', 'system-reserved', 'kube-reserved', 'eviction-hard', 'eviction-soft', 'eviction-soft-grace-period', 'image-gc-high-threshold',
      'image-gc-low-threshold', 'serialize-image-pulls',
    ]),
    ...ofSetting("the profile's hardening", ['tls-min-version', 'tls-cipher-suites']),
    ...ofSetting("the profile's kubelet.servingCertificates", ['rotate-server-certificates']),
    ...ofSetting('expert.kubelet.featureGates', ['feature-gates']),
    ...ofSetting(LEAVES_NODES, ['node-labels', 'register-with-taints']),
  },
  etcd: {
    ...ofSetting("the profile's etcd", [
      'heartbeat-interval', 'election-timeout', 'snapshot-count', 'auto-compaction-mode', 'auto-compaction-retention', 'quota-backend-bytes', 'listen-metrics-urls',
    ]),
    ...ofSetting("the profile's hardening", ['tls-min-version', 'cipher-suites']),
  },
};

const COMPONENT_KUBECONFIG = ['kubeconfig', 'authentication-kubeconfig', 'authorization-kubeconfig'];

/** Arguments by which kubeadm and Cluster API hold a cluster together (kubeadm, phases/controlplane, phases/etcd, phases/kubelet). */
const HOLDING_ARGUMENTS: Readonly<Record<Component, readonly string[]>> = {
  apiServer: [
    'advertise-address', 'client-ca-file', 'enable-bootstrap-token-auth', 'etcd-cafile', 'etcd-certfile', 'etcd-keyfile', 'etcd-servers',
    'kubelet-client-certificate', 'kubelet-client-key', 'proxy-client-cert-file', 'proxy-client-key-file', 'requestheader-allowed-names',
    'requestheader-client-ca-file', 'requestheader-extra-headers-prefix', 'requestheader-group-headers', 'requestheader-username-headers',
    'service-account-key-file', 'service-account-signing-key-file', 'tls-cert-file', 'tls-private-key-file',
  ],
  controllerManager: [
    ...COMPONENT_KUBECONFIG, 'client-ca-file', 'cluster-name', 'cluster-signing-cert-file', 'cluster-signing-key-file', 'requestheader-client-ca-file',
    'root-ca-file', 'service-account-private-key-file', 'use-service-account-credentials',
  ],
  scheduler: COMPONENT_KUBECONFIG,
  kubelet: ['bootstrap-kubeconfig', 'cloud-provider', 'config', 'container-runtime-endpoint', 'hostname-override', 'kubeconfig', 'provider-id'],
  etcd: [
    'advertise-client-urls', 'cert-file', 'client-cert-auth', 'data-dir', 'initial-advertise-peer-urls', 'initial-cluster', 'initial-cluster-state',
    'key-file', 'listen-client-urls', 'listen-peer-urls', 'name', 'peer-cert-file', 'peer-client-cert-auth', 'peer-key-file', 'peer-trusted-ca-file',
    'trusted-ca-file',
  ],
};

/** Arguments that stop a component from starting, as it has them no more. */
const GONE_ARGUMENTS: Readonly<Partial<Record<Component, readonly string[]>>> = {
  apiServer: ['cloud-provider', 'cloud-config', 'insecure-port', 'insecure-bind-address'],
  kubelet: ['pod-infra-container-image', 'network-plugin', 'container-runtime'],
};

function ofSetting(setting: string, names: readonly string[]): ByArgument {
  return Object.fromEntries(names.map((name) => [name, setting]));
}

/** Refuses arguments that would undo other settings, take the cluster apart, or keep the component from starting. */
export function checkArguments(component: Component, args: readonly ExpertArgument[] | undefined, tell: Tell): void {
  args?.forEach(({ name, value }, index) => {
    const path: FieldPath = [component, 'extraArgs', index];
    const setting = Object.hasOwn(DECIDED_ARGUMENTS[component], name) ? DECIDED_ARGUMENTS[component][name] : undefined;
    if (setting !== undefined) tell('ConflictingFields', [...path, 'name'], `--${name} is written by another setting; use ${setting}`);
    else if (HOLDING_ARGUMENTS[component].includes(name)) tell('InvalidValue', [...path, 'name'], `--${name} is decided by kubeadm and Cluster API, and the cluster would not work with another value: remove it`);
    else if (GONE_ARGUMENTS[component]?.includes(name)) tell('InvalidValue', [...path, 'name'], `there is no --${name} any more, and the component does not start with it: remove it`);
    const problem = component === 'apiServer' && name === 'authorization-mode' ? authorizationProblem(value) : undefined;
    if (problem) tell('InvalidValue', [...path, 'value'], problem);
  });
}

/** Nodes and kubeadm itself need both; whoever may do everything needs no authorization. */
function authorizationProblem(value: string): Problem | undefined {
  const modes = value.split(',');
  const isSound = modes.includes('Node') && modes.includes('RBAC') && !modes.includes('AlwaysAllow');
  return isSound ? undefined : { message: `"${value}" would take the cluster apart, or let everybody do everything`, allowed: ['Node,RBAC', 'Node,RBAC,Webhook'] };
}
