import { didYouMean } from '../diagnostics/did-you-mean';
import type { ApiServerEndpoint } from '../params';
import type { ProviderProfileSpec } from '../profile';
import { coversEverything, parseCidr, parseIpAddress } from './cidr';
import { toSeconds } from './duration';
import type { ExpertSource } from './expert-source';
import type { Report } from './report';
import type { ResolvedApiServer } from './resolved-cluster';
import { merge, PROFILE_DEFAULTS, type Settings } from './settings';

/** kubeadm's, and the one that Cluster API's OpenStack provider opens (securitygroups_rules.go). */
export const DEFAULT_API_PORT = 6443;
/** What listens on every control-plane machine already, by its port. */
const TAKEN_PORTS: Readonly<Record<number, string>> = {
  22: 'SSH', 179: "Calico's BGP", 2112: "kube-vip's metrics", 2379: 'etcd', 2380: 'etcd', 2381: "etcd's metrics", 4240: "Cilium's health checks", 4244: "Cilium's Hubble",
  5473: "Calico's Typha", 10248: "the kubelet's health checks", 10249: "kube-proxy's metrics", 10250: 'the kubelet', 10256: "kube-proxy's health checks",
  10257: 'the controller manager', 10259: 'the scheduler',
};
const LOOKS_LIKE_ADDRESS = /:|^[0-9.]+$/;
const NODE_PORTS = { first: 30000, last: 32767 };

/** Decides from where the API server can be reached, and what it admits. */
export function resolveApiServer(settings: Settings, profile: ProviderProfileSpec, sources: readonly ExpertSource[], report: Report): ResolvedApiServer {
  const { apiServer } = settings;
  const limits = merge(PROFILE_DEFAULTS.apiServer, profile.apiServer);
  const admission = merge(PROFILE_DEFAULTS.admission, profile.admission);
  checkAddress(apiServer.address, 'address', report);
  checkAddress(apiServer.internalAddress, 'internalAddress', report);
  if (apiServer.internalAddress !== undefined && apiServer.exposure === 'Internal') {
    report.error('ConflictingFields', ['apiServer', 'internalAddress'], { message: 'the API server is internal, so it has no other address than that of apiServer.address', allowed: ['address'] });
  }
  const port = resolvePort(sources);
  const endpoint = resolveEndpoint(apiServer.endpoint, port, report);
  return {
    exposure: apiServer.exposure,
    allowedCidrs: resolveAllowedCidrs(settings, profile, report),
    // kubeadm adds the endpoint itself, whichever it is.
    certificateSANs: [...new Set([...apiServer.certificateSANs, ...(apiServer.internalAddress === undefined ? [] : [apiServer.internalAddress])])],
    ...(apiServer.address !== undefined && { address: apiServer.address }),
    ...(apiServer.internalAddress !== undefined && { internalAddress: apiServer.internalAddress }),
    ...(endpoint && { endpoint }),
    port,
    maxRequestsInflight: limits.maxRequestsInflight,
    maxMutatingRequestsInflight: limits.maxMutatingRequestsInflight,
    minRequestTimeoutSeconds: report.readProfile(toSeconds(limits.minRequestTimeout), ['apiServer', 'minRequestTimeout'], 0),
    admissionPlugins: checkPlugins(admission.plugins, profile, report),
    eventRateLimit: admission.eventRateLimit,
  };
}

function checkAddress(text: string | undefined, field: 'address' | 'internalAddress', report: Report): void {
  if (text === undefined) return;
  const address = report.read(parseIpAddress(text), ['apiServer', field], undefined);
  if (address?.family === 'IPv6') report.error('InvalidValue', ['apiServer', field], 'the address of the API server is IPv4');
}

function resolveEndpoint(endpoint: ApiServerEndpoint | undefined, port: number, report: Report): ResolvedApiServer['endpoint'] {
  if (endpoint === undefined) return undefined;
  const { host } = endpoint;
  if (LOOKS_LIKE_ADDRESS.test(host)) report.read(parseIpAddress(host), ['apiServer', 'endpoint', 'host'], undefined);
  return { host, port: endpoint.port ?? port };
}

/** The description's, which wins over the profile's. */
function resolvePort(sources: readonly ExpertSource[]): number {
  for (const { expert, tell } of sources) {
    const port = expert.apiServer?.port;
    if (port === undefined) continue;
    if (port in TAKEN_PORTS) tell('NameTaken', ['apiServer', 'port'], `${TAKEN_PORTS[port]} may have port ${port} on the same machine`);
    if (port >= NODE_PORTS.first && port <= NODE_PORTS.last) {
      tell('ConflictingFields', ['apiServer', 'port'], `ports from ${NODE_PORTS.first} to ${NODE_PORTS.last} are given to services, and one of them could get ${port}`);
    }
  }
  return sources.map(({ expert }) => expert.apiServer?.port).reduce((below, above) => above ?? below) ?? DEFAULT_API_PORT;
}

/** The list of the description and the management cluster's own addresses, without which it would lock itself out. */
function resolveAllowedCidrs(settings: Settings, profile: ProviderProfileSpec, report: Report): readonly string[] {
  const { allowedCidrs } = settings.apiServer;
  const path = ['apiServer', 'allowedCidrs'];
  if (allowedCidrs.length === 0) {
    if (profile.policy?.requireAllowedCidrs) {
      report.error('PolicyViolation', path, "the provider's policy wants a list of ranges that may reach the API server");
    }
    return [];
  }
  const ranges = allowedCidrs.flatMap((text, index) => {
    const range = report.read(parseCidr(text), [...path, index], undefined);
    if (range?.family === 'IPv6') report.error('InvalidValue', [...path, index], 'the address of the API server is IPv4, and its load balancer refuses a range of IPv6');
    return range ?? [];
  });
  if (profile.policy?.requireAllowedCidrs && coversEverything(ranges.filter(({ family }) => family === 'IPv4'))) {
    report.error('PolicyViolation', path, "together these ranges are all addresses, and the provider's policy wants a list that says who may reach the API server");
  }
  const egress = profile.management?.egressCidrs;
  if (egress === undefined) {
    report.error('AllowListLockout', path, "the profile does not say from which addresses the management cluster comes, and the list would lock it out: set the profile's management.egressCidrs ([] where it reaches the API server from the nodes' network)");
  }
  const management = (egress ?? []).flatMap((text, index) => report.readProfile(parseCidr(text), ['management', 'egressCidrs', index], undefined)?.text ?? []);
  return [...new Set([...ranges.map(({ text }) => text), ...management])];
}

/** The API server does not start with others. Left out: those that need a configuration which is not written here, and those for tests. */
const ADMISSION_PLUGINS = [
  'AlwaysPullImages', 'CertificateApproval', 'CertificateSigning', 'CertificateSubjectRestriction', 'ClusterTrustBundleAttest',
  'DefaultIngressClass', 'DefaultStorageClass', 'DefaultTolerationSeconds', 'DenyServiceExternalIPs', 'EventRateLimit',
  'ExtendedResourceToleration', 'LimitPodHardAntiAffinityTopology', 'LimitRanger', 'MutatingAdmissionPolicy',
  'MutatingAdmissionWebhook', 'NamespaceAutoProvision', 'NamespaceExists', 'NamespaceLifecycle', 'NodeRestriction',
  'OwnerReferencesPermissionEnforcement', 'PersistentVolumeClaimResize', 'PodNodeSelector', 'PodSecurity',
  'PodTolerationRestriction', 'PodTopologyLabels', 'Priority', 'ResourceQuota', 'RuntimeClass', 'ServiceAccount',
  'StorageObjectInUseProtection', 'TaintNodesByCondition', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionWebhook',
];

function checkPlugins(plugins: readonly string[], { admission, policy }: ProviderProfileSpec, report: Report): readonly string[] {
  plugins.forEach((plugin, index) => {
    const path = ['admission', 'plugins', index];
    const guess = didYouMean(plugin, ADMISSION_PLUGINS);
    if (!ADMISSION_PLUGINS.includes(plugin)) {
      report.profileError('InvalidValue', path, { message: `the API server has no admission plugin "${plugin}" that can be switched on so`, ...(guess !== undefined && { didYouMean: guess }) });
    }
  });
  if (!plugins.includes('PodSecurity')) {
    const without = 'without the plugin PodSecurity, the podSecurity of descriptions has no effect';
    if (policy?.enforce?.podSecurity === undefined) report.profileWarning('FieldWithoutEffect', ['admission', 'plugins'], without);
    else report.profileError('PolicyViolation', ['admission', 'plugins'], `${without}, and the profile's own policy.enforce fixes it`);
  }
  if (!plugins.includes('EventRateLimit') && admission?.eventRateLimit !== undefined) {
    report.profileWarning('FieldWithoutEffect', ['admission', 'eventRateLimit'], 'without the plugin EventRateLimit there are no limits');
  }
  return plugins;
}
