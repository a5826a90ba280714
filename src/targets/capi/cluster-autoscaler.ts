import type { ResolvedAutoscaler, ResolvedCluster } from '../../resolve/resolved-cluster';
import { rendered, type RenderedObject } from '../rendered-object';
import { autoscalerImage } from './kubernetes-image';
import { kubernetesKind, type KubernetesObjectProps } from './kubernetes-kind';
import { CLUSTER_NAME_LABEL, objectMetadata } from './object-metadata';

/** A rule of a Role. */
interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

interface RoleProps extends KubernetesObjectProps {
  readonly rules: readonly PolicyRule[];
}

interface RoleBindingProps extends KubernetesObjectProps {
  readonly roleRef: { readonly apiGroup: string; readonly kind: string; readonly name: string };
  readonly subjects: readonly { readonly kind: string; readonly name: string; readonly namespace: string }[];
}

interface DeploymentProps extends KubernetesObjectProps {
  readonly spec: object;
}

const ServiceAccount = kubernetesKind('v1', 'ServiceAccount');
const Role = kubernetesKind<RoleProps>('rbac.authorization.k8s.io/v1', 'Role');
const RoleBinding = kubernetesKind<RoleBindingProps>('rbac.authorization.k8s.io/v1', 'RoleBinding');
const Deployment = kubernetesKind<DeploymentProps>('apps/v1', 'Deployment');

const NAME = 'cluster-autoscaler';
const CLUSTER_API = 'cluster.x-k8s.io';
/** Of the image: distroless, as user nonroot. */
const USER = 65532;
/** Where it serves /health-check and /metrics by default. */
const PORT = 8085;
const KUBECONFIG_VOLUME = 'kubeconfig';
const KUBECONFIG_FOLDER = '/etc/kubernetes/cluster';
/** The key that Cluster API gives a kubeconfig in its Secret. */
const KUBECONFIG_KEY = 'value';
/** Its value is the zone, which the autoscaler knows by topology.kubernetes.io/zone; the storage driver sets it on nodes that are there, only. */
const STORAGE_ZONE_LABEL = 'topology.cinder.csi.openstack.org/zone';

/**
 * The cluster autoscaler for the pools of one cluster that have `autoscaling`, none without such a pool. It runs beside the
 * cluster's objects: with an account that may scale the MachineDeployments of the namespace and mark machines, and with Cluster
 * API's kubeconfig for the cluster itself, where it holds its lease and writes its status.
 */
export function renderClusterAutoscaler(cluster: ResolvedCluster, machineTemplate: RenderedObject): RenderedObject[] {
  if (cluster.autoscaler === undefined) return [];
  const metadata = objectMetadata(cluster, `${cluster.name}-autoscaler`);
  const { name } = metadata;
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name };
  return [
    rendered('ServiceAccount-autoscaler', ServiceAccount, { metadata }),
    rendered('Role-autoscaler', Role, { metadata, rules: rules(machineTemplate) }),
    rendered('RoleBinding-autoscaler', RoleBinding, { metadata, roleRef, subjects: [{ kind: 'ServiceAccount', name, namespace: cluster.namespace }] }),
    rendered('Deployment-autoscaler', Deployment, { metadata, spec: deployment(cluster, name, cluster.autoscaler) }),
  ];
}

/**
 * What it calls (kubernetes/autoscaler, cluster-autoscaler/cloudprovider/clusterapi): it watches all kinds of groups there are, and
 * waits without an end where it may not watch machine templates.
 */
function rules({ type: { GVK: { apiVersion, kind } } }: RenderedObject): PolicyRule[] {
  const watch = ['get', 'list', 'watch'];
  const [infrastructure] = apiVersion.split('/');
  return [
    { apiGroups: [CLUSTER_API], resources: ['machinedeployments', 'machinesets', 'machinepools'], verbs: watch },
    { apiGroups: [CLUSTER_API], resources: ['machinedeployments/scale'], verbs: ['get', 'patch', 'update'] },
    { apiGroups: [CLUSTER_API], resources: ['machines'], verbs: [...watch, 'update'] },
    { apiGroups: [infrastructure], resources: [`${kind.toLowerCase()}s`], verbs: watch },
  ];
}

function deployment(cluster: ResolvedCluster, account: string, autoscaler: ResolvedAutoscaler): object {
  const selector = { 'app.kubernetes.io/name': NAME, 'app.kubernetes.io/instance': cluster.name };
  return {
    replicas: 1,
    selector: { matchLabels: selector },
    template: {
      metadata: { labels: { ...selector, [CLUSTER_NAME_LABEL]: cluster.name } },
      spec: {
        serviceAccountName: account,
        securityContext: { runAsNonRoot: true, runAsUser: USER, runAsGroup: USER, fsGroup: USER, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [{
          name: NAME,
          image: autoscalerImage(autoscaler, cluster.nodeSystem.imagePrefix),
          command: ['/cluster-autoscaler'],
          args: autoscalerArguments(cluster, autoscaler),
          ports: [{ name: 'http', containerPort: PORT, protocol: 'TCP' }],
          livenessProbe: { httpGet: { path: '/health-check', port: PORT, scheme: 'HTTP' } },
          resources: { requests: { cpu: '20m', memory: '128Mi' } },
          securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
          volumeMounts: [{ name: KUBECONFIG_VOLUME, mountPath: KUBECONFIG_FOLDER, readOnly: true }],
        }],
        // Management clusters often have no other nodes.
        tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' }],
        // Read by owner and group alone.
        volumes: [{ name: KUBECONFIG_VOLUME, secret: { secretName: `${cluster.name}-kubeconfig`, defaultMode: 0o440 } }],
      },
    },
  };
}

/**
 * Pools are one group for each zone, so groups that differ in the zone alone are balanced. Cluster API sets the number of machines to
 * the least when a group is made, and never after that.
 */
function autoscalerArguments({ namespace, name }: ResolvedCluster, { extraArgs }: ResolvedAutoscaler): string[] {
  const ours = [
    '--cloud-provider=clusterapi',
    `--kubeconfig=${KUBECONFIG_FOLDER}/${KUBECONFIG_KEY}`,
    '--clusterapi-cloud-config-authoritative',
    `--node-group-auto-discovery=clusterapi:namespace=${namespace},clusterName=${name}`,
    '--enforce-node-group-min-size',
    '--balance-similar-node-groups',
    `--balancing-ignore-label=${STORAGE_ZONE_LABEL}`,
    '--expander=least-waste',
  ];
  // A label to ignore is added to others.
  const isReplaced = (argument: string): boolean => extraArgs.some(({ name: other }) => other !== 'balancing-ignore-label' && argument.split('=')[0] === `--${other}`);
  return [...ours.filter((argument) => !isReplaced(argument)), ...extraArgs.map(({ name: other, value }) => `--${other}=${value}`)];
}
