import { JsonPatch } from 'cdk8s';
import { didYouMean } from '../diagnostics/did-you-mean';
import type { Problem } from '../diagnostics/result';
import type { ExpertPatchOperation } from '../params';
import { schemaAllowsPath, type OpenApiSchema } from './schema-path';

/** An object with the operations of a patch done, and why some were not. */
export interface PatchedObject<T> {
  readonly object: T;
  readonly problems: readonly { readonly operation: number; readonly problem: Problem }[];
}

/** What names and finds an object is decided by the library, and other objects refer to it. */
const IDENTITY = ['/apiVersion', '/kind', '/metadata', '/metadata/name', '/metadata/namespace'];
const UNSAFE = ['__proto__', 'constructor', 'prototype'];

/**
 * Does the operations of a JSON Patch (RFC 6902) on an object in wire names. One that does not apply is left out and reported: a
 * field that the kind does not have, nothing there to replace or remove, or no parent to add to. Without a schema the fields of the
 * kind are not checked.
 */
export function patchObject<T extends object>(object: T, operations: readonly ExpertPatchOperation[], schema?: OpenApiSchema): PatchedObject<T> {
  let patched: T = object;
  const problems: { operation: number; problem: Problem }[] = [];
  operations.forEach((operation, index) => {
    const problem = problemOf(patched, operation, schema);
    if (problem === undefined) patched = JsonPatch.apply(patched, toJsonPatch(operation)) as T;
    else problems.push({ operation: index, problem });
  });
  return { object: patched, problems };
}

function toJsonPatch({ op, path, value }: ExpertPatchOperation): JsonPatch {
  switch (op as string) {
    case 'add': return JsonPatch.add(path, value);
    case 'remove': return JsonPatch.remove(path);
    default: return JsonPatch.replace(path, value);
  }
}

function problemOf(object: object, { op, path, value }: ExpertPatchOperation, schema: OpenApiSchema | undefined): Problem | undefined {
  if (!path.startsWith('/') || path === '/') return { message: `"${path}" is not a JSON Pointer to a field`, allowed: ['/spec/…', '/metadata/labels/…', '/metadata/annotations/…'] };
  if (IDENTITY.includes(path)) return { message: `${path} is part of what the object is found by, and cannot be changed` };
  const segments = path.slice(1).split('/').map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (segments.some((segment) => UNSAFE.includes(segment))) return { message: `${path} is no field of any object` };
  if (op !== 'remove' && (value === undefined || value === null)) return { message: `${op} needs a value; to take a field away, use remove` };
  return schemaProblem(path, segments, schema) ?? placeProblem(object, op, path, segments);
}

function schemaProblem(path: string, segments: readonly string[], schema: OpenApiSchema | undefined): Problem | undefined {
  const found = schema === undefined ? { allowed: true as const } : schemaAllowsPath(schema, segments);
  if (found.allowed) return undefined;
  const parent = `/${segments.slice(0, found.at).join('/')}`;
  const guess = didYouMean(segments[found.at], found.known);
  return {
    message: `${path}: the kind has no field "${segments[found.at]}" in ${parent}`,
    ...(found.known.length > 0 && found.known.length <= 12 && { allowed: found.known }),
    ...(guess !== undefined && { didYouMean: guess }),
  };
}

function placeProblem(object: object, op: string, path: string, segments: readonly string[]): Problem | undefined {
  const parentPath = `/${segments.slice(0, -1).join('/')}`;
  const parent = segments.slice(0, -1).reduce<unknown>(child, object);
  const last = segments.at(-1)!;
  if (typeof parent !== 'object' || parent === null) {
    return { message: `${path}: there is no ${parentPath} in the object; add that as a whole` };
  }
  if (Array.isArray(parent) && op === 'add') {
    const fits = last === '-' || (/^(0|[1-9][0-9]*)$/.test(last) && Number(last) <= parent.length);
    return fits ? undefined : { message: `${path}: the list has ${parent.length} entries`, allowed: ['-', `0 to ${parent.length}`] };
  }
  if (op !== 'add' && child(parent, last) === undefined) {
    return { message: `${path}: nothing is there to ${op}${op === 'replace' ? '; use add' : ''}` };
  }
  return undefined;
}

function child(value: unknown, segment: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined;
  return Array.isArray(value) && !/^(0|[1-9][0-9]*)$/.test(segment) ? undefined : (value as Record<string, unknown>)[segment];
}
