import type { Schema } from './doc-tags';

/** How two versions of a published schema differ at one place. */
export interface Difference {
  /** Path of a field: `spec.nodePools[].flavor`. */
  readonly path: string;
  readonly what: string;
  /** Documents that were right are refused now, or mean something else. */
  readonly breaking: boolean;
}

type Node = Schema & {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly additionalProperties?: Node | boolean;
  readonly propertyNames?: Node;
  readonly $defs?: Readonly<Record<string, Node>>;
};

/** Bounds, and which direction refuses more. */
const BOUNDS = { minimum: 'up', minLength: 'up', minItems: 'up', maximum: 'down', maxLength: 'down', maxItems: 'down' } as const;
/** Texts for people. */
const TEXTS = ['title', 'description', 'markdownDescription', 'examples', 'enumDescriptions', 'x-ends-in', 'x-scs-rule', 'x-since', 'x-format'];
const STRUCTURE = ['$ref', '$schema', '$id', '$defs', 'type', 'const', 'enum', 'required', 'properties', 'items', 'additionalProperties', 'propertyNames', 'pattern', 'default'];
const TAGS = ['x-mutability', 'x-stage', 'x-list-map-key'];

/** Every difference that matters between an older schema of a document and a newer one; a type that several fields share is compared once. */
export function schemaDifferences(before: Schema, after: Schema): Difference[] {
  const found: Difference[] = [];
  const compared = new Set<string>();
  compare('', before as Node, after as Node);
  return found;

  function compare(path: string, old: Node, now: Node): void {
    if (old.$ref !== undefined && now.$ref !== undefined) {
      const pair = `${old.$ref} ${now.$ref}`;
      compareField(path, old, now);
      if (compared.has(pair)) return;
      compared.add(pair);
    } else {
      compareField(path, old, now);
    }
    compareShape(path, resolved(before as Node, old), resolved(after as Node, now));
  }

  /** What stands at the field itself, not at its type. */
  function compareField(path: string, old: Node, now: Node): void {
    if (JSON.stringify(old.default) !== JSON.stringify(now.default)) {
      tell(path, true, `the default was ${shown(old.default)} and is ${shown(now.default)}`);
    }
    if (old['x-mutability'] !== now['x-mutability']) tell(path, false, `a change of it was ${shown(old['x-mutability'])} and is ${shown(now['x-mutability'])}`);
    if (old['x-stage'] !== now['x-stage']) tell(path, now['x-stage'] !== undefined, now['x-stage'] === undefined ? 'works now' : 'is refused now');
    if (old['x-list-map-key'] !== now['x-list-map-key']) {
      tell(path, now['x-list-map-key'] !== undefined, `the key of its entries was ${shown(old['x-list-map-key'])} and is ${shown(now['x-list-map-key'])}`);
    }
  }

  function compareShape(path: string, old: Node, now: Node): void {
    if (old.type !== now.type) return tell(path, now.type !== undefined, `was ${old.type ?? 'any value'} and is ${now.type ?? 'any value'}`);
    // Another version of the API is no difference in a field.
    if (old.const !== now.const && path !== 'apiVersion') tell(path, true, `was always ${shown(old.const)} and is ${shown(now.const)}`);
    compareEnums(path, old, now);
    if (old.pattern !== now.pattern) tell(path, now.pattern !== undefined, `the pattern was ${shown(old.pattern)} and is ${shown(now.pattern)}`);
    for (const [keyword, refusesMore] of Object.entries(BOUNDS)) compareBound(path, keyword, refusesMore, old[keyword] as number, now[keyword] as number);
    compareFields(path, old, now);
    if (old.items !== undefined && now.items !== undefined) compare(`${path}[]`, old.items, now.items);
    compareMaps(path, old, now);
    compareOther(path, old, now);
  }

  function compareEnums(path: string, { enum: old }: Node, { enum: now }: Node): void {
    if (old === undefined && now === undefined) return;
    if (old === undefined || now === undefined) return tell(path, old === undefined, old === undefined ? `allows ${now!.join(', ')} only` : 'is no enumeration any more');
    for (const value of old.filter((other) => !now.includes(other))) tell(path, true, `${value} is not allowed any more`);
    for (const value of now.filter((other) => !old.includes(other))) tell(path, false, `${value} is allowed now`);
  }

  function compareBound(path: string, keyword: string, refusesMore: 'up' | 'down', old: number | undefined, now: number | undefined): void {
    if (old === now) return;
    const loosest = refusesMore === 'up' ? -Infinity : Infinity;
    const isUp = (now ?? loosest) > (old ?? loosest);
    tell(path, isUp === (refusesMore === 'up'), `${keyword} was ${shown(old)} and is ${shown(now)}`);
  }

  function compareFields(path: string, old: Node, now: Node): void {
    const below = (name: string): string => (path === '' ? name : `${path}.${name}`);
    const wasRequired = new Set(old.required ?? []);
    const isRequired = new Set(now.required ?? []);
    for (const [name, field] of Object.entries(old.properties ?? {})) {
      const other = now.properties?.[name];
      if (other === undefined) {
        tell(below(name), true, 'is gone');
        continue;
      }
      if (wasRequired.has(name) !== isRequired.has(name)) tell(below(name), isRequired.has(name), isRequired.has(name) ? 'is required now' : 'is not required any more');
      compare(below(name), field, other);
    }
    for (const name of Object.keys(now.properties ?? {}).filter((other) => old.properties?.[other] === undefined)) {
      tell(below(name), isRequired.has(name), isRequired.has(name) ? 'is new, and required' : 'is new');
    }
  }

  function compareMaps(path: string, old: Node, now: Node): void {
    const [was, is] = [old.additionalProperties, now.additionalProperties];
    if (typeof was === 'object' && typeof is === 'object') compare(`${path}{}`, was, is);
    else if (JSON.stringify(was) !== JSON.stringify(is)) tell(path, is === false || typeof is === 'object', is === false ? 'takes no other fields any more' : 'takes other fields than before');
    if (old.propertyNames !== undefined || now.propertyNames !== undefined) compare(`${path} (keys)`, old.propertyNames ?? {}, now.propertyNames ?? {});
  }

  /** A keyword that this comparison does not know is no reason to be silent. */
  function compareOther(path: string, old: Node, now: Node): void {
    const known = [...Object.keys(BOUNDS), ...TEXTS, ...STRUCTURE, ...TAGS];
    const others = new Set([...Object.keys(old), ...Object.keys(now)].filter((keyword) => !known.includes(keyword)));
    for (const keyword of others) {
      if (JSON.stringify(old[keyword]) !== JSON.stringify(now[keyword])) tell(path, true, `${keyword} was ${shown(old[keyword])} and is ${shown(now[keyword])}`);
    }
  }

  function tell(path: string, breaking: boolean, what: string): void {
    found.push({ path: path === '' ? 'the document' : path, breaking, what });
  }
}

function resolved(root: Node, { $ref, ...rest }: Node): Node {
  return $ref === undefined ? rest : { ...root.$defs![$ref.slice('#/$defs/'.length)], ...rest };
}

function shown(value: unknown): string {
  return value === undefined ? 'not said' : JSON.stringify(value);
}

/** The version of the API that a schema is of, such as `v1alpha1`. */
export function apiVersionOf(schema: Schema): string {
  return (schema as Node).properties!.apiVersion.const!.split('/')[1];
}

/** Whether a version of the API is a later one: alpha before beta before none, as Kubernetes counts. */
export function isLaterVersion(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => {
    const [, major, stage, minor] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(text) ?? [];
    return [Number(major), stage === undefined ? 2 : stage === 'beta' ? 1 : 0, Number(minor ?? 0)];
  });
  const index = a.findIndex((part, position) => part !== b[position]);
  return index >= 0 && a[index] > b[index];
}
