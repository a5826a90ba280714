export * from './params';
export * from './profile';
export * from './provider-profile';
export * from './scs-app';
export * from './scs-cluster';
export * as capi from '../imports/capi';
export * as capo from '../imports/capo';
export * as capd from '../imports/capd';
export * as orc from '../imports/orc';
