import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ClusterObjects, type PlacedPatch } from './cluster-objects';
import type { Diagnostic, LocatedDiagnostic } from './diagnostics/diagnostic';
import { didYouMean } from './diagnostics/did-you-mean';
import { formatDiagnostic } from './diagnostics/format';
import { InvalidInputError } from './diagnostics/invalid-input-error';
import { API_VERSION } from './documents/api-version';
import { loadPath } from './documents/load-path';
import { validateShape } from './documents/shape-validation';
import { isAboutRefused, soundPart } from './documents/sound-part';
import type { ExpertPatch, NodePool, ScsClusterDocument, ScsClusterSpec } from './params';
import type { ProviderProfile } from './provider-profile';
import { renderDocuments, type Rendering } from './render-documents';
import { DIAGNOSTICS } from './synthesis/construct-diagnostics';
import { OUTPUT_FOLDER, SHARED_FOLDER } from './synthesis/output-folder-name';

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
    const { clusters, diagnostics } = loadPath(file);
    const names = clusters.map(({ value }) => String((value as Partial<ScsClusterDocument>).metadata?.name));
    const index = options.clusterName === undefined ? 0 : names.indexOf(options.clusterName);
    const isClear = index >= 0 && (options.clusterName !== undefined || clusters.length === 1);
    // What is wrong with the shape of a cluster that was found is told with the rest, when the app is synthesized.
    const errors = diagnostics.filter(({ severity, document }) => severity === 'Error' && document !== 'cluster');
    if (!isClear || errors.length > 0) throw new InvalidInputError(errors.length > 0 ? diagnostics : [whichCluster(file, names, options.clusterName)]);
    const { value, locate } = clusters[index];
    return ScsCluster._ofSource(scope, id, { document: value as ScsClusterDocument, locate, warnings: diagnostics.filter(({ severity }) => severity === 'Warning') }, options.profile);
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
    const props: SourcedProps = { ...(source.document.spec ?? {}), profile, [SOURCE]: source };
    return new ScsCluster(scope, id, props);
  }

  private document: ScsClusterDocument;
  private readonly profile: ProviderProfile;
  private readonly source?: Source;
  private readonly clusterObjects = new ClusterObjects(this);
  private readonly overrides: ExpertPatch[] = [];
  private found: readonly Diagnostic[] = [];

  /**
   * @param scope the chart, or another construct
   * @param id construct id, and the name of the cluster unless `name` is given
   * @param props what the user wants of the cluster, and the provider's profile
   */
  constructor(scope: Construct, id: string, props: ScsClusterProps) {
    super(scope, id);
    this.profile = props.profile;
    this.source = (props as SourcedProps)[SOURCE];
    this.document = this.source?.document ?? documentOf(id, props);
    Object.defineProperty(this, DIAGNOSTICS, { value: () => this.diagnostics() });
    Object.defineProperty(this, OUTPUT_FOLDER, { get: () => outputFolder(this.name, this.namespace) });
    this.node.addValidation({ validate: () => this.diagnostics().filter(({ severity }) => severity === 'Error').map(formatDiagnostic) });
    this.update();
  }

  /** Name of the cluster. */
  public get name(): string {
    return this.document.metadata?.name;
  }

  /** Namespace of the cluster in the management cluster. */
  public get namespace(): string {
    return this.document.metadata?.namespace ?? this.name;
  }

  /** All objects of the cluster, as generated classes; a copy of the list. Empty while something is wrong with the input. */
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
    const fits = this.objects.filter((object) => object.kind === kind && (name === undefined || object.name === name || object.name.replace(/-[0-9a-f]{8}$/, '') === name));
    if (fits.length === 1) return fits[0];
    const candidates = this.objects.map((object) => `${object.kind} ${object.name}`).filter((text) => fits.length === 0 || text.startsWith(`${kind} `));
    throw new Error(`${this.node.path}: ${fits.length === 0 ? 'no' : 'more than one'} object ${[kind, name].filter(Boolean).join(' ')}; there are: ${candidates.join(', ') || 'none, as the input is wrong'}`);
  }

  /**
   * Adds a node pool. The order in which pools are added does not matter.
   *
   * @param pool the pool, as in `nodePools`
   */
  public addNodePool(pool: NodePool): void {
    const { spec } = this.document;
    this.document = { ...this.document, spec: { ...spec, nodePools: [...(spec.nodePools ?? []), pool] } };
    this.update();
  }

  /**
   * Changes final objects, in wire names, by a JSON Patch. Expert settings: the profile's `policy.allowExpert` must be true.
   *
   * A path that the schema of the kind does not have, and a `replace` or `remove` of something that is not there, are errors.
   * A changed template gets the name that fits its content, and what refers to it follows.
   *
   * @param override which objects (all of a kind, or one by name), and the operations
   */
  public addOverride(override: ExpertPatch): void {
    this.overrides.push(override);
    this.update();
  }

  private update(): void {
    const shape = validateShape('ScsCluster', this.document);
    const part = soundPart('ScsCluster', this.document, shape);
    const { objects, diagnostics } = part === undefined ? NOTHING : renderDocuments(part.value as ScsClusterDocument, this.profile.document);
    if (shape.length === 0) this.clusterObjects.update(objects, this.patches());
    this.keepNamespaceInPlace();
    this.found = [...shape, ...diagnostics.filter((diagnostic) => !isAboutRefused(part!, diagnostic)), ...this.forbiddenOverrides()];
  }

  /** A namespace that other clusters may join is written to the folder for shared objects from the start, so that it never moves. */
  private keepNamespaceInPlace(): void {
    if (this.namespace === this.name) return;
    const namespace = this.objects.find(({ kind }) => kind === 'Namespace');
    if (namespace) Object.defineProperty(namespace, OUTPUT_FOLDER, { value: SHARED_FOLDER, configurable: true });
  }

  private patches(): PlacedPatch[] {
    const path = ['spec', 'expert', 'patches'];
    const placed = (document: Diagnostic['document'], patches: readonly ExpertPatch[] | undefined): PlacedPatch[] =>
      (Array.isArray(patches) ? patches : []).map((patch, index) => ({ patch, document, path: [...path, index] }));
    return [
      ...placed('profile', this.profile.document.spec.expert?.patches),
      ...placed('cluster', this.document.spec?.expert?.patches),
      ...this.overrides.map((patch, index): PlacedPatch => ({ patch, document: 'cluster', path: ['overrides', index] })),
    ];
  }

  private forbiddenOverrides(): Diagnostic[] {
    if (this.overrides.length === 0 || this.profile.document.spec.policy?.allowExpert) return [];
    const message = "the provider's policy does not allow expert settings, which overrides are (policy.allowExpert)";
    return [{ code: 'PolicyViolation', severity: 'Error', document: 'cluster', path: ['overrides'], message }];
  }

  private diagnostics(): readonly LocatedDiagnostic[] {
    const patches = this.objects.length > 0 ? this.clusterObjects.diagnostics() : [];
    const located = [...this.found, ...patches].map((diagnostic) => this.locate(diagnostic));
    const all = [...(this.source?.warnings ?? []), ...this.profile._warnings, ...located];
    return this.source?.areWarningsTold ? all.filter(({ severity }) => severity === 'Error') : all;
  }

  private locate(diagnostic: Diagnostic): LocatedDiagnostic {
    if (diagnostic.document === 'profile') return this.profile._locate(diagnostic);
    return this.source?.locate?.(diagnostic) ?? { ...diagnostic, constructPath: this.node.path };
  }
}

/** Where a description comes from. */
interface Source {
  readonly document: ScsClusterDocument;
  readonly locate?: (diagnostic: Diagnostic) => LocatedDiagnostic;
  readonly warnings: readonly LocatedDiagnostic[];
  /** Whether the user has seen all warnings before the construct was made. */
  readonly areWarningsTold?: boolean;
}

const NOTHING: Rendering = { objects: [], diagnostics: [] };

const SOURCE = Symbol('source');
type SourcedProps = ScsClusterProps & { readonly [SOURCE]?: Source };

/** The document that says the same as the props. */
function documentOf(id: string, { profile: _profile, name = id, namespace, labels, annotations, ...spec }: ScsClusterProps): ScsClusterDocument {
  const metadata = { name, ...(namespace !== undefined && { namespace }), ...(labels && { labels }), ...(annotations && { annotations }) };
  return { apiVersion: API_VERSION, kind: 'ScsCluster', metadata, spec };
}

/** Unambiguous, as neither name has a dot. */
function outputFolder(name: string, namespace: string): string {
  return name === namespace ? name : `${namespace}.${name}`;
}

function whichCluster(file: string, names: readonly string[], wanted: string | undefined): LocatedDiagnostic {
  const message = names.length === 0 ? 'the file has no ScsCluster' : wanted === undefined ? 'the file has several clusters; say which one' : `the file has no cluster named "${wanted}"`;
  const guess = wanted === undefined ? undefined : didYouMean(wanted, names);
  return {
    code: 'UnknownKind', severity: 'Error', document: 'file', path: [], message, position: { file, line: 1, column: 1 },
    ...(names.length > 0 && { allowed: names }), ...(guess !== undefined && { didYouMean: guess }),
  };
}
