import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '../management-cluster/client';
import { identity } from '../server-objections';

const FAILSAFE_SECONDS = 300;

/** Waits until the garbage collector is done. Events are no part of a cluster: they tell of what was. */
export async function nothingLeft(client: Client, namespace: string): Promise<void> {
  for (const end = Date.now() + FAILSAFE_SECONDS * 1000; ; await delay(500)) {
    const left = (await client.listAll(namespace)).filter(({ kind }) => kind !== 'Event').map(identity);
    if (left.length === 0) return;
    if (Date.now() > end) throw new Error(`left in namespace ${namespace}: ${left.join(', ')}`);
  }
}
