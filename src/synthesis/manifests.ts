import { Yaml } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { DiagnosticCode } from '../diagnostics/codes';
import type { FieldPath, LocatedDiagnostic } from '../diagnostics/diagnostic';
import { formatDiagnostic } from '../diagnostics/format';
import { InvalidInputError } from '../diagnostics/invalid-input-error';
import type { Problem } from '../diagnostics/result';
import { secretIn } from '../documents/inline-secrets';
import { apiGroup, isClusterScoped } from '../objects/cluster-scoped';
import { namespaceProblem, objectNameProblem } from '../objects/object-names';
import { NotJsonError, YamlEmitter } from '../objects/yaml-emission';
import { constructDiagnostics } from './construct-diagnostics';
import { constructPath, constructTree, type TreeNode } from './construct-tree';
import { dependencyOrder } from './dependency-order';
import { objectDiagnostics, withoutJudgingTwice } from './object-validation';
import { OUTPUT_FOLDER, SHARED_FOLDER, declaredFolder, outputFolder } from './output-folder-name';
import { TreeObjects } from './set-validation';

/** What identifies an object in a Kubernetes cluster. */
export interface ObjectIdentity {
  /** Empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** One object as it is written. */
export interface Manifest extends ObjectIdentity {
  /** All constructs that define it, alike. */
  readonly constructPaths: readonly string[];
  readonly folder: string;
  /** The YAML document, with a line end and without `---`. */
  readonly yaml: string;
}

/** The objects of a tree as they are written, and what is doubtful of them together. */
export interface Synthesis {
  readonly manifests: readonly Manifest[];
  readonly warnings: readonly LocatedDiagnostic[];
}

/**
 * Renders every object of the tree once, after every validation of it has run once, and puts them in the order of their
 * dependencies. An object that several constructs define alike comes once, where the first of them is.
 *
 * @throws InvalidInputError with everything that is wrong.
 */
export function synthesizeManifests(root: IConstruct): Synthesis {
  const tree = constructTree(root);
  const invalid = withoutJudgingTwice(root, () => validate(tree));
  // A construct with an invalid name may have an invalid folder, too; saying it twice would hide the cause.
  const problems = invalid.length > 0 ? invalid : wrongFolders(tree);
  const order = dependencyOrder(tree);
  if (order.cycle) {
    const [first] = order.cycle.constructPaths;
    problems.push(problem(first, 'DependencyCycle', [], { message: `depends on itself: ${order.cycle.constructPaths.join(' -> ')}` }));
  }
  const emitter = new YamlEmitter((value) => Yaml.stringify(value));
  const together = new TreeObjects();
  const rendered = (order.objects ?? tree).flatMap((node) => render(node, emitter, together, problems));
  const manifests = mergeEqual(rendered, problems);
  // Where a cluster is wrong, its objects are not there, and what refers to them is not the mistake.
  const dangling = invalid.length > 0 ? [] : together.diagnostics(tree.map(({ construct }) => construct));
  problems.push(...dangling.filter(({ severity }) => severity === 'Error'));
  if (problems.length > 0) {
    throw new InvalidInputError(problems);
  }
  return { manifests, warnings: dangling };
}

/**
 * What the validations say. Where a message is one of the construct's diagnostics, that is taken, and once for all constructs, as
 * clusters share a profile.
 */
function validate(tree: readonly TreeNode[]): LocatedDiagnostic[] {
  const shared = new Map<string, LocatedDiagnostic>();
  const own = tree.flatMap(({ construct }) => {
    const messages = validationMessages(construct);
    const found = messages.length > 0 ? constructDiagnostics(construct) : [];
    const diagnostics = new Map(found.map((diagnostic) => [formatDiagnostic(diagnostic), diagnostic]));
    return messages.flatMap((message) => {
      const diagnostic = diagnostics.get(message);
      if (diagnostic) {
        shared.set(message, diagnostic);
      }
      return diagnostic ? [] : [problem(constructPath(construct), 'InvalidConstruct', [], { message })];
    });
  });
  return [...shared.values(), ...own];
}

function validationMessages(construct: IConstruct): readonly string[] {
  try {
    return construct.node.validate();
  } catch (error) {
    return [errorMessage(error)];
  }
}

function wrongFolders(tree: readonly TreeNode[]): LocatedDiagnostic[] {
  return tree.flatMap((node) => {
    const folder = declaredFolder(node);
    const fine = folder === undefined || (typeof folder === 'string' && folder.split('/').every((name) => !['', '.', '..'].includes(name)));
    const allowed = 'the name of a folder, or a relative path without "." and ".."';
    const message = `the property ${String(OUTPUT_FOLDER)} is ${JSON.stringify(folder)}; it takes ${allowed}`;
    return fine ? [] : [problem(constructPath(node.construct), 'InvalidValue', [], { message })];
  });
}

/** The object of the node as YAML; nothing if the node has none, or one that cannot be written. */
function render(node: TreeNode, emitter: YamlEmitter, together: TreeObjects, problems: LocatedDiagnostic[]): Manifest[] {
  if (!node.object) {
    return [];
  }
  const path = constructPath(node.construct);
  try {
    const json = withoutForeignNamespace(node.object.toJson());
    const found = identityProblems(json);
    problems.push(...found.map(({ code, field, ...rest }) => problem(path, code, field, rest)));
    const yaml = emitter.emit(json as object);
    // What a manifest cannot hold, or be found by, is no matter for an API server.
    if (found.length > 0) return [];
    problems.push(...objectDiagnostics(node.object, json));
    together.add(node.object, json);
    return [{ ...identity(json as WellFormed), constructPaths: [path], folder: outputFolder(node), yaml }];
  } catch (error) {
    const field = error instanceof NotJsonError ? error.path : [];
    problems.push(problem(path, 'NotSerializable', field, { message: errorMessage(error) }));
    return [];
  }
}

interface WellFormed {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

function identity({ apiVersion, kind, metadata }: WellFormed): ObjectIdentity {
  return { group: apiGroup(apiVersion), kind, namespace: metadata.namespace, name: metadata.name };
}

// cdk8s gives the namespace of a chart to all objects in it. The API server drops it where the kind has none; a GitOps
// tool would find the object changed.
function withoutForeignNamespace(json: unknown): unknown {
  const { apiVersion, kind, metadata } = (json ?? {}) as Partial<WellFormed>;
  const scoped = typeof apiVersion === 'string' && typeof kind === 'string' && isClusterScoped(apiVersion, kind);
  if (!scoped || metadata?.namespace === undefined) {
    return json;
  }
  const { namespace: _dropped, ...rest } = metadata;
  return { ...(json as object), metadata: rest };
}

function identityProblems(json: unknown): (Problem & { readonly code: DiagnosticCode; readonly field: FieldPath })[] {
  const { apiVersion, kind, metadata } = (json ?? {}) as { apiVersion?: unknown; kind?: unknown; metadata?: Record<string, unknown> };
  const required: [FieldPath, unknown][] = [
    [['apiVersion'], apiVersion],
    [['kind'], kind],
    [['metadata', 'name'], metadata?.name],
  ];
  const missing = required.filter(([, value]) => value === undefined || value === null || value === '');
  const optional: [FieldPath, unknown][] = metadata?.namespace === undefined ? [] : [[['metadata', 'namespace'], metadata.namespace]];
  const mistyped = [...required, ...optional].filter((entry) => !missing.includes(entry) && typeof entry[1] !== 'string');
  if (missing.length + mistyped.length > 0) {
    return [
      ...missing.map(([field]) => ({ code: 'MissingField' as const, field, message: 'is missing; every object needs it' })),
      ...mistyped.map(([field, value]) => ({
        code: 'InvalidType' as const,
        field,
        message: `is ${JSON.stringify(value)}; it takes a string`,
      })),
    ];
  }
  const { group, name, namespace, ...object } = identity(json as WellFormed);
  const wrong: [FieldPath, Problem | undefined][] = [
    [['metadata', 'name'], objectNameProblem(group, object.kind, name)],
    [['metadata', 'namespace'], namespace === undefined ? undefined : namespaceProblem(namespace)],
  ];
  return wrong.flatMap(([field, found]) => (found ? [{ code: 'InvalidValue' as const, field, ...found }] : []));
}

function mergeEqual(rendered: readonly Manifest[], problems: LocatedDiagnostic[]): Manifest[] {
  const byIdentity = new Map<string, Manifest>();
  for (const manifest of rendered) {
    const key = JSON.stringify([manifest.group, manifest.kind, manifest.namespace ?? '', manifest.name]);
    const first = byIdentity.get(key);
    if (!first) {
      byIdentity.set(key, manifest);
    } else if (first.yaml === manifest.yaml) {
      const folder = first.folder === manifest.folder ? first.folder : SHARED_FOLDER;
      byIdentity.set(key, { ...first, folder, constructPaths: [...first.constructPaths, ...manifest.constructPaths] });
    } else {
      problems.push(problem(manifest.constructPaths[0], 'DuplicateObject', [], { message: duplicate(first, manifest) }));
    }
  }
  return [...byIdentity.values()];
}

function duplicate(first: Manifest, second: Manifest): string {
  const [there, here] = [first.yaml.split('\n'), second.yaml.split('\n')];
  let line = 0;
  while (here[line] === there[line]) {
    line++;
  }
  const place = second.namespace === undefined ? '' : ` in namespace ${second.namespace}`;
  return (
    `${second.kind} ${second.name}${place} is defined by ${first.constructPaths[0]}, too, and not alike: ` +
    `here ${quoted(here[line])}, there ${quoted(there[line])}${second.kind === 'Namespace' ? '; clusters that share a namespace need the same deletionProtection' : ''}`
  );
}

function quoted(line: string | undefined): string {
  if (line && secretIn(line) !== undefined) return 'a secret';
  return line ? JSON.stringify(line.trim()) : 'nothing';
}

function problem(path: string, code: DiagnosticCode, field: FieldPath, { message, didYouMean }: Problem): LocatedDiagnostic {
  const guess = didYouMean === undefined ? {} : { didYouMean };
  return { code, severity: 'Error', document: 'manifest', path: field, message, ...guess, constructPath: path };
}

// The path that cdk8s puts in front is said anyway.
function errorMessage(error: unknown): string {
  const message = error instanceof Error && error.name === 'Error' ? error.message : String(error);
  return message.replace(/^Failed serializing construct at path '[^']*' with name '[^']*': (?:Error: )?/, '');
}
