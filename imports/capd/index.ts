/* eslint-disable */
// Written by `npm run import` from imports/crds/cluster-api-dev-v1.12.11.yaml; do not edit.
export * from './DevCluster';
export * from './DevClusterTemplate';
export * from './DevMachine';
export * from './DevMachineTemplate';
