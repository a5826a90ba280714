/* eslint-disable */
// Written by `npm run import` from imports/crds/cluster-api-provider-openstack-v0.14.7.yaml; do not edit.
export * from './infrastructure.cluster.x-k8s.io';
