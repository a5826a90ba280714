import { App, YamlOutputType, type IResolver } from 'cdk8s';
import type { LocatedDiagnostic } from './diagnostics/diagnostic';
import { formatDiagnostics } from './diagnostics/format';
import { constructWarnings } from './synthesis/construct-diagnostics';
import { fileForEachFolder, fileForEachObject } from './synthesis/file-layout';
import { synthesizeManifests, type Manifest } from './synthesis/manifests';
import { writeOutputFolder } from './synthesis/output-folder';

/**
 * How `ScsApp` divides its output into files.
 *
 * The folder of an object is that of the cluster whose construct it is in. Objects outside of clusters go to a folder
 * with the path of their chart: `base` for a chart with the id `base`, `fleet/base` for one inside a construct `fleet`.
 *
 * An object that belongs to several folders with the same content, for example the Namespace of two clusters, is
 * written once, in the folder `00-shared`.
 *
 * Names of files and folders depend on nothing but the object and its folder: a new neighbour or a new dependency
 * renames no file. They are lower-case; a character that some file system lacks, or a very long name, is replaced and
 * makes the name end in eight digits of a hash of the whole.
 */
export enum ScsOutputLayout {
  /**
   * A folder for each cluster, and in it a file for each object, `<kind>-<name>.yaml`: `machinedeployment-shop-general.yaml`.
   *
   * A Namespace is `00-namespace-<name>.yaml`, so that `kubectl apply -R -f` comes to it before the objects in it. Objects of one
   * folder that share kind and name have the API group and the namespace in their names, too:
   * `role.rbac.authorization.k8s.io_kube-system_reader.yaml`.
   */
  FOLDER_PER_CLUSTER = 'FolderPerCluster',

  /** A file for each cluster, `<folder>.yaml`, with all of its objects in the order of their dependencies. */
  FILE_PER_CLUSTER = 'FilePerCluster',
}

/** Settings of an `ScsApp`. */
export interface ScsAppProps {
  /**
   * The folder that the manifests are written to. With `cdk8s synth`, set `output` in `cdk8s.yaml` instead.
   *
   * @default - the environment variable `CDK8S_OUTDIR`, which `cdk8s synth` sets, otherwise `dist`
   */
  readonly outdir?: string;

  /**
   * How the output is divided into files.
   *
   * @default ScsOutputLayout.FOLDER_PER_CLUSTER
   */
  readonly layout?: ScsOutputLayout;

  /**
   * The end of all file names: `.yaml`, `.yml`, or one of these with more in front, as in `.k8s.yaml`.
   * `cdk8s synth` looks for files that end in `.yaml`.
   *
   * @default .yaml
   */
  readonly outputFileExtension?: string;

  /**
   * Whether to write `construct-metadata.json`, which tells validation plugins of `cdk8s synth` the construct of an object.
   * Where objects share a name the file lists the paths of all of them. `kubectl apply -R -f` stumbles over the file.
   *
   * @default - true if the environment variable `CDK8S_RECORD_CONSTRUCT_METADATA` is `true`; `cdk8s synth` sets it
   * where `cdk8s.yaml` has validations
   */
  readonly recordConstructMetadata?: boolean;

  /**
   * Resolvers that may replace any value of a manifest before it is written.
   *
   * @default - none besides those of cdk8s
   */
  readonly resolvers?: IResolver[];
}

/**
 * A cdk8s App for many clusters. Charts and constructs are used with it as with `App`, and it writes the bytes
 * of `App` for every object. What is different:
 *
 * - **Files** are meant for a GitOps repository: a folder for each cluster and stable names, see `ScsOutputLayout`.
 *   Every document begins with `---`, so that files can be put together in any way.
 * - **Time** grows linearly with the number of charts, where that of `App` grows with its square: one walk over the
 *   tree, each validation once.
 * - **Errors** come all at once, with the paths of the constructs: failed validations, values that no manifest can
 *   hold, missing and invalid names, and objects (of one API group, kind, namespace and name) that two constructs
 *   define differently. Equal ones are written once.
 * - **Namespaces** are left out where the kind has none, also when the chart has one.
 * - **The output folder is complete or untouched.** Nothing is written before everything is rendered. The files go to
 *   a temporary folder beside the output first; then they are renamed into place, and an error on the way puts back
 *   what was there.
 *
 * Of the files in the output folder, a synthesis replaces those that it writes, and removes those of the synthesis
 * before that it does not write again. It knows them from the list `.cdk8s-scs-files`, which it keeps in the folder
 * and which belongs into version control with the manifests. All other files stay as they are, so the folder may be a
 * whole repository. A folder with nothing but files of the list is replaced as a whole, with one rename; in any other
 * one, files are replaced one by one, because other programs may have that folder open, or mounted. A symbolic link as
 * output folder is followed; one inside of it, where a folder is needed, is an error. Two apps need two output folders.
 *
 * One app stands for one management cluster, in which an object of a kind, namespace and name exists once. Use an app
 * for each of several.
 *
 * `cdk8s synth` itself deletes the folder before the app runs. To keep it when the app fails, run the app without the
 * CLI: `node main.js`.
 *
 * @example
 * const app = new ScsApp({ layout: ScsOutputLayout.FILE_PER_CLUSTER });
 * new Chart(app, 'clusters');
 * app.synth();
 */
export class ScsApp extends App {
  /** How the output is divided into files. */
  public readonly layout: ScsOutputLayout;

  /** @internal Takes what is doubtful of the objects together, for who tells warnings in another way. */
  public _takeWarnings?: (warnings: readonly LocatedDiagnostic[]) => void;

  private readonly recordsConstructPaths: boolean;

  constructor(props: ScsAppProps = {}) {
    const layout = props.layout ?? ScsOutputLayout.FOLDER_PER_CLUSTER;
    const { FILE_PER_CHART, FOLDER_PER_CHART_FILE_PER_RESOURCE } = YamlOutputType;
    const outputFileExtension = props.outputFileExtension ?? '.yaml';
    if (!/^(\.[A-Za-z0-9_-]+)*\.ya?ml$/.test(outputFileExtension)) {
      const allowed = '".yaml", ".yml", or one of these with more in front, as in ".k8s.yaml"';
      throw new Error(`outputFileExtension is ${JSON.stringify(outputFileExtension)}; it takes ${allowed}`);
    }
    super({
      outdir: props.outdir,
      outputFileExtension,
      yamlOutputType: layout === ScsOutputLayout.FILE_PER_CLUSTER ? FILE_PER_CHART : FOLDER_PER_CHART_FILE_PER_RESOURCE,
      recordConstructMetadata: props.recordConstructMetadata,
      resolvers: props.resolvers,
    });
    this.layout = layout;
    this.recordsConstructPaths = props.recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';
  }

  /**
   * Writes all manifests to the output folder. Warnings go to the standard error stream.
   *
   * @throws an error that lists everything that is wrong; the folder is untouched then
   */
  public synth(): void {
    const { manifests, warnings } = synthesizeManifests(this);
    const divide = this.layout === ScsOutputLayout.FILE_PER_CLUSTER ? fileForEachFolder : fileForEachObject;
    const files = new Map(divide(manifests, this.outputFileExtension));
    if (this.recordsConstructPaths) {
      files.set('construct-metadata.json', constructMetadata(manifests));
    }
    writeOutputFolder(this.outdir, files);
    this.tellWarnings(warnings);
  }

  /**
   * All manifests as one text, in the order of their dependencies; no file is touched.
   *
   * @returns YAML documents with `---` between them
   * @throws an error that lists everything that is wrong
   */
  public synthYaml(): string {
    const { manifests, warnings } = synthesizeManifests(this);
    this._takeWarnings?.(warnings);
    return manifests.map(({ yaml }) => yaml).join('---\n');
  }

  private tellWarnings(warnings: readonly LocatedDiagnostic[]): void {
    if (this._takeWarnings !== undefined) return this._takeWarnings(warnings);
    const text = formatDiagnostics([...constructWarnings(this), ...warnings]);
    if (text !== '') process.stderr.write(`${text}\n`);
  }
}

// The format of cdk8s, which knows objects by name alone.
function constructMetadata(manifests: readonly Manifest[]): string {
  const paths = new Map<string, string[]>();
  for (const { name, constructPaths } of manifests) {
    paths.set(name, [...(paths.get(name) ?? []), ...constructPaths]);
  }
  const resources = Object.fromEntries([...paths].map(([name, all]) => [name, { path: all.join(', ') }]));
  return JSON.stringify({ version: '1.0.0', resources });
}
