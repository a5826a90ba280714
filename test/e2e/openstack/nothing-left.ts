import { eventually } from './eventually';
import type { LiveCluster, Place } from './live-cluster';
import { added, projectResources } from './project';

/** Makes a cluster, does something with it, and deletes it, with all that it has in the cloud. */
export async function untilNothingIsLeft({ cloud }: Place, live: LiveCluster, work: () => Promise<void>): Promise<void> {
  const before = await projectResources(cloud);
  try {
    expect(await live.create()).toEqual([]);
    await work();
    await live.delete();
  } finally {
    await live.end();
  }
  await eventually(async () => expect(added(before, await projectResources(cloud))).toEqual([]));
}
