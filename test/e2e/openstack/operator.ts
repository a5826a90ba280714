import { parseScsFlavor } from '../../../src/resolve/scs-flavor';
import type { Cloud } from './cloud';
import { address, type Installation, REGION, VOLUME_BACKEND } from './configuration';

/** What a cloud has for those who use it. */
export interface Offer {
  readonly zones: readonly string[];
  readonly hostsPerZone: number;
  /** Names after the SCS standard, which say how large they are. */
  readonly flavors: readonly string[];
  readonly images: readonly string[];
  readonly volumeTypes: readonly string[];
  /** The network with public addresses. */
  readonly externalNetwork: string;
}

/** A user with a project of the same name. */
export interface Tenant {
  readonly name: string;
  readonly password: string;
}

const SERVICE_ROLES = ['admin', 'service'];
const TENANT_ROLES = ['member', 'reader', 'load-balancer_member'];
const IMAGE_SIZE = 1024 * 1024;

/** Makes the users of the services, and tells where each service is. */
export async function makeCatalog(cloud: Cloud, installation: Installation): Promise<void> {
  const service = await made(cloud, 'projects', 'project', { name: 'service', domain_id: 'default' });
  const roles: Record<string, string> = {};
  for (const name of new Set([...SERVICE_ROLES, ...TENANT_ROLES])) roles[name] = await made(cloud, 'roles', 'role', { name });
  for (const name of ['placement', 'glance', 'nova', 'neutron', 'cinder', 'octavia']) {
    const user = await made(cloud, 'users', 'user', { name, domain_id: 'default', password: installation.password, default_project_id: service });
    for (const role of SERVICE_ROLES) await grant(cloud, service, user, roles[role]!);
  }
  const at = (name: Parameters<typeof address>[1]): string => address(installation, name);
  const services: [type: string, name: string, url: string][] = [
    ['placement', 'placement', at('placement')],
    ['image', 'glance', at('glance')],
    ['compute', 'nova', `${at('nova')}/v2.1`],
    ['network', 'neutron', at('neutron')],
    ['volumev3', 'cinderv3', `${at('cinder')}/v3/%(project_id)s`],
    ['block-storage', 'cinder', `${at('cinder')}/v3/%(project_id)s`],
    ['load-balancer', 'octavia', at('octavia')],
  ];
  for (const [type, name, url] of services) {
    const id = await made(cloud, 'services', 'service', { type, name });
    for (const face of ['public', 'internal', 'admin']) {
      await cloud.request('identity', 'POST', '/endpoints', { endpoint: { service_id: id, interface: face, region_id: REGION, url } });
    }
  }
}

/** Whether the services have found each other. */
export async function servicesAreUp(cloud: Cloud, { hosts }: Installation): Promise<boolean> {
  const compute = (await cloud.get('compute', '/os-services')).services as { readonly state: string }[];
  const volume = (await cloud.get('volume', '/os-services')).services as { readonly state: string }[];
  const { hypervisors } = await cloud.get('compute', '/os-hypervisors');
  const areUp = (services: { readonly state: string }[], count: number): boolean => services.filter(({ state }) => state === 'up').length === count;
  return areUp(compute, hosts.length + 2) && areUp(volume, 2) && hypervisors.length === hosts.length;
}

/** Does what a cloud's operator does before anyone can use it. */
export async function prepareCloud(cloud: Cloud, { hosts, ports }: Installation, offer: Offer, tenant: Tenant): Promise<void> {
  const project = await made(cloud, 'projects', 'project', { name: tenant.name, domain_id: 'default' });
  const user = await made(cloud, 'users', 'user', { name: tenant.name, domain_id: 'default', password: tenant.password, default_project_id: project });
  for (const name of TENANT_ROLES) await grant(cloud, project, user, await idOfRole(cloud, name));
  await makeExternalNetwork(cloud, offer.externalNetwork, ports.keystone);
  for (const name of offer.flavors) await makeFlavor(cloud, name);
  for (const name of offer.images) await makeImage(cloud, name);
  for (const zone of offer.zones) await makeZone(cloud, zone, hosts.filter((host) => host.startsWith(`host-${zone}-`)));
  for (const name of offer.volumeTypes) await cloud.request('volume', 'POST', '/types', { volume_type: { name, extra_specs: { volume_backend_name: VOLUME_BACKEND } } });
}

/** Makes a user of a project who may read roles, users and domains, which in this Keystone takes an administrator. */
export async function makeAdministrator(cloud: Cloud, project: string, { name, password }: Tenant): Promise<void> {
  const user = await made(cloud, 'users', 'user', { name, domain_id: 'default', password, default_project_id: project });
  for (const role of ['admin', ...TENANT_ROLES]) await grant(cloud, project, user, await idOfRole(cloud, role));
}

/** Its addresses are of this machine, so that a server can listen on them; the port of keystone, which is ours, makes them ours as well. */
async function makeExternalNetwork(cloud: Cloud, name: string, port: number): Promise<void> {
  const network = {
    name, 'router:external': true, shared: false, 'provider:network_type': 'flat', 'provider:physical_network': 'physnet1', port_security_enabled: false,
  };
  const prefix = `127.${64 + ((port >> 8) % 64)}.${port % 256}`;
  const { id } = (await cloud.request('network', 'POST', '/networks', { network })).network;
  const subnet = {
    name: `${name}-v4`, network_id: id, ip_version: 4, cidr: `${prefix}.0/24`, gateway_ip: `${prefix}.1`, enable_dhcp: false,
    allocation_pools: [{ start: `${prefix}.10`, end: `${prefix}.250` }],
  };
  await cloud.request('network', 'POST', '/subnets', { subnet });
}

async function makeFlavor(cloud: Cloud, name: string): Promise<void> {
  const flavor = parseScsFlavor(name);
  if (flavor === undefined) throw new Error(`${name} is no name of an SCS flavor`);
  const { cpus, memoryGiB, disk } = flavor;
  const { id } = (await cloud.request('compute', 'POST', '/flavors', { flavor: { name, vcpus: cpus, ram: memoryGiB * 1024, disk: disk?.sizeGB ?? 0 } })).flavor;
  await cloud.request('compute', 'POST', `/flavors/${id}/os-extra_specs`, { extra_specs: { 'scs:name-v2': name } });
}

async function makeImage(cloud: Cloud, name: string): Promise<void> {
  const image = { name, disk_format: 'raw', container_format: 'bare', visibility: 'public', min_disk: 0, os_distro: 'ubuntu', hw_disk_bus: 'scsi' };
  const { id } = await cloud.request('image', 'POST', '/images', image);
  await cloud.upload('image', `/images/${id}/file`, Buffer.alloc(IMAGE_SIZE));
}

async function makeZone(cloud: Cloud, name: string, hosts: readonly string[]): Promise<void> {
  const { id } = (await cloud.request('compute', 'POST', '/os-aggregates', { aggregate: { name, availability_zone: name } })).aggregate;
  for (const host of hosts) await cloud.request('compute', 'POST', `/os-aggregates/${id}/action`, { add_host: { host } });
}

/** The id of what is made in keystone, or is there. */
async function made(cloud: Cloud, kind: string, one: string, body: Readonly<Record<string, unknown>> & { readonly name: string }): Promise<string> {
  const [found] = (await cloud.get('identity', `/${kind}?name=${body.name}`))[kind] as { readonly id: string }[];
  return found?.id ?? ((await cloud.request('identity', 'POST', `/${kind}`, { [one]: body }))[one].id as string);
}

async function idOfRole(cloud: Cloud, name: string): Promise<string> {
  return (await cloud.get('identity', `/roles?name=${name}`)).roles[0].id as string;
}

async function grant(cloud: Cloud, project: string, user: string, role: string): Promise<void> {
  await cloud.request('identity', 'PUT', `/projects/${project}/users/${user}/roles/${role}`);
}
