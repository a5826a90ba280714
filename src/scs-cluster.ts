import type { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { ClusterObjects, type PlacedPatch } from './cluster-objects';
import type { Diagnostic, FieldPath, LocatedDiagnostic, SourcePosition } from './diagnostics/diagnostic';
import { formatDiagnostic } from './diagnostics/format';
import { InvalidInputError } from './diagnostics/invalid-input-error';
import { API_VERSION } from './documents/api-version';
import type { LoadedDocument } from './documents/load';
import { loadPathOnce } from './documents/load-path';
import { validateShape } from './documents/shape-validation';
import { singleCluster } from './documents/single-cluster';
import { soundPart, toldOfDocument } from './documents/sound-part';
import { judgeDocuments, requiredSecrets } from './judge-documents';
import type { ExpertPatch, NodePool, ScsClusterDocument, ScsClusterSpec } from './params';
import { ProviderProfile } from './provider-profile';
import { renderDocuments, type Rendering } from './render-documents';
import type { ResolvedCluster, ResolvedFeaturePatch, ResolvedPoolPatch } from './resolve/resolved-cluster';
import { DIAGNOSTICS } from './synthesis/construct-diagnostics';
import { judgeObjectsOf } from './synthesis/object-validation';
import { OUTPUT_FOLDER, SHARED_FOLDER } from './synthesis/output-folder-name';
import { REQUIRED_SECRETS } from './synthesis/set-validation';
import type { RequiredSecret } from './targets/required-secret';
import { protectedOperations, type PatchedFields } from './targets/capi/enforced-paths';

/** A cluster, as a construct: the fields of a description's `spec`, and what stands in its `metadata`. */
export interface ScsClusterProps extends ScsClusterSpec {
  /** The provider's profile: where the cluster runs, and what is on offer there. */
  readonly profile: ProviderProfile;

  /**
   * Name of the cluster: a DNS label of at most 30 characters.
   *
   * @default - the id of the construct
   */
  readonly name?: string;

  /**
   * Namespace of the cluster in the management cluster: a DNS label.
   *
   * @default - the name of the cluster
   */
  readonly namespace?: string;

  /**
   * Labels on every object of the cluster, never on the Namespace.
   *
   * @default {}
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations on the Cluster object.
   *
   * @default {}
   */
  readonly annotations?: { [key: string]: string };
}

/** What reading a cluster from a file takes. */
export interface ScsClusterFromFileOptions {
  /** The provider's profile. */
  readonly profile: ProviderProfile;

  /**
   * Name of the cluster to take where the file has several.
   *
   * @default - the only one of the file
   */
  readonly clusterName?: string;
}

/**
 * An SCS cluster: one small description and one provider profile become the complete set of manifests.
 *
 * Everything that is wrong is told at once when the app is synthesized, each with the path of the construct or the place in the
 * file; no manifest is written then. The same description as a file gives the same bytes.
 *
 * @example
 * new ScsCluster(chart, 'shop-prod', {
 *   profile: ProviderProfile.fromFile('profile.yaml'),
 *   kubernetesVersion: '1.36',
 *   nodePools: [{ name: 'general', flavor: 'SCS-4V-16', replicas: 3 }],
 * });
 */
export class ScsCluster extends Construct {
  /**
   * Makes a cluster of a `cluster-params.yaml`.
   *
   * @param scope the chart, or another construct
   * @param id construct id; it is not used as the name of the cluster
   * @param file path of the file
   * @param options the profile, and which cluster of the file
   * @throws an error if the file cannot be read or has no such cluster, with file, line and column
   */
  public static fromFile(scope: Construct, id: string, file: string, options: ScsClusterFromFileOptions): ScsCluster {
    const { cluster, diagnostics } = singleCluster(loadPathOnce(file), file, options?.clusterName);
    if (cluster === undefined) throw new InvalidInputError(diagnostics);
    const { value, locate, problems, sound } = cluster;
    // What is wrong with the shape of the cluster is told with the rest, when the app is synthesized.
    const warnings = diagnostics.filter(({ severity }) => severity === 'Warning');
    return ScsCluster._ofSource(scope, id, { document: value as ScsClusterDocument, locate, warnings, shape: { problems, sound } }, options?.profile);
  }

  /**
   * Makes a cluster of a whole description that was written in code or read by other means.
   *
   * @param scope the chart, or another construct
   * @param id construct id; it is not used as the name of the cluster
   * @param document the description, with apiVersion, kind, metadata and spec
   * @param profile the provider's profile
   */
  public static fromDocument(scope: Construct, id: string, document: ScsClusterDocument, profile: ProviderProfile): ScsCluster {
    return ScsCluster._ofSource(scope, id, { document, warnings: [] }, profile);
  }

  /** @internal A description, and where it comes from. */
  public static _ofSource(scope: Construct, id: string, source: Source, profile: ProviderProfile): ScsCluster {
    return new ScsCluster(scope, id, { profile, [SOURCE]: source } as unknown as ScsClusterProps);
  }

  private readonly source: Source;
  private readonly profile?: ProviderProfile;
  private readonly addedPools: NodePool[] = [];
  private readonly overrides: Override[] = [];
  private readonly clusterObjects = new ClusterObjects(this);
  /** Why there can be no such construct, whatever the description. */
  private readonly misuse: readonly Diagnostic[];
  /** What is wrong or doubtful with the description, or with the profile for it. */
  private judgement: readonly Diagnostic[] = [];
  private isRendered = false;
  private featurePatches: readonly ResolvedFeaturePatch[] = [];
  private poolPatches: readonly ResolvedPoolPatch[] = [];

  /**
   * @param scope the chart, or another construct
   * @param id construct id, and the name of the cluster unless `name` is given
   * @param props what the user wants of the cluster, and the provider's profile
   */
  constructor(scope: Construct, id: string, props: ScsClusterProps) {
    super(scope, id);
    // Not every user has a compiler that minds the types.
    const { profile, [SOURCE]: source, ...rest } = (props ?? {}) as SourcedProps;
    this.source = source ?? { document: documentOf(id, rest), warnings: [] };
    if (ProviderProfile._is(profile)) this.profile = profile;
    this.misuse = [...profileMisuse(profile), ...this.nameTaken()];
    Object.defineProperty(this, DIAGNOSTICS, { value: () => this.diagnostics() });
    Object.defineProperty(this, REQUIRED_SECRETS, { value: () => this.requiredSecrets() });
    Object.defineProperty(this, OUTPUT_FOLDER, { get: () => outputFolder(this.name, this.namespace) });
    this.node.addValidation({ validate: () => this.diagnostics().filter(({ severity }) => severity === 'Error').map(formatDiagnostic) });
    judgeObjectsOf(this.node.root);
    this.update();
  }

  /** Name of the cluster. */
  public get name(): string {
    return this.source.document?.metadata?.name;
  }

  /** Namespace of the cluster in the management cluster. */
  public get namespace(): string {
    return this.source.document?.metadata?.namespace ?? this.name;
  }

  /** All objects of the cluster, as generated classes; a copy of the list. Empty where something is wrong with what the cluster was made of. */
  public get objects(): ApiObject[] {
    return this.clusterObjects.constructs;
  }

  /** What is wrong or doubtful with the input, a line each, as synthesis will tell it. */
  public get messages(): string[] {
    return this.diagnostics().map(formatDiagnostic);
  }

  /**
   * One object of the cluster.
   *
   * @param kind kind of the object, such as `KubeadmControlPlane`
   * @param name name of the object, for kinds of which there are several; of a template, with or without its hash
   * @throws an error if there is none, or more than one
   */
  public object(kind: string, name?: string): ApiObject {
    const fits = this.clusterObjects.find(kind, name);
    if (fits.length === 1) return fits[0];
    const wanted = name === undefined ? kind : `${kind} ${name}`;
    const candidates = (fits.length === 0 ? this.objects : fits).map((object) => `${object.kind} ${object.name}`);
    const known = candidates.length === 0 ? 'none, as the input is wrong' : candidates.join(', ');
    throw new Error(`${this.node.path}: ${fits.length === 0 ? 'no' : 'more than one'} object ${wanted}; there are: ${known}`);
  }

  /**
   * Adds a node pool. The order in which pools are added does not matter.
   *
   * @param pool the pool, as in `nodePools`
   */
  public addNodePool(pool: NodePool): void {
    this.addedPools.push(pool);
    this.update(this.isRendered ? [pool?.name] : undefined);
  }

  /**
   * Changes final objects, in wire names, by a JSON Patch. Expert settings: the profile's `policy.allowExpert` must be true.
   *
   * A path that the schema of the kind does not have, and a `replace` or `remove` of something that is not there, are errors.
   * A changed template gets the name that fits its content, and what refers to it follows.
   *
   * Patches of features come first, then those of the profile, then those of the description, then those of its pools, then overrides in the
   * order in which they were added.
   *
   * @param override which objects (all of a kind, or one by name), and the operations
   */
  public addOverride(override: ExpertPatch): void {
    const path: FieldPath = ['overrides', this.overrides.length];
    this.overrides.push({ patch: override, document: 'cluster', path, problems: overrideProblems(override, path) });
    this.patchObjects();
  }

  /** @internal The objects that come from a file, and where it says what they were made of: a node pool, or else the cluster. */
  public _places(): { readonly object: ApiObject; readonly position: SourcePosition }[] {
    return this.clusterObjects.membership.flatMap(({ construct, pool }) => {
      const index = (this.source.document.spec.nodePools ?? []).findIndex(({ name }) => name === pool);
      const path = index < 0 ? ['metadata', 'name'] : ['spec', 'nodePools', index, 'name'];
      const position = this.source.locate?.({ code: 'ImmutableField', severity: 'Error', document: 'cluster', path, message: '' }).position;
      return position === undefined ? [] : [{ object: construct, position }];
    });
  }

  /** What was found out before the construct was made: it holds until something is added. */
  private get known(): Pick<Source, 'shape' | 'resolved'> {
    return this.addedPools.length === 0 ? this.source : {};
  }

  /** Judges the whole description, as rules go across pools, and makes the objects that are not there yet, all or those of some pools. */
  private update(addedPools?: readonly string[]): void {
    const document = withPools(this.source.document, this.addedPools);
    const { problems: shape, sound: part } = this.known.shape ?? shapeOf(document);
    const isWhole = part?.refused.length === 0;
    const { cluster, diagnostics, objects } = part === undefined ? NOTHING : this.judge(part.value as ScsClusterDocument, isWhole, addedPools);
    this.judgement = [...shape, ...(part === undefined ? [] : toldOfDocument(part, diagnostics))];
    this.isRendered = objects.length > 0;
    this.featurePatches = cluster?.featurePatches ?? [];
    this.poolPatches = cluster?.poolPatches ?? [];
    this.clusterObjects.add(objects);
    this.keepSharedObjectsInPlace();
    this.patchObjects();
  }

  /** The Secrets that people must make in the management cluster. It is seldom asked, so the decided cluster is not kept for it. */
  private requiredSecrets(): readonly RequiredSecret[] {
    if (!this.isRendered || this.profile === undefined) return [];
    const cluster = this.known.resolved ?? judgeDocuments(withPools(this.source.document, this.addedPools), this.profile.document).cluster;
    return cluster === undefined ? [] : requiredSecrets(cluster, this.profile.document).filter(({ location }) => location === 'ManagementCluster');
  }

  private judge(description: ScsClusterDocument, isWhole: boolean, addedPools?: readonly string[]): Rendering {
    if (this.profile === undefined) return NOTHING;
    const { resolved } = this.known;
    const judgement = resolved && { cluster: resolved, diagnostics: [] };
    if (isWhole && this.misuse.length === 0) return renderDocuments(description, this.profile.document, addedPools, judgement);
    return { ...judgeDocuments(description, this.profile.document), objects: [] };
  }

  /** What other clusters of the namespace may share is written to the folder for shared objects from the start, so that it never moves. */
  private keepSharedObjectsInPlace(): void {
    if (this.namespace === this.name) return;
    for (const object of this.objects.filter(({ kind }) => SHARED_KINDS.includes(kind))) {
      Object.defineProperty(object, OUTPUT_FOLDER, { value: SHARED_FOLDER, configurable: true });
    }
  }

  /** Patches are held against the objects of a description in which nothing is wrong. */
  private patchObjects(): void {
    const expert = (document: Diagnostic['document'], patches: readonly ExpertPatch[] = []): PlacedPatch[] =>
      patches.map((patch, index) => ({ patch, document, path: ['spec', 'expert', 'patches', index] }));
    this.clusterObjects.patchWith(this.isRendered ? [
      ...this.featurePatches.map(({ place, pool, ...patch }): PlacedPatch => ({ patch, document: 'profile', path: place, ...(pool !== undefined && { pool }) })),
      ...expert('profile', this.profile?.document.spec.expert?.patches),
      ...expert('cluster', this.source.document.spec.expert?.patches),
      ...this.poolPatches.map(({ patch, pool, path }): PlacedPatch => ({ patch, document: 'cluster', path: ['spec', ...path], pool })),
      ...this.overrides.filter(({ problems }) => problems.length === 0),
    ] : []);
  }

  /** Changes by hand are the user's own, as everything else in the app, but for what the provider's policy says of the cluster. */
  private forbiddenChanges(): Diagnostic[] {
    if (this.profile === undefined) return [];
    const { policy } = this.profile.document.spec;
    const sound = this.overrides.filter(({ problems }) => problems.length === 0);
    const changes: { readonly patch: PatchedFields; readonly path: FieldPath; readonly what: string }[] = [
      ...(policy?.allowExpert ? sound.map(({ patch, path }) => ({ patch, path: [...path, 'patch'], what: 'an override' })) : []),
      ...this.clusterObjects.patchesByHand.map(({ target, patch }) => ({ patch: { target, patch }, path: ['objects', `${target.kind} ${target.name}`], what: 'a JSON patch' })),
    ];
    const message = "the provider's policy does not allow expert settings, which overrides are (policy.allowExpert)";
    return [
      ...(this.overrides.length > 0 && !policy?.allowExpert ? [{ code: 'PolicyViolation', severity: 'Error', document: 'cluster', path: ['overrides'], message } as const] : []),
      ...changes.flatMap(({ patch, path, what }) => protectedOperations(patch, policy).map(({ operation, policy: says }): Diagnostic => ({
        code: 'PolicyViolation', severity: 'Error', document: 'cluster', path: [...path, operation, 'path'],
        message: `the provider, not the library, ${says}, and ${what} of this field could undo it`,
      }))),
    ];
  }

  /** Two clusters of one name would be taken for one where they are alike. */
  private nameTaken(): Diagnostic[] {
    const { name, namespace } = this;
    const clusters = CLUSTERS_OF_APP.get(this.node.root) ?? new Map<string, ScsCluster>();
    const other = clusters.get(`${namespace}/${name}`);
    CLUSTERS_OF_APP.set(this.node.root, clusters.set(`${namespace}/${name}`, other ?? this));
    if (other === undefined || name === undefined) return [];
    const message = `the namespace "${namespace}" has a cluster "${name}" already, at ${other.node.path}`;
    return [{ code: 'NameTaken', severity: 'Error', document: 'cluster', path: ['metadata', 'name'], value: name, message }];
  }

  private diagnostics(): readonly LocatedDiagnostic[] {
    const ofOverrides = [...this.forbiddenChanges(), ...this.overrides.flatMap(({ problems }) => problems)];
    const found = [...this.misuse, ...this.judgement, ...ofOverrides, ...this.clusterObjects.diagnostics()];
    const all = [...this.source.warnings, ...(this.profile?._warnings ?? []), ...found.map((diagnostic) => this.locate(diagnostic))];
    return this.source.areWarningsTold ? all.filter(({ severity }) => severity === 'Error') : all;
  }

  private locate(diagnostic: Diagnostic): LocatedDiagnostic {
    if (diagnostic.document === 'manifest') return { constructPath: this.node.path, ...diagnostic };
    if (diagnostic.document === 'profile' && this.profile !== undefined) return this.profile._locate(diagnostic);
    const { locate, document } = this.source;
    return locate !== undefined && isWritten(diagnostic.path, document) ? locate(diagnostic) : { ...diagnostic, constructPath: this.node.path };
  }
}

/** Where a description comes from. */
interface Source {
  readonly document: ScsClusterDocument;
  readonly locate?: (diagnostic: Diagnostic) => LocatedDiagnostic;
  readonly warnings: readonly LocatedDiagnostic[];
  /** Whether the user has seen all warnings before the construct was made. */
  readonly areWarningsTold?: boolean;
  /** What its shape is like, where that was judged already. */
  readonly shape?: Shape;
  /** What the profile makes of it, where that was decided already, and nothing is wrong with it. */
  readonly resolved?: ResolvedCluster;
}

/** What is wrong with the shape of a description, and what of it the rules may read. */
type Shape = Pick<LoadedDocument, 'problems' | 'sound'>;

function shapeOf(document: ScsClusterDocument): Shape {
  const problems = validateShape('ScsCluster', document);
  return { problems, sound: soundPart('ScsCluster', document, problems) };
}

/** An override, and what is wrong with its shape. */
interface Override extends PlacedPatch {
  readonly problems: readonly Diagnostic[];
}

/** The clusters of each tree by namespace and name. */
const CLUSTERS_OF_APP = new WeakMap<IConstruct, Map<string, ScsCluster>>();

/** Kinds whose objects are of no single cluster. */
const SHARED_KINDS = ['Namespace', 'Image'];

const NOTHING: Rendering = { objects: [], diagnostics: [] };

const SOURCE = Symbol('source');
type SourcedProps = ScsClusterProps & { readonly [SOURCE]?: Source };

/** The document that says the same as the props. */
function documentOf(id: string, { name = id, namespace, labels, annotations, ...spec }: Omit<ScsClusterProps, 'profile'>): ScsClusterDocument {
  return { apiVersion: API_VERSION, kind: 'ScsCluster', metadata: { name, namespace, labels, annotations }, spec };
}

/** What is no list of pools is refused as such. */
function withPools(document: ScsClusterDocument, added: readonly NodePool[]): ScsClusterDocument {
  const pools = document?.spec?.nodePools ?? [];
  if (added.length === 0 || !Array.isArray(pools)) return document;
  return { ...document, spec: { ...document?.spec, nodePools: [...pools, ...added] } };
}

/** Whether a place is one of the document, and not of what was added in code. */
function isWritten([part, field, index]: FieldPath, document: ScsClusterDocument): boolean {
  if (part === 'profile' || part === 'overrides' || part === 'objects') return false;
  return field !== 'nodePools' || typeof index !== 'number' || index < (document?.spec?.nodePools?.length ?? 0);
}

/** Not every user has a compiler that minds the type. */
function profileMisuse(profile: unknown): Diagnostic[] {
  if (ProviderProfile._is(profile)) return [];
  const makers = 'ProviderProfile.fromFile, fromDocument and fromSpec give one';
  const place = { severity: 'Error', document: 'cluster', path: ['profile'] } as const;
  if (profile === undefined || profile === null) return [{ ...place, code: 'MissingField', message: `this property is required: ${makers}` }];
  const other = typeof profile === 'object' ? 'another object' : `a ${typeof profile}`;
  const found = typeof profile === 'string' ? `the string ${JSON.stringify(profile)}` : other;
  return [{ ...place, code: 'InvalidType', message: `expected a ProviderProfile, found ${found}: ${makers}` }];
}

/** Overrides have the shape of a description's expert patches. */
function overrideProblems(override: unknown, place: FieldPath): Diagnostic[] {
  const root = ['spec', 'expert', 'patches', 0];
  const problems = validateShape('ScsCluster', { spec: { expert: { patches: [override] } } });
  return problems
    .filter(({ path }) => root.every((part, index) => path[index] === part))
    .map((problem) => ({ ...problem, path: [...place, ...problem.path.slice(root.length)] }));
}

/** Unambiguous, as neither name has a dot. */
function outputFolder(name: string, namespace: string): string {
  return name === namespace ? name : `${namespace}.${name}`;
}
