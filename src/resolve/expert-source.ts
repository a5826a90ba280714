import type { DiagnosticCode } from '../diagnostics/codes';
import type { FieldPath } from '../diagnostics/diagnostic';
import type { Problem } from '../diagnostics/result';
import { canonicalJson } from '../objects/content-hash';
import type { Expert, NodePool, NodePoolExpert } from '../params';
import type { ProviderProfileSpec } from '../profile';
import type { Report } from './report';
import { isPlainObject } from './settings';

/** Tells an error at a path below the block that is looked at. */
export type Tell = (code: DiagnosticCode, path: FieldPath, problem: Problem | string) => void;

/** Expert settings as they stand in one place, and how to tell what is wrong there. */
export interface ExpertSource<T = Expert> {
  readonly expert: T;
  readonly tell: Tell;
}

/** The profile's, then the description's, which win. */
export function expertSources(profile: ProviderProfileSpec, described: Expert | undefined, report: Report): readonly ExpertSource[] {
  return [
    { expert: profile.expert ?? {}, tell: (code, path, problem) => report.profileError(code, ['expert', ...path], problem) },
    { expert: described ?? {}, tell: (code, path, problem) => report.error(code, ['expert', ...path], problem) },
  ];
}

export function poolExpertSource({ expert }: NodePool, path: FieldPath, report: Report): ExpertSource<NodePoolExpert> {
  return { expert: expert ?? {}, tell: (code, below, problem) => report.error(code, [...path, 'expert', ...below], problem) };
}

/** Of entries of lists, what names them. */
const KEYS: Readonly<Record<string, string>> = {
  'apiServer.extraArgs': 'name', 'apiServer.extraVolumes': 'name', 'apiServer.featureGates': 'name', 'controllerManager.extraArgs': 'name',
  'scheduler.extraArgs': 'name', 'kubelet.extraArgs': 'name', 'kubelet.featureGates': 'name', 'etcd.extraArgs': 'name', files: 'path',
  ports: 'network', schedulerHints: 'name', serverMetadata: 'key',
};

/** Lays expert settings over others: lists are added, entries of the same name replace, and other values replace. */
export function mergeExpert<T extends object>(below: T, above: T, path = ''): T {
  const merged = [...new Set([...Object.keys(below), ...Object.keys(above)])].map((field) => {
    const [under, over] = [below, above].map((block) => (block as Record<string, unknown>)[field]);
    const place = path === '' ? field : `${path}.${field}`;
    if (over === undefined || under === undefined) return [field, over ?? under];
    if (Array.isArray(under) && Array.isArray(over)) return [field, mergeLists(under, over, KEYS[place])];
    return [field, isPlainObject(under) && isPlainObject(over) ? mergeExpert(under, over, place) : over];
  });
  return Object.fromEntries(merged) as T;
}

function mergeLists(below: readonly unknown[], above: readonly unknown[], key: string | undefined): unknown[] {
  const keyOf = (item: unknown): string => canonicalJson(key === undefined ? item : (item as Record<string, unknown>)[key] ?? {});
  const keys = new Set((key === undefined ? below : above).map(keyOf));
  // What stands in both is there once: where it was, or, where an entry replaces another, as it is above.
  if (key === undefined) return [...below, ...above.filter((item) => !keys.has(keyOf(item)))];
  return [...below.filter((item) => !keys.has(keyOf(item))), ...above];
}
