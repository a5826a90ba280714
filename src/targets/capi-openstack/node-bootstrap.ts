import { stringify } from 'yaml';
import type { ProviderProfileSpec } from '../../profile';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { usesIgnition } from '../capi/ignition';
import { CONTROL_PLANE, type MachineGroup } from '../capi/machine-group';
import type { NodeBootstrap } from '../capi/node-bootstrap';
import type { NodeSystem } from '../capi/node-file';
import { kubeVip } from './kube-vip';
import { mountedVolumes } from './mounted-volumes';

/** What machines get besides kubeadm's configuration. */
type Additions = Pick<NodeSystem, 'files' | 'preKubeadmCommands' | 'postKubeadmCommands'>;

/** How machines in OpenStack become nodes. */
export function nodeBootstrap(cluster: ResolvedCluster, profile: ProviderProfileSpec, { name, node, volumes }: Pick<MachineGroup, 'name' | 'node' | 'volumes'>): NodeBootstrap {
  const { openstack } = profile;
  const mounted = mountedVolumes(volumes, openstack?.image?.blockDevices);
  const address = name === CONTROL_PLANE ? kubeVip(cluster, profile) : { files: [], preKubeadmCommands: [], postKubeadmCommands: [] };
  const additions = {
    files: [...mounted.files, ...address.files],
    preKubeadmCommands: [...mounted.preKubeadmCommands, ...address.preKubeadmCommands],
    postKubeadmCommands: address.postKubeadmCommands,
  };
  if (usesIgnition(node.os)) return flatcarBootstrap(additions, openstack?.sshKeyName !== undefined);
  return {
    // Name and id come from the metadata service; the quotes keep both YAML and cloud-init's template happy.
    nodeName: '{{ local_hostname }}',
    kubeletExtraArgs: kubeletArguments("'{{ instance_id }}'"),
    ...additions,
  };
}

function kubeletArguments(instance: string): NodeBootstrap['kubeletExtraArgs'] {
  return [{ name: 'cloud-provider', value: 'external' }, { name: 'provider-id', value: `openstack:///${instance}` }];
}

/** What Flatcar's `coreos-metadata.service` has found out. */
const HOSTNAME = 'COREOS_OPENSTACK_HOSTNAME';
const INSTANCE = 'COREOS_OPENSTACK_INSTANCE_UUID';

/** Ignition has no templates, so that the machine itself puts name and id into kubeadm's configuration, and nothing else. */
function flatcarBootstrap(additions: Additions, hasSshKey: boolean): NodeBootstrap {
  return {
    nodeName: variable(HOSTNAME),
    kubeletExtraArgs: kubeletArguments(variable(INSTANCE)),
    ...additions,
    preKubeadmCommands: [
      // OpenStack puts a domain behind the name of the server.
      `export ${HOSTNAME}=\${${HOSTNAME}%%.*}`,
      `(umask 077 && envsubst '${variable(HOSTNAME)} ${variable(INSTANCE)}' < /etc/kubeadm.yml > /etc/kubeadm.yml.new && mv /etc/kubeadm.yml.new /etc/kubeadm.yml)`,
      ...additions.preKubeadmCommands,
    ],
    ignition: stringify({
      systemd: {
        units: [
          ...(hasSshKey ? [{ name: 'coreos-metadata-sshkeys@.service', enabled: true }] : []),
          { name: 'kubeadm.service', enabled: true, dropins: [{ name: '10-flatcar.conf', contents: KUBEADM_DROP_IN }] },
        ],
      },
    }, { lineWidth: 0 }),
  };
}

function variable(name: string): string {
  return `\${${name}}`;
}

/** containerd is only wanted: what requires it would be stopped where a command restarts it, the command with it. */
const KUBEADM_DROP_IN = `[Unit]
Wants=containerd.service
Requires=coreos-metadata.service
After=containerd.service coreos-metadata.service
[Service]
EnvironmentFile=/run/metadata/flatcar
`;
