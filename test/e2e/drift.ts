import type { FieldPath } from '../../src/diagnostics/diagnostic';
import { apiGroup } from '../../src/objects/cluster-scoped';
import { OWNED_FIELDS, type OwnedField } from '../../src/objects/owned-fields';
import { FIELD_MANAGER, type StoredObject } from './management-cluster/client';

/**
 * What Argo CD would show as changed for ever: of what is in the manifest, the paths of values that the server keeps otherwise, or
 * not at all. Without such a path the three-way merge patch from the manifest to the stored object is empty.
 */
export function threeWayDifferences(manifest: unknown, stored: unknown, path = ''): string[] {
  if (Array.isArray(manifest) && Array.isArray(stored) && manifest.length === stored.length) {
    return manifest.flatMap((item, index) => threeWayDifferences(item, stored[index], `${path}[${index}]`));
  }
  if (isMap(manifest) && isMap(stored)) {
    return Object.entries(manifest).flatMap(([field, value]) => threeWayDifferences(value, stored[field], `${path}.${field}`));
  }
  return manifest === stored ? [] : [`${path}: ${JSON.stringify(manifest)} is ${JSON.stringify(stored)}`];
}

/**
 * What Flux would show: it compares the stored object with what a dry run would make of it, in labels, annotations, and all but
 * metadata and status.
 */
export function serverSideDifferences(stored: StoredObject, dryRun: StoredObject): string[] {
  const [old, now] = [stored, dryRun].map(({ metadata: { labels, annotations }, status: _, ...object }) => ({ ...object, labels, annotations }));
  return [...threeWayDifferences(old, now), ...threeWayDifferences(now, old)];
}

interface ManagedFields {
  readonly manager: string;
  readonly operation: string;
  readonly subresource?: string;
  readonly fieldsV1: FieldSet;
}

interface FieldSet {
  readonly [key: string]: FieldSet;
}

/** Fields of a stored object that others have written and the table of owned fields lacks, and such of the table that we have applied. */
export function wronglyOwned(stored: StoredObject): string[] {
  const entries = (stored.metadata as { readonly managedFields?: readonly ManagedFields[] }).managedFields ?? [];
  const of = OWNED_FIELDS.filter((field) => isOf(field, stored));
  const listed = (path: FieldPath): OwnedField[] => of.filter((field) => field.path.every((part, index) => path[index] === part));
  return entries.filter(({ subresource }) => subresource === undefined).flatMap(({ manager, operation, fieldsV1 }) => {
    const paths = pathsOf(fieldsV1);
    if (manager !== FIELD_MANAGER) return paths.filter((path) => listed(path).length === 0).map((path) => `${path.join('.')} is written by ${manager}`);
    if (operation !== 'Apply') return [];
    return paths.filter((path) => listed(path).some(({ unlessDescribed }) => !unlessDescribed)).map((path) => `${path.join('.')} is written by us`);
  });
}

function isOf({ group, kind, whereAnnotated }: OwnedField, { apiVersion, kind: ownKind, metadata }: StoredObject): boolean {
  if (whereAnnotated !== undefined && metadata.annotations?.[whereAnnotated] === undefined) return false;
  return group === '*' || (group === apiGroup(apiVersion) && kind === ownKind);
}

/** The fields of a set; a list counts as a whole. */
function pathsOf(fields: FieldSet, path: FieldPath = []): FieldPath[] {
  const inner = Object.entries(fields).filter(([key]) => key.startsWith('f:'));
  return inner.length === 0 ? [path] : inner.flatMap(([key, below]) => pathsOf(below, [...path, key.slice(2)]));
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
