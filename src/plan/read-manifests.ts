import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LocatedDiagnostic, SourcePosition } from '../diagnostics/diagnostic';
import { fileBytes, refusal, unreadableFile } from '../documents/file-bytes';
import { readYaml, type YamlDocument } from '../documents/yaml-source';
import { valueAt } from '../resolve/report';
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
}

const EXTENSIONS = /\.(ya?ml|json)$/;
/** Instructions of the program kustomize: an object without a name, which nobody applies. */
const KUSTOMIZE = 'kustomize.config.k8s.io/';

/** Reads the Kubernetes objects of all YAML and JSON files below a folder that have a name, in the order of their paths. */
export function readManifests(folder: string): ReadManifests {
  const { documents, diagnostics } = readManifestDocuments(folder);
  const unnamed = documents.filter((document) => !isNamed(document)).map(({ position }) => withoutName(position([])));
  return { manifests: documents.filter(isNamed).map(({ value }) => value as Manifest), diagnostics: [...diagnostics, ...unnamed] };
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

function filesBelow(folder: string): { readonly files: readonly string[]; readonly diagnostics: readonly LocatedDiagnostic[] } {
  try {
    const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
    const found = entries.sort((a, b) => (a.name < b.name ? -1 : 1)).map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return { files: EXTENSIONS.test(entry.name) ? [path] : [], diagnostics: [] };
    });
    return { files: found.flatMap(({ files }) => files), diagnostics: found.flatMap(({ diagnostics }) => diagnostics) };
  } catch (error) {
    return { files: [], diagnostics: [unreadableFile(folder, refusal(error, 'folder'), 'folder')] };
  }
}

/** Reads the Kubernetes objects of one file. */
export function readManifestFile(file: string): ManifestDocuments {
  const bytes = fileBytes(file);
  if (!(bytes instanceof Uint8Array)) return { documents: [], diagnostics: [bytes] };
  const { documents, diagnostics } = readYaml(bytes, file);
  return { documents: documents.filter(({ readable, value }) => readable && isObject(value)), diagnostics };
}

function isObject(value: unknown): boolean {
  const apiVersion = valueAt(value, ['apiVersion']);
  return typeof apiVersion === 'string' && typeof valueAt(value, ['kind']) === 'string' && !apiVersion.startsWith(KUSTOMIZE);
}

function isNamed({ value }: YamlDocument): boolean {
  return typeof valueAt(value, ['metadata', 'name']) === 'string';
}

function withoutName(position: SourcePosition): LocatedDiagnostic {
  const message = 'the object has no metadata.name, so nothing can be compared with it';
  return { code: 'MissingField', severity: 'Warning', document: 'manifest', path: ['metadata', 'name'], message, position };
}
