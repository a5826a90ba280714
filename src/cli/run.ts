import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { FINDINGS_FORMATS } from '../findings/formats';
import { DISCOVERY_FORMATS, type DiscoveryOptions } from './discovery-options';
import { ExitCode } from './exit-code';
import { GITOPS_TOOLS, type GitOpsTool } from './gitops-tools';
import type { ExplainOptions } from './explain';
import type { ImagesOptions } from './images';
import type { Io } from './io';
import { FOREIGN_FORMATS, type MigrateOptions } from './migrate-options';
import type { ReportFile } from './findings';
import { repositoryUrl, version } from './package-json';
import { progressOn, type Progress } from './progress';
import type { SchemaOptions } from './schema';
import type { SecretsOptions } from './secrets';
import type { SynthOptions } from './synth';
import { UsageError } from './usage-error';
import type { ValidateOptions } from './validate';
import type { ManifestChecks } from './validate-manifests';

interface ManifestOptions extends ManifestChecks {
  readonly manifests?: readonly string[];
}

/** Runs one command line, without the name of the program. The result is the exit code; nothing is thrown. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const progress = progressOn(io.stderr);
  let exitCode: number = ExitCode.FINE;
  try {
    await program(io, progress, (code) => { exitCode = code; }).parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    progress.clear();
    // Commander has written its message already; asking for help or the version is no error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.FINE : ExitCode.USAGE;
    if (error instanceof UsageError) {
      io.stderr.write(`error: ${error.message}\n`);
      return ExitCode.USAGE;
    }
    writeInternalError(error, io);
    return ExitCode.INTERNAL;
  }
}

/** The commands. What they need is loaded when one is run, so that help and version come at once. */
function program(io: Io, progress: Progress, finish: (exitCode: number) => void): Command {
  const scs = new Command('scs')
    .description('Makes Kubernetes clusters of the Sovereign Cloud Stack from two small YAML documents: what you want (kind ScsCluster), and what your provider decides (kind ProviderProfile).')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [COMMAND]', 'print help for a command')
    .exitOverride()
    .configureOutput({ writeOut: (text) => void io.stdout.write(text), writeErr: (text) => void io.stderr.write(text) })
    .showHelpAfterError('Add --help for how it is used.')
    .addHelpText('after', `
Example:
  $ scs validate shop.yaml --profile profile.yaml
  $ scs synth shop.yaml --profile profile.yaml -o manifests
  $ kubectl apply -R -f manifests --server-side

Exit codes:
  0  fine; there may be warnings
  1  something is wrong with the documents
  2  the command line is wrong, or the output cannot be written
  3  a mistake of scs itself`);

  scs.command('validate')
    .summary('check clusters and tell everything that is wrong')
    .description('Check clusters and tell everything that is wrong with them, each with file, line and column. The findings go to standard output; nothing is written, no cloud or cluster is asked.')
    .argument('[FILE...]', 'YAML or JSON files, each with one or more documents; - is standard input')
    .addOption(profileOption('; without it, only the shape of the documents is checked'))
    .addOption(new Option('--manifests <DIR...>', 'instead of FILE: folders with manifests, whoever has written them; tells what API servers with the oldest and the newest supported release of Cluster API and its providers would refuse').conflicts(['profile', 'previous']))
    .addOption(new Option('--skip-kind <KIND...>', 'with --manifests: kinds of objects that are left out; others without a schema are an error'))
    .addOption(new Option('--fleet-cidrs', 'with --manifests: also tell where the ranges of pods, services and nodes of two clusters have addresses in common'))
    .addOption(new Option('--previous <DIR>', 'folder with the manifests that the files gave before, such as the committed ones: tells what the servers would refuse of the update, or do otherwise than it seems').argParser(once))
    .addOption(formatOption())
    .addOption(reportOption())
    .addHelpText('after', `
Example:
  $ scs validate shop.yaml --profile profile.yaml
  $ scs validate shop.yaml --profile profile.yaml --report sarif=scs.sarif
  $ scs validate clusters/*.yaml --profile profile.yaml --previous manifests
  $ helm template shop ./chart | scs validate - --profile profile.yaml
  $ scs validate --manifests manifests --skip-kind Secret ConfigMap`)
    .action(async (files: string[], { manifests, skipKind, fleetCidrs, ...options }: ValidateOptions & ManifestOptions) => {
      if ((files.length === 0) === (manifests === undefined)) throw new UsageError('name FILEs, or folders with --manifests, one of the two');
      if (manifests !== undefined) {
        const { validateManifests } = require('./validate-manifests') as typeof import('./validate-manifests');
        return finish(validateManifests(manifests, { skipKind, fleetCidrs }, options, io));
      }
      const { validate } = require('./validate') as typeof import('./validate');
      finish(await validate(files, options, io, progress));
    });

  scs.command('synth')
    .summary('write the manifests of clusters')
    .description('Write the Kubernetes manifests of all clusters of the files: the objects of Cluster API that you commit to your GitOps repository, or apply to the management cluster. Either all of them are written, or, where anything is wrong, none. Messages go to standard error.')
    .argument('<FILE...>', 'YAML or JSON files with ScsCluster documents; - is standard input')
    .addOption(profileOption('').makeOptionMandatory())
    .addOption(new Option('-o, --output <DIR>', 'folder for the manifests: files of an earlier run are replaced, and removed where they are not needed any more; all other files stay. - writes one text to standard output').makeOptionMandatory().argParser(once))
    .addOption(new Option('--layout <LAYOUT>', 'a folder for each cluster with a file for each object, or a file for each cluster').choices(['folder', 'file']).default('folder'))
    .addOption(formatOption('; as text they go to standard error, otherwise to standard output'))
    .addOption(reportOption())
    .addHelpText('after', `
Example:
  $ scs synth shop.yaml --profile profile.yaml -o manifests
  $ scs synth shop.yaml --profile profile.yaml -o - | kubectl diff --server-side -f -`)
    .action(async (files: string[], options: SynthOptions) => {
      const { synth } = require('./synth') as typeof import('./synth');
      finish(await synth(files, options, io, progress));
    });

  scs.command('secrets')
    .summary('list the Secrets that you must make, and how')
    .description('List the Secrets that you must make before the clusters can come up: where, with which keys and labels, who reads them, and how to make each. scs never sees a value.')
    .argument('<FILE...>', 'YAML or JSON files with ScsCluster documents; - is standard input')
    .addOption(profileOption('').makeOptionMandatory())
    .addOption(new Option('--output <FORMAT>', 'for people, or for programs').choices(['text', 'json']).default('text'))
    .addHelpText('after', `
Example:
  $ scs secrets shop.yaml --profile profile.yaml
  $ scs secrets shop.yaml --profile profile.yaml --output json | jq -r '.secrets[].name'`)
    .action(async (files: string[], options: SecretsOptions) => {
      const { secrets } = require('./secrets') as typeof import('./secrets');
      finish(await secrets(files, options, io, progress));
    });

  scs.command('images')
    .summary('list the container images that clusters need')
    .description('List the container images that nodes need to become a cluster, one in a line: as their makers publish them, then the places where the nodes look for them by the mirrors and the prefix of the profile. What people install in clusters themselves, such as the network plugin, is not listed.')
    .argument('<FILE...>', 'YAML or JSON files with ScsCluster documents; - is standard input')
    .addOption(profileOption('').makeOptionMandatory())
    .addOption(new Option('--output <FORMAT>', 'for people, or for programs').choices(['text', 'json']).default('text'))
    .addHelpText('after', `
Example:
  $ scs images shop.yaml --profile profile.yaml
  $ scs images shop.yaml --profile profile.yaml | while read -r image to rest; do crane copy "$image" "$to"; done`)
    .action(async (files: string[], options: ImagesOptions) => {
      const { images } = require('./images') as typeof import('./images');
      finish(await images(files, options, io, progress));
    });

  scs.command('ignore-rules')
    .summary('print what a GitOps tool must not correct')
    .description('Print the fields of the objects that controllers, webhooks, the autoscaler or clusterctl own, as rules for a GitOps tool, and when they are needed.')
    .addOption(new Option('--for <TOOL>', 'tool that the rules are for').choices(GITOPS_TOOLS).makeOptionMandatory())
    .addHelpText('after', `
Example:
  $ scs ignore-rules --for argocd`)
    .action((options: { for: GitOpsTool }) => {
      const { ignoreRules } = require('./ignore-rules') as typeof import('./ignore-rules');
      io.stdout.write(ignoreRules(options.for));
      finish(ExitCode.FINE);
    });

  scs.command('schema')
    .summary('print the JSON Schema of a document, for editors')
    .description('Print the JSON Schema of a document, with which an editor completes and checks what you type.')
    .argument('[KIND]', 'ScsCluster, ProviderProfile, or ScsDiscovery for what scs discovery writes')
    .addOption(profileOption(': the schema of ScsCluster then knows its features'))
    .addOption(new Option('-o, --output <DIR>', 'write the schemas of all kinds, or that of KIND, to a folder instead').argParser(once))
    .addHelpText('after', `
Example:
  $ scs schema -o schemas
  $ scs schema -o schemas --profile profile.yaml
  and then, as the first line of a file:
  # yaml-language-server: $schema=schemas/scs-cluster.schema.json`)
    .action(async (kind: string | undefined, options: SchemaOptions) => {
      const { schema } = require('./schema') as typeof import('./schema');
      finish(await schema(kind, options, io));
    });

  scs.command('migrate')
    .summary("translate a cluster between the SCS community's draft and ScsCluster")
    .description("Translate a cluster body of the SCS community's draft of September 2026 into an ScsCluster, or an ScsCluster into such a body. The result goes to standard output; what is lost on the way is told on standard error, each with its field. With a profile, names of features are the provider's, and the cluster is checked.")
    .argument('<FILE>', 'YAML or JSON file with one cluster; - is standard input')
    .addOption(new Option('--from <FORMAT>', 'format of the file').choices(FOREIGN_FORMATS).default(FOREIGN_FORMATS[0]))
    .addOption(new Option('--to <FORMAT>', 'format of the result, instead of ScsCluster; the file then has an ScsCluster').choices(FOREIGN_FORMATS).conflicts(['name', 'namespace']))
    .addOption(new Option('--name <NAME>', 'name of the cluster, where that of the body is a text for people').argParser(once))
    .addOption(new Option('--namespace <NAMESPACE>', 'namespace of the cluster').argParser(once))
    .addOption(profileOption(''))
    .addHelpText('after', `
Example:
  $ scs migrate body.yaml --name shop-prod --profile profile.yaml > shop.yaml
  $ scs migrate shop.yaml --to scs-draft --profile profile.yaml`)
    .action(async (file: string, options: MigrateOptions) => {
      const { migrate } = require('./migrate') as typeof import('./migrate');
      finish(await migrate(file, options, io));
    });

  scs.command('discovery')
    .summary("write a provider's self-description for clients")
    .description("Write what a provider offers, from its profile alone, by the SCS community's draft of September 2026: certificates, where clusters are ordered, regions and zones, Kubernetes versions, types of nodes, features. It has no credential, no name of a Secret or image, and no address of the management cluster.")
    .addOption(profileOption('').makeOptionMandatory())
    .addOption(new Option('--format <FORMAT>', 'both say the same').choices(DISCOVERY_FORMATS).default('yaml'))
    .addHelpText('after', `
Example:
  $ scs discovery --profile profile.yaml > .well-known/scs-compatible-kaas.yaml`)
    .action(async (options: DiscoveryOptions) => {
      const { discovery } = require('./discovery') as typeof import('./discovery');
      finish(await discovery(options, io));
    });

  scs.command('explain')
    .summary('tell what a field is, or the code of a finding means')
    .description('Tell what a field of the two documents is: type, default, what a change of it does, where it ends in the manifests; or what the code of a finding means, and how to mend it. Without a name, tell all codes.')
    .argument('[FIELD|CODE...]', 'path of a field, its end where only one field has it, or a code')
    .addOption(profileOption(' that says what holds where a description leaves the field out'))
    .addHelpText('after', `
Example:
  $ scs explain nodePools[].rootDisk.size
  $ scs explain ProviderProfile spec.openstack.mtu
  $ scs explain flavor --profile profile.yaml
  $ scs explain FlavorNotOffered`)
    .action(async (words: string[], options: ExplainOptions) => {
      const { explain } = require('./explain') as typeof import('./explain');
      finish(await explain(words, options, io));
    });

  return scs;
}

function profileOption(more: string): Option {
  return new Option('-p, --profile <FILE>', `file with the ProviderProfile${more}`).argParser(once);
}

function formatOption(more = ''): Option {
  return new Option('--format <FORMAT>', `form of the findings: for people, or for programs (${FINDINGS_FORMATS.join(', ')})${more}`).choices(['text', ...FINDINGS_FORMATS]).default('text');
}

function reportOption(): Option {
  return new Option('--report <FORMAT=FILE>', `write the findings to a file besides, in a form for programs (${FINDINGS_FORMATS.join(', ')}); may be given several times`).argParser(reportFile);
}

function reportFile(value: string, previous: readonly ReportFile[] = []): readonly ReportFile[] {
  const [, format, file] = /^([^=]*)=(.+)$/.exec(value) ?? [];
  const known = FINDINGS_FORMATS.find((name) => name === format);
  if (known === undefined) throw new InvalidArgumentError(`Write FORMAT=FILE, with one of the formats ${FINDINGS_FORMATS.join(', ')}.`);
  return [...previous, { format: known, file }];
}

/** Of two values only the last would hold, without a word. */
function once(value: string, previous: string | undefined): string {
  if (previous !== undefined) throw new InvalidArgumentError('It is given twice.');
  return value;
}

/** One line, as a stack trace helps nobody but us. */
function writeInternalError(error: unknown, { stderr, env }: Io): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const [firstLine] = message.split('\n');
  const debug = env.SCS_DEBUG === '1';
  const hint = debug ? '' : '; SCS_DEBUG=1 shows where it happened';
  stderr.write(`internal error: ${name}: ${firstLine}. This is a mistake of scs, not yours; please report it at ${repositoryUrl()}/issues${hint}\n`);
  if (debug) stderr.write(`${stack}\n`);
}
