import { Composer, isAlias, isCollection, isMap, isScalar, isSeq, Lexer, Parser, visit } from 'yaml';
import type { Alias, Document, Node, Pair, Scalar, YAMLMap } from 'yaml';
import type { FieldPath, LocatedDiagnostic, SourcePosition } from '../diagnostics/diagnostic';
import { secretIn } from './inline-secrets';
import { positionAt, problem, readSourceText } from './source-text';
import type { SourceText } from './source-text';
import { syntaxMessage } from './syntax-messages';

/** The deepest nesting of lists and objects, aliases written out. */
export const MAX_DEPTH = 64;
/** The most values in a file, aliases written out. */
export const MAX_NODES = 200_000;
/** The most problems of a file that are reported. */
export const MAX_PROBLEMS = 1000;

/** One document of a file: its value, and where each part of it stands. */
export interface YamlDocument {
  /** Plain data: what JSON can express. */
  readonly value: unknown;
  /** Whether the syntax is right, so that `value` is worth judging. */
  readonly readable: boolean;
  /** Position of a field (with `onKey`, of its key); of the nearest ancestor where the field does not exist. */
  position(path: FieldPath, onKey?: boolean): SourcePosition;
  /** The text of an unquoted scalar as the user wrote it. */
  plainText(path: FieldPath): string | undefined;
}

/** The documents of a file, without the empty ones, and what is wrong with its text. */
export interface YamlSource {
  readonly documents: readonly YamlDocument[];
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** The beginning of the file, for problems without a better place. */
  readonly start: SourcePosition;
}

/** Where a value stands; parts by property name or list index. */
interface Place {
  readonly offset: number;
  readonly keyOffset?: number;
  readonly plainText?: string;
  readonly parts?: Map<string | number, Place>;
}

interface Built {
  readonly value: unknown;
  readonly place: Place;
}

/** Ends the reading of a file that is too large in some way; never leaves this module. */
class LimitReached extends Error {
  constructor(
    public readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

/** Reads YAML 1.2 (and so JSON) with anchors and merge keys. Everything that is wrong becomes a diagnostic; nothing is thrown. */
export function readYaml(input: string | Uint8Array, file: string): YamlSource {
  const { source, diagnostics } = readSourceText(input, file);
  const start = positionAt(source, 0);
  if (diagnostics.length > 0) return { documents: [], diagnostics, start };
  const reader = new Reader(source);
  try {
    const documents = withoutStackTraces(() => compose(source.text))
      .map((document) => reader.read(document))
      .filter((document) => document !== undefined);
    return { documents, diagnostics: reader.diagnostics, start };
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
    const limit = problem(source, error.offset, 'LimitExceeded', error.message);
    return { documents: [], diagnostics: [...reader.diagnostics, limit], start };
  }
}

/** The parser makes an Error for each problem; without their stack traces a file full of problems is read six times faster. */
function withoutStackTraces<T>(work: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** Parses with a watch on the depth, since composing a deep tree would exhaust the stack. */
function compose(text: string): Document[] {
  const parser = new Parser();
  const composer = new Composer({ schema: 'core', version: '1.2', uniqueKeys: false, resolveKnownTags: false, logLevel: 'silent' });
  const documents: Document[] = [];
  let errors = 0;
  const take = (tokens: ReturnType<Parser['next']>): void => {
    for (const token of tokens) {
      if (token.type === 'error') errors += 1;
      if (errors > MAX_PROBLEMS) throw tooMany(parser.offset);
      documents.push(...(composer.next(token) as Iterable<Document>));
    }
  };
  for (const lexeme of new Lexer().lex(text)) {
    take(parser.next(lexeme));
    // The stack also holds the document and the scalar in work.
    if (parser.stack.length > MAX_DEPTH + 2) throw tooDeep(parser.offset);
  }
  take(parser.end());
  documents.push(...(composer.end(true, text.length) as Iterable<Document>));
  return documents;
}

function tooDeep(offset: number): LimitReached {
  return new LimitReached(offset, `lists and objects are nested more than ${MAX_DEPTH} deep`);
}

function tooMany(offset: number): LimitReached {
  return new LimitReached(offset, `there are more than ${MAX_PROBLEMS} problems; the rest is not shown`);
}

/** Turns the syntax trees of one file into values and places. */
class Reader {
  public readonly diagnostics: LocatedDiagnostic[] = [];
  private nodes = 0;
  private targets = new Map<Alias, Node | undefined>();
  private readonly open = new Set<Node>();
  /** Where the alias stands that is being written out; the outermost one. */
  private aliasOffset?: number;

  constructor(private readonly source: SourceText) {}

  public read(document: Document): YamlDocument | undefined {
    const before = this.diagnostics.length;
    this.reportSyntax(document);
    const root = document.contents as Node | null;
    const empty = root === null || (isScalar(root) && root.value === null && root.source === '');
    if (empty && this.diagnostics.length === before) return undefined;
    if (root === null || this.diagnostics.length > before) return this.documentOf(null, { offset: root?.range?.[0] ?? 0 }, false);
    this.targets = aliasTargets(root);
    const { value, place } = this.build(root, [], 0);
    return this.documentOf(value, place, !this.diagnostics.slice(before).some(({ code }) => code === 'SyntaxError'));
  }

  private documentOf(value: unknown, root: Place, readable: boolean): YamlDocument {
    return {
      value,
      readable,
      position: (path, onKey = false) => {
        let place = root;
        let found = 0;
        for (; found < path.length; found += 1) {
          const part = place.parts?.get(path[found]!);
          if (part === undefined) break;
          place = part;
        }
        const useKey = onKey || found < path.length;
        return positionAt(this.source, useKey ? (place.keyOffset ?? place.offset) : place.offset);
      },
      plainText: (path) => {
        let place: Place | undefined = root;
        for (const part of path) place = place?.parts?.get(part);
        return place?.plainText;
      },
    };
  }

  private report(diagnostic: LocatedDiagnostic, offset: number): void {
    if (this.diagnostics.length >= MAX_PROBLEMS) throw tooMany(offset);
    this.diagnostics.push(diagnostic);
  }

  private syntax(offset: number, message: string): void {
    this.report(problem(this.source, offset, 'SyntaxError', message), offset);
  }

  /** One mistake often makes the parser complain several times; the first complaint of a line is the one that helps. */
  private reportSyntax({ errors, warnings }: Document): void {
    let lastLine = 0;
    for (const error of [...errors, ...warnings].sort((a, b) => a.pos[0] - b.pos[0])) {
      const { line } = positionAt(this.source, error.pos[0]);
      if (line !== lastLine) this.syntax(error.pos[0], syntaxMessage(error.code, error.message));
      lastLine = line;
    }
  }

  private build(node: Node | null, path: FieldPath, depth: number): Built {
    const offset = node?.range?.[0] ?? 0;
    this.nodes += 1;
    if (this.nodes > MAX_NODES) throw new LimitReached(this.aliasOffset ?? offset, `the file has more than ${MAX_NODES} values, with aliases written out`);
    if (isAlias(node)) return this.buildAlias(node, path, depth);
    if (isScalar(node)) return this.buildScalar(node);
    if (!isCollection(node)) return { value: null, place: { offset } };
    if (depth >= MAX_DEPTH) throw tooDeep(this.aliasOffset ?? offset);
    this.open.add(node);
    const built = isMap(node) ? this.buildMap(node, path, depth) : this.buildList(node.items as Node[], offset, path, depth);
    this.open.delete(node);
    return built;
  }

  private buildAlias(alias: Alias, path: FieldPath, depth: number): Built {
    const offset = alias.range![0];
    const target = this.targetOf(alias);
    if (target === undefined) return { value: null, place: { offset } };
    const outer = this.aliasOffset;
    this.aliasOffset ??= offset;
    const { value, place } = this.build(target, path, depth);
    this.aliasOffset = outer;
    return { value, place: { ...place, offset } };
  }

  /** The node that an alias stands for; undefined, and reported, where there is none. */
  private targetOf(alias: Alias): Node | undefined {
    const offset = alias.range![0];
    const target = this.targets.get(alias);
    if (target === undefined) this.syntax(offset, `the alias *${alias.source} has no anchor &${alias.source} before it`);
    if (target !== undefined && this.open.has(target)) throw new LimitReached(offset, `the alias *${alias.source} stands inside of its own anchor and would never end`);
    return target;
  }

  private buildScalar(scalar: Scalar): Built {
    const offset = scalar.range![0];
    const { value, source = '' } = scalar;
    if (typeof value === 'string' && /\p{Surrogate}/u.test(value)) this.syntax(offset, 'the text has half of a character (an unpaired surrogate)');
    return { value, place: scalar.type === 'PLAIN' ? { offset, plainText: source } : { offset } };
  }

  private buildList(items: readonly Node[], offset: number, path: FieldPath, depth: number): Built {
    const parts = new Map<number, Place>();
    const value = items.map((item, index) => {
      const built = this.build(item, [...path, index], depth + 1);
      parts.set(index, built.place);
      return built.value;
    });
    return { value, place: { offset, parts } };
  }

  private buildMap(map: YAMLMap, path: FieldPath, depth: number): Built {
    const value: Record<string, unknown> = {};
    const parts = new Map<string, Place>();
    const merges: Pair[] = [];
    const keyOffsets = new Map<string, number>();
    for (const pair of map.items as Pair<Node, Node | null>[]) {
      const keyOffset = pair.key.range![0];
      const key = this.keyText(pair.key);
      if (key === undefined) continue;
      const first = keyOffsets.get(key);
      if (first !== undefined) {
        this.reportDuplicate(key, [...path, key], first, keyOffset);
        continue;
      }
      keyOffsets.set(key, keyOffset);
      if (isMergeKey(pair.key)) {
        merges.push(pair);
        continue;
      }
      const built = this.build(pair.value, [...path, key], depth + 1);
      const place = pair.value?.range ? built.place : { ...built.place, offset: keyOffset };
      define(value, key, built.value);
      parts.set(key, { ...place, keyOffset });
    }
    for (const merge of merges) this.merge(merge.value as Node | null, value, parts, path, depth);
    return { value, place: { offset: map.range![0], parts } };
  }

  /** What the map has itself wins over what is merged in, and earlier merged maps win over later ones. */
  private merge(from: Node | null, value: Record<string, unknown>, parts: Map<string, Place>, path: FieldPath, depth: number): void {
    const node = isAlias(from) ? this.targetOf(from) : from;
    if (isAlias(from) && node === undefined) return;
    if (isSeq(node)) {
      for (const item of node.items as Node[]) {
        if (isSeq(isAlias(item) ? this.targets.get(item) : item)) this.reportMerge(item, path);
        else this.merge(item, value, parts, path, depth);
      }
      return;
    }
    if (!isMap(node)) return this.reportMerge(from, path);
    const built = this.build(node, path, depth);
    for (const [key, merged] of Object.entries(built.value as Record<string, unknown>)) {
      if (Object.hasOwn(value, key)) continue;
      define(value, key, merged);
      parts.set(key, built.place.parts!.get(key)!);
    }
  }

  private reportMerge(node: Node | null, path: FieldPath): void {
    const offset = node?.range?.[0] ?? 0;
    this.report({ ...problem(this.source, offset, 'SyntaxError', 'a merge key (<<) takes an object or a list of objects'), path }, offset);
  }

  private reportDuplicate(key: string, path: FieldPath, first: number, offset: number): void {
    const { line } = positionAt(this.source, first);
    // What looks like a secret is not repeated, in the place neither.
    const isSecret = secretIn(key) !== undefined;
    const message = `${isSecret ? 'this key' : `the key ${JSON.stringify(key)}`} stands on line ${line} already`;
    this.report({ ...problem(this.source, offset, 'DuplicateKey', message), path: isSecret ? path.slice(0, -1) : path, onKey: true }, offset);
  }

  /** Keys are names: a number or boolean is taken as its text; null, lists and objects are no names. */
  private keyText(node: Node): string | undefined {
    const key = isAlias(node) ? this.targetOf(node) : node;
    if (isScalar(key) && key.value !== null) return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
    if (key !== undefined) this.syntax(node.range![0], isScalar(key) ? 'a key is missing before the colon' : 'a key must be a text, not a list or an object');
    return undefined;
  }
}

/** Anchors hold from where they stand to where the same name is given anew, so aliases are resolved in the order of the text. */
function aliasTargets(root: Node): Map<Alias, Node | undefined> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node | undefined>();
  visit(root, {
    Alias: (_, alias) => void targets.set(alias, anchors.get(alias.source)),
    Value: (_, node) => void (node.anchor !== undefined && anchors.set(node.anchor, node)),
  });
  return targets;
}

function isMergeKey(key: Node): boolean {
  return isScalar(key) && key.type === 'PLAIN' && key.value === '<<';
}

/** Like an assignment, but `__proto__` becomes an ordinary property (that is refused later) instead of the prototype. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
