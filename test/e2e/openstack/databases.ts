import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, type Progress } from '../management-cluster/build-programs';
import { withLock } from '../management-cluster/process-lock';
import { DATABASES, type Installation } from './configuration';
import { PACKAGES } from './packages';
import { runToEnd } from './run-to-end';
import { databaseSocket, databaseTemporary } from './services';

/** The server of the databases, which is started when its folder is there. */
export interface DatabaseServer {
  start(): Promise<void>;
  end(): Promise<void>;
}

/** Filled in by nova from its configuration, so that what is kept has neither a password nor a port in it. */
const LOGIN = '{scheme}://{username}:{password}@{hostname}:{port}';

/**
 * Starts the server with the databases of all services, empty, as the packages make them. That takes longer than the start of all
 * services together and has the same result every time, so it is kept in the cache until there are other packages.
 */
export async function startDatabases(installation: Installation, server: DatabaseServer, progress: Progress): Promise<void> {
  const { folder } = installation;
  const kept = join(cacheFolder(), `openstack-databases-${digest()}`);
  await mkdir(cacheFolder(), { recursive: true });
  await withLock(`${kept}.making`, (pid) => progress(`process ${pid} is making the databases of OpenStack; waiting for it`), async () => {
    if (existsSync(kept)) return;
    await runToEnd(folder, 'mariadb-install-db', [
      '--no-defaults', '--user=root', `--datadir=${dataFolder(folder)}`, `--tmpdir=${databaseTemporary(folder)}`, '--skip-test-db',
      '--auth-root-authentication-method=normal',
    ]);
    await server.start();
    await letIn(installation);
    await sql(folder, DATABASES.map((name) => `CREATE DATABASE ${name}`).join('; '));
    await migrate(installation);
    await server.end();
    const unfinished = `${kept}.${process.pid}`;
    await runToEnd(folder, 'mv', [dataFolder(folder), unfinished]);
    await rename(unfinished, kept);
  });
  await runToEnd(folder, 'cp', ['--archive', kept, dataFolder(folder)]);
  await server.start();
  await letIn(installation);
}

/** Changes a database. */
export async function sql(folder: string, statement: string): Promise<void> {
  await runToEnd(folder, 'mariadb', ['--no-defaults', '--user=root', `--socket=${databaseSocket(folder)}`, `--execute=${statement}`]);
}

function dataFolder(folder: string): string {
  return join(folder, 'mysql');
}

/** Lets the services in, with the password of this installation. */
async function letIn({ folder, password }: Installation): Promise<void> {
  await sql(folder, `GRANT ALL ON *.* TO 'root'@'127.0.0.1' IDENTIFIED BY '${password}' WITH GRANT OPTION`);
}

/** Of all that decides what the databases become. */
function digest(): string {
  const versions = execFileSync('dpkg-query', ['--show', '--showformat=${Package} ${Version}\\n', ...PACKAGES]);
  return createHash('sha256').update(versions).update(readFileSync(__filename)).digest('hex').slice(0, 16);
}

/** Two lanes, of about the same length. */
async function migrate({ folder }: Installation): Promise<void> {
  const manage = (program: string, ...files: readonly string[]) => (...args: readonly string[]): Promise<void> => {
    return runToEnd(folder, program, [...files.flatMap((file) => ['--config-file', join(folder, 'etc', file)]), ...args]);
  };
  const compute = manage('nova-manage', 'nova/nova.conf');
  const first = async (): Promise<void> => {
    await manage('keystone-manage', 'keystone/keystone.conf')('db_sync');
    await manage('placement-manage', 'placement/placement.conf')('db', 'sync');
    await manage('glance-manage', 'glance/glance-api.conf')('db_sync');
    await manage('cinder-manage', 'cinder/cinder.conf')('db', 'sync');
    await manage('octavia-db-manage', 'octavia/octavia.conf')('upgrade', 'head');
  };
  const second = async (): Promise<void> => {
    await compute('api_db', 'sync');
    await compute('cell_v2', 'map_cell0', '--database_connection', `${LOGIN}/nova_cell0`);
    await compute('cell_v2', 'create_cell', '--name', 'cell1', '--database_connection', `${LOGIN}/{path}`, '--transport-url', `${LOGIN}/{path}`);
    await compute('db', 'sync');
    await manage('neutron-db-manage', 'neutron/neutron.conf', 'neutron/ml2.ini')('upgrade', 'heads');
  };
  await Promise.all([first(), second()]);
}
