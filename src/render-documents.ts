import { judgeDocuments, type Judgement } from './judge-documents';
import type { ScsClusterDocument } from './params';
import type { ProviderProfileDocument } from './profile';
import { withProfileSettings } from './resolve/features';
import { render as renderCapiDev } from './targets/capi-dev/render';
import { render as renderCapiOpenStack } from './targets/capi-openstack/render';
import type { RenderedObject } from './targets/rendered-object';
import type { Render } from './targets/target';

/** A judgement with the objects of the cluster, none where something is wrong. */
export interface Rendering extends Judgement {
  readonly objects: readonly RenderedObject[];
}

/** How each target makes objects; apart from what judges, as the classes of the objects need cdk8s. */
const RENDER: Readonly<Record<string, Render>> = { 'capi-openstack': renderCapiOpenStack, 'capi-dev': renderCapiDev };

/**
 * From a description and a profile, both of the right shape, to the objects of the target that the profile chooses: all, or those that the
 * named node pools bring to a cluster with others. A pure function.
 */
export function renderDocuments(
  description: ScsClusterDocument, profile: ProviderProfileDocument, addedPools?: readonly string[], judgement = judgeDocuments(description, profile),
): Rendering {
  const { cluster } = judgement;
  if (cluster === undefined) return { ...judgement, objects: [] };
  const objects = RENDER[profile.spec.target](cluster, withProfileSettings(profile.spec, cluster.profileSettings), addedPools);
  return { ...judgement, objects };
}
