import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { linearPattern } from '../src/validation/linear-pattern';
import { isOfChange } from '../src/validation/rule-problems';

/** A part of an expression, as the CEL library parses it. */
interface CelNode {
  readonly op: string;
  readonly args: unknown;
}

/** The part of the library that is used. */
interface CelLibrary {
  readonly Environment: new (options: { readonly unlistedVariablesAreDyn: boolean }) => { parse(expression: string): { readonly ast: CelNode } };
}

/**
 * Writes schema/rules.js: the rules in CEL of schema/kinds as functions, so that no rule is parsed when an object is judged. The library,
 * schema/cel.js, parses them here, and is what the functions are held against in tests.
 */
export function writeRules(root: string): void {
  const folder = join(root, 'schema/kinds');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  const rules = new Set(files.flatMap((file) => [...rulesIn(JSON.parse(readFileSync(join(folder, file), 'utf8')))]));
  writeFileSync(join(root, 'schema/rules.js'), rulesModule([...rules].sort(), require(join(root, 'schema/cel.js')) as CelLibrary));
}

/** The rules about new values of a schema, and of all that is in it. */
function* rulesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  const own = (value as Readonly<Record<string, unknown>>)['x-kubernetes-validations'];
  // A kind of Kubernetes has a field of this name.
  if (Array.isArray(own)) for (const { rule } of own as readonly { readonly rule: string }[]) if (!isOfChange(rule)) yield rule;
  for (const inner of Object.values(value)) yield* rulesIn(inner);
}

/** The text of schema/rules.js: from the operators of src/validation/cel-operators.ts, a function for each rule. */
export function rulesModule(rules: readonly string[], { Environment }: CelLibrary): string {
  const environment = new Environment({ unlistedVariablesAreDyn: true });
  const used = new Set<string>();
  const functions = rules.map((rule) => {
    try {
      return `  ${JSON.stringify(rule)}:\n    (self) => ${translated(environment.parse(rule).ast, new Set(['self']), used)},\n`;
    } catch (error) {
      throw new Error(`the rule ${rule} cannot be translated: ${(error as Error).message}`);
    }
  });
  return `'use strict';\n\nmodule.exports = ({ ${[...used].sort().join(', ')} }) => ({\n${functions.join('')}});\n`;
}

const COMPARISONS = /^[<>]=?$/;
const FUNCTIONS = /^size$/;
/** Methods whose argument must be written out in the rule. */
const TEXT_METHODS = /^(contains|matches|split)$/;
const MACROS: Readonly<Record<string, string>> = { all: 'all', exists_one: 'existsOne', filter: 'filter' };

/** An expression of JavaScript. `known` are the variables that CEL sees at the place, and `used` takes the names of the operators. */
function translated(node: unknown, known: ReadonlySet<string>, used: Set<string>): string {
  const part = (inner: unknown): string => translated(inner, known, used);
  const call = (operator: string, ...given: readonly string[]): string => {
    used.add(operator);
    return `${operator}(${given.join(', ')})`;
  };
  const truth = (inner: unknown) => (isTruth(inner) ? part(inner) : call('truth', part(inner)));
  const number = (inner: unknown) => (isNumber(inner) ? part(inner) : call('number', part(inner)));
  const { op } = node as CelNode;
  const args = (node as CelNode).args as any;
  if (op === 'value') return literal(args);
  if (op === 'id') return variable(args, known);
  if (op === '!_') return COMPARISONS.test(args.op) ? `!(${part(args)})` : `!${truth(args)}`;
  if (op === 'list') return `[${args.map(part).join(', ')}]`;
  if (op === '.') return call('field', part(args[0]), fieldName(args[1]));
  if (op === '[]') return call('index', part(args[0]), literal(written(args[1], 'bigint')));
  if (op === '&&' || op === '||') return call(op === '&&' ? 'and' : 'or', ...chained(node, op).map((term) => `() => ${part(term)}`));
  if (op === '==' || op === '!=') return `${op === '!=' ? '!' : ''}${call('equal', part(args[0]), part(args[1]))}`;
  if (op === 'in' && isNode(args[1], 'list')) return call('oneOf', part(args[0]), part(args[1]));
  if (op === '?:') return `(${truth(args[0])} ? ${part(args[1])} : ${part(args[2])})`;
  if (COMPARISONS.test(op)) return `${number(args[0])} ${op} ${number(args[1])}`;
  if (op !== 'call' && op !== 'rcall') throw new Error(`the operator "${op}" is not known`);

  const name: string = args[0];
  const given: readonly unknown[] = args.at(-1);
  const [receiver, first] = op === 'rcall' ? [args[1], given[0]] : given;
  const count = op === 'rcall' ? given.length + 1 : given.length;
  if (op === 'call' && name === 'has' && count === 1 && isNode(receiver, '.')) return call('has', part((receiver.args as any)[0]), fieldName((receiver.args as any)[1]));
  if (FUNCTIONS.test(name) && count === 1) return call(name, part(receiver));
  if (op === 'rcall' && TEXT_METHODS.test(name) && count === 2) return call(name, part(receiver), literal(textArgument(name, first)));
  if (op === 'rcall' && Object.hasOwn(MACROS, name) && count === 3 && isNode(first, 'id')) {
    const item = String(first.args);
    if (known.has(item)) throw new Error(`there is a variable ${item} around the variable ${item}`);
    const inner = new Set([...known, item]);
    return call(MACROS[name]!, part(receiver), `(${variable(item, inner)}) => ${translated(given[1], inner, used)}`);
  }
  throw new Error(`the function "${name}" with ${given.length} arguments is not known`);
}

/** Whether an expression gives true or false if it gives anything. */
function isTruth(node: unknown): boolean {
  const { op, args } = node as CelNode;
  return /^(&&|\|\||!_|[!=]=|[<>]=?|in)$/.test(op) || (/^r?call$/.test(op) && /^(has|all|exists_one|contains|matches)$/.test((args as any)[0]));
}

/** Whether an expression gives a number if it gives anything. */
function isNumber(node: unknown): boolean {
  const { op, args } = node as CelNode;
  return op === 'value' ? /^(bigint|number)$/.test(typeof args) : /^r?call$/.test(op) && (args as any)[0] === 'size';
}

function isNode(value: unknown, op: string): value is CelNode {
  return typeof value === 'object' && value !== null && (value as CelNode).op === op;
}

/** The terms of a chain of one operator: its value does not depend on how they are grouped. */
function chained(node: unknown, op: string): unknown[] {
  return isNode(node, op) ? (node.args as unknown[]).flatMap((term) => chained(term, op)) : [node];
}

/** A name that is none of an operator, and no word of JavaScript. */
function variable(name: string, known: ReadonlySet<string>): string {
  if (!known.has(name)) throw new Error(`the variable ${name} is not known`);
  return name === 'self' ? name : `$${name}`;
}

function literal(value: unknown): string {
  if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return String(value);
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return JSON.stringify(value);
  throw new Error(`a value of this type is not known: ${String(value)}`);
}

/** The value of an argument that must not be computed. */
function written(node: unknown, type: 'string' | 'bigint'): unknown {
  if (!isNode(node, 'value') || typeof node.args !== type) throw new Error(`${type === 'string' ? 'a text' : 'a whole number'} must be written out`);
  return node.args;
}

function textArgument(method: string, node: unknown): unknown {
  const text = written(node, 'string') as string;
  if (method === 'split' && text === '') throw new Error('split by nothing is not known');
  if (method === 'matches' && linearPattern(text) === undefined) throw new Error(`the pattern ${text} is not known to src/validation/linear-pattern.ts`);
  return text;
}

const MARKS: Readonly<Record<string, string>> = { underscores: '__', dot: '.', dash: '-', slash: '/' };

/** The name of a field, which Kubernetes writes otherwise where CEL has no such names: `__import__`, `a__dash__b`. */
function fieldName(name: unknown): string {
  return JSON.stringify(String(name).replace(/__([^_]+)__/g, (_, word: string) => MARKS[word] ?? word));
}
