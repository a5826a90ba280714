/* eslint-disable */
// Written by `npm run import` from imports/crds/cluster-api-dev-v1.12.11.yaml; do not edit.
export * from './infrastructure.cluster.x-k8s.io';
