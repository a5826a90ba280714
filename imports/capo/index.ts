/* eslint-disable */
// Written by `npm run import` from imports/crds/cluster-api-provider-openstack-v0.14.7.yaml; do not edit.
export * from './OpenStackCluster';
export * from './OpenStackClusterIdentity';
export * from './OpenStackClusterTemplate';
export * from './OpenStackFloatingIpPool';
export * from './OpenStackMachine';
export * from './OpenStackMachineTemplate';
export * from './OpenStackServer';
