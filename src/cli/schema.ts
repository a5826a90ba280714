import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { ProviderProfileDocument } from '../profile';
import { withClosedFeatures } from '../resolve/feature-json-schema';
import { basename, join } from 'node:path';
import { didYouMean } from '../diagnostics/did-you-mean';
import { PUBLISHED_SCHEMAS, schemaPath, type FieldSchema, type PublishedSchema } from '../documents/document-schemas';
import { ExitCode } from './exit-code';
import type { Io } from './io';
import { soundProfile } from './sound-profile';
import { UsageError } from './usage-error';

export interface SchemaOptions {
  readonly output?: string;
  /** File with the profile whose features the schema shall have. */
  readonly profile?: string;
}

/** Prints the JSON Schema of a kind, or writes it, or those of all kinds, to a folder. */
export async function schema(kind: string | undefined, { output, profile }: SchemaOptions, io: Io): Promise<number> {
  if (kind !== undefined && !isPublished(kind)) {
    const guess = didYouMean(kind, PUBLISHED_SCHEMAS);
    throw new UsageError(`there is no kind "${kind}" (allowed: ${PUBLISHED_SCHEMAS.join(', ')})${guess === undefined ? '' : `, did you mean "${guess}"?`}`);
  }
  const sound = profile === undefined ? undefined : await soundProfile(profile, io);
  if (profile !== undefined && sound === undefined) return ExitCode.FINDINGS;
  if (output !== undefined) {
    writeSchemas(kind === undefined ? PUBLISHED_SCHEMAS : [kind], output, sound, io);
  } else if (kind !== undefined) {
    io.stdout.write(schemaText(kind, sound));
  } else {
    throw new UsageError(`name the kind whose schema is to be printed, ${PUBLISHED_SCHEMAS.join(' or ')}, or write all to a folder with -o DIR`);
  }
  return ExitCode.FINE;
}

function isPublished(name: string): name is PublishedSchema {
  return (PUBLISHED_SCHEMAS as readonly string[]).includes(name);
}

function schemaText(kind: PublishedSchema, profile: ProviderProfileDocument | undefined): string {
  const text = readFileSync(schemaPath(kind), 'utf8');
  if (profile === undefined || kind !== 'ScsCluster') return text;
  return `${JSON.stringify(withClosedFeatures(JSON.parse(text) as FieldSchema, profile.spec), undefined, 2)}\n`;
}

function writeSchemas(kinds: readonly PublishedSchema[], folder: string, profile: ProviderProfileDocument | undefined, io: Io): void {
  for (const kind of kinds) {
    const file = join(folder, basename(schemaPath(kind)));
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, schemaText(kind, profile));
    } catch (error) {
      throw new UsageError(`cannot write ${file}: ${(error as Error).message}`);
    }
    io.stderr.write(`${file} written\n`);
  }
}
