import type { Diagnostic } from '../diagnostics/diagnostic';
import type { ScsClusterDocument } from '../params';
import type { ProviderProfileDocument } from '../profile';
import { checkFeatureDefinitions } from '../resolve/feature-definitions';
import { Report } from '../resolve/report';
import { hasErrors, writeFindings } from './findings';
import { readInputs } from './inputs';
import type { Io } from './io';

/** The profile of a file for commands that take nothing else; tells what is wrong with it, and is undefined then. */
export async function soundProfile(file: string, io: Io): Promise<ProviderProfileDocument | undefined> {
  const { profile, diagnostics } = await readInputs([], file, io);
  const document = profile?.wellShaped ? profile.value as ProviderProfileDocument : undefined;
  const found = [...diagnostics, ...(document === undefined ? [] : featureProblems(document).map((problem) => profile!.locate(problem)))];
  writeFindings(found, io.stderr);
  return hasErrors(found) ? undefined : document;
}

function featureProblems(profile: ProviderProfileDocument): readonly Diagnostic[] {
  const report = new Report({} as ScsClusterDocument, profile);
  checkFeatureDefinitions(profile.spec, report);
  return report.diagnostics;
}
