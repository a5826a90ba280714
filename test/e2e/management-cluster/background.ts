import { type ManagementClusterOptions, startManagementCluster } from './management-cluster';
import { removeCluster, writeCluster } from './running-clusters';

/** What the process in the background tells the one that has started it and waits. */
export type Message = { readonly progress: string } | { readonly kubeconfig: string } | { readonly failure: string };

/** Is the process in the background: starts the management cluster, and keeps it until SIGTERM. */
export async function runInBackground(name: string, options: ManagementClusterOptions): Promise<number> {
  const { pid } = process;
  const tell = (message: Message) => void (process.connected && process.send?.(message));
  let isUp = false;
  process.on('disconnect', () => {
    // Whoever waited for the start is gone, so nobody would ever know of it. All programs end with this process.
    if (!isUp) process.exit(1);
  });
  let end = (_failure?: Error): void => undefined;
  const ended = new Promise<Error | undefined>((done) => (end = done));
  process.on('SIGTERM', () => end());

  await writeCluster(name, { pid });
  try {
    const { kubeconfig, folder, stop } = await startManagementCluster({ ...options, progress: (progress) => tell({ progress }), onFailure: end });
    await writeCluster(name, { pid, kubeconfig, folder });
    isUp = true;
    tell({ kubeconfig });
    const failure = await ended;
    await stop();
    if (failure === undefined) await removeCluster(name, { folder });
    else await writeCluster(name, { pid, folder, failure: failure.message });
    return 0;
  } catch (error) {
    await removeCluster(name, {});
    tell({ failure: (error as Error).message });
    return 1;
  }
}
