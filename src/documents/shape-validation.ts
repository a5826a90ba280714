import type { DiagnosticCode } from '../diagnostics/codes';
import type { Diagnostic, FieldPath } from '../diagnostics/diagnostic';
import { didYouMean } from '../diagnostics/did-you-mean';
import { DOCUMENT_KINDS } from './api-version';
import type { DocumentKind } from './api-version';
import { fieldSchema, schemaOf, validatorOf } from './document-schemas';
import type { FieldSchema, ValidatorError } from './document-schemas';
import { secretMessage, secretsIn } from './inline-secrets';
import { ourNames } from './other-names';
import { notPlain } from './plain-data';
import { badKey, badValue } from './value-messages';

/** More known fields than this are not listed in a message. */
const MAX_LISTED = 12;

/**
 * Judges a document by the shape of its kind: fields, types, forms, and the fields that do not work yet. Takes values from files as well as
 * from TypeScript, where an undefined property counts as absent. One problem gives one diagnostic.
 */
export function validateShape(kind: DocumentKind, value: unknown): Diagnostic[] {
  const secrets = inlineSecrets(kind, value);
  const strange = [...notPlain(DOCUMENT_KINDS[kind], value), ...secrets];
  const validate = validatorOf(kind);
  if (validate(value)) return strange;
  const teller = new ErrorTeller(kind, value);
  const errors = validate.errors ?? [];
  // What holds a secret is told before everything that could repeat it.
  secrets.forEach((diagnostic) => teller.add(diagnostic));
  // First the fields that are refused as a whole, the outer ones before the inner ones: what stands in them is not worth a message.
  const planned = errors.filter(({ keyword }) => keyword === 'x-stage').sort((a, b) => a.instancePath.length - b.instancePath.length);
  const unknown = errors.filter(({ keyword }) => keyword === 'additionalProperties');
  [...planned, ...unknown].forEach((error) => teller.tell(error));
  strange.forEach((diagnostic) => teller.add(diagnostic));
  errors.forEach((error) => teller.tell(error));
  return teller.diagnostics;
}

/** Without the value, as messages end up in logs. */
function inlineSecrets(kind: DocumentKind, value: unknown): Diagnostic[] {
  return secretsIn(value).map(({ path, secret }) => ({
    code: 'InlineSecret', severity: 'Error', document: DOCUMENT_KINDS[kind], path, message: secretMessage(path, secret),
  }));
}

/** Turns the errors of a validator into diagnostics: made from schema and value, as the errors overlap. */
class ErrorTeller {
  public readonly diagnostics: Diagnostic[] = [];
  private readonly root: FieldSchema;
  /** Pointers of values and keys that have their message already. */
  private readonly settled = new Set<string>();

  constructor(
    private readonly kind: DocumentKind,
    private readonly value: unknown,
  ) {
    this.root = schemaOf(kind);
  }

  /** Adds a diagnostic, unless its value, its key or something around it has a message already. */
  public add(diagnostic: Diagnostic): void {
    const { path } = diagnostic;
    if (path.some((_, index) => this.settled.has(pointer(path.slice(0, index)))) || this.settled.has(pointer(path))) return;
    this.settled.add(pointer(path));
    this.diagnostics.push(diagnostic);
  }

  public tell(error: ValidatorError): void {
    const path = this.pathOf(error);
    const schema = fieldSchema(this.root, path) ?? {};
    switch (error.keyword) {
      case 'x-stage':
        return this.report('NotYetSupported', path, { onKey: true, message: 'this field is part of the API, but this release cannot act on it yet' });
      case 'required':
        return this.missing([...path, String(error.params.missingProperty)]);
      case 'additionalProperties':
        return this.unknown([...path, String(error.params.additionalProperty)], schema);
      case 'x-list-map-key':
        return this.repeated(path, schema['x-list-map-key'] ?? '');
      case 'propertyNames':
        return;
      default: {
        if (error.propertyName !== undefined) return this.keyed([...path, error.propertyName], schema);
        const required = this.isRequired(path);
        return this.report(...badValue(schema, this.valueAt(path), required, path));
      }
    }
  }

  private missing(path: FieldPath): void {
    const example = fieldSchema(this.root, path)?.examples?.[0];
    const hint = example === undefined || typeof example === 'object' ? '' : `, for example ${JSON.stringify(example)}`;
    this.report('MissingField', path, { message: `this field is required${hint}` });
  }

  private unknown(path: FieldPath, parent: FieldSchema): void {
    const name = String(path.at(-1));
    if (this.valueAt(path) === undefined) return;
    const known = Object.keys(parent.properties ?? {});
    const guess = this.nameMeant(name, known, path.slice(0, -1));
    this.report('UnknownField', path, {
      onKey: true,
      message: 'there is no such field',
      ...(known.length <= MAX_LISTED ? { allowed: known } : {}),
      ...(guess === undefined ? {} : { didYouMean: guess }),
    });
  }

  /** The field that was probably meant: here under its right name, or one level further in. */
  private nameMeant(name: string, known: readonly string[], parent: FieldPath): string | undefined {
    const near = didYouMean(name, known);
    if (near !== undefined) return near;
    const otherName = ourNames(name).find((candidate) => known.includes(candidate));
    const inside = known.find((field) => Object.hasOwn(fieldSchema(this.root, [...parent, field])?.properties ?? {}, name));
    return otherName ?? (inside === undefined ? undefined : `${inside}.${name}`);
  }

  private repeated(path: FieldPath, key: string): void {
    const first = new Map<string, number>();
    (this.valueAt(path) as readonly unknown[]).forEach((entry, index) => {
      const name = (entry as Record<string, unknown> | null)?.[key];
      if (typeof name !== 'string') return;
      const earlier = first.get(name);
      if (earlier === undefined) first.set(name, index);
      else {
        const message = `${JSON.stringify(name)} is the ${key} of entry [${earlier}] already`;
        this.report('InvalidValue', [...path, index, key], { message, value: name });
      }
    });
  }

  private keyed(path: FieldPath, schema: FieldSchema): void {
    this.report('InvalidValue', path, { onKey: true, ...badKey(schema.propertyNames ?? {}, String(path.at(-1))) });
  }

  private report(code: DiagnosticCode, path: FieldPath, rest: Pick<Diagnostic, 'message' | 'onKey' | 'value' | 'allowed' | 'didYouMean'>): void {
    this.add({ code, severity: 'Error', document: DOCUMENT_KINDS[this.kind], path, ...rest });
  }

  private isRequired(path: FieldPath): boolean {
    const parent = fieldSchema(this.root, path.slice(0, -1));
    return path.length === 0 || typeof path.at(-1) === 'number' || (parent?.required?.includes(String(path.at(-1))) ?? false);
  }

  private valueAt(path: FieldPath): unknown {
    return path.reduce<unknown>((value, part) => (value as Record<string | number, unknown>)[part], this.value);
  }

  /** JSON Pointers do not tell indexes from names; the value does. */
  private pathOf({ instancePath }: ValidatorError): FieldPath {
    const path: (string | number)[] = [];
    let value: unknown = this.value;
    for (const escaped of instancePath.split('/').slice(1)) {
      const name = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
      const part = Array.isArray(value) ? Number(name) : name;
      path.push(part);
      value = (value as Record<string | number, unknown>)[part];
    }
    return path;
  }
}

function pointer(path: FieldPath): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
