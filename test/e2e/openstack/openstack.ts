import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Progress } from '../management-cluster/build-programs';
import { freePorts } from '../management-cluster/free-ports';
import { Processes } from '../management-cluster/processes';
import { Cloud, type CloudConfig } from './cloud';
import { address, type Installation, PORT_NAMES, type PortName, REGION, writeConfiguration } from './configuration';
import { type DatabaseServer, sql, startDatabases } from './databases';
import { makeCatalog, prepareCloud, type Offer, servicesAreUp, type Tenant } from './operator';
import { runToEnd } from './run-to-end';
import { ENVIRONMENT, epmd, keystone, mariadb, otherServices, rabbitmq, type Service } from './services';

/** A bound for a machine that has much else to do. */
const START_SECONDS = 600;
/** Between questions that cost a service as much as starting does. */
const PAUSE_MS = 1000;

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
    start(epmd(installation));
    await processes.ready('epmd', () => isOpen(installation.ports.epmd), START_SECONDS);
    start(rabbitmq(installation));
    const databases: DatabaseServer = {
      start: async () => {
        start(mariadb(installation));
        await processes.ready('mariadb', () => isOpen(installation.ports.mariadb), START_SECONDS);
      },
      end: () => processes.end('mariadb'),
    };
    await startDatabases(installation, databases, progress);
    await bootstrapKeystone(installation);
    progress(`databases of OpenStack are there after ${secondsSince(begin)} s`);
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
    await processes.ready('nova-scheduler', () => servicesAreUp(operator, installation), START_SECONDS, PAUSE_MS);
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
  await runToEnd(folder, 'openssl', [
    'req', '-x509', '-newkey', 'rsa:2048', '-passout', `pass:${password}`, '-days', '30', '-subj', '/CN=openstack',
    '-keyout', join(authority, 'ca.key'), '-out', join(authority, 'ca.pem'),
  ]);
}

/** Makes its keys, the operator, and its own entry in the catalog. */
async function bootstrapKeystone(installation: Installation): Promise<void> {
  const { folder, password } = installation;
  const url = `${address(installation, 'keystone')}/v3`;
  const manage = (...args: readonly string[]): Promise<void> => runToEnd(folder, 'keystone-manage', ['--config-file', join(folder, 'etc/keystone/keystone.conf'), ...args]);
  const owner = ['--keystone-user', 'root', '--keystone-group', 'root'];
  await manage('fernet_setup', ...owner);
  await manage('credential_setup', ...owner);
  await manage('bootstrap', '--bootstrap-password', password, '--bootstrap-region-id', REGION,
    '--bootstrap-admin-url', url, '--bootstrap-internal-url', url, '--bootstrap-public-url', url);
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
