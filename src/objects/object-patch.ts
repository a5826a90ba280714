import { JsonPatch } from 'cdk8s';
import { didYouMean } from '../diagnostics/did-you-mean';
import type { Problem } from '../diagnostics/result';
import { ExpertPatchOp, type ExpertPatchOperation } from '../params';
import { schemaAllowsPath, type OpenApiSchema } from './schema-path';

/** An object with the operations of a patch done, and why some were not. */
export interface PatchedObject<T> {
  readonly object: T;
  readonly problems: readonly { readonly operation: number; readonly problem: Problem }[];
}

/** What an object is found by is decided by the library, and other objects refer to it. */
const IDENTITY = ['/apiVersion', '/kind', '/metadata', '/metadata/name', '/metadata/namespace', '/metadata/generateName'];
/** More known fields than this are not listed in a message. */
const MAX_LISTED = 12;
const EXAMPLES = ['/spec/…', '/metadata/labels/…', '/metadata/annotations/…'];
const UNSAFE = ['__proto__', 'constructor', 'prototype'];

/**
 * Does the operations of a JSON Patch (RFC 6902) on an object in wire names, one after the other. One that does not apply is left out
 * and reported: a field that the schema of the kind does not have, nothing there to replace or remove, or no parent to add to.
 */
export function patchObject<T extends object>(object: T, operations: readonly ExpertPatchOperation[], schema: OpenApiSchema): PatchedObject<T> {
  // JsonPatch changes what it is given.
  let patched = structuredClone(object);
  const problems: { operation: number; problem: Problem }[] = [];
  operations.forEach((operation, index) => {
    const problem = problemOf(patched, operation, schema);
    if (problem === undefined) patched = JsonPatch.apply(patched, toJsonPatch(operation)) as T;
    else problems.push({ operation: index, problem });
  });
  return { object: patched, problems };
}

function toJsonPatch({ op, path, value }: ExpertPatchOperation): JsonPatch {
  switch (op) {
    case ExpertPatchOp.ADD: return JsonPatch.add(path, value);
    case ExpertPatchOp.REMOVE: return JsonPatch.remove(path);
    case ExpertPatchOp.REPLACE: return JsonPatch.replace(path, value);
  }
}

function problemOf(object: object, { op, path, value }: ExpertPatchOperation, schema: OpenApiSchema): Problem | undefined {
  if (!path.startsWith('/') || path === '/') return { message: `"${path}" is not a JSON Pointer to a field`, allowed: EXAMPLES };
  if (IDENTITY.includes(path)) return { message: `${path} is part of what the object is found by, and cannot be changed` };
  const segments = path.slice(1).split('/').map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (op !== ExpertPatchOp.REMOVE && (value === undefined || value === null)) return { message: `${op} needs a value; to take a field away, use remove` };
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (path === '/spec' && (op === ExpertPatchOp.REMOVE || !isObject)) return { message: '/spec is always an object, and always there: change fields in it' };
  if (op === ExpertPatchOp.REMOVE && value !== undefined) return { message: 'remove takes no value' };
  return unsafeProblem(segments) ?? schemaProblem(segments, schema) ?? placeProblem(object, op, path, segments) ?? valueProblem(segments, value, schema);
}

function unsafeProblem(segments: readonly string[]): Problem | undefined {
  return segments.some((segment) => UNSAFE.includes(segment)) ? { message: `${pointer(segments)} is no field of any object` } : undefined;
}

function schemaProblem(segments: readonly string[], schema: OpenApiSchema): Problem | undefined {
  const found = schemaAllowsPath(schema, segments);
  if (found.allowed) return undefined;
  const guess = didYouMean(segments[found.at], found.known);
  return {
    message: `${pointer(segments)}: the kind has no field "${segments[found.at]}" in ${pointer(segments.slice(0, found.at))}`,
    ...(found.known.length > 0 && found.known.length <= MAX_LISTED && { allowed: found.known }),
    ...(guess !== undefined && { didYouMean: guess }),
  };
}

/** The API server would drop unknown fields of a value without a word, as those of the path. */
function valueProblem(segments: readonly string[], value: unknown, schema: OpenApiSchema): Problem | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, below] of Object.entries(value)) {
    const inside = [...segments, key];
    const problem = unsafeProblem(inside) ?? schemaProblem(inside, schema) ?? valueProblem(inside, below, schema);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function placeProblem(object: object, op: ExpertPatchOp, path: string, segments: readonly string[]): Problem | undefined {
  const parentPath = pointer(segments.slice(0, -1));
  const parent = segments.slice(0, -1).reduce<unknown>(child, object);
  const last = segments.at(-1)!;
  if (typeof parent !== 'object' || parent === null) {
    return { message: `${path}: there is no ${parentPath} in the object; add that as a whole` };
  }
  if (Array.isArray(parent) && op === ExpertPatchOp.ADD) {
    const fits = last === '-' || (/^(0|[1-9][0-9]*)$/.test(last) && Number(last) <= parent.length);
    return fits ? undefined : { message: `${path}: the list has ${parent.length} entries`, allowed: ['-', `0 to ${parent.length}`] };
  }
  if (op !== ExpertPatchOp.ADD && child(parent, last) === undefined) {
    return { message: `${path}: nothing is there to ${op}${op === ExpertPatchOp.REPLACE ? '; use add' : ''}` };
  }
  return undefined;
}

function child(value: unknown, segment: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined;
  return Array.isArray(value) && !/^(0|[1-9][0-9]*)$/.test(segment) ? undefined : (value as Record<string, unknown>)[segment];
}

function pointer(segments: readonly string[]): string {
  return `/${segments.map((segment) => segment.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
}
