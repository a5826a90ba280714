import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { LocatedDiagnostic } from '../diagnostics/diagnostic';
import { formatDiagnostic } from '../diagnostics/format';
import { apiGroup } from '../objects/cluster-scoped';
import { secretInManifest, secretsIn } from '../documents/inline-secrets';
import { kindSchemas } from '../objects/kind-schemas';
import { isFields, type Fields } from '../validation/object-problem';
import { objectLabel } from '../validation/object-label';
import { validateObject } from '../validation/validate-object';
import { constructDiagnostics } from './construct-diagnostics';
import { constructPath } from './construct-tree';
import { TreeObjects } from './set-validation';

/** An object that has this property, a function that gives true, is judged by the construct that it belongs to, which knows more of its input. */
export const JUDGED_BY_OWNER: unique symbol = Symbol.for('cdk8s-scs.judgedByOwner');

/** Trees whose objects are judged while they are rendered. */
const rendered = new WeakSet<IConstruct>();

const WATCHED: unique symbol = Symbol.for('cdk8s-scs.objectsAreJudged');

/**
 * What API servers would refuse of the object of a construct, where it is of a group that this package has kinds of, or a Namespace.
 * Other objects of an app may be for other clusters, with another Kubernetes; `scs validate --manifests` and the plug-in judge them.
 * Of every object it is said where it would write a secret to a folder that many can read.
 */
export function objectDiagnostics(construct: ApiObject, manifest: unknown): LocatedDiagnostic[] {
  if (!isFields(manifest)) return [];
  const path = constructPath(construct);
  const secrets = secretsIn(manifest).map(({ path: at, secret }): LocatedDiagnostic => ({
    code: 'InlineSecret', severity: 'Error', document: 'manifest', path: at, message: secretInManifest(secret), constructPath: path,
  }));
  if (secrets.length > 0) return secrets;
  if (!isOfOurGroups(manifest) || (construct as { [JUDGED_BY_OWNER]?: () => boolean })[JUDGED_BY_OWNER]?.()) return [];
  return (validateObject(manifest) ?? []).map((problem) => {
    return { severity: 'Error', document: 'manifest', ...problem, message: `${objectLabel(manifest)}: ${problem.message}`, constructPath: path };
  });
}

function isOfOurGroups({ apiVersion, kind }: Fields): boolean {
  if (typeof apiVersion !== 'string') return false;
  return (apiVersion === 'v1' && kind === 'Namespace') || kindSchemas.groups().has(apiGroup(apiVersion));
}

/** Has all objects of a tree judged whenever it is validated, once each, whoever has made them. */
export function judgeObjectsOf(root: IConstruct): void {
  if (WATCHED in root) return;
  Object.defineProperty(root, WATCHED, { value: true });
  root.node.addValidation({ validate: () => (rendered.has(root) ? [] : messagesOf(root)) });
}

/** Does something with a tree whose objects are judged elsewhere meanwhile. */
export function withoutJudgingTwice<T>(root: IConstruct, work: () => T): T {
  rendered.add(root);
  try {
    return work();
  } finally {
    rendered.delete(root);
  }
}

function messagesOf(root: IConstruct): string[] {
  const constructs = root.node.findAll();
  const together = new TreeObjects();
  const ofObjects = constructs.filter((construct) => ApiObject.isApiObject(construct)).flatMap((object) => {
    let manifest: unknown;
    try {
      manifest = object.toJson();
    } catch {
      // Synthesis tells of it, as it cannot write the object.
      return [];
    }
    together.add(object, manifest);
    return objectDiagnostics(object, manifest);
  });
  // Where a cluster is wrong, its objects are not there, and what refers to them is not the mistake.
  const isWhole = constructs.every((construct) => constructDiagnostics(construct).every(({ severity }) => severity !== 'Error'));
  const dangling = isWhole ? together.diagnostics(constructs).filter(({ severity }) => severity === 'Error') : [];
  return [...ofObjects, ...dangling].map(formatDiagnostic);
}
