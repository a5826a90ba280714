/** Names that other tools have for fields of ours; suggested where our field exists. In lower case without separators, as the key is looked up. */
const OTHER_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['version', ['kubernetesVersion', 'clusterApi']],
  ['k8sversion', ['kubernetesVersion']],
  ['workers', ['nodePools']],
  ['workerpools', ['nodePools']],
  ['nodegroups', ['nodePools']],
  ['machinepools', ['nodePools']],
  ['machinedeployments', ['nodePools']],
  ['masters', ['controlPlane']],
  ['count', ['replicas']],
  ['size', ['replicas']],
  ['machinecount', ['replicas']],
  ['minsize', ['min']],
  ['maxsize', ['max']],
  ['machinetype', ['flavor']],
  ['instancetype', ['flavor']],
  ['machineflavor', ['flavor']],
  ['availabilityzones', ['zones']],
  ['failuredomains', ['zones']],
  ['nameservers', ['dnsServers']],
  ['dnsnameservers', ['dnsServers']],
  ['podcidr', ['podCidrs']],
  ['servicecidr', ['serviceCidrs']],
  ['clustername', ['name']],
]);

/** Our names for a field that another tool calls `name`. */
export function ourNames(name: string): readonly string[] {
  return OTHER_NAMES.get(name.toLowerCase().replace(/[-_]/g, '')) ?? [];
}
