import type { LocatedDiagnostic } from './diagnostic';
import { formatDiagnostics } from './format';

/** Input that was refused: carries every diagnostic, and its message is their text. */
export class InvalidInputError extends Error {
  public readonly diagnostics!: readonly LocatedDiagnostic[];

  constructor(diagnostics: readonly LocatedDiagnostic[]) {
    super(formatDiagnostics(diagnostics));
    this.name = 'InvalidInputError';
    // Where in the library it was thrown helps nobody; the message says where in the input the problem is.
    this.stack = `${this.name}: ${this.message}`;
    // Not enumerable, as Node would print the list a second time under an uncaught error.
    Object.defineProperty(this, 'diagnostics', { value: diagnostics, enumerable: false });
  }
}
