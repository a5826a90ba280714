import { stringify } from 'yaml';
import type { Diagnostic, LocatedDiagnostic } from '../diagnostics/diagnostic';
import type { LoadedDocument } from '../documents/load';
import { validateShape } from '../documents/shape-validation';
import { judgeDocuments } from '../judge-documents';
import type { ScsClusterDocument } from '../params';
import type { ProviderProfileDocument } from '../profile';
import { readClusterBody, type Tell } from '../scs-draft/cluster-body';
import { fromClusterBody } from '../scs-draft/from-cluster-body';
import { toClusterBody, type Provider } from '../scs-draft/to-cluster-body';
import { ExitCode } from './exit-code';
import { hasErrors, writeFindings } from './findings';
import { filesWithoutCluster, readForeignDocuments, readInputs } from './inputs';
import type { Io } from './io';
import type { MigrateOptions } from './migrate-options';
import { UsageError } from './usage-error';

/** A document in the other format unless something is wrong, and all that is to be said. */
interface Translation {
  readonly document?: object;
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** Translates one cluster, and tells what is lost. */
export async function migrate(file: string, options: MigrateOptions, io: Io): Promise<number> {
  if (file === '-' && options.profile === '-') throw new UsageError('standard input (-) cannot be both the FILE and the profile');
  const { document, diagnostics } = options.to === undefined ? await intoDescription(file, options, io) : await intoBody(file, options, io);
  writeFindings(diagnostics, io.stderr);
  if (hasErrors(diagnostics) || document === undefined) return ExitCode.FINDINGS;
  io.stdout.write(stringify(document, { lineWidth: 0, aliasDuplicateObjects: false }));
  return ExitCode.FINE;
}

async function intoDescription(file: string, { name, namespace, profile: profileFile }: MigrateOptions, io: Io): Promise<Translation> {
  const { documents, diagnostics } = await readForeignDocuments(file, io);
  const { profile, diagnostics: ofProfile } = await readInputs([], profileFile, io);
  const read = [...diagnostics, ...ofProfile];
  if (hasErrors(read)) return { diagnostics: read };
  if (documents.length !== 1) throw new UsageError(`the file has ${documents.length} documents; a cluster body is one`);
  const [source] = documents;
  const found: Diagnostic[] = [];
  const body = readClusterBody(source.value, tellInto(found));
  const value = profile?.value as ProviderProfileDocument | undefined;
  const made = body && fromClusterBody(body, { name, namespace }, value && (value.spec.features ?? []), tellInto(found));
  if (made !== undefined) {
    const shape = validateShape('ScsCluster', made.document);
    const judged = shape.length > 0 || value === undefined ? shape : judgeDocuments(made.document, value).diagnostics;
    found.push(...judged.map((diagnostic) => (diagnostic.document === 'profile' ? diagnostic : { ...diagnostic, path: made.bodyPath(diagnostic.path) })));
  }
  const located = found.map((diagnostic) => (
    diagnostic.document === 'profile' ? profile!.locate(diagnostic) : { ...diagnostic, position: source.position(diagnostic.path, diagnostic.onKey) }
  ));
  return { document: made?.document, diagnostics: [...read, ...located] };
}

async function intoBody(file: string, { profile: profileFile }: MigrateOptions, io: Io): Promise<Translation> {
  const inputs = await readInputs([file], profileFile, io);
  const clusters = inputs.files.flatMap((each) => each.clusters);
  const read = [...inputs.diagnostics, ...filesWithoutCluster(inputs)];
  if (hasErrors(read)) return { diagnostics: read };
  if (clusters.length !== 1) throw new UsageError(`the file has ${clusters.length} clusters; a cluster body is one`);
  const [cluster] = clusters;
  const description = cluster.value as ScsClusterDocument;
  const found: Diagnostic[] = [];
  const provider = inputs.profile && providerOf(description, inputs.profile, found);
  const document = found.some(({ severity }) => severity === 'Error') ? undefined : toClusterBody(description, provider, tellInto(found));
  return { document, diagnostics: [...read, ...found.map((diagnostic) => (diagnostic.document === 'profile' ? inputs.profile! : cluster).locate(diagnostic))] };
}

/** The provider as far as a description needs it, where nothing is wrong with the two. */
function providerOf(description: ScsClusterDocument, { value }: LoadedDocument, found: Diagnostic[]): Provider {
  const profile = value as ProviderProfileDocument;
  const { cluster, diagnostics } = judgeDocuments(description, profile);
  found.push(...diagnostics);
  return { features: profile.spec.features ?? [], flavorOf: (pool) => cluster?.nodePools[pool].machine.flavor ?? '' };
}

function tellInto(found: Diagnostic[]): Tell {
  return (severity, code, path, problem) => found.push({ code, severity, document: 'cluster', path, ...(typeof problem === 'string' ? { message: problem } : problem) });
}
