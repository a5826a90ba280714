import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { LocatedDiagnostic } from '../diagnostics/diagnostic';
import { isFields } from '../validation/object-problem';
import { ObjectSet, type ExpectedSecret } from '../validation/object-set';
import { constructPath } from './construct-tree';

/** An object of this library has this property, a function: whether it is written as it was rendered, without patches. */
export const AS_RENDERED: unique symbol = Symbol.for('cdk8s-scs.asRendered');

/** A construct that has this property, a function, says which Secrets people must make for its objects. */
export const REQUIRED_SECRETS: unique symbol = Symbol.for('cdk8s-scs.requiredSecrets');

interface KnownConstruct {
  readonly [AS_RENDERED]?: () => boolean;
  readonly [REQUIRED_SECRETS]?: () => Iterable<ExpectedSecret>;
}

/** The objects of a tree, judged together: what they refer to must be among them, or be known to be elsewhere. */
export class TreeObjects {
  private readonly set = new ObjectSet<IConstruct>(false);

  add(object: ApiObject, manifest: unknown): void {
    if (!isFields(manifest)) return;
    const asRendered = (object as KnownConstruct)[AS_RENDERED]?.();
    this.set.add(manifest, () => object, { ...(asRendered !== undefined && { asRendered, isChanged: !asRendered }) });
  }

  /** @param constructs all of the tree */
  diagnostics(constructs: Iterable<IConstruct>): LocatedDiagnostic[] {
    return this.set.dangling(() => requiredSecrets(constructs)).map(({ place, ...problem }) => ({ ...problem, document: 'manifest', constructPath: constructPath(place) }));
  }
}

function* requiredSecrets(constructs: Iterable<IConstruct>): Iterable<ExpectedSecret> {
  for (const construct of constructs) yield* (construct as KnownConstruct)[REQUIRED_SECRETS]?.() ?? [];
}
