import type { Cloud, ServiceType } from './cloud';

/** A thing in a project. */
export interface Resource {
  readonly kind: string;
  readonly id: string;
  readonly name: string;
}

/** Every kind of thing that a cluster, its machines or what runs in it could make, and how those of a connection's project are listed. */
const KINDS: readonly { readonly kind: string; readonly service: ServiceType; readonly path: (cloud: Cloud) => string; readonly field: string }[] = [
  { kind: 'server', service: 'compute', path: () => '/servers/detail', field: 'servers' },
  { kind: 'server group', service: 'compute', path: () => '/os-server-groups', field: 'server_groups' },
  { kind: 'volume', service: 'volume', path: () => '/volumes', field: 'volumes' },
  { kind: 'snapshot', service: 'volume', path: () => '/snapshots', field: 'snapshots' },
  { kind: 'load balancer', service: 'load-balancer', path: ofProject('/lbaas/loadbalancers'), field: 'loadbalancers' },
  { kind: 'listener', service: 'load-balancer', path: ofProject('/lbaas/listeners'), field: 'listeners' },
  { kind: 'pool', service: 'load-balancer', path: ofProject('/lbaas/pools'), field: 'pools' },
  { kind: 'health monitor', service: 'load-balancer', path: ofProject('/lbaas/healthmonitors'), field: 'healthmonitors' },
  { kind: 'network', service: 'network', path: ofProject('/networks'), field: 'networks' },
  { kind: 'subnet', service: 'network', path: ofProject('/subnets'), field: 'subnets' },
  { kind: 'router', service: 'network', path: ofProject('/routers'), field: 'routers' },
  { kind: 'port', service: 'network', path: ofProject('/ports'), field: 'ports' },
  { kind: 'trunk', service: 'network', path: ofProject('/trunks'), field: 'trunks' },
  { kind: 'floating IP', service: 'network', path: ofProject('/floatingips'), field: 'floatingips' },
  { kind: 'security group', service: 'network', path: ofProject('/security-groups'), field: 'security_groups' },
  { kind: 'security group rule', service: 'network', path: ofProject('/security-group-rules'), field: 'security_group_rules' },
  // They are their user's, in all projects.
  { kind: 'application credential', service: 'identity', path: ({ userId }) => `/users/${userId}/application_credentials`, field: 'application_credentials' },
];

export const KIND_COUNT = KINDS.length;

/** Everything in the project of a connection; not the group `default` with its rules, which every project gets when it is first asked. */
export async function projectResources(cloud: Cloud): Promise<Resource[]> {
  const listed = await Promise.all(KINDS.map(async ({ kind, service, path, field }) => {
    const items = (await cloud.get(service, path(cloud)))[field] as Readonly<Record<string, string>>[];
    return items.map((item) => ({ kind, id: item.id!, name: item.name ?? '', group: item.security_group_id }));
  }));
  const all = listed.flat();
  const defaults = new Set(all.filter(({ kind, name }) => kind === 'security group' && name === 'default').map(({ id }) => id));
  return all.filter(({ id, group }) => !defaults.has(id) && !defaults.has(group ?? '')).map(({ kind, id, name }) => ({ kind, id, name }));
}

/** What is there and was not there before. */
export function added(before: readonly Resource[], after: readonly Resource[]): string[] {
  const known = new Set(before.map(({ id }) => id));
  return after.filter(({ id }) => !known.has(id)).map(({ kind, name, id }) => `${kind} ${name || id}`);
}

/** How many there are of each kind. */
export function counts(resources: readonly Resource[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { kind } of resources) found[kind] = (found[kind] ?? 0) + 1;
  return found;
}

function ofProject(path: string): (cloud: Cloud) => string {
  return ({ projectId }) => `${path}?project_id=${projectId}`;
}
