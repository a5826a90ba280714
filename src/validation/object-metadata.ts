import type { FieldPath } from '../diagnostics/diagnostic';
import { FORMATS, type FormatName } from '../documents/formats';
import { namespaceProblem, objectNameProblem } from '../objects/object-names';
import type { OpenApiSchema } from '../objects/schema-path';
import { withoutNulls } from './null-fields';
import { isFields, type Fields, type ObjectProblem } from './object-problem';
import { schemaProblems } from './schema-problems';
import { unknownFields } from './unknown-fields';

const STRING: OpenApiSchema = { type: 'string' };
const TIME: OpenApiSchema = { type: 'string', format: 'date-time', nullable: true };
const INTEGER: OpenApiSchema = { type: 'integer' };
const STRINGS: OpenApiSchema = { type: 'object', nullable: true, additionalProperties: STRING };
const OWNER: OpenApiSchema = {
  type: 'object',
  required: ['apiVersion', 'kind', 'name', 'uid'],
  properties: { apiVersion: STRING, kind: STRING, name: STRING, uid: STRING, blockOwnerDeletion: { type: 'boolean' }, controller: { type: 'boolean' } },
};

/** ObjectMeta of apimachinery; those that only the API server writes are there too, as it takes them and puts in its own. */
export const OBJECT_META: OpenApiSchema = {
  type: 'object',
  properties: {
    name: STRING, generateName: STRING, namespace: STRING, labels: STRINGS, annotations: STRINGS,
    finalizers: { type: 'array', nullable: true, items: STRING }, ownerReferences: { type: 'array', nullable: true, items: OWNER },
    uid: STRING, resourceVersion: STRING, selfLink: STRING, generation: INTEGER, creationTimestamp: TIME, deletionTimestamp: TIME,
    deletionGracePeriodSeconds: INTEGER, managedFields: { type: 'array', 'x-kubernetes-preserve-unknown-fields': true },
  },
};

const STANDARD_FINALIZERS = ['foregroundDeletion', 'kubernetes', 'orphan'];
/** All annotations of an object together. */
const MAX_ANNOTATION_BYTES = 256 * 1024;

/** What an API server has against an object's `metadata`. */
export function metadataProblems({ kind, metadata = {} }: Fields, group: string, scope: 'Namespaced' | 'Cluster'): ObjectProblem[] {
  const path: FieldPath = ['metadata'];
  const problems = namelessMetadataProblems(metadata, path);
  if (!isFields(metadata) || problems.some(({ code }) => code === 'InvalidType')) return problems;
  const { name, generateName, namespace } = metadata as Readonly<Record<string, string | null | undefined>>;
  return [
    ...nameProblems(name, generateName, group, String(kind)), ...namespaceProblems(namespace, scope), ...problems,
    ...(group === '' ? ownFinalizers(metadata.finalizers, [...path, 'finalizers']) : []),
  ];
}

/** As `metadataProblems`, without what only a whole object must have. */
export function namelessMetadataProblems(metadata: unknown, path: FieldPath): ObjectProblem[] {
  const shape = [...unknownFields(metadata, OBJECT_META, path), ...schemaProblems(withoutNulls(metadata, OBJECT_META), OBJECT_META, path)];
  if (shape.length > 0 || !isFields(metadata)) return shape;
  const { labels, annotations, finalizers } = metadata;
  return [
    ...finalizerProblems(finalizers, [...path, 'finalizers']),
    ...keyProblems(labels, [...path, 'labels']),
    ...valueProblems(labels, [...path, 'labels']),
    ...keyProblems(annotations, [...path, 'annotations'], true),
    ...annotationSize(annotations, [...path, 'annotations']),
  ];
}

function nameProblems(name: string | null | undefined, generateName: string | null | undefined, group: string, kind: string): ObjectProblem[] {
  if (!name && !generateName) return [{ code: 'MissingField', path: ['metadata', 'name'], message: 'an object needs a name' }];
  const problem = name ? objectNameProblem(group, kind, name) : undefined;
  return problem ? [{ code: 'InvalidValue', path: ['metadata', 'name'], value: name, ...problem }] : [];
}

function namespaceProblems(namespace: string | null | undefined, scope: 'Namespaced' | 'Cluster'): ObjectProblem[] {
  if (!namespace) return [];
  const path: FieldPath = ['metadata', 'namespace'];
  if (scope === 'Cluster') return [{ code: 'InvalidValue', path, value: namespace, message: 'objects of this kind are in no namespace' }];
  const problem = namespaceProblem(namespace);
  return problem ? [{ code: 'InvalidValue', path, value: namespace, ...problem }] : [];
}

function finalizerProblems(finalizers: unknown, path: FieldPath): ObjectProblem[] {
  const names = Array.isArray(finalizers) ? finalizers.map(String) : [];
  return names.flatMap((name, index) => (hasForm(name, 'label-key') ? [] : [{
    code: 'InvalidValue', path: [...path, index], value: name, message: `${JSON.stringify(name)} is not ${FORMATS['label-key'].phrase}`,
  }]));
}

/** Finalizers without a domain are those of Kubernetes, in its core group. */
function ownFinalizers(finalizers: unknown, path: FieldPath): ObjectProblem[] {
  const names = Array.isArray(finalizers) ? finalizers.map(String) : [];
  return names.flatMap((name, index) => (name.includes('/') || STANDARD_FINALIZERS.includes(name) ? [] : [{
    code: 'InvalidValue', path: [...path, index], value: name, message: `${JSON.stringify(name)} has no domain, such as example.org/${name}`,
    allowed: STANDARD_FINALIZERS,
  }]));
}

/** Keys of annotations may be in upper case before the slash, too. */
function keyProblems(map: unknown, path: FieldPath, anyCase = false): ObjectProblem[] {
  const keys = isFields(map) ? Object.keys(map) : [];
  return keys.filter((key) => !hasForm(anyCase ? key.toLowerCase() : key, 'label-key')).map((key) => {
    const message = `the key ${JSON.stringify(key)} is not ${FORMATS['label-key'].phrase}`;
    return { code: 'InvalidValue', path: [...path, key], onKey: true, value: key, message };
  });
}

function valueProblems(map: unknown, path: FieldPath): ObjectProblem[] {
  const entries = isFields(map) ? Object.entries(map) : [];
  return entries.filter(([, value]) => !hasForm(String(value), 'label-value')).map(([key, value]) => {
    const { phrase, maxLength } = FORMATS['label-value'];
    return { code: 'InvalidValue', path: [...path, key], value, message: `${JSON.stringify(value)} is not ${phrase}, at most ${maxLength}` };
  });
}

const expressions = new Map<FormatName, RegExp>();

function hasForm(text: string, format: FormatName): boolean {
  const { pattern, maxLength } = FORMATS[format];
  if (text.length > maxLength) return false;
  const expression = expressions.get(format) ?? new RegExp(pattern, 'u');
  expressions.set(format, expression);
  return expression.test(text);
}

function annotationSize(annotations: unknown, path: FieldPath): ObjectProblem[] {
  const entries = isFields(annotations) ? Object.entries(annotations) : [];
  const bytes = entries.reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(String(value)), 0);
  if (bytes <= MAX_ANNOTATION_BYTES) return [];
  return [{ code: 'InvalidValue', path, message: `annotations have ${bytes} bytes, at most ${MAX_ANNOTATION_BYTES} are allowed` }];
}
