import type { FieldPath } from '../diagnostics/diagnostic';
import { celLibrary } from '../objects/cel-library';
import type { OpenApiSchema } from '../objects/schema-path';
import { isFields, type ObjectProblem } from './object-problem';

/** An entry of `x-kubernetes-validations`. */
interface Rule {
  readonly rule: string;
  readonly message?: string;
  readonly fieldPath?: string;
}

type Evaluate = (variables: { readonly self: unknown }) => unknown;

interface Environment {
  parse(expression: string): Evaluate;
}

/** The part of the library that is used. */
interface CelLibrary {
  readonly Environment: new (options: { readonly unlistedVariablesAreDyn: boolean }) => Environment;
}

/** Words that CEL keeps for itself; Kubernetes writes a field of such a name with underscores. */
const RESERVED = /^(true|false|null|in|as|break|const|continue|else|for|function|if|import|let|loop|package|namespace|return|var|void|while)$/;

/**
 * The rules in CEL of a schema that a value does not satisfy. The value is of the schema's form already. Rules about changes, with
 * `oldSelf`, say nothing about a new object.
 */
export function ruleProblems(value: unknown, schema: OpenApiSchema, path: FieldPath): ObjectProblem[] {
  const found: ObjectProblem[] = [];
  judge(value, schema, [...path], found);
  return found;
}

/** Adds to what was found; `at` is the path of the value, and is so again afterwards. */
function judge(value: unknown, schema: OpenApiSchema, at: (string | number)[], found: ObjectProblem[]): void {
  if (value === null) return;
  const { own, below } = rulesOf(schema);
  if (own.length > 0) {
    const self = celValue(value, schema);
    for (const rule of own) found.push(...broken(rule, self, value, [...at]));
  }
  if (!below || typeof value !== 'object') return;
  const { items, properties = {}, additionalProperties } = schema;
  const parts: Iterable<readonly [string | number, unknown]> = Array.isArray(value) ? value.entries() : Object.entries(value as object);
  for (const [part, inner] of parts) {
    const field = typeof part === 'number' ? items : Object.hasOwn(properties, part) ? properties[part] : additionalProperties;
    if (typeof field !== 'object') continue;
    at.push(part);
    judge(inner, field, at, found);
    at.pop();
  }
}

/** The rules of a schema about new values, and whether there are any in what it has below. */
interface SchemaRules {
  readonly own: readonly Rule[];
  readonly below: boolean;
}

const rules = new WeakMap<OpenApiSchema, SchemaRules>();

function rulesOf(schema: OpenApiSchema): SchemaRules {
  let known = rules.get(schema);
  if (known === undefined) {
    const { properties = {}, items, additionalProperties } = schema;
    const below = [...Object.values(properties), ...(items ? [items] : []), ...(typeof additionalProperties === 'object' ? [additionalProperties] : [])];
    known = {
      own: ((schema['x-kubernetes-validations'] ?? []) as readonly Rule[]).filter(({ rule }) => !/\boldSelf\b/.test(rule)),
      below: below.map(rulesOf).some((inner) => inner.own.length > 0 || inner.below),
    };
    rules.set(schema, known);
  }
  return known;
}

function broken({ rule, message, fieldPath = '' }: Rule, self: unknown, value: unknown, path: FieldPath): ObjectProblem[] {
  const words = satisfies(rule, self) ? undefined : (message ?? `does not satisfy ${rule}`);
  if (words === undefined) return [];
  const below = fieldPath.split('.').filter((part) => part !== '');
  return [{ code: 'InvalidValue', path: [...path, ...below], message: words, ...(below.length === 0 && !isFields(value) && { value }) }];
}

/** A rule that cannot be evaluated, because it asks for a field that is not there, is not satisfied. */
function satisfies(rule: string, self: unknown): boolean {
  try {
    return evaluator(rule)({ self }) === true;
  } catch {
    return false;
  }
}

let environment: Environment | undefined;
const evaluators = new Map<string, Evaluate>();

/** Every rule is parsed once, and all in one environment, which is made when the first is met. */
function evaluator(rule: string): Evaluate {
  let evaluate = evaluators.get(rule);
  if (evaluate === undefined) {
    environment ??= new (celLibrary<CelLibrary>().Environment)({ unlistedVariablesAreDyn: true });
    evaluators.set(rule, (evaluate = environment.parse(rule)));
  }
  return evaluate;
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
    return [isField ? celName(name) : name, celValue(inner, isField ? properties[name] : others)];
  }));
}

function celName(field: string): string {
  if (RESERVED.test(field)) return `__${field}__`;
  return field.replaceAll('__', '__underscores__').replaceAll('.', '__dot__').replaceAll('-', '__dash__').replaceAll('/', '__slash__');
}
