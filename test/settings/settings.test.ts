import { App, Chart } from 'cdk8s';
import type { LocatedDiagnostic } from '../../src/diagnostics/diagnostic';
import { formatDiagnostic } from '../../src/diagnostics/format';
import { ProviderProfile } from '../../src/provider-profile';
import { ScsCluster } from '../../src/scs-cluster';
import { constructDiagnostics } from '../../src/synthesis/construct-diagnostics';
import { documentFields, DOCUMENTS, type DocumentReference } from '../../src/documents/document-references';
import type { Field, FieldSchema } from '../../src/documents/field-reference';
import { description, profile, withOverrides, type Overrides } from '../fixtures/documents';
import { BASE, CASES, type SettingCase } from './cases';
import { readEndsIn, reaches, type EndsIn } from './ends-in';
import { replacedBy } from './machine-effects';
import { changedPartText, changedParts, clusterParts, type ChangedPart, type ManifestPart } from './manifest-parts';

const HOW = '(docs/contributing.md, "Add a field", says how)';

/** A row of docs/reference/settings.md that works, with the tag that says where it ends: its own, or that of what it is part of. */
interface Row extends Field {
  readonly document: string;
  readonly endsIn?: { readonly text: string; readonly of: FieldSchema };
}

function rowsOf(document: DocumentReference): Row[] {
  const rows = new Map<string, Row>();
  for (const field of documentFields(document).filter(({ planned }) => !planned)) {
    const own = field.schema['x-ends-in'];
    const parent = rows.get(field.path.replace(/(\[\])?\.[^.]+$/, ''))?.endsIn;
    const endsIn = own === undefined ? parent : { text: own, of: field.schema };
    rows.set(field.path, { ...field, document: document.kind, ...(endsIn && { endsIn }) });
  }
  // A block is what its fields are; what has no fields of its own in the table is a setting, and so is a list.
  return [...rows.values()].filter(({ path, schema }) => schema.type === 'array' || ![...rows.keys()].some((other) => other.startsWith(`${path}.`)));
}

const FIELDS = DOCUMENTS.flatMap((document) => documentFields(document).filter(({ planned }) => !planned));
const ROWS = DOCUMENTS.flatMap(rowsOf);
const reached = new Map<FieldSchema, { readonly targets: readonly EndsIn[]; readonly seen: Set<string>; readonly rows: string[] }>();
/** Of all cases of a row. */
const changesOf = new Map<Row, readonly ChangedPart[]>();
let proven = 0;

interface Rendered {
  readonly parts: ReadonlyMap<string, ManifestPart>;
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** The documents of a case, with another value for the row where one is given. */
function render({ document, path }: Row, { with: other, also }: SettingCase, change?: { readonly value: unknown }): Rendered {
  const layers = [other, change && also].flatMap((layer) => layer ?? []);
  const documents = {
    ScsCluster: description(layers.reduce((below, above) => withOverrides(below, above.cluster ?? {}) as Overrides, BASE.cluster)),
    ProviderProfile: profile(layers.reduce((below, above) => withOverrides(below, above.profile ?? {}) as Overrides, BASE.profile)),
  };
  const value = change && withValue(documents[document as keyof typeof documents], path.split('.'), change.value);
  const changed = { ...documents, ...(change && { [document]: value }) };
  const chart = new Chart(new App({ recordConstructMetadata: false }), 'clusters');
  const provider = ProviderProfile.fromDocument(changed.ProviderProfile);
  const cluster = ScsCluster.fromDocument(chart, 'shop', changed.ScsCluster, provider);
  return { parts: clusterParts(cluster), diagnostics: constructDiagnostics(cluster) };
}

/** Sets a field; in lists, that of the first item. */
function withValue(object: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  const name = step.replace('[]', '');
  const fields = (object ?? {}) as Record<string, unknown>;
  if (rest.length === 0) return { ...fields, [name]: value };
  if (name === step) return { ...fields, [name]: withValue(fields[name], rest, value) };
  const [first, ...others] = (fields[name] ?? []) as unknown[];
  return { ...fields, [name]: [withValue(first, rest, value), ...others] };
}

function errorsOf({ diagnostics }: Rendered): readonly LocatedDiagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'Error');
}

function codesOf(diagnostics: readonly LocatedDiagnostic[]): string[] {
  return diagnostics.map(({ code }) => code);
}

/** What is wrong with a case, if anything; notes which targets it reaches. */
function problemOf(row: Row, each: SettingCase): string | undefined {
  const { path, schema, endsIn } = row;
  const value = 'to' in each ? each.to : (schema as { examples?: readonly unknown[] }).examples![0];
  const shown = 'to' in each ? `the value ${JSON.stringify(value)} of its case` : `its @example ${JSON.stringify(value)}`;
  // What adds or removes whole objects says nothing of the fields of its parts.
  const isOwn = endsIn?.of === schema;
  if (endsIn === undefined || (!isOwn && readEndsIn(endsIn.text).some(({ pattern }) => pattern.length === 0))) {
    return `"${path}" has no @endsIn: name kind and path of what it changes, or, after "- ", in words what it is for where it changes no object ${HOW}`;
  }
  const targets = readEndsIn(endsIn.text);
  const [before, after] = [render(row, each), render(row, each, { value })];
  const [refusedBefore, refusedAfter] = [errorsOf(before), errorsOf(after)];
  const errors = (diagnostics: readonly LocatedDiagnostic[]): string => diagnostics.map((diagnostic) => `\n${formatDiagnostic(diagnostic)}`).join('');
  if (each.accepts !== undefined) {
    const isAccepted = refusedBefore.length > 0 && codesOf(refusedBefore).every((code) => code === each.accepts) && refusedAfter.length === 0;
    return isAccepted ? undefined : `"${path}": ${shown} does not make a warning of ${each.accepts}${errors(refusedAfter)}`;
  }
  if (refusedBefore.length > 0) return `the documents of the case of "${path}", before the change, are refused: mend "with" in test/settings/cases.ts${errors(refusedBefore)}`;
  if (each.tells !== undefined) {
    const [known, told] = [codesOf(before.diagnostics), codesOf(after.diagnostics)];
    return told.includes(each.tells) && !known.includes(each.tells) ? undefined : `"${path}": ${shown} does not lead to ${each.tells}, but to [${told.join(', ')}]`;
  }
  if (refusedAfter.length > 0) return `"${path}": ${shown} is refused here: add a case with another value ("to") or other documents ("with") to test/settings/cases.ts ${HOW}${errors(refusedAfter)}`;
  const changes = changedParts(before.parts, after.parts);
  if (targets.length === 0) {
    if (each.published === true && changes.length === 0) return undefined;
    if (each.elsewhere === true && changes.length > 0) return undefined;
    return `"${path}" has no targets in @endsIn, but in words "${endsIn.text}": add a case with the code that it "tells", with "published" where it changes no object, or with "elsewhere" where it ends where other fields end ${HOW}`;
  }
  if (changes.length === 0) return `"${path}": ${shown} changes no object: add a case with another value ("to") or other documents ("with") to test/settings/cases.ts ${HOW}`;
  changesOf.set(row, [...(changesOf.get(row) ?? []), ...changes]);
  const strange = changes.filter((change) => !targets.some((target) => reaches(change, target))).map(changedPartText);
  const note = reached.get(endsIn.of) ?? { targets, seen: new Set(), rows: [] };
  reached.set(endsIn.of, note);
  note.rows.push(path);
  for (const target of targets) if (changes.some((change) => reaches(change, target))) note.seen.add(target.text);
  return strange.length === 0 ? undefined : `"${path}": ${shown} changes also what its @endsIn "${endsIn.text}" does not name; add, separated by "; ":\n${[...new Set(strange)].join('\n')}`;
}

it.each(ROWS.map((row) => [`${row.document} ${row.path}`, row] as const))('%s changes the fields that it names, and no others', (_, row) => {
  const cases = CASES[row.document][row.path] ?? {};
  const list = Array.isArray(cases) ? cases as readonly SettingCase[] : [cases as SettingCase];
  const problems = list.map((each) => problemOf(row, each)).filter((text) => text !== undefined);
  if (problems.length > 0) throw new Error(problems.join('\n\n'));
  proven++;
});

it('names no field that no row changes', () => {
  const idle = [...reached.values()].flatMap(({ targets, seen, rows }) =>
    targets.filter(({ text }) => !seen.has(text)).map(({ text }) => `${text}: none of the cases of ${[...new Set(rows)].join(', ')} changes it: add a case, or take it out of @endsIn`));
  const unused = FIELDS.filter(({ schema }) => schema['x-ends-in'] !== undefined && ![...reached.keys()].includes(schema) && readEndsIn(schema['x-ends-in']).length > 0);
  expect([...idle, ...unused.map(({ path }) => `"${path}": each of its fields has an @endsIn of its own, so take this one out`)]).toEqual([]);
});

it('declares of each row what its changes do to machines', () => {
  const wrong = [...changesOf].filter(([{ mutability }]) => mutability !== undefined && mutability !== 'NewCluster').flatMap(([{ document, path, mutability }, changes]) => {
    const replaced = replacedBy(changes);
    if (replaced === mutability) return [];
    return [`${document} "${path}" is @mutability ${mutability}, and its cases are ${replaced}: mend the tag, or add a case to test/settings/cases.ts that does more`];
  });
  expect(wrong).toEqual([]);
});

it('has no case of a field that is no row', () => {
  const rows = new Set(ROWS.map(({ document, path }) => `${document} ${path}`));
  expect(Object.entries(CASES).flatMap(([document, cases]) => Object.keys(cases).map((path) => `${document} ${path}`)).filter((path) => !rows.has(path))).toEqual([]);
});

it('proves every row', () => {
  process.stderr.write(`settings: ${ROWS.length} rows, ${proven} proven\n`);
  expect(proven).toBe(ROWS.length);
});
