import type { DiagnosticCode } from '../diagnostics/codes';
import type { FieldPath } from '../diagnostics/diagnostic';
import type { Problem } from '../diagnostics/result';
import type { CloudRef } from '../params';

/** A reference names a thing of the cloud by name or by id, exactly one of them. */
export function checkCloudRef(ref: CloudRef, path: FieldPath, tell: (code: DiagnosticCode, path: FieldPath, problem: Problem) => void): void {
  if ((ref.name === undefined) === (ref.id === undefined)) {
    tell(ref.name === undefined ? 'MissingField' : 'ConflictingFields', path, { message: 'a reference is either by name or by id', allowed: ['name', 'id'] });
  }
}
