/* eslint-disable */
// Written by `npm run import` from imports/crds/openstack-resource-controller-v2.6.0.yaml; do not edit.
export * from './AddressScope';
export * from './ApplicationCredential';
export * from './Domain';
export * from './Endpoint';
export * from './Flavor';
export * from './FloatingIp';
export * from './Group';
export * from './Image';
export * from './KeyPair';
export * from './Network';
export * from './Port';
export * from './Project';
export * from './Role';
export * from './Router';
export * from './RouterInterface';
export * from './SecurityGroup';
export * from './Server';
export * from './ServerGroup';
export * from './Service';
export * from './Subnet';
export * from './Trunk';
export * from './User';
export * from './Volume';
export * from './VolumeType';
