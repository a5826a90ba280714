import { failure, success, type Result } from '../diagnostics/result';
import { celLibrary } from '../objects/cel-library';

/** What the expression becomes, and what of the claims it uses. */
export interface ClaimExpression {
  /** CEL's name of the type, such as `string` or `list<string>`; `dyn` where only the claims decide. */
  readonly type: string;
  /** Claims that it names by a field, as in `claims.email`. */
  readonly claims: ReadonlySet<string>;
  /** What the strings of the result begin with, in each case that the expression has; undefined where a claim says it. */
  readonly beginnings: readonly (string | undefined)[];
}

/** The parts of the library that are used. */
interface CelLibrary {
  readonly Environment: new (options: { enableOptionalTypes: boolean }) => CelEnvironment;
  evaluate(expression: string): unknown;
}
interface CelEnvironment {
  registerVariable(name: string, type: string): this;
  registerType(name: string, type: unknown): this;
  registerConstant(name: string, type: string, value: unknown): this;
  registerFunction(signature: string, run: () => never): this;
  parse(expression: string): { readonly ast: CelNode; check(): { readonly valid: boolean; readonly type?: string; readonly error?: Error } };
}
interface CelNode {
  readonly op: string;
  readonly args: unknown;
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
}

/** Types of Kubernetes' own functions. */
const TYPES = ['URL', 'IP', 'CIDR', 'SetsNamespace', 'StringsNamespace'];

/**
 * Functions that Kubernetes adds to those of the library and that suit claims (k8s.io/apiserver, pkg/cel/environment and
 * pkg/cel/library; cel-go, ext), as far as 1.30 has them.
 */
const FUNCTIONS = [
  'timestamp(google.protobuf.Timestamp): google.protobuf.Timestamp', 'duration(google.protobuf.Duration): google.protobuf.Duration',
  'string(google.protobuf.Timestamp): string', 'string(google.protobuf.Duration): string', 'int(google.protobuf.Timestamp): int',
  'string.charAt(int): string', 'string.replace(string, string): string', 'string.replace(string, string, int): string', 'string.format(list<dyn>): string',
  'StringsNamespace.quote(string): string',
  'string.find(string): string', 'string.findAll(string): list<string>', 'string.findAll(string, int): list<string>', 'matches(string, string): bool',
  'list<dyn>.isSorted(): bool', 'list<dyn>.sum(): dyn', 'list<dyn>.min(): dyn', 'list<dyn>.max(): dyn', 'list<dyn>.indexOf(dyn): int', 'list<dyn>.lastIndexOf(dyn): int',
  'SetsNamespace.contains(list<dyn>, list<dyn>): bool', 'SetsNamespace.equivalent(list<dyn>, list<dyn>): bool', 'SetsNamespace.intersects(list<dyn>, list<dyn>): bool',
  'url(string): URL', 'isURL(string): bool', 'URL.getScheme(): string', 'URL.getHost(): string', 'URL.getHostname(): string', 'URL.getPort(): string',
  'URL.getEscapedPath(): string', 'URL.getQuery(): map<string, list<string>>',
  'ip(string): IP', 'isIP(string): bool', 'IP.family(): int', 'cidr(string): CIDR', 'isCIDR(string): bool', 'CIDR.containsIP(string): bool', 'CIDR.containsIP(IP): bool',
];

/** What the library has and Kubernetes has not. */
const FOREIGN = /^(bind|json|hex|base64|at)$/;
/** Macros that go through a list or map. */
const LOOPS = /^(all|exists|exists_one|map|filter)$/;
const NOT_IN_KUBERNETES = 'is no function that the API server knows';

let environment: CelEnvironment | undefined;

/** Compiles a CEL expression over the claims of a token, as the API server does when it starts. */
export function readClaimExpression(text: string): Result<ClaimExpression> {
  try {
    const parsed = celEnvironment().parse(text);
    const { ast } = parsed;
    // Macros change the tree when it is checked.
    const nodes = [...nodesOf(ast)];
    const problem = foreignFunction(nodes) ?? untypedClaim(nodes, text) ?? brokenPattern(nodes) ?? brokenTime(nodes);
    if (problem !== undefined) return failure({ message: `the expression does not compile: ${problem}` });
    const claims = new Set(nodes.flatMap(namedClaim));
    const beginnings = beginningsOf(ast);
    const { valid, type, error } = parsed.check();
    return valid ? success({ type: type ?? 'dyn', claims, beginnings }) : failure(notCompiled(error));
  } catch (error) {
    return failure(notCompiled(error));
  }
}

function notCompiled(error: unknown): { message: string } {
  // The lines after the first draw the place.
  return { message: `the expression does not compile: ${(error as Error | undefined)?.message.split('\n')[0] ?? ''}` };
}

function celEnvironment(): CelEnvironment {
  if (environment === undefined) {
    const { Environment } = celLibrary<CelLibrary>();
    const made = new Environment({ enableOptionalTypes: true }).registerVariable('claims', 'map<string, dyn>');
    const classes = Object.fromEntries(TYPES.map((name) => [name, class {}]));
    for (const [name, type] of Object.entries(classes)) made.registerType(name, type);
    made.registerConstant('sets', 'SetsNamespace', new classes.SetsNamespace!()).registerConstant('strings', 'StringsNamespace', new classes.StringsNamespace!());
    for (const signature of FUNCTIONS) made.registerFunction(signature, neverRun);
    environment = made;
  }
  return environment;
}

function neverRun(): never {
  throw new Error('expressions are compiled here, and not run');
}

function isNode(value: unknown): value is CelNode {
  return typeof value === 'object' && value !== null && 'op' in value;
}

function* nodesOf(value: unknown): Generator<CelNode> {
  if (Array.isArray(value)) {
    for (const inner of value) yield* nodesOf(inner);
  } else if (isNode(value)) {
    yield value;
    yield* nodesOf(value.args);
  }
}

function isClaims(value: unknown): boolean {
  return isNode(value) && value.op === 'id' && value.args === 'claims';
}

/** As the API server looks for them: `claims.name` and `claims.?name`, and no index. */
function namedClaim({ op, args }: CelNode): string[] {
  return (op === '.' || op === '.?') && Array.isArray(args) && isClaims(args[0]) ? [String(args[1])] : [];
}

function foreignFunction(nodes: readonly CelNode[]): string | undefined {
  const call = nodes.find(({ op, args }) => op === 'rcall' && FOREIGN.test(String((args as unknown[])[0])));
  return call && `"${String((call.args as unknown[])[0])}" ${NOT_IN_KUBERNETES}`;
}

/**
 * The API server gives claims the type `any`, over which it does not loop, and which it does not format; it does with `dyn(…)`
 * around the claim. The library here knows no `any`.
 */
function untypedClaim(nodes: readonly CelNode[], text: string): string | undefined {
  for (const { op, args } of nodes) {
    if (op !== 'rcall') continue;
    const [name, receiver, rest] = args as [string, unknown, unknown[]];
    const untyped = LOOPS.test(name) ? [receiver] : name === 'format' && isNode(rest[0]) && rest[0].op === 'list' ? rest[0].args as unknown[] : [];
    const claim = untyped.find((value) => !isClaims(value) && isOfClaims(value));
    if (claim !== undefined) {
      const { start, end } = claim as CelNode;
      return `the API server has no type for ${text.slice(start, end)} in "${name}"; write dyn(${text.slice(start, end)})`;
    }
  }
  return undefined;
}

/** Whether a value is taken out of the claims, without a function that gives it a type. */
function isOfClaims(value: unknown): boolean {
  if (isClaims(value)) return true;
  if (!isNode(value) || !Array.isArray(value.args)) return false;
  if (value.op === 'rcall') return /^(orValue|or|value)$/.test(String(value.args[0])) && isOfClaims(value.args[1]);
  return /^(\.|\.\?|\[\]|\[\?\])$/.test(value.op) && isOfClaims(value.args[0]);
}

/** The API server compiles regular expressions that are written out, with RE2. */
function brokenPattern(nodes: readonly CelNode[]): string | undefined {
  for (const { op, args } of nodes) {
    if (op !== 'rcall' && op !== 'call') continue;
    const [name, ...rest] = args as [string, ...unknown[]];
    const last = rest.flat().at(name === 'matches' ? -1 : 1);
    if (!/^(matches|find|findAll)$/.test(name) || !isNode(last) || last.op !== 'value' || typeof last.args !== 'string') continue;
    const problem = patternProblem(last.args);
    if (problem !== undefined) return `"${last.args}" is no regular expression of RE2: ${problem}`;
  }
  return undefined;
}

/** The API server reads times and durations that are written out. */
function brokenTime(nodes: readonly CelNode[]): string | undefined {
  for (const { op, args } of nodes) {
    if (op !== 'call') continue;
    const [name, [argument]] = args as [string, unknown[]];
    if (!/^(duration|timestamp)$/.test(name) || !isNode(argument) || argument.op !== 'value' || typeof argument.args !== 'string') continue;
    try {
      celLibrary<CelLibrary>().evaluate(`${name}(${JSON.stringify(argument.args)})`);
    } catch {
      return `"${argument.args}" is no ${name}`;
    }
  }
  return undefined;
}

function patternProblem(pattern: string): string | undefined {
  if (/\(\?(=|!|<=|<!)/.test(pattern)) return 'it cannot look ahead or behind';
  if (/(^|[^\\])(\\\\)*\\[1-9]/.test(pattern)) return 'it cannot refer back to a group';
  try {
    // What only RE2 has is taken away or spelt in the other way; the rest has the same form.
    new RegExp(pattern.replace(/\(\?P</g, '(?<').replace(/\(\?[imsU-]+(:|\))/g, (_, end: string) => (end === ':' ? '(?:' : '')));
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/^Invalid regular expression: /, '').replace(/^\/.*\/[a-z]*: /, '');
  }
}

/** What the strings begin with that an expression can become; of a list, what its items begin with. */
function beginningsOf(value: unknown): (string | undefined)[] {
  if (!isNode(value)) return [undefined];
  const { op } = value;
  const args = value.args as unknown[];
  if (op === 'value') return [typeof value.args === 'string' && value.args !== '' ? value.args : undefined];
  if (op === '+') {
    // Of two lists, both count; of two strings, the first.
    const [left, right] = args;
    return isList(left) || isList(right) ? [left, right].flatMap(beginningsOf) : beginningsOf(left);
  }
  if (op === '?:') return args.slice(1).flatMap(beginningsOf);
  if (op === 'list') return args.flatMap(beginningsOf);
  if (op === 'rcall' && args[0] === 'map') return beginningsOf((args[2] as unknown[]).at(-1));
  return [undefined];
}

function isList(value: unknown): boolean {
  return isNode(value) && (value.op === 'list' || (value.op === 'rcall' && (value.args as unknown[])[0] === 'map'));
}
