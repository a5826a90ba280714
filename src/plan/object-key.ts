import { apiGroup } from '../objects/cluster-scoped';
import type { Manifest } from '../targets/rendered-object';

/** What names an object among all of a management cluster; another version of its API is the same object. */
export function objectKey({ apiVersion, kind, metadata }: Manifest): string {
  return `${apiGroup(apiVersion)}/${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
}

/** Objects by their keys. */
export function byKey(objects: readonly Manifest[]): ReadonlyMap<string, Manifest> {
  return new Map(objects.map((object) => [objectKey(object), object]));
}

/** An object as messages name it: `OpenStackCluster shop/shop-prod`. */
export function objectName({ kind, metadata: { namespace, name } }: Manifest): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
