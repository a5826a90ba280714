import { formatPath } from '../diagnostics/format';
import type { LocatedDiagnostic } from '../diagnostics/diagnostic';
import { secretIn } from '../documents/inline-secrets';
import { inOrder, type Findings } from './findings';

/** Address of the schema of the form, which the package has as schema/findings.schema.json. */
export const FINDINGS_SCHEMA_ID = 'https://cdk8s-scs.github.io/schema/v1alpha1/findings.schema.json';

/** Longer values are left out: they are contents of files. */
export const MAX_VALUE_LENGTH = 200;

/** Findings in the project's own form, whose schema is published. */
export function jsonFindings(findings: Findings): string {
  const diagnostics = inOrder(findings);
  const errors = diagnostics.filter(({ severity }) => severity === 'Error').length;
  const document = {
    $schema: FINDINGS_SCHEMA_ID,
    files: findings.files,
    errors,
    warnings: diagnostics.length - errors,
    findings: diagnostics.map(finding),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function finding({ code, severity, document, path, message, value, allowed, didYouMean, position, constructPath }: LocatedDiagnostic): object {
  return {
    code,
    severity,
    message,
    document,
    ...(path.length > 0 && { field: formatPath(path), path }),
    ...(isTold(value) && { value }),
    ...(allowed !== undefined && allowed.length > 0 && { allowed }),
    ...(didYouMean !== undefined && { didYouMean }),
    ...(position !== undefined && { position }),
    ...(constructPath !== undefined && { constructPath }),
  };
}

/** Whole blocks could have anything in them, and nothing that may be a secret is repeated. */
function isTold(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= MAX_VALUE_LENGTH && secretIn(value) === undefined;
  return typeof value === 'boolean' || value === null || Number.isFinite(value);
}
