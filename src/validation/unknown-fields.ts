import type { FieldPath } from '../diagnostics/diagnostic';
import { didYouMean } from '../diagnostics/did-you-mean';
import type { OpenApiSchema } from '../objects/schema-path';
import { isFields, type ObjectProblem } from './object-problem';

/** What every object has, whether its schema names it or not. */
const OF_EVERY_OBJECT: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/** For more fields of an object than this nobody looks for what was meant. */
const MAX_GUESSED = 100;

/** The name that a field has today, if it is one that an older version of the API had. */
export type PresentName = (path: FieldPath) => string | undefined;

/**
 * Fields that the schema does not have: the API server refuses them when it is asked to be strict, and drops them otherwise
 * (k8s.io/apiextensions-apiserver, pkg/apiserver/schema/pruning).
 */
export function unknownFields(value: unknown, schema: OpenApiSchema, path: FieldPath, presentName: PresentName = () => undefined): ObjectProblem[] {
  const found: ObjectProblem[] = [];
  const at = [...path];
  const walk = (inner: unknown, known: OpenApiSchema | undefined, preserves = known?.['x-kubernetes-preserve-unknown-fields'] === true): void => {
    if (Array.isArray(inner)) {
      for (let index = 0; index < inner.length; index += 1) {
        at.push(index);
        // What may hold anything may hold it in a list, too.
        if (preserves) walk(inner[index], known?.items ?? {}, true);
        else walk(inner[index], known?.items);
        at.pop();
      }
      return;
    }
    if (!isFields(inner)) return;
    const { properties, additionalProperties: others, 'x-kubernetes-embedded-resource': isObject } = known ?? {};
    for (const name of Object.keys(inner)) {
      if (isObject && OF_EVERY_OBJECT.has(name)) continue;
      const isField = properties !== undefined && Object.hasOwn(properties, name);
      at.push(name);
      if (isField) walk(inner[name], properties[name]);
      else if (others !== undefined && others !== false) walk(inner[name], typeof others === 'object' ? others : undefined);
      else if (!preserves) found.push(unknownField([...at], Object.keys(properties ?? {}), presentName, found.length < MAX_GUESSED));
      at.pop();
    }
  };
  walk(value, schema);
  return found;
}

function unknownField(path: FieldPath, known: readonly string[], presentName: PresentName, isGuessed: boolean): ObjectProblem {
  const today = presentName(path);
  const guess = today === undefined && isGuessed ? didYouMean(String(path.at(-1)), known) : undefined;
  return {
    code: 'UnknownField', path, onKey: true,
    message: today === undefined ? 'the kind has no such field' : `an older version of the API had this field; now ${today}`,
    ...(known.length > 0 && { allowed: [...known].sort() }),
    ...(guess !== undefined && { didYouMean: guess }),
  };
}
