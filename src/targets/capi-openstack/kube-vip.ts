import { stringify } from 'yaml';
import type { ProviderProfileSpec } from '../../profile';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { mirrored } from '../capi/images';
import { rootFile, type NodeSystem } from '../capi/node-file';
import type { RequiredImage } from '../required-image';

const REGISTRY = 'ghcr.io';
const IMAGE = 'kube-vip/kube-vip:v1.2.3';
const MANIFEST = '/etc/kubernetes/manifests/kube-vip.yaml';
/** Where kube-vip looks for it. */
const KUBECONFIG = '/etc/kubernetes/admin.conf';
/** The only one with which anybody may do anything while `kubeadm init` goes on, since Kubernetes 1.29. */
const FIRST_KUBECONFIG = '/etc/kubernetes/super-admin.conf';
/** Where Cluster API puts kubeadm's configuration with cloud-init and with Ignition; that of the first machine alone is of the cluster. */
const IS_FIRST = "grep -qs '^kind: ClusterConfiguration' /run/kubeadm/kubeadm.yaml /etc/kubeadm.yml";
const NOTHING: Pick<NodeSystem, 'files' | 'preKubeadmCommands' | 'postKubeadmCommands'> = { files: [], preKubeadmCommands: [], postKubeadmCommands: [] };

/** The address that wanders between the control-plane machines; none where something else has the API server's address. */
export function virtualAddress({ apiServer }: ResolvedCluster, { openstack }: ProviderProfileSpec): string | undefined {
  return openstack?.apiLoadBalancer?.provider === 'kube-vip' ? apiServer.address : undefined;
}

/**
 * What control-plane machines need for a virtual address of the API server: kube-vip as a static pod, which reaches the API server of its own
 * machine, as the address is not there yet when the first machine starts.
 */
export function kubeVip(cluster: ResolvedCluster, profile: ProviderProfileSpec): typeof NOTHING {
  const address = virtualAddress(cluster, profile);
  if (address === undefined) return NOTHING;
  const onFirst = (from: string, to: string): string => `if ${IS_FIRST}; then sed -i 's#path: ${from}#path: ${to}#' ${MANIFEST}; fi`;
  const card = profile.openstack?.apiLoadBalancer?.kubeVip?.interface;
  return {
    files: [rootFile(MANIFEST, stringify(staticPod(address, cluster.apiServer.port, imageOf(cluster, profile), card)))],
    preKubeadmCommands: [onFirst(KUBECONFIG, FIRST_KUBECONFIG)],
    postKubeadmCommands: [onFirst(FIRST_KUBECONFIG, KUBECONFIG)],
  };
}

/** Its image: one that the profile names is taken as it is, ours from the registry of all images where there is one. */
function imageOf({ nodeSystem: { imagePrefix = REGISTRY } }: ResolvedCluster, { openstack }: ProviderProfileSpec): string {
  return openstack?.apiLoadBalancer?.kubeVip?.image ?? `${imagePrefix}/${IMAGE}`;
}

/** For the list of images that a cluster needs. */
export function kubeVipImages(cluster: ResolvedCluster, profile: ProviderProfileSpec): readonly RequiredImage[] {
  if (virtualAddress(cluster, profile) === undefined) return [];
  const image = imageOf(cluster, profile);
  const source = profile.openstack?.apiLoadBalancer?.kubeVip?.image ?? `${REGISTRY}/${IMAGE}`;
  return [{ source, image, from: mirrored(image, cluster.nodeSystem.mirrors), usedBy: 'kube-vip, on the control plane' }];
}

/** As kube-vip writes it itself (pkg/kubevip/config_generator.go), with the times of Kubernetes' own components for the election. */
function staticPod(address: string, port: number, image: string, card: string | undefined): object {
  const variables: Readonly<Record<string, string>> = {
    vip_arp: 'true', port: String(port), ...(card !== undefined && { vip_interface: card }), vip_subnet: '32', cp_enable: 'true', cp_namespace: 'kube-system',
    vip_leaderelection: 'true', vip_leasename: 'plndr-cp-lock', vip_leaseduration: '15', vip_renewdeadline: '10', vip_retryperiod: '2', address,
    prometheus_server: '127.0.0.1:2112',
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'kube-vip', namespace: 'kube-system' },
    spec: {
      containers: [{
        name: 'kube-vip',
        image,
        imagePullPolicy: 'IfNotPresent',
        args: ['manager'],
        env: [
          ...Object.entries(variables).map(([name, value]) => ({ name, value })),
          { name: 'vip_nodename', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
        ],
        resources: { requests: { cpu: '50m', memory: '64Mi' } },
        securityContext: { capabilities: { add: ['NET_ADMIN', 'NET_RAW'], drop: ['ALL'] } },
        volumeMounts: [{ name: 'kubeconfig', mountPath: KUBECONFIG, readOnly: true }],
      }],
      hostNetwork: true,
      hostAliases: [{ ip: '127.0.0.1', hostnames: ['kubernetes'] }],
      priorityClassName: 'system-node-critical',
      // Until kubeadm has written it; a folder in its place would keep kubeadm from doing so.
      volumes: [{ name: 'kubeconfig', hostPath: { path: KUBECONFIG, type: 'File' } }],
    },
  };
}
