/** A service by its type in the catalog, the paths of it that are used, and the methods. */
interface Access {
  readonly service: string;
  readonly path: string;
  readonly methods: readonly string[];
}

const READ = ['GET'];
const ALL = ['GET', 'POST', 'PUT', 'DELETE'];

/**
 * What the cloud controller manager and the storage driver ask of OpenStack: servers and their addresses, load balancers with
 * floating IPs, volumes and where they are attached. `*` is one part of a path, `**` are any, as services may have a prefix.
 */
const IN_CLUSTER_ACCESS: readonly Access[] = [
  { service: 'compute', path: '/**', methods: READ },
  { service: 'compute', path: '/**/servers/*/os-volume_attachments', methods: ['POST'] },
  { service: 'compute', path: '/**/servers/*/os-volume_attachments/*', methods: ['DELETE'] },
  { service: 'network', path: '/**', methods: READ },
  { service: 'network', path: '/**/floatingips', methods: ['POST'] },
  { service: 'network', path: '/**/floatingips/**', methods: ['PUT', 'DELETE'] },
  { service: 'load-balancer', path: '/**', methods: ALL },
  { service: 'volumev3', path: '/**', methods: ALL },
  { service: 'block-storage', path: '/**', methods: ALL },
];

/** The rules as the file that `openstack application credential create --access-rules` reads. */
export function accessRules(): string {
  const rules = IN_CLUSTER_ACCESS.flatMap(({ methods, path, service }) => methods.map((method) => ({ service, method, path })));
  return `[\n${rules.map((rule) => `  ${JSON.stringify(rule)}`).join(',\n')}\n]\n`;
}
