import type { ProviderProfileSpec } from '../../profile';
import type { ResolvedVolume } from '../../resolve/resolved-cluster';
import type { NodeBootstrap } from '../capi/node-bootstrap';
import { mountedVolumes } from './mounted-volumes';

/** How machines in OpenStack become nodes. */
export function nodeBootstrap({ openstack }: ProviderProfileSpec, volumes: readonly ResolvedVolume[]): NodeBootstrap {
  return {
    // Name and id come from the metadata service; the quotes keep both YAML and cloud-init's template happy.
    nodeName: '{{ local_hostname }}',
    kubeletExtraArgs: [
      { name: 'cloud-provider', value: 'external' },
      { name: 'provider-id', value: "openstack:///'{{ instance_id }}'" },
    ],
    ...mountedVolumes(volumes, openstack?.image?.blockDevices),
  };
}
