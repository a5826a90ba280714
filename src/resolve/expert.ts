import type { FieldPath } from '../diagnostics/diagnostic';
import { type Expert, ExpertKubeProxyMode, type ExpertArgument, type ExpertFeatureGate, type NodePool } from '../params';
import { INIT_PHASES, JOIN_PHASES } from '../versions/kubeadm-phases';
import { compareMinors } from '../versions/kubernetes-versions';
import { checkArguments } from './component-arguments';
import { formatGoDuration, parseDuration } from './duration';
import { mergeExpert, poolExpertSource, type ExpertSource } from './expert-source';
import { checkFeatureGates } from './feature-gates';
import { checkMachineExpert, resolveMachineExpert, type MachineExpert } from './node-expert';
import type { Report } from './report';
import type { ResolvedExpert, ResolvedNodeExpert, ResolvedRolloutToken } from './resolved-cluster';

/** Volumes of the API server that the library and kubeadm make. */
const TAKEN_VOLUMES = [
  'admission', 'audit-policy', 'audit-log', 'authentication', 'encryption', 'webhook-authentication', 'ca-certs', 'etc-ca-certificates', 'etc-pki',
  'etc-pki-ca-trust', 'etc-pki-tls-certs', 'k8s-certs', 'usr-local-share-ca-certificates', 'usr-share-ca-certificates',
];
/** Folders with files that settings decide: nothing may be laid over one of them. */
const OWN_FOLDERS = [
  '/etc/kubernetes/admission', '/etc/kubernetes/audit', '/var/log/kubernetes/audit', '/etc/kubernetes/authentication', '/etc/kubernetes/encryption',
  '/etc/kubernetes/webhook-authentication',
];
const TAKEN_MOUNTS = [
  ...OWN_FOLDERS, '/etc/kubernetes/pki', '/etc/ssl/certs', '/etc/ca-certificates', '/usr/share/ca-certificates', '/usr/local/share/ca-certificates',
];
/** Kubelets renew their lease every ten seconds. */
const MONITOR_LEAST_MS = 20_000;
const ARGUMENT_MOST = 1024;
const NFTABLES_SINCE = '1.31';

/** What the cluster's expert settings say, without what they say of single machines. */
export function resolveExpert(sources: readonly ExpertSource[], minor: string, minors: readonly string[]): ResolvedExpert {
  for (const source of sources) checkExpert(source, minor, minors);
  const expert = sources.map((source) => source.expert).reduce<Expert>((below, above) => mergeExpert<Expert>(below, above), {});
  const { apiServer, controllerManager, scheduler, etcd, kubeProxy } = expert;
  const gracePeriod = controllerManager?.nodeMonitorGracePeriod;
  const grace = gracePeriod === undefined ? undefined : parseDuration(gracePeriod);
  return {
    arguments: {
      apiServer: [
        ...(apiServer?.extraArgs ?? []),
        ...gatesArgument(apiServer?.featureGates),
        ...(apiServer?.logLevel ? [{ name: 'v', value: String(apiServer.logLevel) }] : []),
      ],
      controllerManager: [
        ...(controllerManager?.extraArgs ?? []),
        ...(grace?.ok ? [{ name: 'node-monitor-grace-period', value: formatGoDuration(grace.value) }] : []),
      ],
      scheduler: scheduler?.extraArgs ?? [],
      etcd: etcd?.extraArgs ?? [],
    },
    apiServerVolumes: apiServer?.extraVolumes ?? [],
    ...(apiServer?.webhookAuthenticationRef && { webhookAuthenticationRef: apiServer.webhookAuthenticationRef }),
    ...(kubeProxy?.mode !== undefined && kubeProxy.mode !== ExpertKubeProxyMode.IPTABLES && { kubeProxyMode: kubeProxy.mode }),
    etcdPriority: etcd?.prioBoost ?? false,
    rolloutTokens: rolloutTokens(sources),
  };
}

/** What they say of the control plane's machines, and of those of the pools. */
export function resolveNodeExperts(
  sources: readonly ExpertSource[], pools: readonly NodePool[], minorOf: (index: number) => string, report: Report,
): { readonly controlPlane: ResolvedNodeExpert; readonly nodePools: ReadonlyMap<string, ResolvedNodeExpert> } {
  for (const source of sources) checkAddressesOfAll(source);
  const common = sources.map(({ expert }) => machinePart(expert)).reduce((below, above) => mergeExpert(below, above));
  const nodePools = pools.map((pool, index): [string, ResolvedNodeExpert] => {
    const source = poolExpertSource(pool, ['nodePools', index], report);
    checkMachineExpert(source, [minorOf(index)], JOIN_PHASES);
    return [pool.name, resolveMachineExpert(mergeExpert(common, machinePart(source.expert)))];
  });
  // Floating addresses are for workers.
  const { floatingIPs: _ofWorkers, ...ofControlPlane } = common;
  return { controlPlane: resolveMachineExpert(ofControlPlane), nodePools: new Map(nodePools) };
}

function machinePart(expert: MachineExpert): MachineExpert {
  const { kubelet, kubeadm, files, commands, packages, securityGroups, ports, schedulerHints, serverMetadata, floatingIPs, tags, image, configDrive } = expert;
  return { kubelet, kubeadm, files, commands, packages, securityGroups, ports, schedulerHints, serverMetadata, floatingIPs, tags, image, configDrive };
}

/** An address belongs to one machine. */
function checkAddressesOfAll({ expert, tell }: ExpertSource): void {
  expert.ports?.forEach(({ fixedIPs }, index) => fixedIPs?.forEach(({ ipAddress }, at) => {
    if (ipAddress !== undefined) {
      tell('RolloutStalls', ['ports', index, 'fixedIPs', at, 'ipAddress'], `all machines of the cluster would have the address ${ipAddress}, and only the first would start; give it in nodePools[].expert.ports, to a pool of one machine`);
    }
  }));
}

function checkExpert(source: ExpertSource, minor: string, minors: readonly string[]): void {
  const { expert: { apiServer, controllerManager, scheduler, etcd, kubeProxy, kubeadm }, tell } = source;
  checkArguments('apiServer', apiServer?.extraArgs, tell);
  checkArguments('controllerManager', controllerManager?.extraArgs, tell);
  checkArguments('scheduler', scheduler?.extraArgs, tell);
  checkArguments('etcd', etcd?.extraArgs, tell);
  checkGatesOfArguments('controllerManager', controllerManager?.extraArgs, minor, tell);
  checkGatesOfArguments('scheduler', scheduler?.extraArgs, minor, tell);
  checkFeatureGates(apiServer?.featureGates, [minor], ['apiServer', 'featureGates'], tell);
  const gates = gatesArgument(apiServer?.featureGates)[0]?.value.length ?? 0;
  if (gates > ARGUMENT_MOST) tell('ContentTooLarge', ['apiServer', 'featureGates'], `all feature gates are one argument: these have ${gates} bytes, ${ARGUMENT_MOST} are allowed`);
  apiServer?.extraVolumes?.forEach(({ name, mountPath }, index, all) => {
    const path: FieldPath = ['apiServer', 'extraVolumes', index];
    if (TAKEN_VOLUMES.includes(name)) tell('NameTaken', [...path, 'name'], `the API server has a volume "${name}" already; choose another name`);
    const folder = OWN_FOLDERS.find((own) => mountPath.startsWith(`${own}/`));
    if (TAKEN_MOUNTS.includes(mountPath)) tell('NameTaken', [...path, 'mountPath'], `${mountPath} is mounted into the API server already; choose another path`);
    if (folder !== undefined) tell('NameTaken', [...path, 'mountPath'], `the files in ${folder} are written by other settings; choose another path`);
    if (!isPlainPath(mountPath)) tell('InvalidValue', [...path, 'mountPath'], `"${mountPath}" is not a plain path: no "//", ".", ".." or "/" at its end`);
    if (all.findIndex((other) => other.mountPath === mountPath) !== index) tell('DuplicateItem', [...path, 'mountPath'], `there are two volumes at ${mountPath}`);
  });
  checkGracePeriod(controllerManager?.nodeMonitorGracePeriod, tell);
  if (kubeProxy?.mode === ExpertKubeProxyMode.NFTABLES && compareMinors(minor, NFTABLES_SINCE) < 0) {
    tell('VersionTooOld', ['kubeProxy', 'mode'], { message: `kube-proxy of Kubernetes ${minor} has no nftables without an alpha feature gate; it needs ${NFTABLES_SINCE} or newer`, allowed: ['iptables', 'ipvs'] });
  }
  if (kubeProxy?.mode !== undefined && kubeProxy.mode !== ExpertKubeProxyMode.IPTABLES && kubeadm?.skipPhases?.some((phase) => ['addon', 'addon/all', 'addon/kube-proxy'].includes(phase))) {
    tell('FieldWithoutEffect', ['kubeProxy', 'mode'], 'there is no kube-proxy, as kubeadm.skipPhases skips it');
  }
  checkMachineExpert(source, minors, [...new Set([...INIT_PHASES, ...JOIN_PHASES])]);
}

function isPlainPath(path: string): boolean {
  return !/\/(\.{0,2})(\/|$)/.test(path);
}

function checkGracePeriod(text: string | undefined, tell: ExpertSource['tell']): void {
  if (text === undefined) return;
  const read = parseDuration(text);
  if (!read.ok) tell('InvalidValue', ['controllerManager', 'nodeMonitorGracePeriod'], read.problem);
  else if (read.value < MONITOR_LEAST_MS) tell('InvalidValue', ['controllerManager', 'nodeMonitorGracePeriod'], `"${text}" is less than two signs of life of a kubelet, one every 10s: healthy nodes would count as not ready; at least 20s`);
}

/** The API server and the kubelet have a list of their own for them. */
function checkGatesOfArguments(component: 'controllerManager' | 'scheduler', args: readonly ExpertArgument[] | undefined, minor: string, tell: ExpertSource['tell']): void {
  args?.forEach(({ name, value }, index) => {
    if (name !== 'feature-gates') return;
    const gates = value.split(',').map((gate): ExpertFeatureGate => {
      const [gateName, enabled] = gate.split('=');
      return { name: gateName, enabled: enabled === 'true' };
    });
    checkFeatureGates(gates, [minor], [], (code, _path, problem) => tell(code, [component, 'extraArgs', index, 'value'], problem));
  });
}

function gatesArgument(gates: readonly ExpertFeatureGate[] = []): ExpertArgument[] {
  if (gates.length === 0) return [];
  const sorted = [...gates].sort((a, b) => (a.name < b.name ? -1 : 1));
  return [{ name: 'feature-gates', value: sorted.map(({ name, enabled = true }) => `${name}=${enabled}`).join(',') }];
}

/** The description's of a Secret takes the place of the profile's. */
function rolloutTokens(sources: readonly ExpertSource[]): readonly ResolvedRolloutToken[] {
  const [profile, described] = sources.map(({ expert }) => expert.rolloutTokens ?? []);
  described.forEach(({ secretRef }, index) => {
    if (described.findIndex((other) => other.secretRef.name === secretRef.name) !== index) {
      sources[1].tell('DuplicateItem', ['rolloutTokens', index], `there are two tokens for the Secret "${secretRef.name}"`);
    }
  });
  const names = described.map(({ secretRef }) => secretRef.name);
  return [
    ...profile.filter(({ secretRef }) => !names.includes(secretRef.name)).map(({ secretRef, token }) => ({ secretName: secretRef.name, token })),
    ...described.map(({ secretRef, token }, index) => ({ secretName: secretRef.name, token, describedAt: index })),
  ];
}
