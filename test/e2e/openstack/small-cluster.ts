import type { ScsClusterSpec } from '../../../src/params';
import type { ProviderProfileDocument, ProviderProfileSpec } from '../../../src/profile';
import type { Documents } from '../../generators/descriptions';
import { exampleDocuments } from '../manifests';

/** What is different from the example `minimal` with one machine of each kind. */
export interface Differences {
  readonly spec?: Partial<ScsClusterSpec>;
  readonly profile?: Partial<ProviderProfileSpec>;
}

/** The smallest cluster: the example `minimal` with one control plane and one worker, of small flavors. */
export function smallCluster(profile: ProviderProfileDocument, name: string, { spec, profile: others }: Differences = {}): Documents {
  const [{ description }] = exampleDocuments('minimal', 'openstack-laboratory') as [Documents];
  const [flavor] = (profile.spec.flavors ?? []).map((offered) => offered.name).filter((offered) => offered.includes('-2V-4')) as [string];
  return {
    description: {
      ...description,
      metadata: { name },
      spec: {
        ...description.spec,
        controlPlane: { replicas: 1, flavor, rootDisk: { size: '20Gi' }, rollout: { maxSurge: '1' } },
        nodePools: [{ name: 'general', flavor, rootDisk: { size: '20Gi' }, replicas: 1 }],
        ...spec,
      },
    },
    profile: { ...profile, spec: { ...profile.spec, ...others } },
  };
}
