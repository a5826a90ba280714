import type { DiagnosticDocument, Diagnostic, FieldPath } from '../diagnostics/diagnostic';

/** Kinds of values that a message can name. */
export type ValueType = 'string' | 'number' | 'boolean' | 'list' | 'object' | 'null' | 'other';

/** What a value is; `other` is everything that JSON cannot express. */
export function valueType(value: unknown): ValueType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return Number.isFinite(value) ? 'number' : 'other';
  if (typeof value === 'object') return isPlainObject(value) ? 'object' : 'other';
  return typeof value === 'string' || typeof value === 'boolean' ? typeof value as 'string' | 'boolean' : 'other';
}

/** Everything below a value that is no plain data: functions, class instances, cycles, numbers that JSON cannot keep. Undefined properties count as absent. */
export function notPlain(document: DiagnosticDocument, root: unknown): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const open = new Set<unknown>();
  const report = (path: FieldPath, message: string): void => {
    diagnostics.push({ code: 'InvalidType', severity: 'Error', document, path, message });
  };
  const visit = (value: unknown, path: FieldPath): void => {
    const type = valueType(value);
    if (type === 'other') return report(path, `expected plain data, found ${nameOfOther(value)}`);
    if (type === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
      return report(path, `the number ${String(value)} is too large to be kept exactly: put it in quotes where a text is allowed`);
    }
    if (type !== 'list' && type !== 'object') return;
    if (open.has(value)) return report(path, 'the value contains itself');
    open.add(value);
    if (Array.isArray(value)) value.forEach((item, index) => visit(item, [...path, index]));
    else {
      for (const [name, part] of Object.entries(value as object)) {
        if (name === '__proto__') {
          diagnostics.push({ code: 'UnknownField', severity: 'Error', document, path: [...path, name], onKey: true, message: 'a field cannot have this name' });
        } else if (part !== undefined) visit(part, [...path, name]);
      }
    }
    open.delete(value);
  };
  visit(root, []);
  return diagnostics;
}

/** An object literal or what a parser makes, also of another realm; no instance of a class. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function nameOfOther(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return value === undefined ? 'nothing (undefined)' : `a ${typeof value}`;
  return `an instance of ${(value.constructor as { name?: string } | undefined)?.name ?? 'a class'}`;
}
