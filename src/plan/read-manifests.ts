import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { FieldPath, LocatedDiagnostic, SourcePosition } from '../diagnostics/diagnostic';
import { fileBytes, refusal, unreadableFile } from '../documents/file-bytes';
import { readYaml, type YamlDocument, type YamlSource } from '../documents/yaml-source';
import { valueAt } from '../objects/value-at';
import type { Manifest } from '../targets/rendered-object';

/** The objects of a folder with the places of their fields, and what is wrong with its files. */
export interface ManifestDocuments {
  readonly documents: readonly YamlDocument[];
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** The objects of a folder that have a name, and what is wrong with its files. */
export interface ReadManifests {
  readonly manifests: readonly Manifest[];
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Where a field of one of the objects stands. */
  position(manifest: Manifest, path: FieldPath): SourcePosition | undefined;
}

const EXTENSIONS = /\.(ya?ml|json)$/;
/** Instructions of the program kustomize: an object without a name, which nobody applies. */
const KUSTOMIZE = 'kustomize.config.k8s.io/';

/** Reads the Kubernetes objects of all YAML and JSON files below a folder that have a name, in the order of their paths. */
export function readManifests(folder: string): ReadManifests {
  const { documents: all, diagnostics } = readManifestDocuments(folder);
  const documents = all.filter(isTyped);
  const unnamed = documents.filter((document) => !isNamed(document)).map(({ position }) => withoutName(position([])));
  const named = new Map(documents.filter(isNamed).map(({ value, position }) => [value as Manifest, position]));
  return { manifests: [...named.keys()], diagnostics: [...diagnostics, ...unnamed], position: (manifest, path) => named.get(manifest)?.(path) };
}

/**
 * Reads the Kubernetes objects of all YAML and JSON files below a folder, in the order of their paths. Documents that are no
 * objects, such as values of a chart, are left out; hidden files and folders are, too.
 */
export function readManifestDocuments(folder: string): ManifestDocuments {
  const { files, diagnostics } = filesBelow(folder);
  const read = files.map(readManifestFile);
  return { documents: read.flatMap(({ documents }) => documents), diagnostics: [...diagnostics, ...read.flatMap((file) => file.diagnostics)] };
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

function isNamed({ value }: YamlDocument): boolean {
  return typeof valueAt(value, ['metadata', 'name']) === 'string';
}

function withoutName(position: SourcePosition): LocatedDiagnostic {
  const message = 'the object has no metadata.name, so nothing can be compared with it';
  return { code: 'MissingField', severity: 'Warning', document: 'manifest', path: ['metadata', 'name'], message, position };
}
