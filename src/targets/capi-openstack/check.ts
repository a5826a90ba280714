import type { FieldPath } from '../../diagnostics/diagnostic';
import { AntiAffinity } from '../../params';
import type { ProviderProfileSpec } from '../../profile';
import { contains, parseCidr, parseIpAddress } from '../../resolve/cidr';
import { toSeconds } from '../../resolve/duration';
import { checkCloudRef } from './cloud-ref';
import type { Report } from '../../resolve/report';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { checkCredentials } from './credentials';
import { DEFAULT_LOAD_BALANCER } from './openstack-cluster';
import { checkSecurityGroupRules } from './security-group-rules';

/** Operating systems whose images take cloud-init and Debian's tools. */
const WORKING_OS = ['ubuntu', 'debian'];

/** Rules that need OpenStack's words. */
export function check(cluster: ResolvedCluster, profile: ProviderProfileSpec, report: Report): void {
  checkCredentials(cluster, profile, report);
  checkReferences(profile, report);
  checkImage(profile, report);
  checkApiLoadBalancer(cluster, profile, report);
  checkNetwork(cluster, profile, report);
  checkSecurityGroupRules(profile, report);
  checkHosts(cluster, profile, report);
}

function checkReferences({ openstack }: ProviderProfileSpec, report: Report): void {
  const refs: [FieldPath, { name?: string; id?: string } | undefined][] = [
    [['externalNetwork'], openstack?.externalNetwork],
    [['serviceLoadBalancer', 'floatingNetwork'], openstack?.serviceLoadBalancer?.floatingNetwork],
    ...(openstack?.routerAddresses ?? []).map(({ subnet }, index): [FieldPath, typeof subnet] => [['routerAddresses', index, 'subnet'], subnet]),
  ];
  for (const [path, ref] of refs) {
    if (ref !== undefined) checkCloudRef(ref, ['openstack', ...path], report);
  }
}

function checkImage({ openstack }: ProviderProfileSpec, report: Report): void {
  const { image, os } = openstack ?? {};
  if (os !== undefined && !WORKING_OS.includes(os)) {
    report.profileError('NotYetSupported', ['openstack', 'os'], { message: `${os} is part of the API, but this release cannot configure it yet`, allowed: WORKING_OS });
  }
  if (image?.name !== undefined && image.id !== undefined) {
    report.profileError('ConflictingFields', ['openstack', 'image', 'id'], 'an image is named by name or by id, not by both');
  }
  if (image?.id !== undefined || (image?.name !== undefined && !image.name.includes('{version}'))) {
    report.profileWarning('ImageWithoutVersion', ['openstack', 'image', image.id !== undefined ? 'id' : 'name'], 'the same image is used for every Kubernetes version, so an upgrade would start machines with the old kubelet; use a name with {version}');
  }
}

function checkApiLoadBalancer({ apiServer, controlPlane, network }: ResolvedCluster, { openstack }: ProviderProfileSpec, report: Report): void {
  const { provider = DEFAULT_LOAD_BALANCER, monitor } = openstack?.apiLoadBalancer ?? {};
  const path = ['openstack', 'apiLoadBalancer'];
  if (provider === 'kube-vip') {
    report.profileError('NotYetSupported', [...path, 'provider'], { message: 'kube-vip is part of the API, but this release cannot set it up yet', allowed: ['amphora', 'ovn', 'none'] });
  }
  if (provider === 'none' && controlPlane.replicas > 1) {
    report.error('ConflictingFields', ['controlPlane', 'replicas'], { message: `the profile has no load balancer for the API server, and a floating IP stays with the first of ${controlPlane.replicas} machines`, allowed: ['1'] });
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
  for (const field of ['delay', 'timeout'] as const) {
    if (monitor?.[field] !== undefined) report.readProfile(toSeconds(monitor[field]), [...path, 'monitor', field], 0);
  }
}

function checkNetwork({ network }: ResolvedCluster, { openstack }: ProviderProfileSpec, report: Report): void {
  const madeOnly = [['mtu'], ['routerAddresses'], ['allocationPools']] as const;
  for (const [field] of madeOnly) {
    if (network.existing !== undefined && openstack?.[field] !== undefined) {
      report.profileWarning('FieldWithoutEffect', ['openstack', field], 'an existing network has its own; this has no effect');
    }
  }
  const subnet = network.nodeCidr === undefined ? undefined : parseCidr(network.nodeCidr);
  openstack?.allocationPools?.forEach((pool, index) => {
    const [start, end] = (['start', 'end'] as const).map((field) => {
      const path = ['openstack', 'allocationPools', index, field];
      const address = report.readProfile(parseIpAddress(pool[field]), path, undefined);
      if (address !== undefined && subnet?.ok && !contains(subnet.value, address)) {
        report.profileError('InvalidValue', path, `${pool[field]} is outside of the nodes' range ${subnet.value.text}`);
      }
      return address;
    });
    if (start !== undefined && end !== undefined && end.value < start.value) {
      report.profileError('InvalidValue', ['openstack', 'allocationPools', index, 'end'], `${pool.end} is before ${pool.start}`);
    }
  });
}

/** Required anti-affinity needs a host for every machine, and for those of a surge. */
function checkHosts({ controlPlane, nodePools }: ResolvedCluster, { openstack }: ProviderProfileSpec, report: Report): void {
  const { hostsPerZone } = openstack ?? {};
  const needs = (path: FieldPath, machines: number, zones: number): void => {
    const hosts = (hostsPerZone ?? Infinity) * Math.max(zones, 1);
    if (machines > hosts) {
      report.error('RolloutStalls', path, `required anti-affinity needs ${machines} hosts during a rollout, and the profile knows ${hosts} in these zones; use fewer machines, maxSurge "0", or Preferred`);
    }
  };
  if (controlPlane.antiAffinity === AntiAffinity.REQUIRED) {
    needs(['controlPlane', 'antiAffinity'], controlPlane.replicas + controlPlane.maxSurge, controlPlane.zones.length);
  }
  nodePools.forEach((pool, index) => {
    if (pool.antiAffinity !== AntiAffinity.REQUIRED) return;
    for (const group of pool.groups) {
      const machines = group.replicas ?? group.autoscaling!.max;
      needs(['nodePools', index, 'antiAffinity'], machines + surge(pool.rollout.maxSurge, machines), 1);
    }
    if (hostsPerZone === undefined && !/^0+%?$/.test(pool.rollout.maxSurge)) {
      report.warning('RolloutStalls', ['nodePools', index, 'antiAffinity'], 'required anti-affinity needs a host of its own for every machine and for those of the surge; a rollout waits where there is none');
    }
  });
}

/** Cluster API rounds a percentage of surge up. */
function surge(maxSurge: string, machines: number): number {
  return maxSurge.endsWith('%') ? Math.ceil((machines * Number(maxSurge.slice(0, -1))) / 100) : Number(maxSurge);
}
