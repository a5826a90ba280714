import { DIAGNOSTIC_CODES, type DiagnosticCode } from '../diagnostics/codes';
import { didYouMean } from '../diagnostics/did-you-mean';
import { ExitCode } from './exit-code';
import type { Io } from './io';
import { UsageError } from './usage-error';

/** Prints what a code means and how to mend what it tells of, or all codes. */
export function explain(code: string | undefined, io: Io): number {
  const codes = Object.keys(DIAGNOSTIC_CODES) as DiagnosticCode[];
  if (code !== undefined && !Object.hasOwn(DIAGNOSTIC_CODES, code)) {
    const guess = didYouMean(code, codes);
    throw new UsageError(`there is no code "${code}"${guess === undefined ? '; "scs explain" lists all' : `, did you mean "${guess}"?`}`);
  }
  const chosen = code === undefined ? codes : [code as DiagnosticCode];
  io.stdout.write(
    chosen
      .map((name) => {
        const { cause, fix } = DIAGNOSTIC_CODES[name];
        return `${name}\n  cause: ${cause}\n  fix:   ${fix}\n`;
      })
      .join('\n'),
  );
  return ExitCode.FINE;
}
