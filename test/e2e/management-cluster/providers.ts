import {
  CAPD, CAPI_CORE, CAPI_KUBEADM_BOOTSTRAP, CAPI_KUBEADM_CONTROL_PLANE, CAPO, type ClusterApiRelease, ORC, type Program,
} from './programs';

/** Providers that can be chosen; Cluster API with its kubeadm providers is always there. */
export const PROVIDERS = ['dev', 'openstack', 'orc'] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** Feature gates of Cluster API that profiles can ask for. */
export const FEATURE_GATES = ['ClusterTopology', 'KubeadmBootstrapFormatIgnition', 'MachinePool', 'MachineTaintPropagation'];

/** A controller manager, its custom resources and its webhooks. */
export interface Provider {
  readonly program: Program;
  /** Go module with the CRDs and webhook configurations, and the folder in it. */
  readonly config: { readonly goModule: string; readonly folder: string };
  /** Versions of the Cluster API contract, each with the version of the custom resources that fulfils it. */
  readonly contracts: readonly string[];
  readonly webhooks: boolean;
  /** Whether the manager has the feature gates of Cluster API. */
  readonly clusterApiGates: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** A port that the manager always listens on. */
  readonly fixedPort?: number;
}

const BOTH_CONTRACTS = ['v1beta1', 'v1beta2'];

export function providersOf(release: ClusterApiRelease, chosen: readonly ProviderName[]): Provider[] {
  const clusterApi = { contracts: BOTH_CONTRACTS, webhooks: true, clusterApiGates: true };
  const inClusterApi = (folder: string) => ({ goModule: 'sigs.k8s.io/cluster-api', folder });
  return [
    { ...clusterApi, program: CAPI_CORE[release], config: inClusterApi(release === '1.14' ? 'core/config' : 'config') },
    { ...clusterApi, program: CAPI_KUBEADM_BOOTSTRAP[release], config: inClusterApi('bootstrap/kubeadm/config') },
    { ...clusterApi, program: CAPI_KUBEADM_CONTROL_PLANE[release], config: inClusterApi('controlplane/kubeadm/config') },
    ...chosen.map((name) => infrastructure(name, release)),
  ];
}

function infrastructure(name: ProviderName, release: ClusterApiRelease): Provider {
  switch (name) {
    case 'dev':
      if (release !== '1.14') throw new Error(`the provider dev can be had for Cluster API 1.14 only, not for ${release}`);
      return {
        program: CAPD,
        config: { goModule: 'sigs.k8s.io/cluster-api/test', folder: 'infrastructure/docker/config' },
        contracts: BOTH_CONTRACTS,
        webhooks: true,
        clusterApiGates: true,
        // The API servers of in-memory clusters listen here.
        env: { POD_IP: '127.0.0.1' },
        fixedPort: 19000,
      };
    case 'openstack':
      return {
        program: CAPO,
        config: { goModule: 'sigs.k8s.io/cluster-api-provider-openstack', folder: 'config' },
        contracts: ['v1beta1'],
        webhooks: true,
        clusterApiGates: false,
      };
    case 'orc':
      return {
        program: ORC,
        config: { goModule: 'github.com/k-orc/openstack-resource-controller/v2', folder: 'config' },
        contracts: [],
        webhooks: false,
        clusterApiGates: false,
      };
  }
}
