import { join } from 'node:path';
import type { FieldPath } from '../diagnostics/diagnostic';
import { packageRoot } from '../documents/package-root';
import type { OpenApiSchema } from '../objects/schema-path';
import * as operators from './cel-operators';
import { isFields, type ObjectProblem } from './object-problem';
import { walkWithSchema } from './schema-walk';

/** An entry of `x-kubernetes-validations`. */
interface Rule {
  readonly rule: string;
  readonly message?: string;
  readonly fieldPath?: string;
}

/** The module schema/rules.js, which tools/rules.ts makes of the rules in schema/kinds: a function for each, by its text. */
type CompiledRules = (celOperators: typeof operators) => Readonly<Record<string, (self: unknown) => unknown>>;

/**
 * The rules in CEL of a schema that a value does not satisfy. The value is of the schema's form already. Rules about changes, with
 * `oldSelf`, say nothing about a new object.
 */
export function ruleProblems(value: unknown, schema: OpenApiSchema, path: FieldPath): ObjectProblem[] {
  const found: ObjectProblem[] = [];
  walkWithSchema(value, schema, path, (inner, known, at) => {
    if (inner === null) return;
    for (const rule of (known['x-kubernetes-validations'] ?? []) as readonly Rule[]) {
      if (!isOfChange(rule.rule) && !satisfies(rule.rule, inner)) found.push(problem(rule, inner, at));
    }
  });
  return found;
}

/** Whether a rule compares a value with what it was before. */
export function isOfChange(rule: string): boolean {
  return /\boldSelf\b/.test(rule);
}

function problem({ rule, message = `does not satisfy ${rule}`, fieldPath = '' }: Rule, value: unknown, path: FieldPath): ObjectProblem {
  const below = fieldPath.split('.').filter((part) => part !== '');
  return { code: 'InvalidValue', path: [...path, ...below], message, ...(below.length === 0 && !isFields(value) && { value }) };
}

/** A rule that cannot be evaluated, because it asks for a field that is not there, is not satisfied. */
function satisfies(rule: string, self: unknown): boolean {
  const evaluate = compiled(rule);
  try {
    return evaluate(self) === true;
  } catch (error) {
    if (error instanceof operators.NotEvaluated) return false;
    throw error;
  }
}

let rulesByText: ReturnType<CompiledRules> | undefined;

function compiled(rule: string): (self: unknown) => unknown {
  rulesByText ??= (require(join(packageRoot(), 'schema/rules.js')) as CompiledRules)(operators);
  if (!Object.hasOwn(rulesByText, rule)) throw new Error(`schema/rules.js lacks the rule ${rule}; in a checkout, \`npm run build\` writes it`);
  return rulesByText[rule];
}
