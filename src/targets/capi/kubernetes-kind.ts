import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import type { L1Class, Manifest } from '../rendered-object';

/** What objects of Kubernetes itself have besides their own fields. */
export interface KubernetesObjectProps {
  readonly metadata: ApiObjectMetadata & { readonly name: string };
}

/** A class for a kind of Kubernetes itself. There are few, and loading those of all kinds would double the start-up time. */
export function kubernetesKind<P extends KubernetesObjectProps>(apiVersion: string, kind: string): L1Class<P> {
  const GVK = { apiVersion, kind };
  return class extends ApiObject {
    static readonly GVK = GVK;

    static manifest(props: P): Manifest {
      return { ...GVK, ...props } as unknown as Manifest;
    }

    constructor(scope: Construct, id: string, props: P) {
      super(scope, id, { ...GVK, ...props });
    }
  };
}
