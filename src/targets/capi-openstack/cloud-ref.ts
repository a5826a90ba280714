import type { FieldPath } from '../../diagnostics/diagnostic';
import type { CloudRef } from '../../params';
import type { Report } from '../../resolve/report';

/** A reference of the profile names a thing by name or by id, exactly one of them. */
export function checkCloudRef(ref: CloudRef, path: FieldPath, report: Report): void {
  if ((ref.name === undefined) === (ref.id === undefined)) {
    report.profileError(ref.name === undefined ? 'MissingField' : 'ConflictingFields', path, { message: 'a reference is either by name or by id', allowed: ['name', 'id'] });
  }
}
