import { pathToFileURL } from 'node:url';
import { isAbsolute } from 'node:path';
import { DIAGNOSTIC_CODES, type DiagnosticCode } from '../diagnostics/codes';
import type { LocatedDiagnostic } from '../diagnostics/diagnostic';
import { formatPath, withHints } from '../diagnostics/format';
import { inOrder, placeInFile, type Findings, type Tool } from './findings';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const CODES = Object.keys(DIAGNOSTIC_CODES) as DiagnosticCode[];

/** Findings as SARIF 2.1.0, which code review shows at the lines. Files are named from the folder of the run, which should be that of the repository. */
export function sarifFindings(findings: Findings, { version, repository }: Tool): string {
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'scs', version, semanticVersion: version, informationUri: repository, rules: CODES.map((code) => rule(code, repository)) } },
        columnKind: 'utf16CodeUnits',
        artifacts: findings.files.map((file) => ({ location: artifact(file) })),
        results: inOrder(findings).map((diagnostic) => result(diagnostic, findings)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** All codes are told in every run, so that the numbers of the rules stay the same. */
function rule(code: DiagnosticCode, repository: string): object {
  const { cause, fix } = DIAGNOSTIC_CODES[code];
  return {
    id: code,
    name: code,
    shortDescription: { text: cause },
    fullDescription: { text: `${cause} ${fix}` },
    help: { text: `${cause}\n\n${fix}`, markdown: `${cause}\n\n**Way out:** ${fix}` },
    helpUri: `${repository}/blob/main/docs/reference/diagnostics.md#${code.toLowerCase()}`,
    defaultConfiguration: { level: 'error' },
  };
}

function result(diagnostic: LocatedDiagnostic, findings: Findings): object {
  const { code, severity, path, constructPath } = diagnostic;
  const { file, line, column } = placeInFile(diagnostic, findings);
  const logical = [
    ...(constructPath === undefined ? [] : [{ fullyQualifiedName: constructPath, kind: 'object' }]),
    ...(path.length === 0 ? [] : [{ fullyQualifiedName: formatPath(path), kind: 'property' }]),
  ];
  return {
    ruleId: code,
    ruleIndex: CODES.indexOf(code),
    level: severity === 'Error' ? 'error' : 'warning',
    message: { text: `${path.length === 0 ? '' : `${formatPath(path)}: `}${withHints(diagnostic)}` },
    locations: [
      {
        physicalLocation: { artifactLocation: artifact(file), region: { startLine: line, startColumn: column } },
        ...(logical.length > 0 && { logicalLocations: logical }),
      },
    ],
  };
}

/** A relative name counts from the root of the source, which whoever shows the findings knows. */
function artifact(file: string): object {
  if (isAbsolute(file)) return { uri: pathToFileURL(file).href };
  const uri = file.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '').split('/').map(encodeURIComponent).join('/');
  return { uri, uriBaseId: '%SRCROOT%' };
}
