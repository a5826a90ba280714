import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Manifest } from '../targets/rendered-object';

/** What is to be said of an update, and the object it is said of: one of those that are to be, or one that is there and would be gone. */
export interface UpdateProblem extends Diagnostic {
  readonly object: Manifest;
}
