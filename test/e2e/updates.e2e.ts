import type { Manifest } from '../../src/targets/rendered-object';
import { Client, type ObjectRef } from './management-cluster/client';
import { type ManagementCluster, startManagementCluster } from './management-cluster/management-cluster';
import { CLUSTER_API_RELEASES, type ClusterApiRelease } from './management-cluster/programs';
import type { ProviderName } from './management-cluster/providers';
import { tell } from './numbers';
import { WEBHOOK_RULES } from './webhook-rules';

const PROVIDERS: Readonly<Record<ClusterApiRelease, readonly ProviderName[]>> = {
  '1.12': ['openstack', 'orc'],
  '1.13': ['openstack', 'orc'],
  '1.14': ['openstack', 'orc', 'dev'],
};

describe.each(CLUSTER_API_RELEASES)('Cluster API %s', (capi) => {
  let cluster: ManagementCluster;
  let client: Client;

  beforeAll(async () => {
    cluster = await startManagementCluster({ capi, providers: PROVIDERS[capi] });
    client = await Client.connect(cluster.kubeconfig);
  });

  afterAll(async () => {
    client?.close();
    await cluster?.stop();
  });

  const rules = WEBHOOK_RULES.filter(({ provider }) => PROVIDERS[capi].includes(provider));
  let refusals = 0;
  afterAll(() => tell(`Cluster API ${capi}: ${refusals} rules of webhooks and schemas exercised`));

  test.each(rules)('refuses $id', async ({ objects, server }) => {
    const { existing, refused } = objects();
    for (const object of existing) expect(await rejection(client, object)).toBeUndefined();
    expect(await rejection(client, refused)).toMatch(server);
    refusals += 1;
  });
});

/** Why the server does not take an object. */
async function rejection(client: Client, object: Manifest): Promise<string | undefined> {
  return (await client.apply(object as ObjectRef)).rejection?.message;
}
