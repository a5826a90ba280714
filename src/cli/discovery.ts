import { stringify } from 'yaml';
import type { LocatedDiagnostic } from '../diagnostics/diagnostic';
import type { LoadedDocument } from '../documents/load';
import { unsupportedSettings } from '../judge-documents';
import type { ScsClusterDocument } from '../params';
import type { ProviderProfileDocument } from '../profile';
import { Report } from '../resolve/report';
import { discoveryDocument, type DiscoveryDocument } from '../scs-draft/discovery-document';
import type { DiscoveryOptions } from './discovery-options';
import { ExitCode } from './exit-code';
import { hasErrors, writeFindings } from './findings';
import { readInputs } from './inputs';
import type { Io } from './io';

/** Writes the self-description of a provider, or tells what its profile lacks. */
export async function discovery({ profile: file, format }: DiscoveryOptions, io: Io): Promise<number> {
  const { profile, diagnostics } = await readInputs([], file, io);
  const { document, diagnostics: found } = profile?.wellShaped ? discovered(profile) : { diagnostics: [] };
  const all = [...diagnostics, ...found];
  writeFindings(all, io.stderr);
  if (hasErrors(all) || document === undefined) return ExitCode.FINDINGS;
  io.stdout.write(format === 'json' ? `${JSON.stringify(document, undefined, 2)}\n` : stringify(document, { lineWidth: 0, aliasDuplicateObjects: false }));
  return ExitCode.FINE;
}

function discovered(profile: LoadedDocument): { readonly document?: DiscoveryDocument; readonly diagnostics: readonly LocatedDiagnostic[] } {
  const value = profile.value as ProviderProfileDocument;
  const report = new Report({} as ScsClusterDocument, value);
  const document = discoveryDocument(value, unsupportedSettings(value, report) ?? [], report);
  return { document, diagnostics: report.diagnostics.map((diagnostic) => profile.locate(diagnostic)) };
}
