import type { CloudRef } from '../../params';

/** A thing of the cloud by its id, or by a filter on its name, as Cluster API's provider takes it. */
export function cloudParam({ id, name }: CloudRef): { id: string } | { filter: { name: string } } {
  return id !== undefined ? { id } : { filter: { name: name! } };
}
