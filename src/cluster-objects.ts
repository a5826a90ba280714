import type { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Diagnostic } from './diagnostics/diagnostic';
import { didYouMean } from './diagnostics/did-you-mean';
import { sortKeys } from './objects/content-hash';
import { kindSchemas } from './objects/kind-schemas';
import { patchObject } from './objects/object-patch';
import type { ExpertPatch } from './params';
import { nameOfTemplate } from './targets/capi/template-name';
import type { Manifest, RenderedObject } from './targets/rendered-object';

/** A patch, and where it was written, for messages. */
export interface PlacedPatch {
  readonly patch: ExpertPatch;
  readonly document: Diagnostic['document'];
  readonly path: Diagnostic['path'];
}

/** An object of a cluster, and the construct that was made of it. */
interface Member {
  readonly rendered: RenderedObject;
  readonly construct: ApiObject;
  readonly toJson: () => Manifest;
  changedByHand: boolean;
}

/**
 * The objects of one cluster as constructs. What is written of each is the object of its class with the patches done, in wire
 * names. Patches may change an immutable template: then it gets the name that fits its content, and whatever refers to it follows.
 */
export class ClusterObjects {
  private readonly members = new Map<string, Member>();
  private patches: readonly PlacedPatch[] = [];

  constructor(private readonly scope: Construct) {}

  /** Makes constructs of objects that have none yet, and takes the patches that hold from now on. */
  update(objects: readonly RenderedObject[], patches: readonly PlacedPatch[]): void {
    this.patches = patches;
    for (const rendered of objects) {
      if (!this.members.has(rendered.id)) this.add(rendered);
    }
  }

  get constructs(): ApiObject[] {
    return [...this.members.values()].map(({ construct }) => construct);
  }

  /** Why patches do not apply. */
  diagnostics(): Diagnostic[] {
    return this.patches.flatMap(({ patch, document, path }) => {
      const targets = [...this.members.values()].filter(({ rendered }) => isTarget(patch, rendered));
      if (targets.length === 0) return [this.noTarget(patch, document, path)];
      const problems = targets.flatMap(({ rendered, toJson }) =>
        patchObject(toJson(), patch.patch, schemaOf(rendered)).problems.map((problem) => ({ ...problem, rendered })),
      );
      return problems.map(({ operation, problem, rendered }): Diagnostic => ({
        code: 'ImpossiblePatch', severity: 'Error', document, path: [...path, 'patch', operation, 'path'], ...problem,
        message: `${rendered.type.GVK.kind} ${rendered.props.metadata.name}: ${problem.message}`,
      }));
    });
  }

  private add(rendered: RenderedObject): void {
    const construct = new rendered.type(this.scope, rendered.id, rendered.props);
    const member = { rendered, construct, toJson: construct.toJson.bind(construct) as () => Manifest, changedByHand: false };
    this.members.set(rendered.id, member);
    construct.toJson = () => this.finalManifest(rendered.id);
    const patchByHand = construct.addJsonPatch.bind(construct);
    construct.addJsonPatch = (...ops: JsonPatch[]) => {
      member.changedByHand = true;
      patchByHand(...ops);
    };
  }

  private finalManifest(id: string): Manifest {
    const manifest = this.patched(id);
    const { rendered } = this.members.get(id)!;
    const name = this.finalName(id, manifest);
    const renamed = name === rendered.props.metadata.name ? manifest : { ...manifest, metadata: { ...manifest.metadata, name } };
    return sortKeys(this.withRenamedReferences(renamed));
  }

  private patched(id: string): Manifest {
    const { rendered, toJson } = this.members.get(id)!;
    const patches = this.patches.filter(({ patch }) => isTarget(patch, rendered));
    return patches.reduce((manifest, { patch }) => patchObject(manifest, patch.patch, schemaOf(rendered)).object, toJson());
  }

  private finalName(id: string, manifest: Manifest): string {
    const { rendered } = this.members.get(id)!;
    return rendered.templateName === undefined || !this.isChanged(id) ? rendered.props.metadata.name : nameOfTemplate(rendered.templateName, manifest.spec);
  }

  private isChanged(id: string): boolean {
    const { rendered, changedByHand } = this.members.get(id)!;
    return changedByHand || this.patches.some(({ patch }) => isTarget(patch, rendered));
  }

  /** References by kind and name, wherever they stand. */
  private withRenamedReferences(manifest: Manifest): Manifest {
    const renamed = new Map<string, string>();
    for (const [id, { rendered }] of this.members) {
      if (rendered.templateName === undefined || !this.isChanged(id)) continue;
      renamed.set(`${rendered.type.GVK.kind}/${rendered.props.metadata.name}`, this.finalName(id, this.patched(id)));
    }
    return renamed.size === 0 ? manifest : { ...manifest, spec: renameReferences(manifest.spec, renamed) };
  }

  private noTarget(patch: ExpertPatch, document: Diagnostic['document'], path: Diagnostic['path']): Diagnostic {
    const { kind, name } = patch.target;
    const rendered = [...this.members.values()].map((member) => member.rendered);
    const kinds = [...new Set(rendered.map(({ type }) => type.GVK.kind))];
    const names = rendered.filter(({ type }) => type.GVK.kind === kind).map((object) => object.templateName ?? object.props.metadata.name);
    const [field, value, candidates] = kinds.includes(kind) ? ['name', name!, names] as const : ['kind', kind, kinds] as const;
    const guess = didYouMean(value, candidates);
    return {
      code: 'ImpossiblePatch', severity: 'Error', document, path: [...path, 'target', field], value,
      message: field === 'kind' ? `the cluster has no object of kind "${kind}"` : `the cluster has no ${kind} named "${name}"`,
      allowed: candidates,
      ...(guess !== undefined && { didYouMean: guess }),
    };
  }
}

/** A template is named with or without its hash. */
function isTarget({ target }: ExpertPatch, { type, props, templateName }: RenderedObject): boolean {
  return target.kind === type.GVK.kind && (target.name === undefined || target.name === props.metadata.name || target.name === templateName);
}

function schemaOf({ type }: RenderedObject) {
  const [group] = type.GVK.apiVersion.includes('/') ? type.GVK.apiVersion.split('/') : [''];
  return kindSchemas.schema(group, type.GVK.kind);
}

function renameReferences(value: unknown, renamed: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => renameReferences(item, renamed));
  if (typeof value !== 'object' || value === null) return value;
  const { kind, name } = value as { kind?: unknown; name?: unknown };
  const newName = renamed.get(`${kind}/${name}`);
  const entries = Object.entries(value).map(([key, below]) => [key, renameReferences(below, renamed)]);
  return { ...Object.fromEntries(entries), ...(newName !== undefined && { name: newName }) };
}
