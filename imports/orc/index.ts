/* eslint-disable */
// Written by `npm run import` from imports/crds/openstack-resource-controller-v2.6.0.yaml; do not edit.
export * from './openstack.k-orc.cloud';
