import { didYouMean } from '../diagnostics/did-you-mean';
import { apiGroup } from '../objects/cluster-scoped';
import { kindSchemas } from '../objects/kind-schemas';
import type { OpenApiSchema } from '../objects/schema-path';
import type { Fields, ObjectProblem } from './object-problem';
import { objectProblems } from './object-problems';

const NAMESPACE: OpenApiSchema = {
  type: 'object', properties: { spec: { type: 'object', properties: { finalizers: { type: 'array', items: { type: 'string' } } } } },
};

/**
 * What API servers with the oldest and the newest supported release of the providers would refuse of an object; undefined for a
 * kind of others, which nothing is known of.
 */
export function validateObject(object: Fields): ObjectProblem[] | undefined {
  const { apiVersion, kind } = object as { readonly apiVersion: string; readonly kind: string };
  if (apiVersion === 'v1' && kind === 'Namespace') return objectProblems(object, { group: '', scope: 'Cluster', schema: NAMESPACE });
  const group = apiGroup(apiVersion);
  const info = kindSchemas.info(group, kind);
  if (info === undefined) return unknownKind(group, kind);
  if (info.apiVersion !== apiVersion) return [otherVersion(kind, apiVersion, info.apiVersion)];
  const [oldest, newest] = kindSchemas.schemas(group, kind).map((schema) => objectProblems(object, { group, scope: info.scope, schema }));
  if (newest === undefined) return oldest;
  return [
    ...oldest.filter((problem) => isAmong(problem, newest)),
    ...oldest.filter((problem) => !isAmong(problem, newest)).map((problem) => ofRelease(problem, 'oldest')),
    ...newest.filter((problem) => !isAmong(problem, oldest)).map((problem) => ofRelease(problem, 'newest')),
  ];
}

/** Of a group that has other kinds; nothing is known of other groups. */
function unknownKind(group: string, kind: string): ObjectProblem[] | undefined {
  const kinds = kindSchemas.names().filter((name) => name.startsWith(`${group}/`)).map((name) => name.slice(group.length + 1));
  if (kinds.length === 0) return undefined;
  const guess = didYouMean(kind, kinds);
  const message = `${group} has no kind "${kind}"`;
  return [{ code: 'UnknownKind', path: ['kind'], value: kind, message, allowed: kinds, ...(guess !== undefined && { didYouMean: guess }) }];
}

function otherVersion(kind: string, apiVersion: string, known: string): ObjectProblem {
  return { code: 'UnknownKind', path: ['apiVersion'], value: apiVersion, message: `${kind} is known in one version of its API`, allowed: [known] };
}

function isAmong({ code, path }: ObjectProblem, others: readonly ObjectProblem[]): boolean {
  return others.some((other) => other.code === code && other.path.join('\n') === path.join('\n'));
}

function ofRelease(problem: ObjectProblem, release: 'oldest' | 'newest'): ObjectProblem {
  return { ...problem, message: `${problem.message}, with the ${release} supported release of the provider` };
}
