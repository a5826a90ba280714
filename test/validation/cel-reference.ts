import { celLibrary } from '../../src/objects/cel-library';
import type { OpenApiSchema } from '../../src/objects/schema-path';
import { isFields } from '../../src/validation/object-problem';

type Evaluate = (variables: { readonly self: unknown }) => unknown;

export interface CelLibrary {
  readonly Environment: new (options: { readonly unlistedVariablesAreDyn: boolean }) => { parse(expression: string): Evaluate & { readonly ast: never } };
}

export const library = celLibrary<CelLibrary>();
const environment = new library.Environment({ unlistedVariablesAreDyn: true });
const evaluators = new Map<string, Evaluate>();

/** What the CEL library makes of a rule; an error is `error`. */
export function celResult(rule: string, self: unknown, schema?: OpenApiSchema): unknown {
  let evaluate = evaluators.get(rule);
  if (evaluate === undefined) evaluators.set(rule, (evaluate = environment.parse(rule)));
  try {
    return evaluate({ self: celValue(self, schema) });
  } catch {
    return 'error';
  }
}

/** A value as CEL knows it: whole numbers have a type of their own, and fields the names that Kubernetes gives them. */
function celValue(value: unknown, schema: OpenApiSchema | undefined): unknown {
  // Not `map`, which makes the list of another realm, as tests run in one, a list that the library does not know.
  if (Array.isArray(value)) return Array.from(value, (item) => celValue(item, schema?.items));
  if (typeof value === 'number') return Number.isInteger(value) && schema?.type !== 'number' ? BigInt(value) : value;
  if (!isFields(value)) return value;
  const { properties = {}, additionalProperties } = schema ?? {};
  const others = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => {
    const isField = Object.hasOwn(properties, name);
    return [isField || schema === undefined ? celName(name) : name, celValue(inner, isField ? properties[name] : others)];
  }));
}

/** Words that CEL keeps for itself; Kubernetes writes a field of such a name with underscores. */
const RESERVED = /^(true|false|null|in|as|break|const|continue|else|for|function|if|import|let|loop|package|namespace|return|var|void|while)$/;

function celName(field: string): string {
  if (RESERVED.test(field)) return `__${field}__`;
  return field.replaceAll('__', '__underscores__').replaceAll('.', '__dot__').replaceAll('-', '__dash__').replaceAll('/', '__slash__');
}
