import { readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { DIAGNOSTIC_CODES } from '../../src/diagnostics/codes';
import { formatPath } from '../../src/diagnostics/format';
import { valueAt } from '../../src/objects/value-at';
import { messagePatterns } from '../fixtures/diagnostic-messages';
import { descriptionWith, profileWith } from '../fixtures/documents';
import { diagnose, manifests } from '../fixtures/rendering';
import { sourceFiles } from '../fixtures/source-files';
import { RESOLVE_CASES } from '../resolve/diagnostic-cases';
import { OPENSTACK_CASES } from './capi-openstack/diagnostic-cases';

const root = join(__dirname, '../..');
const rows = [RESOLVE_CASES, OPENSTACK_CASES].flatMap((cases) => Object.values(cases).flat());
const files = ['src/resolve', 'src/targets/capi', 'src/targets/capi-openstack'].flatMap((folder) => sourceFiles(join(root, folder)));
/** What reads one value; each has tests of its own. */
const READERS = ['cidr.ts', 'duration.ts', 'quantity.ts', 'scs-flavor.ts', 'systemd-calendar.ts'];

const told = rows.map(({ cluster = {}, profile = {} }) => {
  const documents = { cluster: descriptionWith(cluster), profile: profileWith(profile) };
  return { documents, diagnostics: diagnose(documents.cluster, documents.profile) };
});

it('has at least 150 bad inputs with what is said of them', () => expect(rows.length).toBeGreaterThanOrEqual(150));

it('has a row for every code of the source', () => {
  const source = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const used = Object.keys(DIAGNOSTIC_CODES).filter((code) => source.includes(`'${code}'`));
  const given = new Set(rows.flatMap(({ gives }) => gives).map(({ code }) => code as string));
  expect(used.length).toBeGreaterThan(30);
  expect(used.filter((code) => !given.has(code))).toEqual([]);
});

it('has a row for every message of the source', () => {
  const messages = rows.flatMap(({ gives }) => gives).map(({ message }) => message);
  const patterns = files.filter((file) => !READERS.includes(basename(file))).flatMap(messagePatterns);
  expect(patterns.length).toBeGreaterThan(100);
  const missing = patterns.filter(({ pattern }) => !messages.some((message) => pattern.test(message)));
  expect(missing.map(({ place, pattern }) => `${relative(root, place)} ${pattern.source}`)).toEqual([]);
});

it('tells nothing twice', () => {
  for (const { diagnostics } of told) {
    const texts = diagnostics.map(({ document, path, message }) => `${document} ${formatPath(path)}: ${message}`);
    expect(texts).toEqual([...new Set(texts)]);
  }
});

it('gives the value that stands at the path', () => {
  for (const { documents, diagnostics } of told) {
    for (const { document, path, value } of diagnostics) expect(value).toBe(valueAt(documents[document as 'cluster' | 'profile'], path));
  }
});

it('renders where there are warnings only, and renders nothing where there is an error', () => {
  for (const { documents, diagnostics } of told) {
    const render = (): unknown => manifests(documents.cluster, documents.profile);
    if (diagnostics.some(({ severity }) => severity === 'Error')) expect(render).toThrow();
    else expect(render()).not.toEqual([]);
  }
});
