import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';

/** A generated class of `imports/`. */
export interface L1Class<P> {
  readonly GVK: { readonly apiVersion: string; readonly kind: string };
  new (scope: Construct, id: string, props: P): ApiObject;
  manifest(props: P): Manifest;
}

/** An object in wire names, as it is written. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  readonly [field: string]: unknown;
}

/** What every object's props have. */
export interface ObjectProps {
  readonly metadata: ApiObjectMetadata & { readonly name: string };
  readonly spec?: unknown;
}

/** An object that a target has decided: which class, which props. Plain data until a construct is made of it. */
export interface RenderedObject {
  /** Kind and role, such as `MachineDeployment-general-az1`: the construct id, stable, never in the output. */
  readonly id: string;
  // Each class has props of its own; `rendered` has checked these.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly type: L1Class<any>;
  readonly props: ObjectProps;
  /** Name without the hash, for an immutable template whose name is made of its content. */
  readonly templateName?: string;
  /** The node pool that the object belongs to; absent for those of the whole cluster and of the control plane. */
  readonly pool?: string;
}

/** An object of a class, with the types of its props checked. */
export function rendered<P>(id: string, type: L1Class<P>, props: P & ObjectProps): RenderedObject {
  return { id, type, props };
}
