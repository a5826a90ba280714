import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ResolvedCluster } from '../../resolve/resolved-cluster';
import { rendered, type Manifest, type RenderedObject } from '../rendered-object';
import { deletionProtection } from './object-metadata';

interface NamespaceProps {
  readonly metadata: ApiObjectMetadata & { readonly name: string };
}

/** The one core kind that is needed; written out, as loading the classes of all core kinds would double the start-up time. */
class Namespace extends ApiObject {
  static readonly GVK = { apiVersion: 'v1', kind: 'Namespace' };

  static manifest(props: NamespaceProps): Manifest {
    return { ...Namespace.GVK, ...props } as Manifest;
  }

  constructor(scope: Construct, id: string, props: NamespaceProps) {
    super(scope, id, { ...Namespace.GVK, ...props });
  }
}

/** Shared by all clusters of the namespace, so nothing of a single cluster is on it but its protection. */
export function renderNamespace(cluster: ResolvedCluster): RenderedObject {
  return rendered('Namespace', Namespace, { metadata: { name: cluster.namespace, annotations: deletionProtection(cluster) } });
}
