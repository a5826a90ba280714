import type { ResolvedCluster, ResolvedNode } from '../../resolve/resolved-cluster';
import { apiServerFeaturesBySetting, type ApiServerFeature } from './api-server-files';
import { etcdMaintenance } from './etcd-maintenance';
import { etcdPriority } from './etcd-priority';
import { withExpert } from './expert-content';
import { asIgnition, usesIgnition } from './ignition';
import { kubeProxyConfiguration } from './metrics';
import type { NodeBootstrap } from './node-bootstrap';
import type { NodeSystem } from './node-file';
import { nodeSystem } from './node-system';

/** All that stands in files, commands and arguments of a cluster's machines. */
export interface MachineContent {
  /** By the setting that they come from. */
  readonly apiServerFeatures: Readonly<Record<string, ApiServerFeature>>;
  readonly controlPlane: NodeSystem;
  /** In the order of the pools. */
  readonly nodePools: readonly NodeSystem[];
}

const IGNITION: unknown = 'ignition';

/** Both the checks and the objects need it, and it takes longer to make than all the rest. A resolved cluster never changes. */
const made = new WeakMap<ResolvedCluster, MachineContent>();

export function machineContent(cluster: ResolvedCluster): MachineContent {
  const content = made.get(cluster) ?? makeContent(cluster);
  made.set(cluster, content);
  return content;
}

function makeContent(cluster: ResolvedCluster): MachineContent {
  const apiServerFeatures = apiServerFeaturesBySetting(cluster);
  const system = nodeSystem(cluster, cluster.controlPlane.node);
  const featureFiles = Object.values(apiServerFeatures).flatMap(({ files }) => files);
  const kubeProxy = kubeProxyConfiguration(cluster);
  const maintenance = etcdMaintenance(cluster);
  const complete = (content: NodeSystem, { os, expert }: ResolvedNode): NodeSystem => {
    const all = withExpert(content, expert, cluster.expert.rolloutTokens);
    return usesIgnition(os) ? asIgnition(all, cluster.nodeSystem.ntpServers) : all;
  };
  const controlPlane = {
    ...system,
    files: [...featureFiles, ...system.files, ...etcdPriority(cluster), ...kubeProxy.files, ...maintenance.files],
    preKubeadmCommands: [...system.preKubeadmCommands, ...kubeProxy.preKubeadmCommands],
    postKubeadmCommands: [...system.postKubeadmCommands, ...maintenance.postKubeadmCommands],
  };
  return {
    apiServerFeatures,
    controlPlane: complete(controlPlane, cluster.controlPlane.node),
    nodePools: cluster.nodePools.map(({ node }) => complete(nodeSystem(cluster, node), node)),
  };
}

/** Fields of a KubeadmConfig that say what is on its machines; those that are empty are left out. `File` and `Format` are the kind's own types. */
export interface MachineContentFields<File, Format> {
  readonly format?: Format;
  readonly ignition?: { readonly containerLinuxConfig: { readonly additionalConfig: string } };
  readonly files: File[];
  readonly ntp?: { readonly enabled: boolean; readonly servers: string[] };
  readonly bootCommands?: string[];
  readonly preKubeadmCommands?: string[];
  readonly postKubeadmCommands?: string[];
}

/** What the infrastructure needs comes before other commands, and after other files. */
export function machineContentFields<File, Format>(
  cluster: ResolvedCluster, content: NodeSystem, bootstrap: NodeBootstrap,
): MachineContentFields<File, Format> {
  const { ntpServers } = cluster.nodeSystem;
  const { ignition } = bootstrap;
  const { files, ...commands } = {
    ...content,
    preKubeadmCommands: [...bootstrap.preKubeadmCommands, ...content.preKubeadmCommands],
    postKubeadmCommands: [...bootstrap.postKubeadmCommands, ...content.postKubeadmCommands],
  };
  const lists = Object.entries(commands).filter(([, list]) => list.length > 0).map(([field, list]) => [field, [...list]]);
  return {
    // The generated types of both kinds have enumerations of their own, with the same values.
    files: [...files, ...bootstrap.files] as unknown as File[],
    ...(ignition !== undefined && { format: IGNITION as Format, ignition: { containerLinuxConfig: { additionalConfig: ignition } } }),
    ...(ntpServers.length > 0 && ignition === undefined && { ntp: { enabled: true, servers: [...ntpServers] } }),
    ...(Object.fromEntries(lists) as Pick<MachineContentFields<File, Format>, 'bootCommands' | 'preKubeadmCommands' | 'postKubeadmCommands'>),
  };
}
