import { parseArgs } from 'node:util';
import { down, IN_BACKGROUND, runInBackground, status, up } from './background';
import { buildPrograms } from './build-programs';
import { ProgramsUnavailableError } from './go-toolchain';
import { startManagementCluster } from './management-cluster';
import { ALL_PROGRAMS, CLUSTER_API_RELEASES, KUBECTL } from './programs';
import { FEATURE_GATES, PROVIDERS } from './providers';
import { MANAGEMENT_CLUSTERS } from './registry';

const USAGE = `usage: npm run management-cluster -- COMMAND [OPTION...]

  up      start a management cluster on 127.0.0.1, which runs until \`down\`; its programs are built once, which takes long
  down    end it and remove all of it
  status  tell which ones run
  kubectl print the path of a kubectl that is built once, for those who have none
  build   build now what \`up\` and the suites would; exits with 3 where Go or the sources cannot be had

  --name NAME           which one, if there are several (default)
  --capi RELEASE        Cluster API ${CLUSTER_API_RELEASES.join(', ')} (1.14)
  --providers LIST      besides Cluster API and kubeadm: ${PROVIDERS.join(',')} (openstack,orc)
  --feature-gates LIST  of Cluster API, such as ${FEATURE_GATES.join(',')} (none)
`;

interface Arguments {
  readonly command: string;
  readonly name: string;
  readonly capi: string;
  readonly providers: string;
  readonly featureGates: string;
}

async function main(argv: readonly string[]): Promise<number> {
  const given = parse(argv);
  switch (given.command) {
    case 'up':
      options(given);
      return up(MANAGEMENT_CLUSTERS, given.name, __filename, argv);
    case 'down':
      return down(MANAGEMENT_CLUSTERS, given.name);
    case 'status':
      return status(MANAGEMENT_CLUSTERS);
    case 'kubectl':
      return kubectl();
    case 'build':
      await buildPrograms(ALL_PROGRAMS, (line) => process.stderr.write(`${line}\n`));
      return 0;
    case IN_BACKGROUND:
      return runInBackground(MANAGEMENT_CLUSTERS, given.name, async (listeners) => {
        const { kubeconfig, folder, stop } = await startManagementCluster({ ...options(given), ...listeners });
        return { variables: { KUBECONFIG: kubeconfig }, folder, stop };
      });
    default:
      process.stderr.write(USAGE);
      return 2;
  }
}

function parse(argv: readonly string[]): Arguments {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      name: { type: 'string', default: 'default' },
      capi: { type: 'string', default: '1.14' },
      providers: { type: 'string', default: 'openstack,orc' },
      'feature-gates': { type: 'string', default: '' },
    },
  });
  if (!/^[a-z0-9-]{1,40}$/.test(values.name)) throw new Error(`--name is "${values.name}"; it takes lower case letters, digits and -`);
  return { ...values, command: positionals.join(' '), featureGates: values['feature-gates'] };
}

function options({ capi, providers, featureGates }: Arguments) {
  return {
    capi: oneOf('--capi', capi, CLUSTER_API_RELEASES),
    providers: listOf(providers).map((provider) => oneOf('--providers', provider, PROVIDERS)),
    featureGates: listOf(featureGates),
  };
}

async function kubectl(): Promise<number> {
  const programs = await buildPrograms([KUBECTL], (line) => process.stderr.write(`${line}\n`));
  process.stdout.write(`${programs[KUBECTL.name]}\n`);
  return 0;
}

function listOf(text: string): string[] {
  return text.split(',').filter((item) => item !== '');
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((item) => item === value);
  if (found === undefined) throw new Error(`${option} has "${value}"; it takes ${allowed.join(', ')}`);
  return found;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(error instanceof ProgramsUnavailableError ? 3 : 2);
  },
);
