import { Client, type ObjectRef } from '../management-cluster/client';

/** The nodes of a cluster, asked of its own API server. */
export class WorkloadNodes {
  private constructor(private readonly client: Client) {}

  /** Takes the kubeconfig that Cluster API has made for the cluster. */
  static async connect(client: Client, { metadata: { name, namespace } }: ObjectRef): Promise<WorkloadNodes> {
    const secret = await client.get({ apiVersion: 'v1', kind: 'Secret', metadata: { name: `${name}-kubeconfig`, namespace } });
    return new WorkloadNodes(await Client.connectAs(Buffer.from(secret?.data.value, 'base64').toString()));
  }

  close(): void {
    this.client.close();
  }

  /** Waits until nodes have labels. */
  async untilHave(names: readonly string[], labels: Readonly<Record<string, string>>): Promise<void> {
    const waiting = new Set(names);
    await new Promise<void>((done, failed) => {
      const watch = this.client.watch('v1', 'Node', undefined, ({ object: { metadata } }) => {
        if (Object.entries(labels).every(([key, value]) => metadata.labels?.[key] === value)) waiting.delete(metadata.name);
        if (waiting.size === 0) void watch.then((end) => end()).then(done);
      }, failed);
      watch.catch(failed);
    });
  }

  /** Makes a node one whose kubelet has not been well for an hour. */
  async break(name: string): Promise<void> {
    const since = new Date(Date.now() - 3_600_000).toISOString().replace(/\.\d+/, '');
    const condition = { type: 'Ready', status: 'False', reason: 'KubeletNotReady', message: 'broken', lastHeartbeatTime: since, lastTransitionTime: since };
    await this.client.patch({ apiVersion: 'v1', kind: 'Node', metadata: { name } }, { status: { conditions: [condition] } });
  }
}
