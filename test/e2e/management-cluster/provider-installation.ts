import type { ApiServer } from './api-server';
import type { Client, ObjectRef } from './client';
import { freePorts } from './free-ports';
import type { Processes } from './processes';
import { type ProviderObjects, providerObjects } from './provider-objects';
import { FEATURE_GATES, type Provider } from './providers';

/** A provider, its objects, and the ports of its manager on this machine. */
interface Installation {
  readonly provider: Provider;
  readonly objects: ProviderObjects;
  readonly healthPort: number;
  readonly webhookPort: number;
}

const NAMESPACE = 'capi-system';
const APPLY = { fieldManager: 'management-cluster', force: true };

/** Reads what is to be installed. It takes a while, in which the API server can start. */
export async function prepareProviders(providers: readonly Provider[], caBundle: string): Promise<Installation[]> {
  const ports = await freePorts(2 * providers.length);
  return Promise.all(
    providers.map(async (provider, index) => {
      const [healthPort, webhookPort] = ports.slice(2 * index);
      return { provider, healthPort, webhookPort, objects: await providerObjects(provider, webhookPort, caBundle) };
    }),
  );
}

/** Installs providers and waits until their managers are ready and their webhooks are called. */
export async function installProviders(
  installations: readonly Installation[],
  processes: Processes,
  programs: Readonly<Record<string, string>>,
  client: Client,
  { kubeconfig, certificates }: ApiServer,
  featureGates: readonly string[],
): Promise<void> {
  await applyCrds(client, processes, installations.flatMap(({ objects }) => objects.crds));
  await mustApply(client, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  for (const { provider, healthPort, webhookPort } of installations) {
    const { name } = provider.program;
    const flags = [
      `--kubeconfig=${kubeconfig}`,
      // The webhook servers alone listen at all addresses: the managers have no flag for that.
      ...(provider.webhooks
        ? [`--health-addr=127.0.0.1:${healthPort}`, `--webhook-port=${webhookPort}`, `--webhook-cert-dir=${certificates}`, '--diagnostics-address=0']
        : [`--health-probe-bind-address=127.0.0.1:${healthPort}`]),
      ...(provider.clusterApiGates ? [`--feature-gates=${gates(featureGates)}`] : []),
    ];
    processes.start(name, [programs[name], ...flags], { POD_NAMESPACE: NAMESPACE, POD_NAME: name, POD_UID: name, ...provider.env });
  }
  for (const { provider, healthPort } of installations) {
    await processes.ready(provider.program.name, async () => (await fetch(`http://127.0.0.1:${healthPort}/readyz`)).ok);
  }
  // Core last: what the API server notices last is what is waited for.
  for (const { objects } of [...installations].reverse()) {
    for (const configuration of objects.webhookConfigurations) await mustApply(client, configuration);
  }
  await processes.ready('webhooks', () => webhooksAreCalled(client));
}

function gates(on: readonly string[]): string {
  return [...new Set([...FEATURE_GATES, ...on])].map((gate) => `${gate}=${on.includes(gate)}`).join(',');
}

/** Installs CRDs and waits until their kinds are served. */
export async function applyCrds(client: Client, processes: Processes, crds: readonly ObjectRef[]): Promise<void> {
  await Promise.all(crds.map((crd) => mustApply(client, crd)));
  const [{ apiVersion, kind }] = crds;
  await processes.ready('CustomResourceDefinitions', async () => {
    const stored = await client.list(apiVersion, kind);
    const isEstablished = ({ type, status }: { readonly type: string; readonly status: string }) => type === 'Established' && status === 'True';
    return stored.every(({ status }) => status?.conditions?.some(isEstablished));
  });
}

/** The API server calls webhooks a moment after it has their configurations. */
async function webhooksAreCalled(client: Client): Promise<boolean> {
  const probe = {
    apiVersion: 'cluster.x-k8s.io/v1beta2',
    kind: 'MachineDeployment',
    metadata: { name: 'probe', namespace: NAMESPACE },
    spec: {
      clusterName: 'probe',
      selector: { matchLabels: { not: 'those-of-the-template' } },
      template: {
        spec: {
          clusterName: 'probe',
          bootstrap: { dataSecretName: 'probe' },
          infrastructureRef: { apiGroup: 'infrastructure.cluster.x-k8s.io', kind: 'ProbeTemplate', name: 'probe' },
        },
      },
    },
  };
  const { rejection } = await client.apply(probe, { ...APPLY, dryRun: true });
  // One webhook adds the cluster's name to the selector, another one refuses the selector.
  return /must match spec\.selector.*cluster\.x-k8s\.io\/cluster-name=probe/.test(rejection?.message ?? '');
}

async function mustApply(client: Client, object: ObjectRef): Promise<void> {
  const { rejection } = await client.apply(object, APPLY);
  if (rejection) throw new Error(`${object.kind} ${object.metadata.name}: ${rejection.message}`);
}
