import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { didYouMean } from '../diagnostics/did-you-mean';
import { DOCUMENT_KINDS, isDocumentKind, type DocumentKind } from '../documents/api-version';
import { schemaPath } from '../documents/document-schemas';
import { ExitCode } from './exit-code';
import type { Io } from './io';
import { UsageError } from './usage-error';

const KINDS = Object.keys(DOCUMENT_KINDS) as DocumentKind[];

/** Prints the JSON Schema of a kind, or writes it, or those of all kinds, to a folder. */
export function schema(kind: string | undefined, { output }: { readonly output?: string }, io: Io): number {
  if (kind !== undefined && !isDocumentKind(kind)) {
    const guess = didYouMean(kind, KINDS);
    throw new UsageError(`there is no kind "${kind}" (allowed: ${KINDS.join(', ')})${guess === undefined ? '' : `, did you mean "${guess}"?`}`);
  }
  if (output !== undefined) {
    writeSchemas(kind === undefined ? KINDS : [kind], output, io);
  } else if (kind !== undefined) {
    io.stdout.write(readFileSync(schemaPath(kind), 'utf8'));
  } else {
    throw new UsageError(`name the kind whose schema is to be printed, ${KINDS.join(' or ')}, or write both to a folder with -o DIR`);
  }
  return ExitCode.FINE;
}

function writeSchemas(kinds: readonly DocumentKind[], folder: string, io: Io): void {
  for (const path of kinds.map(schemaPath)) {
    const file = join(folder, basename(path));
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, readFileSync(path));
    } catch (error) {
      throw new UsageError(`cannot write ${file}: ${(error as Error).message}`);
    }
    io.stderr.write(`${file} written\n`);
  }
}
