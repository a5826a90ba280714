import { codeQualityFindings } from './code-quality';
import type { Findings, Tool } from './findings';
import { jsonFindings } from './json';
import { junitFindings } from './junit';
import { sarifFindings } from './sarif';

/** The forms for programs: what writes findings as the text of a file. */
const WRITERS = {
  json: jsonFindings,
  sarif: sarifFindings,
  junit: junitFindings,
  'code-quality': codeQualityFindings,
} satisfies Record<string, (findings: Findings, tool: Tool) => string>;

/** Name of a form for programs. */
export type FindingsFormat = keyof typeof WRITERS;

export const FINDINGS_FORMATS = Object.keys(WRITERS) as FindingsFormat[];

/** Findings in a form for programs. The same findings give the same text. */
export function formatFindings(format: FindingsFormat, findings: Findings, tool: Tool): string {
  return WRITERS[format](findings, tool);
}
