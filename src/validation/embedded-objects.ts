import type { FieldPath } from '../diagnostics/diagnostic';
import type { OpenApiSchema } from '../objects/schema-path';
import { namelessMetadataProblems } from './object-metadata';
import { isFields, type Fields, type ObjectProblem } from './object-problem';
import { walkWithSchema } from './schema-walk';

const KIND = /^[a-z]([-a-z0-9]*[a-z0-9])?$/i;

/** What an API server has against whole objects that are fields of others (`x-kubernetes-embedded-resource`). */
export function embeddedProblems(value: unknown, schema: OpenApiSchema): ObjectProblem[] {
  const found: ObjectProblem[] = [];
  walkWithSchema(value, schema, [], (inner, known, at) => {
    if (known['x-kubernetes-embedded-resource'] && isFields(inner)) found.push(...problemsOf(inner, [...at]));
  });
  return found;
}

function problemsOf(object: Fields, path: FieldPath): ObjectProblem[] {
  const { apiVersion, kind } = object;
  const texts = (['apiVersion', 'kind'] as const).flatMap((name): ObjectProblem[] => {
    const value = object[name];
    const place = [...path, name];
    if (value === undefined) return [{ code: 'MissingField', path: place, message: 'an object within another needs it, too' }];
    return typeof value === 'string' ? [] : [{ code: 'InvalidType', path: place, value, message: 'it takes a string' }];
  });
  const forms: ObjectProblem[] = [];
  if (typeof apiVersion === 'string' && !/^[^/]+(\/[^/]*)?$/.test(apiVersion)) {
    forms.push({ code: 'InvalidValue', path: [...path, 'apiVersion'], value: apiVersion, message: `${JSON.stringify(apiVersion)} is no group and version` });
  }
  if (typeof kind === 'string' && (!KIND.test(kind) || kind.length > 63)) {
    forms.push({ code: 'InvalidValue', path: [...path, 'kind'], value: kind, message: `${JSON.stringify(kind)} cannot be a kind` });
  }
  return [...texts, ...forms, ...(object.metadata === undefined ? [] : namelessMetadataProblems(object.metadata, [...path, 'metadata']))];
}
