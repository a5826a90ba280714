import { linearPattern } from './linear-pattern';
import { isFields, type Fields } from './object-problem';

/**
 * What the rules of schema/rules.js are made of: the operators of CEL that rules in the shipped schemas use (tools/rules.ts), on values
 * as JSON has them. Kubernetes knows whole numbers of 64 bits beside floating-point ones; as rules here only compare numbers, and do not
 * compute with them, those of JavaScript give the same answers.
 */

/** A rule, or a part of one, asks for what is not there, or does not suit the type of a value. */
export class NotEvaluated extends Error {}

/** A part of a rule that is evaluated only where its value is needed. */
type Term = () => unknown;
/** The part of a macro that is evaluated for each item. */
type Test = (item: unknown) => unknown;

export function has(value: unknown, name: string): boolean {
  // Kubernetes takes a field with null for one that is not there.
  return Object.hasOwn(fields(value), name) && fields(value)[name] !== null;
}

export function field(value: unknown, name: string): unknown {
  if (!has(value, name)) throw new NotEvaluated();
  return fields(value)[name];
}

export function index(value: unknown, place: number): unknown {
  if (place >= list(value).length) throw new NotEvaluated();
  return list(value)[place];
}

export function and(...terms: readonly Term[]): boolean {
  return decided(terms, false);
}

export function or(...terms: readonly Term[]): boolean {
  return decided(terms, true);
}

/** One term that is `decisive` decides, whatever is wrong with the others, also with those before it. */
function decided(terms: readonly Term[], decisive: boolean): boolean {
  let problem: NotEvaluated | undefined;
  for (const term of terms) {
    try {
      if (truth(term()) === decisive) return decisive;
    } catch (error) {
      if (!(error instanceof NotEvaluated)) throw error;
      problem ??= error;
    }
  }
  if (problem !== undefined) throw problem;
  return !decisive;
}

/** Values of different types are different. */
export function equal(left: unknown, right: unknown): boolean {
  if (Array.isArray(left)) return Array.isArray(right) && left.length === right.length && left.every((item, place) => equal(item, right[place]));
  if (!isFields(left)) return left === right;
  const names = Object.keys(left);
  return isFields(right) && names.length === Object.keys(right).length && names.every((name) => Object.hasOwn(right, name) && equal(left[name], right[name]));
}

export function oneOf(value: unknown, items: readonly unknown[]): boolean {
  return items.some((item) => equal(value, item));
}

export function all(items: unknown, test: Test): boolean {
  return decided(list(items).map((item) => () => test(item)), false);
}

export function existsOne(items: unknown, test: Test): boolean {
  return filter(items, test).length === 1;
}

export function filter(items: unknown, test: Test): unknown[] {
  return list(items).filter((item) => truth(test(item)));
}

export function size(value: unknown): number {
  if (typeof value === 'string') return [...value].length;
  return Array.isArray(value) ? value.length : Object.keys(fields(value)).length;
}

export function contains(value: unknown, part: string): boolean {
  return text(value).includes(part);
}

export function split(value: unknown, separator: string): string[] {
  return text(value).split(separator);
}

const patterns = new Map<string, (text: string) => boolean>();

/** Like RE2: anywhere in the text, and in time that grows with it only. */
export function matches(value: unknown, pattern: string): boolean {
  let isMatch = patterns.get(pattern);
  if (isMatch === undefined) patterns.set(pattern, (isMatch = linearPattern(pattern)!));
  return isMatch(text(value));
}

export function truth(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new NotEvaluated();
  return value;
}

export function number(value: unknown): number {
  if (typeof value !== 'number') throw new NotEvaluated();
  return value;
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new NotEvaluated();
  return value;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new NotEvaluated();
  return value;
}

function fields(value: unknown): Fields {
  if (!isFields(value)) throw new NotEvaluated();
  return value;
}
