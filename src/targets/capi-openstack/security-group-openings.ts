import type { ProviderProfileSpec } from '../../profile';
import { DEFAULT_API_PORT } from '../../resolve/api-server';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { exposesKubeProxy, METRICS_PORTS } from '../capi/metrics';
import { isDualStack } from './dual-stack';

/** What a rule opens, and to whom. Without a protocol: all; without ports: all of the protocol; without a family: IPv4. */
export interface Opening {
  readonly name: string;
  readonly description: string;
  readonly protocol?: string;
  readonly etherType?: 'IPv6';
  readonly ports?: readonly [number, number];
}

/** Everything that a CNI sends from node to node (its documentation's system requirements); the rest goes through the overlay. */
const CNI_OPENINGS: Readonly<Record<string, readonly Opening[]>> = {
  cilium: [
    { name: 'cilium-vxlan', description: 'Cilium VXLAN overlay', protocol: 'udp', ports: [8472, 8472] },
    { name: 'cilium-health', description: 'Cilium health checks', protocol: 'tcp', ports: [4240, 4240] },
    { name: 'cilium-health-icmp', description: 'Cilium health checks', protocol: 'icmp' },
  ],
  calico: [
    { name: 'calico-bgp', description: 'Calico BGP', protocol: 'tcp', ports: [179, 179] },
    { name: 'calico-ipip', description: 'Calico IP-in-IP overlay', protocol: '4' },
    { name: 'calico-typha', description: 'Calico Typha', protocol: 'tcp', ports: [5473, 5473] },
  ],
  None: [],
};

/** The same for nodes with addresses of both families. The overlay of Cilium stays on IPv4; that of Calico's IPv6 pods is VXLAN. */
const CNI_OPENINGS_IPV6: Readonly<Record<string, readonly Opening[]>> = {
  cilium: [
    { name: 'cilium-health-ipv6', description: 'Cilium health checks', etherType: 'IPv6', protocol: 'tcp', ports: [4240, 4240] },
    { name: 'cilium-health-icmp-ipv6', description: 'Cilium health checks', etherType: 'IPv6', protocol: 'ipv6-icmp' },
  ],
  calico: [
    { name: 'calico-bgp-ipv6', description: 'Calico BGP', etherType: 'IPv6', protocol: 'tcp', ports: [179, 179] },
    { name: 'calico-vxlan-ipv6', description: 'Calico VXLAN overlay', etherType: 'IPv6', protocol: 'udp', ports: [4789, 4789] },
  ],
  None: [],
};

/** Cluster API's provider opens all traffic between nodes for IPv4 only. */
const ALL_IPV6: Opening = { name: 'in-cluster-ipv6', description: 'In-cluster Ingress', etherType: 'IPv6' };

/** OVN's load balancer keeps the client's address, so node ports must be open to all who may use a service. */
const NODE_PORT_OPENINGS: readonly Opening[] = [
  { name: 'node-ports-tcp', description: 'Node ports, for load balancers that keep client addresses', protocol: 'tcp', ports: [30000, 32767] },
  { name: 'node-ports-udp', description: 'Node ports, for load balancers that keep client addresses', protocol: 'udp', ports: [30000, 32767] },
];

/** Without a login, over plain HTTP. */
const ETCD_METRICS = metricsOpening('etcd', 2381);
const CONTROL_PLANE_METRICS: readonly Opening[] = [
  metricsOpening('controller-manager', METRICS_PORTS.controllerManager),
  metricsOpening('scheduler', METRICS_PORTS.scheduler),
];

const DEFAULT_CNI = 'cilium';
const ICMP_PROTOCOLS = ['icmp', 'icmpv6', 'ipv6-icmp', '1', '58'];

function metricsOpening(component: string, port: number): Opening {
  return { name: `metrics-${component}`, description: `Metrics of ${component}`, protocol: 'tcp', ports: [port, port] };
}

/** What the managed groups must let in besides what Cluster API's provider opens itself. */
export interface Openings {
  /** From node to node, for the CNI; nothing where all traffic between nodes is open anyway. */
  readonly betweenNodes: readonly Opening[];
  /** To the control plane, from everywhere: Cluster API's provider opens port 6443 only, whatever the API server's is. */
  readonly apiServer: readonly Opening[];
  /** To the control plane, from all nodes. */
  readonly toControlPlane: readonly Opening[];
  /** To workers, from everywhere. */
  readonly nodePorts: readonly Opening[];
  /** To workers, from all nodes. */
  readonly nodePortsAmongNodes: readonly Opening[];
}

/** What of a cluster decides on openings. */
export type OpeningSettings = Pick<ResolvedCluster, 'network' | 'metricsExposed' | 'apiServer'>;

/** What the CNI and the load balancers of the profile need: least privilege, unless the profile opens all traffic inside of the cluster. */
export function openings(cluster: OpeningSettings, { cni, etcd, openstack }: ProviderProfileSpec): Openings {
  const all = opensAll(openstack);
  const type = cni?.type ?? DEFAULT_CNI;
  const dual = isDualStack(cluster);
  const toTheWorld = opensNodePorts(openstack);
  const { port } = cluster.apiServer;
  return {
    apiServer: port === DEFAULT_API_PORT ? [] : [{ name: 'api-server', description: 'Kubernetes API', protocol: 'tcp', ports: [port, port] }],
    betweenNodes: [
      ...(all ? [] : CNI_OPENINGS[type]),
      ...(!all && exposesKubeProxy(cluster) ? [metricsOpening('kube-proxy', METRICS_PORTS.kubeProxy)] : []),
      ...(dual ? all ? [ALL_IPV6] : CNI_OPENINGS_IPV6[type] : []),
    ],
    nodePorts: toTheWorld ? [...NODE_PORT_OPENINGS, ...(dual ? ofIPv6(NODE_PORT_OPENINGS) : [])] : [],
    toControlPlane: all ? [] : [...(cluster.metricsExposed ? CONTROL_PLANE_METRICS : []), ...(etcd?.metrics === 'Cluster' ? [ETCD_METRICS] : [])],
    // For IPv4, Cluster API's provider opens them itself.
    nodePortsAmongNodes: dual && !all && !toTheWorld ? ofIPv6(NODE_PORT_OPENINGS) : [],
  };
}

function ofIPv6(list: readonly Opening[]): Opening[] {
  return list.map((opening) => ({ ...opening, name: `${opening.name}-ipv6`, etherType: 'IPv6' }));
}

/** Whether each cluster has security groups of its own. */
export function managesGroups(openstack: ProviderProfileSpec['openstack']): boolean {
  return (openstack?.portSecurity ?? true) && (openstack?.securityRules?.managed ?? true);
}

/** Whether node ports are open to the world. */
export function opensNodePorts(openstack: ProviderProfileSpec['openstack']): boolean {
  return openstack?.serviceLoadBalancer?.provider === 'ovn';
}

/** Whether all traffic between the nodes of a cluster is open. */
export function opensAll(openstack: ProviderProfileSpec['openstack']): boolean {
  return openstack?.securityRules?.inCluster === 'AllowAll';
}

/** Whether a protocol has types and codes in the place of ports. */
export function isIcmp(protocol: string | undefined): boolean {
  return protocol !== undefined && ICMP_PROTOCOLS.includes(protocol);
}

/** Neutron's names of protocols (neutron_lib/constants.py); any number from 0 to 255 is one as well. */
export const PROTOCOLS = [
  'ah', 'dccp', 'egp', 'esp', 'gre', 'icmp', 'igmp', 'ipv6-encap', 'ipv6-frag', 'ipv6-icmp', 'ipv6-nonxt', 'ipv6-opts', 'ipv6-route', 'ospf', 'pgm', 'rsvp',
  'sctp', 'tcp', 'udp', 'udplite', 'vrrp',
];
/** What Neutron stores for names that it takes, too: a rule in another spelling would be deleted and made for ever. */
const STORED = { IPv4: { 1: 'icmp' }, IPv6: { 1: 'ipv6-icmp', 58: 'ipv6-icmp', icmp: 'ipv6-icmp', icmpv6: 'ipv6-icmp' } } as const;

/** The protocol in the spelling that Neutron stores. */
export function storedProtocol(protocol: string, etherType: string | undefined): string {
  const spellings: Readonly<Record<string, string>> = STORED[etherType === 'IPv6' ? 'IPv6' : 'IPv4'];
  return spellings[protocol] ?? protocol;
}
