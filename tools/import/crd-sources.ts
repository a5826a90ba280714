import { parse } from 'yaml';

/** One entry of `crds` in cdk8s.yaml: a provider, its supported releases, and what is wanted of their CRDs. */
export interface CrdSource {
  readonly provider: string;
  /** Folder under imports/. */
  readonly module: string;
  /** Address of the release file, with `{release}` in place of the release. */
  readonly url: string;
  /** Oldest supported release first; the classes are generated from that one. */
  readonly releases: readonly string[];
  /** `group/version`; a CRD is reduced to the first of its group that it has. */
  readonly apis: readonly string[];
  /** If given, CRDs of other kinds are left out. */
  readonly kinds?: readonly string[];
}

const API_FORM = 'group/version, such as cluster.x-k8s.io/v1beta2';
// Files of a release, not of a tree: Cluster API moved its CRDs inside the tree in v1.14, the release files kept their names.
const URL_FORM = 'https://github.com/OWNER/REPOSITORY/releases/download/{release}/FILE.yaml';

const FIELDS = {
  provider: { list: false, form: /^[a-z0-9-]+$/, allowed: 'lower-case letters, digits and -' },
  module: { list: false, form: /^[a-z0-9]+$/, allowed: 'lower-case letters and digits' },
  url: { list: false, form: /^https:\/\/github\.com\/[^/]+\/[^/]+\/releases\/download\/\{release\}\/[^/]+\.yaml$/, allowed: URL_FORM },
  releases: { list: true, form: /^v\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, allowed: 'a release tag such as v1.12.11' },
  apis: { list: true, form: /^[a-z0-9.-]+\/v\d+((alpha|beta)\d+)?$/, allowed: API_FORM },
  kinds: { list: true, form: /^[A-Z][A-Za-z0-9]*$/, allowed: 'a kind such as DevCluster' },
} as const;

/** Reads and checks `crds` of the text of cdk8s.yaml; throws one error with all problems. */
export function readCrdSources(cdk8sYaml: string): CrdSource[] {
  const entries: unknown = parse(cdk8sYaml)?.crds;
  if (!Array.isArray(entries) || entries.length === 0) {
    throw new Error('cdk8s.yaml: crds must be a list with at least one source');
  }
  const problems = entries.flatMap((entry, index) => entryProblems(entry).map((problem) => `crds[${index}]: ${problem}`));
  for (const field of ['provider', 'module'] as const) {
    for (const value of repeated(entries.map((entry) => entry?.[field]))) {
      problems.push(`${field} ${value} is used twice`);
    }
  }
  if (problems.length > 0) {
    throw new Error(`cdk8s.yaml:\n  ${problems.join('\n  ')}`);
  }
  return entries as CrdSource[];
}

/** File of the reduced CRDs of a release, relative to the repository's root. */
export function crdFile(source: CrdSource, release: string): string {
  return `imports/crds/${source.provider}-${release}.yaml`;
}

/** Address of the upstream file of a release. */
export function releaseUrl(source: CrdSource, release: string): string {
  return source.url.replace('{release}', release);
}

function entryProblems(entry: unknown): string[] {
  if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) {
    return ['must be a mapping'];
  }
  const given = entry as Record<string, unknown>;
  const problems = Object.keys(given)
    .filter((key) => !Object.hasOwn(FIELDS, key))
    .map((key) => `unknown key ${key}; known are ${Object.keys(FIELDS).join(', ')}`);
  for (const [key, field] of Object.entries(FIELDS)) {
    const value = given[key];
    if (value === undefined && key === 'kinds') {
      continue;
    }
    if (field.list && (!Array.isArray(value) || value.length === 0)) {
      problems.push(`${key} must be a list with at least one item`);
      continue;
    }
    for (const item of field.list ? (value as unknown[]) : [value]) {
      if (typeof item !== 'string' || !field.form.test(item)) {
        problems.push(`${key}: ${JSON.stringify(item)} must be ${field.allowed}`);
      }
    }
  }
  const releases = given.releases;
  if (problems.length === 0 && Array.isArray(releases)) {
    const ascending = [...releases].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    if (repeated(releases).length > 0 || releases.join() !== ascending.join()) {
      problems.push(`releases must be given once each, oldest first: ${ascending.join(', ')}`);
    }
  }
  return problems;
}

function repeated(values: readonly unknown[]): unknown[] {
  return [...new Set(values.filter((value, index) => value !== undefined && values.indexOf(value) !== index))];
}
