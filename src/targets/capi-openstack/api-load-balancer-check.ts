import type { FieldPath } from '../../diagnostics/diagnostic';
import type { ProfileApiLoadBalancer, ProfileHealthMonitor, ProviderProfileSpec } from '../../profile';
import { toSeconds } from '../../resolve/duration';
import type { Report } from '../../resolve/report';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { DEFAULT_LOAD_BALANCER } from './default-load-balancer';

/** What Cluster API's provider uses where nothing is said. */
const MONITOR_DEFAULTS = { delay: '10s', timeout: '5s' };

/** Rules of the load balancer in front of the API servers, or of what takes its place. */
export function checkApiLoadBalancer({ apiServer, controlPlane, network }: ResolvedCluster, { openstack }: ProviderProfileSpec, report: Report): void {
  const { provider = DEFAULT_LOAD_BALANCER, monitor } = openstack?.apiLoadBalancer ?? {};
  const path = ['openstack', 'apiLoadBalancer'];
  if (provider === 'kube-vip') {
    report.profileError('NotYetSupported', [...path, 'provider'], { message: 'kube-vip is part of the API, but this release cannot set it up yet', allowed: ['amphora', 'ovn', 'none'] });
  }
  if (provider === 'none' && controlPlane.replicas > 1) {
    report.error('ConflictingFields', ['controlPlane', 'replicas'], { message: `the profile has no load balancer for the API server, and a floating IP stays with the first of ${controlPlane.replicas} machines`, allowed: ['1'] });
  }
  // openstackmachine_controller.go, removeAPIServerEndpoint: only an address that the OpenStackCluster names is kept.
  if (provider === 'none' && apiServer.exposure === 'Public' && apiServer.address === undefined) {
    report.error('MissingField', ['apiServer'], { message: "without a load balancer, Cluster API's provider deletes the API server's floating IP together with the machine that has it, so the first upgrade would lose the cluster; allocate an address before, and name it", allowed: ['address'] });
  }
  if (provider === 'none' && apiServer.exposure === 'Internal') {
    report.error('ConflictingFields', ['apiServer', 'exposure'], { message: 'without a load balancer and without a floating IP there is no address that outlives a machine', allowed: ['Public'] });
  }
  if (provider !== 'amphora' && provider !== 'kube-vip' && apiServer.allowedCidrs.length > 0) {
    const why = provider === 'ovn' ? 'the OVN load balancer' : 'a control plane without a load balancer';
    report.error('AllowListIgnored', ['apiServer', 'allowedCidrs'], `${why} cannot limit who reaches the API server: Cluster API's provider drops the list without a word, and the API server stays open to the world`);
  }
  if (apiServer.exposure === 'Internal' && network.existing === undefined) {
    report.error('ConflictingFields', ['apiServer', 'exposure'], "an internal API server cannot be reached in a network that is made for the cluster: the management cluster is not in it; use network.existing with a network that both are in");
  }
  checkPlace(openstack?.apiLoadBalancer, path, report);
  checkMonitor(monitor, [...path, 'monitor'], report);
}

/** Cluster API's provider compares ids of subnets, and only looks at those of a network that is named (openstackcluster_controller.go). */
function checkPlace({ provider, ...options }: ProfileApiLoadBalancer = {}, path: FieldPath, report: Report): void {
  if (provider === 'none') {
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
