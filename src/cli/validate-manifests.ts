import type { LocatedDiagnostic } from '../diagnostics/diagnostic';
import { fileProblem } from '../documents/file-bytes';
import { ManifestJudge } from '../plan/judged-manifests';
import { readManifestFolder } from '../plan/read-manifests';
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

/** More findings than these nobody reads, and no further file is read for them. */
const MAX_FINDINGS = 10_000;

/** Tells what API servers would refuse of the objects of folders, whoever has written them. */
export function validateManifests(folders: readonly string[], checks: ManifestChecks, options: FindingsOptions, io: Io): number {
  const { objects, files, diagnostics } = judgeFolders(folders, checks);
  const fine = `no problems in ${objects} ${objects === 1 ? 'object' : 'objects'}`;
  tellFindings({ diagnostics, files }, options, { output: io.stdout, fine });
  return hasErrors(diagnostics) ? ExitCode.FINDINGS : ExitCode.FINE;
}

interface Judgement {
  /** How many were judged. */
  readonly objects: number;
  /** Those that have any. */
  readonly files: readonly string[];
  readonly diagnostics: readonly LocatedDiagnostic[];
}

function judgeFolders(folders: readonly string[], { skipKind = [], fleetCidrs = false }: ManifestChecks): Judgement {
  const howToSkip = (kind: string): string => `--skip-kind ${kind} leaves objects of this kind out`;
  const judge = new ManifestJudge({ skippedKinds: skipKind, howToSkip, isWhole: true, withCidrs: fleetCidrs });
  const files = new Set<string>();
  const diagnostics: LocatedDiagnostic[] = [];
  let objects = 0;
  for (const folder of folders) {
    for (const file of readManifestFolder(folder)) {
      const judged = judge.judge(file.documents);
      file.documents.forEach(({ position }) => files.add(position([]).file));
      for (const each of [file, ...judged]) diagnostics.push(...each.diagnostics);
      objects += judged.length;
      // What others refer to may be in a file that is not read, so nothing is said of the objects together.
      if (diagnostics.length > MAX_FINDINGS) return { objects, files: [...files], diagnostics: [...diagnostics, tooMany(folder)] };
    }
  }
  for (const together of judge.together()) diagnostics.push(...together.diagnostics);
  return { objects, files: [...files], diagnostics };
}

function tooMany(folder: string): LocatedDiagnostic {
  return fileProblem(folder, 'LimitExceeded', `there are more than ${MAX_FINDINGS} problems; those of further files are not looked for`);
}
