import { DevMachineTemplate } from '../../../imports/capd';
import type { ProviderProfileSpec } from '../../profile';
import { formatGoDuration, parseDuration } from '../../resolve/duration';
import { formatBytes } from '../../resolve/quantity';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { templateMetadata } from '../capi/object-metadata';
import type { MachineGroup } from '../capi/machine-group';
import { renderedTemplate } from '../capi/template-name';
import type { RenderedObject } from '../rendered-object';
import { backendOf } from './backend';

const DEFAULT_STARTUP = '1s';
const PREFIX = 'kaas.scs.community';

/**
 * What a machine is made of has no meaning here. As annotations inside of the hashed spec it still makes a new template, so that a
 * change replaces the same machines as in a cloud.
 */
export function renderDevMachineTemplate(cluster: ResolvedCluster, profile: ProviderProfileSpec, group: MachineGroup): RenderedObject {
  const { machine, kubernetesVersion, antiAffinity } = group;
  const { rootVolume } = machine;
  return renderedTemplate(`DevMachineTemplate-${group.name}`, DevMachineTemplate, {
    metadata: templateMetadata(cluster, `${cluster.name}-${group.name}`),
    spec: {
      template: {
        metadata: {
          annotations: {
            [`${PREFIX}/machine-type`]: machine.machineType,
            [`${PREFIX}/cpus`]: String(machine.cpus),
            [`${PREFIX}/memory`]: formatBytes(BigInt(machine.memoryBytes)),
            ...(rootVolume && { [`${PREFIX}/root-volume`]: [`${rootVolume.sizeGiB}Gi`, rootVolume.type].filter(Boolean).join(' ') }),
            [`${PREFIX}/image`]: imageOf(kubernetesVersion),
            [`${PREFIX}/anti-affinity`]: antiAffinity,
          },
        },
        spec: { backend: backendOf(profile) === 'Docker' ? { docker: { customImage: imageOf(kubernetesVersion) } } : { inMemory: inMemory(profile) } },
      },
    },
  });
}

/** The image of a node as a container. */
function imageOf(kubernetesVersion: string): string {
  return `kindest/node:${kubernetesVersion}`;
}

/** Each part starts after the same time; checked before anything is rendered. */
function inMemory({ dev }: ProviderProfileSpec) {
  const duration = parseDuration(dev?.startupDuration ?? DEFAULT_STARTUP);
  const part = { provisioning: { startupDuration: formatGoDuration(duration.ok ? duration.value : 0) } };
  return { vm: part, node: part, apiServer: part, etcd: part };
}
