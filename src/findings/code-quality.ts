import { createHash } from 'node:crypto';
import { formatPath, withHints } from '../diagnostics/format';
import { inOrder, placeInFile, type Findings } from './findings';

/** Findings as the code quality report of GitLab, which a merge request shows at the lines. */
export function codeQualityFindings(findings: Findings): string {
  const seen = new Map<string, number>();
  const issues = inOrder(findings).map((diagnostic) => {
    const { code, severity, path } = diagnostic;
    const { file, line } = placeInFile(diagnostic, findings);
    const field = formatPath(path);
    const text = withHints(diagnostic);
    // Without the line, so that a finding stays the same where lines are added above it.
    const identity = JSON.stringify([code, file, field, text]);
    const repetition = seen.get(identity) ?? 0;
    seen.set(identity, repetition + 1);
    return {
      description: field === '' ? text : `${field}: ${text}`,
      check_name: code,
      fingerprint: createHash('sha256').update(`${identity} ${repetition}`).digest('hex'),
      severity: severity === 'Error' ? 'major' : 'minor',
      location: { path: file.replace(/^(?:\.\/)+/, ''), lines: { begin: line } },
    };
  });
  return `${JSON.stringify(issues, undefined, 2)}\n`;
}
