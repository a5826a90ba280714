import {
  KubeadmControlPlane,
  type KubeadmControlPlaneSpecKubeadmConfigSpecClusterConfigurationEncryptionAlgorithm as EncryptionAlgorithm,
  type KubeadmControlPlaneSpecKubeadmConfigSpecFiles as File,
  type KubeadmControlPlaneSpecKubeadmConfigSpecFormat as Format,
  KubeadmControlPlaneSpecRolloutStrategyRollingUpdateMaxSurge as MaxSurge,
  KubeadmControlPlaneSpecRolloutStrategyType as RolloutType,
} from '../../../imports/capi';
import { TaintEffect } from '../../params';
import { DEFAULT_API_PORT } from '../../resolve/api-server';
import type { ResolvedCluster, ResolvedHardening } from '../../resolve/resolved-cluster';
import { rendered, type RenderedObject } from '../rendered-object';
import { sortArguments, type Argument } from './argument';
import { contractRef } from './cluster';
import { machineContent, machineContentFields } from './machine-content';
import { machineDeletion } from './machine-deletion';
import { metricsArguments } from './metrics';
import type { NodeBootstrap } from './node-bootstrap';
import { nodeRangeArguments } from './node-ranges';
import { nodeRegistration } from './node-registration';
import { KUBEADM_PATCHES_DIRECTORY } from './node-system';
import { deletionProtection, objectMetadata } from './object-metadata';

/** What kubeadm chooses where nothing is said. */
const KUBEADM_ALGORITHM = 'RSA-2048';
const KUBEADM_VALIDITY_DAYS = { certificates: 365, authorities: 3650 };
const CONTROL_PLANE_TAINT = { key: 'node-role.kubernetes.io/control-plane', effect: TaintEffect.NO_SCHEDULE };

/** Name of the control plane's objects: a pool of this name is refused. */
export function controlPlaneName(cluster: ResolvedCluster): string {
  return `${cluster.name}-control-plane`;
}

export function renderKubeadmControlPlane(cluster: ResolvedCluster, machineTemplate: RenderedObject, bootstrap: NodeBootstrap): RenderedObject {
  const { controlPlane, certificates, rolloutAfter } = cluster;
  const { labels, timeouts, remediation } = controlPlane;
  const metadata = objectMetadata(cluster, controlPlaneName(cluster));
  return rendered('KubeadmControlPlane', KubeadmControlPlane, {
    metadata: { ...metadata, annotations: deletionProtection(cluster) },
    spec: {
      replicas: controlPlane.replicas,
      version: cluster.kubernetesVersion,
      machineTemplate: {
        ...(Object.keys(labels.synced).length > 0 && { metadata: { labels: labels.synced } }),
        spec: {
          infrastructureRef: contractRef(machineTemplate),
          deletion: machineDeletion(timeouts),
        },
      },
      kubeadmConfigSpec: kubeadmConfigSpec(cluster, bootstrap),
      rollout: {
        ...(rolloutAfter !== undefined && { after: rolloutAfter }),
        before: { certificatesExpiryDays: certificates.renewBeforeDays },
        strategy: { type: RolloutType.ROLLING_UPDATE, rollingUpdate: { maxSurge: MaxSurge.fromNumber(controlPlane.maxSurge) } },
      },
      remediation: {
        maxRetry: remediation.maxRetries,
        retryPeriodSeconds: remediation.retryPeriodSeconds,
        minHealthyPeriodSeconds: remediation.minHealthyPeriodSeconds,
      },
    },
  });
}

function kubeadmConfigSpec(cluster: ResolvedCluster, bootstrap: NodeBootstrap) {
  const { controlPlane, apiServer, certificates, network, nodeSystem } = cluster;
  const content = machineContent(cluster);
  const features = Object.values(content.apiServerFeatures);
  const tls = tlsArguments(cluster.hardening);
  const profiling = { name: 'profiling', value: String(cluster.hardening.profiling) };
  const taints = [...(controlPlane.schedulable ? [] : [CONTROL_PLANE_TAINT]), ...controlPlane.taints];
  const { arguments: expertArgs, apiServerVolumes } = cluster.expert;
  const { expert } = controlPlane.node;
  const node = { ...nodeRegistration(bootstrap, controlPlane.labels, taints, expert), patches: { directory: KUBEADM_PATCHES_DIRECTORY } };
  const skipped = (phases: readonly string[]) => (phases.length > 0 ? { skipPhases: [...phases] } : {});
  const endpoint = apiServer.port === DEFAULT_API_PORT ? {} : { localApiEndpoint: { bindPort: apiServer.port } };
  return {
    clusterConfiguration: {
      ...(nodeSystem.imagePrefix !== undefined && imageRepositories(nodeSystem.imagePrefix)),
      ...(certificates.algorithm !== KUBEADM_ALGORITHM && { encryptionAlgorithm: certificates.algorithm as EncryptionAlgorithm }),
      ...(certificates.validityDays !== KUBEADM_VALIDITY_DAYS.certificates && { certificateValidityPeriodDays: certificates.validityDays }),
      ...(certificates.authorityValidityDays !== KUBEADM_VALIDITY_DAYS.authorities && { caCertificateValidityPeriodDays: certificates.authorityValidityDays }),
      apiServer: {
        ...(apiServer.certificateSANs.length > 0 && { certSaNs: [...apiServer.certificateSANs] }),
        extraArgs: sortArguments([
          ...features.flatMap(({ args }) => args),
          ...tls,
          profiling,
          { name: 'max-requests-inflight', value: String(apiServer.maxRequestsInflight) },
          { name: 'max-mutating-requests-inflight', value: String(apiServer.maxMutatingRequestsInflight) },
          { name: 'min-request-timeout', value: String(apiServer.minRequestTimeoutSeconds) },
          ...expertArgs.apiServer,
        ]),
        extraVolumes: [...features.flatMap(({ volumes }) => volumes), ...apiServerVolumes.map(({ readOnly = true, ...volume }) => ({ ...volume, readOnly }))],
      },
      controllerManager: {
        extraArgs: sortArguments([...tls, profiling, ...nodeRangeArguments(network), ...metricsArguments(cluster), ...expertArgs.controllerManager]),
      },
      scheduler: { extraArgs: sortArguments([...tls, profiling, ...metricsArguments(cluster), ...expertArgs.scheduler]) },
      etcd: { local: { extraArgs: etcdArguments(cluster) } },
    },
    initConfiguration: { ...node, ...endpoint, ...skipped([...new Set([...(network.kubeProxyReplaced ? ['addon/kube-proxy'] : []), ...expert.skipPhases.init])]) },
    joinConfiguration: { ...node, ...(Object.keys(endpoint).length > 0 && { controlPlane: endpoint }), ...skipped(expert.skipPhases.join) },
    ...machineContentFields<File, Format>(cluster, content.controlPlane, bootstrap),
  };
}

/** Of CoreDNS alone kubeadm forgets the folder where the registry is not its own. */
function imageRepositories(prefix: string) {
  return { imageRepository: prefix, dns: { imageRepository: `${prefix}/coredns` } };
}

function tlsArguments({ tlsMinVersion, tlsCipherSuites }: ResolvedHardening): Argument[] {
  return [
    { name: 'tls-min-version', value: tlsMinVersion },
    ...(tlsCipherSuites.length > 0 ? [{ name: 'tls-cipher-suites', value: tlsCipherSuites.join(',') }] : []),
  ];
}

/** etcd spells TLS versions in its own way: `TLS1.2`. */
function etcdArguments({ etcd, hardening, expert }: ResolvedCluster): Argument[] {
  return sortArguments([
    { name: 'heartbeat-interval', value: String(etcd.heartbeatIntervalMs) },
    { name: 'election-timeout', value: String(etcd.electionTimeoutMs) },
    { name: 'snapshot-count', value: String(etcd.snapshotCount) },
    { name: 'auto-compaction-mode', value: 'periodic' },
    { name: 'auto-compaction-retention', value: etcd.compactionRetention },
    { name: 'quota-backend-bytes', value: String(etcd.quotaBytes) },
    ...(etcd.metrics === 'Cluster' ? [{ name: 'listen-metrics-urls', value: 'http://0.0.0.0:2381' }] : []),
    { name: 'tls-min-version', value: hardening.tlsMinVersion.replace(/^VersionTLS(\d)(\d)$/, 'TLS$1.$2') },
    ...(hardening.tlsCipherSuites.length > 0 ? [{ name: 'cipher-suites', value: hardening.tlsCipherSuites.join(',') }] : []),
    ...expert.arguments.etcd,
  ]);
}
