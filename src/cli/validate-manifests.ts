import { judgeManifests, judgeTogether } from '../plan/judged-manifests';
import { readManifestDocuments } from '../plan/read-manifests';
import { ExitCode } from './exit-code';
import { hasErrors, tellFindings, type FindingsOptions } from './findings';
import type { Io } from './io';

/** What of manifests is judged. */
export interface ManifestChecks {
  /** Kinds of objects that are left out. */
  readonly skipKind?: readonly string[];
  /** Whether no two clusters may have addresses in common. */
  readonly fleetCidrs?: boolean;
}

/** Tells what API servers would refuse of the objects of folders, whoever has written them. */
export function validateManifests(folders: readonly string[], { skipKind = [], fleetCidrs = false }: ManifestChecks, options: FindingsOptions, io: Io): number {
  const read = folders.map(readManifestDocuments);
  const documents = read.flatMap((folder) => folder.documents);
  const judged = judgeManifests(documents, skipKind, (kind) => `--skip-kind ${kind} leaves objects of this kind out`);
  const together = judgeTogether(documents, { skippedKinds: skipKind, isWhole: true, withCidrs: fleetCidrs });
  const diagnostics = [...read.flatMap((folder) => folder.diagnostics), ...[...judged, ...together].flatMap((manifest) => manifest.diagnostics)];
  const files = [...new Set(documents.map(({ position }) => position([]).file))];
  const fine = `no problems in ${judged.length} ${judged.length === 1 ? 'object' : 'objects'}`;
  tellFindings({ diagnostics, files }, options, { output: io.stdout, fine });
  return hasErrors(diagnostics) ? ExitCode.FINDINGS : ExitCode.FINE;
}
