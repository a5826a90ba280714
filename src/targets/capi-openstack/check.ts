import type { FieldPath } from '../../diagnostics/diagnostic';
import { AntiAffinity } from '../../params';
import { ProfileOs, type ProfileAllocationPool, type ProviderProfileSpec } from '../../profile';
import { checkCloudRef } from '../../resolve/cloud-ref';
import { parseCidr, parseIpAddress, type Cidr, type IpAddress } from '../../resolve/cidr';
import type { Report } from '../../resolve/report';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { checkCertificateAuthorities } from '../capi/certificate-authorities';
import { checkIgnition } from '../capi/check-ignition';
import { checkPatches } from '../capi/check-patches';
import { checkSizes } from '../capi/check-sizes';
import { CONTROL_PLANE } from '../capi/machine-group';
import { checkApiLoadBalancer } from './api-load-balancer-check';
import { checkBastion } from './bastion';
import { checkCredentials } from './credentials';
import { checkDualStack } from './dual-stack';
import { whyNoNodeAddress } from './node-address';
import { nodeBootstrap } from './node-bootstrap';
import { checkSecurityGroupRules } from './security-group-check';
import { checkServers } from './server-check';
import { surge } from './surge';

/** Rules that need OpenStack's words. */
export function check(cluster: ResolvedCluster, profile: ProviderProfileSpec, report: Report): void {
  checkCredentials(cluster, profile, report);
  checkReferences(profile, report);
  checkServiceLoadBalancer(profile, report);
  checkImage(profile, report);
  checkApiLoadBalancer(cluster, profile, report);
  checkNetwork(cluster, profile, report);
  checkDualStack(cluster, report);
  checkSecurityGroupRules(cluster, profile, report);
  checkBastion(cluster, profile, report);
  checkServers(cluster, profile, report);
  checkHosts(cluster, profile, report);
  checkSizes(cluster, report, nodeBootstrap(cluster, profile, { ...cluster.controlPlane, name: CONTROL_PLANE }).files);
  checkPatches(cluster, profile, report);
  checkCertificateAuthorities(cluster, profile, report);
  checkIgnition(cluster, profile, report);
}

function checkReferences({ openstack }: ProviderProfileSpec, report: Report): void {
  const refs: [FieldPath, { name?: string; id?: string } | undefined][] = [
    [['externalNetwork'], openstack?.externalNetwork],
    [['apiLoadBalancer', 'network'], openstack?.apiLoadBalancer?.network],
    ...(openstack?.apiLoadBalancer?.subnets ?? []).map((subnet, index): [FieldPath, typeof subnet] => [['apiLoadBalancer', 'subnets', index], subnet]),
    [['serviceLoadBalancer', 'floatingNetwork'], openstack?.serviceLoadBalancer?.floatingNetwork],
    ...(openstack?.routerAddresses ?? []).map(({ subnet }, index): [FieldPath, typeof subnet] => [['routerAddresses', index, 'subnet'], subnet]),
  ];
  for (const [path, ref] of refs) {
    if (ref !== undefined) checkCloudRef(ref, ['openstack', ...path], report.profileError.bind(report));
  }
}

function checkImage({ openstack }: ProviderProfileSpec, report: Report): void {
  const { image, os } = openstack ?? {};
  const isNamed = image?.name !== undefined || image?.id !== undefined || image?.orc !== undefined;
  if ((os === ProfileOs.ROCKYLINUX || os === ProfileOs.FLATCAR) && !isNamed) {
    report.profileError('ProfileIncomplete', ['openstack', 'os'], { message: `the image that is taken where none is named is one of Ubuntu, not of ${os}`, allowed: ['image'] });
  }
  const path = ['openstack', 'image'];
  const [field, ...others] = (['name', 'id', 'orc'] as const).filter((each) => image?.[each] !== undefined);
  if (others.length > 0) {
    report.profileError('ConflictingFields', [...path, others[0]], `an image has a name, an id or an import by ORC: keep one of ${[field, ...others].join(', ')}`);
  } else if (field === 'id' || (field !== undefined && !(image!.orc?.url ?? image!.name!).includes('{version}'))) {
    const use = field === 'orc' ? 'an address' : 'a name';
    report.profileWarning('ImageWithoutVersion', [...path, field], `the same image is used for every Kubernetes version, so an upgrade would start machines with the old kubelet; use ${use} with {version}`);
  }
  const { url, hash } = image?.orc ?? {};
  if (hash !== undefined && url!.includes('{version}')) {
    report.profileError('ConflictingFields', [...path, 'orc', 'hash'], 'a hash fits one file, and the address has {version} in it: name the address of one version, or leave the hash out');
  }
  if (url !== undefined && !URL.canParse(url.replaceAll('{version}', '1.36.0'))) report.profileError('InvalidValue', [...path, 'orc', 'url'], `"${url}" is not an address of a file`);
}

function checkServiceLoadBalancer({ openstack }: ProviderProfileSpec, report: Report): void {
  const { provider, floatingNetwork } = openstack?.serviceLoadBalancer ?? {};
  if (provider === 'none' && floatingNetwork !== undefined) {
    report.profileWarning('FieldWithoutEffect', ['openstack', 'serviceLoadBalancer', 'floatingNetwork'], 'there are no load balancers for services, so nothing takes an address of it');
  }
}

function checkNetwork({ network }: ResolvedCluster, { openstack }: ProviderProfileSpec, report: Report): void {
  const madeOnly = [['mtu'], ['routerAddresses'], ['allocationPools']] as const;
  for (const [field] of madeOnly) {
    if (network.existing !== undefined && openstack?.[field] !== undefined) {
      report.profileWarning('FieldWithoutEffect', ['openstack', field], 'an existing network has its own; this has no effect');
    }
  }
  if (openstack?.externalNetworkEnabled === false) {
    for (const field of ['externalNetwork', 'routerAddresses'] as const) {
      if (openstack[field] !== undefined) report.profileWarning('FieldWithoutEffect', ['openstack', field], 'the external network is not used (externalNetworkEnabled), so this has no effect');
    }
  }
  if (openstack?.blockStorageZone !== undefined && openstack.blockStorageZones === 'SameAsCompute') {
    report.profileError('ConflictingFields', ['openstack', 'blockStorageZone'], 'volumes are made in one zone or in that of their machine: keep one of blockStorageZone and blockStorageZones');
  }
  const subnet = network.nodeCidr === undefined ? undefined : parseCidr(network.nodeCidr);
  if (subnet?.ok) checkAllocationPools(openstack?.allocationPools ?? [], subnet.value, report);
}

/** What OpenStack Neutron refuses (neutron/ipam/utils.py, neutron/db/ipam_backend_mixin.py); the gateway is the first address. */
function checkAllocationPools(pools: readonly ProfileAllocationPool[], subnet: Cidr, report: Report): void {
  const path = ['openstack', 'allocationPools'];
  const read = pools.map((pool, index): { readonly start?: IpAddress; readonly end?: IpAddress } => {
    const address = (field: 'start' | 'end'): IpAddress | undefined => {
      const value = report.readProfile(parseIpAddress(pool[field]), [...path, index, field], undefined);
      const problem = value && whyNoNodeAddress(value, pool[field], subnet);
      if (problem === undefined) return value;
      report.profileError('InvalidValue', [...path, index, field], problem);
      return undefined;
    };
    return { start: address('start'), end: address('end') };
  });
  read.forEach(({ start, end }, index) => {
    if (start === undefined || end === undefined) return;
    if (end.value < start.value) report.profileError('InvalidValue', [...path, index, 'end'], `${end.text} is before ${start.text}`);
    const other = read.slice(0, index).findIndex((pool) => pool.start && pool.end && pool.start.value <= end.value && start.value <= pool.end.value);
    if (other >= 0) report.profileError('InvalidValue', [...path, index], `${start.text} to ${end.text} has addresses of the pool at index ${other} in it`);
  });
}

/**
 * Required anti-affinity needs a host for every machine, and for those of a surge. Where the cloud chooses the zones, all of the
 * region can be used.
 */
function checkHosts({ controlPlane, nodePools, region }: ResolvedCluster, { openstack, regions }: ProviderProfileSpec, report: Report): void {
  const { hostsPerZone } = openstack ?? {};
  const allZones = regions?.find(({ name }) => name === region)?.zones.length || Infinity;
  const needs = (path: FieldPath, machines: number, zones: number): void => {
    const hosts = (hostsPerZone ?? Infinity) * (zones === 0 ? allZones : zones);
    if (machines > hosts) {
      report.error('RolloutStalls', path, `required anti-affinity needs ${machines} hosts during a rollout, and the profile knows ${hosts} in these zones; use fewer machines, maxSurge "0", or Preferred`);
    }
  };
  if (controlPlane.antiAffinity === AntiAffinity.REQUIRED) {
    needs(['controlPlane', 'antiAffinity'], controlPlane.replicas + controlPlane.maxSurge, controlPlane.zones.length);
  }
  nodePools.forEach((pool, index) => {
    if (pool.antiAffinity !== AntiAffinity.REQUIRED) return;
    // The first group has the most machines.
    const [{ replicas, autoscaling, zone }] = pool.groups;
    const machines = replicas ?? autoscaling!.max;
    needs(['nodePools', index, 'antiAffinity'], machines + surge(pool.rollout.maxSurge, machines), zone === undefined ? 0 : 1);
    if (hostsPerZone === undefined && !/^0+%?$/.test(pool.rollout.maxSurge)) {
      report.warning('RolloutStalls', ['nodePools', index, 'antiAffinity'], 'required anti-affinity needs a host of its own for every machine and for those of the surge; a rollout waits where there is none');
    }
  });
}
