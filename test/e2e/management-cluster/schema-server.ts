import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApiServer } from './api-server';
import { buildPrograms, type Progress } from './build-programs';
import { Client, type ObjectRef } from './client';
import { Processes } from './processes';
import { type ClusterApiRelease, ETCD, KUBE_APISERVER } from './programs';
import { applyCrds } from './provider-installation';
import { providerObjects } from './provider-objects';
import { type ProviderName, providersOf } from './providers';

/** An API server that knows the kinds of providers, and nothing else of them. */
export interface SchemaServer {
  readonly kubeconfig: string;
  stop(): Promise<void>;
}

/** Starts etcd and kube-apiserver on 127.0.0.1 with the CRDs of providers, without managers: only the schemas judge objects. */
export async function startSchemaServer(capi: ClusterApiRelease, providers: readonly ProviderName[], progress: Progress): Promise<SchemaServer> {
  const programs = await buildPrograms([ETCD, KUBE_APISERVER], progress);
  const folder = await mkdtemp(join(tmpdir(), 'schema-server-'));
  const processes = new Processes(folder, ({ message }) => progress(`schema server: ${message}`));
  const stop = async () => {
    await processes.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  };
  let client: Client | undefined;
  try {
    const { kubeconfig, caBundle } = await startApiServer(processes, programs, folder);
    const connected = (client = await Client.connect(kubeconfig));
    await processes.ready(KUBE_APISERVER.name, () => connected.answers('/readyz'));
    const objects = await Promise.all(providersOf(capi, providers).map((provider) => providerObjects(provider, 1, caBundle)));
    // Nobody is there to convert; what is created in the version that is stored need not be.
    const crds = objects.flatMap((provider) => provider.crds).map(withoutConversion);
    await applyCrds(connected, processes, crds);
    return { kubeconfig, stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    client?.close();
  }
}

function withoutConversion(crd: ObjectRef): ObjectRef {
  const { spec: { conversion: _conversion, ...spec }, ...rest } = crd as ObjectRef & { readonly spec: { readonly conversion?: unknown } };
  return { ...rest, spec } as ObjectRef;
}
