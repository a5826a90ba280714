import type { OpenApiSchema } from '../objects/schema-path';
import { withDefaults } from '../objects/schema-defaults';
import { embeddedProblems } from './embedded-objects';
import { withoutNulls } from './null-fields';
import { metadataProblems } from './object-metadata';
import { isFields, type Fields, type ObjectProblem } from './object-problem';
import { ruleProblems } from './rule-problems';
import { schemaProblems } from './schema-problems';
import { type PresentName, unknownFields } from './unknown-fields';

/** A kind as one release knows it. */
export interface KnownKind {
  readonly group: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly schema: OpenApiSchema;
}

/** What the controllers write. A server drops it from what is applied. */
const STATUS = 'status';
/** Kinds whose CRD has the subresource `scale`, for which API servers look at the number of replicas. */
const SCALED: ReadonlySet<unknown> = new Set(['KubeadmControlPlane', 'MachineDeployment', 'MachinePool', 'MachineSet']);
const ANYTHING: OpenApiSchema = { 'x-kubernetes-preserve-unknown-fields': true };
const STRING: OpenApiSchema = { type: 'string' };

/** Everything that an API server would refuse of a new object when it is asked to be strict, in its order: unknown fields first. */
export function objectProblems(object: Fields, { group, scope, schema }: KnownKind, presentName?: PresentName): ObjectProblem[] {
  const root = rootOf(schema);
  const stored = withDefaults(withoutNulls(object, root), root) as Fields;
  const problems = [
    ...unknownFields(object, root, [], presentName), ...metadataProblems(object, group, scope), ...schemaProblems(stored, root, []), ...replicasProblem(stored),
    ...embeddedProblems(stored, root),
  ];
  // As on the server, rules are for values that have the form which they are written for.
  return problems.length > 0 ? problems : ruleProblems(stored, root, []);
}

const roots = new WeakMap<OpenApiSchema, OpenApiSchema>();

/** With what every object has. */
function rootOf(schema: OpenApiSchema): OpenApiSchema {
  let root = roots.get(schema);
  if (root === undefined) {
    root = { ...schema, properties: { ...schema.properties, apiVersion: STRING, kind: STRING, metadata: ANYTHING, [STATUS]: ANYTHING } };
    roots.set(schema, root);
  }
  return root;
}

function replicasProblem({ kind, spec }: Fields): ObjectProblem[] {
  const replicas = isFields(spec) ? spec.replicas : undefined;
  const isNegative = SCALED.has(kind) && typeof replicas === 'number' && replicas < 0;
  return isNegative ? [{ code: 'InvalidValue', path: ['spec', 'replicas'], value: replicas, message: `${replicas} is below 0` }] : [];
}
