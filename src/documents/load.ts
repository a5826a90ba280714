import type { Diagnostic, FieldPath, LocatedDiagnostic } from '../diagnostics/diagnostic';
import { didYouMean } from '../diagnostics/did-you-mean';
import { API_VERSION, DOCUMENT_KINDS, isDocumentKind, KNOWN_PAIRS } from './api-version';
import type { DocumentKind } from './api-version';
import { secretsIn } from './inline-secrets';
import { validateShape } from './shape-validation';
import { soundPart, type SoundPart } from './sound-part';
import { MAX_PROBLEMS, readYaml } from './yaml-source';
import type { YamlDocument } from './yaml-source';

/** A document of a known kind. */
export interface LoadedDocument {
  /** The document as plain data; it has the type of its kind where nothing is wrong with its shape. */
  readonly value: unknown;
  /** What is wrong with its shape. */
  readonly problems: readonly Diagnostic[];
  /** Whether nothing is wrong with its shape but fields that do not work yet. */
  readonly wellShaped: boolean;
  /** What rules may read: the document, or what of it has the right shape. */
  readonly sound?: SoundPart;
  /** Adds the position in the file. */
  locate(diagnostic: Diagnostic): LocatedDiagnostic;
}

/** What one file has: documents by kind, and everything that is wrong with the text and the shapes. */
export interface LoadedFile {
  readonly clusters: readonly LoadedDocument[];
  readonly profiles: readonly LoadedDocument[];
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** Fields whose value is a version, `*` for any entry of a list: where an unquoted 1.30 must not become 1.3. */
const VERSION_FIELDS: Readonly<Record<DocumentKind, readonly FieldPath[]>> = {
  ScsCluster: [
    ['spec', 'kubernetesVersion'],
    ['spec', 'nodePools', '*', 'kubernetesVersion'],
  ],
  ProviderProfile: [
    ['spec', 'kubernetesVersions', '*', 'minor'],
    ['spec', 'management', 'clusterApi'],
  ],
};

/** Reads the documents of one file. Never throws: whatever is wrong is a diagnostic with a position. */
export function loadFile(input: string | Uint8Array, fileName: string): LoadedFile {
  const source = readYaml(input, fileName);
  const clusters: LoadedDocument[] = [];
  const profiles: LoadedDocument[] = [];
  const diagnostics: LocatedDiagnostic[] = [...source.diagnostics];
  for (const document of source.documents.filter(({ readable }) => readable)) {
    const kind = kindOf(document.value);
    if (typeof kind !== 'string') {
      diagnostics.push(located(document, kind));
      continue;
    }
    const warnings = quoteVersions(document, kind);
    const problems = validateShape(kind, document.value);
    for (const diagnostic of [...warnings, ...problems]) diagnostics.push(located(document, diagnostic));
    (kind === 'ScsCluster' ? clusters : profiles).push({
      value: document.value,
      problems,
      wellShaped: problems.every(({ code }) => code === 'NotYetSupported'),
      sound: soundPart(kind, document.value, problems),
      locate: (diagnostic) => located(document, diagnostic),
    });
  }
  if (source.documents.length === 0 && diagnostics.length === 0) diagnostics.push({ ...unknownKind([], 'the file has no document'), position: source.start });
  return { clusters, profiles, diagnostics: withinLimit(diagnostics) };
}

function located(document: YamlDocument, diagnostic: Diagnostic): LocatedDiagnostic {
  return { ...diagnostic, position: document.position(diagnostic.path, diagnostic.onKey) };
}

/** The kind of a document, or why it has none that is known. A missing apiVersion is told with the rest of the shape. */
function kindOf(value: unknown): DocumentKind | Diagnostic {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return unknownKind([], 'a document is an object with the fields apiVersion, kind, metadata and spec');
  }
  const { apiVersion, kind } = value as Readonly<Record<string, unknown>>;
  if (kind === undefined) return unknownKind(['kind'], 'the document does not say its kind');
  if (!isDocumentKind(kind)) {
    return { ...unknownKind(['kind'], `the kind ${repeated(kind)}is not known`), ...repeatable(kind), didYouMean: nearest(kind, Object.keys(DOCUMENT_KINDS)) };
  }
  if (apiVersion === undefined || apiVersion === API_VERSION) return kind;
  return { ...unknownKind(['apiVersion'], `the apiVersion ${repeated(apiVersion)}is not known`), ...repeatable(apiVersion), didYouMean: nearest(apiVersion, [API_VERSION]) };
}

/** What holds a secret is not said again. */
function repeatable(value: unknown): Pick<Diagnostic, 'value'> {
  return secretsIn(value).length > 0 ? {} : { value };
}

function repeated(value: unknown): string {
  return 'value' in repeatable(value) ? `${JSON.stringify(value)} ` : '';
}

function nearest(value: unknown, names: readonly string[]): string | undefined {
  return typeof value === 'string' ? didYouMean(value, names) : undefined;
}

function unknownKind(path: FieldPath, message: string): Diagnostic {
  return { code: 'UnknownKind', severity: 'Error', document: 'file', path, message, allowed: KNOWN_PAIRS };
}

/** Gives unquoted versions the text that the user wrote, and warns of each. */
function quoteVersions(document: YamlDocument, kind: DocumentKind): Diagnostic[] {
  return VERSION_FIELDS[kind].flatMap((pattern) =>
    fields(document.value, pattern).flatMap(({ parent, path }) => {
      const text = document.plainText(path);
      const name = String(path.at(-1));
      if (typeof parent[name] !== 'number' || text === undefined || !/^[0-9]+\.[0-9]+$/.test(text)) return [];
      parent[name] = text;
      const message = `a version without quotes is a number; it was read as "${text}": put it in quotes`;
      return [{ code: 'UnquotedVersion', severity: 'Warning', document: DOCUMENT_KINDS[kind], path, message, value: text } as const];
    }),
  );
}

/** The objects that have the field of a pattern. */
function fields(root: unknown, pattern: FieldPath): { parent: Record<string, unknown>; path: FieldPath }[] {
  let places: { value: unknown; path: FieldPath }[] = [{ value: root, path: [] }];
  for (const part of pattern.slice(0, -1)) {
    places = places.flatMap(({ value, path }) => {
      if (part === '*') return Array.isArray(value) ? value.map((item: unknown, index) => ({ value: item, path: [...path, index] })) : [];
      return isObject(value) && Object.hasOwn(value, part) ? [{ value: value[String(part)], path: [...path, part] }] : [];
    });
  }
  const name = String(pattern.at(-1));
  return places.flatMap(({ value, path }) => (isObject(value) && Object.hasOwn(value, name) ? [{ parent: value, path: [...path, name] }] : []));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withinLimit(diagnostics: readonly LocatedDiagnostic[]): LocatedDiagnostic[] {
  if (diagnostics.length <= MAX_PROBLEMS) return [...diagnostics];
  const last = diagnostics[MAX_PROBLEMS]!;
  const message = `there are ${diagnostics.length} problems; only the first ${MAX_PROBLEMS} are shown`;
  return [...diagnostics.slice(0, MAX_PROBLEMS), { ...last, code: 'LimitExceeded', document: 'file', path: [], message, onKey: false }];
}
