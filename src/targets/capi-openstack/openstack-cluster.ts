import { OpenStackCluster, type OpenStackClusterSpecIdentityRefType as IdentityRefType } from '../../../imports/capo';
import type { ProviderProfileSpec } from '../../profile';
import { DEFAULT_API_PORT } from '../../resolve/api-server';
import { toSeconds } from '../../resolve/duration';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { deletionProtection, objectMetadata } from '../capi/object-metadata';
import { rendered, type RenderedObject } from '../rendered-object';
import { bastion } from './bastion';
import { cloudParam } from './cloud-param';
import { DEFAULT_LOAD_BALANCER } from './default-load-balancer';
import { identityRef } from './identity-ref';
import { managesGroups } from './security-group-openings';
import { securityGroupRules } from './security-group-rules';

/**
 * Nearly everything of this object is frozen by its webhook, and there absent and false differ: whether a field is there depends on
 * the two documents alone.
 */
export function renderOpenStackCluster(cluster: ResolvedCluster, profile: ProviderProfileSpec): RenderedObject {
  const { apiServer, controlPlane, tags } = cluster;
  const { externalNetwork, externalNetworkEnabled, mtu, portSecurity, routerAddresses = [] } = profile.openstack ?? {};
  const rules = securityGroupRules(cluster, profile);
  const internal = apiServer.exposure === 'Internal';
  return rendered('OpenStackCluster', OpenStackCluster, {
    metadata: { ...objectMetadata(cluster, cluster.name), annotations: deletionProtection(cluster) },
    spec: {
      identityRef: identityRef<IdentityRefType>(cluster, profile),
      ...(externalNetwork && { externalNetwork: cloudParam(externalNetwork) }),
      ...(externalNetworkEnabled === false && { disableExternalNetwork: true }),
      ...networks(cluster, profile),
      ...(portSecurity === false && cluster.network.existing === undefined && { disablePortSecurity: true }),
      ...(mtu !== undefined && { networkMtu: mtu }),
      ...(routerAddresses.length > 0 && {
        externalRouterIPs: routerAddresses.map(({ subnet, address }) => ({ subnet: cloudParam(subnet), ...(address !== undefined && { fixedIp: address }) })),
      }),
      ...(apiServer.endpoint && { controlPlaneEndpoint: { ...apiServer.endpoint } }),
      // Without a load balancer, the provider takes the host of an endpoint for a floating address otherwise (openstackmachine_controller.go).
      ...((internal || apiServer.endpoint) && { disableApiServerFloatingIp: true }),
      ...(apiServer.address !== undefined && (internal ? { apiServerFixedIp: apiServer.address } : { apiServerFloatingIp: apiServer.address })),
      ...(apiServer.internalAddress !== undefined && { apiServerFixedIp: apiServer.internalAddress }),
      ...(apiServer.port !== DEFAULT_API_PORT && { apiServerPort: apiServer.port }),
      ...apiServerLoadBalancer(cluster, profile),
      ...(controlPlane.zones.length > 0 ? { controlPlaneAvailabilityZones: [...controlPlane.zones] } : { controlPlaneOmitAvailabilityZone: true }),
      ...(managesGroups(profile.openstack) && {
        managedSecurityGroups: {
          allowAllInClusterTraffic: rules.allowAllInClusterTraffic,
          ...(rules.allNodes.length > 0 && { allNodesSecurityGroupRules: [...rules.allNodes] }),
          ...(rules.controlPlane.length > 0 && { controlPlaneNodesSecurityGroupRules: [...rules.controlPlane] as never }),
          ...(rules.workers.length > 0 && { workerNodesSecurityGroupRules: [...rules.workers] as never }),
        },
      }),
      ...bastion(profile.openstack),
      ...(tags.length > 0 && { tags: [...tags] }),
    },
  });
}

function networks({ network }: ResolvedCluster, { openstack }: ProviderProfileSpec) {
  if (network.existing !== undefined) {
    const { network: existing, subnets, router } = network.existing;
    return {
      network: cloudParam(existing),
      ...(subnets.length > 0 && { subnets: subnets.map(cloudParam) }),
      ...(router && { router: cloudParam(router) }),
    };
  }
  const pools = openstack?.allocationPools ?? [];
  return {
    managedSubnets: [{
      cidr: network.nodeCidr!,
      ...(network.dnsServers.length > 0 && { dnsNameservers: [...network.dnsServers] }),
      ...(pools.length > 0 && { allocationPools: pools.map(({ start, end }) => ({ start, end })) }),
    }],
  };
}

function apiServerLoadBalancer({ apiServer }: ResolvedCluster, { openstack }: ProviderProfileSpec) {
  const { provider = DEFAULT_LOAD_BALANCER, flavor, availabilityZone, network, subnets = [], additionalPorts = [], monitor } = openstack?.apiLoadBalancer ?? {};
  if (provider === 'none' || provider === 'kube-vip') return {};
  return {
    apiServerLoadBalancer: {
      enabled: true,
      provider,
      ...(apiServer.allowedCidrs.length > 0 && { allowedCidRs: [...apiServer.allowedCidrs] }),
      ...(flavor !== undefined && { flavor }),
      ...(availabilityZone !== undefined && { availabilityZone }),
      ...(network && { network: cloudParam(network) }),
      ...(subnets.length > 0 && { subnets: subnets.map(cloudParam) }),
      ...(additionalPorts.length > 0 && { additionalPorts: [...additionalPorts] }),
      ...(monitor && {
        monitor: {
          ...(monitor.delay !== undefined && { delay: seconds(monitor.delay) }),
          ...(monitor.timeout !== undefined && { timeout: seconds(monitor.timeout) }),
          ...(monitor.maxRetries !== undefined && { maxRetries: monitor.maxRetries }),
          ...(monitor.maxRetriesDown !== undefined && { maxRetriesDown: monitor.maxRetriesDown }),
        },
      }),
    },
  };
}

/** Checked before anything is rendered. */
function seconds(text: string): number {
  const read = toSeconds(text);
  return read.ok ? read.value : 0;
}
