import { mkdir, copyFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Servers that listen on a port of 127.0.0.1 each. */
export const PORT_NAMES = [
  'keystone', 'placement', 'glance', 'nova', 'neutron', 'cinder', 'octavia', 'mariadb', 'rabbitmq', 'rabbitmq-distribution', 'epmd',
] as const;
export type PortName = (typeof PORT_NAMES)[number];

/** What is decided before anything is written. */
export interface Installation {
  /** Everything that is written goes below. */
  readonly folder: string;
  readonly ports: Readonly<Record<PortName, number>>;
  /** Of the database, the message queue and all users. */
  readonly password: string;
  /** Names of the hosts that run servers; each is a process. */
  readonly hosts: readonly string[];
}

type Options = Readonly<Record<string, string | number | boolean>>;
type Sections = Readonly<Record<string, Options>>;

export const REGION = 'RegionOne';
export const DATABASES = ['keystone', 'placement', 'glance', 'nova_api', 'nova_cell0', 'nova_cell1', 'neutron', 'cinder', 'octavia'];
export const MESSAGE_QUEUE_USER = 'openstack';
/** Name of the only backend of volumes. */
export const VOLUME_BACKEND = 'loopback';

/** Files that packages bring and that are used as they are. */
const COPIES: Readonly<Record<string, string>> = {
  'etc/glance/glance-api-paste.ini': '/usr/share/glance-common/glance-api-paste.ini',
  'etc/nova/api-paste.ini': '/usr/share/nova-common/api-paste.ini',
  'etc/neutron/api-paste.ini': '/usr/share/neutron-common/api-paste.ini',
  'etc/cinder/api-paste.ini': '/usr/share/cinder-common/api-paste.ini',
};
const FOLDERS = [
  'log', 'run/lock', 'var/keystone/fernet', 'var/keystone/credential', 'var/glance/images', 'var/glance/staging', 'var/glance/tasks', 'var/nova',
  'var/neutron', 'var/cinder', 'var/octavia', 'var/rabbitmq/mnesia', 'var/mariadb-tmp', 'log/rabbitmq',
];

export function address(installation: Installation, service: PortName): string {
  return `http://127.0.0.1:${installation.ports[service]}`;
}

export function databaseUrl({ password, ports }: Installation, database: string): string {
  return `mysql+pymysql://root:${password}@127.0.0.1:${ports.mariadb}/${database}`;
}

/** Writes the configuration of all services. */
export async function writeConfiguration(installation: Installation): Promise<void> {
  const { folder, hosts } = installation;
  for (const path of [...FOLDERS, ...hosts.map((host) => `var/${host}`)]) await mkdir(join(folder, path), { recursive: true, mode: 0o700 });
  const texts = Object.entries(configurations(installation)).map(([path, sections]) => [path, iniText(sections)] as const);
  for (const [path, text] of [...texts, ...Object.entries(rabbitmqFiles(installation))]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text, { mode: 0o600 });
  }
  for (const [path, source] of Object.entries(COPIES)) await copyFile(source, join(folder, path));
}

function iniText(sections: Sections): string {
  return Object.entries(sections).map(([name, options]) => `[${name}]\n${Object.entries(options).map(([key, value]) => `${key} = ${value}\n`).join('')}`).join('\n');
}

function rabbitmqFiles({ ports, password }: Installation): Record<string, string> {
  return {
    'etc/rabbitmq.conf': [
      `listeners.tcp.1 = 127.0.0.1:${ports.rabbitmq}`, `default_user = ${MESSAGE_QUEUE_USER}`, `default_pass = ${password}`,
      'loopback_users = none', 'total_memory_available_override_value = 2GB', '',
    ].join('\n'),
    'etc/rabbitmq_plugins': '[].\n',
  };
}

function configurations(installation: Installation): Record<string, Sections> {
  return {
    'etc/keystone/keystone.conf': keystone(installation),
    'etc/placement/placement.conf': placement(installation),
    'etc/glance/glance-api.conf': glance(installation),
    'etc/nova/nova.conf': nova(installation),
    ...Object.fromEntries(installation.hosts.map((host) => [`etc/nova/${host}.conf`, { DEFAULT: { host, state_path: join(installation.folder, 'var', host) } }])),
    'etc/neutron/neutron.conf': neutron(installation),
    'etc/neutron/ml2.ini': NEUTRON_ML2,
    'etc/cinder/cinder.conf': cinder(installation),
    'etc/octavia/octavia.conf': octavia(installation),
  };
}

/** Of services that have nobody to talk to. */
const NO_TRANSPORT = { transport_url: 'fake://' };
const NO_NOTIFICATIONS = { oslo_messaging_notifications: { driver: 'noop' } };
const FIXED_KEY = '0'.repeat(64);

function transport({ password, ports }: Installation): Options {
  return { transport_url: `rabbit://${MESSAGE_QUEUE_USER}:${password}@127.0.0.1:${ports.rabbitmq}/` };
}

function database(installation: Installation, name: string): Options {
  return { connection: databaseUrl(installation, name), max_pool_size: 10, max_overflow: 30, connection_recycle_time: 3600 };
}

function login(installation: Installation, user: string): Options {
  return {
    auth_url: `${address(installation, 'keystone')}/v3`,
    auth_type: 'password',
    username: user,
    password: installation.password,
    project_name: 'service',
    user_domain_id: 'default',
    project_domain_id: 'default',
    region_name: REGION,
  };
}

/** With its type, a service checks the access rules of application credentials; without, it refuses all that have some. */
function tokens(installation: Installation, user: string, serviceType: string): Options {
  return {
    www_authenticate_uri: `${address(installation, 'keystone')}/v3`,
    ...login(installation, user),
    service_type: serviceType,
    service_token_roles_required: true,
    service_token_roles: 'service',
  };
}

function locks({ folder }: Installation): Sections {
  return { oslo_concurrency: { lock_path: join(folder, 'run/lock') }, ...NO_NOTIFICATIONS };
}

function keystone(installation: Installation): Sections {
  const { folder } = installation;
  return {
    DEFAULT: { log_file: join(folder, 'log/keystone.log'), ...NO_TRANSPORT },
    database: database(installation, 'keystone'),
    token: { provider: 'fernet', expiration: 43200 },
    fernet_tokens: { key_repository: join(folder, 'var/keystone/fernet') },
    credential: { key_repository: join(folder, 'var/keystone/credential') },
    // Paid at each log-in with a password or an application credential.
    identity: { password_hash_rounds: 4 },
    cache: { enabled: true, backend: 'dogpile.cache.memory' },
    ...NO_NOTIFICATIONS,
  };
}

function placement(installation: Installation): Sections {
  return {
    DEFAULT: { log_file: join(installation.folder, 'log/placement.log') },
    placement_database: database(installation, 'placement'),
    api: { auth_strategy: 'keystone' },
    keystone_authtoken: tokens(installation, 'placement', 'placement'),
  };
}

function glance(installation: Installation): Sections {
  const { folder, ports } = installation;
  return {
    DEFAULT: {
      log_file: join(folder, 'log/glance.log'),
      bind_host: '127.0.0.1',
      bind_port: ports.glance,
      workers: 0,
      ...NO_TRANSPORT,
      enabled_backends: 'file:file',
      show_image_direct_url: false,
      enabled_import_methods: '[glance-direct,web-download]',
    },
    database: database(installation, 'glance'),
    glance_store: { default_backend: 'file' },
    file: { filesystem_store_datadir: join(folder, 'var/glance/images') },
    os_glance_staging_store: { filesystem_store_datadir: join(folder, 'var/glance/staging') },
    os_glance_tasks_store: { filesystem_store_datadir: join(folder, 'var/glance/tasks') },
    paste_deploy: { flavor: 'keystone', config_file: join(folder, 'etc/glance/glance-api-paste.ini') },
    keystone_authtoken: tokens(installation, 'glance', 'image'),
    ...locks(installation),
  };
}

function nova(installation: Installation): Sections {
  const { folder, ports } = installation;
  return {
    DEFAULT: {
      ...transport(installation),
      my_ip: '127.0.0.1',
      state_path: join(folder, 'var/nova'),
      enabled_apis: 'osapi_compute',
      osapi_compute_listen: '127.0.0.1',
      osapi_compute_listen_port: ports.nova,
      osapi_compute_workers: 1,
      api_paste_config: join(folder, 'etc/nova/api-paste.ini'),
      compute_driver: 'fake.FakeDriver',
      vif_plugging_is_fatal: false,
      vif_plugging_timeout: 0,
      default_schedule_zone: '',
      rpc_response_timeout: 60,
      service_down_time: 120,
      report_interval: 10,
      // Otherwise the discovery of hosts waits for a random time of up to a minute.
      periodic_fuzzy_delay: 0,
      running_deleted_instance_action: 'noop',
      heal_instance_info_cache_interval: -1,
      sync_power_state_interval: -1,
      update_resources_interval: 60,
    },
    api: { auth_strategy: 'keystone' },
    api_database: database(installation, 'nova_api'),
    database: database(installation, 'nova_cell1'),
    workarounds: { disable_compute_service_check_for_ffu: true },
    conductor: { workers: 1 },
    scheduler: { workers: 1, discover_hosts_in_cells_interval: 3 },
    filter_scheduler: {
      enabled_filters: [
        'AvailabilityZoneFilter', 'ComputeFilter', 'ComputeCapabilitiesFilter', 'ImagePropertiesFilter', 'ServerGroupAntiAffinityFilter', 'ServerGroupAffinityFilter',
      ].join(','),
      shuffle_best_same_weighed_hosts: true,
    },
    quota: { instances: -1, cores: -1, ram: -1, server_groups: -1, server_group_members: -1, key_pairs: -1 },
    upgrade_levels: { compute: 'auto' },
    glance: { api_servers: address(installation, 'glance') },
    placement: login(installation, 'placement'),
    neutron: login(installation, 'neutron'),
    cinder: { os_region_name: REGION, catalog_info: 'volumev3::publicURL', cross_az_attach: true, ...login(installation, 'cinder') },
    service_user: { send_service_user_token: true, ...login(installation, 'nova') },
    vnc: { enabled: false },
    spice: { enabled: false },
    key_manager: { backend: 'nova.keymgr.conf_key_mgr.ConfKeyManager', fixed_key: FIXED_KEY },
    keystone_authtoken: tokens(installation, 'nova', 'compute'),
    ...locks(installation),
  };
}

function neutron(installation: Installation): Sections {
  const { folder, ports } = installation;
  return {
    DEFAULT: {
      log_file: join(folder, 'log/neutron.log'),
      ...NO_TRANSPORT,
      bind_host: '127.0.0.1',
      bind_port: ports.neutron,
      api_workers: 0,
      rpc_workers: 0,
      rpc_state_report_workers: 0,
      state_path: join(folder, 'var/neutron'),
      api_paste_config: join(folder, 'etc/neutron/api-paste.ini'),
      core_plugin: 'ml2',
      service_plugins: 'loopback_router,trunk',
      auth_strategy: 'keystone',
      notify_nova_on_port_status_changes: false,
      notify_nova_on_port_data_changes: false,
      dhcp_agent_notification: false,
      network_auto_schedule: false,
      router_auto_schedule: false,
      allow_automatic_dhcp_failover: false,
      allow_automatic_l3agent_failover: false,
      global_physnet_mtu: 1500,
    },
    database: database(installation, 'neutron'),
    quotas: {
      quota_network: -1, quota_subnet: -1, quota_port: -1, quota_router: -1, quota_floatingip: -1, quota_security_group: -1, quota_security_group_rule: -1,
    },
    keystone_authtoken: tokens(installation, 'neutron', 'network'),
    ...locks(installation),
  };
}

const NEUTRON_ML2: Sections = {
  ml2: { type_drivers: 'flat,vlan,geneve,local', tenant_network_types: 'geneve', mechanism_drivers: 'loopback', extension_drivers: 'port_security' },
  ml2_type_flat: { flat_networks: '*' },
  ml2_type_vlan: { network_vlan_ranges: 'physnet1:100:200' },
  ml2_type_geneve: { vni_ranges: '1:10000', max_header_size: 38 },
  securitygroup: { enable_security_group: true },
};

function cinder(installation: Installation): Sections {
  const { folder, ports } = installation;
  return {
    DEFAULT: {
      ...transport(installation),
      my_ip: '127.0.0.1',
      host: 'loopback',
      state_path: join(folder, 'var/cinder'),
      osapi_volume_listen: '127.0.0.1',
      osapi_volume_listen_port: ports.cinder,
      osapi_volume_workers: 1,
      api_paste_config: join(folder, 'etc/cinder/api-paste.ini'),
      resource_query_filters_file: '/etc/cinder/resource_filters.json',
      auth_strategy: 'keystone',
      enabled_backends: VOLUME_BACKEND,
      default_volume_type: '__DEFAULT__',
      // The zones of servers are none of its own.
      storage_availability_zone: 'nova',
      allow_availability_zone_fallback: true,
      glance_api_servers: address(installation, 'glance'),
      quota_volumes: -1,
      quota_gigabytes: -1,
      quota_snapshots: -1,
    },
    [VOLUME_BACKEND]: { volume_driver: 'openstack_fixtures.cinder_volume.LoopbackVolumeDriver', volume_backend_name: VOLUME_BACKEND },
    database: database(installation, 'cinder'),
    coordination: { backend_url: `file://${join(folder, 'var/cinder')}` },
    service_user: { send_service_user_token: true, ...login(installation, 'cinder') },
    nova: login(installation, 'nova'),
    key_manager: { backend: 'cinder.keymgr.conf_key_mgr.ConfKeyManager', fixed_key: FIXED_KEY },
    keystone_authtoken: tokens(installation, 'cinder', 'volumev3'),
    ...locks(installation),
  };
}

function octavia(installation: Installation): Sections {
  const { folder, ports, password } = installation;
  const authority = join(folder, 'var/octavia/ca.pem');
  return {
    DEFAULT: { log_file: join(folder, 'log/octavia.log'), ...transport(installation) },
    api_settings: {
      bind_host: '127.0.0.1',
      bind_port: ports.octavia,
      auth_strategy: 'keystone',
      enabled_provider_drivers: "amphora:'Octavia without amphorae',octavia:'Another name of amphora'",
      default_provider_driver: 'amphora',
      allow_ping_health_monitors: true,
    },
    database: database(installation, 'octavia'),
    oslo_messaging: { topic: 'octavia_prov', rpc_thread_pool_size: 2 },
    controller_worker: {
      workers: 1,
      amphora_driver: 'amphora_noop_driver',
      compute_driver: 'compute_noop_driver',
      network_driver: 'loopback_network_driver',
      volume_driver: 'volume_noop_driver',
      image_driver: 'image_noop_driver',
      distributor_driver: 'distributor_noop_driver',
      client_ca: authority,
      amp_boot_network_list: '00000000-0000-0000-0000-000000000001',
      amp_flavor_id: 1,
      amp_image_tag: 'amphora',
      amp_secgroup_list: '00000000-0000-0000-0000-000000000002',
      loadbalancer_topology: 'SINGLE',
    },
    networking: { lb_network_name: 'none', port_detach_timeout: 5 },
    // Without one it refuses to work, although there is no amphora to be trusted. An empty passphrase counts as one.
    certificates: {
      cert_generator: 'local_cert_generator',
      cert_manager: 'local_cert_manager',
      ca_certificate: authority,
      ca_private_key: join(folder, 'var/octavia/ca.key'),
      ca_private_key_passphrase: password,
      server_certs_key_passphrase: password.slice(0, 32),
    },
    health_manager: { heartbeat_key: password },
    task_flow: { engine: 'serial' },
    driver_agent: {
      status_socket_path: join(folder, 'run/octavia-status.sock'),
      stats_socket_path: join(folder, 'run/octavia-stats.sock'),
      get_socket_path: join(folder, 'run/octavia-get.sock'),
    },
    service_auth: login(installation, 'octavia'),
    neutron: { region_name: REGION, endpoint_type: 'publicURL' },
    quotas: {
      default_load_balancer_quota: -1, default_listener_quota: -1, default_member_quota: -1, default_pool_quota: -1, default_health_monitor_quota: -1,
    },
    keystone_authtoken: tokens(installation, 'octavia', 'load-balancer'),
    ...locks(installation),
  };
}
