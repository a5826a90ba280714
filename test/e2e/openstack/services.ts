import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Installation, type PortName } from './configuration';

/** A program that runs as long as the cloud does. */
export interface Service {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The port of its API; none where others know by themselves that it works. */
  readonly port?: PortName;
}

const EPMD = '/usr/bin/epmd';

/** Environment of all services: Debian's Python and no other, and no proxy. */
export const ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  PYTHONPATH: join(__dirname, 'fixtures'),
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONWARNINGS: 'ignore',
  ...Object.fromEntries(['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'].map((name) => [name, ''])),
  no_proxy: '*',
};

export function mariadb({ folder, ports }: Installation): Service {
  return {
    name: 'mariadb',
    argv: [
      '/usr/sbin/mariadbd', '--no-defaults', '--user=root', `--datadir=${join(folder, 'mysql')}`, `--socket=${databaseSocket(folder)}`,
      `--pid-file=${join(folder, 'run/mariadbd.pid')}`, `--tmpdir=${databaseTemporary(folder)}`, '--bind-address=127.0.0.1', `--port=${ports.mariadb}`, '--skip-name-resolve',
      '--character-set-server=utf8mb3', '--collation-server=utf8mb3_general_ci', '--max-connections=1000', '--skip-log-bin',
      // Nothing here must survive a crash.
      '--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0', '--innodb-flush-method=nosync',
      '--innodb-buffer-pool-size=256M', '--performance-schema=OFF', '--innodb-file-per-table=ON',
    ],
  };
}

/** Of its own: at its start a server removes what it takes for leftovers there, be they of another one. */
export function databaseTemporary(folder: string): string {
  return join(folder, 'var/mariadb-tmp');
}

export function databaseSocket(folder: string): string {
  return join(folder, 'run/mysql.sock');
}

/** Erlang's port mapper: whoever needs one starts it as a daemon, unless it is there. */
export function epmd({ ports }: Installation): Service {
  return { name: 'epmd', argv: [EPMD, '-address', '127.0.0.1', '-port', String(ports.epmd)] };
}

export function rabbitmq({ folder, ports }: Installation): Service {
  const versions = '/usr/lib/rabbitmq/lib';
  const server = readdirSync(versions).find((name) => name.startsWith('rabbitmq_server-')) ?? '';
  return {
    name: 'rabbitmq',
    // Never Debian's wrapper, which changes the user.
    argv: [join(versions, server, 'sbin/rabbitmq-server')],
    env: {
      HOME: join(folder, 'var/rabbitmq'),
      RABBITMQ_NODENAME: 'openstack@localhost',
      RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
      RABBITMQ_NODE_PORT: String(ports.rabbitmq),
      RABBITMQ_DIST_PORT: String(ports['rabbitmq-distribution']),
      ERL_EPMD_ADDRESS: '127.0.0.1',
      ERL_EPMD_PORT: String(ports.epmd),
      RABBITMQ_MNESIA_BASE: join(folder, 'var/rabbitmq/mnesia'),
      RABBITMQ_LOG_BASE: join(folder, 'log/rabbitmq'),
      RABBITMQ_CONFIG_FILE: join(folder, 'etc/rabbitmq'),
      RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'etc/rabbitmq_plugins'),
      RABBITMQ_PID_FILE: join(folder, 'run/rabbitmq.pid'),
      RABBITMQ_CONF_ENV_FILE: '/dev/null',
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1} +S 1:1 +sbwt none +sbwtdcpu none +sbwtdio none',
    },
  };
}

/** Others log in to it when they start, and end if they cannot. */
export function keystone(installation: Installation): Service {
  const etc = join(installation.folder, 'etc/keystone');
  return uwsgi(installation, 'keystone', 'keystone', 8, '/usr/bin/keystone-wsgi-public', {
    env: { OS_KEYSTONE_CONFIG_FILES: join(etc, 'keystone.conf'), OS_KEYSTONE_CONFIG_DIR: etc },
  });
}

/** All others; they need database, message queue and keystone. */
export function otherServices(installation: Installation): Service[] {
  const config = (file: string): string[] => ['--config-file', join(installation.folder, 'etc', file)];
  const nova = (name: string, ...more: string[]): Service => python(`nova-${name}`, `nova.cmd.${name}`, [...config('nova/nova.conf'), ...more, ...log(installation, `nova-${name}`)]);
  const cinder = (name: string): Service => python(`cinder-${name}`, `cinder.cmd.${name}`, [...config('cinder/cinder.conf'), ...log(installation, `cinder-${name}`)]);
  return [
    nova('conductor'),
    { ...python('neutron', 'neutron.cmd.eventlet.server', [...config('neutron/neutron.conf'), ...config('neutron/ml2.ini')]), port: 'neutron' },
    uwsgi(installation, 'placement', 'placement', 4, '/usr/bin/placement-api', { env: { OS_PLACEMENT_CONFIG_DIR: join(installation.folder, 'etc/placement') } }),
    ...installation.hosts.map((host) => python(host, 'nova.cmd.compute', [...config('nova/nova.conf'), ...config(`nova/${host}.conf`), ...log(installation, host)])),
    nova('scheduler'),
    { ...nova('api'), port: 'nova' },
    { ...python('glance', 'glance.cmd.api', config('glance/glance-api.conf')), port: 'glance' },
    { ...cinder('api'), port: 'cinder' },
    cinder('scheduler'),
    cinder('volume'),
    uwsgi(installation, 'octavia-api', 'octavia', 4, join(__dirname, 'octavia_api.wsgi'), { arguments: config('octavia/octavia.conf').join(' ') }),
    python('octavia-worker', 'octavia.cmd.octavia_worker', config('octavia/octavia.conf')),
  ];
}

function log({ folder }: Installation, name: string): string[] {
  return ['--log-file', join(folder, 'log', `${name}.log`)];
}

/** A service that is a program of its own; packages without daemons have only its module. */
function python(name: string, module: string, args: readonly string[]): Service {
  return { name, argv: ['/usr/bin/python3', '-c', `import sys; sys.argv[0] = '${name}'; from ${module} import main; sys.exit(main())`, ...args] };
}

interface WsgiOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly arguments?: string;
}

function uwsgi({ ports }: Installation, name: string, port: PortName, threads: number, file: string, options: WsgiOptions): Service {
  return {
    name,
    port,
    env: options.env,
    argv: [
      '/usr/bin/uwsgi', '--plugins-dir', '/usr/lib/uwsgi/plugins', '--plugins', 'python3', '--http-socket', `127.0.0.1:${ports[port]}`, '--wsgi-file', file,
      '--master', '--die-on-term', '--no-orphans', '--processes', '1', '--threads', String(threads), '--enable-threads', '--buffer-size', '65535',
      '--listen', '100', '--lazy-apps', '--need-app', '--thunder-lock', '--add-header', 'Connection: close', '--disable-logging',
      ...(options.arguments === undefined ? [] : ['--pyargv', options.arguments]),
    ],
  };
}
