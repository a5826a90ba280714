import {
  ServerGroup,
  ServerGroupSpecManagementPolicy as ManagementPolicy,
  ServerGroupSpecResourcePolicy as Policy,
} from '../../../imports/orc';
import { AntiAffinity } from '../../params';
import type { ProviderProfileSpec } from '../../profile';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { objectMetadata } from '../capi/object-metadata';
import { rendered, type RenderedObject } from '../rendered-object';
import { orcCredentials } from './credentials';
import { nameInCloud } from './name-in-cloud';

/** Name of a group's server group in the cloud, which has the policy in its hash; undefined where the cloud places machines as it likes. */
export function serverGroupName(cluster: ResolvedCluster, group: string, antiAffinity: AntiAffinity): string | undefined {
  const policy = policyOf(antiAffinity);
  return policy && `${cluster.namespace}-${objectName(cluster, group, policy)}`;
}

/** The server group of a group of machines, made by ORC; none where the cloud places machines as it likes. */
export function renderServerGroup(cluster: ResolvedCluster, profile: ProviderProfileSpec, group: string, antiAffinity: AntiAffinity): RenderedObject[] {
  const policy = policyOf(antiAffinity);
  if (policy === undefined) return [];
  return [
    rendered(`ServerGroup-${group}`, ServerGroup, {
      metadata: objectMetadata(cluster, objectName(cluster, group, policy)),
      spec: {
        cloudCredentialsRef: orcCredentials(cluster, profile),
        managementPolicy: ManagementPolicy.MANAGED,
        resource: { name: serverGroupName(cluster, group, antiAffinity), policy },
      },
    }),
  ];
}

function objectName(cluster: ResolvedCluster, group: string, policy: Policy): string {
  return nameInCloud(cluster, group, { group, policy });
}

function policyOf(antiAffinity: AntiAffinity): Policy | undefined {
  switch (antiAffinity) {
    case AntiAffinity.REQUIRED: return Policy.ANTI_HYPHEN_AFFINITY;
    case AntiAffinity.PREFERRED: return Policy.SOFT_HYPHEN_ANTI_HYPHEN_AFFINITY;
    case AntiAffinity.NONE: return undefined;
  }
}
