import type { FieldPath } from '../../diagnostics/diagnostic';
import type { ProfileAllocationPool, ProfileApiLoadBalancer, ProfileApiLoadBalancerProvider, ProfileHealthMonitor, ProviderProfileSpec } from '../../profile';
import { parseCidr, parseIpAddress } from '../../resolve/cidr';
import { toSeconds } from '../../resolve/duration';
import type { Report } from '../../resolve/report';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { DEFAULT_LOAD_BALANCER } from './default-load-balancer';
import { whyNoNodeAddress } from './node-address';

/** What Cluster API's provider uses where nothing is said. */
const MONITOR_DEFAULTS = { delay: '10s', timeout: '5s' };

/** Rules of the load balancer in front of the API servers, or of what takes its place. */
export function checkApiLoadBalancer(cluster: ResolvedCluster, { openstack }: ProviderProfileSpec, report: Report): void {
  const { apiServer, network } = cluster;
  const { provider = DEFAULT_LOAD_BALANCER, monitor } = openstack?.apiLoadBalancer ?? {};
  const path = ['openstack', 'apiLoadBalancer'];
  if (provider === 'kube-vip') checkVirtualAddress(cluster, report);
  if (provider === 'none' && apiServer.endpoint === undefined) checkWithoutLoadBalancer(cluster, report);
  checkEndpoint(cluster, provider, report);
  checkInternalAddress(cluster, openstack, report);
  if (provider !== 'amphora' && apiServer.allowedCidrs.length > 0) {
    report.error('AllowListIgnored', ['apiServer', 'allowedCidrs'], apiServer.endpoint === undefined
      ? `${WITHOUT_LISTS[provider]} cannot limit who reaches the API server: Cluster API's provider drops the list without a word, and the API server stays open to the world`
      : "what stands behind an endpoint of your own is not made by Cluster API's provider, which drops the list without a word: leave the list out, and limit there who reaches the API server");
  }
  if (apiServer.exposure === 'Internal' && network.existing === undefined && apiServer.endpoint === undefined) {
    report.error('ConflictingFields', ['apiServer', 'exposure'], "an internal API server cannot be reached in a network that is made for the cluster: the management cluster is not in it; use network.existing with a network that both are in");
  }
  if (apiServer.exposure === 'Public' && openstack?.externalNetworkEnabled === false && apiServer.endpoint === undefined) {
    report.error('ConflictingFields', ['apiServer', 'exposure'], { message: "the profile's clusters do without the external network (openstack.externalNetworkEnabled), so there is no public address", allowed: ['Internal'] });
  }
  checkOptions(openstack?.apiLoadBalancer, path, report);
  checkAdditionalPorts(openstack?.apiLoadBalancer, apiServer.port, [...path, 'additionalPorts'], report);
  checkMonitor(monitor, [...path, 'monitor'], report);
}

/** What cannot keep a list of who may connect. */
const WITHOUT_LISTS: Readonly<Record<Exclude<ProfileApiLoadBalancerProvider, ProfileApiLoadBalancerProvider.AMPHORA>, string>> = {
  ovn: 'the OVN load balancer', 'kube-vip': 'kube-vip', none: 'a control plane without a load balancer',
};

/** Only a floating IP with a name of its own, and one machine that has it. */
function checkWithoutLoadBalancer({ apiServer, controlPlane }: ResolvedCluster, report: Report): void {
  if (controlPlane.replicas > 1) {
    report.error('ConflictingFields', ['controlPlane', 'replicas'], { message: `the profile has no load balancer for the API server, and a floating IP stays with the first of ${controlPlane.replicas} machines; for more than one, name a load balancer of your own in apiServer.endpoint`, allowed: ['1'] });
  }
  // openstackmachine_controller.go, removeAPIServerEndpoint: only an address that the OpenStackCluster names is kept.
  if (apiServer.exposure === 'Public' && apiServer.address === undefined) {
    report.error('MissingField', ['apiServer'], { message: "without a load balancer, Cluster API's provider deletes the API server's floating IP together with the machine that has it, so the first upgrade would lose the cluster; allocate an address before, and name it", allowed: ['address'] });
  }
  if (apiServer.exposure === 'Internal') {
    report.error('ConflictingFields', ['apiServer', 'exposure'], { message: 'without a load balancer and without a floating IP there is no address that outlives a machine; name one of your own in apiServer.endpoint', allowed: ['Public'] });
  }
}

/**
 * The provider keeps an endpoint where it makes no load balancer; in the place of another one it would write the load balancer's address, which
 * its own webhook refuses (openstackcluster_controller.go, reconcileControlPlaneEndpoint; openstackcluster_webhook.go).
 */
function checkEndpoint({ apiServer }: ResolvedCluster, provider: `${ProfileApiLoadBalancerProvider}`, report: Report): void {
  const { address, endpoint, port } = apiServer;
  if (endpoint === undefined) return;
  const path = ['apiServer', 'endpoint'];
  if (provider === 'amphora' || provider === 'ovn') {
    report.error('ConflictingFields', path, `the profile's clusters have a load balancer (${provider}), whose address is the endpoint: add the name to apiServer.certificateSANs, or use a profile without one (openstack.apiLoadBalancer.provider: none)`);
  } else if (provider === 'none') {
    if (address !== undefined) report.error('ConflictingFields', ['apiServer', 'address'], 'nothing of the cloud gets an address of the API server where the endpoint is your own: keep one of address and endpoint');
  } else {
    if (address !== undefined && parseIpAddress(endpoint.host).ok && endpoint.host !== address) {
      report.error('ConflictingFields', [...path, 'host'], { message: `the profile's kube-vip has the address ${address}, and behind another one there is nothing: name it, or a name that resolves to it`, allowed: [address] });
    }
    if (endpoint.port !== port) {
      report.error('InvalidValue', [...path, 'port'], { message: `the profile's kube-vip gives machines the address itself, where the API server has port ${port}`, allowed: [String(port)] });
    }
  }
}

/** The provider asks for it when it makes the load balancer (loadbalancer.go, getAPIServerVIPAddress). */
function checkInternalAddress({ apiServer, network }: ResolvedCluster, openstack: ProviderProfileSpec['openstack'], report: Report): void {
  const { exposure, internalAddress } = apiServer;
  if (internalAddress === undefined || exposure === 'Internal') return;
  const path = ['apiServer', 'internalAddress'];
  const { provider = DEFAULT_LOAD_BALANCER, network: own } = openstack?.apiLoadBalancer ?? {};
  if (provider === 'none' || provider === 'kube-vip') {
    report.error('ConflictingFields', path, "the profile's clusters have no load balancer that could have it: leave it out");
    return;
  }
  const [subnet, address] = [parseCidr(network.nodeCidr ?? ''), parseIpAddress(internalAddress)];
  if (own !== undefined || !subnet.ok || !address.ok) return;
  const problem = whyNoNodeAddress(address.value, internalAddress, subnet.value);
  if (problem !== undefined) {
    report.error('InvalidValue', path, problem);
  } else if (isGivenOut(address.value.value, openstack?.allocationPools)) {
    report.warning('NameTaken', path, `OpenStack may give ${internalAddress} to another port before the load balancer asks for it, which then cannot be made: take one that is in no pool of the profile's openstack.allocationPools`);
  }
}

/** Without pools, all are. */
function isGivenOut(address: bigint, pools: readonly ProfileAllocationPool[] = []): boolean {
  return pools.length === 0 || pools.some((pool) => {
    const [start, end] = [parseIpAddress(pool.start), parseIpAddress(pool.end)];
    return start.ok && end.ok && start.value.value <= address && address <= end.value.value;
  });
}

/**
 * The provider has an address for the endpoint of a cluster without a load balancer that it does not give to a machine only where floating
 * addresses are off (openstackcluster_controller.go, reconcileControlPlaneEndpoint).
 */
function checkVirtualAddress({ apiServer, network }: ResolvedCluster, report: Report): void {
  if (network.existing === undefined) {
    report.error('MissingField', ['network', 'existing'], "the profile's kube-vip gives the API server an address in the nodes' network, and one that is made for the cluster cannot be reached from the management cluster: join a network that it reaches, or use a profile with the load balancer amphora or ovn");
  } else if (apiServer.exposure === 'Public') {
    report.error('ConflictingFields', ['apiServer', 'exposure'], { message: "the profile's kube-vip gives the API server an address in the nodes' network, and Cluster API's provider gives floating addresses to machines, never to an address that wanders", allowed: ['Internal'] });
  }
  if (apiServer.address === undefined) {
    report.error('MissingField', ['apiServer'], { message: "the profile's kube-vip needs an address of the first subnet of network.existing that nothing else has or gets", allowed: ['address'] });
  }
}

/** Cluster API's provider compares ids of subnets, and only looks at those of a network that is named (openstackcluster_controller.go). */
function checkOptions({ provider, kubeVip, ...options }: ProfileApiLoadBalancer = {}, path: FieldPath, report: Report): void {
  if (kubeVip !== undefined && provider !== 'kube-vip') {
    report.profileWarning('FieldWithoutEffect', [...path, 'kubeVip'], 'another provider has the address of the API server, so this has no effect');
  }
  if (provider === 'none' || provider === 'kube-vip') {
    for (const field of Object.keys(options)) {
      report.profileWarning('FieldWithoutEffect', [...path, field], 'there is no load balancer for the API server, so this has no effect');
    }
    return;
  }
  const { network, subnets = [] } = options;
  if (network === undefined && subnets.length > 0) {
    report.profileError('MissingField', path, { message: "the load balancer's subnet is looked for in the network that is named for it, and none is", allowed: ['network'] });
  }
  subnets.forEach(({ name, id }, index) => {
    if (name !== undefined && id === undefined) {
      report.profileError('InvalidValue', [...path, 'subnets', index, 'name'], { message: "Cluster API's provider finds the load balancer's subnet by its id only", allowed: ['id'] });
    }
  });
}

/** A listener for each port. */
function checkAdditionalPorts({ additionalPorts = [] }: ProfileApiLoadBalancer = {}, apiPort: number, path: FieldPath, report: Report): void {
  additionalPorts.forEach((port, index) => {
    if (port === apiPort) report.profileError('NameTaken', [...path, index], `port ${port} is that of the API server itself`);
    else if (additionalPorts.indexOf(port) !== index) report.profileError('DuplicateItem', [...path, index], `port ${port} is listed twice`);
  });
}

/** Cluster API's provider puts its own default in the place of 0. */
function checkMonitor(monitor: ProfileHealthMonitor | undefined, path: FieldPath, report: Report): void {
  const [delay, timeout] = (['delay', 'timeout'] as const).map((field) => {
    const seconds = report.readProfile(toSeconds(monitor?.[field] ?? MONITOR_DEFAULTS[field]), [...path, field], undefined);
    if (seconds === 0) report.profileError('InvalidValue', [...path, field], `${monitor?.[field]} is no time to wait; the shortest is 1s`);
    return seconds || undefined;
  });
  if (delay !== undefined && timeout !== undefined && timeout >= delay) {
    const field = monitor?.timeout === undefined ? 'delay' : 'timeout';
    report.profileError('InvalidValue', [...path, field], `a probe may take ${timeout}s, which must be less than the ${delay}s between two probes`);
  }
}
