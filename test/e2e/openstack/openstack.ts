import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Progress } from '../management-cluster/build-programs';
import { freePorts } from '../management-cluster/free-ports';
import { Processes } from '../management-cluster/processes';
import { Cloud, type CloudConfig } from './cloud';
import { address, DATABASES, databaseUrl, type Installation, PORT_NAMES, type PortName, REGION, writeConfiguration } from './configuration';
import { makeCatalog, prepareCloud, type Offer, servicesAreUp, type Tenant } from './operator';
import { databaseSocket, ENVIRONMENT, epmd, keystone, mariadb, otherServices, rabbitmq, type Service } from './services';

const execute = promisify(execFile);
/** A bound for a machine that has much else to do. */
const START_SECONDS = 600;

export interface OpenStackOptions {
  /** What the cloud is to have. */
  readonly offer: Offer;
  readonly progress?: Progress;
  /** Told why everything was stopped, when a service has ended by itself after the start. */
  readonly onFailure?: (failure: Error) => void;
}

/** A cloud on 127.0.0.1. */
export interface OpenStack {
  /** Of a user who may use one project. */
  readonly tenant: CloudConfig;
  /** Of the operator. */
  readonly admin: CloudConfig;
  /** Folder with all data, and a log for each service. */
  readonly folder: string;
  /** Runs work while a service is away. */
  without(service: string, work: () => Promise<void>): Promise<void>;
  /** Changes a database of a service, as only an operator in need would. */
  sql(statement: string): Promise<void>;
  /** Ends all services. Removes the folder, unless something went wrong that its logs may explain. */
  stop(): Promise<void>;
}

/**
 * Starts the services of OpenStack from Debian's packages: their APIs, schedulers and databases are real. What would be on other
 * machines is not there: servers, volumes and load balancers are entries that nothing stands behind (`fixtures`).
 */
export async function startOpenStack(options: OpenStackOptions): Promise<OpenStack> {
  const progress = options.progress ?? ((line) => void process.stderr.write(`${line}\n`));
  const begin = Date.now();
  const folder = await mkdtemp(join(tmpdir(), 'openstack-'));
  const ports = await freePorts(PORT_NAMES.length);
  const installation: Installation = {
    folder,
    ports: Object.fromEntries(PORT_NAMES.map((name, index) => [name, ports[index]])) as Record<PortName, number>,
    password: randomBytes(24).toString('hex'),
    hosts: options.offer.zones.flatMap((zone) => Array.from({ length: options.offer.hostsPerZone }, (_, index) => `host-${zone}-${index + 1}`)),
  };
  let failed = false;
  let isUp = false;
  const processes = new Processes(join(folder, 'log'), (failure) => {
    failed = true;
    if (isUp) void processes.stop().then(() => (options.onFailure ?? ((error) => progress(`OpenStack: ${error.message}`)))(failure));
  });
  // Some leave the process group that is ended at the end; the kernel ends them with their parent.
  const start = ({ name, argv, env }: Service): void => processes.start(name, ['/usr/bin/setpriv', '--pdeathsig', 'KILL', ...argv], { ...ENVIRONMENT, ...env });
  const answers = async ({ name, port }: Service): Promise<void> => {
    if (port !== undefined) await processes.ready(name, async () => (await fetch(address(installation, port))).status < 500, START_SECONDS);
  };
  try {
    await writeConfiguration(installation);
    await makeAuthority(installation);
    await run(folder, 'mariadb-install-db', ['--no-defaults', '--user=root', `--datadir=${join(folder, 'mysql')}`, '--skip-test-db', '--auth-root-authentication-method=normal']);
    for (const service of [mariadb(installation), epmd(installation)]) start(service);
    await processes.ready('epmd', () => isOpen(installation.ports.epmd), START_SECONDS);
    start(rabbitmq(installation));
    await processes.ready('mariadb', () => isOpen(installation.ports.mariadb), START_SECONDS);
    await makeDatabases(installation);
    await migrate(installation);
    progress(`databases of OpenStack are made after ${secondsSince(begin)} s`);
    start(keystone(installation));
    await answers(keystone(installation));
    const admin = cloudConfig(installation, 'admin');
    const connection = await Cloud.connect(admin);
    await makeCatalog(connection, installation);
    await processes.ready('rabbitmq', () => isOpen(installation.ports.rabbitmq), START_SECONDS);
    const others = otherServices(installation);
    others.forEach(start);
    for (const service of others) await answers(service);
    const operator = await Cloud.connect(admin);
    await processes.ready('nova-scheduler', () => servicesAreUp(operator, installation), START_SECONDS);
    const tenant: Tenant = { name: 'tenant', password: installation.password };
    await prepareCloud(operator, installation, options.offer, tenant);
    isUp = true;
    progress(`OpenStack is up after ${secondsSince(begin)} s`);
    return {
      folder,
      admin,
      tenant: cloudConfig(installation, tenant.name),
      without: async (name, work) => {
        const service = [keystone(installation), ...others].find((candidate) => candidate.name === name);
        if (service === undefined) throw new Error(`there is no service ${name}`);
        await processes.end(name);
        try {
          await work();
        } finally {
          start(service);
          await answers(service);
        }
      },
      sql: (statement) => sql(folder, statement),
      stop: async () => {
        await processes.stop();
        if (!failed) await rm(folder, { recursive: true, force: true, maxRetries: 10 });
      },
    };
  } catch (error) {
    await processes.stop();
    throw error;
  }
}

function cloudConfig(installation: Installation, user: string): CloudConfig {
  return {
    auth: {
      auth_url: `${address(installation, 'keystone')}/v3`,
      username: user,
      password: installation.password,
      project_name: user,
      user_domain_id: 'default',
      project_domain_id: 'default',
    },
    region_name: REGION,
  };
}

/** Octavia signs certificates for amphorae, of which there are none. */
async function makeAuthority({ folder, password }: Installation): Promise<void> {
  const authority = join(folder, 'var/octavia');
  await run(folder, 'openssl', [
    'req', '-x509', '-newkey', 'rsa:2048', '-passout', `pass:${password}`, '-days', '30', '-subj', '/CN=openstack',
    '-keyout', join(authority, 'ca.key'), '-out', join(authority, 'ca.pem'),
  ]);
}

async function makeDatabases({ folder, password }: Installation): Promise<void> {
  await sql(folder, [
    `GRANT ALL ON *.* TO 'root'@'127.0.0.1' IDENTIFIED BY '${password}' WITH GRANT OPTION`,
    ...DATABASES.map((name) => `CREATE DATABASE ${name}`),
  ].join('; '));
}

async function sql(folder: string, statement: string): Promise<void> {
  await run(folder, 'mariadb', ['--no-defaults', '--user=root', `--socket=${databaseSocket(folder)}`, `--execute=${statement}`]);
}

/** Two lanes, of about the same length. */
async function migrate(installation: Installation): Promise<void> {
  const { folder, password } = installation;
  const config = (file: string): string[] => ['--config-file', join(folder, 'etc', file)];
  const url = `${address(installation, 'keystone')}/v3`;
  const manage = (program: string, file: string) => (...args: string[]): Promise<void> => run(folder, program, [...config(file), ...args]);
  const identity = manage('keystone-manage', 'keystone/keystone.conf');
  const compute = manage('nova-manage', 'nova/nova.conf');
  const owner = ['--keystone-user', 'root', '--keystone-group', 'root'];
  const first = async (): Promise<void> => {
    await identity('db_sync');
    await identity('fernet_setup', ...owner);
    await identity('credential_setup', ...owner);
    await identity('bootstrap', '--bootstrap-password', password, '--bootstrap-region-id', REGION,
      '--bootstrap-admin-url', url, '--bootstrap-internal-url', url, '--bootstrap-public-url', url);
    await manage('placement-manage', 'placement/placement.conf')('db', 'sync');
    await manage('glance-manage', 'glance/glance-api.conf')('db_sync');
    await manage('cinder-manage', 'cinder/cinder.conf')('db', 'sync');
    await manage('octavia-db-manage', 'octavia/octavia.conf')('upgrade', 'head');
  };
  const second = async (): Promise<void> => {
    await compute('api_db', 'sync');
    await compute('cell_v2', 'map_cell0', '--database_connection', databaseUrl(installation, 'nova_cell0'));
    await compute('cell_v2', 'create_cell', '--name', 'cell1');
    await compute('db', 'sync');
    await run(folder, 'neutron-db-manage', [...config('neutron/neutron.conf'), ...config('neutron/ml2.ini'), 'upgrade', 'heads']);
  };
  await Promise.all([first(), second()]);
}

/** Runs a program to its end; what it says is in a log. */
async function run(folder: string, program: string, args: readonly string[]): Promise<void> {
  try {
    const { stdout, stderr } = await execute(program, args, { env: { ...process.env, ...ENVIRONMENT }, maxBuffer: 64 * 1024 * 1024 });
    await appendFile(join(folder, 'log/installation.log'), `${program}\n${stdout}${stderr}`);
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${program} failed:\n${`${stdout}${stderr}`.trim().split('\n').slice(-20).join('\n')}`, { cause: error });
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => done(true)).on('error', () => done(false));
    socket.on('close', () => socket.destroy());
    setTimeout(() => socket.destroy(), 1000).unref();
  });
}

function secondsSince(begin: number): number {
  return Math.round((Date.now() - begin) / 1000);
}
