import type { LocatedDiagnostic } from '../diagnostics/diagnostic';
import type { YamlDocument } from '../documents/yaml-source';
import { objectName } from '../plan/object-key';
import { readManifestDocuments } from '../plan/read-manifests';
import type { Manifest } from '../targets/rendered-object';
import type { ObjectProblem } from '../validation/object-problem';
import { validateObject } from '../validation/validate-object';
import { ExitCode } from './exit-code';
import { hasErrors, tellFindings, type FindingsOptions } from './findings';
import type { Io } from './io';

/** Tells what API servers would refuse of the objects of folders, whoever has written them. */
export function validateManifests(folders: readonly string[], skippedKinds: readonly string[], options: FindingsOptions, io: Io): number {
  const read = folders.map(readManifestDocuments);
  const documents = read.flatMap((folder) => folder.documents).filter(({ value }) => !skippedKinds.includes((value as Manifest).kind));
  const diagnostics = [...read.flatMap((folder) => folder.diagnostics), ...documents.flatMap(diagnosticsOf)];
  const files = [...new Set(documents.map(({ position }) => position([]).file))];
  const fine = `no problems in ${documents.length} ${documents.length === 1 ? 'object' : 'objects'}`;
  tellFindings({ diagnostics, files }, options, { output: io.stdout, fine });
  return hasErrors(diagnostics) ? ExitCode.FINDINGS : ExitCode.FINE;
}

function diagnosticsOf({ value, position }: YamlDocument): LocatedDiagnostic[] {
  const object = value as Manifest;
  const problems = validateObject(object) ?? [withoutSchema(object)];
  return problems.map((problem) => {
    const message = `${nameOf(object)}: ${problem.message}`;
    return { severity: 'Error', document: 'manifest', ...problem, message, position: position(problem.path, problem.onKey) };
  });
}

function withoutSchema({ apiVersion, kind }: Manifest): ObjectProblem {
  const message = `there is no schema for ${kind} of ${apiVersion}; --skip-kind ${kind} leaves objects of this kind out`;
  return { code: 'UnknownKind', path: ['kind'], value: kind, message };
}

function nameOf(object: Manifest): string {
  return typeof object.metadata?.name === 'string' ? objectName(object) : object.kind;
}
