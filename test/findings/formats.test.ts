import { DOMParser, type Element } from '@xmldom/xmldom';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import Ajv2020 from 'ajv/dist/2020';
import AjvDraft04 from 'ajv-draft-04';
import fc from 'fast-check';
import { DIAGNOSTIC_CODES } from '../../src/diagnostics/codes';
import type { LocatedDiagnostic } from '../../src/diagnostics/diagnostic';
import type { Findings } from '../../src/findings/findings';
import { FINDINGS_FORMATS, formatFindings, type FindingsFormat } from '../../src/findings/formats';
import { findingsSchema } from '../../tools/schema/findings-schema';
import { findings, TOOL } from '../fixtures/arbitrary-findings';

const write = (format: FindingsFormat, found: Findings): string => formatFindings(format, found, TOOL);
const count = ({ diagnostics }: Findings, severity: string): number => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;

const ERROR: LocatedDiagnostic = {
  code: 'FlavorNotOffered', severity: 'Error', document: 'cluster', path: ['spec', 'nodePools', 0, 'flavor'], message: 'flavor "big" is not offered',
  value: 'big', allowed: ['SCS-4V-16'], position: { file: './clusters/shop.yaml', line: 7, column: 9 },
};
const FOUND: Findings = {
  diagnostics: [ERROR, { ...ERROR, severity: 'Warning' }, { code: 'DuplicateObject', severity: 'Error', document: 'manifest', path: [], message: 'twice', constructPath: 'shop/shop-prod/cluster' }],
  files: ['./clusters/shop.yaml', 'profile.yaml'],
  clusters: new Map([['shop/shop-prod', { file: './clusters/shop.yaml', line: 4, column: 3 }]]),
};

/** The official schema is of an older draft, with formats that are not of it. */
const sarif = new AjvDraft04({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false }).compile(sarifSchema);
const ours = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(findingsSchema());

function xml(text: string): Element {
  // It warns of the sign that stands for characters that XML cannot have.
  const onError = (level: string, message: string): void => { if (level !== 'warning') throw new Error(message); };
  return new DOMParser({ onError }).parseFromString(text, 'text/xml').documentElement!;
}

it('writes JSON as its schema says, whatever was found', () => {
  fc.assert(fc.property(findings, (found) => {
    const written = JSON.parse(write('json', found)) as { errors: number; warnings: number; findings: unknown[] };
    void ours(written);
    expect(ours.errors ?? []).toEqual([]);
    expect(written).toMatchObject({ errors: count(found, 'Error'), warnings: count(found, 'Warning') });
    expect(written.findings).toHaveLength(found.diagnostics.length);
  }));
});

it('writes SARIF as the schema of the standard says, whatever was found', () => {
  fc.assert(fc.property(findings, (found) => {
    const written = JSON.parse(write('sarif', found)) as { runs: [{ results: unknown[] }] };
    void sarif(written);
    expect(sarif.errors ?? []).toEqual([]);
    expect(written.runs[0].results).toHaveLength(found.diagnostics.length);
    // All rules are judged every time.
  }), { numRuns: 20 });
});

it('writes XML with a failure for each error, whatever was found', () => {
  fc.assert(fc.property(findings, (found) => {
    const root = xml(write('junit', found));
    expect(root.getElementsByTagName('failure').length).toBe(count(found, 'Error'));
    expect(root.getAttribute('failures')).toBe(String(count(found, 'Error')));
    expect(root.getAttribute('tests')).toBe(String(root.getElementsByTagName('testcase').length));
    for (const suite of root.getElementsByTagName('testsuite')) expect(suite.getAttribute('tests')).toBe(String(suite.getElementsByTagName('testcase').length));
  }));
});

it('gives every issue of code quality a fingerprint of its own', () => {
  fc.assert(fc.property(findings, (found) => {
    const issues = JSON.parse(write('code-quality', found)) as { fingerprint: string; severity: string }[];
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(found.diagnostics.length);
    expect(issues.filter(({ severity }) => severity === 'major')).toHaveLength(count(found, 'Error'));
  }));
});

it.each(FINDINGS_FORMATS)('writes %s alike in any order of what was found', (format) => {
  expect(write(format, { ...FOUND, diagnostics: [FOUND.diagnostics[2], ERROR, FOUND.diagnostics[1]] })).toBe(write(format, FOUND));
});

it('repeats no secrets and no contents of files', () => {
  const values = ['-----BEGIN PRIVATE KEY-----', 'a'.repeat(300), { content: 'a' }, ['a'], NaN];
  const told = JSON.parse(write('json', { ...FOUND, diagnostics: values.map((value) => ({ ...ERROR, value })) })) as { findings: object[] };
  expect(told.findings.filter((finding) => 'value' in finding)).toEqual([]);
  expect((JSON.parse(write('json', FOUND)) as { findings: unknown[] }).findings).toContainEqual({
    code: 'FlavorNotOffered',
    severity: 'Error',
    message: 'flavor "big" is not offered',
    document: 'cluster',
    field: 'spec.nodePools[0].flavor',
    path: ['spec', 'nodePools', 0, 'flavor'],
    value: 'big',
    allowed: ['SCS-4V-16'],
    position: { file: './clusters/shop.yaml', line: 7, column: 9 },
  });
});

it('has a rule of SARIF with help for every code, and results at lines of relative files', () => {
  const [{ tool, results }] = (JSON.parse(write('sarif', FOUND)) as { runs: [{ tool: { driver: { rules: { id: string; help: { text: string } }[] } }; results: object[] }] }).runs;
  const { rules } = tool.driver;
  expect(rules.map(({ id }) => id)).toEqual(Object.keys(DIAGNOSTIC_CODES));
  expect(rules.filter(({ id, help }) => !help.text.includes(DIAGNOSTIC_CODES[id as keyof typeof DIAGNOSTIC_CODES].fix))).toEqual([]);
  expect(results).toContainEqual({
    ruleId: 'FlavorNotOffered',
    ruleIndex: rules.findIndex(({ id }) => id === 'FlavorNotOffered'),
    level: 'error',
    message: { text: 'spec.nodePools[0].flavor: flavor "big" is not offered (allowed: SCS-4V-16)' },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: 'clusters/shop.yaml', uriBaseId: '%SRCROOT%' }, region: { startLine: 7, startColumn: 9 } },
        logicalLocations: [{ fullyQualifiedName: 'spec.nodePools[0].flavor', kind: 'property' }],
      },
    ],
  });
});

it('tells of an object at its cluster, where programs know files only', () => {
  const [{ results }] = (JSON.parse(write('sarif', FOUND)) as { runs: [{ results: { ruleId: string; locations: unknown[] }[] }] }).runs;
  expect(results.find(({ ruleId }) => ruleId === 'DuplicateObject')!.locations).toEqual([
    {
      physicalLocation: { artifactLocation: { uri: 'clusters/shop.yaml', uriBaseId: '%SRCROOT%' }, region: { startLine: 4, startColumn: 3 } },
      logicalLocations: [{ fullyQualifiedName: 'shop/shop-prod/cluster', kind: 'object' }],
    },
  ]);
});

it('names files of GitLab from the root, and keeps fingerprints when lines move', () => {
  const moved = (line: number): string => write('code-quality', { ...FOUND, diagnostics: [{ ...ERROR, position: { file: './clusters/shop.yaml', line, column: 1 } }] });
  const [[issue], [later]] = [7, 9].map((line) => JSON.parse(moved(line)) as { fingerprint: string }[]);
  expect(issue).toMatchObject({ check_name: 'FlavorNotOffered', severity: 'major', location: { path: 'clusters/shop.yaml', lines: { begin: 7 } } });
  expect(later.fingerprint).toBe(issue.fingerprint);
});

it('has a suite of JUnit for each file, and warnings as its output', () => {
  const suites = [...xml(write('junit', FOUND)).getElementsByTagName('testsuite')];
  expect(suites.map((suite) => [suite.getAttribute('name'), suite.getAttribute('tests'), suite.getAttribute('failures')])).toEqual([['./clusters/shop.yaml', '2', '2'], ['profile.yaml', '1', '0']]);
  expect(suites[0].getElementsByTagName('system-out')[0].textContent).toContain('warning FlavorNotOffered');
});
