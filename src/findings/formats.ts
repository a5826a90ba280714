import type { Findings, Tool } from './findings';

/** Writes findings as the text of a file. */
type Writer = (findings: Findings, tool: Tool) => string;

/** The forms for programs, each loaded when it is asked for. */
const WRITERS = {
  json: () => (require('./json') as typeof import('./json')).jsonFindings,
  sarif: () => (require('./sarif') as typeof import('./sarif')).sarifFindings,
  junit: () => (require('./junit') as typeof import('./junit')).junitFindings,
  'code-quality': () => (require('./code-quality') as typeof import('./code-quality')).codeQualityFindings,
} satisfies Record<string, () => Writer>;

/** Name of a form for programs. */
export type FindingsFormat = keyof typeof WRITERS;

export const FINDINGS_FORMATS = Object.keys(WRITERS) as FindingsFormat[];

/** Findings in a form for programs. The same findings give the same text. */
export function formatFindings(format: FindingsFormat, findings: Findings, tool: Tool): string {
  return WRITERS[format]()(findings, tool);
}
