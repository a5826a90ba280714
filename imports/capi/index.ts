/* eslint-disable */
// Written by `npm run import` from imports/crds/cluster-api-v1.12.11.yaml; do not edit.
export * from './addons.cluster.x-k8s.io';
export * from './bootstrap.cluster.x-k8s.io';
export * from './cluster.x-k8s.io';
export * from './controlplane.cluster.x-k8s.io';
