import type { FieldPath } from '../diagnostics/diagnostic';

/** Where a manifest holds something that JSON, and so Kubernetes, does not have. */
export class NotJsonError extends Error {
  constructor(
    public readonly path: FieldPath,
    what: string,
  ) {
    super(`is ${what}, which a manifest cannot hold`);
  }
}

// Thrown where the fast path does not know what `yaml` would write.
const UNUSUAL = Symbol('unusual');

// A letter or slash first, or two hyphens before it: what YAML reads as a number, date, null or indicator begins otherwise. Then nothing
// that could begin a comment or a mapping, and no space at the end.
const PLAIN = /^(?:--)?[A-Za-z/](?:[\w./,;=@%+(){}'-]|[: ](?=[\w./(){}'-]))*$/;
// Quantities, durations, ranges of addresses: a digit first, and somewhere what no number or date has. Looked for ahead, as two lists of
// characters one after the other would take a time that grows with the square of the length.
const UNIT = /^(?=\d[\w.-]*[g-suvwyG-SUVWY/%])(?:[\w./%]|-(?=[\w./%]))*$/;
const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;
// YAML 1.1 reads these as booleans, nothing, and numbers: `e12`, as a hash may look.
const OTHER_THAN_TEXT = /^(?:y|yes|n|no|on|off|true|false|null|e[+-]?\d+)$/i;

// What would be a number or a boolean without quotes, nothing at all, what begins with a brace, and a prefix such as `oidc:`.
const QUOTED = /^(?:\d+|[Tt]rue|TRUE|[Ff]alse|FALSE|\{[ !#-&(-[\]-~]*|[A-Za-z][\w-]*:)?$/;

// Lines of ASCII; neither white space at the begin, nor more than one line end at the end.
const LITERAL_BLOCK = /^[\x21-\x7e](?:[\n\t\x20-\x7e]*[\x21-\x7e])?\n?$/;

/** Writes a value as YAML 1.1, as cdk8s does (`Yaml.stringify`): lines of any length, and a line end. */
type Stringify = (value: unknown) => string;

/**
 * Writes manifests as cdk8s does (`Yaml.stringify`), byte for byte, but several times faster: what is common it
 * writes itself, a string or number that is not it looks up once in `stringify`, a manifest with something
 * rarer it leaves to `stringify` as a whole. It never writes anchors: an object that stands in two places is
 * written twice.
 */
export class YamlEmitter {
  private readonly keys = new Map<string, string>();
  private readonly scalars = new Map<string | number, string>();

  constructor(private readonly stringify: Stringify) {}

  public emit(manifest: object): string {
    try {
      return `${this.node(manifest, '')}\n`;
    } catch (error) {
      if (error !== UNUSUAL) {
        throw error;
      }
      return this.stringify(jsonCopy(manifest, []));
    }
  }

  private node(value: unknown, indent: string): string {
    switch (typeof value) {
      case 'string':
        return this.string(value, indent);
      case 'boolean':
        return value ? 'true' : 'false';
      case 'number':
        return this.scalar(value);
      case 'object':
        if (Array.isArray(value)) {
          return this.list(value, indent);
        }
        if (value !== null && isPlainObject(value)) {
          return this.map(value, indent);
        }
    }
    throw UNUSUAL;
  }

  private list(list: readonly unknown[], indent: string): string {
    if (list.length === 0) {
      return '[]';
    }
    const inner = `${indent}  `;
    let text = '';
    for (let i = 0; i < list.length; i++) {
      text += `${i === 0 ? '' : `\n${indent}`}- ${this.node(list[i], inner)}`;
    }
    return text;
  }

  private map(map: object, indent: string): string {
    const inner = `${indent}  `;
    let text = '';
    for (const [key, value] of Object.entries(map)) {
      const node = this.node(value, inner);
      const isBlock = typeof value === 'object' && node !== '{}' && node !== '[]';
      text += `${text === '' ? '' : `\n${indent}`}${this.key(key)}:${isBlock ? `\n${inner}` : ' '}${node}`;
    }
    return text === '' ? '{}' : text;
  }

  private string(value: string, indent: string): string {
    if (isPlain(value)) {
      return value;
    }
    if (QUOTED.test(value)) {
      return `"${value}"`;
    }
    if (!value.includes('\n')) {
      return this.scalar(value);
    }
    if (!LITERAL_BLOCK.test(value)) {
      throw UNUSUAL;
    }
    const clip = value.endsWith('\n');
    return `|${clip ? '' : '-'}\n${indent}${(clip ? value.slice(0, -1) : value).replace(/\n+/g, `$&${indent}`)}`;
  }

  // Scalars of one line are written alike wherever they stand.
  private scalar(value: string | number): string {
    if (typeof value === 'number') {
      if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
        return String(value);
      }
      if (!Number.isFinite(value) || value === 0) {
        throw UNUSUAL;
      }
    }
    let text = this.scalars.get(value);
    if (text === undefined) {
      text = this.stringify({ k: value }).slice('k: '.length, -1);
      this.scalars.set(value, text);
    }
    return text;
  }

  private key(key: string): string {
    if (isPlain(key) && key.length <= 1024) {
      return key;
    }
    let text = this.keys.get(key);
    if (text === undefined) {
      const line = this.stringify({ [key]: true });
      // A key of several lines; or a document marker, which is written otherwise at the root.
      if (line.startsWith('? ') || /^(?:%|---|\.\.\.)/m.test(key)) {
        throw UNUSUAL;
      }
      text = line.slice(0, -': true\n'.length);
      this.keys.set(key, text);
    }
    return text;
  }
}

function isPlain(text: string): boolean {
  return PLAIN.test(text) ? !OTHER_THAN_TEXT.test(text) : UNIT.test(text) || IPV4.test(text);
}

// Also one from another realm, as test runners and sandboxes have them.
function isPlainObject(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

// Copied, so that `yaml` finds no object twice and writes no anchors.
function jsonCopy(value: unknown, path: FieldPath): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => jsonCopy(item, [...path, index]));
  }
  switch (typeof value) {
    case 'object':
      if (value === null) {
        return value;
      }
      if (isPlainObject(value)) {
        return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, jsonCopy(item, [...path, key])]));
      }
      throw new NotJsonError(path, `an object of class ${value.constructor?.name ?? 'unknown'}`);
    case 'number':
      if (!Number.isFinite(value)) {
        throw new NotJsonError(path, String(value));
      }
      return value;
    case 'bigint':
    case 'function':
    case 'symbol':
      throw new NotJsonError(path, `a ${typeof value}`);
    default:
      return value;
  }
}
