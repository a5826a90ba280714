import { fork } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Message, runInBackground } from './background';
import { buildPrograms } from './build-programs';
import { ProgramsUnavailableError } from './go-toolchain';
import { isRunning } from './process-lock';
import { ALL_PROGRAMS, CLUSTER_API_RELEASES, KUBECTL } from './programs';
import { FEATURE_GATES, PROVIDERS } from './providers';
import { clusterNames, readCluster, removeCluster, runs } from './running-clusters';

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
      return up(given, argv);
    case 'down':
      return down(given.name);
    case 'status':
      return status();
    case 'kubectl':
      return kubectl();
    case 'build':
      await buildPrograms(ALL_PROGRAMS, (line) => process.stderr.write(`${line}\n`));
      return 0;
    case 'run-in-background':
      return runInBackground(given.name, options(given));
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

async function up(given: Arguments, argv: readonly string[]): Promise<number> {
  options(given);
  const running = await readCluster(given.name);
  if (running !== undefined && runs(running)) {
    process.stderr.write(`${given.name} runs already: end it with \`down\`, or give this one another --name\n`);
    return 1;
  }
  await removeCluster(given.name, running ?? {});
  const background = fork(__filename, argv.map((argument) => (argument === 'up' ? 'run-in-background' : argument)), { detached: true, stdio: 'ignore' });
  return new Promise((done) => {
    background.on('exit', () => done(1));
    background.on('message', (message: Message) => {
      if ('progress' in message) {
        process.stderr.write(`${message.progress}\n`);
      } else if ('failure' in message) {
        process.stderr.write(`${message.failure}\n`);
      } else {
        process.stdout.write(`KUBECONFIG=${message.kubeconfig}\n`);
        done(0);
      }
    });
  });
}

async function down(name: string): Promise<number> {
  const cluster = await readCluster(name);
  if (cluster === undefined || !runs(cluster)) {
    process.stderr.write(`${name} does not run\n`);
    await removeCluster(name, cluster ?? {});
    return 0;
  }
  process.kill(cluster.pid, 'SIGTERM');
  for (const until = Date.now() + 30_000; isRunning(cluster.pid); await delay(100)) {
    if (Date.now() > until) throw new Error(`process ${cluster.pid} does not end`);
  }
  return 0;
}

async function status(): Promise<number> {
  const names = clusterNames();
  for (const name of names) {
    const cluster = await readCluster(name);
    if (cluster === undefined) continue;
    if (!runs(cluster)) process.stdout.write(`${name} has ended: ${cluster.failure ?? 'its process was killed'}\n`);
    else if (cluster.kubeconfig === undefined) process.stdout.write(`${name} is starting\n`);
    else process.stdout.write(`${name} runs, with logs in ${cluster.folder}\nKUBECONFIG=${cluster.kubeconfig}\n`);
  }
  if (names.length === 0) process.stdout.write('none runs\n');
  return 0;
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
