import { didYouMean } from '../diagnostics/did-you-mean';
import { apiGroup } from '../objects/cluster-scoped';
import { kindSchemas } from '../objects/kind-schemas';
import { kubernetesKind, kubernetesKindsOf } from '../objects/kubernetes-kinds';
import type { Fields, ObjectProblem } from './object-problem';
import { type KnownKind, objectProblems } from './object-problems';
import { presentForm, presentPlace } from './older-fields';

/** Older versions of APIs that the supported releases still take, and convert. */
const STILL_SERVED: ReadonlySet<string> = new Set([
  'addons.cluster.x-k8s.io/v1beta1', 'bootstrap.cluster.x-k8s.io/v1beta1', 'cluster.x-k8s.io/v1beta1', 'controlplane.cluster.x-k8s.io/v1beta1',
]);

/** More candidates than this are not listed in a message. */
const MAX_LISTED = 24;

/**
 * What API servers would refuse of an object: with the oldest and the newest supported release of the providers, and the newest
 * supported Kubernetes. Undefined where nothing is known of the kind, or of this version of it.
 */
export function validateObject(object: Fields): ObjectProblem[] | undefined {
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return typeProblems(object);
  const group = apiGroup(apiVersion);
  const own = kubernetesKind(apiVersion, kind);
  if (own !== undefined) return judge(object, { group, ...own });
  const info = kindSchemas.info(group, kind);
  if (info === undefined) return unknownKind(group, kind);
  if (info.apiVersion !== apiVersion) return STILL_SERVED.has(apiVersion) ? undefined : [otherVersion(kind, apiVersion, info.apiVersion)];
  const [oldest, newest] = kindSchemas.schemasFor(object, group, kind).map((schema) => judge(object, { group, scope: info.scope, schema }));
  if (newest === undefined || (oldest.length === 0 && newest.length === 0)) return oldest;
  return [
    ...oldest.filter((problem) => isAmong(problem, newest)),
    ...oldest.filter((problem) => !isAmong(problem, newest)).map((problem) => ofRelease(problem, 'oldest')),
    ...newest.filter((problem) => !isAmong(problem, oldest)).map((problem) => ofRelease(problem, 'newest')),
  ];
}

/** Why nothing can be said of an object; for one that `validateObject` gives undefined for. */
export function unjudged({ apiVersion, kind }: Fields): ObjectProblem {
  const group = apiGroup(String(apiVersion));
  const info = kindSchemas.info(group, String(kind));
  if (info !== undefined) {
    const message = `this is an older version of the API of ${String(kind)}, which API servers convert until it is gone, and which is not judged here`;
    return { code: 'UnknownKind', path: ['apiVersion'], value: apiVersion, message, allowed: [info.apiVersion] };
  }
  const known = kubernetesKindsOf(group);
  const versions = known.get(String(kind));
  const guess = versions === undefined ? didYouMean(String(kind), [...known.keys()]) : undefined;
  return {
    code: 'UnknownKind', path: [versions === undefined ? 'kind' : 'apiVersion'], value: versions === undefined ? kind : apiVersion,
    message: `there is no schema for ${String(kind)} of ${String(apiVersion)}`,
    ...(versions !== undefined && { allowed: versions }), ...(guess !== undefined && { didYouMean: guess }),
  };
}

function judge(object: Fields, known: KnownKind): ObjectProblem[] {
  const kind = String(object.kind);
  return objectProblems(object, known, (path) => presentPlace(kind, known.schema, path)).map((problem) => {
    const form = problem.code === 'InvalidType' ? presentForm(kind, problem.path) : undefined;
    return form === undefined ? problem : { ...problem, message: `${problem.message}; an older version of the API had another form, now it is ${form}` };
  });
}

function typeProblems(object: Fields): ObjectProblem[] {
  return (['apiVersion', 'kind'] as const).filter((name) => typeof object[name] !== 'string').map((name): ObjectProblem => {
    const value = object[name];
    if (value === undefined || value === null) return { code: 'MissingField', path: [name], message: 'every object needs it' };
    return { code: 'InvalidType', path: [name], value, message: 'it takes a string' };
  });
}

/** Of a group that has other kinds; nothing is known of other groups. */
function unknownKind(group: string, kind: string): ObjectProblem[] | undefined {
  const ofKubernetes = kubernetesKindsOf(group);
  const ofProviders = kindSchemas.names().filter((name) => name.startsWith(`${group}/`)).map((name) => name.slice(group.length + 1));
  const versions = ofKubernetes.get(kind);
  // Another version of a known kind, such as a beta of it, is one that nothing is known of.
  if (versions !== undefined || ofProviders.length === 0) return undefined;
  const guess = didYouMean(kind, ofProviders);
  const message = `${group} has no kind "${kind}"`;
  return [{
    code: 'UnknownKind', path: ['kind'], value: kind, message,
    ...(ofProviders.length <= MAX_LISTED && { allowed: ofProviders }), ...(guess !== undefined && { didYouMean: guess }),
  }];
}

function otherVersion(kind: string, apiVersion: string, known: string): ObjectProblem {
  const version = (text: string) => text.slice(text.indexOf('/') + 1);
  const [found, present] = [apiVersion, known].map((text) => rank(version(text)));
  const message = found === undefined || present === undefined || found === present ? `${kind} has no version ${JSON.stringify(version(apiVersion))} of its API`
    : found < present ? `this is an older version of the API of ${kind}, which API servers do not take any more`
      : `this version of the API of ${kind} is newer than the supported releases have`;
  return { code: 'UnknownKind', path: ['apiVersion'], value: apiVersion, message, allowed: [known] };
}

/** Versions in their order: v1alpha1, v1beta1, v1, v2. */
function rank(version: string): number | undefined {
  const [, major, stage, number] = /^v(\d{1,4})(?:(alpha|beta)(\d{1,4}))?$/.exec(version) ?? [];
  if (major === undefined) return undefined;
  const stages = stage === 'alpha' ? 0 : stage === 'beta' ? 1 : 2;
  return (Number(major) * 3 + stages) * 10_000 + Number(number ?? 0);
}

function isAmong({ code, path }: ObjectProblem, others: readonly ObjectProblem[]): boolean {
  return others.some((other) => other.code === code && other.path.join('\n') === path.join('\n'));
}

function ofRelease(problem: ObjectProblem, release: 'oldest' | 'newest'): ObjectProblem {
  return { ...problem, message: `${problem.message}, with the ${release} supported release of the provider` };
}
