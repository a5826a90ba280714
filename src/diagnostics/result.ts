import type { Diagnostic } from './diagnostic';

/** What is wrong with one value, before anybody knows where the value stands. */
export type Problem = Pick<Diagnostic, 'message' | 'allowed' | 'didYouMean'>;

/** A value that was understood, or why it was not. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** The value of a successful reading. */
export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** The reason why a reading failed. */
export function failure<T>(problem: Problem): Result<T> {
  return { ok: false, problem };
}
