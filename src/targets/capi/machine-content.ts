import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { apiServerFeaturesBySetting, type ApiServerFeature } from './api-server-files';
import { kubeProxyConfiguration } from './metrics';
import { nodeSystem, type NodeFile, type NodeSystem } from './node-files';

/** All that stands in files, commands and arguments of a cluster's machines. */
export interface MachineContent {
  /** By the setting that they come from. */
  readonly apiServerFeatures: Readonly<Record<string, ApiServerFeature>>;
  readonly controlPlane: NodeSystem;
  /** In the order of the pools. */
  readonly nodePools: readonly NodeSystem[];
}

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
  const kubeProxy = kubeProxyConfiguration(cluster);
  const featureFiles = Object.values(apiServerFeatures).flatMap(({ files }) => files);
  return {
    apiServerFeatures,
    controlPlane: {
      ...system,
      files: [...featureFiles, ...system.files, ...kubeProxy.files],
      preKubeadmCommands: [...system.preKubeadmCommands, ...kubeProxy.preKubeadmCommands],
    },
    nodePools: cluster.nodePools.map(({ node }) => nodeSystem(cluster, node)),
  };
}

/** Fields of a KubeadmConfig that say what is on its machines; those that are empty are left out. */
export interface MachineContentFields {
  readonly files: NodeFile[];
  readonly ntp?: { readonly enabled: boolean; readonly servers: string[] };
  readonly bootCommands?: string[];
  readonly preKubeadmCommands?: string[];
  readonly postKubeadmCommands?: string[];
}

export function machineContentFields({ nodeSystem: { ntpServers } }: ResolvedCluster, { files, ...commands }: NodeSystem): MachineContentFields {
  const lists = Object.entries(commands).filter(([, list]) => list.length > 0).map(([field, list]) => [field, [...list]]);
  return {
    files: [...files],
    ...(ntpServers.length > 0 && { ntp: { enabled: true, servers: [...ntpServers] } }),
    ...(Object.fromEntries(lists) as Pick<MachineContentFields, 'bootCommands' | 'preKubeadmCommands' | 'postKubeadmCommands'>),
  };
}
