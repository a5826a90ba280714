/**
 * The closed list of diagnostic codes: each with what it means and how to mend it (`scs explain CODE`).
 * A code is never renamed or reused.
 */
export const DIAGNOSTIC_CODES = {
  SyntaxError: { cause: 'The file is not valid YAML or JSON.', fix: 'Mend the syntax at the position given.' },
  DuplicateKey: { cause: 'A mapping has the same key twice; YAML readers would silently take one of them.', fix: 'Remove one of the two.' },
  LimitExceeded: { cause: 'The file is larger, deeper or expands to more than the reader accepts.', fix: 'Split the file, or write aliases out.' },
  UnknownKind: { cause: 'apiVersion or kind of a document is not one that this release knows.', fix: 'Use one of the listed pairs.' },
  UnknownField: { cause: 'The document has a field that its kind does not have.', fix: 'Use the suggested name, or remove the field.' },
  MissingField: { cause: 'A required field is absent.', fix: 'Add the field.' },
  InvalidType: { cause: 'A value has the wrong type.', fix: 'Write a value of the type given; quote a string that looks like a number.' },
  InvalidValue: { cause: 'A value is outside of what its field allows.', fix: 'Use one of the allowed values or forms.' },
  NotYetSupported: { cause: 'The field is part of the API, but this release cannot act on it yet; it is refused rather than ignored.', fix: 'Remove the field, or use a release that supports it.' },
  UnquotedVersion: { cause: 'A version was written as a number, where 1.30 and 1.3 are the same.', fix: 'Put the version in quotes.' },
} as const satisfies Record<string, { readonly cause: string; readonly fix: string }>;

export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES;
