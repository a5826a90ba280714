import type { LocatedDiagnostic } from '../diagnostics/diagnostic';
import type { DiagnosticCode } from '../diagnostics/codes';

/** The largest file that is read. */
export const MAX_BYTES = 1024 * 1024;

/** The text of one file, and where its lines start. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  readonly lineStarts: readonly number[];
}

/** What no YAML or JSON file may contain: control characters other than tab and line breaks. */
// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const BYTE_ORDER_MARK = '\ufeff';

/** Decodes a file. Whatever is in it, the result has a text; a diagnostic says when that text must not be used. */
export function readSourceText(input: string | Uint8Array, file: string): { source: SourceText; diagnostics: LocatedDiagnostic[] } {
  const bytes = typeof input === 'string' ? Buffer.byteLength(input) : input.byteLength;
  if (bytes > MAX_BYTES) {
    const source = sourceOf(file, '');
    return { source, diagnostics: [problem(source, 0, 'LimitExceeded', `the file has ${bytes} bytes, and at most ${MAX_BYTES} are read`)] };
  }
  const decoded = typeof input === 'string' ? input : Buffer.from(input.buffer, input.byteOffset, input.byteLength).toString('utf8');
  const source = sourceOf(file, decoded.startsWith(BYTE_ORDER_MARK) ? decoded.slice(1) : decoded);
  const broken = typeof input === 'string' ? -1 : firstInvalidByte(input, decoded);
  if (broken >= 0) return { source, diagnostics: [problem(source, broken, 'SyntaxError', 'the file is not UTF-8 text from here on')] };
  const control = CONTROL_CHARACTER.exec(source.text);
  if (control) {
    const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return { source, diagnostics: [problem(source, control.index, 'SyntaxError', `the control character U+${code} is not allowed in a text file`)] };
  }
  return { source, diagnostics: [] };
}

/** Line and column of an offset, both from 1; an offset outside of the text is taken to its nearest end. */
export function positionAt({ file, text, lineStarts }: SourceText, offset: number): { file: string; line: number; column: number } {
  const at = Math.min(Math.max(offset, 0), text.length);
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (lineStarts[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return { file, line: low + 1, column: at - lineStarts[low]! + 1 };
}

/** A diagnostic about the text itself. */
export function problem(source: SourceText, offset: number, code: DiagnosticCode, message: string): LocatedDiagnostic {
  return { code, severity: 'Error', document: 'file', path: [], message, position: positionAt(source, offset) };
}

function sourceOf(file: string, text: string): SourceText {
  const lineStarts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) lineStarts.push(end + 1);
  return { file, text, lineStarts };
}

/** Offset in the decoded text (without byte order mark) of the first byte that is no UTF-8, or -1. */
function firstInvalidByte(bytes: Uint8Array, decoded: string): number {
  if (Buffer.from(decoded, 'utf8').equals(bytes)) return -1;
  const mark = decoded.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  let position = 0;
  for (let index = 0; index < decoded.length; ) {
    const character = String.fromCodePoint(decoded.codePointAt(index)!);
    const length = Buffer.byteLength(character);
    if (!Buffer.from(character, 'utf8').equals(bytes.subarray(position, position + length))) return index - mark;
    position += length;
    index += character.length;
  }
  return decoded.length - mark;
}
