import { JsonPatch, type ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Diagnostic, FieldPath } from './diagnostics/diagnostic';
import { didYouMean } from './diagnostics/did-you-mean';
import { formatPath } from './diagnostics/format';
import type { Problem } from './diagnostics/result';
import { apiGroup, isClusterScoped } from './objects/cluster-scoped';
import { sortKeys } from './objects/content-hash';
import { kindSchemas } from './objects/kind-schemas';
import { kubernetesKind } from './objects/kubernetes-kinds';
import { patchObject } from './objects/object-patch';
import type { OpenApiSchema } from './objects/schema-path';
import type { ExpertPatch } from './params';
import { JUDGED_BY_OWNER } from './synthesis/object-validation';
import { AS_RENDERED } from './synthesis/set-validation';
import { nameOfTemplate } from './targets/capi/template-name';
import type { Manifest, RenderedObject } from './targets/rendered-object';
import { validateObject } from './validation/validate-object';

/** A patch, and where it was written, for messages. */
export interface PlacedPatch {
  readonly patch: ExpertPatch;
  readonly document: Diagnostic['document'];
  readonly path: Diagnostic['path'];
  /** The node pool whose objects are meant; absent for all. */
  readonly pool?: string;
}

/** An object of a cluster, and the construct that was made of it. */
interface Member {
  readonly rendered: RenderedObject;
  readonly construct: ApiObject;
  /** What the class gives. */
  readonly toJson: () => Manifest;
  readonly patchesByHand: JsonPatch[];
}

/** The fields of one object that a JSON Patch in code changes. */
interface PatchByHand {
  readonly target: { readonly kind: string; readonly name: string };
  readonly patch: readonly { readonly path: string }[];
}

/** As RFC 6902 has it. */
interface JsonPatchOperation {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
}

/** Why an operation of a patch does not apply, and the objects of which that is so. */
interface Impossible {
  readonly placed: PlacedPatch;
  readonly operation: number;
  readonly problem: Problem;
  readonly names: string[];
}

/** Of the Namespace's other fields none is for people. */
const NAMESPACE = 'Namespace';
const NAMESPACE_SCHEMA: OpenApiSchema = { type: 'object' };
/** The other kinds of Kubernetes itself that clusters can have. */
const KUBERNETES_KINDS = ['Deployment', 'Role', 'RoleBinding', 'ServiceAccount'];

/** More candidates than this are not listed in a message. */
const MAX_LISTED = 12;

/**
 * The objects of one cluster as constructs. What is written of each is the object of its class with the patches done, in wire
 * names. Patches may change an immutable template: then it gets the name that fits its content, and whatever refers to it follows.
 */
export class ClusterObjects {
  private readonly members: Member[] = [];
  private patches: readonly PlacedPatch[] = [];
  /** Those of each object, in their order. */
  private patchesOf: ReadonlyMap<Member, readonly PlacedPatch[]> = new Map();
  /** The names that patched templates get, by kind and name as rendered; undefined until they are needed. */
  private newNames?: ReadonlyMap<string, string>;

  constructor(private readonly scope: Construct) {}

  get constructs(): ApiObject[] {
    return this.members.map(({ construct }) => construct);
  }

  /** The constructs with the node pools that they belong to, if any. */
  get membership(): readonly { readonly construct: ApiObject; readonly pool?: string }[] {
    return this.members.map(({ construct, rendered: { pool } }) => ({ construct, pool }));
  }

  /** What `addJsonPatch` was called with, for each object; what is moved away counts as changed, too. */
  get patchesByHand(): readonly PatchByHand[] {
    return this.members.filter(({ patchesByHand }) => patchesByHand.length > 0).map(({ construct: { kind, name }, patchesByHand }) => ({
      target: { kind, name },
      patch: patchesByHand.map((patch) => patch._toJson() as JsonPatchOperation).flatMap(({ op, path, from }) => (op === 'move' ? [{ path: from! }, { path }] : [{ path }])),
    }));
  }

  /** Makes constructs of the objects that have none yet. What a node pool has in common with others is there already. */
  add(objects: readonly RenderedObject[]): void {
    const known = new Set(this.members.flatMap(({ rendered }) => [rendered.id, reference(rendered)]));
    for (const rendered of objects.filter((object) => !known.has(object.id) && !known.has(reference(object)))) this.members.push(this.member(rendered));
    this.patchWith(this.patches);
  }

  /** Takes the patches that hold from now on, instead of those before. */
  patchWith(patches: readonly PlacedPatch[]): void {
    const patchesOf = new Map<Member, PlacedPatch[]>();
    for (const placed of patches) {
      for (const member of this.targetsOf(placed)) patchesOf.set(member, [...(patchesOf.get(member) ?? []), placed]);
    }
    this.patches = patches;
    this.patchesOf = patchesOf;
    this.newNames = undefined;
  }

  /** The objects of a kind, or those of one name. A hash at its end may be left out. */
  find(kind: string, name?: string): ApiObject[] {
    return this.targets(kind, name).map(({ construct }) => construct);
  }

  /** Why patches do not apply. */
  diagnostics(): Diagnostic[] {
    if (this.patches.length === 0) return [];
    const impossible: Impossible[] = [];
    for (const member of this.members) {
      const { kind } = member.rendered.type.GVK;
      const { name } = member.rendered.props.metadata;
      for (const found of this.patched(member).problems) {
        const alike = impossible.find((other) => isAlike(other, found));
        if (alike === undefined) impossible.push({ ...found, names: [`${kind} ${name}`] });
        else alike.names.push(name);
      }
    }
    const ofPatches = this.patches.flatMap((placed) => [
      ...this.noTarget(placed),
      ...impossible.filter((found) => found.placed === placed).sort((a, b) => a.operation - b.operation).map(impossiblePatch),
    ]);
    return [...ofPatches, ...this.members.filter((member) => this.patchesOf.has(member)).flatMap((member) => this.refusedManifest(member))];
  }

  private member(rendered: RenderedObject): Member {
    const construct = new rendered.type(this.scope, rendered.id, rendered.props);
    const member = { rendered, construct, toJson: construct.toJson.bind(construct) as () => Manifest, patchesByHand: [] as JsonPatch[] };
    construct.toJson = () => this.finalManifest(member);
    Object.defineProperty(construct, JUDGED_BY_OWNER, { value: () => this.patchesOf.has(member) });
    Object.defineProperty(construct, AS_RENDERED, { value: () => member.patchesByHand.length === 0 && !this.patchesOf.has(member) });
    // The class would do them before it drops, without a word, what it does not know, such as names on the wire that are not its own.
    construct.addJsonPatch = (...operations: JsonPatch[]) => {
      member.patchesByHand.push(...operations);
      this.newNames = undefined;
    };
    return member;
  }

  private finalManifest(member: Member): Manifest {
    const { object } = this.patched(member);
    const newNames = this.templateNames();
    const name = newNames.get(reference(member.rendered)) ?? object.metadata.name;
    const { namespace, ...metadata } = { ...object.metadata, name };
    // cdk8s gives the namespace of a chart to all objects in it.
    const placed = isClusterScoped(object.apiVersion, object.kind) ? metadata : { ...metadata, namespace };
    return sortKeys({ ...object, metadata: placed, ...(newNames.size > 0 && { spec: renameReferences(object.spec, newNames) }) });
  }

  /** The object with its patches done, those by hand first. */
  private patched(member: Member): { readonly object: Manifest; readonly problems: readonly Omit<Impossible, 'names'>[] } {
    let object = member.toJson();
    if (member.patchesByHand.length > 0) object = JsonPatch.apply(object, ...member.patchesByHand) as Manifest;
    const problems: Omit<Impossible, 'names'>[] = [];
    for (const placed of this.patchesOf.get(member) ?? []) {
      const result = patchObject(object, placed.patch.patch, schemaOf(member.rendered));
      object = result.object;
      problems.push(...result.problems.map((problem) => ({ ...problem, placed })));
    }
    return { object, problems };
  }

  /** What API servers would refuse of a patched object; at the operation that has written the field, if any has. */
  private refusedManifest(member: Member): (Diagnostic & { readonly constructPath?: string })[] {
    const manifest = this.finalManifest(member);
    const { kind, metadata: { name } } = manifest;
    return (validateObject(manifest) ?? []).map((problem) => {
      const message = `${kind} ${name}: ${problem.message}`;
      const cause = (this.patchesOf.get(member) ?? []).flatMap(({ patch, document, path }) => patch.patch.flatMap((operation, index) => {
        return concerns(operation.path, problem.path) ? [{ document, path: [...path, 'patch', index, operation.value === undefined ? 'path' : 'value'] }] : [];
      })).at(-1);
      const { value: _value, onKey: _onKey, ...rest } = problem;
      if (cause === undefined) return { severity: 'Error', document: 'manifest', ...problem, message, constructPath: member.construct.node.path };
      return { severity: 'Error', ...rest, ...cause, message: `${formatPath(problem.path)} of ${message}` };
    });
  }

  private targetsOf({ patch: { target: { kind, name } }, pool }: PlacedPatch): Member[] {
    return this.targets(kind, name).filter(({ rendered }) => pool === undefined || rendered.pool === pool);
  }

  private targets(kind: string, name?: string): Member[] {
    const ofKind = this.members.filter(({ rendered }) => rendered.type.GVK.kind === kind);
    if (name === undefined) return ofKind;
    const ofName = ofKind.filter(({ rendered }) => [rendered.props.metadata.name, rendered.templateName].includes(name));
    return ofName.length > 0 ? ofName : ofKind.filter(({ rendered }) => withoutHash(rendered) === name);
  }

  /** A name that was given by hand stays. */
  private templateNames(): ReadonlyMap<string, string> {
    this.newNames ??= new Map(
      this.members.flatMap((member): [string, string][] => {
        const { rendered, patchesByHand } = member;
        if (rendered.templateName === undefined || (patchesByHand.length === 0 && !this.patchesOf.has(member))) return [];
        const { metadata, spec } = this.patched(member).object;
        const name = metadata.name === rendered.props.metadata.name ? nameOfTemplate(rendered.templateName, spec) : metadata.name;
        return name === rendered.props.metadata.name ? [] : [[reference(rendered), name]];
      }),
    );
    return this.newNames;
  }

  /** A patch of a profile is for many clusters, and not every one has every object. */
  private noTarget(placed: PlacedPatch): Diagnostic[] {
    const { patch: { target: { kind, name } }, document, path, pool } = placed;
    const isKnown = document === 'profile' && [NAMESPACE, ...KUBERNETES_KINDS, ...kindSchemas.names().map((known) => known.split('/')[1])].includes(kind);
    if (isKnown || this.targetsOf(placed).length > 0) return [];
    const rendered = this.members.map((member) => member.rendered).filter((object) => pool === undefined || object.pool === pool);
    const kinds = [...new Set(rendered.map(({ type }) => type.GVK.kind))];
    const ofKind = rendered.filter(({ type }) => type.GVK.kind === kind);
    const [field, value, candidates] = ofKind.length > 0 ? ['name', name!, ofKind.map(withoutHash)] as const : ['kind', kind, kinds] as const;
    const guess = didYouMean(value, candidates);
    const owner = pool === undefined ? 'the cluster' : `the pool "${pool}"`;
    return [{
      code: 'ImpossiblePatch', severity: 'Error', document, path: [...path, 'target', field], value,
      message: field === 'kind' ? `${owner} has no object of kind "${kind}"` : `${owner} has no ${kind} named "${name}"`,
      ...(candidates.length <= MAX_LISTED && { allowed: candidates }),
      ...(guess !== undefined && { didYouMean: guess }),
    }];
  }
}

/** Whether what stands at a JSON Pointer is a field, has it, or is in it. */
function concerns(pointer: string, field: FieldPath): boolean {
  const segments = pointer.slice(1).split('/').map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
  return segments.every((segment, index) => index >= field.length || segment === '-' || segment === String(field[index]));
}

function isAlike(one: Omit<Impossible, 'names'>, other: Omit<Impossible, 'names'>): boolean {
  return one.placed === other.placed && one.operation === other.operation && one.problem.message === other.problem.message;
}

function impossiblePatch({ placed, operation, problem, names }: Impossible): Diagnostic {
  const [first, ...others] = names;
  const objects = others.length === 0 ? first : `${first} and ${others.length} more`;
  return {
    code: 'ImpossiblePatch', severity: 'Error', document: placed.document, path: [...placed.path, 'patch', operation, 'path'],
    value: placed.patch.patch[operation].path,
    ...problem,
    message: `${objects}: ${problem.message}`,
  };
}

function schemaOf({ type: { GVK: { apiVersion, kind } } }: RenderedObject): OpenApiSchema {
  const own = kind === NAMESPACE ? NAMESPACE_SCHEMA : kubernetesKind(apiVersion, kind)?.schema;
  const schema = own ?? kindSchemas.schema(apiGroup(apiVersion), kind);
  if (schema === undefined) throw new Error(`there is no schema for ${apiVersion} ${kind}`);
  return schema;
}

/** The name as people know it: of a template, and of whatever else has a hash of its content in its name. */
function withoutHash({ props, templateName }: RenderedObject): string {
  return templateName ?? props.metadata.name.replace(/-[0-9a-f]{8}$/, '');
}

function reference({ type, props }: RenderedObject): string {
  return `${type.GVK.kind}/${props.metadata.name}`;
}

/** References by kind and name, wherever they stand. */
function renameReferences(value: unknown, newNames: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => renameReferences(item, newNames));
  if (typeof value !== 'object' || value === null) return value;
  const { kind, name } = value as { kind?: unknown; name?: unknown };
  const newName = newNames.get(`${String(kind)}/${String(name)}`);
  const entries = Object.entries(value).map(([key, below]) => [key, renameReferences(below, newNames)]);
  return { ...Object.fromEntries(entries), ...(newName !== undefined && { name: newName }) };
}
