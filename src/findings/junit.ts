import { formatPath, formatDiagnostic, withHints } from '../diagnostics/format';
import type { LocatedDiagnostic } from '../diagnostics/diagnostic';
import { inOrder, placeInFile, type Findings } from './findings';

interface Suite {
  readonly file: string;
  readonly errors: readonly LocatedDiagnostic[];
  readonly warnings: readonly LocatedDiagnostic[];
}

/** Findings as JUnit XML: a suite for each file, with a failed test for each error, or one that passes. Warnings fail nothing; they are the suite's output. */
export function junitFindings(findings: Findings): string {
  const suites = suitesOf(findings);
  const failures = suites.reduce((sum, { errors }) => sum + errors.length, 0);
  const tests = suites.reduce((sum, { errors }) => sum + Math.max(1, errors.length), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="scs" tests="${tests}" failures="${failures}" errors="0">`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
    '',
  ].join('\n');
}

function suitesOf(findings: Findings): Suite[] {
  const files = new Map<string, LocatedDiagnostic[]>(findings.files.map((file) => [file, []]));
  for (const diagnostic of inOrder(findings)) {
    const { file } = placeInFile(diagnostic, findings);
    files.set(file, [...(files.get(file) ?? []), diagnostic]);
  }
  return [...files].map(([file, diagnostics]) => ({
    file,
    errors: diagnostics.filter(({ severity }) => severity === 'Error'),
    warnings: diagnostics.filter(({ severity }) => severity === 'Warning'),
  }));
}

function suiteLines({ file, errors, warnings }: Suite): string[] {
  const cases = errors.length === 0 ? [`    <testcase name="${xml(file)}" classname="scs" file="${xml(file)}"/>`] : errors.flatMap((error) => failedCase(error, file));
  const output = warnings.length === 0 ? [] : [`    <system-out>${xml(warnings.map(formatDiagnostic).join('\n'))}</system-out>`];
  const counts = `tests="${cases.filter((line) => line.includes('<testcase')).length}" failures="${errors.length}" errors="0"`;
  return [`  <testsuite name="${xml(file)}" ${counts}>`, ...cases, ...output, '  </testsuite>'];
}

function failedCase(error: LocatedDiagnostic, file: string): string[] {
  const { code, path, position } = error;
  const line = position === undefined ? '' : ` line="${position.line}"`;
  const name = [code, ...(path.length > 0 ? [formatPath(path)] : [])].join(' ');
  return [
    `    <testcase name="${xml(name)}" classname="${xml(file)}" file="${xml(file)}"${line}>`,
    `      <failure type="${code}" message="${xml(withHints(error))}">${xml(formatDiagnostic(error))}</failure>`,
    '    </testcase>',
  ];
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' };

/** Text of an attribute or element. XML 1.0 cannot have most control characters at all. */
function xml(text: string): string {
  return [...text].map((character) => (isXmlCharacter(character.codePointAt(0)!) ? (ENTITIES[character] ?? character) : '\ufffd')).join('');
}

function isXmlCharacter(code: number): boolean {
  return code === 0x9 || code === 0xa || code === 0xd || (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000;
}
