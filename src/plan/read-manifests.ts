import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { LocatedDiagnostic, SourcePosition } from '../diagnostics/diagnostic';
import { fileBytes, fileProblem, refusal, unreadableFile } from '../documents/file-bytes';
import { readYaml, type YamlDocument, type YamlSource } from '../documents/yaml-source';
import { valueAt } from '../objects/value-at';
import type { Manifest } from '../targets/rendered-object';

/** The objects of a file with the places of their fields, and what is wrong with it. */
export interface ManifestDocuments {
  readonly documents: readonly YamlDocument[];
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** The objects of a folder that have a name, and what is wrong with its files. */
export interface ReadManifests {
  readonly manifests: readonly Manifest[];
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Where each of the objects stands. */
  readonly positions: ReadonlyMap<Manifest, SourcePosition>;
}

/** The most bytes of a folder that are read: about those of ten thousand clusters. */
export const MAX_FOLDER_BYTES = 512 * 1024 * 1024;
const EXTENSIONS = /\.(ya?ml|json)$/;
/** Instructions of the program kustomize: an object without a name, which nobody applies. */
const KUSTOMIZE = 'kustomize.config.k8s.io/';

/** Reads the Kubernetes objects of all YAML and JSON files below a folder that have a name, in the order of their paths. */
export function readManifests(folder: string): ReadManifests {
  const positions = new Map<Manifest, SourcePosition>();
  const diagnostics: LocatedDiagnostic[] = [];
  for (const { documents, diagnostics: ofFile } of readManifestFolder(folder)) {
    diagnostics.push(...ofFile);
    for (const { value, position } of documents.filter(isTyped)) {
      if (isNamed(value)) positions.set(value, position([]));
      else diagnostics.push(withoutName(position([])));
    }
  }
  return { manifests: [...positions.keys()], diagnostics, positions };
}

/**
 * Reads the Kubernetes objects of all YAML and JSON files below a folder, file by file in the order of their paths, so that nobody needs
 * to have all of them at once. Documents that are no objects, such as values of a chart, are left out; hidden files and folders are, too.
 */
export function* readManifestFolder(folder: string, maxBytes = MAX_FOLDER_BYTES): Iterable<ManifestDocuments> {
  const { files, diagnostics } = filesBelow(folder);
  yield { documents: [], diagnostics };
  let bytes = 0;
  for (const file of files) {
    const read = fileBytes(file);
    const size = read instanceof Uint8Array ? read.length : 0;
    bytes += size;
    if (bytes > maxBytes) {
      const message = `the files of the folder before this one have ${bytes - size} bytes, and ${maxBytes} are read: name the folders in it one by one`;
      yield { documents: [], diagnostics: [fileProblem(file, 'LimitExceeded', message)] };
      return;
    }
    yield read instanceof Uint8Array ? manifestsOf(readYaml(read, file)) : { documents: [], diagnostics: [read] };
  }
}

function filesBelow(folder: string, root = folder): { readonly files: readonly string[]; readonly diagnostics: readonly LocatedDiagnostic[] } {
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
    const found = entries.sort((a, b) => (a.name < b.name ? -1 : 1)).map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path, root);
      if (entry.isSymbolicLink()) return behindLink(path, root);
      if (!EXTENSIONS.test(entry.name)) return NOTHING;
      return entry.isFile() ? { files: [path], diagnostics: [] } : { files: [], diagnostics: [unreadableFile(path, 'it is no file with a content')] };
    });
    return { files: found.flatMap(({ files }) => files), diagnostics: found.flatMap(({ diagnostics }) => diagnostics) };
  } catch (error) {
    return { files: [], diagnostics: [unreadableFile(folder, refusal(error, 'folder'), 'folder')] };
  }
}

const NOTHING = { files: [], diagnostics: [] };

/** Of symbolic links only those to files of the folder are followed. Folders of it are read where they are. */
function behindLink(path: string, root: string): { readonly files: readonly string[]; readonly diagnostics: readonly LocatedDiagnostic[] } {
  try {
    const [target, inside] = [realpathSync(path), realpathSync(root)];
    const stat = statSync(target);
    if (!stat.isDirectory() && !EXTENSIONS.test(path)) return NOTHING;
    if (!target.startsWith(`${inside}${sep}`) && target !== inside) {
      return { files: [], diagnostics: [unreadableFile(path, 'it is a symbolic link that leads out of the folder')] };
    }
    return stat.isFile() ? { files: [path], diagnostics: [] } : NOTHING;
  } catch {
    // Whoever reads the file tells why that is not possible.
    return EXTENSIONS.test(path) ? { files: [path], diagnostics: [] } : NOTHING;
  }
}

/** Reads the Kubernetes objects of one file. */
export function readManifestFile(file: string): ManifestDocuments {
  const bytes = fileBytes(file);
  if (!(bytes instanceof Uint8Array)) return { documents: [], diagnostics: [bytes] };
  return manifestsOf(readYaml(bytes, file));
}

/** The Kubernetes objects of a text. */
export function manifestsOf({ documents, diagnostics }: YamlSource): ManifestDocuments {
  return { documents: documents.filter(({ readable, value }) => readable && isObject(value)), diagnostics };
}

/** What has only one of the two is an object, and a wrong one. */
function isObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const [apiVersion, kind] = [valueAt(value, ['apiVersion']), valueAt(value, ['kind'])];
  return [apiVersion, kind].some((text) => text !== undefined) && !(typeof apiVersion === 'string' && apiVersion.startsWith(KUSTOMIZE));
}

function isTyped({ value }: YamlDocument): boolean {
  return typeof valueAt(value, ['apiVersion']) === 'string' && typeof valueAt(value, ['kind']) === 'string';
}

function isNamed(value: unknown): value is Manifest {
  return typeof valueAt(value, ['metadata', 'name']) === 'string';
}

function withoutName(position: SourcePosition): LocatedDiagnostic {
  const message = 'the object has no metadata.name, so nothing can be compared with it';
  return { code: 'MissingField', severity: 'Warning', document: 'manifest', path: ['metadata', 'name'], message, position };
}
