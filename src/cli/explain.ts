import { CODE_EXAMPLES } from '../diagnostics/code-examples';
import { DIAGNOSTIC_CODES, type DiagnosticCode } from '../diagnostics/codes';
import { didYouMean } from '../diagnostics/did-you-mean';
import { findField } from '../documents/find-field';
import { ExitCode } from './exit-code';
import { fieldText } from './explain-field';
import type { Io } from './io';
import { soundProfile } from './sound-profile';
import { UsageError } from './usage-error';

const CODES = Object.keys(DIAGNOSTIC_CODES) as DiagnosticCode[];

export interface ExplainOptions {
  /** File with the profile that says what holds. */
  readonly profile?: string;
}

/** Prints what a code means and how to mend what it tells of, or all that is to be said of a field; without a name, all codes. */
export async function explain(words: readonly string[], { profile }: ExplainOptions, io: Io): Promise<number> {
  const name = words.join(' ').trim();
  if (name === '') {
    if (profile !== undefined) throw new UsageError('--profile is for fields: name one');
    io.stdout.write(CODES.map(codeText).join('\n'));
    return ExitCode.FINE;
  }
  const code = CODES.find((known) => known.toLowerCase() === name.toLowerCase());
  if (code !== undefined) {
    io.stdout.write(codeText(code));
    return ExitCode.FINE;
  }
  const search = findField(name);
  if ('problem' in search) throw new UsageError(unknownName(name, search.problem));
  const sound = profile === undefined ? undefined : await soundProfile(profile, io);
  if (profile !== undefined && sound === undefined) return ExitCode.FINDINGS;
  io.stdout.write(search.found.map((found) => fieldText(found, sound)).join('\n'));
  return ExitCode.FINE;
}

/** A word in the form of a code was meant as one. */
function unknownName(name: string, problem: string): string {
  const guess = /^[A-Z][A-Za-z]+$/.test(name) ? didYouMean(name, CODES) : undefined;
  if (guess !== undefined) return `there is no code "${name}", did you mean "${guess}"?`;
  const namesNone = problem.startsWith('there is no field') && !problem.includes('\n');
  return namesNone ? `${problem}; "scs explain" lists all codes, "scs explain spec" the fields` : problem;
}

function codeText(name: DiagnosticCode): string {
  const { cause, fix } = DIAGNOSTIC_CODES[name];
  return `${name}\n  cause:   ${cause}\n  example: ${CODE_EXAMPLES[name]}\n  fix:     ${fix}\n`;
}
