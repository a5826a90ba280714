/* eslint-disable */
// Written by `npm run import` from imports/crds/cluster-api-v1.12.11.yaml; do not edit.
export * from './Cluster';
export * from './ClusterClass';
export * from './ClusterResourceSet';
export * from './ClusterResourceSetBinding';
export * from './KubeadmConfig';
export * from './KubeadmConfigTemplate';
export * from './KubeadmControlPlane';
export * from './KubeadmControlPlaneTemplate';
export * from './Machine';
export * from './MachineDeployment';
export * from './MachineDrainRule';
export * from './MachineHealthCheck';
export * from './MachinePool';
export * from './MachineSet';
