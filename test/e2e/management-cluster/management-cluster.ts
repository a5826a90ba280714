import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApiServer, startControllerManager } from './api-server';
import { type Progress, buildPrograms } from './build-programs';
import { Client } from './client';
import { isFree } from './free-ports';
import { Processes } from './processes';
import { type ClusterApiRelease, ETCD, KUBE_APISERVER, KUBE_CONTROLLER_MANAGER } from './programs';
import { installProviders, prepareProviders } from './provider-installation';
import { type ProviderName, providersOf } from './providers';

export interface ManagementClusterOptions {
  readonly capi: ClusterApiRelease;
  /** Providers besides Cluster API and its kubeadm providers. */
  readonly providers: readonly ProviderName[];
  /** Feature gates of Cluster API that are on; of `FEATURE_GATES`, all others are off. */
  readonly featureGates?: readonly string[];
  /** Told what goes on; stderr if left out. */
  readonly progress?: Progress;
  /** Told why everything was stopped, when a program has ended by itself after the start; stderr if left out. */
  readonly onFailure?: (failure: Error) => void;
}

export interface ManagementCluster {
  /** Path of a kubeconfig with all rights. */
  readonly kubeconfig: string;
  /** API versions that the server has. */
  readonly apiVersions: readonly string[];
  /** Folder with all data, and a log for each program. */
  readonly folder: string;
  /** Ends all programs. Removes the folder, unless something went wrong that its logs may explain. */
  stop(): Promise<void>;
}

/** Starts a management cluster on 127.0.0.1: real etcd, kube-apiserver and controller managers with their webhooks. */
export async function startManagementCluster(options: ManagementClusterOptions): Promise<ManagementCluster> {
  const progress = options.progress ?? toStderr;
  const onFailure = options.onFailure ?? (({ message }: Error) => toStderr(`management cluster: ${message}`));
  const providers = providersOf(options.capi, options.providers);
  for (const { program, fixedPort } of providers) {
    if (fixedPort !== undefined && !(await isFree(fixedPort))) {
      throw new Error(`${program.name} always listens on port ${fixedPort}, which is taken; it can run once on a machine`);
    }
  }
  const programs = await buildPrograms([ETCD, KUBE_APISERVER, KUBE_CONTROLLER_MANAGER, ...providers.map(({ program }) => program)], progress);

  const begin = Date.now();
  const folder = await mkdtemp(join(tmpdir(), 'management-cluster-'));
  let failed = false;
  let isUp = false;
  const processes = new Processes(folder, (failure) => {
    failed = true;
    // While it starts, whoever waits for the start is told.
    if (isUp) void processes.stop().then(() => onFailure(failure));
  });
  let client: Client | undefined;
  try {
    const server = await startApiServer(processes, programs, folder);
    const connected = (client = await Client.connect(server.kubeconfig));
    const installations = await prepareProviders(providers, server.caBundle);
    await processes.ready(KUBE_APISERVER.name, () => connected.answers('/readyz'));
    startControllerManager(processes, programs, server.kubeconfig);
    await installProviders(installations, processes, programs, connected, server, options.featureGates ?? []);
    const apiVersions = await connected.apiVersions();
    isUp = true;
    const what = [`Cluster API ${options.capi}`, ...options.providers].join(', ');
    progress(`management cluster with ${what} is up after ${((Date.now() - begin) / 1000).toFixed(1)} s`);
    const stop = async () => {
      await processes.stop();
      if (!failed) await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    };
    return { kubeconfig: server.kubeconfig, apiVersions, folder, stop };
  } catch (error) {
    await processes.stop();
    throw error;
  } finally {
    client?.close();
  }
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}
