import type { ProviderProfileSpec } from '../../../src/profile';
import type { ResolvedCluster } from '../../../src/resolve/resolved-cluster';
import { openings, type Opening, opensAll } from '../../../src/targets/capi-openstack/security-group-openings';
import type { Cloud } from './cloud';

/** A server with what it is made of, in the words of the description. */
export interface ServerFacts {
  readonly name: string;
  readonly id: string;
  readonly flavor: string;
  readonly zone: string;
  /** Differs for each host, and only tells that. */
  readonly host: string;
  readonly image: string;
  readonly keyName: string | null;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly securityGroups: readonly string[];
  readonly rootVolume?: VolumeFacts;
  readonly otherVolumes: readonly VolumeFacts[];
}

export interface VolumeFacts {
  readonly name: string;
  readonly sizeGiB: number;
  readonly type: string;
  readonly deletedWithServer: boolean;
}

/** The names that Cluster API's provider gives to what it makes for a cluster. */
export function namesOf({ namespace, name }: Pick<ResolvedCluster, 'namespace' | 'name'>) {
  const cluster = `${namespace}-${name}`;
  return {
    network: `k8s-clusterapi-cluster-${cluster}`,
    subnet: `k8s-clusterapi-cluster-${cluster}`,
    router: `k8s-clusterapi-cluster-${cluster}`,
    loadBalancer: `k8s-clusterapi-cluster-${cluster}-kubeapi`,
    controlPlaneGroup: `k8s-cluster-${cluster}-secgroup-controlplane`,
    workerGroup: `k8s-cluster-${cluster}-secgroup-worker`,
  };
}

/** The only one of its name. */
export async function one(cloud: Cloud, service: 'network' | 'load-balancer', path: string, field: string, name: string): Promise<any> {
  const found = (await cloud.get(service, `${path}?name=${encodeURIComponent(name)}`))[field] as unknown[];
  if (found.length !== 1) throw new Error(`${found.length} ${field} are named ${name}`);
  return found[0];
}

/** All servers of the project whose names begin so. */
export async function serverFacts(cloud: Cloud, prefix: string): Promise<ServerFacts[]> {
  const { servers } = await cloud.get('compute', '/servers/detail');
  const own = (servers as any[]).filter(({ name }) => (name as string).startsWith(prefix));
  return Promise.all(own.map((server) => factsOf(cloud, server)));
}

async function factsOf(cloud: Cloud, server: any): Promise<ServerFacts> {
  const attachments = server['os-extended-volumes:volumes_attached'] as { readonly id: string; readonly delete_on_termination: boolean }[];
  const volumes = await Promise.all(attachments.map(async ({ id, delete_on_termination: deletedWithServer }) => {
    const { volume } = await cloud.get('volume', `/volumes/${id}`);
    return { volume, facts: { name: volume.name as string, sizeGiB: volume.size as number, type: volume.volume_type as string, deletedWithServer } };
  }));
  const root = volumes.find(({ volume }) => volume.bootable === 'true');
  const imageId = (server.image.id ?? root?.volume.volume_image_metadata?.image_id) as string;
  const { name: image } = await cloud.get('image', `/images/${imageId}`);
  const { ports } = await cloud.get('network', `/ports?device_id=${server.id}`);
  return {
    name: server.name,
    id: server.id,
    flavor: server.flavor.original_name,
    zone: server['OS-EXT-AZ:availability_zone'],
    host: server.hostId,
    image,
    keyName: server.key_name,
    tags: [...server.tags].sort(),
    metadata: server.metadata,
    securityGroups: [...new Set((ports as any[]).flatMap((port) => port.security_groups as string[]))].sort(),
    ...(root !== undefined && { rootVolume: root.facts }),
    otherVolumes: volumes.filter((entry) => entry !== root).map(({ facts }) => facts),
  };
}

/** The rules of a group of the cloud, each as a line, with the names of other groups in the place of ids. */
export async function groupRules(cloud: Cloud, group: { readonly id: string }, names: Readonly<Record<string, string>>): Promise<string[]> {
  const { security_group_rules: rules } = await cloud.get('network', `/security-group-rules?security_group_id=${group.id}`);
  return (rules as any[]).map((rule) => {
    const ports = rule.port_range_min === null ? '' : ` ${rule.port_range_min}-${rule.port_range_max}`;
    const remote = rule.remote_group_id !== null ? names[rule.remote_group_id] ?? rule.remote_group_id : rule.remote_ip_prefix ?? 'anywhere';
    return `${rule.direction} ${rule.ethertype} ${rule.protocol ?? 'all'}${ports} ${remote}`;
  }).sort();
}

interface RulesOfGroups {
  readonly controlPlane: string[];
  readonly worker: string[];
}

/** The rules of Cluster API's provider (its securitygroups_rules.go), and what the CNI and the options open. */
export function wantedRules(cluster: ResolvedCluster, profile: ProviderProfileSpec, nodeCidr: string): RulesOfGroups {
  const { betweenNodes, toControlPlane, nodePorts, nodePortsAmongNodes } = openings(cluster, profile);
  const egress = ['egress IPv4 all anywhere', 'egress IPv6 all anywhere'];
  const amongNodes = (text: string): string[] => ['controlplane', 'worker'].map((group) => `${text} ${group}`);
  const inside = opensAll(profile.openstack) ? amongNodes('ingress IPv4 all') : amongNodes('ingress IPv4 tcp 10250-10250');
  const portsOfServices = ['ingress IPv4 tcp 30000-32767', 'ingress IPv4 udp 30000-32767'];
  return {
    controlPlane: [
      ...egress, ...inside, 'ingress IPv4 tcp 6443-6443 anywhere',
      ...(opensAll(profile.openstack) ? [] : ['ingress IPv4 tcp 2379-2380 controlplane']),
      ...[...betweenNodes, ...toControlPlane].flatMap((opening) => amongNodes(ingress(opening))),
    ].sort(),
    worker: [
      ...egress, ...inside, ...portsOfServices.flatMap((text) => [...amongNodes(text), `${text} ${nodeCidr}`]),
      ...nodePorts.map((opening) => `${ingress(opening)} anywhere`),
      ...[...betweenNodes, ...nodePortsAmongNodes].flatMap((opening) => amongNodes(ingress(opening))),
    ].sort(),
  };
}

function ingress({ protocol, etherType, ports }: Opening): string {
  return `ingress ${etherType ?? 'IPv4'} ${protocol ?? 'all'}${ports === undefined ? '' : ` ${ports[0]}-${ports[1]}`}`;
}
